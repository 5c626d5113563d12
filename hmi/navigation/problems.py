"""What can go wrong with a trip, as ids; the edge turns each into a sentence in the driver's language."""

from __future__ import annotations

from enum import StrEnum

from hmi.errors import HeadunitError
from maps.errors import RegionError, RouteNotFoundError, SnapError


class Problem(StrEnum):
    NO_POSITION = "no_position"
    """where the car is is not known yet"""
    NO_ROAD_NEAR = "no_road_near"
    """the place asked for is none, or far from any road of the installed regions"""
    NO_ROUTE = "no_route"
    """both ends are on roads that no drivable way joins"""
    NO_REGION = "no_region"
    """no map is installed, or it is damaged"""
    MAP_LOST = "map_lost"
    """the map worker dies again and again on this request"""
    MAP_ERROR = "map_error"
    """the map worker could not answer; its log says why"""


def problem_of(error: BaseException) -> Problem:
    """The problem a driver has with an error of maps."""
    if isinstance(error, (SnapError, HeadunitError)):
        return Problem.NO_ROAD_NEAR
    if isinstance(error, RouteNotFoundError):
        return Problem.NO_ROUTE
    if isinstance(error, RegionError):
        return Problem.NO_REGION
    return Problem.MAP_ERROR
