"""What the driver's settings ask of every route: the one place where they become a routing profile."""

from __future__ import annotations

from dataclasses import replace

from hmi.settings import Settings
from maps.models import RoutingProfile


def profile_of(settings: Settings, base: RoutingProfile | None = None) -> RoutingProfile:
    """The profile of the settings; what they do not speak of stays as in `base`."""
    return replace(
        base if base is not None else RoutingProfile(),
        avoid_tolls=settings.avoid_tolls,
        avoid_motorways=settings.avoid_motorways,
        avoid_ferries=settings.avoid_ferries,
        avoid_unpaved=settings.avoid_unpaved,
        vehicle_height_m=settings.vehicle_height_cm / 100.0 or None,
        vehicle_weight_kg=settings.vehicle_weight_kg or None,
    )
