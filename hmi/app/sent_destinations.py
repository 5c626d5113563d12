"""Destinations that a phone sent to the car: told to the driver, taken by one touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance, Slot

from hmi.navigation.synced_places import stops_of
from hmi.sync.records import RecordKind
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.shell.alerts import AlertsModel
from hmi.view_models.shell.notifications import Notification, Priority
from maps.models import Place

DESTINATION = RecordKind.DESTINATION.value
_KEY = "destination:"


class DestinationsLink(Protocol):
    """`hmi.bus.cloud.CloudClient`, or a fake of it."""

    @property
    def recordsRead(self) -> SignalInstance: ...
    @property
    def recordsChanged(self) -> SignalInstance: ...
    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None: ...


class SentDestinations(QObject):
    """Each one is shown once; touched or put away it leaves the records and is a recent place."""

    taken = Signal()
    """the driver wants to go there: a preview is on its way"""

    def __init__(
        self,
        cloud: DestinationsLink,
        search: SearchModel,
        alerts: AlertsModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cloud, self._search, self._alerts = cloud, search, alerts
        self._waiting: dict[str, tuple[Place, ...]] = {}
        cloud.recordsRead.connect(self._on_rows)
        cloud.recordsChanged.connect(self._on_rows)
        alerts.acted.connect(self._on_acted)
        alerts.dismissed.connect(self._on_dismissed)

    @Slot(list)
    def _on_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        for kind, record, fields in rows:
            if kind != DESTINATION:
                continue
            stops = stops_of(fields) if fields is not None else ()
            if not stops:
                if self._waiting.pop(record, None) is not None:
                    self._alerts.withdraw(_KEY + record)
            elif self._waiting.get(record) != stops:
                self._waiting[record] = stops
                self._tell(record, str(fields.get("name") or ""), stops)

    def _tell(self, record: str, name: str, stops: Sequence[Place]) -> None:
        translate = QCoreApplication.translate
        title = name or stops[-1].name or translate("Alerts", "Destination")
        text = translate("Alerts", "Sent from a phone")
        if len(stops) > 1:
            text = translate("Alerts", "Sent from a phone, by way of {names}").format(
                names=", ".join(stop.name for stop in stops[:-1])
            )
        action = translate("Alerts", "Navigate")
        self._alerts.push(
            Notification(_KEY + record, title, text, "cellphone-marker", Priority.ADVICE, action)
        )

    @Slot(str)
    def _on_acted(self, key: str) -> None:
        stops = self._take(key)
        if stops:
            self._search.go_through(stops)
            self.taken.emit()

    @Slot(str)
    def _on_dismissed(self, key: str) -> None:
        stops = self._take(key)
        if stops:
            self._search.remember(stops[-1])

    def _take(self, key: str) -> tuple[Place, ...]:
        if not key.startswith(_KEY):
            return ()
        record = key.removeprefix(_KEY)
        stops = self._waiting.pop(record, ())
        if stops:
            self._cloud.write_record(DESTINATION, record, None)
        return stops
