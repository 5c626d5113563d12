"""Streets as drivers know them: ways of one name joined, their house numbers along them, where they cross."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from maps.build.losses import Losses
from maps.build.places_read import Found, StreetWay, Thing, folded_names, names_of
from maps.categories import BY_ID
from maps.geometry import METRES_PER_DEGREE
from maps.search.abbreviations import street_key
from maps.search.folding import words
from maps.search.numbers import read_number, split_list
from maps.search.store import Entry, HouseRow

if TYPE_CHECKING:
    from maps.build.places_around import Around, Surroundings

JOIN_DEG = 0.01
"""Ways of one name this near each other (about 1 km) are one street, otherwise namesakes."""
HOUSE_REACH_M = 3_000.0
"""A house farther than this from the street that it names belongs to a namesake that is not mapped."""
SAME_HOUSE_M = 40.0
SAME_CROSSING_M = 60.0
PLACE_REACH_M = 8_000.0
MOST_BETWEEN = 200
_MOST_POSTCODES = 12
_REF_IMPORTANCE = 0.45

Key = tuple[str, ...]


def streets(found: Found, surroundings: Surroundings, losses: Losses) -> tuple[list[Entry], dict[str, Entry]]:
    """An entry a street, and by way the entry that it belongs to."""
    named = [way for way in found.streets if "name" in way.tags]
    middles = np.array([way.middle for way in named]).reshape(-1, 2)
    arounds = surroundings.of(middles[:, 0], middles[:, 1])
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, (way, around) in enumerate(zip(named, arounds, strict=True)):
        groups[way.tags["name"], around.town].append(row)
    entries: list[Entry] = []
    of_way: dict[str, Entry] = {}
    for key in sorted(groups):
        for rows in _near_each_other([named[row] for row in groups[key]]):
            ways = [named[groups[key][row]] for row in rows]
            largest = max(range(len(ways)), key=lambda i: (len(ways[i].nodes), ways[i].osm_id))
            with losses.about("places", ways[largest].osm_id):
                entry = _street_entry(ways, ways[largest], arounds[groups[key][rows[largest]]])
                entries.append(entry)
                of_way |= {way.osm_id: entry for way in ways}
    return [*entries, *_numbered_roads(found.streets, surroundings)], of_way


def _street_entry(ways: Sequence[StreetWay], largest: StreetWay, around: Around) -> Entry:
    names = dict.fromkeys(name for way in (largest, *ways) for name in names_of(way.tags))
    refs = dict.fromkeys(ref.strip() for way in ways for ref in way.tags.get("ref", "").split(";"))
    lat, lon = largest.middle
    attributes = [(key, largest.tags[key]) for key in localised_keys(largest.tags)]
    return Entry(
        name=largest.tags["name"],
        category="street",
        lat=lat,
        lon=lon,
        importance=BY_ID["street"].importance,
        osm_id=largest.osm_id,
        surroundings=around.entry(),
        names=folded_names([*names, *filter(None, refs)]),
        attributes=attributes,
    )


def _numbered_roads(ways: Iterable[StreetWay], surroundings: Surroundings) -> list[Entry]:
    """ "101", "A 8": one entry a road and stretch of land."""
    by_ref: dict[str, list[StreetWay]] = defaultdict(list)
    for way in ways:
        for ref in way.tags.get("ref", "").split(";"):
            if ref.strip():
                by_ref[ref.strip()].append(way)
    groups = [
        (ref, [by_ref[ref][i] for i in rows])
        for ref in sorted(by_ref)
        for rows in _near_each_other(by_ref[ref], 0.5)
    ]
    largest = [max(group, key=lambda way: (len(way.nodes), way.osm_id)) for _, group in groups]
    middles = np.array([way.middle for way in largest]).reshape(-1, 2)
    arounds = surroundings.of(middles[:, 0], middles[:, 1])
    entries = []
    for (ref, group), way, around in zip(groups, largest, arounds, strict=True):
        spoken = dict.fromkeys(w.tags["name"] for w in group if "name" in w.tags)
        together = words(ref.replace(" ", ""))
        names = [*folded_names([ref]), *([together] if together not in folded_names([ref]) else [])]
        lat, lon = way.middle
        attributes = [("name", next(iter(spoken)))] if len(spoken) == 1 else []
        entries.append(
            Entry(
                ref,
                "street",
                lat,
                lon,
                _REF_IMPORTANCE,
                way.osm_id,
                around.entry(),
                names,
                attributes=attributes,
            )
        )
    return entries


def localised_keys(tags: Mapping[str, str]) -> list[str]:
    """Tags of names in the languages that a screen may have, where they differ from the local one."""
    keys = (f"name:{language}" for language in ("en", "de", "fr", "es", "ja", "ar"))
    return [key for key in keys if tags.get(key) and tags[key] != tags.get("name")]


def crossings(found: Found, of_way: Mapping[str, Entry]) -> None:
    """Tell each street which others it meets, and where."""
    at_node: dict[int, dict[int, Entry]] = defaultdict(dict)
    position: dict[int, tuple[float, float]] = {}
    for way in found.streets:
        entry = of_way.get(way.osm_id)
        if entry is not None:
            for node, point in zip(way.nodes, way.points.tolist(), strict=True):
                at_node[node][id(entry)] = entry
                position[node] = (point[0], point[1])
    for node in sorted(node for node, entries in at_node.items() if len(entries) > 1):
        lat, lon = position[node]
        entries = list(at_node[node].values())
        for one in entries:
            for other in entries:
                if one is other or one.name == other.name:
                    continue
                known = (c for c in one.crossings if c[0] is other)
                if all(_apart_m(lat, lon, a, b) > SAME_CROSSING_M for _, a, b in known):
                    one.crossings.append((other, lat, lon))


class Houses:
    """Puts house numbers to the streets, places and blocks that they are of."""

    def __init__(self, entries: Sequence[Entry], found: Found, of_way: Mapping[str, Entry]) -> None:
        self._points: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for way in found.streets:
            if way.osm_id in of_way:
                step = max(len(way.points) // 4, 1)
                self._points[id(of_way[way.osm_id])] += [(p[0], p[1]) for p in way.points[::step].tolist()]
        self._by_key: dict[Key, list[Entry]] = defaultdict(list)
        self._places: dict[Key, list[Entry]] = defaultdict(list)
        for entry in entries:
            target = self._by_key if entry.category == "street" else self._places
            if entry.category == "street" or entry.category in _HOLD_HOUSES:
                keys = (street_key(entry.name), *(tuple(name) for name in entry.names))
                for key in dict.fromkeys(keys):
                    target[key].append(entry)
        self._postcodes: dict[int, Counter[str]] = defaultdict(Counter)
        self._towns: dict[int, set[str]] = defaultdict(set)
        self._touched: dict[int, Entry] = {}
        self.made: list[Entry] = []
        """streets and places that only their house numbers tell of"""

    def add(self, things: Sequence[Thing], arounds: Sequence[Around], found: Found, losses: Losses) -> None:
        """Add every number of `things`, those between as well."""
        by_node: dict[int, Thing] = {}
        # A house before the shops in it.
        ordered = sorted(
            zip(things, arounds, strict=True), key=lambda p: (len(p[0].tags.get("name", "")) > 0, p[0].osm_id)
        )
        for thing, around in ordered:
            if thing.osm_id[0] == "n":
                by_node[int(thing.osm_id[1:])] = thing
            with losses.about("places", thing.osm_id):
                self._add(thing, around)
        around_of = {thing.osm_id: around for thing, around in ordered}
        for way in found.number_ways:
            ends = [(i, by_node[node]) for i, node in enumerate(way.nodes) if node in by_node]
            for (i, first), (j, last) in pairwise(ends):
                with losses.about("places", first.osm_id):
                    points = way.points[i : j + 1].tolist()
                    self._between(first, last, points, way.step, around_of[first.osm_id])
        self._tell_surroundings()

    def _add(self, thing: Thing, around: Around) -> None:
        tags = thing.tags
        if "addr:housenumber" not in tags:
            return
        entry = self._home_of(thing, around)
        if entry is None:
            return
        block = tags.get("addr:block_number") or tags.get("addr:block", "")
        unit = tags.get("addr:unit", "").strip().lstrip("#")
        for part in split_list(tags["addr:housenumber"]):
            number = f"{block}-{part}" if block and part else part
            if unit and len(unit) <= 5:
                number = f"{unit}/{number}"
            self._put(entry, number, thing, tags)

    def _put(self, entry: Entry, number: str, thing: Thing, tags: Mapping[str, str]) -> None:
        read = read_number(number)
        if read is None:
            return
        for known in entry.houses:
            if known.number == number and _apart_m(known.lat, known.lon, thing.lat, thing.lon) < SAME_HOUSE_M:
                return
        postcode = tags.get("addr:postcode", "")
        entry.houses.append(HouseRow(number, read.value, thing.lat, thing.lon, thing.osm_id, postcode))
        self._touched[id(entry)] = entry
        if postcode:
            self._postcodes[id(entry)][postcode] += 1
        for key in (
            "addr:city",
            "addr:suburb",
            "addr:state",
            "addr:district",
            "addr:province",
            "addr:county",
        ):
            if tags.get(key):
                self._towns[id(entry)].add(tags[key])

    def _home_of(self, thing: Thing, around: Around) -> Entry | None:
        """The entry that the house belongs to, made where there is none."""
        tags = thing.tags
        if tags.get("addr:street"):
            return self._nearest(self._by_key, tags["addr:street"], thing, HOUSE_REACH_M) or self._make(
                tags["addr:street"], "street", thing, around
            )
        names = [
            tags.get(key, "")
            for key in (
                "addr:place",
                "addr:neighbourhood",
                "addr:quarter",
                "addr:hamlet",
                "addr:suburb",
                "addr:city",
            )
        ]
        name = next((name for name in (*names, around.town) if name), "")
        if not name:
            return None
        return (
            self._nearest(self._places, name, thing, PLACE_REACH_M)
            or self._nearest(self._by_key, name, thing, HOUSE_REACH_M)
            or self._make(name, "suburb" if names[1] or names[2] else "hamlet", thing, around)
        )

    def _nearest(
        self, among: Mapping[Key, list[Entry]], name: str, thing: Thing, reach_m: float
    ) -> Entry | None:
        best, best_m = None, reach_m
        for key in dict.fromkeys((street_key(name), tuple(words(name)))):
            for entry in among.get(key, ()):
                points = self._points.get(id(entry)) or [(entry.lat, entry.lon)]
                away_m = min(_apart_m(lat, lon, thing.lat, thing.lon) for lat, lon in points)
                if away_m < best_m:
                    best, best_m = entry, away_m
        return best

    def _make(self, name: str, category: str, thing: Thing, around: Around) -> Entry:
        entry = Entry(
            name=name,
            category=category,
            lat=thing.lat,
            lon=thing.lon,
            importance=BY_ID[category].importance - 0.05,
            osm_id=thing.osm_id,
            surroundings=around.entry(),
            names=folded_names([name]),
        )
        self.made.append(entry)
        keys = (street_key(name), tuple(words(name)))
        for key in dict.fromkeys(keys):
            (self._by_key if category == "street" else self._places)[key].append(entry)
        self._points[id(entry)] = [(thing.lat, thing.lon)]
        return entry

    def _between(
        self, first: Thing, last: Thing, points: list[list[float]], step: int, around: Around
    ) -> None:
        """Numbers between two ends of an interpolation way, along it."""
        low, high = (read_number(end.tags.get("addr:housenumber", "")) for end in (first, last))
        if low is None or high is None or not low.value or not high.value:
            return
        begin, end = low.value, high.value
        if begin > end:
            begin, end, points = end, begin, points[::-1]
        if end - begin <= step or (end - begin) // step > MOST_BETWEEN:
            return
        home = self._home_of(first, around)
        if home is None:
            return
        lengths = [_apart_m(*a, *b) for a, b in pairwise(points)]
        along = np.concatenate(([0.0], np.cumsum(lengths)))
        for value in range(begin + step, end, step):
            at = along[-1] * (value - begin) / (end - begin)
            lat = float(np.interp(at, along, [p[0] for p in points]))
            lon = float(np.interp(at, along, [p[1] for p in points]))
            if all(house.value != value for house in home.houses):
                home.houses.append(HouseRow(str(value), value, lat, lon, ""))

    def _tell_surroundings(self) -> None:
        """A street is found by the postcodes and towns that its houses have."""
        for key, entry in self._touched.items():
            shown, country, known = entry.surroundings
            more = [code for code, _ in self._postcodes[key].most_common(_MOST_POSTCODES)]
            of_houses = {word for text in (*more, *sorted(self._towns[key])) for word in words(text)}
            if not shown and self._towns[key]:
                shown = sorted(self._towns[key])[0]
            entry.surroundings = shown, country, tuple(sorted(set(known) | of_houses))


_HOLD_HOUSES = ("city", "town", "village", "suburb", "hamlet", "square", "region", "island")


def _near_each_other(ways: Sequence[StreetWay], reach_deg: float = JOIN_DEG) -> list[list[int]]:
    """Rows of ways in groups: each group is one street."""
    parent = list(range(len(ways)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    in_cell: dict[tuple[int, int], int] = {}
    for row, way in enumerate(ways):
        for lat, lon in way.points[[0, len(way.points) // 2, -1]].tolist():
            cell = (int(lat // reach_deg), int(lon // (1.4 * reach_deg)))
            for north in (-1, 0, 1):
                for east in (-1, 0, 1):
                    other = in_cell.get((cell[0] + north, cell[1] + east))
                    if other is not None:
                        parent[root(row)] = root(other)
            in_cell[cell] = row
    groups: dict[int, list[int]] = defaultdict(list)
    for row in range(len(ways)):
        groups[root(row)].append(row)
    return list(groups.values())


def _apart_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return METRES_PER_DEGREE * math.hypot(lat - other_lat, (lon - other_lon) * math.cos(math.radians(lat)))
