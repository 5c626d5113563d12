"""Find places by what a driver types: names, addresses, kinds, crossings, positions, in whatever way
written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from maps.categories import BY_ID, CATEGORIES, SETTLEMENTS
from maps.geometry import E7, LatLon, distance_m
from maps.models import Place
from maps.search import pluscodes
from maps.search.address_formats import street_line, town_line
from maps.search.coordinates import parse_position, short_code, text_of_link
from maps.search.evaluate import NUMBER_FLOOR, Evaluator, Hits
from maps.search.folding import LONGEST_TEXT, joined, matched_part, words
from maps.search.houses import House, asked_numbers, find_house
from maps.search.match import MOST_WORDS
from maps.search.phrases import (
    cleaned,
    crossing_parts,
    kind_at_an_end,
    kind_bits,
    kinds_of,
    linked,
    outer_bits,
    without_here,
)
from maps.search.reverse import Reverse, Told
from maps.search.store import PlaceStore, osm_text

if TYPE_CHECKING:
    from maps.region.reader import Region

HOUSE_POINTS = 1.8
"""for a house number that is there: few streets of a wrong name have it"""
LONGEST_WORD = 32
MOST_LINKS = 3
SPOTTED = 24
"""Entries of which house numbers are looked at."""
MISSPELT, EXACT_ENOUGH, COMPLETE = 6.5, 7.4, 9.3
"""Scores of the words alone: from which a misspelt name is meant, from which words are met, and all of them
in the name itself."""
WITHIN_M = 12_000.0
"""How far from a town's middle "in" it may be, where its borders are not known."""
NEAR_M = 25_000.0
SAME_M = 30.0
_SPACES = re.compile(r"\s+")
_ROW_OF = {category.id: row for row, category in enumerate(CATEGORIES)}
_STREET, _ADDRESS = _ROW_OF["street"], _ROW_OF["address"]
_SETTLEMENT_ROWS = tuple(_ROW_OF[kind] for kind in SETTLEMENTS)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Answer to one text."""

    places: tuple[Place, ...]
    """best first"""
    next_letters: str
    """letters (folded, sorted) that lead somewhere when typed next; " " when another word may follow"""
    total: int
    """how many places match"""
    scores: tuple[float, ...] = ()
    """of the places, comparable between regions"""
    left_out: tuple[str, ...] = ()
    """words of the query that the first place does not answer"""


@dataclass(slots=True)
class _Answer:
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
class _Asked:
    """A query as it is worked on."""

    text: str
    near: LatLon | None
    category: int | None
    texts: list[str] = field(default_factory=list)
    unit: str = ""


class SearchIndex:
    """Searches one region. Reads only; may be shared by threads."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._store = PlaceStore(region.path)
        self._evaluator = Evaluator(self._store)
        self._reverse = Reverse(region, self._store)

    def search(
        self,
        text: str,
        near: LatLon | None = None,
        limit: int = 10,
        category: str | None = None,
        language: str = "",
    ) -> SearchResult:
        """Places that `text` may mean, best first; words may be unfinished, misspelt, in another script.

        With an empty text and a category: the nearest of that kind. A text that is a position ("43.73, 7.42",
        a plus code, a link of a map service) gives that position first. `language`: what names are shown in
        where they are tagged, the local name beside.
        """
        row = None
        if category is not None:
            row = _ROW_OF.get(category)
            if row is None:
                return SearchResult((), "", 0)
        text = _SPACES.sub(" ", text[: 10 * LONGEST_TEXT])
        coded = self._coded(_Asked(text[:LONGEST_TEXT], near, row))
        if coded is not None:
            return SearchResult((coded,), "", 1, (100.0,))
        position = parse_position(text, near)
        text = text_of_link(text) or text if position is None and "/" in text else text
        text = text[:LONGEST_TEXT]
        asked = _Asked(text, near, row)
        if not words(text):
            return self._without_words(asked, limit, position, language)
        if position is not None:
            return SearchResult((position,), "", 1, (100.0,))
        answers, hits = self._answers(asked)
        return self._result(asked, answers, hits, limit, language)

    def nearest(
        self, position: LatLon, category: str | None = None, within_m: float = 1_000.0
    ) -> Place | None:
        """What is at a position: the house or street there (or the nearest place of a category)."""
        if category is None:
            return self._reverse.at(position, within_m)
        row = _ROW_OF.get(category)
        near = [] if row is None else self._of_kinds((row,), position, 1)
        return self._place(near[0], [], "") if near and (near[0].distance_m or 0.0) <= within_m else None

    def describe(self, position: LatLon, language: str = "") -> Told | None:
        """What is at a position, in words."""
        return self._reverse.describe(position, language)

    def categories(self) -> tuple[str, ...]:
        """The categories that the region has places of."""
        begin = self._store.kind_begin
        return tuple(c.id for row, c in enumerate(CATEGORIES) if begin[row + 1] > begin[row])

    # Answers ------------------------------------------------------------------------------------

    def _answers(self, asked: _Asked) -> tuple[list[_Answer], Hits | None]:
        """All that the text may mean, and how its plain words were met."""
        here = without_here(asked.text)
        tidy = cleaned(here)
        asked.texts, asked.unit = query_words(tidy.text), tidy.unit
        crossings = self._crossings(asked) if asked.category is None else []
        if crossings:
            answers, hits = self._by_words(asked)
            called = [a for a in answers if a.named and a.exact]
            return _falling([*crossings[:1], *called[:2], *crossings[1:]]), hits
        kinds = kinds_of(asked.texts) if asked.category is None else ()
        answers, hits = self._by_words(asked)
        if kinds:
            return self._interleaved(self._of_kinds(kinds, asked.near, SPOTTED), answers), hits
        exact = [a for a in answers if a.exact]
        if asked.category is not None or any(a.named for a in exact):
            return answers, hits
        links = linked(asked.text)
        said = any(kinds_of(list(words(what))) for what, _, _ in links)
        if exact and not said and not kind_at_an_end(asked.texts):
            return answers, hits
        somewhere = self._kind_somewhere(asked, links)
        if not somewhere:
            return answers, hits
        called = [a for a in answers if a.named and a.text_score >= MISSPELT]
        if called or (exact and not said):
            # "Hotel Unon" is rather a hotel's name misspelt.
            return _falling(_ordered_by_hand([*(exact or called)[:3], *somewhere])), hits
        return self._interleaved(somewhere, exact), hits

    def _by_words(self, asked: _Asked) -> tuple[list[_Answer], Hits | None]:
        """Plain words first; where they do not meet, parted or joined differently, then misspelt."""
        hits = self._evaluate(asked, asked.texts, 0)
        answers = self._scored(asked, asked.texts, hits)
        tried = [asked.texts]
        if not _satisfied(answers):
            for texts, changed in self._other_words(asked.texts):
                if texts not in tried:
                    tried.append(texts)
                    others = self._scored(asked, texts, self._evaluate(asked, texts, 0))
                    # What was parted or joined must then be there.
                    answers += [answer for answer in others if not answer.left_out & changed]
        if not _satisfied(answers):
            for typos in (1, 2):
                for texts in tried[:2] if typos == 1 else tried[:1]:
                    answers += self._scored(asked, texts, self._evaluate(asked, texts, typos), typos)
                if any(a.text_score > 5.0 for a in answers) or not any(len(t) >= 7 for t in asked.texts):
                    break
        return _ordered(answers), hits

    def _evaluate(self, asked: _Asked, texts: list[str], typos: int) -> Hits | None:
        folded = asked.text
        finished = bool(folded) and not folded[-1].isalnum()
        return self._evaluator.evaluate(
            texts,
            asked.near,
            finished=finished,
            typos=typos,
            outer=outer_bits(asked.text, texts),
            kinds=kind_bits(texts),
            category=asked.category,
        )

    def _scored(self, asked: _Asked, texts: list[str], hits: Hits | None, typos: int = 0) -> list[_Answer]:
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
                house = self._house(entry, texts, free, int(hits.named[i]) & numbers, asked.unit)
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
                _Answer(score, entry, house, left, tuple(texts), away, None, 10.0 * quality, named, exact)
            )
        return answers

    def _house(self, entry: int, texts: list[str], free: int, named: int, unit: str) -> House | None:
        store = self._store
        if store.number_begin[entry + 1] == store.number_begin[entry]:
            return None
        asked = asked_numbers(texts, free, unit)
        # A number that stands in the street's own name is no house number, unless there is none else.
        own = [row for row in asked if not row[2] & named]
        return find_house(store, entry, own) or (find_house(store, entry, asked) if not own else None)

    def _other_words(self, texts: list[str]) -> list[tuple[list[str], int]]:
        """The words parted or joined where the vocabulary has them so, each with the bits of what changed."""
        evaluator = self._evaluator
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
        evaluator = self._evaluator
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

    # Kinds --------------------------------------------------------------------------------------

    def _of_kinds(self, rows: tuple[int, ...], near: LatLon | None, wanted: int) -> list[_Answer]:
        """The nearest of some kinds, the first kind's before the others' where both are as near."""
        store = self._store
        found: list[_Answer] = []
        for rank, row in enumerate(rows[:3]):
            entries = store.kind_entry[store.kind_begin[row] : store.kind_begin[row + 1]]
            away = self._evaluator.distances(entries, near)
            key = away if away is not None else np.arange(len(entries), dtype=np.float64)
            order = (
                np.argsort(key, kind="stable")[:wanted]
                if len(entries) <= wanted
                else np.argpartition(key, wanted - 1)[:wanted]
            )
            for i in order.tolist():
                distance = None if away is None else float(away[i])
                found.append(
                    _Answer(
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

    def _kind_somewhere(self, asked: _Asked, links: list[tuple[str, str, bool]]) -> list[_Answer]:
        """ "parking near Hauptbahnhof", "pharmacy in Faro", "Apotheke Vaduz"."""
        tries = [(kinds_of(list(words(what))), what, where, inside) for what, where, inside in links]
        for kinds, texts in kind_at_an_end(asked.texts):
            tries.append((kinds, "", " ".join(texts), True))
        # Each costs a search of its own.
        for kinds, what, where, inside in sorted(tries, key=lambda row: not row[0])[:MOST_LINKS]:
            if not kinds and not what:
                continue
            place = self._resolved(where, asked.near)
            if place is None:
                continue
            found = self._kinds_at(kinds, place, inside) if kinds else self._names_at(what, place)
            if found:
                return found
        return []

    def _resolved(self, where: str, near: LatLon | None) -> _Answer | None:
        """The place that a text means as a whole, a town before a shop."""
        asked = _Asked(where, near, None)
        tidy = cleaned(where)
        asked.texts, asked.unit = query_words(tidy.text), tidy.unit
        if not asked.texts:
            return None
        answers, _ = self._by_words(asked)
        # Words that only begin a name say too little of where.
        whole = [a for a in answers if a.text_score >= 7.0 and not a.left_out]
        if not whole:
            kinds = kinds_of(asked.texts)
            of_kind = self._of_kinds(kinds, near, 1) if kinds else []
            return of_kind[0] if of_kind else None
        town = [a for a in whole if int(self._store.category[a.entry]) in _SETTLEMENT_ROWS]
        best = whole[0]
        return town[0] if town and town[0].score > best.score - 2.5 else best

    def _kinds_at(self, kinds: tuple[int, ...], place: _Answer, inside: bool) -> list[_Answer]:
        store = self._store
        middle = self._position(place)
        found = self._of_kinds(kinds, middle, 4 * SPOTTED if inside else SPOTTED)
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

    def _names_at(self, what: str, place: _Answer) -> list[_Answer]:
        middle = self._position(place)
        asked = _Asked(what, middle, None, query_words(what))
        if sum(c.isalpha() for c in what) < 3:
            return []
        answers, _ = self._by_words(asked)
        kept = [
            a for a in answers if a.text_score >= 7.0 and not a.left_out and (a.distance_m or 0.0) <= NEAR_M
        ]
        for answer in kept:
            answer.score -= 0.6 * float(np.log2(1.0 + (answer.distance_m or 0.0) / 500.0))
            answer.distance_m = None
        return sorted(kept, key=lambda a: -a.score)[:SPOTTED]

    def _name_words(self, entry: int) -> set[int]:
        store = self._store
        begin, end = int(store.entry_word_begin[entry]), int(store.entry_word_begin[entry + 1])
        found: set[int] = set()
        for place, word in enumerate(store.entry_word[begin:end].tolist()):
            if place and word >> 31:
                break
            found.add(word & (2**30 - 1))
        return found

    # Crossings and codes --------------------------------------------------------------------------

    def _crossings(self, asked: _Asked) -> list[_Answer]:
        store = self._store
        found: list[_Answer] = []
        for one, other in crossing_parts(asked.text):
            first, second = self._streets(one, asked.near), self._streets(other, asked.near)
            if not first or not second:
                continue
            for entry, score in first.items():
                begin, end = int(store.crossing_begin[entry]), int(store.crossing_begin[entry + 1])
                for k in range(begin, end):
                    met = int(store.crossing_entry[k])
                    if met in second:
                        position = LatLon(
                            float(store.crossing_lat_e7[k] / E7), float(store.crossing_lon_e7[k] / E7)
                        )
                        names = f"{store.text(int(store.name[entry]))} & {store.text(int(store.name[met]))}"
                        away = None if asked.near is None else distance_m(asked.near, position)
                        place = Place(
                            names, position, "crossing", self._around(entry), away, f"x{entry}.{met}"
                        )
                        points = (score + second[met]) / 2 - (0.0 if away is None else 1e-5 * away)
                        found.append(_Answer(points, entry, distance_m=away, place=place, text_score=10.0))
            if found:
                break
        return _ordered(found)

    def _streets(self, text: str, near: LatLon | None) -> dict[int, float]:
        texts = query_words(text)
        if not texts:
            return {}
        finished = len(texts[-1]) < 3
        for typos in (0, 1):
            hits = self._evaluator.evaluate(texts, near, finished=finished, typos=typos, category=_STREET)
            if hits is None:
                for other, _ in self._other_words(texts):
                    hits = hits or self._evaluator.evaluate(other, near, typos=typos, category=_STREET)
            if hits is not None:
                wanted = hits.all & ~outer_bits(text, texts)
                rows = np.flatnonzero((hits.matched & np.uint16(wanted)) == wanted)
                if len(rows):
                    scores = hits.score[rows]
                    good = scores > scores.max() - 3.0
                    return {
                        int(e): float(s) for e, s in zip(hits.entry[rows[good]], scores[good], strict=True)
                    }
        return {}

    def _coded(self, asked: _Asked) -> Place | None:
        """A short plus code with the town that it is short for."""
        code = short_code(asked.text)
        if code is None or not code[1]:
            return None
        town = self._resolved(code[1], asked.near)
        if town is None:
            return None
        position = pluscodes.decode(pluscodes.recover(code[0], self._position(town))).center
        away = None if asked.near is None else distance_m(asked.near, position)
        name = self._store.text(int(self._store.name[town.entry]))
        return Place(str(position), position, "coordinate", f"{code[0]} {name}", away)

    # Results ------------------------------------------------------------------------------------

    def _without_words(
        self, asked: _Asked, limit: int, position: Place | None, language: str
    ) -> SearchResult:
        if position is not None:
            return SearchResult((position,), "", 1, (100.0,))
        letters = self._evaluator.next_letters([""], None)
        if asked.category is None:
            return SearchResult((), letters, 0)
        begin = self._store.kind_begin
        total = int(begin[asked.category + 1]) - int(begin[asked.category])
        found = self._of_kinds((asked.category,), asked.near, limit)
        places = tuple(self._place(answer, [], language) for answer in found)
        return SearchResult(places, letters, total, tuple(answer.score for answer in found))

    def _interleaved(self, kinds: list[_Answer], names: list[_Answer]) -> list[_Answer]:
        """The nearest of the kind first, then what is called so by turns."""
        exact = [a for a in names if a.exact and a.named and a.text_score >= COMPLETE]
        known = {a.entry for a in kinds}
        exact = [a for a in exact if a.entry not in known]
        mixed = kinds[:1]
        for i in range(max(len(kinds) - 1, len(exact))):
            mixed += exact[i : i + 1] + kinds[i + 1 : i + 2]
        return _falling(mixed)

    def _result(
        self, asked: _Asked, answers: list[_Answer], hits: Hits | None, limit: int, language: str
    ) -> SearchResult:
        places: list[Place] = []
        scores: list[float] = []
        kept: list[_Answer] = []
        for answer in answers:
            if len(places) >= limit:
                break
            place = self._place(answer, list(answer.words) or asked.texts, language, asked.near)
            if not _twin(place, places):
                places.append(place)
                scores.append(answer.score)
                kept.append(answer)
        finished = not asked.text[-1:].isalnum()
        texts = [*asked.texts, ""] if finished else asked.texts
        letters = self._evaluator.next_letters(texts, hits)
        if not finished and places:
            letters = " " + letters
        left = kept[0].left_out if kept else 0
        left_words = {word for i, word in enumerate(kept[0].words) if left >> i & 1} if kept else set()
        typed = asked.text.replace(",", " ").split() if left_words else []
        left_out = tuple(word for word in typed if words(word) and set(words(word)) <= left_words)
        total = max(hits.total if hits is not None else 0, len(places)) if places else 0
        return SearchResult(tuple(places), letters if places else "", total, tuple(scores), left_out)

    def _position(self, answer: _Answer) -> LatLon:
        if answer.place is not None:
            return answer.place.position
        if answer.house is not None:
            return answer.house.position
        return LatLon(
            float(self._store.lat_e7[answer.entry] / E7), float(self._store.lon_e7[answer.entry] / E7)
        )

    def _around(self, entry: int) -> str:
        return self._store.text(int(self._store.surroundings_text[int(self._store.surroundings[entry])]))

    def _place(self, answer: _Answer, asked: list[str], language: str, near: LatLon | None = None) -> Place:
        if answer.place is not None:
            return answer.place
        store, entry = self._store, answer.entry
        raw = store.text(int(store.attributes[entry]))
        pairs = [(str(key), str(value)) for key, value in json.loads(raw)] if raw else []
        local = store.text(int(store.name[entry]))
        attributes = dict(pairs)
        name = attributes.get(f"name:{language}", local) if language else local
        context = self._around(entry)
        category = CATEGORIES[int(store.category[entry])].id
        position, osm_id = self._position(answer), osm_text(int(store.osm[entry]))
        house = answer.house
        shown = tuple((key, value) for key, value in pairs if not key.startswith("name:"))
        if house is not None:
            country = store.text(int(store.surroundings_country[int(store.surroundings[entry])]))
            name = street_line(name, house.number, country)
            suburb, _, town = context.rpartition(", ")
            context = ", ".join(part for part in (suburb, town_line(town, house.postcode, country)) if part)
            category, osm_id = "address", house.osm_id
            shown = (("between", "yes"),) if house.between else ()
        else:
            if local == CATEGORIES[int(store.category[entry])].title and language:
                name = BY_ID[category].title_in(language)
            context = ", ".join(part for part in (attributes.get("address", ""), context) if part)
            if name != local and local not in (CATEGORIES[int(store.category[entry])].title, name):
                context = ", ".join(part for part in (local, context) if part)
        away = answer.distance_m
        if near is not None and (away is None or house is not None):
            away = distance_m(near, position)
        begin, length = matched_part(name, asked) if asked else (0, 0)
        return Place(name, position, category, context, away, osm_id, begin, length, shown)


def query_words(text: str) -> list[str]:
    """The words of a query that are looked at: no address has more, no name longer ones."""
    return [word[:LONGEST_WORD] for word in words(text)[:MOST_WORDS]]


def _satisfied(answers: list[_Answer]) -> bool:
    return any(a.exact and (a.house is None or not a.house.between) for a in answers[:8])


def _ordered(answers: list[_Answer]) -> list[_Answer]:
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


def _ordered_by_hand(answers: list[_Answer]) -> list[_Answer]:
    """Each entry once, where it stands first."""
    return list({(a.entry, a.house.number if a.house else ""): a for a in reversed(answers)}.values())[::-1]


def _falling(answers: list[_Answer]) -> list[_Answer]:
    """The order as it is, told by scores that never rise."""
    for before, answer in pairwise(answers):
        answer.score = min(answer.score, before.score)
    return answers


def _twin(place: Place, places: list[Place]) -> bool:
    return any(
        other.name == place.name
        and other.category == place.category
        and distance_m(other.position, place.position) < SAME_M
        for other in places
    )
