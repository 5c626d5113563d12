"""Towns of the world and their countries, as GeoNames has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maps.country.areas import Area, Areas
from maps.geometry import LatLon


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country: str
    state: str
    """of the United States, else empty"""
    position: LatLon


def cities() -> list[City]:
    lines = Path(__file__).with_name("cities.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        City(name, country, state, LatLon(float(lat), float(lon))) for country, state, lat, lon, name in rows
    ]


@cache
def located() -> list[tuple[City, Area | None]]:
    """Each town and the area that it is found in."""
    areas = Areas.load()
    return [(town, areas.area_of(town.position)) for town in cities()]
