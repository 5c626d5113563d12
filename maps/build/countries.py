"""Which country a road lies in, and so its legal speed limits and the side one drives on.

The map data says it where it can: limits are tagged with their country (``FR:urban``). A road without such a
tag takes the country that most tags of its neighbourhood name; where there are none, the smallest box of
`BOXES` that holds it. A road in no box has no legal default.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.build.access import word_set
from maps.build.graph import Graph
from maps.build.limits import COUNTRY_LIMITS_KMH, KINDS
from maps.build.osm import RoadSource
from maps.geometry import E7
from maps.region.format import EdgeFlag, RoadClass

BOXES: dict[str, tuple[float, float, float, float]] = {
    "AD": (42.42, 1.41, 42.66, 1.79), "AT": (46.37, 9.53, 49.02, 17.16), "AU": (-43.7, 113.1, -10.6, 153.7),
    "BE": (49.49, 2.54, 51.51, 6.41), "BG": (41.23, 22.36, 44.22, 28.61), "BR": (-33.8, -73.99, 5.28, -34.7),
    "CA": (41.7, -141.0, 70.0, -52.6), "CH": (45.82, 5.96, 47.81, 10.49), "CY": (34.55, 32.27, 35.7, 34.6),
    "CZ": (48.55, 12.09, 51.06, 18.87), "DE": (47.27, 5.87, 55.06, 15.04), "DK": (54.55, 8.07, 57.76, 15.2),
    "EE": (57.5, 21.7, 59.7, 28.21), "ES": (35.9, -9.31, 43.79, 4.33), "FI": (59.75, 20.5, 70.1, 31.59),
    "FR": (41.33, -5.15, 51.09, 9.57), "GB": (49.86, -8.65, 60.87, 1.77), "GR": (34.8, 19.37, 41.75, 28.25),
    "HR": (42.39, 13.48, 46.55, 19.45), "HU": (45.74, 16.11, 48.59, 22.9), "IE": (51.4, -10.6, 55.39, -5.99),
    "IN": (6.7, 68.1, 35.5, 97.4), "IS": (63.29, -24.55, 66.57, -13.49), "IT": (36.64, 6.62, 47.1, 18.52),
    "JP": (24.2, 122.9, 45.6, 146.0), "LI": (47.04, 9.47, 47.28, 9.64), "LT": (53.89, 20.93, 56.46, 26.84),
    "LU": (49.44, 5.73, 50.19, 6.53), "LV": (55.67, 20.97, 58.09, 28.25), "MC": (43.72, 7.405, 43.755, 7.445),
    "MT": (35.78, 14.18, 36.09, 14.58), "MX": (14.5, -117.2, 32.72, -86.7), "NL": (50.75, 3.31, 53.56, 7.23),
    "NO": (57.9, 4.5, 71.2, 31.1), "NZ": (-47.4, 166.4, -34.3, 178.6), "PL": (49.0, 14.12, 54.84, 24.15),
    "PT": (36.96, -9.55, 42.16, -6.18), "RO": (43.62, 20.26, 48.27, 29.76),
    "RS": (42.23, 18.83, 46.19, 23.01),
    "SE": (55.3, 10.9, 69.1, 24.2), "SG": (1.2, 103.6, 1.48, 104.1), "SI": (45.42, 13.37, 46.88, 16.61),
    "SK": (47.73, 16.83, 49.62, 22.57), "SM": (43.89, 12.4, 43.99, 12.52), "TH": (5.6, 97.3, 20.5, 105.7),
    "TR": (35.8, 25.6, 42.2, 44.8), "UA": (44.3, 22.13, 52.38, 40.23), "US": (24.5, -124.8, 49.4, -66.9),
    "ZA": (-34.9, 16.4, -22.1, 32.95),
}  # fmt: skip
"""South, west, north, east in degrees, mainlands only (from Natural Earth, rounded)."""

LEFT_HAND = word_set(
    "AU BD BN BW CY FJ GB GG HK ID IE IM IN JE JM JP KE LK MO MT MU MY MZ NA NP NZ PK SG TH TZ UG ZA ZM ZW"
)
"""Where one drives on the left."""

CELL_DEG = 0.25
"""Neighbourhood in which tagged countries are counted: some 25 km."""

TOWN_CELL_DEG = 0.005
"""Cell in which streets are counted to tell town from country: some 500 m."""
TOWN_STREETS_M_PER_KM2 = 4_500.0
"""Streets, secondary to living, in a town. Around Heidelberg it finds 94 % of the ways tagged DE:urban and
some 70 % of those tagged DE:rural; where it errs, it is mostly towards the lower limit."""

_NO_COUNTRY = -1


def apply_country_rules(graph: Graph, source: RoadSource) -> dict[str, int]:
    """Fill in legal limits where no sign stands and the driving side; gives edges by country."""
    lat, lon = way_positions(graph)
    codes, way_country = countries_of_ways(source, lat, lon)
    edge_country = way_country[graph.edge_way]
    flags = graph.edge_flags.copy()
    left = np.array([code[:2] in LEFT_HAND for code in codes] + [False])
    flags[left[edge_country]] |= np.uint32(EdgeFlag.LEFT_HAND)

    town = (flags & np.uint32(EdgeFlag.URBAN) != 0) | is_town(graph, lat, lon)[graph.edge_way]
    flags[town] |= np.uint32(EdgeFlag.URBAN)
    kind = _kinds(graph.edge_class, flags, town)
    table = _limit_table(codes)
    legal = table[edge_country, kind]
    unsigned = (graph.edge_limit_kmh == 0) & (legal > 0)
    limit = np.where(unsigned, legal, graph.edge_limit_kmh)
    flags[unsigned] |= np.uint32(EdgeFlag.LIMIT_IMPLIED)
    graph.put("edge_flags", flags)
    graph.put("edge_limit_kmh", limit)
    names, counts = np.unique(edge_country, return_counts=True)
    return {
        codes[row]: int(count) for row, count in zip(names.tolist(), counts.tolist(), strict=True) if row >= 0
    }


def way_positions(graph: Graph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """[W] latitude and longitude of some point of each way that has an edge; NaN for the others."""
    lat = np.full(len(graph.way_osm_id), np.nan)
    lon = np.full(len(graph.way_osm_id), np.nan)
    point = graph.shape_begin[graph.edge_shape]
    lat[graph.edge_way] = graph.shape_lat_e7[point] / E7
    lon[graph.edge_way] = (graph.shape_lon_e7[point] / E7 + 180.0) % 360.0 - 180.0
    return lat, lon


def countries_of_ways(
    source: RoadSource, lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[list[str], NDArray[np.int64]]:
    """The countries, and [W] the row of each way's in them; -1 for none."""
    of_rules = [_tagged_country(rules.zone) for rules in source.rules]
    codes = sorted(set(BOXES) | set(COUNTRY_LIMITS_KMH))
    row = {code: i for i, code in enumerate(codes)}
    tagged = np.array([row.get(code, _NO_COUNTRY) for code in of_rules], dtype=np.int64)[source.way_rules]
    # A tag that names a country far away is a mistake.
    limits = np.array([BOXES.get(code[:2], (-90.0, -180.0, 90.0, 180.0)) for code in codes])[tagged]
    south, west, north, east = limits.T
    near = (lat >= south - 0.1) & (lat <= north + 0.1) & (lon >= west - 0.1) & (lon <= east + 0.1)
    tagged = np.where(near, tagged, _NO_COUNTRY)
    country = tagged.copy()

    placed = np.isfinite(lat)
    cell = np.zeros(len(lat), dtype=np.int64)
    cell[placed] = np.floor(lat[placed] / CELL_DEG) * 4096 + np.floor(lon[placed] / CELL_DEG)
    known = placed & (tagged >= 0)
    if known.any():
        cells, at = np.unique(cell[known], return_inverse=True)
        votes = np.zeros((len(cells), len(codes)), dtype=np.int64)
        np.add.at(votes, (at, tagged[known]), 1)
        winner = votes.argmax(axis=1)
        where = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
        neighbours_say = placed & (tagged < 0) & (cells[where] == cell)
        country[neighbours_say] = winner[where[neighbours_say]]
    # The smallest box last, so that it stands.
    by_size = sorted(BOXES, key=lambda code: -_area(BOXES[code]))
    boxed = np.full(len(lat), _NO_COUNTRY, dtype=np.int64)
    for code in by_size:
        south, west, north, east = BOXES[code]
        boxed[(lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)] = row[code]
    return codes, np.where(country >= 0, country, boxed)


def is_town(graph: Graph, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """[W] whether a way lies in a town, to judge by the streets around it."""
    length = np.zeros(len(graph.shape_begin) - 1)
    length[graph.edge_shape] = graph.edge_length_m
    way = np.zeros(len(length), dtype=np.int64)
    way[graph.edge_shape] = graph.edge_way
    street = np.zeros(len(length), dtype=np.bool_)
    street[graph.edge_shape] = (graph.edge_class >= RoadClass.SECONDARY) & (
        graph.edge_class <= RoadClass.LIVING_STREET
    )
    placed = np.isfinite(lat)
    rows = np.zeros(len(lat), dtype=np.int64)
    columns = np.zeros(len(lat), dtype=np.int64)
    rows[placed] = np.floor(lat[placed] / TOWN_CELL_DEG)
    columns[placed] = np.floor(lon[placed] / TOWN_CELL_DEG)
    width = 1 << 20
    cell = rows * width + columns
    cells, at = np.unique(cell[way[street]], return_inverse=True)
    if len(cells) == 0:
        return np.zeros(len(lat), dtype=np.bool_)
    metres = np.bincount(at, weights=length[street])
    total = np.zeros(len(lat))
    for step in (-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1):
        where = np.minimum(np.searchsorted(cells, cell + step), len(cells) - 1)
        total += np.where(cells[where] == cell + step, metres[where], 0.0)
    side_km = TOWN_CELL_DEG * 111.2
    area_km2 = 9 * side_km * side_km * np.cos(np.radians(np.where(placed, lat, 0.0)))
    return np.asarray(placed & (total / area_km2 >= TOWN_STREETS_M_PER_KM2), dtype=np.bool_)


_KINDS = ("none", "urban", "rural", "trunk", "motorway", "living_street")


def _kinds(road_class: NDArray[Any], flags: NDArray[Any], town: NDArray[np.bool_]) -> NDArray[np.int64]:
    """[E] which legal default is in force, a row of _KINDS."""
    kind = np.where(town, 1, 2)
    link = (flags & np.uint32(EdgeFlag.LINK)) != 0
    motorroad = (flags & np.uint32(EdgeFlag.MOTORROAD)) != 0
    kind[(road_class == RoadClass.TRUNK) & motorroad & ~link] = 3
    kind[(road_class == RoadClass.MOTORWAY) & ~link] = 4
    kind[(flags & np.uint32(EdgeFlag.LIVING_STREET)) != 0] = 5
    # A ramp, a yard, a track: no law names one speed that would help a driver there.
    kind[link & (road_class <= RoadClass.TRUNK)] = 0
    kind[road_class >= RoadClass.SERVICE] = 0
    return np.asarray(kind, dtype=np.int64)


def _limit_table(codes: list[str]) -> NDArray[np.float64]:
    """[countries + 1, kinds] km/h; the last row is for no country."""
    table = np.zeros((len(codes) + 1, len(_KINDS)))
    for row, code in enumerate(codes):
        limits = COUNTRY_LIMITS_KMH.get(code) or COUNTRY_LIMITS_KMH.get(code[:2], {})
        for column, kind in enumerate(_KINDS[1:], start=1):
            table[row, column] = limits.get(kind, KINDS.get(kind, 0.0) if limits else 0.0)
    return table


def _tagged_country(zone: str) -> str:
    found = re.match(r"[A-Z]{2}(?:-[A-Z]+)?(?=:)", zone)
    if not found:
        return ""
    return "GB" if found[0] == "UK" else found[0]


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
