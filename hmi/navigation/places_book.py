"""The places a driver keeps: favourites in their order, and where one lately went, newest first.

A change gives a new book. The file is replaced whole, so that a crash leaves the old one; a damaged file is
put aside under another name and an empty book comes into force.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
from dataclasses import dataclass, replace
from pathlib import Path

from hmi.durable.files import copy_of, set_aside, write_twice
from hmi.errors import SettingsError
from maps.geometry import METRES_PER_DEGREE, LatLon
from maps.models import Place

log = logging.getLogger(__name__)

FORMAT_VERSION = 1
MAXIMUM_FAVOURITES = 50
MAXIMUM_RECENTS = 20
MAXIMUM_BYTES = 1_000_000
SAME_PLACE_M = 30.0
"""nearer than this with the same name, two places are one"""


@dataclass(frozen=True, slots=True)
class PlacesBook:
    """What is kept. Neither list holds a place twice."""

    favourites: tuple[Place, ...] = ()
    recents: tuple[Place, ...] = ()

    def visited(self, place: Place) -> PlacesBook:
        """With `place` as the newest recent one."""
        others = tuple(other for other in self.recents if not same_place(other, place))
        return replace(self, recents=(_kept(place), *others)[:MAXIMUM_RECENTS])

    def forgotten(self, place: Place) -> PlacesBook:
        """Without `place` among the recent ones."""
        return replace(self, recents=tuple(p for p in self.recents if not same_place(p, place)))

    def toggled(self, place: Place) -> PlacesBook:
        """With `place` among the favourites, or without it if it was one."""
        if self.is_favourite(place):
            return replace(self, favourites=tuple(p for p in self.favourites if not same_place(p, place)))
        return replace(self, favourites=(*self.favourites, _kept(place))[-MAXIMUM_FAVOURITES:])

    def is_favourite(self, place: Place) -> bool:
        return any(same_place(other, place) for other in self.favourites)


class PlacesFile:
    """The book on disk. Reading never raises; writing replaces the file whole or raises SettingsError."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else default_path()

    def read(self) -> PlacesBook:
        try:
            with self.path.open("rb") as file:
                content = file.read(MAXIMUM_BYTES + 1)
        except FileNotFoundError:
            return PlacesBook()
        except OSError as error:
            log.warning("The kept places cannot be read: %s", error.strerror or error)
            return PlacesBook()
        book, spoilt = _decoded(content)
        if not spoilt:
            return book
        set_aside(self.path, spoilt)
        with contextlib.suppress(OSError):
            copied, also_spoilt = _decoded(copy_of(self.path).read_bytes())
            book = book if also_spoilt else copied
        if book != PlacesBook():
            with contextlib.suppress(SettingsError):
                self.write(book)
        return book

    def write(self, book: PlacesBook) -> None:
        content = json.dumps(
            {
                "version": FORMAT_VERSION,
                "favourites": [_encoded(place) for place in book.favourites],
                "recents": [_encoded(place) for place in book.recents],
            },
            ensure_ascii=False,
            indent=1,
        )
        try:
            write_twice(self.path, content.encode(errors="replace"))
        except OSError as error:
            raise SettingsError(f"Places cannot be saved: {error.strerror or error}.") from error


def default_path() -> Path:
    """`$XDG_STATE_HOME/headunit/places.json`; a relative value is ignored, as the specification says."""
    base = Path(os.environ.get("XDG_STATE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".local" / "state") / "headunit" / "places.json"


def same_place(a: Place, b: Place) -> bool:
    """Both are the same thing of OpenStreetMap, or have one name and stand within SAME_PLACE_M."""
    if a.id and a.id == b.id:
        return True
    return a.name == b.name and _apart_m(a.position, b.position) <= SAME_PLACE_M


def place_from_setting(text: str, category: str) -> Place | None:
    """Home and work as the settings keep them, "LAT,LON NAME"; None for what is not such a text."""
    point, _, name = text.partition(" ")
    latitude, comma, longitude = point.partition(",")
    try:
        position = LatLon(float(latitude), float(longitude)) if comma else None
    except ValueError:
        return None
    if position is None or not (abs(position.lat_deg) <= 90 and abs(position.lon_deg) <= 180):
        return None
    return Place(name, position, category)


def setting_from_place(place: Place) -> str:
    """What `place_from_setting` reads, cut to what a setting may hold."""
    return f"{place.position.lat_deg:.6f},{place.position.lon_deg:.6f} {place.name}"[:200]


def _kept(place: Place) -> Place:
    # Distance and matched letters belong to one search, not to the place.
    return replace(place, distance_m=None, match_begin=0, match_length=0, attributes=())


def _apart_m(a: LatLon, b: LatLon) -> float:
    north_m = (a.lat_deg - b.lat_deg) * METRES_PER_DEGREE
    east_m = (a.lon_deg - b.lon_deg) * METRES_PER_DEGREE * math.cos(math.radians(a.lat_deg))
    return math.hypot(north_m, east_m)


def _encoded(place: Place) -> dict[str, object]:
    return {
        "name": place.name,
        "lat_deg": place.position.lat_deg,
        "lon_deg": place.position.lon_deg,
        "category": place.category,
        "context": place.context,
        "id": place.id,
    }


def _decoded(content: bytes) -> tuple[PlacesBook, str]:
    """What makes sense of it, and what does not; empty where all does."""
    if len(content) > MAXIMUM_BYTES:
        return PlacesBook(), "it is far too long"
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        return PlacesBook(), str(error)
    if not isinstance(document, dict) or document.get("version") != FORMAT_VERSION:
        return PlacesBook(), "it is of another version"
    lists: list[tuple[Place, ...]] = []
    spoilt = ""
    for name, most in (("favourites", MAXIMUM_FAVOURITES), ("recents", MAXIMUM_RECENTS)):
        rows = document.get(name)
        good: list[Place] = []
        for row in rows[:most] if isinstance(rows, list) else [None]:
            try:
                good.append(_place(row))
            except (ValueError, KeyError, TypeError, OverflowError) as error:
                spoilt = f"one of its {name}: {error!r}"
        lists.append(tuple(good))
    return PlacesBook(*lists), spoilt


def _place(row: object) -> Place:
    """One spoilt row does not cost the others. Raises ValueError, KeyError, TypeError or OverflowError."""
    if not isinstance(row, dict):
        raise TypeError("it is no place")
    lat_deg, lon_deg = row["lat_deg"], row["lon_deg"]
    if not isinstance(lat_deg, int | float) or not isinstance(lon_deg, int | float):
        raise TypeError("a position is no number")
    if not (abs(lat_deg) <= 90 and abs(lon_deg) <= 180):
        raise ValueError("a position is not on Earth")
    texts = [row.get(key, "") for key in ("name", "category", "context", "id")]
    name, category, context, osm_id = (text if isinstance(text, str) else "" for text in texts)
    return Place(name, LatLon(float(lat_deg), float(lon_deg)), category, context, id=osm_id)
