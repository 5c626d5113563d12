"""Draws the pictures that the map moves about: names, shields, icons, pins, the position arrow."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from hmi.view_models.map.labels.atlas import Atlas, Sprite
from hmi.view_models.map.labels.labels import Label
from hmi.view_models.shell.icons import glyphs, icon_font
from maps.display.style import Color, Style

LABEL_WEIGHT = 500
ICON_DISC_DP = 36.0
ICON_SHARE = 22.0 / 36.0
"""Of a disc that its icon takes."""


class SpritePainter:
    """Knows the style and the atlas; `look` changes when every picture must be drawn again."""

    def __init__(self, style: Style, atlas: Atlas) -> None:
        self._style = style
        self._atlas = atlas
        self._widths: dict[str, float] = {}
        self._glyphs = glyphs()
        self.scale = 1.0
        self.night = True

    @property
    def look(self) -> tuple[object, ...]:
        return (self.night, self.scale, self._atlas.generation)

    @property
    def generation(self) -> int:
        """Of the atlas; pictures of an older one are gone."""
        return self._atlas.generation

    def measure(self, text: str) -> float:
        """Width in dp of a name."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > 4000:
                self._widths.clear()
            metrics = self._atlas.metrics(self._style.label_dp, LABEL_WEIGHT)
            width = self._widths[text] = metrics.horizontalAdvance(text)
        return width

    def sprites(self, label: Label) -> list[tuple[Sprite, float, float]]:
        """Pictures of a label and where their middles lie from its point in dp."""
        if label.path is not None:
            return [(self._text(label.text, label.ink), 0.0, 0.0)]
        if label.shield:
            return [(self._shield(label.text), 0.0, 0.0)]
        if label.icon:
            out = [(self.icon(label.icon, label.ink, label.disc_dp), 0.0, 0.0)]
            if label.text:
                out.append((self._text(label.text, "road"), 0.0, label.disc_dp / 2 + 18.0))
            return out
        if label.second:
            return [
                (self._text(label.text, label.ink), 0.0, -15.0),
                (self._text(label.second, label.ink), 0.0, 14.0),
            ]
        return [(self._text(label.text, label.ink), 0.0, 0.0)]

    def icon(self, name: str, ink: str, disc_dp: float = ICON_DISC_DP) -> Sprite:
        """What the map shows by itself: a place of some kind."""
        which, inks = self._which, self._style.inks
        charger = ink == "charger"
        disc = inks["charger_disc" if charger else "poi_disc"][which]
        return self._disc(name, disc, inks["charger_icon" if charger else "poi_icon"][which], disc_dp)

    def mark(self, kind: str, state: str) -> Sprite:
        """A mark of ours: favourite, result, charger or incident in its state."""
        look = self._style.pin(kind, state)
        return self._disc(look.icon, look.disc[self._which], look.ink[self._which])

    def _disc(self, name: str, disc: Color, glyph_ink: Color, disc_dp: float = ICON_DISC_DP) -> Sprite:
        rim = self._style.inks["poi_rim"][self._which]
        side = disc_dp + 3.0

        def draw(painter: QPainter) -> None:
            painter.setPen(QPen(_q(rim), 2.0))
            painter.setBrush(_q(disc))
            painter.drawEllipse(QPointF(side / 2, side / 2), disc_dp / 2, disc_dp / 2)
            self._draw_glyph(painter, name, QRectF(0, 0, side, side), ICON_SHARE * disc_dp, glyph_ink)

        return self._atlas.drawn(("icon", name, disc, glyph_ink, rim, disc_dp), side, side, self.scale, draw)

    def pin(self, kind: str, text: str, fill: Color, ink: Color) -> Sprite:
        """destination: a drop whose tip is the sprite's middle; stop: a numbered disc; others: a disc."""

        def drop(painter: QPainter) -> None:
            path = QPainterPath(QPointF(24, 56))
            path.cubicTo(QPointF(20, 44), QPointF(5, 36), QPointF(5, 23))
            path.arcTo(QRectF(5, 4, 38, 38), 180, -180)
            path.cubicTo(QPointF(43, 36), QPointF(28, 44), QPointF(24, 56))
            painter.setPen(QPen(_q(self._style.inks["halo_color"][self._which]), 3.0))
            painter.setBrush(_q(fill))
            painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_q(ink))
            painter.drawEllipse(QPointF(24, 23), 8, 8)

        def disc(painter: QPainter) -> None:
            painter.setPen(QPen(_q(fill), 4.0))
            painter.setBrush(_q(ink))
            painter.drawEllipse(QPointF(19.5, 19.5), 15, 15)
            painter.setPen(QColor(16, 20, 24))
            painter.setFont(self._atlas.font(22.0, 600))
            painter.drawText(QRectF(0, 0, 39, 39), Qt.AlignmentFlag.AlignCenter, text[:2])

        if kind == "destination":
            return self._atlas.drawn(("drop", fill, ink, self.night), 48, 112, self.scale, drop)
        return self._atlas.drawn(("stop", text[:2], fill, ink), 39, 39, self.scale, disc)

    def position(self) -> Sprite:
        """The car: an arrow whose middle is where it is."""
        row = self._style.rows["overlay"]["position"]
        fill, edge = QColor(row["fill"][self._which]), QColor(row["edge"][self._which])

        def draw(painter: QPainter) -> None:
            arrow = QPolygonF([QPointF(32, 5), QPointF(55, 58), QPointF(32, 47), QPointF(9, 58)])
            pen = QPen(edge, 3.0)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawPolygon(arrow)

        return self._atlas.drawn(("position", fill.name(), edge.name()), 64, 64, self.scale, draw)

    def arrow_head(self) -> Sprite:
        """The maneuver arrow's head, pointing up; its base's middle is a little under the sprite's."""
        row = self._style.rows["overlay"]["maneuver"]
        fill, edge = QColor(row["fill"][self._which]), QColor(row["casing"][self._which])

        def draw(painter: QPainter) -> None:
            head = QPolygonF([QPointF(26, 6), QPointF(45, 34), QPointF(7, 34)])
            pen = QPen(edge, 8.0)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(_closed(head), pen)
            painter.fillPath(_closed(head), fill)
            # the shaft runs into the head without a seam
            painter.fillRect(QRectF(21, 30, 10, 16), fill)

        return self._atlas.drawn(("arrow head", fill.name(), edge.name()), 52, 52, self.scale, draw)

    def credit(self) -> Sprite:
        """Whose map it is."""
        ink = self._style.inks["place"][self._which]
        halo = self._style.inks["halo_color"][self._which]
        return self._atlas.text(
            "© OpenStreetMap contributors, GeoNames",
            size_dp=13.0, weight=400, ink=ink, halo=halo, halo_dp=2.5, scale=self.scale,
        )  # fmt: skip

    @property
    def _which(self) -> int:
        return 0 if self.night else 1

    def _text(self, text: str, ink: str) -> Sprite:
        style, which = self._style, self._which
        color = style.inks["road" if ink in ("poi", "charger") else ink][which]
        return self._atlas.text(
            text,
            size_dp=style.label_dp,
            weight=LABEL_WEIGHT,
            ink=color,
            halo=style.inks["halo_color"][which],
            halo_dp=style.halo_dp,
            scale=self.scale,
        )

    def _shield(self, text: str) -> Sprite:
        which = self._which
        look = self._style.shield(text)
        fill, ink, rim = look.fill[which], look.ink[which], self._style.inks["poi_rim"][which]
        font = self._atlas.font(20.0, 600)
        width = self._atlas.metrics(20.0, 600).horizontalAdvance(text) + 16.0

        def draw(painter: QPainter) -> None:
            painter.setPen(QPen(_q(ink), 2.0))
            painter.setBrush(_q(fill))
            painter.drawRoundedRect(QRectF(2, 2, width - 4, 27), 6, 6)
            painter.setFont(font)
            painter.setPen(_q(ink))
            painter.drawText(QRectF(0, 1, width, 29), Qt.AlignmentFlag.AlignCenter, text)

        return self._atlas.drawn(("shield", text, fill, ink, rim), width, 31, self.scale, draw)

    def _draw_glyph(self, painter: QPainter, name: str, box: QRectF, size_dp: float, ink: Color) -> None:
        font = QFont(icon_family())
        font.setPixelSize(round(size_dp))
        painter.setFont(font)
        painter.setPen(_q(ink))
        painter.drawText(
            box, Qt.AlignmentFlag.AlignCenter, self._glyphs.get(name, self._glyphs["map-marker"])
        )


def _closed(polygon: QPolygonF) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(polygon)
    path.closeSubpath()
    return path


@cache
def icon_family() -> str:
    """Load the icon font and name its family."""
    from PySide6.QtGui import QFontDatabase

    loaded = QFontDatabase.addApplicationFont(str(icon_font()[0]))
    families = QFontDatabase.applicationFontFamilies(loaded)
    return families[0] if families else ""


def _q(color: Color) -> QColor:
    return QColor.fromRgbF(*color)
