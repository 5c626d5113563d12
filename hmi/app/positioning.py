"""Turn what the bus says of the car's place into a fix for the navigator."""

from __future__ import annotations

from datetime import datetime

from hmi.vehicle.state import VehicleState
from maps.geometry import LatLon
from maps.models import Fix

LATITUDE = "Vehicle.CurrentLocation.Latitude"
LONGITUDE = "Vehicle.CurrentLocation.Longitude"
HEADING = "Vehicle.CurrentLocation.Heading"
ACCURACY = "Vehicle.CurrentLocation.HorizontalAccuracy"
TIMESTAMP = "Vehicle.CurrentLocation.Timestamp"
SPEED = "Vehicle.Speed"

KMH_PER_MPS = 3.6
COURSE_FROM_MPS = 0.8
"""slower, and the course over ground is noise"""


def fix_of(state: VehicleState, now_s: float) -> Fix | None:
    """The newest fix, or None while the position is unknown or stale.

    Its time is the receiver's, so that a simulated car's clock may run faster than ours.
    """
    latitude, longitude = state.number(LATITUDE, now_s), state.number(LONGITUDE, now_s)
    if latitude is None or longitude is None:
        return None
    try:
        position = LatLon(latitude, longitude)
    except ValueError:
        return None
    speed_kmh = state.number(SPEED, now_s)
    speed_mps = speed_kmh / KMH_PER_MPS if speed_kmh is not None else None
    moving = speed_mps is None or speed_mps >= COURSE_FROM_MPS
    return Fix(
        position,
        _receiver_time_s(state.get(TIMESTAMP, now_s), state.readings[LATITUDE].time_s),
        speed_mps,
        state.number(HEADING, now_s) if moving else None,
        state.number(ACCURACY, now_s),
    )


def _receiver_time_s(timestamp: object, heard_s: float) -> float:
    if isinstance(timestamp, str) and timestamp:
        try:
            return datetime.fromisoformat(timestamp).timestamp()
        except ValueError:
            pass
    return heard_s
