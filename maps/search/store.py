"""The folder places/ of a region: what can be searched, as arrays that are mapped into memory as they lie.

Entries are settlements, streets, points of interest and what else has a name, the most important first. The
house numbers of a street lie with it, along the street by number, so that a hundred addresses cost a hundred
small rows and not a hundred entries.

    words.bin        the vocabulary, folded, sorted by its bytes: every beginning of a word is a range of it
    texts.bin        names, numbers and attributes in UTF-8, each ended by a line feed; offset 0 is ""
    NAME.npy         the arrays of ARRAYS
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.categories import CATEGORIES
from maps.errors import RegionError
from maps.geometry import E7
from maps.search.grid import cells_of

FOLDER = "places"
STARTS, WEAK = 1 << 31, 1 << 30
"""Bits of entry_word: a name begins here; it is no name but a brand, an operator, a kitchen."""
WORD_BITS = WEAK - 1
OSM_TYPES = "nwr"

ARRAYS: dict[str, tuple[str, str]] = {
    "word_at": ("u4", "V+1: words[v] is words.bin[word_at[v]:word_at[v+1]]"),
    "post_begin": ("u4", "V+1: entries with word v in a name are post_entry[post_begin[v]:post_begin[v+1]]"),
    "post_entry": ("u4", "ascending for each word"),
    "around_begin": ("u4", "V+1: surroundings that have word v"),
    "around_row": ("u4", ""),
    "lat_e7": ("i4", "E"),
    "lon_e7": ("i4", "E"),
    "importance": ("u1", "E: 0..255"),
    "category": ("u1", "E: row of maps.categories"),
    "surroundings": ("u4", "E: row"),
    "name": ("u4", "E: text"),
    "osm": ("i8", "E: number * 4 + its type's place in OSM_TYPES"),
    "attributes": ("u4", "E: text, a JSON list of pairs"),
    "entry_word_begin": ("u4", "E+1"),
    "entry_word": ("u4", "the words of each name in order, with STARTS and WEAK"),
    "surroundings_text": ("u4", "C: what is shown"),
    "surroundings_country": ("u4", "C: text, ISO 3166-1"),
    "surroundings_word_begin": ("u4", "C+1"),
    "surroundings_word": ("u4", ""),
    "number_begin": ("u4", "E+1: house numbers of entry e, by their value"),
    "number_value": ("u4", "A"),
    "number_text": ("u4", "A: text"),
    "number_postcode": ("u4", "A: text"),
    "number_lat_e7": ("i4", "A"),
    "number_lon_e7": ("i4", "A"),
    "number_osm": ("i8", "A: as osm; 0: between two that are mapped"),
    "crossing_begin": ("u4", "E+1: streets that cross entry e"),
    "crossing_entry": ("u4", ""),
    "crossing_lat_e7": ("i4", ""),
    "crossing_lon_e7": ("i4", ""),
    "cell": ("i8", "cells of the grid that hold entries, ascending"),
    "cell_begin": ("u4", ""),
    "cell_entry": ("u4", ""),
    "house_cell": ("i8", "cells of the grid that hold house numbers, ascending"),
    "house_cell_begin": ("u4", ""),
    "house_row": ("u4", "A: rows of number_*, by cell"),
    "kind_begin": ("u4", "K+1: entries of each category"),
    "kind_entry": ("u4", ""),
}


@dataclass(slots=True)
class HouseRow:
    """One house number on its way into the index."""

    number: str
    value: int
    lat: float
    lon: float
    osm_id: str
    postcode: str = ""


@dataclass(slots=True)
class Entry:
    """One thing on its way into the index."""

    name: str
    category: str
    lat: float
    lon: float
    importance: float
    osm_id: str
    surroundings: tuple[str, str, tuple[str, ...]]
    """what is shown, country, folded words"""
    names: list[list[str]]
    """folded words of each name, the shown one first"""
    weak: list[list[str]] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    houses: list[HouseRow] = field(default_factory=list)
    crossings: list[tuple[Entry, float, float]] = field(default_factory=list)


def write_places(folder: Path, entries: Sequence[Entry]) -> None:
    """Write `folder`/places; the same entries give the same bytes."""
    target = folder / FOLDER
    target.mkdir()
    cell = cells_of(np.array([e.lat for e in entries]), np.array([e.lon for e in entries]))
    importance = np.clip(np.round([255 * e.importance / 1.25 for e in entries]), 0, 255).astype(np.int64)
    order = sorted(
        range(len(entries)), key=lambda i: (-importance[i], cell[i], entries[i].name, entries[i].osm_id)
    )
    entries, cell, importance = [entries[i] for i in order], cell[order], importance[order]
    texts = _Texts()
    arounds = sorted({entry.surroundings for entry in entries})
    around_row = {around: row for row, around in enumerate(arounds)}
    vocabulary = sorted(
        {word for e in entries for name in (*e.names, *e.weak) for word in name}
        | {word for around in arounds for word in around[2]},
        key=lambda word: word.encode(),
    )
    number = {word: i for i, word in enumerate(vocabulary)}
    encoded = [word.encode() for word in vocabulary]
    (target / "words.bin").write_bytes(b"".join(encoded))
    entry_words = [_entry_words(entry, number) for entry in entries]
    around_words = [[number[word] for word in around[2]] for around in arounds]
    row_of = {id(entry): row for row, entry in enumerate(entries)}
    houses = [house for entry in entries for house in sorted(entry.houses, key=_along_the_street)]
    crossings = [
        sorted((row_of[id(other)], _e7(lat), _e7(lon)) for other, lat, lon in entry.crossings)
        for entry in entries
    ]
    flat_crossings = [crossing for of_entry in crossings for crossing in of_entry]
    category_row = {category.id: row for row, category in enumerate(CATEGORIES)}
    kinds = np.array([category_row[entry.category] for entry in entries], dtype=np.int64)
    by_kind, by_cell = np.lexsort((cell, kinds)), np.argsort(cell, kind="stable")
    cells, cell_begin = np.unique(cell[by_cell], return_index=True)
    house_cell = cells_of(np.array([h.lat for h in houses]), np.array([h.lon for h in houses]))
    house_row = np.argsort(house_cell, kind="stable")
    house_cells, house_cell_begin = np.unique(house_cell[house_row], return_index=True)
    post_begin, post_entry = _inverted([[w & WORD_BITS for w in ws] for ws in entry_words], len(vocabulary))
    around_begin, around_rows = _inverted(around_words, len(vocabulary))
    arrays: dict[str, Any] = {
        "word_at": _offsets([len(word) for word in encoded]),
        "post_begin": post_begin,
        "post_entry": post_entry,
        "around_begin": around_begin,
        "around_row": around_rows,
        "lat_e7": [_e7(e.lat) for e in entries],
        "lon_e7": [_e7(e.lon) for e in entries],
        "importance": importance,
        "category": kinds,
        "surroundings": [around_row[e.surroundings] for e in entries],
        "name": [texts.add(e.name) for e in entries],
        "osm": [_osm(e.osm_id) for e in entries],
        "attributes": [texts.add(_pairs(e.attributes)) for e in entries],
        "entry_word_begin": _offsets([len(ws) for ws in entry_words]),
        "entry_word": [w for ws in entry_words for w in ws],
        "surroundings_text": [texts.add(around[0]) for around in arounds],
        "surroundings_country": [texts.add(around[1]) for around in arounds],
        "surroundings_word_begin": _offsets([len(ws) for ws in around_words]),
        "surroundings_word": [w for ws in around_words for w in ws],
        "number_begin": _offsets([len(e.houses) for e in entries]),
        "number_value": [min(house.value, 2**32 - 1) for house in houses],
        "number_text": [texts.add(house.number) for house in houses],
        "number_postcode": [texts.add(house.postcode) for house in houses],
        "number_lat_e7": [_e7(house.lat) for house in houses],
        "number_lon_e7": [_e7(house.lon) for house in houses],
        "number_osm": [_osm(house.osm_id) for house in houses],
        "crossing_begin": _offsets([len(of_entry) for of_entry in crossings]),
        "crossing_entry": [crossing[0] for crossing in flat_crossings],
        "crossing_lat_e7": [crossing[1] for crossing in flat_crossings],
        "crossing_lon_e7": [crossing[2] for crossing in flat_crossings],
        "cell": cells,
        "cell_begin": [*cell_begin, len(entries)],
        "cell_entry": by_cell,
        "house_cell": house_cells,
        "house_cell_begin": [*house_cell_begin, len(houses)],
        "house_row": house_row,
        "kind_begin": np.searchsorted(kinds[by_kind], np.arange(len(CATEGORIES) + 1)),
        "kind_entry": by_kind,
    }
    for name, (dtype, _) in ARRAYS.items():
        np.save(target / f"{name}.npy", np.asarray(arrays[name]).astype(dtype), allow_pickle=False)
    (target / "texts.bin").write_bytes(texts.bytes())


class PlaceStore:
    """The opened folder. Every array is an attribute. Raises RegionError when it is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        place = folder / FOLDER
        if not place.is_dir():
            raise RegionError(folder, "has no places to search; compile it again")
        try:
            self.arrays = {name: _mapped(place / f"{name}.npy", dtype) for name, (dtype, _) in ARRAYS.items()}
            self.words = _bytes(place / "words.bin")
            with (place / "texts.bin").open("rb") as file:
                self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError, EOFError) as error:
            raise RegionError(folder, f"has damaged places ({error})") from None
        if not self._fits():
            raise RegionError(folder, "has damaged places (they do not fit together)")

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self.__dict__["arrays"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def __len__(self) -> int:
        return len(self.lat_e7)

    def text(self, at: int) -> str:
        """The text at this offset."""
        end = self._texts.find(b"\n", at)
        return self._texts[at : end if end >= 0 else None].decode("utf-8", "replace")

    def word(self, row: int) -> str:
        begin, end = int(self.word_at[row]), int(self.word_at[row + 1])
        return self.words[begin:end].tobytes().decode("utf-8", "replace")

    def _fits(self) -> bool:
        count, arrays = len(self.lat_e7), self.arrays
        per_entry = ("lon_e7", "importance", "category", "surroundings", "name", "osm", "attributes")
        begins = (
            ("entry_word_begin", "entry_word", count),
            ("number_begin", "number_value", count),
            ("crossing_begin", "crossing_entry", count),
            ("post_begin", "post_entry", len(arrays["word_at"]) - 1),
            ("around_begin", "around_row", len(arrays["word_at"]) - 1),
            ("kind_begin", "kind_entry", len(CATEGORIES)),
        )
        return all(len(arrays[name]) == count for name in per_entry) and all(
            len(arrays[begin]) == rows + 1 and int(arrays[begin][-1]) == len(arrays[values])
            for begin, values, rows in begins
        )


class _Texts:
    """Texts one after another, each once."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {"": 0}
        self._parts = [b"\n"]
        self._length = 1

    def add(self, text: str) -> int:
        text = text.replace("\n", " ")
        at = self._at.get(text)
        if at is None:
            at = self._at[text] = self._length
            raw = text.encode() + b"\n"
            self._parts.append(raw)
            self._length += len(raw)
        return at

    def bytes(self) -> bytes:
        return b"".join(self._parts)


def _entry_words(entry: Entry, number: dict[str, int]) -> list[int]:
    found = []
    for names, flag in ((entry.names, 0), (entry.weak, WEAK)):
        for name in names:
            for place, word in enumerate(name):
                found.append(number[word] | flag | (0 if place else STARTS))
    return found


def _inverted(rows: Sequence[Sequence[int]], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows by word, each once for a word: offsets and rows."""
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    word = np.array([w for row in rows for w in row], dtype=np.int64)
    owner = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    pairs = np.unique(word * max(len(rows), 1) + owner)
    word, owner = np.divmod(pairs, max(len(rows), 1))
    return np.searchsorted(word, np.arange(count + 1)), owner


def _along_the_street(house: HouseRow) -> tuple[int, str, str]:
    return house.value, house.number, house.osm_id


def _offsets(lengths: Iterable[int]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.fromiter(lengths, dtype=np.int64))))


def _pairs(attributes: list[tuple[str, str]]) -> str:
    return json.dumps(attributes, ensure_ascii=False, separators=(",", ":")) if attributes else ""


def _osm(text: str) -> int:
    return int(text[1:]) * 4 + OSM_TYPES.index(text[0]) if text else 0


def osm_text(stored: int) -> str:
    """ "n123"; "" for what is no object of the map."""
    return f"{OSM_TYPES[stored % 4]}{stored // 4}" if stored else ""


def _e7(degrees: float) -> int:
    return round(degrees * E7)


def _mapped(path: Path, dtype: str) -> NDArray[Any]:
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    if array.dtype != np.dtype(dtype) or array.ndim != 1:
        raise ValueError(f"{path.name} is of another kind")
    return np.asarray(array).view(np.ndarray)


def _bytes(path: Path) -> NDArray[np.uint8]:
    if path.stat().st_size == 0:
        return np.zeros(0, dtype=np.uint8)
    return np.asarray(np.memmap(path, dtype=np.uint8, mode="r")).view(np.ndarray)
