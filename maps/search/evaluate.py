"""Which entries answer the words of a query, and how well: candidates from the index, scored, the best
kept."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maps.categories import CATEGORIES
from maps.geometry import E7, LatLon, haversine_m
from maps.search.abbreviations import ALTERNATIVES
from maps.search.grid import around
from maps.search.match import (
    MOST_TYPO_RANGES,
    MOST_WORDS,
    begins_with,
    gather,
    key_of,
    letters_after,
    letters_of_range,
    near_words,
    score,
)
from maps.search.store import PlaceStore

EXACT, ALTERNATIVE, BEGINS, BEGINS_EARLY, NUMBER_BEGINS = 1.0, 0.94, 0.9, 0.78, 0.4
TYPO_WORD, TYPO_BEGINS = (1.0, 0.72, 0.5), (0.9, 0.58, 0.42)
"""By the number of errors."""
NUMBER_FLOOR = 0.3
"""What a number is worth that an entry has not: its houses may."""
OUTER_FLOOR = 0.72
"""What the name of a country or state is worth that nothing near says."""
SHORTEST_WITH_TYPO, SHORTEST_WITH_TWO = 3, 7

TEXT_POINTS, WHOLE_NAME, NAME_BEGINS = 10.0, 1.2, 0.3
DISTANCE_POINTS, NEXT_DOOR_M = 0.16, 300.0
"""Points lost each time the distance doubles: a street next door beats one 20 km away."""
IMPORTANCE_SCALE = 1.25 / 255.0
HAS_HOUSES = 0.5
"""points of an entry with house numbers when a number was typed"""

ALL_UP_TO = 6_000
"""Entries with a word that are all looked at; of more, the most important, the nearest and those in a town
that is named as well."""
MOST_IMPORTANT, NEAREST, MOST_CANDIDATES = 2_500, 1_200, 9_000
KEPT = 64

_NUMBER = re.compile(r"\d+(?:[a-z]|bis|ter|quater)?(?:[-/]\d*[a-z]?)*")
""""12", "12a", "11bis", "120-55"; "5th" is a word."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a query and what it may mean."""

    text: str
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    quality: NDArray[np.float32]
    weight: float
    postings: int
    number: bool


@dataclass(frozen=True)
class Hits:
    """The best entries, n-long columns; not in order."""

    tokens: tuple[Token, ...]
    entry: NDArray[np.int64]
    quality: NDArray[np.float32]
    points: NDArray[np.float64]
    """all but what the words are worth"""
    named: NDArray[np.uint16]
    matched: NDArray[np.uint16]
    distance_m: NDArray[np.float64] | None
    total: int
    """entries that have all words"""

    @cached_property
    def score(self) -> NDArray[np.float64]:
        return np.asarray(TEXT_POINTS * self.quality + self.points)

    @property
    def numbers(self) -> int:
        """Bits of the words that are numbers."""
        return sum(1 << i for i, token in enumerate(self.tokens) if token.number)

    @property
    def all(self) -> int:
        return (1 << len(self.tokens)) - 1


class Evaluator:
    """Evaluates words against one store. Reads only; may be shared by threads."""

    def __init__(self, store: PlaceStore) -> None:
        self.store = store
        self._key = (store.words, store.word_at)
        self._no_kinds = np.zeros(len(CATEGORIES), dtype=np.uint16)
        self._log_count = math.log(2 + len(store))

    def begins(self, word: str) -> tuple[int, int, bool]:
        """Range of the vocabulary that begins with `word`, and whether it is a word itself."""
        low, high, exact = begins_with(*self._key, key_of(word))
        return int(low), int(high), bool(exact)

    def known(self, word: str) -> bool:
        """Whether some word begins so."""
        low, high, _ = self.begins(word)
        return high > low

    def complete(self, word: str) -> bool:
        """Whether `word` is one of the vocabulary."""
        return self.begins(word)[2]

    def token(self, text: str, *, last: bool, typos: int) -> Token:
        """What one word may mean; `last`: it may be unfinished."""
        number = _NUMBER.fullmatch(text) is not None
        low, high, exact = self.begins(text)
        pieces: list[tuple[int, int, float]] = []
        if high > low:
            begins = (NUMBER_BEGINS if last else 0.0) if number else BEGINS if last else BEGINS_EARLY
            # "1" of an address is not the beginning of "1 000 Jahre".
            if begins:
                pieces.append((low, high, begins))
            if exact:
                pieces.append((low, low + 1, EXACT))
        for other in ALTERNATIVES.get(text, ()):
            begin, _, whole = self.begins(other)
            if whole:
                pieces.append((begin, begin + 1, ALTERNATIVE))
        if typos and not number and len(text) >= SHORTEST_WITH_TYPO and text.isascii():
            pieces += self._misspelt(text, typos if len(text) >= SHORTEST_WITH_TWO else 1, last)
        lows, highs, quality = _apart(pieces)
        posts = self.store.post_begin
        postings = int((posts[highs].astype(np.int64) - posts[lows]).sum()) if len(lows) else 0
        common = postings if not exact or last else int(posts[low + 1]) - int(posts[low])
        weight = 0.35 if number else max(0.3, 1.0 - 0.75 * math.log(1 + common) / self._log_count)
        if len(text) == 1:
            weight *= 0.5
        return Token(text, lows, highs, quality, weight, postings, number)

    def _misspelt(self, text: str, most: int, last: bool) -> list[tuple[int, int, float]]:
        low = np.empty(MOST_TYPO_RANGES, dtype=np.int64)
        high, edits = np.empty_like(low), np.empty_like(low)
        count = int(near_words(*self._key, key_of(text), most, low, high, edits))
        at = self.store.word_at
        found = []
        for k in range(count):
            begin, end, errors, depth = int(low[k]), int(high[k]), int(edits[k]) % 8, int(edits[k]) // 8
            if int(at[begin + 1]) - int(at[begin]) == depth:
                found.append((begin, begin + 1, TYPO_WORD[errors]))
            if depth >= 3:
                found.append((begin, end, TYPO_BEGINS[errors] - (0.0 if last else 0.1)))
        return found

    def evaluate(
        self,
        texts: list[str],
        near: LatLon | None,
        *,
        finished: bool = False,
        typos: int = 0,
        outer: int = 0,
        kinds: NDArray[np.uint16] | None = None,
        category: int | None = None,
    ) -> Hits | None:
        """The best entries for these words; `outer`: bits of those that name a country or state.

        None where no word means anything here.
        """
        texts = texts[:MOST_WORDS]
        store = self.store
        tokens = tuple(
            self.token(text, last=not finished and i == len(texts) - 1 and not outer >> i & 1, typos=typos)
            for i, text in enumerate(texts)
        )
        around_mask = self._around_mask(tokens)
        candidates = self._candidates(tokens, near, around_mask)
        if category is not None and len(candidates):
            candidates = candidates[store.category[candidates] == category]
        if not len(candidates):
            return None
        count = len(candidates)
        quality, cover = np.empty(count, dtype=np.float32), np.empty(count, dtype=np.float32)
        named, matched = np.empty(count, dtype=np.uint16), np.empty(count, dtype=np.uint16)
        begins = np.empty(count, dtype=np.uint8)
        floor = np.array(
            [
                OUTER_FLOOR if outer >> i & 1 else NUMBER_FLOOR if token.number else 0.0
                for i, token in enumerate(tokens)
            ],
            dtype=np.float32,
        )
        score(
            candidates,
            store.entry_word_begin,
            store.entry_word,
            np.cumsum([0, *(len(token.low) for token in tokens)]),
            np.concatenate([token.low for token in tokens]).astype(np.uint32),
            np.concatenate([token.high for token in tokens]).astype(np.uint32),
            np.concatenate([token.quality for token in tokens]),
            np.array([token.weight for token in tokens], dtype=np.float32),
            store.surroundings,
            around_mask,
            self._no_kinds if kinds is None else kinds,
            store.category,
            floor,
            quality,
            cover,
            named,
            matched,
            begins,
        )
        points = WHOLE_NAME * cover + NAME_BEGINS * begins + IMPORTANCE_SCALE * store.importance[candidates]
        if any(token.number for token in tokens):
            has_houses = store.number_begin[candidates + np.uint32(1)] > store.number_begin[candidates]
            points = points + HAS_HOUSES * has_houses
        distance = self.distances(candidates, near)
        if distance is not None:
            points = points - DISTANCE_POINTS * np.log2(1.0 + distance / NEXT_DOOR_M)
        wanted = ((1 << len(tokens)) - 1) & ~outer & ~sum(1 << i for i, t in enumerate(tokens) if t.number)
        complete = (matched & np.uint16(wanted)) == wanted
        usable = np.flatnonzero(quality > 0)
        if not len(usable):
            return None
        total_score = TEXT_POINTS * quality[usable] + points[usable]
        if len(usable) > KEPT:
            usable = usable[np.argpartition(-total_score, KEPT)[:KEPT]]
        return Hits(
            tokens,
            candidates[usable].astype(np.int64),
            quality[usable],
            np.asarray(points[usable], dtype=np.float64),
            named[usable],
            matched[usable],
            None if distance is None else distance[usable],
            int(complete.sum()),
        )

    def distances(self, entries: NDArray[np.integer], near: LatLon | None) -> NDArray[np.float64] | None:
        """Metres to each of `entries`."""
        if near is None:
            return None
        lat, lon = self.store.lat_e7[entries] / E7, self.store.lon_e7[entries] / E7
        return haversine_m(lat, lon, np.float64(near.lat_deg), np.float64(near.lon_deg))

    def next_letters(self, texts: list[str], hits: Hits | None) -> str:
        """Letters that lead on when typed next after an unfinished last word; all of the vocabulary's for one
        word alone."""
        marks = np.zeros(256, dtype=np.uint8)
        word = texts[-1] if texts else ""
        low, high, _ = self.begins(word)
        if len(texts) <= 1:
            letters_of_range(*self._key, low, high, len(word.encode()), marks)
        elif hits is not None:
            wanted = hits.all if texts[-1] else hits.all & ~(1 << len(texts) - 1)
            entries = hits.entry[(hits.matched & wanted) == wanted].astype(np.uint32)
            letters_after(
                entries,
                self.store.entry_word_begin,
                self.store.entry_word,
                low,
                high,
                len(word.encode()),
                *self._key,
                marks,
            )
            rows = np.unique(self.store.surroundings[entries])
            letters_after(
                rows,
                self.store.surroundings_word_begin,
                self.store.surroundings_word,
                low,
                high,
                len(word.encode()),
                *self._key,
                marks,
            )
        return "".join(chr(byte) for byte in np.flatnonzero(marks[:128]).tolist())

    def _around_mask(self, tokens: tuple[Token, ...]) -> NDArray[np.uint16]:
        store = self.store
        mask = np.zeros(len(store.surroundings_text), dtype=np.uint16)
        begin = store.around_begin
        for i, token in enumerate(tokens):
            for low, high, quality in zip(
                token.low.tolist(), token.high.tolist(), token.quality.tolist(), strict=True
            ):
                if quality >= TYPO_WORD[1] - 0.01 and begin[high] > begin[low]:
                    mask[store.around_row[begin[low] : begin[high]]] |= np.uint16(1 << i)
        return mask

    def _candidates(
        self, tokens: tuple[Token, ...], near: LatLon | None, around_mask: NDArray[np.uint16]
    ) -> NDArray[np.uint32]:
        store = self.store
        words = sorted((t for t in tokens if t.postings and not t.number), key=lambda t: t.postings)
        # A number names a road or a postcode only where no word does better.
        numbers = sorted((t for t in tokens if t.postings and t.number), key=lambda t: t.postings)
        drivers = [*words[:3], *(numbers[:2] if len(words) < 2 else [])]
        parts = []
        crowded = False
        for rank, token in enumerate(drivers):
            if rank > 1 and token.postings > ALL_UP_TO // 2:
                continue
            crowded |= token.postings > ALL_UP_TO
            out = np.empty(min(token.postings, MOST_CANDIDATES), dtype=np.uint32)
            count = gather(
                token.low, token.high, store.post_begin, store.post_entry, store.surroundings, around_mask,
                ALL_UP_TO, MOST_IMPORTANT, out,
            )  # fmt: skip
            parts.append(out[:count])
        if crowded and near is not None:
            parts.append(
                around(store.cell, store.cell_begin, store.cell_entry, near.lat_deg, near.lon_deg, NEAREST)[
                    : 3 * NEAREST
                ]
            )
        if not parts:
            return np.zeros(0, dtype=np.uint32)
        return np.unique(np.concatenate(parts))


def _apart(
    pieces: list[tuple[int, int, float]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Ranges that do not overlap, each with the best quality of those that it is in."""
    if not pieces:
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0, dtype=np.float32)
    edges = np.unique([edge for low, high, _ in pieces for edge in (low, high)])
    best = np.zeros(len(edges), dtype=np.float32)
    for low, high, quality in pieces:
        part = best[np.searchsorted(edges, low) : np.searchsorted(edges, high)]
        np.maximum(part, quality, out=part)
    kept = np.flatnonzero(best[:-1] > 0)
    return edges[kept], edges[kept + 1], best[kept]
