"""Writes a leg's last steps down as maneuvers: where, when, under what name, in which lane."""

from __future__ import annotations

import math
from itertools import accumulate

import numpy as np

from maps.geometry import LatLon
from maps.guide.junctions.roundabouts import ALL, BOTH, ENTERING, LEAVING, ROTARY, ROUNDABOUT_TURN, sort_of
from maps.guide.sequence.steps import Step, lanes_towards
from maps.models import Maneuver, PassedJunction, RouteLeg
from maps.region.format import EdgeFlag

_TUNNEL = np.uint32(EdgeFlag.TUNNEL)


class Writer:
    """Writes a leg's last steps down as maneuvers."""

    def __init__(
        self,
        leg: RouteLeg,
        index: int,
        distance_m: float,
        duration_s: float,
        courses: tuple[float, float],
    ) -> None:
        self._leg, self._index = leg, index
        self._distance_m = distance_m
        self._seconds = list(
            accumulate((leg.edge_duration_s + leg.turn_duration_s).tolist(), initial=duration_s)
        )
        self._point: list[int] = leg.point_begin.tolist()
        self._along: list[float] = leg.distance_along_m[leg.point_begin].tolist()
        tunnel = leg.edge_flags & _TUNNEL
        self._course = courses
        self._enters_tunnel: frozenset[int] = frozenset()
        if tunnel.any():
            self._enters_tunnel = frozenset((np.flatnonzero(tunnel[1:] > tunnel[:-1]) + 1).tolist())

    def maneuver(self, step: Step, leads_to: str) -> Maneuver:
        leg, junction, name = self._leg, step.first, step.name
        points, along, start_m = self._point, self._along, self._distance_m
        at = 0 if step.waypoint == "depart" else step.edge
        point = points[at]
        kind, modifier = _told(step)
        before, after = junction.before_deg, junction.after_deg
        if step.waypoint == "depart":
            before = after = self._course[0]
        elif step.waypoint == "arrive":
            before = after = self._course[1]
            modifier = leg.destination_side
        return Maneuver(
            type=kind,
            modifier=modifier,
            leg=self._index,
            point=point,
            distance_along_m=start_m + along[at],
            duration_along_s=self._seconds[step.edge],
            position=LatLon(leg.lat_deg.item(point), leg.lon_deg.item(point)),
            bearing_before_deg=before,
            bearing_after_deg=after,
            name=name.name,
            ref=name.ref,
            destinations=name.destinations or leads_to,
            exit_ref=name.exits or (junction.exit_ref if kind == "off ramp" else ""),
            roundabout_exit=step.exit,
            rotary_name=step.rotary_name,
            lanes=lanes_towards(junction, modifier) if junction.lanes else (),
            stubs_deg=() if step.waypoint else junction.stubs_deg,
            enters_tunnel=step.edge in self._enters_tunnel,
            left_hand=step.left_hand,
            ends_short=step.waypoint == "arrive" and leg.destination_off_m > 0.0,
            passed=tuple(
                [
                    PassedJunction(
                        points[edge],
                        start_m + along[edge],
                        later.lanes_passing if later.lanes else (),
                    )
                    for later, edge in zip(step.junctions[1:], step.edges[1:], strict=True)
                ]
            )
            if len(step.edges) > 1
            else (),
        )


def _told(step: Step) -> tuple[str, str]:
    """OSRM's type and modifier of a step."""
    if step.waypoint:
        return step.waypoint, ""
    if step.kind not in ALL:
        return step.kind, step.modifier
    sort = sort_of(step.kind)
    if sort == ROUNDABOUT_TURN and step.kind in ENTERING:
        return "roundabout turn", step.modifier
    leaving = step.kind in BOTH or step.kind in LEAVING
    name = "rotary" if sort == ROTARY else "roundabout"
    return (f"exit {name}" if leaving else name), step.modifier


def courses_of(leg: RouteLeg) -> tuple[float, float]:
    """Courses of a leg's first and last segment."""
    lat, lon = leg.lat_deg, leg.lon_deg
    return (
        _course(lat.item(0), lon.item(0), lat.item(1), lon.item(1)),
        _course(lat.item(-2), lon.item(-2), lat.item(-1), lon.item(-1)),
    )


def _course(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """`maps.geometry.bearing_deg` for one pair, for which NumPy takes ten times as long."""
    a, b, east = math.radians(lat_a), math.radians(lat_b), math.radians(lon_b - lon_a)
    x = math.sin(east) * math.cos(b)
    y = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(east)
    return math.degrees(math.atan2(x, y)) % 360.0
