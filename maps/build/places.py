"""Collect what can be searched: settlements, streets, house numbers, points of interest, all that has a
name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from maps.build.losses import Losses
from maps.build.places_around import Around, Surroundings
from maps.build.places_read import Boundary, Found, Thing, folded_names, names_of, read_places
from maps.build.places_streets import Houses, crossings, localised_keys, streets
from maps.categories import BY_ID, SETTLEMENTS, Category, category_of
from maps.search.address_formats import street_line
from maps.search.folding import pinyin, words
from maps.search.store import Entry, write_places

Progress = Callable[[str, float], None]

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
    *(
        "network",
        "capacity",
        "capacity:charging",
        "fee",
        "charge",
        "access",
        "maxstay",
        "maxheight",
        "parking",
    ),
    *(
        "wheelchair",
        "stars",
        "iata",
        "ref",
        "ele",
        "toilets",
        "authentication:app",
        "charging_station:output",
    ),
)
SHOWN_PREFIXES = ("socket:", "fuel:", "payment:credit")
WEAK_KEYS = ("brand", "operator", "network", "cuisine", "owner", "sport", "religion", "denomination", "craft")
"""What a thing is also looked for by, though it is no name of it."""
CODE_KEYS = (
    "iata",
    "icao",
    "ref",
    "local_ref",
    "uic_name",
    "ref:FR:STIF",
    "branch",
    "ISO3166-1",
    "ISO3166-2",
)
SAME_THING_DEG = 0.0014
"""Two of one name and kind this near each other (about 150 m) are one: a point and a building, two
platforms."""
SAME_NAMELESS_DEG = 0.00012
_LEVEL_KIND = {
    "2": "country",
    "3": "region",
    "4": "region",
    "5": "region",
    "6": "region",
    "7": "town",
    "8": "town",
    "9": "suburb",
    "10": "suburb",
}


def build_places(
    sources: Sequence[Path], folder: Path, progress: Progress, losses: Losses | None = None
) -> None:
    """Write `folder`/places from the OpenStreetMap files."""
    losses = losses or Losses()
    found = Found()
    for number, path in enumerate(sources):
        read_places(path, found, losses)
        progress("places", 0.5 * (number + 1) / len(sources))
    write_places(folder, collect(found, losses))
    progress("places", 1.0)


def collect(found: Found, losses: Losses) -> list[Entry]:
    """All entries of what was read."""
    surroundings = Surroundings(found)
    found.things = _once(found.things)
    entries = _things(found.things, surroundings, losses)
    entries += _areas(found.boundaries, entries, surroundings, losses)
    road_entries, of_way = streets(found, surroundings, losses)
    entries += road_entries
    crossings(found, of_way)
    houses = Houses(entries, found, of_way)
    arounds = surroundings.of_things(found.addresses)
    houses.add(found.addresses, arounds, found, losses)
    entries += houses.made
    entries += _house_names(found.addresses, arounds, losses)
    entries += _postcodes(found.addresses, arounds, losses)
    return entries


def _once(things: Sequence[Thing]) -> list[Thing]:
    """Each thing once: OpenStreetMap often has a shop as a point and as a building, a stop as two
    platforms."""
    kept: list[Thing] = []
    cells: dict[tuple[str, str, int, int], list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda t: (-len(t.tags), t.osm_id)):
        category = category_of(thing.tags)
        if category is None:
            continue
        name = " ".join(words(thing.tags.get("name", "")))
        reach = SAME_THING_DEG if name else SAME_NAMELESS_DEG
        if "iata" not in thing.tags and category.id in SETTLEMENTS:
            reach = 0.03
        row, column = int(thing.lat // reach), int(thing.lon // (1.5 * reach))
        near = (
            other
            for north in (-1, 0, 1)
            for east in (-1, 0, 1)
            for other in cells.get((name, category.id, row + north, column + east), ())
        )
        if any(abs(o.lat - thing.lat) < reach and abs(o.lon - thing.lon) < 1.5 * reach for o in near):
            continue
        cells[name, category.id, row, column].append(thing)
        kept.append(thing)
    return kept


def _things(things: Sequence[Thing], surroundings: Surroundings, losses: Losses) -> list[Entry]:
    entries = []
    for thing, around in zip(things, surroundings.of_things(things), strict=True):
        with losses.about("places", thing.osm_id):
            category = category_of(thing.tags)
            assert category is not None
            names = names_of(thing.tags)
            codes = [
                code.strip()
                for key in CODE_KEYS
                for code in thing.tags.get(key, "").split(";")
                if code.strip()
            ]
            brand = thing.tags.get("brand") or thing.tags.get("operator") or thing.tags.get("network", "")
            settlement = category.id in SETTLEMENTS
            if settlement and not names:
                continue
            title = _own_title(thing.tags, category)
            name = names[0] if names else brand or title or category.title
            folded = folded_names([*names, *codes] if names else [name, *codes])
            folded += [
                [word] for word in dict.fromkeys(pinyin(n) for n in names) if word and [word] not in folded
            ]
            weak_texts = [
                part for key in WEAK_KEYS for part in thing.tags.get(key, "").replace("_", " ").split(";")
            ]
            weak = [row for row in folded_names([part.strip() for part in weak_texts]) if row not in folded]
            entries.append(
                Entry(
                    name=name,
                    category=category.id,
                    lat=thing.lat,
                    lon=thing.lon,
                    importance=_importance(thing.tags, category),
                    osm_id=thing.osm_id,
                    surroundings=_surroundings(thing.tags, around, name, settlement),
                    names=folded or [["-"]],
                    weak=weak,
                    attributes=_attributes(thing.tags, around),
                )
            )
    return entries


def _own_title(tags: Mapping[str, str], category: Category) -> str:
    """What a sign without a name says."""
    if category.id == "exit" and tags.get("ref"):
        return f"{category.title} {tags['ref']}"
    if category.id == "milestone":
        return f"km {tags.get('distance') or tags.get('pk', '')}".strip()
    return ""


def _surroundings(
    tags: Mapping[str, str], around: Around, name: str, settlement: bool
) -> tuple[str, str, tuple[str, ...]]:
    if not settlement:
        return around.entry()
    # A town is not in itself.
    if around.town == name:
        around.town = ""
    if around.suburb == name:
        around.suburb = ""
    return around.entry((tags.get("is_in:country", ""), tags.get("is_in", "")))


def _attributes(tags: Mapping[str, str], around: Around) -> list[tuple[str, str]]:
    shown = [key for key in SHOWN_KEYS if tags.get(key)]
    shown += [key for key in sorted(tags) if key.startswith(SHOWN_PREFIXES)]
    found = [(key, tags[key]) for key in (*shown, *localised_keys(tags))]
    street, number = tags.get("addr:street", ""), tags.get("addr:housenumber", "")
    if street:
        found.append(("address", street_line(street, number, around.country)))
    return found


def _importance(tags: Mapping[str, str], category: Category) -> float:
    importance = category.importance
    if "wikidata" in tags or "wikipedia" in tags:
        importance += 0.08
    population = tags.get("population", "")
    if population.isdigit():
        importance += min(0.1, 0.015 * len(population))
    if tags.get("capital") == "yes":
        importance += 0.05
    return importance


def _areas(
    boundaries: Sequence[Boundary], known: Iterable[Entry], surroundings: Surroundings, losses: Losses
) -> list[Entry]:
    """Towns and regions that are mapped as a boundary only."""
    by_name: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in known:
        if entry.category in SETTLEMENTS:
            for name in entry.names:
                by_name[tuple(name)].append(entry)
    entries = []
    for boundary in boundaries:
        with losses.about("places", boundary.osm_id):
            names = names_of(boundary.tags)
            folded = folded_names(names)
            if not folded:
                continue
            tagged = category_of({"place": boundary.tags.get("place", "")})
            kind = tagged.id if tagged is not None else _LEVEL_KIND.get(boundary.level, "suburb")
            south_west_north_east = boundary.polygon.bounds
            west, south, east, north = south_west_north_east
            inside = boundary.polygon.representative_point()
            same = [
                e
                for e in by_name.get(tuple(folded[0]), ())
                if south <= e.lat <= north and west <= e.lon <= east
            ]
            if any(e.category == kind or kind in ("town", "suburb") for e in same):
                continue
            lat, lon = float(inside.y), float(inside.x)
            around = surroundings.of(np.array([lat]), np.array([lon]))[0]
            codes = [boundary.tags[key] for key in CODE_KEYS if boundary.tags.get(key)]
            entry = Entry(
                name=names[0],
                category=kind,
                lat=lat,
                lon=lon,
                importance=_importance(boundary.tags, BY_ID[kind]) - 0.02,
                osm_id=boundary.osm_id,
                surroundings=_surroundings(boundary.tags, around, names[0], True),
                names=folded_names([*names, *codes]),
                attributes=[(key, boundary.tags[key]) for key in localised_keys(boundary.tags)],
            )
            by_name[tuple(folded[0])].append(entry)
            entries.append(entry)
    return entries


def _house_names(things: Sequence[Thing], arounds: Sequence[Around], losses: Losses) -> list[Entry]:
    entries = []
    for thing, around in zip(things, arounds, strict=True):
        with losses.about("places", thing.osm_id):
            for name in thing.tags.get("addr:housename", "").split(";"):
                folded = folded_names([name.strip()])
                if folded and not name.strip().isdigit() and name.strip() != thing.tags.get("name"):
                    more = [thing.tags.get("addr:street", ""), thing.tags.get("addr:place", "")]
                    entries.append(
                        Entry(
                            name=name.strip(),
                            category="address",
                            lat=thing.lat,
                            lon=thing.lon,
                            importance=BY_ID["address"].importance,
                            osm_id=thing.osm_id,
                            surroundings=around.entry(more),
                            names=folded,
                            attributes=[
                                pair for pair in _attributes(thing.tags, around) if pair[0] == "address"
                            ],
                        )
                    )
    return entries


def _postcodes(things: Sequence[Thing], arounds: Sequence[Around], losses: Losses) -> list[Entry]:
    """An entry a postcode, in the middle of its houses."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, thing in enumerate(things):
        for code in thing.tags.get("addr:postcode", "").split(";"):
            if code.strip():
                rows[code.strip()].append(row)
    entries = []
    for code in sorted(rows):
        with losses.about("places", things[rows[code][0]].osm_id):
            lat = float(np.median([things[row].lat for row in rows[code]]))
            lon = float(np.median([things[row].lon for row in rows[code]]))
            nearest = min(
                rows[code],
                key=lambda row: (abs(things[row].lat - lat) + abs(things[row].lon - lon), things[row].osm_id),
            )
            thing = things[nearest]
            around = arounds[nearest]
            names = folded_names([code, code.replace(" ", "")])
            if not names:
                continue
            entries.append(
                Entry(
                    name=code,
                    category="postcode",
                    lat=thing.lat,
                    lon=thing.lon,
                    importance=BY_ID["postcode"].importance,
                    osm_id=thing.osm_id,
                    surroundings=around.entry(suburb=False),
                    names=names,
                )
            )
    return entries
