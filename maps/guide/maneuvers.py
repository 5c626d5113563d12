"""What the driver does along a route: maneuvers in OSRM's v5 vocabulary, out of a route and its regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from maps.geometry import LatLon, bearing_deg
from maps.models import Maneuver, Route, RouteLeg
from maps.region.format import EdgeFlag

STRAIGHT_DEG = 20.0
"""A road that bends less than this at a junction goes straight on (half of OSRM's slight sector)."""

_CIRCLE = int(EdgeFlag.ROUNDABOUT | EdgeFlag.CIRCULAR)


class RegionArrays(Protocol):
    """What guidance reads of a region; `maps.region.reader.Region` is one."""

    @property
    def manifest(self) -> Any: ...

    def array(self, name: str, /) -> Any: ...

    def string(self, index: int, /) -> str: ...


def modifier_of(turn_deg: float) -> str:
    """OSRM's eight directions by the change of course; right is positive."""
    size = abs(turn_deg)
    side = "right" if turn_deg > 0 else "left"
    if size < STRAIGHT_DEG / 2:
        return "straight"
    if size < 40.0:
        return f"slight {side}"
    if size < 120.0:
        return side
    return f"sharp {side}" if size < 175.0 else "uturn"


def maneuvers(route: Route, regions: Sequence[RegionArrays]) -> tuple[Maneuver, ...]:
    """The maneuvers of a route in driving order, from each leg's `depart` to its `arrive`."""
    by_name = {region.manifest.name: region for region in regions}
    found: list[Maneuver] = []
    distance_m = duration_s = 0.0
    for index, leg in enumerate(route.legs):
        found.extend(_of_leg(index, leg, by_name, distance_m, duration_s))
        distance_m += leg.distance_m
        duration_s += leg.duration_s
    return tuple(found)


def _of_leg(
    index: int, leg: RouteLeg, regions: dict[str, RegionArrays], distance_m: float, duration_s: float
) -> list[Maneuver]:
    bearings = bearing_deg(leg.lat_deg[:-1], leg.lon_deg[:-1], leg.lat_deg[1:], leg.lon_deg[1:])
    edge_count = len(leg.edge)
    duration = np.concatenate(([0.0], np.cumsum(leg.edge_duration_s + leg.turn_duration_s)))

    def made(kind: str, modifier: str, edge: int, point: int, **more: Any) -> Maneuver:
        named = min(edge, edge_count - 1)
        return Maneuver(
            type=kind,
            modifier=modifier,
            leg=index,
            point=point,
            distance_along_m=distance_m + float(leg.distance_along_m[point]),
            duration_along_s=duration_s + float(duration[edge]),
            position=LatLon(float(leg.lat_deg[point]), float(leg.lon_deg[point])),
            bearing_before_deg=float(bearings[point - 1]) if point else 0.0,
            bearing_after_deg=float(bearings[point]) if point < len(bearings) else 0.0,
            name=leg.strings[int(leg.edge_name[named])],
            ref=leg.strings[int(leg.edge_ref[named])],
            **more,
        )

    found = [made("depart", "", 0, 0)]
    entered_at: Maneuver | None = None
    exits = 0
    for k in range(1, edge_count):
        point = int(leg.point_begin[k])
        region = regions[leg.region[k]]
        turn = (float(bearings[point]) - float(bearings[point - 1]) + 180.0) % 360.0 - 180.0
        inside, was_inside = bool(leg.edge_flags[k] & _CIRCLE), bool(leg.edge_flags[k - 1] & _CIRCLE)
        others = _other_exits(region, int(leg.edge[k]))
        if was_inside:
            exits += 1 if (others or not inside) else 0
            if not inside and entered_at is not None:
                found.append(
                    made("roundabout", modifier_of(turn), k, entered_at.point, roundabout_exit=exits)
                )
                found.append(made("exit roundabout", modifier_of(turn), k, point))
                entered_at = None
        elif inside:
            entered_at, exits = made("roundabout", modifier_of(turn), k, point), 0
        elif abs(turn) >= 40.0 and others:
            same = leg.edge_name[k] == leg.edge_name[k - 1]
            found.append(made("continue" if same else "turn", modifier_of(turn), k, point))
        elif leg.edge_name[k] != leg.edge_name[k - 1] and leg.edge_name[k]:
            found.append(made("new name", modifier_of(turn), k, point))
    found.append(made("arrive", leg.destination_side, edge_count, len(leg.lat_deg) - 1))
    return found


def _other_exits(region: RegionArrays, edge: int) -> int:
    """How many roads besides this one leave the junction that it leaves (the way back does not count)."""
    begin = region.array("node_edge_begin")
    node = int(region.array("edge_tail")[edge])
    return int(begin[node + 1]) - int(begin[node]) - 2
