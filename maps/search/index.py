"""Find places by what a driver types, letter by letter, and say which letters may come next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon, haversine_m
from maps.models import Place
from maps.region.grid import ragged_arange
from maps.search.coordinates import parse_position
from maps.search.folding import ABBREVIATIONS, fold, matched_part, words
from maps.search.store import IN_CONTEXT, IN_NAME, IN_NUMBER, PlaceStore
from maps.search.typos import words_within_typos

if TYPE_CHECKING:
    from maps.region.reader import Region

RANKED_BY_NAME = 40
DISTANCE_WEIGHT = 0.16
"""Score lost each time the distance doubles from a kilometre on: a street next door beats a suburb 20 km
away."""
EXACT_WORD = 0.15
"""Score for each word typed out in full"""
WHOLE_NAME = 0.35
"""and for all of the name, so that the short name that was typed comes before longer ones."""
NAME_BEGINS = 0.3
"""Score when the name itself begins with what was typed, so that an address comes before the shops at it."""
ONLY_CONTEXT = 0.5
"""Score lost for each word that stands in the surroundings only, not in the name."""
TYPO_COST = 0.5


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Answer to one text."""

    places: tuple[Place, ...]
    """best first"""
    next_letters: str
    """letters (folded, sorted) that lead somewhere when typed next; " " when another word may follow"""
    total: int
    """how many places match"""


@dataclass(frozen=True)
class _Hits:
    """n-long columns for the words so far."""

    matches: NDArray[np.bool_]
    score: NDArray[np.float32]


class SearchIndex:
    """Searches one region. Reads only; may be shared by threads."""

    def __init__(self, region: Region) -> None:
        self._store = PlaceStore(region.path)
        self._columns = self._store.columns
        self._letters = "".join(sorted({word[0] for word in self._columns.words if word}))

    def search(
        self, text: str, near: LatLon | None = None, limit: int = 10, category: str | None = None
    ) -> SearchResult:
        """Places that `text` may mean, best first; every word may be unfinished or slightly misspelt.

        With an empty text and a category: the nearest of that kind. A text that is a position ("43.73, 7.42",
        a plus code) gives that position first.
        """
        columns = self._columns
        position = parse_position(text, near)
        asked = words(text)
        if not asked:
            return self._without_words(near, limit, category, position)
        hits = self._match(asked, 0)
        allowed = self._allowed(hits.matches, category)
        if not allowed.any() and len(asked) > 1 and any(word[0].isdigit() for word in asked):
            # A house number that the map lacks: the street is better than nothing.
            named = [word for word in asked if not word[0].isdigit()]
            if named:
                asked = named
                hits = self._match(asked, 0)
                allowed = self._allowed(hits.matches, category)
        typos = 0
        while not allowed.any() and typos < 2:
            typos += 1
            hits = self._match(asked, typos)
            allowed = self._allowed(hits.matches, category)
        rows = np.flatnonzero(allowed)
        score = hits.score[rows] + columns.importance[rows]
        distance = self._distances(rows, near)
        if distance is not None:
            score = score - DISTANCE_WEIGHT * np.log2(np.maximum(distance / 1_000.0, 1.0))
            score = score - 1e-6 * distance
        order = np.argsort(-score, kind="stable")[: max(limit * 3, RANKED_BY_NAME)]
        places = self._places(rows[order], None if distance is None else distance[order], asked)
        places = _names_first(places, score[order], asked)
        if position is not None:
            places = [position, *places]
        return SearchResult(
            places=tuple(_without_twins(places)[:limit]),
            next_letters=self._next_letters(text, asked, rows) if typos == 0 else "",
            total=len(rows),
        )

    def nearest(
        self, position: LatLon, category: str | None = None, within_m: float = 1_000.0
    ) -> Place | None:
        """What is at a position: the nearest address or street (or place of a category)."""
        columns = self._columns
        if category is None:
            wanted = [i for i, c in enumerate(columns.categories) if c in ("address", "street")]
            allowed = np.isin(columns.category, wanted)
        else:
            allowed = self._allowed(np.ones(len(columns.latitude), dtype=np.bool_), category)
        reach = np.degrees(within_m / 6_371_008.8)
        allowed &= np.abs(columns.latitude - position.lat_deg) <= reach
        rows = np.flatnonzero(allowed)
        distance = self._distances(rows, position)
        if distance is None or not len(rows) or float(distance.min()) > within_m:
            return None
        best = int(np.argmin(distance))
        return self._places(rows[best : best + 1], distance[best : best + 1], [])[0]

    def categories(self) -> tuple[str, ...]:
        """The categories that the region has places of."""
        return tuple(self._columns.categories)

    def _without_words(
        self, near: LatLon | None, limit: int, category: str | None, position: Place | None
    ) -> SearchResult:
        found: list[Place] = [] if position is None else [position]
        total = len(found)
        if category is not None:
            rows = np.flatnonzero(
                self._allowed(np.ones(len(self._columns.latitude), dtype=np.bool_), category)
            )
            total = len(rows)
            distance = self._distances(rows, near)
            key = distance if distance is not None else -self._columns.importance[rows]
            order = np.argsort(key, kind="stable")[:limit]
            found += self._places(rows[order], None if distance is None else distance[order], [])
        return SearchResult(tuple(found), self._letters, total)

    def _allowed(self, matches: NDArray[np.bool_], category: str | None) -> NDArray[np.bool_]:
        if category is None:
            return matches
        if category not in self._columns.categories:
            return np.zeros(len(matches), dtype=np.bool_)
        row = self._columns.categories.index(category)
        return np.asarray(matches & (self._columns.category == row))

    def _match(self, asked: list[str], typos: int) -> _Hits:
        """Places in which every asked word begins a word; the name must have at least one of them."""
        columns = self._columns
        count = len(columns.latitude)
        matches = np.ones(count, dtype=np.bool_)
        in_name = np.zeros(count, dtype=np.uint8)
        score = np.zeros(count, dtype=np.float32)
        complete = np.zeros(count, dtype=np.uint8)
        for asked_word in asked:
            kinds = np.zeros(count, dtype=np.uint8)
            gained = np.zeros(count, dtype=np.float32)
            for first, last, cost in self._word_ranges(asked_word, typos):
                begin, end = int(columns.posting_begin[first]), int(columns.posting_begin[last])
                place = columns.posting_place[begin:end]
                np.bitwise_or.at(kinds, place, columns.posting_kind[begin:end])
                if cost:
                    gained[place] = -cost
            exact = columns.prefix_range(asked_word)[0]
            if exact < len(columns.words) and columns.words[exact] == asked_word:
                begin, end = int(columns.posting_begin[exact]), int(columns.posting_begin[exact + 1])
                gained[columns.posting_place[begin:end]] = EXACT_WORD
                named = columns.posting_place[begin:end][columns.posting_kind[begin:end] >= IN_NAME]
                complete[named] += 1
            matches &= kinds > 0
            score -= np.where(kinds == IN_CONTEXT, ONLY_CONTEXT, 0.0).astype(np.float32)
            in_name |= kinds
            score += gained
        matches &= (in_name & (IN_NAME | IN_NUMBER)) != 0
        # One address among the hundred of its street is meant only when its number is typed.
        if "address" in columns.categories:
            is_address = columns.category == columns.categories.index("address")
            matches &= ~is_address | ((in_name & IN_NUMBER) != 0)
        score += np.where(complete >= columns.word_count, WHOLE_NAME, 0.0).astype(np.float32)
        return _Hits(matches, score)

    def _word_ranges(self, asked_word: str, typos: int) -> list[tuple[int, int, float]]:
        """Ranges of the word list that an asked word may mean, each with its cost."""
        first, last = self._columns.prefix_range(asked_word)
        ranges = [(first, last, 0.0)] if last > first else []
        for long_form in ABBREVIATIONS.get(asked_word, ()):
            begin, end = self._columns.prefix_range(long_form)
            if end > begin:
                ranges.append((begin, end, 0.0))
        if typos and not any(c.isdigit() for c in asked_word):
            for number, distance in words_within_typos(self._columns.words, asked_word, typos):
                if not first <= number < last:
                    ranges.append((number, number + 1, TYPO_COST * distance))
        return ranges

    def _distances(self, rows: NDArray[np.int64], near: LatLon | None) -> NDArray[np.float64] | None:
        if near is None:
            return None
        return haversine_m(
            self._columns.latitude[rows],
            self._columns.longitude[rows],
            np.float64(near.lat_deg),
            np.float64(near.lon_deg),
        )

    def _places(
        self, rows: NDArray[np.int64], distance: NDArray[np.float64] | None, asked: list[str]
    ) -> list[Place]:
        places = []
        for i, (name, category, context, osm_id, attributes) in enumerate(self._store.rows(rows.tolist())):
            begin, length = matched_part(name, asked)
            places.append(
                Place(
                    name=name,
                    position=LatLon(
                        float(self._columns.latitude[rows[i]]), float(self._columns.longitude[rows[i]])
                    ),
                    category=category,
                    context=context,
                    distance_m=None if distance is None else float(distance[i]),
                    id=osm_id,
                    match_begin=begin,
                    match_length=length,
                    attributes=tuple((k, v) for k, v in json.loads(attributes)) if attributes else (),
                )
            )
        return places

    def _next_letters(self, text: str, asked: list[str], rows: NDArray[np.int64]) -> str:
        """Which letters lead on from the places that match so far."""
        columns = self._columns
        folded = fold(text)
        finished = not folded or not folded[-1].isalnum()
        prefix = "" if finished else asked[-1]
        first, last = columns.prefix_range(prefix)
        if len(asked) == 1 and not finished:
            numbers = np.arange(first, last)
        else:
            begin = columns.place_word_begin[rows].astype(np.int64)
            counts = columns.place_word_begin[rows + 1].astype(np.int64) - begin
            index = np.repeat(begin, counts) + ragged_arange(counts)
            numbers = np.unique(columns.place_word[index])
            numbers = numbers[(numbers >= first) & (numbers < last)]
        letters = {
            columns.words[n][len(prefix)] for n in numbers.tolist() if len(columns.words[n]) > len(prefix)
        }
        if not finished and len(rows):
            letters.add(" ")
        return "".join(sorted(letters))


def _names_first(places: list[Place], score: NDArray[np.float32], asked: list[str]) -> list[Place]:
    """Ranked again with the names at hand, which only a few of the best are read for."""
    typed = " ".join(asked)
    gained = [
        float(points) + (NAME_BEGINS if " ".join(words(place.name)).startswith(typed) else 0.0)
        for place, points in zip(places, score.tolist(), strict=True)
    ]
    order = sorted(range(len(places)), key=lambda i: -gained[i])
    return [places[i] for i in order]


def _without_twins(places: list[Place]) -> list[Place]:
    """Each thing once: OpenStreetMap often has a shop as a point and as a building."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for place in places:
        key = (place.name, place.category, place.context)
        if key not in seen:
            seen.add(key)
            kept.append(place)
    return kept
