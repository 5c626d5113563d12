"""The sea of the coarse world as it will be drawn round a region, so that the region's own can join it."""

from __future__ import annotations

import numpy as np
import shapely

from maps.display.format import AreaLayer
from maps.display.reader import TileSet
from maps.display.world import FOLDER
from maps.errors import RegionError


def coarse_sea(bounds: tuple[float, float, float, float]) -> shapely.Geometry:
    """In a box of the world square (west, north, east, south); empty where no coarse world is baked yet."""
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
            rows = tile.triangles[tile.areas[tile.triangles[:, 0], 1] == AreaLayer.SEA]
            corners = tile.world(np.ascontiguousarray(tile.areas[:, 0]))[rows]
            triangles.append(corners[:, [0, 1, 2, 0]])
    if not triangles:
        return shapely.Polygon()
    near = np.concatenate(triangles)
    # rounded coordinates may have turned a sliver over; it counts for nothing
    polygons = shapely.make_valid(shapely.polygons(near))
    inside = shapely.intersection(polygons[shapely.area(polygons) > 0.0], shapely.box(*bounds))
    return shapely.union_all(np.asarray(inside, dtype=object))
