"""What search is judged by: addresses, names, streets and crossings read straight from an OpenStreetMap file,
by nothing of the product."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import osmium

NAMED_KEYS = (
    *(
        "amenity",
        "shop",
        "tourism",
        "leisure",
        "office",
        "craft",
        "healthcare",
        "historic",
        "natural",
        "place",
    ),
    *("railway", "public_transport", "man_made", "waterway", "landuse", "aeroway", "building"),
)
SETTLEMENTS = ("city", "town", "village")
Point = tuple[float, float]


@dataclass(frozen=True)
class Address:
    street: str
    number: str
    city: str
    postcode: str
    at: Point


@dataclass(frozen=True)
class Named:
    tags: Mapping[str, str]
    points: tuple[Point, ...]
    """all corners"""

    @property
    def name(self) -> str:
        return self.tags["name"]


@dataclass
class Objects:
    addresses: list[Address] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    streets: dict[str, list[list[Point]]] = field(default_factory=lambda: defaultdict(list))
    """by name the ways"""
    meetings: dict[tuple[str, str], list[Point]] = field(default_factory=lambda: defaultdict(list))
    nameless: list[Named] = field(default_factory=list)
    """amenities, shops and beds without a name"""
    towns: list[Named] = field(default_factory=list)
    drivable: list[tuple[str, list[Point]]] = field(default_factory=list)
    """streets a car may use, with their names"""

    def town_of(self, at: Point) -> str:
        """The nearest settlement's name."""
        best = min(self.towns, key=lambda town: apart_m(town.points[0], at), default=None)
        return best.name if best is not None else ""


_DRIVABLE = frozenset(
    [
        "motorway",
        "trunk",
        "primary",
        "secondary",
        "tertiary",
        "unclassified",
        "residential",
        "living_street",
        "motorway_link",
        "trunk_link",
        "primary_link",
        "secondary_link",
        "tertiary_link",
    ]
)


def read_objects(path: Path) -> Objects:
    """All of a file, in its order."""
    found = Objects()
    at_node: dict[int, dict[str, None]] = defaultdict(dict)
    position: dict[int, Point] = {}
    for thing in osmium.FileProcessor(path).with_locations():
        tags = dict(thing.tags)
        if not tags:
            continue
        if isinstance(thing, osmium.osm.Node):
            points = [(thing.location.lat, thing.location.lon)] if thing.location.valid() else []
        elif isinstance(thing, osmium.osm.Way):
            points = [(n.location.lat, n.location.lon) for n in thing.nodes if n.location.valid()]
        else:
            continue
        if not points:
            continue
        corners = points[:-1] if len(points) > 3 and points[0] == points[-1] else points
        middle = (sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners))
        if tags.get("addr:street") and tags.get("addr:housenumber"):
            found.addresses.append(
                Address(
                    tags["addr:street"],
                    tags["addr:housenumber"],
                    tags.get("addr:city", ""),
                    tags.get("addr:postcode", ""),
                    middle,
                )
            )
        highway = tags.get("highway")
        if isinstance(thing, osmium.osm.Way) and highway in _DRIVABLE and tags.get("name"):
            found.streets[tags["name"]].append(points)
            found.drivable.append((tags["name"], points))
            for node in thing.nodes:
                if node.location.valid():
                    at_node[node.ref][tags["name"]] = None
                    position[node.ref] = (node.location.lat, node.location.lon)
        elif tags.get("name") and (any(key in tags for key in NAMED_KEYS) or highway == "bus_stop"):
            named = Named(tags, tuple(points))
            found.named.append(named)
            if tags.get("place") in SETTLEMENTS and isinstance(thing, osmium.osm.Node):
                found.towns.append(named)
        elif any(key in tags for key in ("amenity", "shop", "tourism")):
            found.nameless.append(Named(tags, tuple(points)))
    for node, names in at_node.items():
        for one in names:
            for other in names:
                if one < other:
                    found.meetings[one, other].append(position[node])
    return found


def apart_m(one: Point, other: Point) -> float:
    """Metres between two points not far apart."""
    shrink = math.cos(math.radians(one[0]))
    return 111_195.0 * math.hypot(one[0] - other[0], (one[1] - other[1]) * shrink)


def off_line_m(at: Point, line: list[Point]) -> float:
    """Metres from a point to a line."""
    shrink = math.cos(math.radians(at[0]))
    best = math.inf
    places = [((p[0] - at[0]) * 111_195.0, (p[1] - at[1]) * 111_195.0 * shrink) for p in line]
    for (y1, x1), (y2, x2) in zip(places, places[1:] or places, strict=False):
        dy, dx = y2 - y1, x2 - x1
        length = dy * dy + dx * dx
        part = 0.0 if not length else min(1.0, max(0.0, -(y1 * dy + x1 * dx) / length))
        best = min(best, math.hypot(y1 + part * dy, x1 + part * dx))
    return best
