"""Favourites, recent places and profiles as synced records, and back. Pure.

Favourites stand by their `order`, recent places by `visited_ms`; a tie is broken by the record's id, so that
every head unit shows the same list. What a list has no room for, or what is no place, stays in the records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from hmi.navigation.places_book import (
    MAXIMUM_FAVOURITES,
    MAXIMUM_RECENTS,
    PlacesBook,
    same_place,
)
from hmi.settings import DEFAULT_PROFILE, MAXIMUM_PROFILES, SPECS, Profiles, Settings
from hmi.sync.records import FieldValue, RecordKind
from hmi.sync.three_way import Fields, Key, Rows
from maps.geometry import LatLon
from maps.models import Place

FAVOURITE = RecordKind.FAVOURITE.value
RECENT = RecordKind.RECENT.value
PROFILE = RecordKind.PROFILE.value
KINDS = frozenset({FAVOURITE, RECENT, PROFILE})
SYNCED_SETTINGS = tuple(key for key in SPECS if not key.startswith("share_") and key != "brightness_percent")
"""consent belongs to one car and its brightness to one display"""
_MAXIMUM_STOPS = 10


def rows_of(
    book: PlacesBook, profiles: Profiles, known: Rows, ranked: Rows, now_unix_ms: int
) -> dict[Key, Fields]:
    """What is kept here, under the ids of the `known` records of the same places.

    A place has the rank of its row in `ranked`, by which it came to stand where it is in the book. The rank
    that a record has been given elsewhere since is news, and not to be answered with another one.
    """
    rows: dict[Key, Fields] = {}
    ranks = {**known, **ranked}
    _add_places(rows, FAVOURITE, "order", book.favourites, known, ranks, 0)
    _add_places(rows, RECENT, "visited_ms", tuple(reversed(book.recents)), known, ranks, now_unix_ms)
    for profile, settings in profiles.by_id.items():
        held = known.get((PROFILE, profile), {})
        default = Settings()
        # A default that nobody chose says nothing: a new head unit must not undo what another was taught.
        fields = {
            key: getattr(settings, key)
            for key in SYNCED_SETTINGS
            if key in held
            or getattr(settings, key) != getattr(default, key)
            or (key == "name" and profile != DEFAULT_PROFILE)
        }
        if fields:
            rows[PROFILE, profile] = fields
    return rows


def book_of(rows: Rows) -> PlacesBook:
    """The places that `rows` hold, as far as there is room for them."""
    favourites = _places(rows, FAVOURITE, "order")
    recents = list(reversed(_places(rows, RECENT, "visited_ms")))
    return PlacesBook(_apart(favourites)[:MAXIMUM_FAVOURITES], _apart(recents)[:MAXIMUM_RECENTS])


def profiles_of(rows: Rows, here: Profiles) -> Profiles:
    """The profiles here as `rows` have them; the last one stays, a value that is not allowed is left out."""
    by_id: dict[str, Settings] = {}
    for profile, settings in here.by_id.items():
        fields = rows.get((PROFILE, profile))
        if fields is None and not _is_silent(profile, settings):
            continue
        by_id[profile] = _changed(settings, fields or {})
    for (kind, profile), fields in sorted(rows.items()):
        if kind == PROFILE and profile not in by_id and len(by_id) < MAXIMUM_PROFILES:
            by_id[profile] = _changed(Settings(), fields)
    if not by_id:
        return here
    current = here.current if here.current in by_id else next(iter(by_id))
    return Profiles(MappingProxyType(by_id), current)


def stops_of(fields: Fields) -> tuple[Place, ...]:
    """The places of a destination that was sent to the car, in order; empty for what is none."""
    stops = fields.get("stops")
    if not isinstance(stops, list):
        return ()
    places = [_place(stop) for stop in stops[:_MAXIMUM_STOPS] if isinstance(stop, dict)]
    found = tuple(place for place in places if place is not None)
    return found if len(found) == len(stops[:_MAXIMUM_STOPS]) else ()


def place_id(place: Place) -> str:
    """The same on every head unit for the same place."""
    text = place.id or f"{place.name}|{place.position.lat_deg:.4f}|{place.position.lon_deg:.4f}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _add_places(
    rows: dict[Key, Fields],
    kind: str,
    rank: str,
    places: Sequence[Place],
    known: Rows,
    ranks: Rows,
    least: int,
) -> None:
    """`places` in rising rank. A rank that fits stays; what is moved or new comes after the one before."""
    twins = [(key, _place(fields), fields) for key, fields in known.items() if key[0] == kind]
    last = (-1.0, "")
    for place in places:
        same = [
            (key, fields)
            for key, other, fields in twins
            if other is not None and (same_place(other, place) or key[1] == place_id(place))
        ]
        # A phone may have written the place a second time under another id: they live and go together.
        same.sort(key=lambda row: (_rank(row[1], rank), row[0][1]))
        if kind == RECENT:
            same.reverse()
        key = same[0][0] if same else (kind, place_id(place))
        value = _rank(ranks[key], rank) if same else -1.0
        if (value, key[1]) <= last or value < 0:
            value = float(max(least, int(last[0]) + 1))
        last = (value, key[1])
        rows[key] = _fields(place, rank, value)
        for twin, _ in same[1:]:
            rows[twin] = _fields(place, rank, _rank(ranks[twin], rank))


def _fields(place: Place, rank: str, value: float) -> Fields:
    return {
        "name": place.name,
        "lat": place.position.lat_deg,
        "lon": place.position.lon_deg,
        "category": place.category,
        "context": place.context,
        "osm": place.id,
        rank: int(value),
    }


def _places(rows: Rows, kind: str, rank: str) -> list[Place]:
    found = sorted((_rank(fields, rank), key[1], key) for key, fields in rows.items() if key[0] == kind)
    places = [_place(rows[key]) for _, _, key in found]
    return [place for place in places if place is not None]


def _apart(places: Sequence[Place]) -> tuple[Place, ...]:
    kept: list[Place] = []
    for place in places:
        if not any(same_place(other, place) for other in kept):
            kept.append(place)
    return tuple(kept)


def _rank(fields: Fields, rank: str) -> float:
    value = fields.get(rank)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return max(0.0, float(value))


def _place(fields: Mapping[str, FieldValue]) -> Place | None:
    latitude, longitude, name = fields.get("lat"), fields.get("lon"), fields.get("name", "")
    if isinstance(latitude, bool) or not isinstance(latitude, int | float):
        return None
    if isinstance(longitude, bool) or not isinstance(longitude, int | float):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or not isinstance(name, str):
        return None
    texts = [fields.get(key, "") for key in ("category", "context", "osm")]
    category, context, osm = (text if isinstance(text, str) else "" for text in texts)
    return Place(name, LatLon(float(latitude), float(longitude)), category, context, id=osm)


def _is_silent(profile: str, settings: Settings) -> bool:
    """Nothing of it is worth a record."""
    default = Settings()
    return profile == DEFAULT_PROFILE and all(
        getattr(settings, key) == getattr(default, key) for key in SYNCED_SETTINGS
    )


def _changed(settings: Settings, fields: Fields) -> Settings:
    good = {key: fields[key] for key in SYNCED_SETTINGS if key in fields and SPECS[key].allows(fields[key])}
    return replace(settings, **good)  # type: ignore[arg-type]
