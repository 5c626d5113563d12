"""Several regions searched as one: what fits best comes first, wherever it lies."""

from __future__ import annotations

from collections.abc import Sequence

from maps.geometry import LatLon, distance_m
from maps.models import Place
from maps.search.index import SearchIndex, SearchResult

TWIN_M = 60.0
"""A thing on the border is in both regions."""


def search_all(
    indexes: Sequence[SearchIndex],
    text: str,
    near: LatLon | None = None,
    limit: int = 10,
    category: str | None = None,
    language: str = "",
) -> SearchResult:
    """As SearchIndex.search, over all of `indexes`."""
    found = [index.search(text, near, limit, category, language) for index in indexes]
    if len(found) == 1:
        return found[0]
    rows = sorted(
        ((score, -number, place) for number, result in enumerate(found)
         for score, place in zip(result.scores, result.places, strict=True)),
        key=lambda row: (-row[0], -row[1]),
    )  # fmt: skip
    places: list[Place] = []
    scores: list[float] = []
    for score, _, place in rows:
        if len(places) == limit:
            break
        if not any(_twins(place, other) for other in places):
            places.append(place)
            scores.append(score)
    best = next((r for r in found if r.places and places and r.places[0] == places[0]), None)
    return SearchResult(
        tuple(places),
        "".join(sorted(set("".join(result.next_letters for result in found)))),
        sum(result.total for result in found),
        tuple(scores),
        best.left_out if best is not None else (),
    )


def nearest_of(
    indexes: Sequence[SearchIndex], position: LatLon, category: str | None = None, within_m: float = 1_000.0
) -> Place | None:
    """As SearchIndex.nearest, over all of `indexes`."""
    near = [place for index in indexes if (place := index.nearest(position, category, within_m)) is not None]
    return min(near, key=lambda place: place.distance_m or 0.0, default=None)


def _twins(one: Place, other: Place) -> bool:
    same = one.id == other.id if one.id and other.id else one.name == other.name
    return same and one.category == other.category and distance_m(one.position, other.position) < TWIN_M
