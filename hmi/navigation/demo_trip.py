"""Where a drive for show goes: planned by the map worker before anything starts, so that a wrong place is one
sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hmi.errors import HeadunitError
from maps.errors import MapsError, RouteNotFoundError
from maps.geometry import E7, LatLon, bearing_deg, haversine_m, wrapped_lon_deg
from maps.models import Place, Route, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from maps.search.index import SearchIndex
from maps.search.several import search_all

DEMO_ORIGIN = LatLon(43.74687, 7.43292)
"""Larvotto, at the eastern end of Monaco"""
DEMO_DESTINATION = "Héliport de Monaco"
"""Fontvieille, at the western end; three ways lead there that differ in more than a street"""
DRIVE_M = 3_000.0
"""as the crow flies, in other regions"""
TRIES = 20


class PlaceError(HeadunitError):
    """What was given as a place is none."""


@dataclass(frozen=True, slots=True)
class PlannedTrip:
    """Two places that a drivable way joins."""

    origin: LatLon
    destination: Place
    heading_deg: float = 0.0
    """of the road there, the way the drive begins"""

    @classmethod
    def nowhere(cls) -> PlannedTrip:
        """Where the car stands when there is no map to plan by."""
        return cls(DEMO_ORIGIN, Place(str(DEMO_ORIGIN), DEMO_ORIGIN, "position"))


def plan_trip(
    regions: Sequence[Region], engine: RouteEngine, origin: str | None, destination: str | None
) -> PlannedTrip:
    """Raises PlaceError, SnapError (far from any road) or RouteNotFoundError."""
    start = _position(origin) if origin is not None else _default_origin(regions[0])
    if destination is None and not regions[0].manifest.bbox.contains(DEMO_ORIGIN):
        place, route = _somewhere(regions[0], engine, start)
        return PlannedTrip(start, place, _first_course_deg(route))
    place = _named_or_at(regions, start, DEMO_DESTINATION if destination is None else destination)
    return PlannedTrip(start, place, _first_course_deg(_route(engine, start, place.position)))


def _route(engine: RouteEngine, origin: LatLon, destination: LatLon) -> Route:
    found = engine.route(RouteRequest((Waypoint(origin), Waypoint(destination))))
    if not found:
        raise RouteNotFoundError(origin, destination)
    return found[0]


def _first_course_deg(route: Route) -> float:
    leg = route.legs[0]
    return float(bearing_deg(leg.lat_deg[0], leg.lon_deg[0], leg.lat_deg[1], leg.lon_deg[1]))


def _position(text: str) -> LatLon:
    try:
        return LatLon.parse(text)
    except ValueError as error:
        raise PlaceError(str(error)) from error


def _default_origin(region: Region) -> LatLon:
    box = region.manifest.bbox
    return DEMO_ORIGIN if box.contains(DEMO_ORIGIN) else _nodes_by_distance(region, box.center, 0.0)[0]


def _somewhere(region: Region, engine: RouteEngine, origin: LatLon) -> tuple[Place, Route]:
    """A destination some way off, for a drive that has none, and the way there."""
    candidates = _nodes_by_distance(region, origin, DRIVE_M)[:TRIES]
    error: MapsError = RouteNotFoundError(origin, candidates[0])
    for position in candidates:
        try:
            route = _route(engine, origin, position)
        except MapsError as problem:
            error = problem
        else:
            return _described([region], position), route
    raise error


def _nodes_by_distance(region: Region, point: LatLon, wanted_m: float) -> list[LatLon]:
    """Junctions, those about `wanted_m` from `point` first."""
    lat_deg, lon_deg = region.array("node_lat_e7") / E7, region.array("node_lon_e7") / E7
    away_m = haversine_m(np.float64(point.lat_deg), np.float64(point.lon_deg), lat_deg, lon_deg)
    order = np.argsort(np.abs(away_m - wanted_m), kind="stable")[: 10 * TRIES]
    return [LatLon(float(lat_deg[row]), wrapped_lon_deg(float(lon_deg[row]))) for row in order]


def _named_or_at(regions: Sequence[Region], near: LatLon, asked: str) -> Place:
    if re.fullmatch(r"\s*[-+\d.]+\s*,\s*[-+\d.]+\s*", asked):
        return _described(regions, _position(asked))
    found = search_all([SearchIndex(region) for region in regions], asked, near, 1)
    if asked.strip() and found.places:
        return found.places[0]
    raise PlaceError(f"nothing is called {asked!r} in the map")


def _described(regions: Sequence[Region], position: LatLon) -> Place:
    """What is there, by name, but exactly there."""
    for region in regions:
        if region.manifest.bbox.contains(position):
            nearest = SearchIndex(region).nearest(position)
            if nearest is not None:
                return replace(nearest, position=position)
    return Place(str(position), position, "position")
