"""What the map looks like, read from style.toml: layer to colours and widths at a zoom, by night or day."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.display.format import AreaLayer, LineLayer, SymbolKind

INTERPOLATION_BASE = 1.5
Color = tuple[float, float, float, float]
"""red, green, blue, opacity, each 0..1"""


@dataclass(frozen=True, slots=True)
class Curve:
    """A number that depends on the zoom: flat outside its stops, exponential between them."""

    zooms: tuple[float, ...]
    values: tuple[float, ...]

    @classmethod
    def of(cls, spec: Any) -> Curve:
        if not isinstance(spec, dict):
            return cls((0.0,), (float(spec),))
        stops = sorted((float(zoom), float(value)) for zoom, value in spec.items())
        return cls(tuple(zoom for zoom, _ in stops), tuple(value for _, value in stops))

    def at(self, zoom: float) -> float:
        zooms, values = self.zooms, self.values
        if zoom <= zooms[0]:
            return values[0]
        for i in range(1, len(zooms)):
            if zoom <= zooms[i]:
                span, past = zooms[i] - zooms[i - 1], zoom - zooms[i - 1]
                share: float = (INTERPOLATION_BASE**past - 1.0) / (INTERPOLATION_BASE**span - 1.0)
                return values[i - 1] + (values[i] - values[i - 1]) * share
        return values[-1]


@dataclass(frozen=True, slots=True)
class LineStyle:
    fill: tuple[Color, Color]
    """night, day"""
    casing: tuple[Color, Color]
    width: Curve
    """dp"""
    ground_m: float
    """0: keeps its width in dp when the map is tilted"""
    cased: bool
    first_zoom: float
    dash: tuple[float, float]
    """on and off, in multiples of dp; (0, 0) is solid"""


@dataclass(frozen=True, slots=True)
class AreaStyle:
    color: tuple[Color, Color]
    first_zoom: float
    last_zoom: float


@dataclass(frozen=True, slots=True)
class BuildingStyle:
    roof: tuple[Color, Color]
    lit: tuple[Color, Color]
    dark: tuple[Color, Color]
    edge: tuple[Color, Color]
    height_share: float
    """drawn height as a share of the true one"""
    highest_m: float
    """drawn height is cut here"""
    flat_from: float
    raised_from: float
    """zooms"""
    near_route_m: float
    near_route_highest_m: float

    def raised_share(self, zoom: float) -> float:
        """0 flat, 1 full height: buildings rise over one zoom level."""
        return min(1.0, max(0.0, zoom - self.raised_from + 1.0))


@dataclass(frozen=True, slots=True)
class OverlayStyle:
    fill: tuple[Color, Color]
    casing: tuple[Color, Color]
    tick_dp: float
    share: float


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of symbol is shown."""

    from_zoom: float
    to_zoom: float
    ink: str
    """colour in `Style.inks`"""
    icon: str
    """Material Design Icon; empty: a name alone"""
    named_from: float
    """zoom from which an icon also shows its name"""
    guidance: bool
    """shown while guiding"""
    disc_dp: float
    """width of the icon's disc: what matters less is smaller"""


@dataclass(frozen=True, slots=True)
class ArrowLook:
    """One-way arrows at one camera."""

    opacity: float
    every_dp: float
    length_dp: float
    least_half_width_dp: float
    """of a road that has room for one"""


@dataclass(frozen=True, slots=True)
class OneWayStyle:
    color: tuple[Color, Color]
    first_zoom: float
    every_dp: float
    length_dp: float
    ground_m: float
    """length when the map is tilted"""
    least_width_dp: float

    def at(self, zoom: float, *, tilt_share: float, dp_per_m: float) -> ArrowLook:
        """They keep their places on the ground while the zoom goes on by less than a level."""
        return ArrowLook(
            _ramp(zoom, self.first_zoom),
            self.every_dp * 2.0 ** (zoom % 1.0),
            _mix(self.length_dp, self.ground_m * dp_per_m, tilt_share),
            self.least_width_dp / 2,
        )


@dataclass(frozen=True, slots=True)
class PinStyle:
    """A mark of ours, by kind and state: never told apart by colour alone."""

    icon: str
    disc: tuple[Color, Color]
    ink: tuple[Color, Color]


@dataclass(frozen=True, slots=True)
class ShieldStyle:
    """A road number's shield."""

    fill: tuple[Color, Color]
    ink: tuple[Color, Color]


class LineColumn(IntEnum):
    """Columns of `Style.line_table`."""

    FILL = 0
    CASING = 4
    HALF_WIDTH_DP = 8
    CASING_DP = 9
    DASH_ON_DP = 10
    DASH_OFF_DP = 11
    TUNNEL_FILL = 12
    TUNNEL_CASING = 16
    COUNT = 20


class Style:
    """The style file, with what the renderers ask of it. Its tables are not to be changed."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self.rows = rows
        scene = rows["scene"]
        self.land = colors(scene["land"])
        self.sky = colors(scene["sky"])
        self.fog = colors(scene["fog"])
        self.tunnel = colors(scene["tunnel"])
        self.tunnel_casing = colors(scene["tunnel_casing"])
        self._casing_width = Curve.of(scene["casing_width"])
        casing = colors(scene["road_casing"])
        self.areas = {AreaLayer[name]: _area(row) for name, row in rows["area"].items()}
        self.lines = {LineLayer[name]: _line(row, casing) for name, row in rows["line"].items()}
        self._area_rows = _AreaRows.of(self.areas)
        self._line_rows = _LineRows.of(self.lines, float(scene["casing_ground_m"]))
        self.building = _building(rows["building"])
        arrow = rows["one_way"]
        self.one_way = OneWayStyle(
            colors(arrow["color"]),
            float(arrow["from"]),
            float(arrow["every"]),
            float(arrow["length"]),
            float(arrow["ground_m"]),
            float(arrow["least_width"]),
        )
        self.pins = {
            name: PinStyle(str(row["icon"]), colors(row["disc"]), colors(row["ink"]))
            for name, row in rows["pin"].items()
        }
        self._shields = [
            (re.compile(str(row["ref"])), ShieldStyle(colors(row["fill"]), colors(row["ink"])))
            for row in rows["shield"]
        ]
        route = rows["overlay"]["route"]
        self.route_width = Curve.of(route["width"])
        self.route_casing_dp = float(route["casing_width"])
        self.route_ground_m = float(route["ground_m"])
        self.route_casing_ground_m = float(route["casing_ground_m"])
        self.kinds: dict[int, KindStyle] = {
            int(SymbolKind[name]): _kind(row) for name, row in rows["symbol"].items()
        }
        self.inks = {name: colors(value) for name, value in rows["label"].items() if isinstance(value, list)}
        self.label_dp = float(rows["label"]["size"])
        self.halo_dp = float(rows["label"]["halo"])
        arrow = rows["overlay"]["maneuver"]
        self.arrow_dp = float(arrow["width"])
        self.arrow_casing_dp = float(arrow["casing_width"])
        self.arrow_before_m = float(arrow["before_m"])
        self.arrow_after_m = float(arrow["after_m"])
        self.range_opacity = float(rows["overlay"]["range"]["opacity"])
        self.position_disc = colors(rows["overlay"]["position"]["disc"])
        self.overlay = {name: _overlay(row) for name, row in rows["overlay"].items()}

    def pin(self, kind: str, state: str) -> PinStyle:
        """Of a kind in a state; an unknown state looks as the kind, an unknown kind as a place."""
        return self.pins.get(f"{kind}-{state}") or self.pins.get(kind) or self.pins["place"]

    def shield(self, ref: str) -> ShieldStyle:
        """Of the network that a road's number names."""
        for pattern, look in self._shields:
            if pattern.search(ref):
                return look
        return ShieldStyle(self.inks["shield"], self.inks["shield_ink"])

    def area_table(self, zoom: float, *, night: bool) -> NDArray[np.float32]:
        """Colours of all AreaLayers, [32, 4], premultiplied; opacity fades in over half a zoom level."""
        return np.asarray(self.area_tables(np.array([zoom]), night=night)[0])

    def area_tables(self, zooms: NDArray[np.float64], *, night: bool) -> NDArray[np.float32]:
        """`area_table` at each zoom, [Z, 32, 4]."""
        rows, zoom = self._area_rows, zooms[:, None]
        opacity = _ramps(zoom, rows.first_zoom) * (1.0 - _ramps(zoom, rows.last_zoom))
        return np.asarray(rows.color[0 if night else 1] * opacity[..., None], dtype=np.float32)

    def line_table(
        self, zoom: float, *, night: bool, tilt_share: float, dp_per_m: float
    ) -> NDArray[np.float32]:
        """Looks of all LineLayers, [48, LineColumn.COUNT]; colours premultiplied, a width of 0 is not drawn.

        `tilt_share` goes from 0 (flat, widths in dp) to 1 (tilted, widths in metres on the ground).
        """
        table: NDArray[np.float32] = self.line_tables(np.array([zoom]), night=night)[0]
        if tilt_share > 0.0:
            widths = table[:, LineColumn.HALF_WIDTH_DP : LineColumn.CASING_DP + 1]
            widths[:] = self.tilted(widths, tilt_share, dp_per_m)
        return table

    def line_tables(self, zooms: NDArray[np.float64], *, night: bool) -> NDArray[np.float32]:
        """`line_table` seen from above at each zoom, [Z, 48, LineColumn.COUNT]."""
        rows, which = self._line_rows, 0 if night else 1
        opacity = _ramps(zooms[:, None], rows.first_zoom)
        shown = opacity > 0.0
        casing = rows.cased * np.array([[self._casing_width.at(zoom)] for zoom in zooms.tolist()])
        table = np.zeros((len(zooms), 48, LineColumn.COUNT), dtype=np.float32)
        for begin, ink in (
            (LineColumn.FILL, rows.fill[which]),
            (LineColumn.CASING, rows.casing[which]),
            (LineColumn.TUNNEL_FILL, np.array(_solid(self.tunnel[which]))),
            (LineColumn.TUNNEL_CASING, np.array(_solid(self.tunnel_casing[which]))),
        ):
            table[..., begin : begin + 4] = opacity[..., None] * ink
        table[..., LineColumn.HALF_WIDTH_DP] = rows.half_widths_dp(zooms) * shown
        table[..., LineColumn.CASING_DP] = casing * shown
        table[..., LineColumn.DASH_ON_DP : LineColumn.DASH_OFF_DP + 1] = rows.dash
        return table

    def tilted(self, widths: NDArray[np.float32], tilt_share: float, dp_per_m: float) -> NDArray[np.float32]:
        """Half widths and casings [48, 2] in dp, seen from above, as they are when the map is tilted."""
        on_ground, lies = self._line_rows.on_ground
        change = on_ground * np.float32(dp_per_m) - widths
        return np.asarray((widths + change * (lies * np.float32(tilt_share))) * (widths > 0.0))


@dataclass(frozen=True)
class _AreaRows:
    """All AreaLayers' looks side by side, [32, …]."""

    color: NDArray[np.float32]
    """[2, 32, 4] night and day, premultiplied"""
    first_zoom: NDArray[np.float64]
    last_zoom: NDArray[np.float64]

    @classmethod
    def of(cls, styles: dict[AreaLayer, AreaStyle]) -> _AreaRows:
        rows = cls(np.zeros((2, 32, 4), dtype=np.float32), np.full(32, 99.0), np.full(32, 99.0))
        for layer, style in styles.items():
            for which in (0, 1):
                rows.color[which, layer] = _solid(style.color[which])
            rows.first_zoom[layer], rows.last_zoom[layer] = style.first_zoom, style.last_zoom
        return rows


@dataclass(frozen=True)
class _LineRows:
    """All LineLayers' looks side by side, [48, …], so that a frame's table costs a dozen array operations."""

    fill: NDArray[np.float32]
    """[2, 48, 4] night and day, premultiplied"""
    casing: NDArray[np.float32]
    cased: NDArray[np.float32]
    """1 or 0"""
    dash: NDArray[np.float32]
    """[48, 2]"""
    first_zoom: NDArray[np.float64]
    on_ground: NDArray[np.float32]
    """[2, 48, 2] half widths and casings in metres, and 1 for those that lie on the ground"""
    stops: NDArray[np.float64]
    """[48, K] INTERPOLATION_BASE ** zoom: between stops a width is linear in it"""
    widths: NDArray[np.float64]
    """[48, K]"""
    last_stop: NDArray[np.float64]
    """zoom"""

    @classmethod
    def of(cls, styles: dict[LineLayer, LineStyle], casing_ground_m: float) -> _LineRows:
        most = max(len(style.width.zooms) for style in styles.values()) + 1
        # rows beyond a layer's last stop lie ever farther out and add nothing
        beyond = INTERPOLATION_BASE ** np.arange(100.0, 100.0 + most)
        rows = cls(
            np.zeros((2, 48, 4), dtype=np.float32), np.zeros((2, 48, 4), dtype=np.float32),
            np.zeros(48, dtype=np.float32), np.zeros((48, 2), dtype=np.float32), np.full(48, 99.0),
            np.zeros((2, 48, 2), dtype=np.float32), np.tile(beyond, (48, 1)), np.zeros((48, most)),
            np.full(48, 99.0),
        )  # fmt: skip
        for layer, style in styles.items():
            for which in (0, 1):
                rows.fill[which, layer] = _solid(style.fill[which])
                rows.casing[which, layer] = _solid(style.casing[which])
            rows.cased[layer], rows.dash[layer] = style.cased, style.dash
            rows.first_zoom[layer] = style.first_zoom
            rows.on_ground[:, layer] = (style.ground_m / 2, casing_ground_m), (style.ground_m > 0.0, 1.0)
            count = len(style.width.zooms)
            rows.stops[layer, :count] = INTERPOLATION_BASE ** np.array(style.width.zooms)
            rows.widths[layer, :count] = style.width.values
            rows.widths[layer, count:] = style.width.values[-1]
            if style.ground_m > 0.0:
                rows.last_stop[layer] = style.width.zooms[-1]
        return rows

    def half_widths_dp(self, zooms: NDArray[np.float64]) -> NDArray[np.float64]:
        """[Z, 48]; what lies on the ground keeps growing with it beyond the last stop."""
        at = (INTERPOLATION_BASE**zooms)[:, None, None]
        past = np.clip((at - self.stops[:, :-1]) / np.diff(self.stops, axis=1), 0.0, 1.0)
        width = self.widths[:, 0] + (past * np.diff(self.widths, axis=1)).sum(axis=2)
        grown = width * 2.0 ** np.maximum(0.0, zooms[:, None] - self.last_stop) / 2
        return np.asarray(grown, dtype=np.float64)


@cache
def load_style() -> Style:
    """The style that ships with the product."""
    with (Path(__file__).parent / "style.toml").open("rb") as file:
        return Style(tomllib.load(file))


def color(text: str) -> Color:
    """A colour from ``#RRGGBB`` or ``#RRGGBBAA``."""
    digits = text.removeprefix("#")
    channels = [int(digits[i : i + 2], 16) / 255.0 for i in range(0, len(digits), 2)]
    red, green, blue, *rest = channels
    return red, green, blue, rest[0] if rest else 1.0


def colors(pair: list[str]) -> tuple[Color, Color]:
    """Night and day."""
    return color(pair[0]), color(pair[1])


def _area(row: dict[str, Any]) -> AreaStyle:
    return AreaStyle(colors(row["color"]), float(row.get("from", 0.0)), float(row.get("to", 99.0)))


def _line(row: dict[str, Any], road_casing: tuple[Color, Color]) -> LineStyle:
    by_area = bool(row.get("area", False))
    nothing = ((0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0))
    on, off = row.get("dash", (0.0, 0.0))
    casing = row.get("casing", False)
    own = colors(casing) if isinstance(casing, list) else road_casing
    return LineStyle(
        fill=nothing if by_area else colors(row["fill"]),
        casing=own if casing else nothing,
        width=Curve.of(row["width"]),
        ground_m=float(row.get("ground_m", 0.0)),
        cased=bool(casing),
        first_zoom=float(row.get("from", 0.0)),
        dash=(float(on), float(off)),
    )


def _building(row: dict[str, Any]) -> BuildingStyle:
    return BuildingStyle(
        roof=colors(row["roof"]),
        lit=colors(row["lit"]),
        dark=colors(row["dark"]),
        edge=colors(row["edge"]),
        height_share=float(row["height_share"]),
        highest_m=float(row["highest_m"]),
        flat_from=float(row["flat_from"]),
        raised_from=float(row["raised_from"]),
        near_route_m=float(row["near_route_m"]),
        near_route_highest_m=float(row["near_route_highest_m"]),
    )


def _overlay(row: dict[str, Any]) -> OverlayStyle:
    fill = colors(row["fill"])
    return OverlayStyle(
        fill=fill,
        casing=colors(row["casing"]) if "casing" in row else fill,
        tick_dp=float(row.get("tick", 0.0)),
        share=float(row.get("share", 1.0)),
    )


def _kind(row: dict[str, Any]) -> KindStyle:
    return KindStyle(
        from_zoom=float(row["from"]),
        to_zoom=float(row.get("to", 99.0)),
        ink=str(row["ink"]),
        icon=str(row.get("icon", "")),
        named_from=float(row.get("named_from", 99.0)),
        guidance=bool(row.get("guidance", False)),
        disc_dp=float(row.get("disc", 36.0)),
    )


def _ramp(zoom: float, start: float) -> float:
    return min(1.0, max(0.0, (zoom - start) * 2.0 + 0.5)) if start > 0.0 else 1.0


def _ramps(zoom: float | NDArray[np.float64], start: NDArray[np.float64]) -> NDArray[np.float64]:
    ramps = np.clip((zoom - start) * 2.0 + 0.5, 0.0, 1.0)
    return np.where(start > 0.0, ramps, 1.0)


def _mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _solid(c: Color) -> Color:
    """Premultiplied."""
    return c[0] * c[3], c[1] * c[3], c[2] * c[3], c[3]
