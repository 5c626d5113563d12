"""Which rows of which tiles one picture draws, pass by pass: what lies off the screen is left out. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.view.camera import EYE_DP, Camera
from maps.display.format import LineLayer
from maps.display.reader import Tile
from maps.display.stretches import ARROWS, CASINGS, HOUSE, Pass, Row

SLACK_DP = 48.0
"""A plan is made for a picture this much larger on all sides, and holds while the picture moves less."""
MOST_BETWEEN = 40
"""So many rows more are drawn rather than begun anew after them: a call costs more than they do."""
ZOOM_IN = 0.3
"""Zoom levels; past it a plan draws too much that is no longer on the picture."""

Run = tuple[int, int, int]
"""Number of the tile, first row, the row after the last."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is drawn at all at one zoom and tilt."""

    filled: tuple[bool, ...]
    """by LineLayer"""
    cased: tuple[bool, ...]
    houses: bool
    raised: bool
    """houses have walls"""
    arrows: bool
    """of one-way roads"""

    def rows(self) -> NDArray[np.bool_]:
        """[Pass, LineLayer or HOUSE]"""
        table = np.zeros((len(Pass), HOUSE + 1), dtype=bool)
        table[:, : len(self.filled)] = self.filled
        table[list(CASINGS), : len(self.cased)] = self.cased
        table[list(ARROWS), : len(self.cased)] = np.array(self.cased) & self.arrows
        # outlines on the ground are hidden by houses that stand on them
        table[Pass.FLAT_ROOFS, HOUSE] = self.houses and not self.raised
        table[Pass.HOUSE_EDGES, HOUSE] = not self.raised and self.filled[LineLayer.BUILDING_EDGE]
        table[Pass.WALLS, HOUSE] = table[Pass.ROOFS, HOUSE] = self.houses and self.raised
        return table


@dataclass(frozen=True)
class Scope:
    """What a plan is asked for."""

    tiles: tuple[Tile, ...]
    """in drawing order"""
    camera: Camera
    seen: Seen
    far_w: float
    """how far one sees"""
    reach_dp: float
    """how far what is drawn reaches past its line or outline"""
    highest_dp: float
    """of a roof over the ground"""

    def draws_as(self, other: Scope) -> bool:
        """The same tiles and layers, whatever the view."""
        return (
            len(self.tiles) == len(other.tiles)
            and all(a is b for a, b in zip(self.tiles, other.tiles, strict=True))
            and self.seen == other.seen
        )


class DrawPlan:
    """The rows to draw for one scope, and for all views that its own covers."""

    def __init__(self, scope: Scope, before: DrawPlan | None = None) -> None:
        """`before` spares the part of the work that does not depend on the view."""
        self.scope = scope
        self._view = _View.of(scope.camera, scope.far_w)
        same = before is not None and before.scope.draws_as(scope)
        self._entries: _Entries | None = before._entries if before and same else _Entries.of(scope)
        self.runs = self._entries.runs(self._view, scope) if self._entries is not None else {}
        """by pass, in drawing order; a pass without anything is left out"""

    def serves(self, scope: Scope) -> bool:
        """Whether it draws the same, and nothing of the other view is missing from it."""
        return self.scope.draws_as(scope) and self._view.covers(scope.camera, scope.far_w)


@dataclass(frozen=True)
class _View:
    """The part of the ground that a picture shows and SLACK_DP more on all sides: inside its edges and before
    its far end. Each of these is a half plane: ``slope_x * east + slope_y * south + end``, in dp from the
    camera's centre, is not negative inside."""

    camera: Camera
    planes: tuple[tuple[float, float, float], ...]
    """slope_x, slope_y, end"""

    @classmethod
    def of(cls, camera: Camera, far_w: float) -> _View:
        bearing, pitch = math.radians(camera.bearing_deg), math.radians(camera.pitch_deg)
        cos_b, sin_b, rise, fall = (
            math.cos(bearing),
            math.sin(bearing),
            math.cos(pitch),
            math.sin(pitch) / EYE_DP,
        )
        left, right = -camera.anchor_x - SLACK_DP, camera.width - camera.anchor_x + SLACK_DP
        top, bottom = camera.anchor_y + SLACK_DP, camera.anchor_y - camera.height - SLACK_DP
        sides = (  # along and ahead of the camera, and where it ends
            (1.0, -left * fall, -left),
            (-1.0, right * fall, right),
            (0.0, top * fall - rise, top),
            (0.0, rise - bottom * fall, -bottom),
            (0.0, -fall, far_w * 1.05 - 1.0),
        )
        planes = ((cos_b * a + sin_b * b, sin_b * a - cos_b * b, end) for a, b, end in sides)
        return cls(camera, tuple(planes))

    def covers(self, camera: Camera, far_w: float) -> bool:
        """Whether all of another picture's ground lies in this one, and fills so much of it that no plan of
        its own is worth while."""
        mine = self.camera
        if camera.zoom > mine.zoom + ZOOM_IN or camera.pitch_deg < mine.pitch_deg - 2.0:
            return False
        scale = mine.dp_per_world
        # up to where the ground ends in the fog, or at the picture's upper edge
        slope = math.tan(math.radians(camera.pitch_deg)) / EYE_DP
        high = camera.anchor_y - (1.0 - 1.0 / far_w) / slope if slope > 1e-9 else 0.0
        for screen_x in (0.0, camera.width):
            for screen_y in (max(0.0, high), camera.height):
                x, y = camera.to_world(screen_x, screen_y)
                east, south = (x - mine.x) * scale, (y - mine.y) * scale
                if any(a * east + b * south + end < 0.0 for a, b, end in self.planes):
                    return False
        return True


class _Entries:
    """The stretches that are seen at this zoom, of all tiles in drawing order."""

    def __init__(
        self, what: NDArray[np.int32], number: NDArray[np.int64], where: NDArray[np.float64]
    ) -> None:
        """Columns as in Stretches; `number` [E]: the tile's."""
        self._step, _, chain, self._begin, self._end = what
        self._number = number
        self._chain = number << 32 | chain
        self._middle, self._half = where[:2], where[2:]
        self._first_house = int(np.searchsorted(self._step, Pass.WALLS))

    @classmethod
    def of(cls, scope: Scope) -> _Entries | None:
        """None when nothing is seen."""
        parts = [tile.stretches for tile in scope.tiles]
        if not parts:
            return None
        what = np.concatenate([part.what for part in parts], axis=1)
        columns = np.flatnonzero(scope.seen.rows()[what[Row.STEP], what[Row.LAYER]])
        if not len(columns):
            return None
        number = np.repeat(np.arange(len(parts)), [part.what.shape[1] for part in parts])
        # each tile's are in order already; small numbers are sorted without comparing them
        steps = what[Row.STEP, columns].astype(np.uint8)
        columns = columns[np.argsort(steps, kind="stable")]
        where = np.concatenate([part.where for part in parts], axis=1)
        return cls(what[:, columns], number[columns], where[:, columns])

    def runs(self, view: _View, scope: Scope) -> dict[Pass, list[Run]]:
        """Of what may be on the screen."""
        camera = view.camera
        scale = camera.dp_per_world
        planes = np.array(view.planes)
        slopes, edges = planes[:, :2], planes[:, 2:]
        # what is drawn reaches out on the ground, but nothing from beyond the far end
        edges[:-1, 0] += scope.reach_dp * np.hypot(slopes[:-1, 0], slopes[:-1, 1])
        slopes = slopes * scale
        inside = slopes @ (self._middle - [[camera.x], [camera.y]])
        inside += np.abs(slopes) @ self._half
        inside += edges
        # roofs stand up into the picture from under its lower edge
        inside[BOTTOM, self._first_house :] += scope.highest_dp * 1.5
        rows = np.flatnonzero(inside.min(axis=0) >= 0.0)
        if not len(rows):
            return {}
        chain = self._chain[rows]
        apart = (chain[1:] != chain[:-1]) | (self._begin[rows[1:]] - self._end[rows[:-1]] > MOST_BETWEEN)
        first = np.concatenate([[0], np.flatnonzero(apart) + 1])
        begin, end = rows[first], rows[np.append(first[1:], len(rows)) - 1]
        columns = (self._number[begin], self._begin[begin], self._end[end])
        runs = list(zip(*(column.tolist() for column in columns), strict=True))
        ends = np.searchsorted(self._step[begin], np.arange(1, len(Pass) + 1)).tolist()
        return {step: runs[a:b] for step, a, b in zip(Pass, [0, *ends], ends, strict=False) if b > a}


BOTTOM = 3
"""Of a view's planes."""
