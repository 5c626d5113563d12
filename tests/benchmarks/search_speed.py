"""What a keystroke and a misspelt word cost beside a plain FTS5 MATCH of the same table, by the number of rows.

    python -m tests.benchmarks.search_speed [--rows 13000 500000 5000000] [--queries 120] [--seed 7]

The rows are those of real extracts (names, kinds, surroundings, house numbers as OpenStreetMap has them). Beyond
the extracts' own number they are laid again some degrees farther east, with names of their own: the letters of
each word are shifted along the alphabet by the number of the copy, vowels for vowels, so that the vocabulary
grows as it does with land. Both indexes hold the same rows; the table of FTS5 has a row for each entry and each
house number. The peer's figure is the whole answer of `select rowid ... match 'a* b* c*'`: the same rows that we
rank, without ranking them. With its `order by rank limit 10` the peer is slower; that ratio is printed beside.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from maps.build.losses import Losses
from maps.build.places import collect
from maps.build.places_read import Found, read_places
from maps.geometry import LatLon
from maps.search.folding import words
from maps.search.index import SearchIndex
from maps.search.store import FOLDER, Entry, HouseRow, write_places
from tests.benchmarks.search_recall import EXTRACTS

VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[13_000, 500_000, 5_000_000])
    parser.add_argument("--queries", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    real = _real_entries()
    report: dict[str, dict[str, float]] = {
        name: {}
        for name in ("keystroke_ratio", "typo_ratio", "keystroke_p95_ms", "typo_p95_ms", "match_p95_ms",
                     "ranked_match_p95_ms", "bytes_per_row", "build_s", "vocabulary")
    }  # fmt: skip
    for rows in args.rows:
        with tempfile.TemporaryDirectory() as folder:
            _measure(rows, Path(folder), real, args.queries, random.Random(args.seed), report)
    print(json.dumps(report))


def _measure(
    rows: int,
    folder: Path,
    real: Sequence[Entry],
    queries: int,
    chance: random.Random,
    report: dict[str, dict[str, float]],
) -> None:
    entries, count = _enough(real, rows)
    asked = _queries(entries, queries, chance)
    began = time.perf_counter()
    write_places(folder, entries)
    size = str(rows)
    report["build_s"][size] = round(time.perf_counter() - began, 1)
    stored = sum(file.stat().st_size for file in (folder / FOLDER).iterdir())
    report["bytes_per_row"][size] = round(stored / count, 1)
    peer = _peer(folder / "peer.sqlite", entries)
    del entries
    index = SearchIndex(SimpleNamespace(path=folder))  # type: ignore[arg-type]
    report["vocabulary"][size] = len(index._store.word_at) - 1
    keystrokes = [(text[: end + 1], near) for text, near in asked for end in range(len(text))]
    misspelt = [(_misspelt(text, chance), near) for text, near in asked]
    for text, near in keystrokes[:50]:
        index.search(text, near)
    ours = _p95_ms(lambda text, near: index.search(text, near), keystrokes)
    plain = _p95_ms(lambda text, near: peer(text, ranked=False), keystrokes)
    ranked = _p95_ms(lambda text, near: peer(text, ranked=True), keystrokes)
    typos = _p95_ms(lambda text, near: index.search(text, near), misspelt)
    report["keystroke_p95_ms"][size] = round(ours, 3)
    report["typo_p95_ms"][size] = round(typos, 3)
    report["match_p95_ms"][size] = round(plain, 3)
    report["ranked_match_p95_ms"][size] = round(ranked, 3)
    report["keystroke_ratio"][size] = round(ours / plain, 3)
    report["typo_ratio"][size] = round(typos / plain, 3)
    print(
        f"{count:>9,} rows, {report['vocabulary'][size]:,} words: keystroke {ours:.2f} ms, misspelt {typos:.2f} ms, "
        f"MATCH {plain:.2f} ms (ranked {ranked:.2f}), {report['bytes_per_row'][size]} bytes a row, "
        f"written in {report['build_s'][size]} s",
        flush=True,
    )


def _p95_ms(ask: Callable[[str, LatLon], object], asked: Sequence[tuple[str, LatLon]]) -> float:
    took = []
    for text, near in asked:
        # Processor time: what else the machine does is neither's cost.
        began = time.thread_time()
        ask(text, near)
        took.append(time.thread_time() - began)
    return float(np.percentile(took, 95)) * 1_000.0


def _real_entries() -> list[Entry]:
    entries: list[Entry] = []
    for path, _ in EXTRACTS.values():
        if path.is_file():
            found, losses = Found(), Losses()
            read_places(path, found, losses)
            entries += collect(found, losses)
    return entries


def _enough(real: Sequence[Entry], rows: int) -> tuple[list[Entry], int]:
    """Entries with about so many rows, house numbers counted, and how many those are."""
    entries: list[Entry] = []
    count = copy = 0
    while count < rows:
        made: dict[int, Entry] = {}
        for entry in real:
            other = _copied(entry, copy) if copy else replace(entry)
            made[id(entry)] = other
            entries.append(other)
            count += 1 + len(entry.houses)
            if count >= rows:
                break
        for entry in real:
            if id(entry) in made:
                made[id(entry)].crossings = [
                    (made[id(street)], lat, lon) for street, lat, lon in entry.crossings if id(street) in made
                ]
        copy += 1
    return entries, count


def _copied(entry: Entry, copy: int) -> Entry:
    table = _shift(copy)
    row, column = divmod(copy, 60)
    north, east = 0.9 * row - 20.0, 1.7 * column - 60.0
    shown, country, around = entry.surroundings
    return Entry(
        name=entry.name.translate(table),
        category=entry.category,
        lat=max(min(entry.lat + north, 89.0), -89.0),
        lon=(entry.lon + east + 180.0) % 360.0 - 180.0,
        importance=entry.importance,
        osm_id=f"{entry.osm_id[0]}{int(entry.osm_id[1:]) + copy * 20_000_000}" if entry.osm_id else "",
        surroundings=(
            shown.translate(table),
            country,
            tuple(sorted(word.translate(table) for word in around)),
        ),
        names=[[word.translate(table) for word in name] for name in entry.names],
        weak=entry.weak,
        attributes=entry.attributes,
        houses=[
            HouseRow(
                h.number,
                h.value,
                max(min(h.lat + north, 89.0), -89.0),
                (h.lon + east + 180.0) % 360.0 - 180.0,
                h.osm_id,
                h.postcode,
            )
            for h in entry.houses
        ],
    )


_TABLES: dict[int, dict[int, int]] = {}


def _shift(copy: int) -> dict[int, int]:
    if copy not in _TABLES:
        table = {}
        for letters, step in ((VOWELS, copy), (CONSONANTS, copy // 5 + copy)):
            for i, letter in enumerate(letters):
                other = letters[(i + step) % len(letters)]
                table[ord(letter)], table[ord(letter.upper())] = ord(other), ord(other.upper())
        _TABLES[copy] = table
    return _TABLES[copy]


def _queries(entries: Sequence[Entry], count: int, chance: random.Random) -> list[tuple[str, LatLon]]:
    found = []
    while len(found) < count:
        entry = chance.choice(entries)
        text = entry.name
        if entry.houses:
            text = f"{text} {chance.choice(entry.houses).number}"
        elif entry.surroundings[0]:
            text = f"{text}, {entry.surroundings[0].rpartition(', ')[2]}"
        if len(words(text)) and text[0].isalpha():
            found.append((text[:40], LatLon(entry.lat, entry.lon)))
    return found


def _misspelt(text: str, chance: random.Random) -> str:
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    i = chance.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _peer(path: Path, entries: Sequence[Entry]) -> Callable[..., list[object]]:
    connection = sqlite3.connect(path)
    connection.execute("create virtual table place using fts5(words, content='', prefix='1 2 3')")
    with connection:
        connection.executemany(
            "insert into place(rowid, words) values (?, ?)", enumerate(_documents(entries), start=1)
        )
    connection.execute("insert into place(place) values ('optimize')")
    connection.commit()

    def ask(text: str, *, ranked: bool) -> list[object]:
        asked = " ".join(f'"{word}"*' for word in words(text))
        if not asked:
            return []
        order = " order by rank limit 10" if ranked else ""
        return connection.execute(f"select rowid from place where place match ?{order}", (asked,)).fetchall()

    return ask


def _documents(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        around = " ".join(entry.surroundings[2])
        yield " ".join(" ".join(name) for name in (*entry.names, *entry.weak)) + " " + around
        street = " ".join(entry.names[0])
        for house in entry.houses:
            yield f"{street} {' '.join(words(house.number))} {around}"


if __name__ == "__main__":
    main()
