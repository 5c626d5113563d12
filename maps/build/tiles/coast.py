"""The sea as polygons, from coastlines that an extract has cut off anywhere (land is on their left)."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon, STRtree, box

REACH = 0.35
"""How far past the region's box the sea is drawn, as a share of the box: the coast goes on where the data
ends."""


def sea_polygons(
    coastline: list[shapely.Geometry], bounds: tuple[float, float, float, float]
) -> list[Polygon]:
    """Water on the right of the coastlines, inside `bounds` (world square, y south) grown by REACH.

    Loose ends are led straight out to the frame, away from the data's middle. Empty without a coastline.
    """
    if not coastline:
        return []
    west, north, east, south = bounds
    reach = REACH * max(east - west, south - north)
    frame = box(west - reach, north - reach, east + reach, south + reach)
    merged = shapely.line_merge(shapely.union_all(np.array(coastline, dtype=object)), directed=True)
    lines = [line for line in getattr(merged, "geoms", [merged]) if line.length > 0]
    led = [_led_out(line, frame) for line in lines]
    edges = shapely.union_all(np.array([*led, frame.exterior], dtype=object))
    faces = [
        face
        for face in shapely.get_parts(shapely.polygonize(list(shapely.get_parts(edges))))
        if frame.covers(face.representative_point())
    ]
    tree = STRtree(led)
    return [face for face in faces if _is_water(face, tree, led)]


def _led_out(line: LineString, frame: Polygon) -> LineString:
    points = shapely.get_coordinates(line)
    if np.array_equal(points[0], points[-1]):
        return line
    middle = np.array(shapely.get_coordinates(frame.centroid)[0])
    head, tail = points[0], points[-1]
    if frame.contains(shapely.Point(head)):
        points = np.vstack([_exit(head, middle, frame), points])
    if frame.contains(shapely.Point(tail)):
        points = np.vstack([points, _exit(tail, middle, frame)])
    return LineString(points)


def _exit(end: NDArray[np.float64], middle: NDArray[np.float64], frame: Polygon) -> NDArray[np.float64]:
    """Where a straight way from `middle` through `end` leaves the frame, a little past it."""
    direction = end - middle
    if not direction.any():
        direction = np.array([1.0, 0.0])
    west, north, east, south = frame.bounds
    with np.errstate(divide="ignore"):
        reach = np.where(
            direction > 0,
            (np.array([east, south]) - end) / direction,
            (np.array([west, north]) - end) / direction,
        )
    reach = reach[np.isfinite(reach) & (reach >= 0)]
    return np.asarray(end + direction * (float(reach.min()) * 1.001), dtype=np.float64)


def _is_water(face: Polygon, tree: STRtree, lines: list[LineString]) -> bool:
    """Votes by length: a piece of coast that runs along the face with the face on its right says water.

    The square's y axis points south, so the right of a line drawn on the map is its mathematical left.
    """
    ring = shapely.geometry.polygon.orient(face, 1.0)
    inside = ring.representative_point()
    votes = 0.0
    for boundary in (ring.exterior, *ring.interiors):
        points = shapely.get_coordinates(boundary)
        steps = np.diff(points, axis=0)
        middles = (points[:-1] + points[1:]) / 2
        near, which = tree.query_nearest(shapely.points(middles), all_matches=False)
        del near
        for i, (step, middle) in enumerate(zip(steps, middles, strict=True)):
            line = lines[int(which[i])]
            length = float(np.hypot(*step))
            if length == 0.0 or line.distance(shapely.Point(middle)) > length * 1e-6 + 1e-12:
                continue
            at = line.project(shapely.Point(middle))
            before, after = (
                line.interpolate(max(0.0, at - length * 0.01)),
                line.interpolate(at + length * 0.01),
            )
            along = (after.x - before.x) * step[0] + (after.y - before.y) * step[1]
            # walking an exterior counter-clockwise (mathematically) keeps the inside on the left;
            # holes of an oriented polygon run clockwise and keep it there as well
            votes += length if along > 0 else -length
    del inside
    return votes > 0


__all__ = ["REACH", "sea_polygons"]
