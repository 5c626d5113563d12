"""Whether it is night where the car is, by the height of the sun."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from maps.geometry import LatLon

NIGHT_BELOW_DEG = -3.0
"""between sunset and the end of civil twilight (-6): street lamps are on by then"""


def is_night(position: LatLon, moment: datetime) -> bool:
    return sun_elevation_deg(position, moment) < NIGHT_BELOW_DEG


def sun_elevation_deg(position: LatLon, moment: datetime) -> float:
    """Height of the sun's centre over the horizon, to about 0.1 degree (no refraction).

    `moment` knows its time zone. Source: U.S. Naval Observatory, "Computing Approximate Solar Coordinates".
    """
    days = (moment - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 86_400
    anomaly = math.radians(357.529 + 0.98560028 * days)
    mean_longitude = 280.459 + 0.98564736 * days
    longitude = math.radians(mean_longitude + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    obliquity = math.radians(23.439 - 0.00000036 * days)
    right_ascension = math.atan2(math.cos(obliquity) * math.sin(longitude), math.cos(longitude))
    declination = math.asin(math.sin(obliquity) * math.sin(longitude))
    greenwich_sidereal_deg = 280.46062 + 360.98564737 * days
    hour_angle = math.radians(greenwich_sidereal_deg + position.lon_deg) - right_ascension
    latitude = math.radians(position.lat_deg)
    sine = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(
        hour_angle
    )
    return math.degrees(math.asin(sine))
