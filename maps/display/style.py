"""What the map looks like, read from style.toml: layer to colours and widths at a zoom, by night or day."""

from __future__ import annotations

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
MOST_TABLES = 600
"""Looks at one zoom that are remembered: a frame asks for one in steps of the zoom."""

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
    colored_by_area: bool
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
        self._casing_ground_m = float(scene["casing_ground_m"])
        casing = colors(scene["road_casing"])
        self.areas = {AreaLayer[name]: _area(row) for name, row in rows["area"].items()}
        self.lines = {LineLayer[name]: _line(row, casing) for name, row in rows["line"].items()}
        self._ground_half_m = np.zeros(48, dtype=np.float32)
        for layer, line in self.lines.items():
            self._ground_half_m[layer] = line.ground_m / 2
        self._area_tables: _Tables = {}
        self._line_tables: _Tables = {}
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

    def area_table(self, zoom: float, *, night: bool) -> NDArray[np.float32]:
        """Colours of all AreaLayers, [32, 4], premultiplied; opacity fades in over half a zoom level."""
        known = self._area_tables.get((zoom, night))
        if known is not None:
            return known
        table = np.zeros((32, 4), dtype=np.float32)
        for layer, style in self.areas.items():
            opacity = _ramp(zoom, style.first_zoom) * (1.0 - _ramp(zoom, style.last_zoom))
            color = style.color[0 if night else 1]
            table[layer] = (*(c * opacity for c in color[:3]), opacity)
        return _kept(self._area_tables, (zoom, night), table)

    def line_table(
        self, zoom: float, *, night: bool, tilt_share: float, dp_per_m: float
    ) -> NDArray[np.float32]:
        """Looks of all LineLayers, [48, LineColumn.COUNT]; colours premultiplied, a width of 0 is not drawn.

        `tilt_share` goes from 0 (flat, widths in dp) to 1 (tilted, widths in metres on the ground).
        """
        flat = self._line_tables.get((zoom, night))
        if flat is None:
            flat = _kept(self._line_tables, (zoom, night), self._flat_line_table(zoom, night=night))
        table = flat.copy()
        if tilt_share > 0.0:
            half, casing = table[:, LineColumn.HALF_WIDTH_DP], table[:, LineColumn.CASING_DP]
            lies = (self._ground_half_m > 0.0) & (half > 0.0)
            half[lies] += (self._ground_half_m[lies] * dp_per_m - half[lies]) * tilt_share
            casing[casing > 0.0] += (self._casing_ground_m * dp_per_m - casing[casing > 0.0]) * tilt_share
        return table

    def _flat_line_table(self, zoom: float, *, night: bool) -> NDArray[np.float32]:
        table = np.zeros((48, LineColumn.COUNT), dtype=np.float32)
        which = 0 if night else 1
        casing_dp = self._casing_width.at(zoom)
        tunnel, tunnel_casing = self.tunnel[which], self.tunnel_casing[which]
        for layer, style in self.lines.items():
            opacity = _ramp(zoom, style.first_zoom)
            if opacity <= 0.0:
                continue
            width = style.width.at(zoom)
            if style.ground_m > 0.0:
                # what lies on the ground keeps growing with it beyond the last stop
                width *= 2.0 ** max(0.0, zoom - style.width.zooms[-1])
            row = table[layer]
            row[LineColumn.FILL : LineColumn.FILL + 4] = _faded(style.fill[which], opacity)
            row[LineColumn.CASING : LineColumn.CASING + 4] = _faded(style.casing[which], opacity)
            row[LineColumn.HALF_WIDTH_DP] = width / 2
            row[LineColumn.CASING_DP] = casing_dp if style.cased else 0.0
            row[LineColumn.DASH_ON_DP] = style.dash[0]
            row[LineColumn.DASH_OFF_DP] = style.dash[1]
            row[LineColumn.TUNNEL_FILL : LineColumn.TUNNEL_FILL + 4] = _faded(tunnel, opacity)
            row[LineColumn.TUNNEL_CASING : LineColumn.TUNNEL_CASING + 4] = _faded(tunnel_casing, opacity)
        return table


_Tables = dict[tuple[float, bool], NDArray[np.float32]]


def _kept(tables: _Tables, key: tuple[float, bool], table: NDArray[np.float32]) -> NDArray[np.float32]:
    if len(tables) > MOST_TABLES:
        tables.clear()
    tables[key] = table
    return table


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
    return LineStyle(
        fill=nothing if by_area else colors(row["fill"]),
        casing=road_casing if row.get("casing") else nothing,
        width=Curve.of(row["width"]),
        ground_m=float(row.get("ground_m", 0.0)),
        cased=bool(row.get("casing", False)),
        colored_by_area=by_area,
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
    )


def _ramp(zoom: float, start: float) -> float:
    return min(1.0, max(0.0, (zoom - start) * 2.0 + 0.5)) if start > 0.0 else 1.0


def _mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _faded(c: Color, opacity: float) -> Color:
    alpha = c[3] * opacity
    return c[0] * alpha, c[1] * alpha, c[2] * alpha, alpha
