"""Which country or state a road lies in, and so its legal speed limits and the side one drives on.

Borders (maps.country) decide; a road at sea or in no country has no legal default.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maps.build.graph import Graph
from maps.country.areas import NO_AREA, Areas
from maps.country.limits import law_of
from maps.geometry import E7, METRES_PER_DEGREE
from maps.region.format import EdgeFlag, RoadClass

TOWN_CELL_DEG = 0.005
"""Cell in which streets are counted to tell town from country: some 500 m."""
TOWN_STREETS_M_PER_KM2 = 4_500.0
"""Streets, secondary to living, in a town. Around Heidelberg it finds 94 % of the ways tagged DE:urban and
some 70 % of those tagged DE:rural; where it errs, it is mostly towards the lower limit."""


def apply_country_rules(graph: Graph) -> dict[str, int]:
    """Fill in legal limits where no sign stands and the driving side; gives edges by area."""
    lat, lon = way_positions(graph)
    areas = Areas.load()
    edge_area = areas.rows_of(lat, lon)[graph.edge_way]
    flags = graph.edge_flags.copy()
    left = np.array([area.left_hand for area in areas.areas] + [False])
    flags[left[edge_area]] |= np.uint32(EdgeFlag.LEFT_HAND)

    town = (flags & np.uint32(EdgeFlag.URBAN) != 0) | is_town(graph, lat, lon)[graph.edge_way]
    flags[town] |= np.uint32(EdgeFlag.URBAN)
    legal = _legal_kmh(graph, flags, edge_area)
    unsigned = (graph.edge_limit_kmh == 0) & (legal > 0)
    limit = np.where(unsigned, np.round(legal), graph.edge_limit_kmh)
    flags[unsigned] |= np.uint32(EdgeFlag.LIMIT_IMPLIED)
    graph.put("edge_flags", flags)
    graph.put("edge_limit_kmh", limit)
    counts: dict[str, int] = {}
    rows, found = np.unique(edge_area[edge_area != NO_AREA], return_counts=True)
    for row, count in zip(rows.tolist(), found.tolist(), strict=True):
        code = areas.areas[row].code
        counts[code] = counts.get(code, 0) + count
    return counts


def _legal_kmh(graph: Graph, flags: NDArray[np.uint32], edge_area: NDArray[np.int64]) -> NDArray[np.float64]:
    """[E] what the law allows where no sign stands; 0 unknown."""
    areas = Areas.load().areas
    holds = _words(graph, flags)
    texts = np.array(graph.strings.texts(), dtype=object)
    refs = texts[graph.edge_ref]
    legal = np.zeros(len(edge_area))
    for row in np.unique(edge_area[edge_area != NO_AREA]).tolist():
        law = law_of(areas[row].code)
        if law is not None:
            here = np.flatnonzero(edge_area == row)
            legal[here] = law.kmh_of({word: mask[here] for word, mask in holds.items()}, refs[here])
    return legal


def _words(graph: Graph, flags: NDArray[np.uint32]) -> dict[str, NDArray[np.bool_]]:
    """By word of maps.country.limits of which edges [E] it holds."""

    def has(flag: EdgeFlag) -> NDArray[np.bool_]:
        return np.asarray((flags & np.uint32(flag)) != 0, dtype=np.bool_)

    road_class, lanes = graph.edge_class, graph.edge_lane_count
    link, circle = has(EdgeFlag.LINK), has(EdgeFlag.ROUNDABOUT) | has(EdgeFlag.CIRCULAR)
    minor = road_class >= RoadClass.SERVICE
    # A one-way road that is no ramp is taken for half of a dual carriageway, as the wiki's filters do.
    dual = has(EdgeFlag.ONEWAY) & ~circle & ~link & (road_class <= RoadClass.TERTIARY)
    urban, unpaved = has(EdgeFlag.URBAN), has(EdgeFlag.UNPAVED)
    motorway = road_class == RoadClass.MOTORWAY
    return {
        "any": np.ones(len(flags), dtype=np.bool_),
        # A ramp, a yard, a track: no law names one speed that would help a driver there.
        "road": ~minor & ~(link & (road_class <= RoadClass.TRUNK)),
        "urban": urban,
        "rural": ~urban,
        "dual": dual,
        "single": ~dual,
        "lanes1": lanes <= 1,
        "lanes2": lanes >= 2,
        "lanes3": lanes >= 3,
        "lanes4": lanes >= 4,
        "paved": ~unpaved,
        "unpaved": unpaved,
        "trunk": road_class == RoadClass.TRUNK,
        "primary": road_class == RoadClass.PRIMARY,
        "secondary": road_class == RoadClass.SECONDARY,
        "collector": (road_class == RoadClass.SECONDARY) | (road_class == RoadClass.TERTIARY),
        "major": (road_class >= RoadClass.TRUNK) & (road_class <= RoadClass.SECONDARY),
        "residential": road_class == RoadClass.RESIDENTIAL,
        "numbered": graph.edge_ref != 0,
        "motorroad": has(EdgeFlag.MOTORROAD) & ~motorway,
        "motorway": motorway,
        "living": has(EdgeFlag.LIVING_STREET),
        "alley": has(EdgeFlag.ALLEY),
        "parking": has(EdgeFlag.PARKING_AISLE),
        "service": road_class == RoadClass.SERVICE,
    }


def way_positions(graph: Graph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """[W] latitude and longitude of some point of each way that has an edge; NaN for the others."""
    lat = np.full(len(graph.way_osm_id), np.nan)
    lon = np.full(len(graph.way_osm_id), np.nan)
    point = graph.shape_begin[graph.edge_shape]
    lat[graph.edge_way] = graph.shape_lat_e7[point] / E7
    lon[graph.edge_way] = (graph.shape_lon_e7[point] / E7 + 180.0) % 360.0 - 180.0
    return lat, lon


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
    side_km = TOWN_CELL_DEG * METRES_PER_DEGREE / 1000.0
    area_km2 = 9 * side_km * side_km * np.cos(np.radians(np.where(placed, lat, 0.0)))
    return np.asarray(placed & (total / area_km2 >= TOWN_STREETS_M_PER_KM2), dtype=np.bool_)
