"""The sea as polygons, from coastlines that an extract has cut off anywhere (land is on their left)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely
import shapely.affinity
from numpy.typing import NDArray
from shapely import LineString, Polygon, STRtree, box
from shapely.ops import substring

from maps.display.mercator import meters_per_world, unproject_point

REACH = 0.6
"""How far past the region's box the sea is drawn, as a share of the box: the coast goes on where the data
ends."""


MOST_FLOODED = 0.08
"""Share of the land's own points (houses, roads) that may lie in the sea; more means the guess was wrong."""
SAME_SHORE_M = 400.0
"""A coarse coast so near a region's own is the same one, less exact."""


def sea_polygons(
    coastline: list[shapely.Geometry],
    bounds: tuple[float, float, float, float],
    land: NDArray[np.float64] | None = None,
    beyond: shapely.Geometry | None = None,
) -> list[Polygon]:
    """Water on the right of the coastlines, inside the `frame_round` of `bounds` (world square, y south).

    Loose ends are led out to the frame in several ways; the way that floods the fewest of `land` [N, 2],
    points known to be dry, is taken. `beyond` is the coarse sea round about: the first way is along its
    coast. Empty without a coastline, and when every way would flood the town.
    """
    if not coastline:
        return []
    frame = frame_round(bounds)
    merged = shapely.line_merge(shapely.union_all(np.array(coastline, dtype=object)), directed=True)
    inside = shapely.get_parts(shapely.intersection(merged, frame))
    lines = [line for line in inside if line.geom_type == "LineString" and line.length > 0]
    best: tuple[float, list[Polygon]] = (2.0, [])
    ways = [_gone_on(lines, beyond, frame)] if beyond is not None else []
    leads: tuple[Lead, ...] = (_away_from_middle, _straight_on, _to_nearest_edge)
    ways += [[_led_out(line, frame, lead) for line in lines] for lead in leads]
    for led in filter(None, ways):
        faces = _faces(led, frame)
        flooded = _flooded(faces, land)
        if flooded < best[0] - 1e-3:
            best = (flooded, faces)
    return best[1] if best[0] <= MOST_FLOODED else []


def frame_round(bounds: tuple[float, float, float, float]) -> Polygon:
    """`bounds` grown by REACH: up to there a region knows better than the coarse world what is sea."""
    west, north, east, south = bounds
    reach = REACH * max(east - west, south - north)
    return box(west - reach, north - reach, east + reach, south + reach)


def _gone_on(lines: list[LineString], beyond: shapely.Geometry, frame: Polygon) -> list[LineString]:
    """The lines, which from their loose ends go on along the coarse coast; and what that has besides them.

    Empty where the coarse coast has no place for a loose end.
    """
    # a little more than the frame, so that what is led out crosses it
    room = shapely.affinity.scale(frame, 1.002, 1.002)
    # interiors on the mathematical left, which is right on the map: as coastlines have their sea
    rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(beyond)))
    inside = shapely.intersection(shapely.MultiLineString(list(rings)), room)
    coarse = [
        line
        for line in shapely.get_parts(shapely.line_merge(inside, directed=True))
        if line.geom_type == "LineString"
    ]
    through = [line for line in coarse if not line.is_closed]
    out = []
    taken: set[int] = set()
    for line in lines:
        points = shapely.get_coordinates(line)
        if np.array_equal(points[0], points[-1]):
            out.append(line)
            continue
        head, tail = shapely.Point(points[0]), shapely.Point(points[-1])
        loose = [end for end in (head, tail) if frame.contains(end)]
        if loose and not through:
            return []
        if head in loose:
            number = int(np.argmin(shapely.distance(through, head)))
            taken.add(id(through[number]))
            way = substring(through[number], 0.0, through[number].project(head))
            points = np.vstack([shapely.get_coordinates(way), points])
        if tail in loose:
            number = int(np.argmin(shapely.distance(through, tail)))
            taken.add(id(through[number]))
            way = substring(through[number], through[number].project(tail), through[number].length)
            points = np.vstack([points, shapely.get_coordinates(way)])
        out.append(LineString(points))
    known = shapely.MultiLineString(lines)
    apart = SAME_SHORE_M / meters_per_world(unproject_point(0.5, frame.centroid.y).lat_deg)
    return out + [line for line in coarse if id(line) not in taken and line.distance(known) > apart]


def _faces(led: list[LineString], frame: Polygon) -> list[Polygon]:
    if not led:
        return []
    edges = shapely.union_all(np.array([*led, frame.exterior], dtype=object))
    faces = [
        face
        for face in shapely.get_parts(shapely.polygonize(list(shapely.get_parts(edges))))
        if frame.covers(face.representative_point())
    ]
    tree = STRtree(led)
    return [face for face in faces if _is_water(face, tree, led)]


def _flooded(sea: list[Polygon], land: NDArray[np.float64] | None) -> float:
    if land is None or not len(land) or not sea:
        return 0.0
    whole = shapely.union_all(np.array(sea, dtype=object))
    shapely.prepare(whole)
    return float(shapely.contains_xy(whole, land[:, 0], land[:, 1]).mean())


Point = NDArray[np.float64]
Lead = Callable[[Point, Point, Polygon], Point]
"""From a loose end and the coast's course there: the direction to go on in."""


def _led_out(line: LineString, frame: Polygon, lead: Lead) -> LineString:
    points = shapely.get_coordinates(line)
    if np.array_equal(points[0], points[-1]):
        return line
    head, tail = points[0], points[-1]
    far = max(1, len(points) // 5)
    if frame.contains(shapely.Point(head)):
        points = np.vstack([_exit(head, lead(head, head - points[far], frame), frame), points])
    if frame.contains(shapely.Point(tail)):
        points = np.vstack([points, _exit(tail, lead(tail, tail - points[-1 - far], frame), frame)])
    return LineString(points)


def _away_from_middle(end: Point, course: Point, frame: Polygon) -> Point:  # noqa: ARG001
    return np.asarray(end - shapely.get_coordinates(frame.centroid)[0], dtype=np.float64)


def _straight_on(end: Point, course: Point, frame: Polygon) -> Point:  # noqa: ARG001
    return course


def _to_nearest_edge(end: Point, course: Point, frame: Polygon) -> Point:  # noqa: ARG001
    west, north, east, south = frame.bounds
    x, y = float(end[0]), float(end[1])
    ways = {x - west: (-1.0, 0.0), east - x: (1.0, 0.0), y - north: (0.0, -1.0), south - y: (0.0, 1.0)}
    return np.array(ways[min(ways)])


def _exit(end: Point, direction: Point, frame: Polygon) -> Point:
    """Where a straight way from `end` leaves the frame, a little past it."""
    if not direction.any():
        direction = np.array([1.0, 0.0])
    west, north, east, south = frame.bounds
    with np.errstate(divide="ignore", invalid="ignore"):
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
    return votes > 0


__all__ = ["REACH", "frame_round", "sea_polygons"]
