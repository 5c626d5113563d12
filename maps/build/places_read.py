"""Read from OpenStreetMap files what can be searched: things, street ways, house numbers, boundaries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray

from maps.build.access import word_set
from maps.build.losses import Losses
from maps.categories import BY_ID, KEYS, NAMELESS, category_of
from maps.errors import SourceError
from maps.search.folding import words

_NAMES = word_set("""
    name int_name official_name short_name alt_name loc_name old_name reg_name nat_name sorting_name
    full_name local_name name_1 name_2 alt_name_1 bridge:name tunnel:name
""")
_LOCALISED = re.compile(r"(?:(?:alt|old|official|short|loc|reg|nat|int)_)?name:([A-Za-z_-]+)$")
_NOT_NAMES = word_set("""
    name int_name official_name short_name alt_name loc_name old_name reg_name nat_name sorting_name
    full_name local_name name_1 name_2 alt_name_1 bridge:name tunnel:name
""")
_MOST_NAMES = 250
"""of one thing: a capital has a hundred, of which most are alike"""
_NO_STREETS = word_set("""
    rest_area services platform bus_stop elevator proposed construction emergency_bay street_lamp
    traffic_signals speed_camera crossing
""")


@dataclass(frozen=True, slots=True)
class Thing:
    """A point of the map with its tags."""

    osm_id: str
    lat: float
    lon: float
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StreetWay:
    """One way of a street that has a name or a number."""

    osm_id: str
    tags: Mapping[str, str]
    nodes: tuple[int, ...]
    points: NDArray[np.float64]
    """[n, 2] latitude, longitude"""

    @property
    def middle(self) -> tuple[float, float]:
        lat, lon = self.points[len(self.points) // 2]
        return float(lat), float(lon)


@dataclass(frozen=True, slots=True)
class NumberWay:
    """An addr:interpolation way."""

    step: int
    nodes: tuple[int, ...]
    points: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Boundary:
    """An administrative area."""

    level: str
    osm_id: str
    tags: Mapping[str, str]
    polygon: Any


@dataclass
class Found:
    """What the files hold, as read."""

    things: list[Thing] = field(default_factory=list)
    streets: list[StreetWay] = field(default_factory=list)
    addresses: list[Thing] = field(default_factory=list)
    number_ways: list[NumberWay] = field(default_factory=list)
    boundaries: list[Boundary] = field(default_factory=list)


def read_places(path: Path, found: Found, losses: Losses) -> None:
    """Add what a file holds. Raises SourceError where it cannot be read."""
    wanted = osmium.filter.KeyFilter(
        "name", "ref", "addr:housenumber", "addr:housename", "addr:interpolation", *KEYS
    )
    try:
        for thing in osmium.FileProcessor(path).with_locations().with_filter(wanted):
            if isinstance(thing, (osmium.osm.Node, osmium.osm.Way)):
                with losses.about("places", f"{thing.type_str()}{thing.id}"):
                    _read_thing(thing, found)
        _read_areas(path, found, losses)
    except RuntimeError as error:
        raise SourceError(path, f"cannot be read ({error})") from error


def _read_thing(thing: Any, found: Found) -> None:
    tags = dict(thing.tags)
    if isinstance(thing, osmium.osm.Way):
        _read_way(thing, tags, found)
    elif thing.location.valid():
        _sort_in(Thing(f"n{thing.id}", thing.location.lat, thing.location.lon, tags), found)


def names_of(tags: Mapping[str, str]) -> list[str]:
    """All that a thing is called, the name that is shown first; each once."""
    found = [tags["name"]] if tags.get("name") else []
    for key in sorted(tags):
        if key in _NAMES or ((part := _LOCALISED.match(key)) and part[1].split("_")[0] not in _NOT_NAMES):
            found += [name.strip() for name in tags[key].split(";")] if key != "name" else []
    if ";" in tags.get("name", ""):
        found += [name.strip() for name in tags["name"].split(";")]
    return list(dict.fromkeys(name for name in found if name))[:_MOST_NAMES]


def folded_names(names: list[str]) -> list[list[str]]:
    """Their words, each list of words once."""
    return [list(row) for row in dict.fromkeys(tuple(words(name)) for name in names) if row]


def _read_way(way: Any, tags: dict[str, str], found: Found) -> None:
    placed = [(n.ref, n.location.lat, n.location.lon) for n in way.nodes if n.location.valid()]
    if not placed:
        return
    nodes = tuple(row[0] for row in placed)
    points = np.array([row[1:] for row in placed])
    closed = len(placed) > 3 and nodes[0] == nodes[-1]
    if "addr:interpolation" in tags:
        step = {"all": 1, "odd": 2, "even": 2}.get(tags["addr:interpolation"])
        if step is None and tags["addr:interpolation"].isdigit():
            step = max(int(tags["addr:interpolation"]), 1)
        if step is not None:
            found.number_ways.append(NumberWay(step, nodes, points))
        return
    street = tags.get("highway")
    is_street = street is not None and street not in _NO_STREETS and ("name" in tags or "ref" in tags)
    if is_street and not (closed and tags.get("area") == "yes"):
        found.streets.append(StreetWay(f"w{way.id}", tags, nodes, points))
        if "addr:housenumber" not in tags:
            return
    if closed:
        lat, lon = (float(mean) for mean in points[:-1].mean(axis=0))
    else:
        lat, lon = (float(value) for value in points[len(points) // 2])
    _sort_in(Thing(f"w{way.id}", lat, lon, tags), found)


def _read_areas(path: Path, found: Found, losses: Losses) -> None:
    """Boundaries of towns, and things mapped as multipolygons."""
    factory = osmium.geom.WKBFactory()
    wanted = osmium.filter.KeyFilter("boundary", "name", "addr:housenumber", *KEYS)
    for area in (
        osmium.FileProcessor(path).with_areas(wanted).with_filter(osmium.filter.EntityFilter(osmium.osm.AREA))
    ):
        if isinstance(area, osmium.osm.Area) and not area.from_way():
            with losses.about("places", f"r{area.orig_id()}"):
                _read_area(area, factory, found)


def _read_area(area: Any, factory: Any, found: Found) -> None:
    tags = dict(area.tags)
    # Made valid: one that is not would fail the question what lies in it, for all that is asked of.
    polygon = shapely.make_valid(shapely.from_wkb(factory.create_multipolygon(area)))
    osm_id = f"r{area.orig_id()}"
    if tags.get("boundary") == "administrative" and "name" in tags and "admin_level" in tags:
        found.boundaries.append(Boundary(tags["admin_level"], osm_id, tags, polygon))
    elif category_of(tags) is not None or "addr:housenumber" in tags:
        inside = shapely.point_on_surface(polygon)
        _sort_in(Thing(osm_id, float(inside.y), float(inside.x), tags), found)


def _sort_in(thing: Thing, found: Found) -> None:
    tags = thing.tags
    if "addr:housenumber" in tags or "addr:housename" in tags:
        found.addresses.append(thing)
    category = category_of(tags)
    if category is not None and (
        category.id in NAMELESS or names_of(tags) or (BY_ID[category.id].id == "airport" and "iata" in tags)
    ):
        found.things.append(thing)
