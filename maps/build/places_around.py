"""In which suburb, town, state and country things lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.build.places_read import Found, Thing, names_of
from maps.country.areas import NO_AREA, Areas
from maps.search.folding import words

SETTLEMENT_REACH_DEG = {"city": 0.25, "town": 0.12, "village": 0.05, "hamlet": 0.02}
SUBURB_REACH_DEG = 0.025
MUNICIPAL_LEVELS = ("8", "7", "6", "9", "4", "2")
"""admin_level of a boundary that names the town, by preference; it differs from country to country."""
_WIDER_LEVELS = ("2", "3", "4", "5", "6", "7", "8", "9", "10")
_SUBURBS = ("suburb", "quarter", "borough", "neighbourhood")


@dataclass(slots=True)
class Around:
    """What surrounds one thing."""

    suburb: str = ""
    town: str = ""
    country: str = ""
    words: set[str] = field(default_factory=set)
    """of all that it lies in, in every language"""

    def entry(self, more: Sequence[str] = (), suburb: bool = True) -> tuple[str, str, tuple[str, ...]]:
        """As an entry of the index has it; `more` are further texts whose words belong to it."""
        shown = dict.fromkeys(part for part in (self.suburb if suburb else "", self.town) if part)
        of_more = {word for text in more for word in words(text)}
        return ", ".join(shown), self.country, tuple(sorted(self.words | of_more))


class Surroundings:
    """Answers for the things of one build."""

    def __init__(self, found: Found) -> None:
        self._boundaries = [b for b in found.boundaries if b.level in _WIDER_LEVELS]
        self._tree = shapely.STRtree([b.polygon for b in self._boundaries])
        self._words = [{w for name in names_of(b.tags) for w in words(name)} for b in self._boundaries]
        nodes = [t for t in found.things if "place" in t.tags and "name" in t.tags]
        self._towns = {
            kind: [t for t in nodes if t.tags["place"] == kind and t.osm_id[0] == "n"]
            for kind in SETTLEMENT_REACH_DEG
        }
        self._suburbs = [t for t in nodes if t.tags["place"] in _SUBURBS]
        self._town_words: dict[str, set[str]] = defaultdict(set)
        for thing in nodes:
            self._town_words[thing.tags["name"]].update(w for n in names_of(thing.tags) for w in words(n))
        self._areas = Areas.load()

    def of(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> list[Around]:
        """Of each position."""
        found = [Around() for _ in range(len(lat))]
        if not found:
            return found
        inside, polygon = self._tree.query(shapely.points(lon, lat), predicate="within")
        levels: dict[int, dict[str, str]] = defaultdict(dict)
        for thing, row in zip(inside.tolist(), polygon.tolist(), strict=True):
            boundary = self._boundaries[row]
            found[thing].words |= self._words[row]
            levels[thing].setdefault(boundary.level, boundary.tags["name"])
        rows = self._areas.rows_of(lat, lon)
        for i, around in enumerate(found):
            around.country = "" if rows[i] == NO_AREA else self._areas.areas[rows[i]].country
            around.town = next((levels[i][at] for at in MUNICIPAL_LEVELS if at in levels[i]), "")
        towns = np.array([around.town for around in found], dtype=object)
        for kind in ("village", "town", "city", "hamlet"):
            _fill(towns, lat, lon, self._towns[kind], SETTLEMENT_REACH_DEG[kind])
        suburbs = np.full(len(found), "", dtype=object)
        _fill(suburbs, lat, lon, self._suburbs, SUBURB_REACH_DEG)
        # A village within a municipality is what its people call the place.
        villages = np.full(len(found), "", dtype=object)
        _fill(villages, lat, lon, self._towns["village"], SETTLEMENT_REACH_DEG["hamlet"])
        for around, town, suburb, village in zip(found, towns, suburbs, villages, strict=True):
            around.town = town
            around.suburb = suburb or ("" if village == town else village)
            for name in (town, around.suburb):
                if name:
                    around.words |= self._town_words.get(name) or set(words(name))
                    around.words.update(words(name))
        return found

    def of_things(self, things: Sequence[Thing]) -> list[Around]:
        """Of each thing; its own address has the last word."""
        found = self.of(np.array([t.lat for t in things]), np.array([t.lon for t in things]))
        for thing, around in zip(things, found, strict=True):
            for key in (
                "addr:city",
                "addr:suburb",
                "addr:postcode",
                "addr:state",
                "addr:district",
                "addr:province",
            ):
                if key in thing.tags:
                    around.words.update(words(thing.tags[key]))
            around.town = thing.tags.get("addr:city") or around.town
            around.suburb = thing.tags.get("addr:suburb") or around.suburb
            if around.suburb == around.town:
                around.suburb = ""
        return found


def _fill(
    names: NDArray[np.object_],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    places: Sequence[Thing],
    reach: float,
) -> None:
    """Give each point that has no name yet that of the nearest of `places` within reach (degrees of
    latitude)."""
    todo = np.flatnonzero(names == "")
    if not len(todo) or not places:
        return
    shrink = float(np.cos(np.radians(np.mean(lat))))
    tree = shapely.STRtree(shapely.points([p.lon * shrink for p in places], [p.lat for p in places]))
    points = shapely.points(lon[todo] * shrink, lat[todo])
    which, nearest = tree.query_nearest(points, max_distance=reach, all_matches=False)
    names[todo[which]] = np.array([p.tags["name"] for p in places], dtype=object)[nearest]
