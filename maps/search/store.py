"""places.sqlite: rows to show, and beside them the inverted index as arrays that NumPy reads in place.

    place    one row a place, `row` 0..n-1
    column   one array a row: name, dtype, bytes

A word list sorted by its UTF-8 bytes makes every prefix a range; postings are sorted by word, then place.
FTS5 was measured against this: it finds as fast, but cannot say which letters may follow nor rank by distance
before it has read every match.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sqlite_utils
from numpy.typing import NDArray

from maps.errors import RegionError

IN_CONTEXT, IN_NAME, IN_NUMBER = 1, 2, 4
"""Where a word of a place stands: in what surrounds it, in its name, in its house number."""

_COLUMNS = {
    "latitude": "<f8",
    "longitude": "<f8",
    "importance": "<f4",
    "category": "|u1",
    "word_count": "|u1",
    "posting_begin": "<u4",
    "posting_place": "<u4",
    "posting_kind": "|u1",
    "place_word_begin": "<u4",
    "place_word": "<u4",
}


@dataclass(frozen=True, slots=True)
class IndexedPlace:
    """One place on its way into the index."""

    name: str
    category: str
    context: str
    latitude: float
    longitude: float
    importance: float
    osm_id: str
    attributes: str
    """JSON list of pairs"""
    words: tuple[tuple[str, int], ...]
    """folded words, each with where it stands"""
    word_count: int
    """of the name"""


@dataclass(frozen=True)
class PlaceColumns:
    """The index in memory. n places, V words, Q postings."""

    words: Sequence[str]
    """[V] sorted"""
    categories: Sequence[str]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    importance: NDArray[np.float32]
    category: NDArray[np.uint8]
    word_count: NDArray[np.uint8]
    posting_begin: NDArray[np.uint32]
    """[V+1]"""
    posting_place: NDArray[np.uint32]
    """[Q]"""
    posting_kind: NDArray[np.uint8]
    """[Q]"""
    place_word_begin: NDArray[np.uint32]
    """[n+1]"""
    place_word: NDArray[np.uint32]
    """[Q] the same postings by place"""

    def prefix_range(self, prefix: str) -> tuple[int, int]:
        """The words that begin with `prefix` are words[first:last]."""
        first = bisect_left(self.words, prefix)
        return first, bisect_left(self.words, prefix + "\U0010ffff", lo=first)


def write_places(path: Path, places: Sequence[IndexedPlace]) -> None:
    """Write the file; the same places give the same bytes."""
    vocabulary = sorted({word for place in places for word, _ in place.words})
    number = {word: i for i, word in enumerate(vocabulary)}
    counts = np.array([len(place.words) for place in places], dtype=np.int64)
    place_word = np.array([number[w] for p in places for w, _ in p.words], dtype=np.uint32)
    kind = np.array([k for p in places for _, k in p.words], dtype=np.uint8)
    owner = np.repeat(np.arange(len(places), dtype=np.uint32), counts)
    order = np.lexsort((owner, place_word))
    posting_count = np.bincount(place_word, minlength=len(vocabulary))
    categories = sorted({place.category for place in places})
    category_row = {category: i for i, category in enumerate(categories)}
    columns: dict[str, NDArray[Any]] = {
        "latitude": np.array([p.latitude for p in places]),
        "longitude": np.array([p.longitude for p in places]),
        "importance": np.array([p.importance for p in places]),
        "category": np.array([category_row[p.category] for p in places]),
        "word_count": np.minimum([p.word_count for p in places], 255) if places else np.zeros(0),
        "posting_begin": np.concatenate(([0], np.cumsum(posting_count))),
        "posting_place": owner[order],
        "posting_kind": kind[order],
        "place_word_begin": np.concatenate(([0], np.cumsum(counts))),
        "place_word": place_word,
    }
    database = sqlite_utils.Database(path)
    try:
        database["place"].create(  # type: ignore[union-attr]
            {"row": int, "name": str, "category": str, "context": str, "osm_id": str, "attributes": str},
            pk="row",
        )
        database["place"].insert_all(  # type: ignore[union-attr]
            {
                "row": row,
                "name": p.name,
                "category": p.category,
                "context": p.context,
                "osm_id": p.osm_id,
                "attributes": p.attributes,
            }
            for row, p in enumerate(places)
        )
        texts: Iterable[tuple[str, Sequence[str]]] = (("words", vocabulary), ("categories", categories))
        rows = [{"name": n, "dtype": "text", "bytes": "\n".join(v).encode()} for n, v in texts]
        rows += [
            {"name": name, "dtype": dtype, "bytes": columns[name].astype(dtype).tobytes()}
            for name, dtype in _COLUMNS.items()
        ]
        database["column"].insert_all(rows, pk="name")  # type: ignore[union-attr]
        database.vacuum()
    finally:
        database.close()


class PlaceStore:
    """The opened file. Raises RegionError when it is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        path = folder / "places.sqlite"
        if not path.is_file():
            raise RegionError(folder, "has no places to search; compile it again")
        try:
            # The file never changes, and the worker may search from a thread that did not open it.
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False
            )
            stored = {
                name: (dtype, raw)
                for name, dtype, raw in self._connection.execute("select name, dtype, bytes from column")
            }
            arrays = {name: np.frombuffer(stored[name][1], dtype) for name, dtype in _COLUMNS.items()}
            self.columns = PlaceColumns(
                words=_texts(stored["words"][1]), categories=_texts(stored["categories"][1]), **arrays
            )
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise RegionError(folder, f"has a damaged places.sqlite ({error})") from None

    def rows(self, numbers: Sequence[int]) -> list[tuple[str, str, str, str, str]]:
        """Name, category, context, OpenStreetMap id and attributes of the places, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        found = {
            row[0]: row[1:]
            for row in self._connection.execute(
                f"select row, name, category, context, osm_id, attributes from place where row in ({marks})",
                [int(n) for n in numbers],
            )
        }
        return [found[int(n)] for n in numbers]

    def close(self) -> None:
        self._connection.close()


def _texts(raw: bytes) -> list[str]:
    return raw.decode().split("\n") if raw else []
