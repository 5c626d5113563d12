"""Which OpenStreetMap tags are drawn as what, and from which tile zoom on: one row each."""

from __future__ import annotations

import math
from collections.abc import Mapping

from maps.display.format import AreaLayer as A
from maps.display.format import LineLayer as L
from maps.display.format import SymbolKind as S

Tags = Mapping[str, str]

AREAS: dict[tuple[str, str], tuple[A, int]] = {
    ("natural", "water"): (A.WATER, 6),
    ("natural", "bay"): (A.WATER, 99),
    ("waterway", "riverbank"): (A.WATER, 6),
    ("waterway", "dock"): (A.WATER, 12),
    ("landuse", "reservoir"): (A.WATER, 6),
    ("landuse", "basin"): (A.WATER, 12),
    ("leisure", "swimming_pool"): (A.POOL, 15),
    ("natural", "wood"): (A.WOOD, 8),
    ("landuse", "forest"): (A.WOOD, 8),
    ("natural", "scrub"): (A.GREEN, 11),
    ("natural", "heath"): (A.GREEN, 10),
    ("natural", "grassland"): (A.GREEN, 10),
    ("natural", "shrubbery"): (A.GREEN, 14),
    ("landuse", "grass"): (A.GREEN, 13),
    ("landuse", "meadow"): (A.GREEN, 11),
    ("landuse", "village_green"): (A.GREEN, 13),
    ("landuse", "recreation_ground"): (A.GREEN, 12),
    ("landuse", "cemetery"): (A.GREEN, 12),
    ("landuse", "flowerbed"): (A.GREEN, 15),
    ("landuse", "allotments"): (A.GREEN, 12),
    ("landuse", "orchard"): (A.GREEN, 11),
    ("landuse", "vineyard"): (A.GREEN, 11),
    ("amenity", "grave_yard"): (A.GREEN, 13),
    ("leisure", "garden"): (A.PARK, 13),
    ("leisure", "park"): (A.PARK, 10),
    ("leisure", "nature_reserve"): (A.PARK, 8),
    ("leisure", "golf_course"): (A.PARK, 11),
    ("leisure", "playground"): (A.PITCH, 15),
    ("leisure", "pitch"): (A.PITCH, 13),
    ("leisure", "track"): (A.PITCH, 13),
    ("leisure", "miniature_golf"): (A.PITCH, 14),
    ("leisure", "common"): (A.PARK, 11),
    ("leisure", "dog_park"): (A.GREEN, 14),
    ("leisure", "sports_centre"): (A.GROUNDS, 13),
    ("leisure", "stadium"): (A.GROUNDS, 13),
    ("leisure", "marina"): (A.PIER, 99),
    ("natural", "beach"): (A.BEACH, 11),
    ("natural", "sand"): (A.BEACH, 11),
    ("natural", "bare_rock"): (A.ROCK, 10),
    ("natural", "scree"): (A.ROCK, 10),
    ("natural", "glacier"): (A.GLACIER, 6),
    ("natural", "fell"): (A.GREEN, 10),
    ("natural", "wetland"): (A.WETLAND, 10),
    ("landuse", "residential"): (A.RESIDENTIAL, 9),
    ("landuse", "retail"): (A.RESIDENTIAL, 11),
    ("landuse", "commercial"): (A.RESIDENTIAL, 11),
    ("landuse", "industrial"): (A.INDUSTRIAL, 11),
    ("landuse", "railway"): (A.INDUSTRIAL, 12),
    ("landuse", "construction"): (A.INDUSTRIAL, 13),
    ("landuse", "brownfield"): (A.INDUSTRIAL, 13),
    ("landuse", "quarry"): (A.ROCK, 11),
    ("landuse", "farmland"): (A.FARMLAND, 10),
    ("landuse", "farmyard"): (A.FARMLAND, 13),
    ("amenity", "school"): (A.GROUNDS, 13),
    ("amenity", "university"): (A.GROUNDS, 12),
    ("amenity", "hospital"): (A.GROUNDS, 12),
    ("amenity", "kindergarten"): (A.GROUNDS, 14),
    ("tourism", "camp_site"): (A.GREEN, 13),
    ("aeroway", "aerodrome"): (A.GROUNDS, 10),
    ("aeroway", "heliport"): (A.GROUNDS, 13),
    ("amenity", "parking"): (A.PARKING, 15),
    ("place", "square"): (A.PEDESTRIAN, 14),
    ("man_made", "pier"): (A.PIER, 13),
    ("man_made", "breakwater"): (A.PIER, 12),
    ("man_made", "quay"): (A.PIER, 13),
    ("man_made", "bridge"): (A.PIER, 14),
    ("railway", "platform"): (A.PEDESTRIAN, 15),
    ("aeroway", "runway"): (A.RUNWAY, 10),
    ("aeroway", "apron"): (A.RUNWAY, 12),
    ("aeroway", "taxiway"): (A.RUNWAY, 12),
    ("aeroway", "helipad"): (A.RUNWAY, 14),
}
AREA_KEYS = tuple(dict.fromkeys(key for key, _ in AREAS))

ROADS: dict[str, tuple[L, int]] = {
    "motorway": (L.MOTORWAY, 4),
    "motorway_link": (L.MOTORWAY_LINK, 10),
    "trunk": (L.TRUNK, 5),
    "trunk_link": (L.TRUNK_LINK, 10),
    "primary": (L.PRIMARY, 7),
    "primary_link": (L.PRIMARY_LINK, 11),
    "secondary": (L.SECONDARY, 9),
    "secondary_link": (L.SECONDARY_LINK, 12),
    "tertiary": (L.TERTIARY, 10),
    "tertiary_link": (L.TERTIARY_LINK, 12),
    "unclassified": (L.UNCLASSIFIED, 12),
    "residential": (L.RESIDENTIAL, 12),
    "living_street": (L.LIVING_STREET, 12),
    "road": (L.UNCLASSIFIED, 12),
    "busway": (L.SERVICE, 13),
    "raceway": (L.SERVICE, 99),
    "service": (L.SERVICE, 14),
    "track": (L.TRACK, 13),
    "pedestrian": (L.PEDESTRIAN, 14),
    "footway": (L.PATH, 15),
    "path": (L.PATH, 15),
    "bridleway": (L.PATH, 15),
    "cycleway": (L.CYCLEWAY, 15),
    "steps": (L.STEPS, 15),
}

LINES: dict[tuple[str, str], tuple[L, int]] = {
    ("railway", "rail"): (L.RAIL, 9),
    ("railway", "narrow_gauge"): (L.RAIL, 10),
    ("railway", "light_rail"): (L.LIGHT_RAIL, 11),
    ("railway", "tram"): (L.LIGHT_RAIL, 13),
    ("railway", "funicular"): (L.LIGHT_RAIL, 12),
    ("railway", "subway"): (L.LIGHT_RAIL, 12),
    ("waterway", "river"): (L.RIVER, 8),
    ("waterway", "canal"): (L.CANAL, 10),
    ("waterway", "stream"): (L.STREAM, 13),
    ("waterway", "drain"): (L.STREAM, 15),
    ("waterway", "ditch"): (L.STREAM, 15),
    ("route", "ferry"): (L.FERRY, 8),
    ("man_made", "pier"): (L.PIER, 13),
    ("man_made", "breakwater"): (L.PIER, 13),
    ("man_made", "groyne"): (L.PIER, 14),
    ("aeroway", "runway"): (L.RUNWAY, 10),
    ("aeroway", "taxiway"): (L.TAXIWAY, 12),
}

SYMBOLS: dict[tuple[str, str], tuple[S, int, int]] = {
    # kind, tile zoom from which it is kept, rank (lower is more important)
    ("place", "country"): (S.COUNTRY, 3, 0),
    ("place", "state"): (S.STATE, 5, 20),
    ("place", "city"): (S.CITY, 4, 30),
    ("place", "town"): (S.TOWN, 8, 60),
    ("place", "village"): (S.VILLAGE, 10, 90),
    ("place", "suburb"): (S.SUBURB, 11, 100),
    ("place", "quarter"): (S.QUARTER, 12, 120),
    ("place", "neighbourhood"): (S.QUARTER, 13, 130),
    ("place", "hamlet"): (S.HAMLET, 12, 125),
    ("place", "isolated_dwelling"): (S.HAMLET, 14, 140),
    ("place", "island"): (S.ISLAND, 9, 95),
    ("place", "islet"): (S.ISLAND, 13, 150),
    ("place", "square"): (S.SQUARE, 14, 210),
    ("place", "sea"): (S.SEA, 4, 40),
    ("place", "ocean"): (S.SEA, 3, 10),
    ("natural", "bay"): (S.BAY, 11, 150),
    ("natural", "peak"): (S.PEAK, 11, 290),
    ("aeroway", "aerodrome"): (S.AIRPORT, 9, 110),
    ("aeroway", "heliport"): (S.AIRPORT, 13, 155),
    ("railway", "station"): (S.STATION, 11, 200),
    ("railway", "halt"): (S.STATION, 13, 220),
    ("amenity", "charging_station"): (S.CHARGER, 12, 160),
    ("amenity", "fuel"): (S.FUEL, 13, 260),
    ("amenity", "parking"): (S.PARKING, 14, 270),
    ("amenity", "hospital"): (S.HOSPITAL, 12, 250),
    ("amenity", "clinic"): (S.HOSPITAL, 14, 302),
    ("amenity", "police"): (S.POLICE, 14, 300),
    ("amenity", "restaurant"): (S.FOOD, 15, 400),
    ("amenity", "fast_food"): (S.FOOD, 15, 410),
    ("amenity", "cafe"): (S.CAFE, 15, 405),
    ("amenity", "ice_cream"): (S.CAFE, 15, 412),
    ("amenity", "bar"): (S.BAR, 15, 420),
    ("amenity", "nightclub"): (S.BAR, 15, 422),
    ("amenity", "pub"): (S.BAR, 15, 415),
    ("tourism", "hotel"): (S.HOTEL, 14, 350),
    ("tourism", "motel"): (S.HOTEL, 14, 352),
    ("tourism", "hostel"): (S.HOTEL, 14, 362),
    ("tourism", "guest_house"): (S.HOTEL, 15, 364),
    ("tourism", "alpine_hut"): (S.HOTEL, 14, 342),
    ("shop", "supermarket"): (S.SUPERMARKET, 14, 340),
    ("shop", "mall"): (S.SHOP, 14, 330),
    ("shop", "department_store"): (S.SHOP, 14, 335),
    ("amenity", "bank"): (S.BANK, 15, 430),
    ("amenity", "pharmacy"): (S.PHARMACY, 15, 370),
    ("amenity", "school"): (S.SCHOOL, 14, 380),
    ("amenity", "university"): (S.SCHOOL, 13, 320),
    ("amenity", "theatre"): (S.CULTURE, 14, 325),
    ("amenity", "cinema"): (S.CULTURE, 14, 345),
    ("tourism", "museum"): (S.CULTURE, 14, 310),
    ("amenity", "arts_centre"): (S.CULTURE, 14, 347),
    ("amenity", "library"): (S.CULTURE, 14, 365),
    ("tourism", "gallery"): (S.CULTURE, 15, 400),
    ("tourism", "zoo"): (S.SIGHT, 13, 306),
    ("tourism", "theme_park"): (S.SIGHT, 13, 307),
    ("tourism", "viewpoint"): (S.SIGHT, 14, 366),
    ("amenity", "casino"): (S.SIGHT, 14, 315),
    ("tourism", "attraction"): (S.SIGHT, 14, 360),
    ("historic", "castle"): (S.SIGHT, 13, 305),
    ("amenity", "place_of_worship"): (S.WORSHIP, 15, 425),
    ("leisure", "sports_centre"): (S.SPORT, 15, 390),
    ("leisure", "stadium"): (S.SPORT, 13, 308),
    ("amenity", "post_office"): (S.POST, 15, 395),
    ("amenity", "townhall"): (S.TOWNHALL, 14, 355),
    ("amenity", "toilets"): (S.TOILETS, 15, 500),
    ("highway", "bus_stop"): (S.BUS_STOP, 15, 520),
    ("leisure", "park"): (S.PARK, 11, 205),
    ("leisure", "garden"): (S.PARK, 14, 280),
    ("leisure", "nature_reserve"): (S.PARK, 9, 204),
    ("natural", "water"): (S.WATER, 10, 203),
}
SYMBOL_KEYS = tuple(dict.fromkeys(key for key, _ in SYMBOLS))

NAMED_ROADS: dict[L, tuple[S, int, int]] = {
    # side streets come after what a driver stops for, before where one eats and shops
    L.MOTORWAY: (S.ROAD_MAJOR, 9, 180),
    L.TRUNK: (S.ROAD_MAJOR, 9, 182),
    L.PRIMARY: (S.ROAD_MAJOR, 11, 184),
    L.SECONDARY: (S.ROAD_MAIN, 12, 186),
    L.TERTIARY: (S.ROAD_MAIN, 13, 188),
    L.UNCLASSIFIED: (S.ROAD_MINOR, 14, 380),
    L.RESIDENTIAL: (S.ROAD_MINOR, 14, 380),
    L.LIVING_STREET: (S.ROAD_MINOR, 14, 382),
    L.PEDESTRIAN: (S.ROAD_PATH, 15, 384),
    L.SERVICE: (S.ROAD_PATH, 15, 460),
    L.STEPS: (S.ROAD_PATH, 15, 470),
    L.PATH: (S.ROAD_PATH, 15, 475),
    L.RIVER: (S.RIVER, 10, 206),
    L.CANAL: (S.RIVER, 12, 207),
    L.FERRY: (S.FERRY, 11, 450),
}


def area_layer(tags: Tags) -> tuple[A, int] | None:
    """What a closed way or multipolygon is filled as; buildings are asked for apart."""
    for key in AREA_KEYS:
        value = tags.get(key)
        if value is not None and (found := AREAS.get((key, value))) is not None:
            return found if found[1] < 99 else None
    if tags.get("highway") in ("pedestrian", "footway", "service", "platform") and tags.get("area") != "no":
        return A.PEDESTRIAN, 14
    return None


def line_layer(tags: Tags) -> tuple[L, int] | None:
    """What an open way is drawn as."""
    highway = tags.get("highway")
    if highway is not None:
        found = ROADS.get(highway)
        if found is None or found[1] == 99 or tags.get("area") == "yes":
            return None
        if found[0] == L.SERVICE and tags.get("service") in ("driveway", "parking_aisle"):
            return L.SERVICE, 15
        if tags.get("indoor") == "yes" or tags.get("footway") in ("crossing", "sidewalk"):
            return None
        return found
    if tags.get("boundary") == "administrative" and tags.get("maritime") != "yes":
        return {"2": (L.COUNTRY_BORDER, 3), "4": (L.STATE_BORDER, 5)}.get(tags.get("admin_level", ""))
    for key in ("railway", "waterway", "route", "aeroway", "man_made"):
        value = tags.get(key)
        if value is not None and (line := LINES.get((key, value))) is not None:
            if key == "railway" and tags.get("service") in ("yard", "siding", "spur", "crossover"):
                return line[0], 14
            return line
    return None


def symbol(tags: Tags) -> tuple[S, int, int] | None:
    """Which icon or name a point of interest gets."""
    for key in SYMBOL_KEYS:
        value = tags.get(key)
        if value is not None and (found := SYMBOLS.get((key, value))) is not None:
            kind, zoom, rank = found
            if kind in (S.CITY, S.TOWN, S.VILLAGE):
                rank -= min(25, len(tags.get("population", "")) * 3)
                if tags.get("capital") == "yes":
                    rank -= 25  # before larger towns of a small country
            if kind is S.PARKING and tags.get("access") in ("private", "no", "permit", "customers"):
                return None
            if kind is S.WATER and "name" not in tags:
                return None
            return kind, zoom, max(0, rank)
    if "shop" in tags and "name" in tags:
        return S.SHOP, 15, 480
    return None


def is_building(tags: Tags) -> bool:
    return tags.get("building", "no") != "no" or tags.get("building:part", "no") != "no"


def building_heights_m(tags: Tags) -> tuple[float, float]:
    """Bottom and top above the ground (OSM wiki: Simple 3D buildings); a storey counts 3.2 m, unknown is
    two."""
    levels = _meters(tags.get("building:levels"))
    top = _meters(tags.get("height"))
    if top is None:
        if levels is not None:
            top = levels * 3.2 + 1.0
        else:
            top = {"garage": 3.0, "garages": 3.0, "shed": 3.0, "hut": 3.0, "roof": 4.0}.get(
                tags.get("building", ""), 7.0
            )
    bottom = _meters(tags.get("min_height"))
    if bottom is None:
        bottom = (_meters(tags.get("building:min_level")) or 0.0) * 3.2
    top = min(max(top, 1.0), 900.0)
    return min(max(bottom, 0.0), top), top


def _meters(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        metres = float(text.replace(",", ".").removesuffix("m").strip())
    except ValueError:
        return None
    return metres if math.isfinite(metres) else None
