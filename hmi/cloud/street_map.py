"""Streets around a point for the companion's small map, out of our own compiled regions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from maps.geometry import E7, METRES_PER_DEGREE, LatLon
from maps.region.format import EdgeFlag
from maps.region.reader import Region

HALF_WIDTH_M = 900.0
HALF_HEIGHT_M = 620.0
MAX_STREETS = 3000


class StreetMap:
    """The regions that this service has; none is fine, the map is then only a dot."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._regions = [Region.open(folder) for folder in folders]

    def around(self, center: LatLon) -> list[list[float | int]]:
        """Streets near `center`, minor ones first: ``[class, lat, lon, lat, lon, …]`` each."""
        found: list[list[float | int]] = []
        half_lat = HALF_HEIGHT_M / METRES_PER_DEGREE
        half_lon = HALF_WIDTH_M / (METRES_PER_DEGREE * max(0.01, np.cos(np.radians(center.lat_deg))))
        for region in self._regions:
            if not region.manifest.bbox.contains(center):
                continue
            lat, lon = region.shape_lat_e7, region.shape_lon_e7
            inside = np.abs(lat - center.lat_deg * E7) < half_lat * E7
            inside &= np.abs(lon - center.lon_deg * E7) < half_lon * E7
            begin = np.asarray(region.shape_begin)
            shapes = np.unique(np.searchsorted(begin, np.flatnonzero(inside), side="right") - 1)
            kind = np.full(len(begin) - 1, 255, dtype=np.uint8)
            shown = (np.asarray(region.edge_flags) & (EdgeFlag.FERRY | EdgeFlag.TUNNEL)) == 0
            np.minimum.at(kind, np.asarray(region.edge_shape)[shown], np.asarray(region.edge_class)[shown])
            shapes = shapes[kind[shapes] != 255]
            shapes = shapes[np.argsort(kind[shapes])][:MAX_STREETS]
            for shape in shapes[::-1]:
                part = slice(int(begin[shape]), int(begin[shape + 1]))
                points = np.stack([lat[part], lon[part]], axis=1).ravel() / E7
                found.append([int(kind[shape]), *np.round(points, 6).tolist()])
        return found
