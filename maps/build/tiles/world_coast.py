"""The sea of the whole world from one outline: exact where people live, rough where nobody drives."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from maps.display.mercator import project
from maps.geometry import METRES_PER_DEGREE

TOLERANCES_M = ((6_000.0, 150.0), (60_000.0, 1_000.0))
"""So near a town, the coast is kept so exact. The first is about what the outline is true to."""
ROUND_TO_M = 40.0
"""Near a town the outline, whose points lie some hundred metres apart, is a curve through them, so exact."""
FAR_TOLERANCE_M = 6_000.0
"""Where nobody lives."""
LEAST_ISLANDS_M2 = (0.3e6, 4e6, 20e6)
"""Smaller ones are left out: near a town, less near, and far from all."""
ROUND_PIECES = 8
"""A step of the outline is rounded in so many."""
SLICE_DEG = 10
"""Width of the pieces that the sea is cut into: every tile looks at a few of them only."""

Points = NDArray[np.float64]


def read_seas(collection: dict[str, Any]) -> list[list[Points]]:
    """Rings of each sea in degrees (longitude, latitude), the outer one first, from GeoJSON."""
    seas = []
    for shape in collection["geometries"]:
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        seas += [[np.array(ring, dtype=np.float64) for ring in polygon] for polygon in polygons]
    return seas


def thinned(ring: Points, towns: STRtree, tolerance_m: float) -> Points | None:
    """The ring with fewer points, never nearer than `tolerance_m` (of ground) to what it was; None for an
    island too small to be kept. `towns` are points in degrees."""
    narrow = max(float(np.cos(np.radians(ring[:, 1]).mean())), 0.05)
    far = remoteness(ring, towns)
    area_m2 = float(shapely.area(shapely.Polygon(ring))) * narrow * METRES_PER_DEGREE**2
    if area_m2 < max(LEAST_ISLANDS_M2[far.min()], 12.0 * tolerance_m**2):
        return None
    tolerances_m = [*(tolerance for _, tolerance in TOLERANCES_M), FAR_TOLERANCE_M]
    pieces = []
    for run in _runs(far):
        tolerance_deg = max(tolerances_m[far[run.start]], tolerance_m) / METRES_PER_DEGREE
        # squeezed, so that a step east weighs what a step north does
        squeeze = [max(float(np.cos(np.radians(ring[run, 1]).mean())), 0.05), 1.0]
        line = shapely.LineString(ring[run] * squeeze)
        kept = shapely.get_coordinates(shapely.simplify(line, tolerance_deg, preserve_topology=False))
        if far[run.start] == 0 and tolerance_m < TOLERANCES_M[0][1]:
            kept = rounded(kept, ROUND_TO_M / METRES_PER_DEGREE)
        pieces.append(kept[:-1] / squeeze)
    points = np.concatenate([*pieces, ring[-1:]])
    return points if len(points) > 3 else None


def sea_at(seas: list[list[Points]], towns: STRtree, tolerance_m: float) -> list[shapely.Geometry]:
    """The sea in pieces, in the world square."""
    pieces: list[shapely.Geometry] = []
    for outer, *islands in seas:
        shell = thinned(outer, towns, tolerance_m)
        if shell is None:
            continue
        holes = [hole for ring in islands if (hole := thinned(ring, towns, tolerance_m)) is not None]
        shape = shapely.Polygon(to_world(shell), [to_world(hole) for hole in holes])
        # "structure" keeps holes that touch or cross the shore as holes
        whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        west, _, east, _ = shape.bounds
        step = SLICE_DEG / 360.0
        for column in range(int(west / step), int(east / step) + 1):
            cut = shapely.box(column * step, 0.0, (column + 1) * step, 1.0)
            piece = shapely.intersection(whole, cut)
            pieces += [part for part in shapely.get_parts(piece) if part.geom_type == "Polygon"]
    return pieces


def rounded(line: Points, tolerance: float) -> Points:
    """A smooth line through all points of this one: centripetal Catmull-Rom, which makes no loops within a
    step (Yuksel, Schaefer, Keyser, "Parameterization and applications of Catmull-Rom curves", 2011)."""
    steps = np.sqrt(np.hypot(*np.diff(line, axis=0).T))
    line, steps = line[np.append(True, steps > 0.0)], steps[steps > 0.0]
    if len(line) < 3:
        return line
    # at either end the line goes on as it came
    points = np.concatenate([2 * line[:1] - line[1:2], line, 2 * line[-1:] - line[-2:-1]])
    steps = np.concatenate([steps[:1], steps, steps[-1:]])
    p0, p1, p2, p3 = (points[i : len(points) - 3 + i, None] for i in range(4))
    t1, t2, t3 = np.cumsum([steps[:-2], steps[1:-1], steps[2:]], axis=0)[:, :, None, None]
    t = t1 + (t2 - t1) * np.linspace(0.0, 1.0, ROUND_PIECES, endpoint=False)[None, :, None]
    a1 = p0 + (p1 - p0) * (t / t1)
    a2 = p1 + (p2 - p1) * ((t - t1) / (t2 - t1))
    a3 = p2 + (p3 - p2) * ((t - t2) / (t3 - t2))
    b1 = a1 + (a2 - a1) * (t / t2)
    b2 = a2 + (a3 - a2) * ((t - t1) / (t3 - t1))
    curve = b1 + (b2 - b1) * ((t - t1) / (t2 - t1))
    smooth = shapely.LineString(np.concatenate([curve.reshape(-1, 2), line[-1:]]))
    kept: Points = shapely.get_coordinates(shapely.simplify(smooth, tolerance, preserve_topology=False))
    return kept


def remoteness(points: Points, towns: STRtree) -> NDArray[np.int64]:
    """By point: 0 near a town, 1 less near, 2 far from all."""
    far = np.full(len(points), len(TOLERANCES_M))
    stretch = 1.0 / np.maximum(np.cos(np.radians(points[:, 1])), 0.05) / METRES_PER_DEGREE
    for level, (reach_m, _) in reversed(list(enumerate(TOLERANCES_M))):
        found = towns.query(shapely.points(points), predicate="dwithin", distance=reach_m * stretch)
        far[found[0]] = level
    return far


def to_world(points: Points) -> Points:
    """Longitude and latitude in degrees to the world square."""
    return np.column_stack(project(points[:, 1], points[:, 0]))


def _runs(levels: NDArray[np.int64]) -> list[slice]:
    """Slices of equal levels; the last point of one is the first of the next, so that no step is lost."""
    turns = np.flatnonzero(np.diff(levels)) + 1
    begins, ends = [0, *turns.tolist()], [*turns.tolist(), len(levels) - 1]
    return [slice(begin, end + 1) for begin, end in zip(begins, ends, strict=True) if end > begin]
