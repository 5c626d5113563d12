"""What the plain words of a query may mean: as typed, then parted or joined otherwise, then misspelt."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from maps.geometry import E7, LatLon
from maps.models import Place
from maps.search.evaluate import NUMBER_FLOOR, Evaluator, Hits
from maps.search.folding import joined, words
from maps.search.houses import House, asked_numbers, find_house
from maps.search.match import MOST_WORDS
from maps.search.phrases import kind_bits, outer_bits
from maps.search.store import PlaceStore

HOUSE_POINTS = 1.8
"""for a house number that is there: few streets of a wrong name have it"""
LONGEST_WORD = 32
SPOTTED = 24
"""Entries of which house numbers are looked at,"""
THOROUGH = 5
"""and of which every number."""
MISSPELT, EXACT_ENOUGH, COMPLETE = 6.5, 7.4, 9.3
"""Scores of the words alone: from which a misspelt name is meant, from which words are met, and all of them
in the name itself."""


@dataclass(slots=True)
class Answer:
    """One place on its way to the driver."""

    score: float
    entry: int
    house: House | None = None
    left_out: int = 0
    words: tuple[str, ...] = ()
    distance_m: float | None = None
    place: Place | None = None
    text_score: float = 0.0
    named: bool = False
    """all words stand in its name"""
    exact: bool = False
    """all words are there as they were typed"""


@dataclass(slots=True)
class Asked:
    """A query as it is worked on."""

    text: str
    near: LatLon | None
    category: int | None
    texts: list[str] = field(default_factory=list)
    unit: str = ""


class WordAnswers:
    """Answers plain words out of one store."""

    def __init__(self, store: PlaceStore) -> None:
        self.store = store
        self.evaluator = Evaluator(store)

    def by_words(self, asked: Asked) -> tuple[list[Answer], Hits | None]:
        """Plain words first; where they do not meet, parted or joined differently, then misspelt."""
        hits = self._evaluate(asked, asked.texts, 0)
        answers = self._scored(asked, asked.texts, hits)
        tried = [asked.texts]
        if not satisfied(answers):
            for texts, changed in self.other_words(asked.texts):
                if texts not in tried:
                    tried.append(texts)
                    others = self._scored(asked, texts, self._evaluate(asked, texts, 0))
                    # What was parted or joined must then be there.
                    answers += [answer for answer in others if not answer.left_out & changed]
        if not satisfied(answers) and not _only_begun(answers):
            for typos in (1, 2):
                misspelt = self._evaluate(asked, asked.texts, typos)
                answers += self._scored(asked, asked.texts, misspelt, typos)
                if any(a.text_score > 5.0 for a in answers) or not any(len(t) >= 7 for t in asked.texts):
                    break
        return ordered(answers), hits

    def _evaluate(self, asked: Asked, texts: list[str], typos: int) -> Hits | None:
        folded = asked.text
        finished = bool(folded) and not folded[-1].isalnum()
        return self.evaluator.evaluate(
            texts,
            asked.near,
            finished=finished,
            typos=typos,
            outer=outer_bits(asked.text, texts),
            kinds=kind_bits(texts),
            category=asked.category,
        )

    def _scored(self, asked: Asked, texts: list[str], hits: Hits | None, typos: int = 0) -> list[Answer]:
        """The hits with their house numbers looked up."""
        if hits is None:
            return []
        order = np.argsort(-hits.score, kind="stable")
        weights = [token.weight for token in hits.tokens]
        all_weight = sum(weights) or 1.0
        numbers, everything = hits.numbers, hits.all
        outer = outer_bits(asked.text, texts)
        answers = []
        for rank, i in enumerate(order.tolist()):
            entry, quality = int(hits.entry[i]), float(hits.quality[i])
            matched = int(hits.matched[i])
            left = everything & ~matched & ~outer
            house = None
            if numbers and rank < SPOTTED:
                free = everything & ~(int(hits.named[i]) & ~numbers)
                house = self._house(
                    entry, texts, free, int(hits.named[i]) & numbers, asked.unit, rank < THOROUGH
                )
                if house is not None:
                    new = house.words & ~matched
                    taken = [(w, hits.tokens[k].number) for k, w in enumerate(weights) if new >> k & 1]
                    gained = sum(
                        w * (house.quality - (NUMBER_FLOOR if number else 0.0)) for w, number in taken
                    )
                    quality += gained / all_weight
                    left &= ~house.words
            points = float(hits.points[i])
            score = 10.0 * quality + points + (HOUSE_POINTS * house.quality if house is not None else 0.0)
            away = None if hits.distance_m is None else float(hits.distance_m[i])
            named = not everything & ~outer & ~int(hits.named[i]) & ~(house.words if house else 0)
            exact = not typos and not left and 10.0 * quality >= EXACT_ENOUGH
            answers.append(
                Answer(score, entry, house, left, tuple(texts), away, None, 10.0 * quality, named, exact)
            )
        return answers

    def _house(
        self, entry: int, texts: list[str], free: int, named: int, unit: str, thorough: bool
    ) -> House | None:
        store = self.store
        if store.number_begin[entry + 1] == store.number_begin[entry]:
            return None
        asked = asked_numbers(texts, free, unit)
        # A number that stands in the street's own name is no house number, unless there is none else.
        own = [row for row in asked if not row[2] & named]
        return find_house(store, entry, own or asked, thorough)

    def other_words(self, texts: list[str]) -> list[tuple[list[str], int]]:
        """The words parted or joined where the vocabulary has them so, each with the bits of what changed."""
        evaluator = self.evaluator
        parted: list[str] = []
        changed = 0
        for i, text in enumerate(texts):
            last = i == len(texts) - 1
            parts = (
                []
                if evaluator.complete(text) or (last and evaluator.known(text))
                else self._parted(text, last)
            )
            changed |= ((1 << len(parts)) - 1) << len(parted)
            parted += parts or [text]
        found = [(parted, changed)] if changed else []
        for i in range(len(texts) - 1):
            for size in (2, 3):
                together = joined(texts[i : i + size])
                if i + size <= len(texts) and evaluator.known(together) and len(together) > 2:
                    found.append(([*texts[:i], together, *texts[i + size :]], 1 << i))
        for i, text in enumerate(texts):
            first, _, rest = text.partition("-")
            if rest and first.isdigit():
                found.append(([*texts[:i], first, rest, *texts[i + 1 :]], 1 << i))
        return [(row[:MOST_WORDS], bits) for row, bits in found[:5]]

    def _parted(self, text: str, last: bool, depth: int = 0) -> list[str]:
        """A word as several of the vocabulary; [] where it is none."""
        if len(text) < 3 or depth > 3:
            return []
        evaluator = self.evaluator
        best: list[str] = []
        for at in range(len(text) - 1, 0, -1):
            head, tail = text[:at], text[at:]
            # An elided article is one letter, and stands first.
            if (len(head) < 2 and depth) or len(tail) < 2 or not evaluator.complete(head):
                continue
            ends = evaluator.complete(tail) or (evaluator.known(tail) and (last or len(tail) > 2))
            rest = [tail] if ends else self._parted(tail, last, depth + 1)
            if rest and (not best or len(rest) + 1 < len(best)):
                best = [head, *rest]
                if len(best) == 2:
                    break
        return best

    def position(self, answer: Answer) -> LatLon:
        """Where an answer lies."""
        if answer.place is not None:
            return answer.place.position
        if answer.house is not None:
            return answer.house.position
        return LatLon(
            float(self.store.lat_e7[answer.entry] / E7), float(self.store.lon_e7[answer.entry] / E7)
        )


def query_words(text: str) -> list[str]:
    """The words of a query that are looked at: no address has more, no name longer ones."""
    return [word[:LONGEST_WORD] for word in words(text)[:MOST_WORDS]]


def satisfied(answers: list[Answer]) -> bool:
    return any(a.exact and (a.house is None or not a.house.between) for a in answers[:8])


def _only_begun(answers: list[Answer]) -> bool:
    """What is missing is one or two letters of a word: too few to be misspelt."""
    if not answers:
        return False
    best = max(answers, key=lambda answer: answer.score)
    missing = [word for i, word in enumerate(best.words) if best.left_out >> i & 1]
    return bool(missing) and all(len(word) < 3 and word.isalpha() for word in missing)


def ordered(answers: list[Answer]) -> list[Answer]:
    """Best first, each entry and house once."""
    seen: set[tuple[int, str]] = set()
    kept = []
    for answer in sorted(answers, key=lambda a: -a.score):
        key = (
            answer.entry if answer.place is None else hash(answer.place.id),
            answer.house.number if answer.house else "",
        )
        if key not in seen:
            seen.add(key)
            kept.append(answer)
    return kept


def each_once(answers: list[Answer]) -> list[Answer]:
    """Each entry once, where it stands first."""
    return list({(a.entry, a.house.number if a.house else ""): a for a in reversed(answers)}.values())[::-1]


def falling(answers: list[Answer]) -> list[Answer]:
    """The order as it is, told by scores that never rise."""
    for before, answer in pairwise(answers):
        answer.score = min(answer.score, before.score)
    return answers
