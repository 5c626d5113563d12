"""A drive for show on one region, planned in the test's own process."""

from __future__ import annotations

from pathlib import Path

from hmi.navigation.demo_trip import PlannedTrip, plan_trip
from maps.region.reader import Region
from maps.route.engine import RouteEngine


def planned(folder: Path, destination: str | None = None) -> PlannedTrip:
    region = Region.open(folder)
    return plan_trip([region], RouteEngine([region]), None, destination)
