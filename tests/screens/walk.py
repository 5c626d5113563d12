"""Finds what a finger can reach and what an eye must read in a loaded unit, in dp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

ICON_FAMILY = "Material Design Icons"


@dataclass(frozen=True)
class Target:
    """A touch target that nothing covers."""

    name: str
    kind: str
    box: QRectF
    item: QQuickItem
    on_stage: bool
    scrolled: bool
    """cut by the list that it is scrolled in; a finger moves it into full view"""

    def __str__(self) -> str:
        b = self.box
        return f"{self.kind} “{self.name}” {b.width():.0f}×{b.height():.0f} at ({b.x():.0f}, {b.y():.0f})"


@dataclass(frozen=True)
class Words:
    """A text that is shown."""

    text: str
    box: QRectF
    pixel_size: int
    color: QColor
    icon: bool


def kind_of(item: QQuickItem) -> str:
    return item.metaObject().className().split("_QML")[0].removeprefix("QQuick")


def children(item: QQuickItem) -> list[QQuickItem]:
    """An item's children. PySide 6.11 now and then gives the name of something freed at the same address."""
    return [child for child in item.childItems() if isinstance(child, QQuickItem)]


def tree(item: QQuickItem) -> Iterator[QQuickItem]:
    """Visible items, parents first."""
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in children(item):
        yield from tree(child)


def every(root: QQuickItem) -> list[QQuickItem]:
    """Visible or not."""
    return [root, *(below for child in children(root) for below in every(child))]


def box_of(item: QQuickItem, root: QQuickItem, scale: float) -> QRectF:
    """Where an item is, in dp of the unit, cut by everything that clips it."""
    box = item.mapRectToItem(root, QRectF(0, 0, item.width(), item.height()))
    parent = item.parentItem()
    while parent is not None and parent is not root:
        if parent.clip():
            box = box.intersected(parent.mapRectToItem(root, QRectF(0, 0, parent.width(), parent.height())))
        parent = parent.parentItem()
    box = box.intersected(QRectF(0, 0, root.width(), root.height()))
    return QRectF(box.x() / scale, box.y() / scale, box.width() / scale, box.height() / scale)


class Surface:
    """What a finger meets: every mouse area in the order it is painted, with its box in dp."""

    def __init__(self, root: QQuickItem, scale: float) -> None:
        self._areas: list[tuple[QRectF, QQuickItem]] = []
        self._rank: dict[QQuickItem, int] = {}
        self._read(root, root, scale, QRectF(0, 0, root.width() / scale, root.height() / scale))

    def _read(self, item: QQuickItem, root: QQuickItem, scale: float, window: QRectF) -> None:
        if not item.isVisible():
            return
        self._rank[item] = len(self._rank)
        if item.clip() or kind_of(item) == "MouseArea":
            box = item.mapRectToItem(root, QRectF(0, 0, item.width(), item.height()))
            box = QRectF(box.x() / scale, box.y() / scale, box.width() / scale, box.height() / scale)
            box = box.intersected(window)
            if item.clip():
                window = box
            if kind_of(item) == "MouseArea" and item.isEnabled():
                self._areas.append((box, item))
        for child in sorted(children(item), key=QQuickItem.z):
            self._read(child, root, scale, window)

    def hit(self, point: QPointF) -> QQuickItem | None:
        """The mouse area that a touch at `point` goes to."""
        for box, item in reversed(self._areas):
            if box.contains(point):
                return item
        return None

    def covers(self, item: QQuickItem, point: QPointF) -> bool:
        """Something that takes touches and does not hold `item` lies over it."""
        hit = self.hit(point)
        if hit is None or item not in self._rank:
            return False
        holder, above = hit.parentItem(), item.parentItem()
        while above is not None:
            if above is holder:
                return False
            above = above.parentItem()
        return self._rank[hit] > self._rank[item]

    def targets(self, root: QQuickItem, scale: float) -> list[Target]:
        """All enabled targets that are really theirs somewhere, not wholly covered by what lies over them."""
        found: list[Target] = []
        for item in self._rank:
            if item.property("isTouchTarget") is not True or not item.isEnabled():
                continue
            box = box_of(item, root, scale)
            if box.isEmpty():
                continue
            # A card may carry a button in its middle; its corners are its own.
            inset = QPointF(6, 6)
            for point in (box.center(), box.topLeft() + inset, box.bottomRight() - inset):
                hit = self.hit(point)
                if hit is not None and hit.parentItem() is item:
                    name, on_stage = str(item.property("name") or ""), within(item, "Stage") is not None
                    found.append(Target(name, kind_of(item), box, item, on_stage, cut_by_list(item)))
                    break
        return found

    def words(self, root: QQuickItem, scale: float) -> list[Words]:
        """All texts that nothing covers."""
        found: list[Words] = []
        for item in tree(root):
            if not item.inherits("QQuickText") or not str(item.property("text")).strip():
                continue
            box = box_of(item, root, scale)
            if box.width() < 2 or box.height() < 2 or self.covers(item, box.center()):
                continue
            font = item.property("font")
            icon = font.family().startswith(ICON_FAMILY)
            found.append(
                Words(str(item.property("text")), box, font.pixelSize(), QColor(item.property("color")), icon)
            )
        return found


def within(item: QQuickItem, kind: str) -> QQuickItem | None:
    """The nearest ancestor of a kind."""
    parent = item.parentItem()
    while parent is not None and kind_of(parent) != kind:
        parent = parent.parentItem()
    return parent


def cut_by_list(item: QQuickItem) -> bool:
    for kind in ("ListView", "Flickable"):
        view = within(item, kind)
        if view is not None:
            box = item.mapRectToItem(view, QRectF(0, 0, item.width(), item.height()))
            return not QRectF(-1, -1, view.width() + 2, view.height() + 2).contains(box)
    return False


def dividers(root: QQuickItem, scale: float) -> list[QRectF]:
    """The lines that part targets."""
    return [box_of(item, root, scale) for item in tree(root) if kind_of(item) == "Divider"]


class Pixels:
    """The colours of a picture."""

    def __init__(self, picture: QImage) -> None:
        plain = picture.convertToFormat(QImage.Format.Format_RGB32)
        words = np.frombuffer(plain.constBits(), np.uint32)
        self._rgb = words.reshape(plain.height(), plain.bytesPerLine() // 4)[:, : plain.width()] & 0xFFFFFF

    def ground(self, shown: Words, scale: float) -> QColor:
        """The commonest colour behind a text; for an icon, which may fill its box, around it."""
        box = shown.box
        rows = slice(max(0, int(box.top() * scale)), int(box.bottom() * scale) + 1)
        columns = slice(max(0, int(box.left() * scale)), int(box.right() * scale) + 1)
        part = self._rgb[rows, columns]
        if shown.icon:
            part = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
        colours, counts = np.unique(part, return_counts=True)
        return QColor.fromRgb(int(colours[counts.argmax()]))


def contrast(a: QColor, b: QColor) -> float:
    """WCAG 2 contrast ratio of two opaque colours."""
    bright, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
