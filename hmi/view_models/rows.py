"""A list that QML can show: rows of one frozen dataclass, each field a role of the same name in camelCase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

Row = TypeVar("Row", bound="DataclassInstance")


@QmlElement
class Rows(QAbstractListModel, Generic[Row]):
    """Shows what it is given; a delegate is rebuilt only when the number of rows changes."""

    countChanged = Signal()

    def __init__(self, row_type: type[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(field.name for field in fields(row_type))
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows; equal rows cost nothing."""
        new = tuple(rows)
        old = self._rows
        if new == old:
            return
        if len(new) == len(old):
            self._rows = new
            for number, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    index = self.index(number, 0)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()
        self.countChanged.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: ARG002
        return len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        number = role - Qt.ItemDataRole.UserRole
        if not index.isValid() or not 0 <= number < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[number])

    def roleNames(self) -> dict[int, QByteArray]:
        first = int(Qt.ItemDataRole.UserRole)
        return {first + number: QByteArray(_camel(name).encode()) for number, name in enumerate(self._names)}

    def _count(self) -> int:
        return len(self._rows)

    count = Property(int, _count, notify=countChanged)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
