"""How often search finds what is meant however it is typed: a figure a row, all as JSON on the last line.

    python -m tests.benchmarks.search_recall [--objects 400] [--seed 7] [--extract NAME ...] [--misses 6]

Every object is drawn (seeded) from the OpenStreetMap file itself, not from the index; misses are printed by
cause. Of the six languages' kinds, notations and plus codes each is asked once.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from maps.build.compile import build_region
from maps.categories import CATEGORIES, LANGUAGES, UNTYPED
from maps.geometry import LatLon
from maps.region.reader import Region
from maps.search import pluscodes
from maps.search.index import SearchIndex
from tests.benchmarks.search_notations import NOTATIONS
from tests.benchmarks.search_objects import Address, Objects, Point, apart_m, off_line_m, read_objects

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "osm"
CACHE = Path.home() / ".cache" / "headunit" / "osm"
EXTRACTS = {
    "liechtenstein": (SHARED / "liechtenstein.osm.pbf", "LI"),
    "sanfrancisco": (SHARED / "sanfrancisco-downtown.osm.pbf", "US"),
    "monaco": (CACHE / "monaco.osm.pbf", "MC"),
    "helsinki": (CACHE / "helsinki.osm.pbf", "FI"),
}
"""The last two are of our own choice, and install by package name."""
BARS = {
    "address_typo_first": 95, "address_part_among_6": 98, "spelling": 95, "context": 95, "name_among_3": 98,
    "name_typo": 93, "other_language": 95, "transliterated": 85, "crossing": 95, "postcode": 95, "near_in": 90,
    "kinds": 100, "notations": 100, "short_code_with_town": 100, "reverse_street": 97,
}  # fmt: skip
KINDS = (
    *(
        "charging_station",
        "fuel",
        "parking",
        "restaurant",
        "cafe",
        "supermarket",
        "bakery",
        "hospital",
        "pharmacy",
    ),
    *("police", "hotel", "atm", "post_office", "toilets", "car_repair", "car_wash", "station", "airport"),
)
CONNECTORS = {
    "en": ("near", "in"),
    "de": ("bei", "in"),
    "fr": ("près de", "à"),
    "es": ("cerca de", "en"),
    "ar": ("قرب", "في"),
}
NUMBER_FIRST = ("US", "MC")
HIT_M = 60.0
Query = tuple[str, LatLon | None, int, Callable[[LatLon], bool]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--extract", nargs="*", default=list(EXTRACTS))
    parser.add_argument("--misses", type=int, default=6)
    args = parser.parse_args()
    report: dict[str, dict[str, float | None]] = defaultdict(dict)
    for name in args.extract:
        path, country = EXTRACTS[name]
        objects = read_objects(path)
        with tempfile.TemporaryDirectory() as folder:
            build_region([path], Path(folder) / "region")
            index = SearchIndex(Region.open(Path(folder) / "region"))
            print(
                f"\n{name}: {len(objects.addresses)} addresses, {len(objects.named)} names, {len(objects.streets)} streets"
            )
            for row, make in ROWS.items():
                random_numbers = random.Random(f"{args.seed} {name} {row}")
                queries = list(make(objects, country, random_numbers, args.objects))
                report[row][name] = _asked(index, row, queries, args.misses)
            report["reverse_street"][name] = _reverse(
                index, objects, random.Random(args.seed), args.objects, args.misses
            )
    everywhere = all_kinds_known()
    report["notations"]["all"] = _notations(args.misses)
    report["kinds_known"]["all"] = everywhere
    print()
    for row, figures in report.items():
        bar = BARS.get(row)
        values = "  ".join(
            f"{name} {'–' if value is None else f'{value:.1f}'}" for name, value in figures.items()
        )
        print(f"{row:24} bar {bar or '':>4}  {values}")
    print(json.dumps(report))


def _asked(index: SearchIndex, row: str, queries: Sequence[Query], shown: int) -> float | None:
    """Percent found; None where the extract has nothing of the kind."""
    causes: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    found = 0
    for text, near, among, right in queries:
        places = index.search(text, near, 10).places
        ranks = [rank for rank, place in enumerate(places) if right(place.position)]
        if ranks and ranks[0] < among:
            found += 1
            continue
        cause = (
            f"at rank {ranks[0] + 1}"
            if ranks
            else "nothing"
            if not places
            else f"another: {places[0].category}"
        )
        causes[cause] += 1
        examples[cause].append(f"{text!r} -> {[place.name for place in places[:3]]}")
    if not queries:
        print(f"  {row:24} none here")
        return None
    percent = 100.0 * found / len(queries)
    print(f"  {row:24} {percent:5.1f} % of {len(queries)}")
    for cause, count in causes.most_common(shown):
        print(f"      {count:4} {cause}: {'; '.join(examples[cause][:2])}")
    return round(percent, 2)


# Rows -------------------------------------------------------------------------------------------------


def address_typo(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    for address in _addresses(objects, chance, count):
        text = _written(address, country, objects)
        yield _with_typo(text, chance), _car(address.at, chance), 1, _at_address(objects, address)


def address_part(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    for address in _addresses(objects, chance, count):
        text = _written(address, country, objects)
        part = text[: max(round(0.6 * len(text)), 1)]
        if f"{address.number} " in f"{part[:-1]} ".replace(",", " ") and address.street[:4] in part:
            yield part, _car(address.at, chance), 6, _at_address(objects, address)


def spelling(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    ordinals = {"1st": "First", "2nd": "Second", "3rd": "Third", "4th": "Fourth", "5th": "Fifth", "6th": "Sixth",
                "7th": "Seventh", "8th": "Eighth", "9th": "Ninth", "10th": "Tenth", "12th": "Twelfth"}  # fmt: skip
    umlauts = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
    made = 0
    for address in _addresses(objects, chance, len(objects.addresses)):
        text = _written(address, country, objects)
        other = "".join(umlauts.get(c, c) for c in text)
        for short, long in ordinals.items():
            other = re.sub(rf"\b{short}\b", long, other)
        number = address.number
        if re.fullmatch(r"\d+ [a-zA-Z]", number):
            other = other.replace(number, number.replace(" ", ""))
        elif re.fullmatch(r"\d+[a-zA-Z]", number):
            other = other.replace(number, f"{number[:-1]} {number[-1]}")
        elif "1/2" in number:
            other = other.replace("1/2", "½")
        if other != text:
            made += 1
            yield other, _car(address.at, chance), 1, _at_address(objects, address)
            if made == count:
                return


def context(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    forms = {
        "US": (
            "{a}, {c}, CA {p}",
            "{a}, {c}, California, USA",
            "{a} Apt 4, {c}, CA",
            "{a} 3rd floor, {c} CA {p} USA",
        ),
        "LI": ("{a}, FL-{p} {c}", "{a}, {p} {c}, Liechtenstein", "{a}, 2. Stock, {c}", "{a} Wohnung 3, {c}"),
        "MC": (
            "{a}, MC-{p} {c}",
            "{a}, {p} {c}, Principauté de Monaco",
            "{a}, 3e étage, {c}",
            "{a} appt 12, {c}, Monaco",
        ),
        "FI": ("{a}, FI-{p} {c}", "{a}, {p} {c}, Suomi", "{a}, 2. kerros, {c}, Finland", "{a} apt 3, {c}"),
    }[country]
    for i, address in enumerate(_addresses(objects, chance, count)):
        city = address.city or objects.town_of(address.at)
        form = forms[i % len(forms)].replace("{p}", address.postcode) if address.postcode else forms[2]
        text = form.format(a=_street_and_number(address, country), c=city)
        yield " ".join(text.split()), _car(address.at, chance), 1, _at_address(objects, address)


def names(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    for named in _named(objects, chance, count):
        yield named.name, _car(named.points[0], chance, 500), 3, _at_named(objects, named.name, named.points)


def name_typo(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    for named in _named(objects, chance, 4 * count):
        if sum(c.isalpha() for c in named.name) >= 5:
            count -= 1
            yield (
                _with_typo(named.name, chance),
                _car(named.points[0], chance, 500),
                3,
                _at_named(objects, named.name, named.points),
            )
        if count == 0:
            return


def other_language(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    pairs = [
        (named, value)
        for named in objects.named
        for key, value in named.tags.items()
        if re.fullmatch(r"name:[a-z]{2,3}", key) and value != named.name
    ]
    for named, value in chance.sample(pairs, min(count, len(pairs))):
        yield value, _car(named.points[0], chance), 3, _at_named(objects, named.name, named.points)


def transliterated(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    """Names in Cyrillic and Greek as a traveller types them, by the rules of ICAO and of ELOT 743."""
    pairs = []
    for named in objects.named:
        for key in ("name", "name:ru", "name:uk", "name:be", "name:bg", "name:el"):
            value = named.tags.get(key, "")
            typed = _romanised(value)
            if typed and typed != value:
                pairs.append((named, typed))
    for named, typed in chance.sample(pairs, min(count, len(pairs))):
        yield typed, _car(named.points[0], chance), 3, _at_named(objects, named.name, named.points)


def crossing(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    forms = ("{a} & {b}", "{a} and {b}", "{a} und {b}", "Ecke {a} {b}", "{a} et {b}", "angle {a} et {b}", "{a} y {b}",
             "esquina {a} y {b}", "{a}と{b}の交差点", "تقاطع {a} و {b}", "{b} / {a}", "corner of {b} and {a}")  # fmt: skip
    pairs = sorted(objects.meetings)
    for i, (one, other) in enumerate(chance.sample(pairs, min(count, len(pairs)))):
        points = objects.meetings[one, other]
        text = forms[i % len(forms)].format(a=one, b=other)
        yield text, _car(points[0], chance), 1, _close(points, HIT_M)


def postcode(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    points: dict[str, list[Point]] = defaultdict(list)
    for address in objects.addresses:
        if address.postcode and ";" not in address.postcode:
            points[address.postcode].append(address.at)
    for code in sorted(points):
        yield code, _car(points[code][0], chance), 1, _close(points[code], 300.0)


def near_in(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    """A kind near a landmark or in a town: one of the kind's that is about as near as the nearest."""
    kinds = {"pharmacy": "amenity", "restaurant": "amenity", "cafe": "amenity", "bank": "amenity", "supermarket": "shop",
             "hotel": "tourism", "parking": "amenity", "school": "amenity"}  # fmt: skip
    of_kind = {
        kind: [n for n in (*objects.named, *objects.nameless) if n.tags.get(key) == kind]
        for kind, key in kinds.items()
    }
    titles = {category.id: category for category in CATEGORIES}
    unique = Counter(named.name for named in objects.named)
    marks = [
        n
        for n in objects.named
        if unique[n.name] == 1
        and (
            n.tags.get("railway") == "station"
            or "tourism" in n.tags
            or n.tags.get("amenity") in ("townhall", "theatre", "place_of_worship")
        )
    ]
    for i in range(count):
        kind = chance.choice([kind for kind, things in of_kind.items() if things])
        language = chance.choice(list(CONNECTORS))
        title = titles[kind].names[language][0]
        near, inside = CONNECTORS[language]
        if i % 2 or not objects.towns:
            mark = chance.choice(marks)
            away = sorted(apart_m(n.points[0], mark.points[0]) for n in of_kind[kind])
            if not away or away[0] > 3_000:
                continue
            reach = away[min(2, len(away) - 1)] + 150.0
            yield (
                f"{title} {near} {mark.name}",
                _car(mark.points[0], chance),
                3,
                _close(mark.points[:1], reach),
            )
        else:
            town = chance.choice(objects.towns)
            things = [n for n in of_kind[kind] if objects.town_of(n.points[0]) == town.name]
            if things:
                yield (
                    f"{title} {inside} {town.name}",
                    _car(town.points[0], chance),
                    3,
                    _close([n.points[0] for n in things], 200.0),
                )


def kinds(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    """Each of 18 kinds by its title and what else it is called, in six languages, where the extract has one."""
    for row in CATEGORIES:
        if row.id not in KINDS:
            continue
        points = [
            named.points[0]
            for named in (*objects.named, *objects.nameless)
            if any(_tagged(named.tags, key, values) for key, values in row.tags)
        ]
        if not points:
            continue
        car = _car(points[0], chance)
        nearest = min(apart_m((car.lat_deg, car.lon_deg), point) for point in points)
        for language in LANGUAGES:
            for name in row.names[language][:3]:
                yield name, car, 1, _close([(car.lat_deg, car.lon_deg)], nearest + 400.0)


def short_code(objects: Objects, country: str, chance: random.Random, count: int) -> Iterable[Query]:
    for _ in range(min(count, 60)):
        if not objects.towns:
            return
        town = chance.choice(objects.towns)
        lat, lon = town.points[0]
        at = LatLon(lat + chance.uniform(-0.02, 0.02), lon + chance.uniform(-0.02, 0.02))
        code = pluscodes.encode(at)[4:]
        far = LatLon(lat + 3.0, lon + 3.0)
        text = chance.choice(("{c} {t}", "{c}, {t}", "{t} {c}")).format(c=code, t=town.name)
        yield text, far, 1, _close([(at.lat_deg, at.lon_deg)], 30.0)


ROWS: dict[str, Callable[[Objects, str, random.Random, int], Iterable[Query]]] = {
    "address_typo_first": address_typo,
    "address_part_among_6": address_part,
    "spelling": spelling,
    "context": context,
    "name_among_3": names,
    "name_typo": name_typo,
    "other_language": other_language,
    "transliterated": transliterated,
    "crossing": crossing,
    "postcode": postcode,
    "near_in": near_in,
    "kinds": kinds,
    "short_code_with_town": short_code,
}


def _reverse(
    index: SearchIndex, objects: Objects, chance: random.Random, count: int, shown: int
) -> float | None:
    """A point on a street must be told by that street (or one that runs there as well)."""
    good, asked = 0, 0
    for name, line in chance.sample(objects.drivable, min(count, len(objects.drivable))):
        at = chance.randrange(max(len(line) - 1, 1))
        (lat, lon), (lat2, lon2) = line[at], line[min(at + 1, len(line) - 1)]
        part = chance.uniform(0.3, 0.7)
        point = (lat + part * (lat2 - lat), lon + part * (lon2 - lon))
        place = index.nearest(LatLon(*point))
        asked += 1
        said = place.name if place is not None else ""
        here = [
            other
            for other, way in objects.drivable
            if abs(way[0][0] - lat) < 0.05 and off_line_m(point, way) < 3.0
        ]
        if any(street in said for street in (name, *here)):
            good += 1
        elif asked - good <= shown:
            print(f"      reverse: on {name!r} said {said!r}")
    print(f"  {'reverse_street':24} {100.0 * good / asked:5.1f} % of {asked}")
    return round(100.0 * good / asked, 2)


def _notations(shown: int) -> float:
    from maps.search.coordinates import parse_position

    good = 0
    for text, lat, lon in NOTATIONS:
        place = parse_position(text, LatLon(47.0, 9.5))
        if place is not None and apart_m((place.position.lat_deg, place.position.lon_deg), (lat, lon)) < 40.0:
            good += 1
        else:
            print(f"      notation: {text!r} -> {place.position if place else None}")
    print(f"  notations                {good} of {len(NOTATIONS)}")
    return round(100.0 * good / len(NOTATIONS), 2)


def all_kinds_known() -> float:
    """Percent of all names of all kinds that are taken for their kind."""
    from maps.search.folding import words
    from maps.search.phrases import kinds_of

    asked = [
        (row, name)
        for row, c in enumerate(CATEGORIES)
        if c.id not in UNTYPED
        for of in c.names.values()
        for name in of
    ]
    good = sum(row in kinds_of(list(words(name))) for row, name in asked)
    return round(100.0 * good / len(asked), 2)


# Drawing ----------------------------------------------------------------------------------------------


def _addresses(objects: Objects, chance: random.Random, count: int) -> list[Address]:
    usable = [a for a in objects.addresses if len(a.number) <= 8 and not re.search("[;,]", a.number)]
    return chance.sample(usable, min(count, len(usable)))


def _named(objects: Objects, chance: random.Random, count: int) -> list:  # type: ignore[type-arg]
    usable = [n for n in objects.named if any(c.isalpha() for c in n.name)]
    return chance.sample(usable, min(count, len(usable)))


def _street_and_number(address: Address, country: str) -> str:
    first = country in NUMBER_FIRST
    return f"{address.number} {address.street}" if first else f"{address.street} {address.number}"


def _written(address: Address, country: str, objects: Objects) -> str:
    city = address.city or objects.town_of(address.at)
    return f"{_street_and_number(address, country)}, {city}" if city else _street_and_number(address, country)


def _with_typo(text: str, chance: random.Random) -> str:
    """One letter missing, doubled or wrong, or two swapped; digits and the first letter of the text stay."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    i = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:i] + text[i + 1 :]
    if kind == 1:
        return text[:i] + text[i] + text[i:]
    if kind == 2:
        return text[:i] + chance.choice("abcdefghijklmnopqrstuvwxyz") + text[i + 1 :]
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _car(at: Point, chance: random.Random, away_m: float = 2_000.0) -> LatLon:
    spread = away_m / 111_195.0
    return LatLon(at[0] + chance.uniform(-spread, spread), at[1] + chance.uniform(-spread, spread))


def _close(points: Sequence[Point], reach_m: float) -> Callable[[LatLon], bool]:
    return lambda position: any(apart_m((position.lat_deg, position.lon_deg), p) <= reach_m for p in points)


def _at_address(objects: Objects, address: Address) -> Callable[[LatLon], bool]:
    same = [
        a.at
        for a in objects.addresses
        if (a.street, a.number) == (address.street, address.number)
        and (not a.city or not address.city or a.city == address.city)
    ]
    return _close(same, HIT_M)


def _at_named(objects: Objects, name: str, points: Sequence[Point]) -> Callable[[LatLon], bool]:
    """At the thing itself: by a corner, or within what its corners span."""
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    margin = 1.5 * HIT_M / 111_195.0

    def right(position: LatLon) -> bool:
        inside = south - margin <= position.lat_deg <= north + margin
        return inside and west - 1.5 * margin <= position.lon_deg <= east + 1.5 * margin

    return right


def _tagged(tags: object, key: str, values: tuple[str, ...]) -> bool:
    value = tags.get(key) if isinstance(tags, dict) else None
    return value is not None and (value in values or not values)


_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"], strict=True)) | {"і": "i", "ў": "u", "ї": "yi", "є": "ye", "ґ": "g"}  # fmt: skip
_GREEK = {"αυ": "av", "ευ": "ev", "ου": "ou", **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", ["a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"], strict=True))}  # fmt: skip


def _romanised(text: str) -> str:
    lower = "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c) or c == "\u0306"
    )
    lower = unicodedata.normalize("NFC", lower)
    if re.search("[а-яёіў]", lower):
        return "".join(_CYRILLIC.get(c, c) for c in lower)
    if re.search("[α-ω]", lower):
        return re.sub("αυ|ευ|ου|[α-ως]", lambda found: _GREEK[found[0]], lower)
    return ""


if __name__ == "__main__":
    main()
