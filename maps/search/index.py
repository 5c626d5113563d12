"""Find places by what a driver types: names, addresses, kinds, crossings, positions, in whatever way
written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.categories import BY_ID, CATEGORIES
from maps.geometry import LatLon, distance_m
from maps.models import Place
from maps.search import pluscodes
from maps.search.address_formats import street_line, town_line
from maps.search.answers import (
    COMPLETE,
    MISSPELT,
    SPOTTED,
    Answer,
    Asked,
    WordAnswers,
    each_once,
    falling,
    query_words,
)
from maps.search.coordinates import parse_position, short_code, text_of_link
from maps.search.crossings import CrossingAnswers
from maps.search.evaluate import Hits
from maps.search.folding import LONGEST_TEXT, matched_part, words
from maps.search.kinds import KindAnswers
from maps.search.phrases import (
    cleaned,
    kind_at_an_end,
    kinds_of,
    linked,
    without_here,
)
from maps.search.reverse import Reverse, Told
from maps.search.store import PlaceStore, osm_text

if TYPE_CHECKING:
    from maps.region.reader import Region

SAME_M = 30.0
_SPACES = re.compile(r"\s+")
_ROW_OF = {category.id: row for row, category in enumerate(CATEGORIES)}


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


class SearchIndex:
    """Searches one region. Reads only; may be shared by threads."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._store = PlaceStore(region.path)
        self._words = WordAnswers(self._store)
        self._kinds = KindAnswers(self._words)
        self._crossings = CrossingAnswers(self._words)
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
        coded = self._coded(Asked(text[:LONGEST_TEXT], near, row))
        if coded is not None:
            return SearchResult((coded,), "", 1, (100.0,))
        position = parse_position(text, near)
        text = text_of_link(text) or text if position is None and "/" in text else text
        text = text[:LONGEST_TEXT]
        asked = Asked(text, near, row)
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
        near = [] if row is None else self._kinds.nearest((row,), position, 1)
        return self._place(near[0], [], "") if near and (near[0].distance_m or 0.0) <= within_m else None

    def describe(self, position: LatLon, language: str = "") -> Told | None:
        """What is at a position, in words."""
        return self._reverse.describe(position, language)

    def categories(self) -> tuple[str, ...]:
        """The categories that the region has places of."""
        begin = self._store.kind_begin
        return tuple(c.id for row, c in enumerate(CATEGORIES) if begin[row + 1] > begin[row])

    # Answers ------------------------------------------------------------------------------------

    def _answers(self, asked: Asked) -> tuple[list[Answer], Hits | None]:
        """All that the text may mean, and how its plain words were met."""
        here = without_here(asked.text)
        tidy = cleaned(here)
        asked.texts, asked.unit = query_words(tidy.text), tidy.unit
        crossings = self._crossings.of(asked) if asked.category is None else []
        if crossings:
            answers, hits = self._words.by_words(asked)
            called = [a for a in answers if a.named and a.exact]
            return falling([*crossings[:1], *called[:2], *crossings[1:]]), hits
        kinds = kinds_of(asked.texts) if asked.category is None else ()
        answers, hits = self._words.by_words(asked)
        if kinds:
            return self._interleaved(self._kinds.nearest(kinds, asked.near, SPOTTED), answers), hits
        exact = [a for a in answers if a.exact]
        if asked.category is not None or any(a.named for a in exact):
            return answers, hits
        links = linked(asked.text)
        said = any(kinds_of(list(words(what))) for what, _, _ in links)
        if exact and not said and not kind_at_an_end(asked.texts):
            return answers, hits
        somewhere = self._kinds.somewhere(asked, links)
        if not somewhere:
            return answers, hits
        called = [a for a in answers if a.named and a.text_score >= MISSPELT]
        if called or (exact and not said):
            # "Hotel Unon" is rather a hotel's name misspelt.
            return falling(each_once([*(exact or called)[:3], *somewhere])), hits
        return self._interleaved(somewhere, exact), hits

    def _coded(self, asked: Asked) -> Place | None:
        """A short plus code with the town that it is short for."""
        code = short_code(asked.text)
        if code is None or not code[1]:
            return None
        town = self._kinds.resolved(code[1], asked.near)
        if town is None:
            return None
        position = pluscodes.decode(pluscodes.recover(code[0], self._words.position(town))).center
        away = None if asked.near is None else distance_m(asked.near, position)
        name = self._store.text(int(self._store.name[town.entry]))
        return Place(str(position), position, "coordinate", f"{code[0]} {name}", away)

    # Results ------------------------------------------------------------------------------------

    def _without_words(self, asked: Asked, limit: int, position: Place | None, language: str) -> SearchResult:
        if position is not None:
            return SearchResult((position,), "", 1, (100.0,))
        letters = self._words.evaluator.next_letters([""], None)
        if asked.category is None:
            return SearchResult((), letters, 0)
        begin = self._store.kind_begin
        total = int(begin[asked.category + 1]) - int(begin[asked.category])
        found = self._kinds.nearest((asked.category,), asked.near, limit)
        places = tuple(self._place(answer, [], language) for answer in found)
        return SearchResult(places, letters, total, tuple(answer.score for answer in found))

    def _interleaved(self, kinds: list[Answer], names: list[Answer]) -> list[Answer]:
        """The nearest of the kind first, then what is called so by turns."""
        exact = [a for a in names if a.exact and a.named and a.text_score >= COMPLETE]
        known = {a.entry for a in kinds}
        exact = [a for a in exact if a.entry not in known]
        mixed = kinds[:1]
        for i in range(max(len(kinds) - 1, len(exact))):
            mixed += exact[i : i + 1] + kinds[i + 1 : i + 2]
        return falling(mixed)

    def _result(
        self, asked: Asked, answers: list[Answer], hits: Hits | None, limit: int, language: str
    ) -> SearchResult:
        places: list[Place] = []
        scores: list[float] = []
        kept: list[Answer] = []
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
        letters = self._words.evaluator.next_letters(texts, hits)
        if not finished and places:
            letters = " " + letters
        left = kept[0].left_out if kept else 0
        left_words = {word for i, word in enumerate(kept[0].words) if left >> i & 1} if kept else set()
        typed = asked.text.replace(",", " ").split() if left_words else []
        left_out = tuple(word for word in typed if words(word) and set(words(word)) <= left_words)
        total = max(hits.total if hits is not None else 0, len(places)) if places else 0
        return SearchResult(tuple(places), letters if places else "", total, tuple(scores), left_out)

    def _around(self, entry: int) -> str:
        return self._store.text(int(self._store.surroundings_text[int(self._store.surroundings[entry])]))

    def _place(self, answer: Answer, asked: list[str], language: str, near: LatLon | None = None) -> Place:
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
        position, osm_id = self._words.position(answer), osm_text(int(store.osm[entry]))
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


def _twin(place: Place, places: list[Place]) -> bool:
    return any(
        other.name == place.name
        and other.category == place.category
        and distance_m(other.position, place.position) < SAME_M
        for other in places
    )
