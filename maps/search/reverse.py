"""What is at a point, in words: house, street, crossing, town, and the kilometre of a motorway."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maps.categories import CATEGORIES
from maps.geometry import E7, LatLon, distance_m, haversine_m
from maps.models import Place
from maps.region.format import RoadClass
from maps.search.address_formats import street_line, town_line
from maps.search.grid import around
from maps.search.houses import nearest_house
from maps.search.store import PlaceStore, osm_text

if TYPE_CHECKING:
    from maps.region.reader import Region
    from maps.region.snap import Snapper

HOUSE_M = 45.0
"""A house farther from the point is named by another's number; then the street alone is right."""
AT_HOUSE_M = 20.0
STREET_M = 150.0
CROSSING_M = 25.0
MILESTONE_M = 1_500.0
_LOOKED_AT = 1_500
_STREET = next(row for row, category in enumerate(CATEGORIES) if category.id == "street")
_MILESTONE = next(row for row, category in enumerate(CATEGORIES) if category.id == "milestone")


@dataclass(frozen=True, slots=True)
class Told:
    """A point in words, for a pin, for sharing, for an emergency call."""

    words: str
    """ "12 Rue Grimaldi, 98000 Monaco"; "A 13, km 45.2, Vaduz" """
    place: Place


@dataclass(frozen=True, slots=True)
class _OnStreet:
    name: str
    ref: str
    point: LatLon
    away_m: float
    fast: bool


class Reverse:
    """Describes points of one region."""

    def __init__(self, region: Region, store: PlaceStore) -> None:
        self._region = region
        self._store = store
        self._snapper: Snapper | None = None

    def at(self, point: LatLon, within_m: float = 1_000.0, language: str = "") -> Place | None:
        """The house, else the street, else the nearest place with a name."""
        near = self._near(point)
        street = self._street(point, min(within_m, STREET_M))
        if street is None:
            return self._nearest_entry(point, near, within_m)
        at_house = self._house_at(point, street.away_m, language)
        if at_house is not None:
            return at_house
        entry = self._entry_of(street.name or street.ref, point, near)
        if entry is None:
            return Place(
                street.name or street.ref, street.point, "street", self._town(near, point), street.away_m
            )
        house = nearest_house(self._store, entry, point)
        if house is not None and house[1] <= HOUSE_M:
            return self._house_place(entry, house[0], house[1], language)
        shown = self._name(entry, language)
        osm_id = osm_text(int(self._store.osm[entry]))
        return Place(shown, street.point, "street", self._around(entry), street.away_m, osm_id)

    def describe(self, point: LatLon, language: str = "") -> Told | None:
        """In words; None where nothing is known for a kilometre."""
        place = self.at(point, language=language)
        if place is None:
            return None
        parts = [place.name]
        street = self._street(point, STREET_M)
        near = self._near(point)
        if street is not None and place.category == "street":
            if street.ref and street.ref != place.name:
                parts.append(street.ref)
            kilometre = self._kilometre(point, near, street) if street.fast else ""
            crossed = "" if street.fast else self._crossed(place.name, point, near, language)
            if crossed:
                parts[0] = f"{place.name} & {crossed}"
            if kilometre:
                parts.append(kilometre)
        if place.context:
            parts.append(place.context)
        return Told(", ".join(parts), replace(place, match_length=0))

    def _near(self, point: LatLon) -> NDArray[np.uint32]:
        store = self._store
        return around(
            store.cell, store.cell_begin, store.cell_entry, point.lat_deg, point.lon_deg, _LOOKED_AT
        )

    def _street(self, point: LatLon, within_m: float) -> _OnStreet | None:
        """The street with a name that a point is on or nearest to."""
        if not hasattr(self._region, "array"):
            return None
        if self._snapper is None:
            from maps.region.snap import Snapper

            self._snapper = Snapper(self._region)
        snapped = self._snapper.near(point, within_m, shape_limit=24)
        array = self._region.array
        names, refs, classes = array("edge_name"), array("edge_ref"), array("edge_class")
        for i, edge in enumerate(snapped.edge.tolist()):
            name, ref = self._region.string(int(names[edge])), self._region.string(int(refs[edge]))
            if name or ref:
                on = LatLon(float(snapped.lat_deg[i]), float(snapped.lon_deg[i]))
                fast = int(classes[edge]) <= RoadClass.TRUNK
                return _OnStreet(name, ref.replace(";", ", "), on, float(snapped.distance_m[i]), fast)
        return None

    def _house_at(self, point: LatLon, street_m: float, language: str) -> Place | None:
        """The house that a point is nearer to than to the street before it, whichever street it is of."""
        store = self._store
        rows = around(
            store.house_cell, store.house_cell_begin, store.house_row, point.lat_deg, point.lon_deg, 1, 1
        )
        if not len(rows):
            return None
        away = haversine_m(
            store.number_lat_e7[rows] / E7,
            store.number_lon_e7[rows] / E7,
            np.float64(point.lat_deg),
            np.float64(point.lon_deg),
        )
        best = int(np.argmin(away))
        if away[best] > AT_HOUSE_M or away[best] >= street_m:
            return None
        row = int(rows[best])
        entry = int(np.searchsorted(store.number_begin, row, side="right")) - 1
        return self._house_place(entry, row, float(away[best]), language)

    def _entry_of(self, name: str, point: LatLon, near: NDArray[np.uint32]) -> int | None:
        """The street entry of that name which lies nearest."""
        store = self._store
        best, best_m = None, np.inf
        for entry in near[store.category[near] == _STREET].tolist():
            if store.text(int(store.name[entry])) == name:
                away = distance_m(point, self._position(entry))
                if away < best_m:
                    best, best_m = entry, away
        return best

    def _kilometre(self, point: LatLon, near: NDArray[np.uint32], street: _OnStreet) -> str:
        store = self._store
        stones = near[store.category[near] == _MILESTONE]
        away = self._away_m(stones, point)
        order = np.argsort(away)
        for i in order.tolist():
            if away[i] > MILESTONE_M:
                break
            ref = self._attributes(int(stones[i])).get("ref", "")
            if not ref or not street.ref or ref.replace(" ", "") in street.ref.replace(" ", ""):
                return store.text(int(store.name[int(stones[i])]))
        return ""

    def _crossed(self, name: str, point: LatLon, near: NDArray[np.uint32], language: str) -> str:
        """The street that meets this one here."""
        store = self._store
        entry = self._entry_of(name, point, near)
        if entry is None:
            return ""
        begin, end = int(store.crossing_begin[entry]), int(store.crossing_begin[entry + 1])
        if begin == end:
            return ""
        away = haversine_m(
            store.crossing_lat_e7[begin:end] / E7,
            store.crossing_lon_e7[begin:end] / E7,
            np.float64(point.lat_deg),
            np.float64(point.lon_deg),
        )
        best = int(np.argmin(away))
        return (
            self._name(int(store.crossing_entry[begin + best]), language) if away[best] <= CROSSING_M else ""
        )

    def _house_place(self, entry: int, row: int, away_m: float, language: str) -> Place:
        store = self._store
        country = store.text(int(store.surroundings_country[int(store.surroundings[entry])]))
        number = store.text(int(store.number_text[row]))
        suburb, _, town = self._around(entry).rpartition(", ")
        postcode = store.text(int(store.number_postcode[row]))
        return Place(
            street_line(self._name(entry, language), number, country),
            LatLon(float(store.number_lat_e7[row] / E7), float(store.number_lon_e7[row] / E7)),
            "address",
            ", ".join(part for part in (suburb, town_line(town, postcode, country)) if part),
            away_m,
            osm_text(int(store.number_osm[row])),
        )

    def _name(self, entry: int, language: str) -> str:
        name = self._store.text(int(self._store.name[entry]))
        return self._attributes(entry).get(f"name:{language}", name) if language else name

    def _attributes(self, entry: int) -> dict[str, Any]:
        raw = self._store.text(int(self._store.attributes[entry]))
        return dict(json.loads(raw)) if raw else {}

    def _position(self, entry: int) -> LatLon:
        return LatLon(float(self._store.lat_e7[entry] / E7), float(self._store.lon_e7[entry] / E7))

    def _away_m(self, entries: NDArray[np.uint32], point: LatLon) -> NDArray[np.float64]:
        lat, lon = self._store.lat_e7[entries] / E7, self._store.lon_e7[entries] / E7
        return haversine_m(lat, lon, np.float64(point.lat_deg), np.float64(point.lon_deg))

    def _around(self, entry: int) -> str:
        return self._store.text(int(self._store.surroundings_text[int(self._store.surroundings[entry])]))

    def _town(self, near: NDArray[np.uint32], point: LatLon) -> str:
        if not len(near):
            return ""
        return self._around(int(near[int(np.argmin(self._away_m(near, point)))]))

    def _nearest_entry(self, point: LatLon, near: NDArray[np.uint32], within_m: float) -> Place | None:
        if not len(near):
            return None
        away = self._away_m(near, point)
        best = int(np.argmin(away))
        if away[best] > within_m:
            return None
        entry = int(near[best])
        category = CATEGORIES[int(self._store.category[entry])].id
        name, osm_id = self._store.text(int(self._store.name[entry])), osm_text(int(self._store.osm[entry]))
        return Place(name, self._position(entry), category, self._around(entry), float(away[best]), osm_id)
