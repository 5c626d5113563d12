"""Collect what can be searched: settlements, streets, addresses and points of interest, into
places.sqlite."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray

from maps.errors import SourceError
from maps.search.categories import BY_ID, NAMELESS, category_of, keys
from maps.search.folding import words
from maps.search.store import IN_CONTEXT, IN_NAME, IN_NUMBER, IndexedPlace, write_places

Progress = Callable[[str, float], None]

NAME_KEYS = (
    *("name", "name:en", "name:fr", "name:de", "name:es", "name:ja", "name:ar"),
    *("int_name", "official_name", "short_name", "alt_name", "loc_name", "old_name", "brand", "operator"),
)
"""By any of these a thing is found; the first one that it has is shown."""
SHOWN_KEYS = (
    *(
        "opening_hours",
        "phone",
        "contact:phone",
        "website",
        "contact:website",
        "cuisine",
        "brand",
        "operator",
    ),
    *("capacity", "fee", "access", "maxstay", "wheelchair", "stars", "charging_station:output"),
    *("socket:type2", "socket:type2:output", "socket:type2_combo", "socket:type2_combo:output"),
    *("socket:chademo", "socket:chademo:output", "socket:type2_cable", "socket:type2_cable:output"),
)
STREET_JOIN_DEG = 0.01
"""Ways of one name this near each other (about 1 km) are one street, otherwise namesakes."""
SETTLEMENT_REACH_DEG = {"city": 0.25, "town": 0.12, "village": 0.05, "hamlet": 0.02}
SUBURB_REACH_DEG = 0.025
MUNICIPAL_LEVELS = ("8", "7", "6", "9", "4", "2")
"""admin_level of a boundary that names the town, by preference; it differs from country to country."""

_NUMBER_FIRST = frozenset(
    [
        "rue",
        "avenue",
        "boulevard",
        "place",
        "chemin",
        "allee",
        "impasse",
        "quai",
        "route",
        "cours",
        "square",
        "passage",
        "esplanade",
    ]
)
_NUMBER_FIRST_AT_END = frozenset(
    [
        "street",
        "road",
        "avenue",
        "lane",
        "drive",
        "way",
        "boulevard",
        "court",
        "terrace",
        "alley",
        "highway",
        "parkway",
        "plaza",
        "broadway",
    ]
)


def build_places(sources: Sequence[Path], folder: Path, progress: Progress) -> None:
    """Write `folder`/places.sqlite from the OpenStreetMap files."""
    found = _Found()
    for number, path in enumerate(sources):
        _read(path, found)
        progress("places", 0.6 * (number + 1) / len(sources))
    surroundings = _Surroundings(found)
    places = [*_things(found, surroundings), *_streets(found, surroundings), *_addresses(found, surroundings)]
    progress("places", 0.9)
    # Sorted along a curve of latitude bands, so that neighbours in the city are neighbours in the file.
    places.sort(key=lambda p: (p.category, round(p.latitude, 2), round(p.longitude, 3), p.name, p.osm_id))
    write_places(folder / "places.sqlite", places)
    progress("places", 1.0)


@dataclass(frozen=True, slots=True)
class _Thing:
    osm_id: str
    lat: float
    lon: float
    tags: Mapping[str, str]
    size: int = 1


class _Found:
    """What the files hold, as read."""

    def __init__(self) -> None:
        self.things: list[_Thing] = []
        self.streets: dict[str, list[_Thing]] = defaultdict(list)
        self.addresses: list[_Thing] = []
        self.boundaries: list[tuple[str, str, Any]] = []
        """admin_level, name, polygon"""


def _read(path: Path, found: _Found) -> None:
    wanted = osmium.filter.KeyFilter("highway", "addr:housenumber", *keys())
    try:
        for thing in osmium.FileProcessor(path).with_locations().with_filter(wanted):
            if not isinstance(thing, (osmium.osm.Node, osmium.osm.Way)):
                continue
            tags = _tags_of(thing)
            if tags is None:
                continue
            if isinstance(thing, osmium.osm.Node):
                if not thing.location.valid():
                    continue
                _sort_in(_Thing(f"n{thing.id}", thing.location.lat, thing.location.lon, tags), found)
                continue
            middle = _middle(thing)
            if middle is None:
                continue
            entry = _Thing(f"w{thing.id}", middle[0], middle[1], tags, len(thing.nodes))
            if (
                "highway" in tags
                and "name" in tags
                and tags["highway"] not in ("rest_area", "services", "platform")
            ):
                found.streets[tags["name"]].append(entry)
            else:
                _sort_in(entry, found)
        _read_areas(path, found)
    except RuntimeError as error:
        raise SourceError(path, f"cannot be read ({error})") from error


def _read_areas(path: Path, found: _Found) -> None:
    """Boundaries of towns, and things mapped as multipolygons."""
    factory = osmium.geom.WKBFactory()
    wanted = osmium.filter.KeyFilter("boundary", *keys())
    for area in (
        osmium.FileProcessor(path).with_areas(wanted).with_filter(osmium.filter.EntityFilter(osmium.osm.AREA))
    ):
        if not isinstance(area, osmium.osm.Area) or area.from_way():
            continue
        tags = _tags_of(area)
        if tags is None:
            continue
        try:
            polygon = shapely.from_wkb(factory.create_multipolygon(area))
        except RuntimeError:
            continue
        if tags.get("boundary") == "administrative" and "name" in tags and "admin_level" in tags:
            found.boundaries.append((tags["admin_level"], tags["name"], polygon))
        elif category_of(tags) is not None:
            inside = shapely.point_on_surface(polygon)
            _sort_in(_Thing(f"r{area.orig_id()}", float(inside.y), float(inside.x), tags), found)


def _tags_of(thing: Any) -> dict[str, str] | None:
    """None where a tag is not UTF-8, which the formats do not check: it must cost no more than its object."""
    try:
        return dict(thing.tags)
    except UnicodeDecodeError:
        return None


def _middle(way: Any) -> tuple[float, float] | None:
    """The mean corner of a closed way, the middle node of an open one."""
    places = [(node.location.lat, node.location.lon) for node in way.nodes if node.location.valid()]
    if not places:
        return None
    if len(places) > 3 and places[0] == places[-1]:
        corners = places[:-1]
        return sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners)
    return places[len(places) // 2]


def _sort_in(thing: _Thing, found: _Found) -> None:
    if "addr:housenumber" in thing.tags and ("addr:street" in thing.tags or "addr:place" in thing.tags):
        found.addresses.append(thing)
    category = category_of(thing.tags)
    if category is None:
        return
    if category.id in ("building", "amenity", "office", "shop") and "name" not in thing.tags:
        return
    if _name(thing.tags) or category.id in NAMELESS:
        found.things.append(thing)


def _name(tags: Mapping[str, str]) -> str:
    return next((tags[key] for key in NAME_KEYS if tags.get(key)), "")


class _Surroundings:
    """Says which suburb and town a point lies in."""

    def __init__(self, found: _Found) -> None:
        by_level: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        for level, name, polygon in found.boundaries:
            by_level[level].append((name, polygon))
        self._levels = [by_level[level] for level in MUNICIPAL_LEVELS if level in by_level]
        self._trees = [shapely.STRtree([polygon for _, polygon in level]) for level in self._levels]
        nodes = [t for t in found.things if t.osm_id[0] == "n" and "place" in t.tags]
        self._towns = [t for t in nodes if t.tags["place"] in SETTLEMENT_REACH_DEG]
        suburbs = ("suburb", "quarter", "borough", "neighbourhood")
        self._suburbs = [t for t in nodes if t.tags["place"] in suburbs and "name" in t.tags]

    def of(self, things: Sequence[_Thing]) -> tuple[list[str], list[str]]:
        """Suburb and town of each, "" where unknown."""
        lat = np.array([t.lat for t in things])
        lon = np.array([t.lon for t in things])
        towns = np.full(len(things), "", dtype=object)
        points = shapely.points(lon, lat)
        for level, tree in zip(self._levels, self._trees, strict=True):
            inside, polygon = tree.query(points, predicate="within")
            names = np.array([name for name, _ in level], dtype=object)
            empty = towns[inside] == ""
            towns[inside[empty]] = names[polygon[empty]]
        for reach in ("village", "town", "city", "hamlet"):
            places = [t for t in self._towns if t.tags["place"] == reach and "name" in t.tags]
            _fill(towns, lat, lon, places, SETTLEMENT_REACH_DEG[reach])
        suburbs = np.full(len(things), "", dtype=object)
        _fill(suburbs, lat, lon, self._suburbs, SUBURB_REACH_DEG)
        for i, thing in enumerate(things):
            towns[i] = thing.tags.get("addr:city") or towns[i]
            suburbs[i] = thing.tags.get("addr:suburb") or suburbs[i]
        return list(suburbs), list(towns)


def _fill(
    names: NDArray[Any],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    places: Sequence[_Thing],
    reach: float,
) -> None:
    """Give each point that has no name yet that of the nearest of `places` within reach (degrees of
    latitude)."""
    todo = np.flatnonzero(names == "")
    if not len(todo) or not places:
        return
    shrink = float(np.cos(np.radians(np.mean(lat))))
    tree = shapely.STRtree(shapely.points([p.lon * shrink for p in places], [p.lat for p in places]))
    points = shapely.points(lon[todo] * shrink, lat[todo])
    which, nearest = tree.query_nearest(points, max_distance=reach, all_matches=False)
    names[todo[which]] = np.array([p.tags["name"] for p in places], dtype=object)[nearest]


def _things(found: _Found, surroundings: _Surroundings) -> list[IndexedPlace]:
    suburbs, towns = surroundings.of(found.things)
    places = []
    for thing, suburb, town in zip(found.things, suburbs, towns, strict=True):
        category = category_of(thing.tags)
        if category is None:
            continue
        name = _name(thing.tags) or category.title
        street = thing.tags.get("addr:street", "")
        number = thing.tags.get("addr:housenumber", "")
        address = address_name(street, number) if street else ""
        settlement = "place" in thing.tags and category.id != "square"
        context = [thing.tags.get("is_in:country", "")] if settlement else [address or suburb, town]
        names = {thing.tags[key] for key in NAME_KEYS if key in thing.tags} | {category.title}
        places.append(
            _place(thing, name, category.id, context, names, number, _importance(thing, category.id))
        )
    return places


def _streets(found: _Found, surroundings: _Surroundings) -> list[IndexedPlace]:
    groups = [group for name in sorted(found.streets) for group in _near_each_other(found.streets[name])]
    middles = [max(group, key=lambda t: (t.size, t.osm_id)) for group in groups]
    suburbs, towns = surroundings.of(middles)
    places = []
    for group, middle, suburb, town in zip(groups, middles, suburbs, towns, strict=True):
        names = {t.tags[key] for t in group for key in (*NAME_KEYS[:-2], "ref") if key in t.tags}
        places.append(
            _place(
                middle, middle.tags["name"], "street", [suburb, town], names, "", BY_ID["street"].importance
            )
        )
    return places


def _near_each_other(ways: Sequence[_Thing]) -> list[list[_Thing]]:
    """Ways of one name in groups: each group is one street."""
    groups: list[list[_Thing]] = []
    for way in sorted(ways, key=lambda t: (t.lat, t.lon, t.osm_id)):
        near = [
            group
            for group in groups
            if any(
                abs(o.lat - way.lat) < STREET_JOIN_DEG and abs(o.lon - way.lon) < 1.4 * STREET_JOIN_DEG
                for o in group
            )
        ]
        joined = [way]
        for group in near:
            joined = group + joined
            groups.remove(group)
        groups.append(joined)
    return groups


def _addresses(found: _Found, surroundings: _Surroundings) -> list[IndexedPlace]:
    suburbs, towns = surroundings.of(found.addresses)
    places = []
    seen: set[tuple[str, str, str]] = set()
    for thing, suburb, town in zip(found.addresses, suburbs, towns, strict=True):
        street = thing.tags.get("addr:street") or thing.tags["addr:place"]
        number = thing.tags["addr:housenumber"]
        if (street, number, town) in seen:
            continue
        seen.add((street, number, town))
        context = [suburb, " ".join(filter(None, (thing.tags.get("addr:postcode"), town)))]
        name = address_name(street, number)
        places.append(_place(thing, name, "address", context, {street}, number, BY_ID["address"].importance))
    return places


def address_name(street: str, number: str) -> str:
    """Street and number in the order of the street's language."""
    if not number:
        return street
    parts = words(street)
    if parts and (parts[0] in _NUMBER_FIRST or parts[-1] in _NUMBER_FIRST_AT_END):
        return f"{number} {street}"
    return f"{street} {number}"


def _importance(thing: _Thing, category: str) -> float:
    importance = BY_ID[category].importance
    if "wikidata" in thing.tags or "wikipedia" in thing.tags:
        importance += 0.08
    population = thing.tags.get("population", "")
    if population.isdigit():
        importance += min(0.1, 0.015 * len(population))
    return importance


def _place(
    thing: _Thing,
    name: str,
    category: str,
    context: Sequence[str],
    names: set[str],
    number: str,
    importance: float,
) -> IndexedPlace:
    kinds: dict[str, int] = {}
    for text in (*context, thing.tags.get("addr:postcode", ""), thing.tags.get("addr:city", "")):
        for word in words(text):
            kinds[word] = kinds.get(word, 0) | IN_CONTEXT
    for text in sorted(names | {name}):
        for word in words(text):
            kinds[word] = kinds.get(word, 0) | IN_NAME
    for word in words(number):
        kinds[word] = IN_NUMBER
    shown = [(key, thing.tags[key]) for key in SHOWN_KEYS if key in thing.tags]
    return IndexedPlace(
        name=name,
        category=category,
        context=", ".join(dict.fromkeys(part for part in context if part)),
        latitude=round(thing.lat, 7),
        longitude=round(thing.lon, 7),
        importance=importance,
        osm_id=thing.osm_id,
        attributes=json.dumps(shown, ensure_ascii=False) if shown else "",
        words=tuple(sorted(kinds.items())),
        word_count=len(set(words(name))),
    )
