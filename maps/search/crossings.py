"""Where two streets cross: "A & B", "corner of A and B", "Ecke A B"."""

from __future__ import annotations

import numpy as np

from maps.categories import CATEGORIES
from maps.geometry import E7, LatLon, distance_m
from maps.models import Place
from maps.search.answers import Answer, Asked, WordAnswers, ordered, query_words
from maps.search.phrases import crossing_parts, outer_bits

_STREET = next(row for row, category in enumerate(CATEGORIES) if category.id == "street")


class CrossingAnswers:
    """Answers crossings out of one store."""

    def __init__(self, words: WordAnswers) -> None:
        self._words = words

    def of(self, asked: Asked) -> list[Answer]:
        store = self._words.store
        found: list[Answer] = []
        for one, other in crossing_parts(asked.text):
            first = self._streets(one, asked.near)
            second = self._streets(other, asked.near) if first else {}
            if not second:
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
                            names,
                            position,
                            "crossing",
                            store.text(int(store.surroundings_text[int(store.surroundings[entry])])),
                            away,
                            f"x{entry}.{met}",
                        )
                        points = (score + second[met]) / 2 - (0.0 if away is None else 1e-5 * away)
                        found.append(Answer(points, entry, distance_m=away, place=place, text_score=10.0))
            if found:
                break
        return ordered(found)

    def _streets(self, text: str, near: LatLon | None) -> dict[int, float]:
        texts = query_words(text)
        if not texts:
            return {}
        finished = len(texts[-1]) < 3
        for typos in (0, 1):
            hits = self._words.evaluator.evaluate(
                texts, near, finished=finished, typos=typos, category=_STREET
            )
            if hits is None:
                for other, _ in self._words.other_words(texts)[:2]:
                    hits = hits or self._words.evaluator.evaluate(other, near, typos=typos, category=_STREET)
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
