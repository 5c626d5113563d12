"""Which country, or state where laws differ, a position lies in: its side of the road and its units."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon

FILE = Path(__file__).with_name("areas.npz")
NO_AREA = -1
PRECISION = 1e5
"""Stored coordinates are int32 in units of 1e-5 degree, about a metre."""
CELL_DEG = 0.05
"""Positions of one cell that no border crosses are asked once."""
SHORE_DEG = 0.3
"""Farther from any state a place belongs to the country alone."""
_BLOCK = 2_000_000
"""Positions times border lines that are compared at a time."""


class LimitSign(StrEnum):
    """How a speed limit looks on a sign."""

    RING = "ring"
    """a number in a red ring (Vienna convention, Australia, Japan, most of America)"""
    US_BOARD = "us_board"
    """a white board that says SPEED LIMIT (MUTCD)"""
    CANADA_BOARD = "canada_board"
    """a white board that says MAXIMUM"""


_BOARDS = {
    **dict.fromkeys(("US", "AS", "GU", "LR", "MP", "PR", "UM", "VI"), LimitSign.US_BOARD),
    "CA": LimitSign.CANADA_BOARD,
}


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or a part of one whose law, side or unit is its own."""

    code: str
    """ISO 3166-1 ("DE") or 3166-2 ("US-CA")"""
    country: str
    """ISO 3166-1; a territory with a code of its own counts as a country"""
    left_hand: bool
    """traffic keeps left"""
    speed_unit: str
    """of its limits: "km/h" or "mph" """
    height_unit: str
    """of its heights: "m" or "ft" """

    @property
    def limit_sign(self) -> LimitSign:
        return _BOARDS.get(self.country, LimitSign.RING)


class Areas:
    """All areas, and where they lie: the rings of row r are those whose `ring_area` is r."""

    def __init__(
        self,
        areas: tuple[Area, ...],
        point: NDArray[np.int32],
        ring_begin: NDArray[np.int64],
        ring_area: NDArray[np.int64],
    ) -> None:
        self.areas = areas
        self.row: dict[str, int] = {area.code: row for row, area in reversed(list(enumerate(areas)))}
        """by code; a country without outlines of its own, as its parts have them, is not in it"""
        self._segments: list[NDArray[np.float64]] = []
        boxes = []
        for row in range(len(areas)):
            lines = []
            for ring in np.flatnonzero(ring_area == row):
                points = point[ring_begin[ring] : ring_begin[ring + 1]] / PRECISION
                lines.append(np.concatenate([points, np.roll(points, -1, axis=0)], axis=1))
            segments = np.concatenate(lines)
            self._segments.append(segments)
            boxes.append((*segments[:, :2].min(axis=0).tolist(), *segments[:, :2].max(axis=0).tolist()))
        self._boxes = np.array(boxes)
        self._parts: dict[int, tuple[int, ...]] = {}
        """by the row of a part the rows that it may stand for: its country's and its neighbours'"""
        self._shores: dict[int, tuple[NDArray[np.float64], NDArray[np.int64]]] = {}
        """by the row of a country in parts: points of their outlines, and whose they are"""
        for country in {area.country for area in areas if area.code == area.country}:
            rows = [row for row, area in enumerate(areas) if area.country == country]
            parts = [row for row in rows if row > self.row[country] and areas[row].code != country]
            if parts:
                self._parts |= dict.fromkeys(parts, tuple(rows))
                outlines = [self._segments[row][:, :2] for row in parts]
                owners = np.repeat(parts, [len(outline) for outline in outlines])
                for row in set(rows) - set(parts):
                    self._shores[row] = np.concatenate(outlines), owners

    @staticmethod
    @cache
    def load() -> Areas:
        """The areas of the world, read once a process."""
        with np.load(FILE, allow_pickle=False) as stored:
            rows = json.loads(stored["areas"].tobytes().decode())
            begin = stored["ring_begin"].astype(np.int64)
            sums = np.cumsum(stored["delta"].astype(np.int64), axis=0)
            # a ring's first row is its position, the others are steps from point to point
            before = np.concatenate([np.zeros((1, 2), dtype=np.int64), sums[begin[1:-1] - 1]])
            point = sums - np.repeat(before, np.diff(begin), axis=0)
            return Areas(
                tuple(Area(*row) for row in rows),
                point.astype(np.int32),
                begin,
                stored["ring_area"].astype(np.int64),
            )

    def area_of(self, position: LatLon) -> Area | None:
        """The area that `position` lies in; None at sea and where no country is."""
        row = int(self._ask(np.array([position.lat_deg]), np.array([position.lon_deg]))[0])
        return None if row == NO_AREA else self.areas[row]

    def rows_of(self, lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]) -> NDArray[np.int64]:
        """[P] row in `areas` of each position, NO_AREA at sea and for a NaN."""
        found = np.full(len(lat_deg), NO_AREA, dtype=np.int64)
        placed = np.flatnonzero(np.isfinite(lat_deg) & np.isfinite(lon_deg))
        if len(placed) == 0:
            return found
        lat, lon = lat_deg[placed], lon_deg[placed]
        cells, at = np.unique(np.floor(lat / CELL_DEG) + 1j * np.floor(lon / CELL_DEG), return_inverse=True)
        south, west = cells.real * CELL_DEG, cells.imag * CELL_DEG
        middle = self._ask(south + CELL_DEG / 2, west + CELL_DEG / 2)
        crossed = self._crossed(south, west)
        answer = middle[at]
        alone = np.flatnonzero(crossed[at])
        answer[alone] = self._ask(lat[alone], lon[alone])
        found[placed] = answer
        return found

    def _ask(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.int64]:
        """[P] row in `areas`: the country's, or its part's where the country comes in parts as well."""
        found = np.full(len(lat), NO_AREA, dtype=np.int64)
        for row, (west, south, east, north) in enumerate(self._boxes):
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            if row in self._parts:
                # drawn more roughly than the country, whose border decides
                near = near[np.isin(found[near], self._parts[row])]
            step = max(1, _BLOCK // len(self._segments[row]))
            for begin in range(0, len(near), step):
                some = near[begin : begin + step]
                found[some[_inside(self._segments[row], lat[some], lon[some])]] = row
        for whole, (point, owner) in self._shores.items():
            for at in np.flatnonzero(found == whole):
                # between the coast as a part has it and the country's waters
                shrink = np.cos(np.radians(lat[at]))
                away = np.hypot((point[:, 0] - lon[at]) * shrink, point[:, 1] - lat[at])
                if away.min() < SHORE_DEG:
                    found[at] = owner[away.argmin()]
        return found

    def _crossed(self, south: NDArray[np.float64], west: NDArray[np.float64]) -> NDArray[np.bool_]:
        """[C] whether a border passes through the cell, or near enough to."""
        crossed = np.zeros(len(south), dtype=np.bool_)
        low_lat, high_lat = south.min(), south.max() + CELL_DEG
        low_lon, high_lon = west.min(), west.max() + CELL_DEG
        for segments, (box_w, box_s, box_e, box_n) in zip(self._segments, self._boxes, strict=True):
            if box_e < low_lon or box_w > high_lon or box_n < low_lat or box_s > high_lat:
                continue
            x1, y1, x2, y2 = segments.T
            close = (
                (np.minimum(x1, x2) <= high_lon)
                & (np.maximum(x1, x2) >= low_lon)
                & (np.minimum(y1, y2) <= high_lat)
                & (np.maximum(y1, y2) >= low_lat)
            )
            for ax, ay, bx, by in segments[close]:
                candidates = np.flatnonzero(
                    ~crossed
                    & (west <= max(ax, bx))
                    & (west + CELL_DEG >= min(ax, bx))
                    & (south <= max(ay, by))
                    & (south + CELL_DEG >= min(ay, by))
                )
                if len(candidates) == 0:
                    continue
                # the corners all on one side of the line: it passes by
                sides = [
                    (bx - ax) * (south[candidates] + dy - ay) - (by - ay) * (west[candidates] + dx - ax)
                    for dx in (0.0, CELL_DEG)
                    for dy in (0.0, CELL_DEG)
                ]
                beside = np.all(np.array(sides) > 0, axis=0) | np.all(np.array(sides) < 0, axis=0)
                crossed[candidates[~beside]] = True
        return crossed


def _inside(
    segments: NDArray[np.float64], lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """[P] by how often a ray to the east crosses the rings."""
    x1, y1, x2, y2 = segments.T
    below = y1[None, :] <= lat[:, None]
    crosses = below != (y2[None, :] <= lat[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (x2 - x1) / (y2 - y1)
    at = (
        x1[None, :]
        + np.where(crosses, lat[:, None] - y1[None, :], 0.0) * np.where(y1 == y2, 0.0, slope)[None, :]
    )
    return np.asarray(np.sum(crosses & (at > lon[:, None]), axis=1) % 2 == 1, dtype=np.bool_)
