"""The coarse world's water as it will be drawn round a region, so that the region's own can join it."""

from __future__ import annotations

import numpy as np
import shapely

from maps.display.format import AreaLayer
from maps.display.reader import TileSet
from maps.display.world import FOLDER
from maps.errors import RegionError

Bounds = tuple[float, float, float, float]
"""west, north, east, south in the world square"""


def coarse_water(bounds: Bounds, layer: AreaLayer) -> shapely.Geometry:
    """The sea or the lakes in a box; empty where no coarse world is baked yet."""
    try:
        world = TileSet.open(FOLDER)
    except RegionError:
        return shapely.Polygon()
    side = 1 << world.deepest
    west, north, east, south = (int(edge * side) for edge in bounds)
    triangles = []
    for x in range(max(0, west), min(side - 1, east) + 1):
        for y in range(max(0, north), min(side - 1, south) + 1):
            tile = world.tile(world.deepest, x, y)
            if tile is None or not len(tile.triangles):
                continue
            rows = tile.triangles[tile.areas[tile.triangles[:, 0], 1] == layer]
            corners = tile.world(np.ascontiguousarray(tile.areas[:, 0]))[rows]
            triangles.append(corners[:, [0, 1, 2, 0]])
    if not triangles:
        return shapely.Polygon()
    near = np.concatenate(triangles)
    # rounded coordinates may have turned a sliver over; it counts for nothing
    polygons = shapely.make_valid(shapely.polygons(near))
    inside = shapely.intersection(polygons[shapely.area(polygons) > 0.0], shapely.box(*bounds))
    return shapely.union_all(np.asarray(inside, dtype=object))
