"""The tile archive: what can be drawn, baked per tile in the form the graphics card takes.

    tiles/index.npy   sorted rows of INDEX_DTYPE, one a tile
    tiles/tiles.bin   the tiles' bytes one after another, each on a 16-byte boundary

Tile zooms run from MIN_TILE_ZOOM to MAX_TILE_ZOOM; the camera at zoom z shows tiles of zoom
``floor(z) - 1``, the last of them up to camera zoom 19. A coordinate is two uint16 in one uint32 (x in the
low half): ORIGIN is the tile's north-west corner, ORIGIN + EXTENT its south-east one, so that shapes may
reach a sixth of a tile over the edge.

A tile is a header of SECTIONS (offset and size in bytes, uint32 each; then a bit for each section whose
indices are uint16 instead of uint32) and then the sections:

    areas     [V, 2] uint32  coordinate, AreaLayer                      triangles' corners
    triangles [T, 3] index   rows of `areas`, in drawing order
    lines     [S, 4] uint32  coordinate, coordinate, LineLayer | flags << 8, distance along in tile units
    bands     [4] uint32     ends in `lines` of: what lies on the ground, tunnels, roads on the ground,
                             bridges
    walls     [W, 4] uint32  coordinate, coordinate, top_dm | bottom_dm << 16, building
    roofs     [R, 2] uint32  coordinate, top_dm | building << 16
    slabs     [U, 3] index   rows of `roofs`: triangles
    symbols   SYMBOL_DTYPE   what may get an icon or a name at a point
    paths     PATH_DTYPE     what may get a name along a line
    bends     [B] uint32     coordinates of the paths, each path's in a row
    (a building is a number that its walls and roof share within the tile; its outline is that of its walls)
    words     UTF-8          names; NAME_SEPARATOR-joined: the local name, then ``lang=name``
"""

from __future__ import annotations

from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.uint16] | NDArray[np.uint32]
FORMAT_VERSION = 1
MIN_TILE_ZOOM = 3
MAX_TILE_ZOOM = 15
EXTENT = 49152
ORIGIN = 8192
NAME_SEPARATOR = "\x1f"

SECTIONS = (
    "areas",
    "triangles",
    "lines",
    "bands",
    "walls",
    "roofs",
    "slabs",
    "symbols",
    "paths",
    "bends",
    "words",
)
HEADER_BYTES = 96
"""len(SECTIONS) * 8 and NARROW, rounded up to 16"""
NARROW = 2 * len(SECTIONS)
"""Word of the header with a bit for each section whose indices are uint16."""

INDEX_DTYPE = np.dtype([("key", "<u8"), ("offset", "<u8"), ("size", "<u4"), ("crc32", "<u4")])
SYMBOL_DTYPE = np.dtype(
    [("at", "<u4"), ("kind", "<u2"), ("rank", "<u2"), ("words_begin", "<u4"), ("words_end", "<u4")]
)
PATH_DTYPE = np.dtype(
    [
        ("kind", "<u2"),
        ("rank", "<u2"),
        ("bends_begin", "<u4"),
        ("bends_end", "<u4"),
        ("words_begin", "<u4"),
        ("words_end", "<u4"),
        ("ref_begin", "<u4"),
        ("ref_end", "<u4"),
    ]
)


class AreaLayer(IntEnum):
    """Areas in the order they are painted; the style file has a row for each."""

    SEA = 0
    LAND = 1
    RESIDENTIAL = 2
    INDUSTRIAL = 3
    FARMLAND = 4
    GREEN = 5
    WOOD = 6
    ROCK = 7
    GLACIER = 8
    BEACH = 9
    WETLAND = 10
    GROUNDS = 11
    """school, hospital, airport"""
    PARK = 12
    PITCH = 13
    WATER = 14
    POOL = 15
    PARKING = 16
    PEDESTRIAN = 17
    PIER = 18
    RUNWAY = 19
    BUILDING = 20


class LineLayer(IntEnum):
    """Lines in the order they are painted within a band; the style file has a row for each."""

    COUNTRY_BORDER = 0
    STATE_BORDER = 1
    STREAM = 2
    CANAL = 3
    RIVER = 4
    SHORE = 5
    """outline of water, drawn in its colour: softens the polygon's edge"""
    GREEN_EDGE = 6
    BUILDING_EDGE = 7
    PIER = 8
    RUNWAY = 9
    TAXIWAY = 10
    FERRY = 11
    PATH = 12
    STEPS = 13
    CYCLEWAY = 14
    TRACK = 15
    PEDESTRIAN = 16
    SERVICE = 17
    RAIL = 18
    LIGHT_RAIL = 19
    LIVING_STREET = 20
    RESIDENTIAL = 21
    UNCLASSIFIED = 22
    TERTIARY_LINK = 23
    TERTIARY = 24
    SECONDARY_LINK = 25
    SECONDARY = 26
    PRIMARY_LINK = 27
    PRIMARY = 28
    TRUNK_LINK = 29
    MOTORWAY_LINK = 30
    TRUNK = 31
    MOTORWAY = 32


class LineFlag(IntFlag):
    """Stored from bit 8 of a line's third word."""

    TUNNEL = 1
    BRIDGE = 2
    ONEWAY = 4


class SymbolKind(IntEnum):
    """What a point symbol or a path's name stands for; the style file has a row for each."""

    COUNTRY = 0
    STATE = 1
    CITY = 2
    TOWN = 3
    VILLAGE = 4
    SUBURB = 5
    QUARTER = 6
    HAMLET = 7
    ISLAND = 8
    SQUARE = 9
    SEA = 10
    BAY = 11
    WATER = 12
    RIVER = 13
    PARK = 14
    PEAK = 15
    AIRPORT = 16
    STATION = 17
    CHARGER = 18
    FUEL = 19
    PARKING = 20
    HOSPITAL = 21
    POLICE = 22
    FOOD = 23
    CAFE = 24
    BAR = 25
    HOTEL = 26
    SHOP = 27
    SUPERMARKET = 28
    BANK = 29
    PHARMACY = 30
    SCHOOL = 31
    CULTURE = 32
    WORSHIP = 33
    SIGHT = 34
    SPORT = 35
    POST = 36
    TOWNHALL = 37
    TOILETS = 38
    BUS_STOP = 39
    HOUSE_NUMBER = 40
    ENTRANCE = 41
    ROAD_MAJOR = 42
    ROAD_MAIN = 43
    ROAD_MINOR = 44
    ROAD_PATH = 45
    FERRY = 46
    FAR_METROPOLIS = 47
    """this and the next three: a town that the coarse world knows, whether or not a region does"""
    FAR_CITY = 48
    FAR_TOWN = 49
    FAR_VILLAGE = 50


def tile_key(zoom: int, x: int, y: int) -> int:
    """One sortable number a tile."""
    return zoom << 58 | x << 29 | y


def split_key(key: int) -> tuple[int, int, int]:
    """zoom, x, y of a `tile_key`."""
    return key >> 58, (key >> 29) & 0x1FFFFFFF, key & 0x1FFFFFFF
