"""Finds what a finger can reach and what an eye must read in a loaded unit, in dp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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
    enabled: bool


def kind_of(item: QQuickItem) -> str:
    return item.metaObject().className().split("_QML")[0].removeprefix("QQuick")


def tree(item: QQuickItem) -> Iterator[QQuickItem]:
    """Visible items, parents first."""
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from tree(child)


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


def target_at(item: QQuickItem, point: QPointF) -> QQuickItem | None:
    """The mouse area that a touch at `point` (in `item`'s coordinates) would go to."""
    if not item.isVisible() or not item.isEnabled():
        return None
    inside = QRectF(0, 0, item.width(), item.height()).contains(point)
    if item.clip() and not inside:
        return None
    on_top_first = sorted(enumerate(item.childItems()), key=lambda pair: (pair[1].z(), pair[0]), reverse=True)
    for _, child in on_top_first:
        found = target_at(child, item.mapToItem(child, point))
        if found is not None:
            return found
    return item if inside and kind_of(item) == "MouseArea" else None


def targets(root: QQuickItem, scale: float) -> list[Target]:
    """All enabled targets whose middle is really theirs, not covered by something that lies over them."""
    found: list[Target] = []
    for item in tree(root):
        if item.property("isTouchTarget") is not True or not item.isEnabled():
            continue
        box = box_of(item, root, scale)
        if box.isEmpty():
            continue
        # A card may carry a button in its middle; its corners are its own.
        points = (box.center(), box.topLeft() + QPointF(6, 6), box.bottomRight() - QPointF(6, 6))
        for point in points:
            hit = target_at(root, point * scale)
            if hit is not None and hit.parentItem() is item:
                found.append(
                    Target(
                        str(item.property("name") or ""),
                        kind_of(item),
                        box,
                        item,
                        on_stage=within(item, "Stage") is not None,
                        scrolled=cut_by_list(item),
                    )
                )
                break
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


def words(root: QQuickItem, scale: float) -> list[Words]:
    found: list[Words] = []
    for item in tree(root):
        if not item.inherits("QQuickText") or not str(item.property("text")).strip():
            continue
        box = box_of(item, root, scale)
        if box.width() < 2 or box.height() < 2 or covered(item, root, box.center() * scale):
            continue
        font = item.property("font")
        found.append(
            Words(
                str(item.property("text")),
                box,
                font.pixelSize(),
                QColor(item.property("color")),
                font.family().startswith(ICON_FAMILY),
                item.isEnabled(),
            )
        )
    return found


def covered(item: QQuickItem, root: QQuickItem, point: QPointF) -> bool:
    """Something that takes touches and is no ancestor of `item` lies over it."""
    hit = target_at(root, point)
    if hit is None:
        return False
    holder = hit.parentItem()
    above = item
    while above is not None:
        if above is holder:
            return False
        above = above.parentItem()
    return paint_order(holder, root) > paint_order(item, root)


def paint_order(item: QQuickItem, root: QQuickItem) -> list[tuple[float, int]]:
    """Sorts items as they are painted: by z, then by order, from the root down."""
    path: list[tuple[float, int]] = []
    while item is not root:
        parent = item.parentItem()
        path.append((item.z(), parent.childItems().index(item)))
        item = parent
    return path[::-1]


def ground(picture: QImage, shown: Words, scale: float) -> QColor:
    """The commonest colour behind a text; for an icon, which may fill its box, around it."""
    box, step = shown.box, 1 if shown.icon else 2
    left, right = max(0, int(box.left() * scale)), min(picture.width() - 1, int(box.right() * scale))
    top, bottom = max(0, int(box.top() * scale)), min(picture.height() - 1, int(box.bottom() * scale))
    counts: Counter[int] = Counter()
    for y in range(top, bottom + 1, step):
        edge = shown.icon and top < y < bottom
        for x in (left, right) if edge else range(left, right + 1, step):
            counts[picture.pixel(x, y)] += 1
    return QColor(counts.most_common(1)[0][0]) if counts else QColor()


def contrast(a: QColor, b: QColor) -> float:
    """WCAG 2 contrast ratio of two opaque colours."""
    bright, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
