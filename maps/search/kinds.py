"""Kinds of places: the nearest of them, near a landmark, in a town."""

from __future__ import annotations

import numpy as np

from maps.categories import CATEGORIES, SETTLEMENTS
from maps.geometry import LatLon
from maps.search.answers import SPOTTED, Answer, Asked, WordAnswers, query_words
from maps.search.folding import words
from maps.search.phrases import cleaned, kind_at_an_end, kinds_of

MOST_LINKS = 3
WITHIN_M = 12_000.0
"""How far from a town's middle "in" it may be, where its borders are not known."""
NEAR_M = 25_000.0
_SETTLEMENT_ROWS = tuple(row for row, category in enumerate(CATEGORIES) if category.id in SETTLEMENTS)


class KindAnswers:
    """Answers kinds out of one store."""

    def __init__(self, words: WordAnswers) -> None:
        self._words = words

    def nearest(self, rows: tuple[int, ...], near: LatLon | None, wanted: int) -> list[Answer]:
        """The nearest of some kinds, the first kind's before the others' where both are as near."""
        store = self._words.store
        found: list[Answer] = []
        for rank, row in enumerate(rows[:3]):
            entries = store.kind_entry[store.kind_begin[row] : store.kind_begin[row + 1]]
            away = self._words.evaluator.distances(entries, near)
            key = away if away is not None else np.arange(len(entries), dtype=np.float64)
            order = (
                np.argsort(key, kind="stable")[:wanted]
                if len(entries) <= wanted
                else np.argpartition(key, wanted - 1)[:wanted]
            )
            for i in order.tolist():
                distance = None if away is None else float(away[i])
                found.append(
                    Answer(
                        12.0 - 1e-4 * float(key[i]) - 2.0 * rank,
                        int(entries[i]),
                        distance_m=distance,
                        text_score=10.0,
                    )
                )
        found.sort(key=lambda answer: -answer.score)
        for answer in found:
            # Between regions the nearer is the better, far or near.
            away_m = answer.distance_m or 0.0
            answer.score = 12.0 - 0.6 * float(np.log2(1.0 + away_m / 1_000.0))
        return found[:wanted]

    def somewhere(self, asked: Asked, links: list[tuple[str, str, bool]]) -> list[Answer]:
        """ "parking near Hauptbahnhof", "pharmacy in Faro", "Apotheke Vaduz"."""
        tries = [(kinds_of(list(words(what))), what, where, inside) for what, where, inside in links]
        for kinds, texts in kind_at_an_end(asked.texts):
            tries.append((kinds, "", " ".join(texts), True))
        # Each costs a search of its own.
        for kinds, what, where, inside in sorted(tries, key=lambda row: not row[0])[:MOST_LINKS]:
            if not kinds and not what:
                continue
            place = self.resolved(where, asked.near)
            if place is None:
                continue
            found = self._kinds_at(kinds, place, inside) if kinds else self._names_at(what, place)
            if found:
                return found
        return []

    def resolved(self, where: str, near: LatLon | None) -> Answer | None:
        """The place that a text means as a whole, a town before a shop."""
        asked = Asked(where, near, None)
        tidy = cleaned(where)
        asked.texts, asked.unit = query_words(tidy.text), tidy.unit
        if not asked.texts:
            return None
        answers, _ = self._words.by_words(asked)
        # Words that only begin a name say too little of where.
        whole = [a for a in answers if a.text_score >= 7.0 and not a.left_out]
        if not whole:
            kinds = kinds_of(asked.texts)
            of_kind = self.nearest(kinds, near, 1) if kinds else []
            return of_kind[0] if of_kind else None
        town = [a for a in whole if int(self._words.store.category[a.entry]) in _SETTLEMENT_ROWS]
        best = whole[0]
        return town[0] if town and town[0].score > best.score - 2.5 else best

    def _kinds_at(self, kinds: tuple[int, ...], place: Answer, inside: bool) -> list[Answer]:
        store = self._words.store
        middle = self._words.position(place)
        found = self.nearest(kinds, middle, 4 * SPOTTED if inside else SPOTTED)
        if inside and int(store.category[place.entry]) in _SETTLEMENT_ROWS:
            town = self._name_words(place.entry)
            begin = store.surroundings_word_begin
            for answer in found:
                row = int(store.surroundings[answer.entry])
                of = set(store.surroundings_word[begin[row] : begin[row + 1]].tolist())
                if town <= of:
                    answer.score += 3.0
            within = [a for a in found if a.score > 12.0]
            found = within or found
        reach = WITHIN_M if inside else NEAR_M
        kept = sorted((a for a in found if (a.distance_m or 0.0) <= reach), key=lambda a: -a.score)
        for answer in kept:
            answer.distance_m = None
        return kept[:SPOTTED]

    def _names_at(self, what: str, place: Answer) -> list[Answer]:
        middle = self._words.position(place)
        asked = Asked(what, middle, None, query_words(what))
        if sum(c.isalpha() for c in what) < 3:
            return []
        answers, _ = self._words.by_words(asked)
        kept = [
            a for a in answers if a.text_score >= 7.0 and not a.left_out and (a.distance_m or 0.0) <= NEAR_M
        ]
        for answer in kept:
            answer.score -= 0.6 * float(np.log2(1.0 + (answer.distance_m or 0.0) / 500.0))
            answer.distance_m = None
        return sorted(kept, key=lambda a: -a.score)[:SPOTTED]

    def _name_words(self, entry: int) -> set[int]:
        store = self._words.store
        begin, end = int(store.entry_word_begin[entry]), int(store.entry_word_begin[entry + 1])
        found: set[int] = set()
        for place, word in enumerate(store.entry_word[begin:end].tolist()):
            if place and word >> 31:
                break
            found.add(word & (2**30 - 1))
        return found
