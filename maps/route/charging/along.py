"""From a route and the places beside it to a task: energy along the way, stations with their power."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from maps.geometry import LatLon, haversine_m
from maps.models import Place, Route
from maps.route.charging.task import Station, WayEnergy

STEP_M = 500.0
DETOUR, DETOUR_MPS, DETOUR_KWH_PER_KM = 1.4, 11.0, 0.18
"""streets against the line through the air; speed and energy beside the way"""
UNSAID_KW = 11.0
"""of a station that does not say its power: what the slowest public ones give"""
_POWER = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*(kW|W|kVA)?", re.IGNORECASE)


def way_energy(route: Route, scale: float = 1.0, systematic: float = 0.06) -> WayEnergy:
    """Energy and time along `route`; `scale` is what the car takes against the map's usual car."""
    lengths = np.concatenate([leg.edge_length_m for leg in route.legs])
    energy = np.concatenate([leg.edge_energy_wh for leg in route.legs]) / 1000 * scale
    seconds = np.concatenate([leg.edge_duration_s + leg.turn_duration_s for leg in route.legs])
    along, kwh, duration = (
        np.concatenate(([0.0], np.cumsum(part, dtype=np.float64))) for part in (lengths, energy, seconds)
    )
    # A thousand kilometres have a hundred thousand edges: enough of them tell the same.
    kept = np.unique(np.searchsorted(along, np.append(np.arange(0.0, along[-1], STEP_M), along[-1])))
    kept = np.union1d(kept[kept < len(along)], [0, len(along) - 1])
    return WayEnergy(along[kept], kwh[kept], duration[kept], systematic)


def power_kw(attributes: Mapping[str, str]) -> float | None:
    """The most that any socket of a station gives; None where no tag says it."""
    said = [
        value
        for key, text in attributes.items()
        if (key.startswith("socket:") and key.endswith(":output")) or key == "charging_station:output"
        for value in [_kilowatts(text)]
        if value is not None
    ]
    return max(said, default=None)


def stations_along(route: Route, places: Iterable[Place], most_off_m: float) -> tuple[Station, ...]:
    """Places to charge as stations of the way, each where the way comes nearest to it."""
    lat = np.concatenate([leg.lat_deg for leg in route.legs])
    lon = np.concatenate([leg.lon_deg for leg in route.legs])
    ahead = np.cumsum([0.0, *(leg.distance_m for leg in route.legs[:-1])])
    along = np.concatenate(
        [leg.distance_along_m + start for leg, start in zip(route.legs, ahead, strict=True)]
    )
    found: list[Station] = []
    for place in places:
        off = haversine_m(lat, lon, np.float64(place.position.lat_deg), np.float64(place.position.lon_deg))
        nearest = int(np.argmin(off))
        off_m = float(off[nearest])
        if off_m > most_off_m:
            continue
        detour_m = 2 * DETOUR * off_m
        attributes = dict(place.attributes)
        found.append(
            Station(
                place.id or f"{place.position}",
                place.name or attributes.get("operator", "") or attributes.get("network", ""),
                LatLon(place.position.lat_deg, place.position.lon_deg),
                float(along[nearest]),
                power_kw(attributes) or UNSAID_KW,
                detour_s=detour_m / DETOUR_MPS,
                detour_kwh=detour_m / 1000 * DETOUR_KWH_PER_KM,
            )
        )
    return tuple(found)


def _kilowatts(text: str) -> float | None:
    found = _POWER.match(text)
    if found is None:
        return None
    value, unit = float(found[1].replace(",", ".")), (found[2] or "").lower()
    # A bare number of a thousand and more is one of watts.
    kilowatts = value / 1000 if unit == "w" or (not unit and value >= 1000) else value
    return kilowatts if 1.0 <= kilowatts <= 1_000.0 else None
