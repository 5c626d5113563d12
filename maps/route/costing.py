"""What driving costs: seconds, watt-hours and preferences of every edge and every turn, for a profile.

Costs are whole numbers, so that any order of adding them gives the same sum: a millisecond for the fastest
and the energy-saving way (a watt-hour counts as `ECO_MS_PER_WH`), a centimetre for the shortest. A duration
is what the driver is told; a cost also carries preferences (a U-turn, a private road, a toll to avoid) that
take no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.models import Objective, RoutingProfile
from maps.region.format import EdgeFlag, RoadClass, TurnFlag
from maps.route.energy import DEFAULT_VEHICLE, VehicleModel, edge_energy_wh, turn_energy_wh

if TYPE_CHECKING:
    from maps.region.reader import Region

FORBIDDEN = 2_147_483_647
"""RoutingKit's infinity: an arc with this weight is not there."""

SHARP_TURN_S = 7.0
"""Slowing down for, and getting out of, a turn by 180 degrees; a right angle takes half, straight on
nothing."""
SIGNAL_S = 6.0
"""Mean wait at traffic signals: a 70 s cycle, red for half of the arrivals with some coordination."""
STOP_S = 5.0
GIVE_WAY_S = 2.5
CROSSING_TRAFFIC_S = 3.0
"""Waiting for a gap in oncoming traffic, by day, without signals."""
MINOR_TO_MAJOR_S = 1.2
"""For each class that the joined road is more important than the one left, without signals."""
TOLL_BOOTH_S = 20.0
BARRIER_S = 15.0
U_TURN_S = 25.0

U_TURN_AVERSION_S = 240.0
"""On top, where the road goes on: turning back is a last resort."""
RESTRICTED_ENTRY_S = 7_200.0
"""For entering roads that only their residents and guests may use: no through way is worth it."""
AVOIDED_FACTOR = 8.0
"""An avoided kind of road counts this many times: taken only when the way round is absurd or there is
none."""
MINOR_FACTOR = 1.25
"""Aisles, alleys and driveways are not for passing through even where that is allowed."""
ECO_MS_PER_WH = 1_500
"""Saving 1 kWh is worth 25 minutes: about what heating, lights and the driver's patience come to."""
FERRY_BOARDING_S = 600.0


@dataclass(frozen=True)
class Durations:
    """Expected driving times and speeds of a region, traffic included."""

    edge_speed_mps: NDArray[np.float32]
    """[E]"""
    edge_s: NDArray[np.float32]
    """[E]"""
    turn_s: NDArray[np.float32]
    """[T]"""
    edge_congestion: NDArray[np.uint8]
    """[E] 0 free or unknown, 1 slow, 2 heavy, 3 stopped"""


@dataclass(frozen=True)
class Costs:
    """Integer costs of one profile at one time."""

    edge: NDArray[np.uint32]
    """[E] FORBIDDEN where the car may not go"""
    turn: NDArray[np.uint32]
    """[T] FORBIDDEN where it may not turn"""
    arc: NDArray[np.uint32]
    """[T] of a turn and the whole edge after it"""
    edge_energy_wh: NDArray[np.float32]
    """[E]"""
    turn_energy_wh: NDArray[np.float32]
    """[T]"""


def free_flow_durations(region: Region) -> Durations:
    """Times without traffic."""
    speed = np.maximum(np.asarray(region.array("edge_speed_mps")), 0.5)
    edge_s = region.array("edge_length_m") / speed
    return Durations(speed, edge_s, turn_durations_s(region), np.zeros(len(speed), np.uint8))


def turn_durations_s(region: Region) -> NDArray[np.float32]:
    """[T] seconds that each turn takes beyond driving its edges at their speed."""
    from_edge, to_edge = turn_edges(region)
    flags = region.array("turn_flags")
    angle = np.abs(region.array("turn_angle_deg").astype(np.float32))
    node = region.array("edge_tail")[to_edge]
    degree = node_degree(region)
    edge_flags = region.array("edge_flags")
    circulating = EdgeFlag.ROUNDABOUT | EdgeFlag.CIRCULAR
    within_circle = (edge_flags[from_edge] & edge_flags[to_edge] & circulating) != 0
    # Bends of one road between junctions are in its speed already.
    at_junction = (degree[node] > 2) & ~within_circle
    seconds = np.where(at_junction, SHARP_TURN_S * (1.0 - np.cos(np.radians(angle))) / 2.0, 0.0)

    signal = (flags & TurnFlag.SIGNAL) != 0
    seconds += np.where(signal, SIGNAL_S, 0.0)
    seconds += np.where((flags & TurnFlag.STOP) != 0, STOP_S, 0.0)
    seconds += np.where((flags & TurnFlag.GIVE_WAY) != 0, GIVE_WAY_S, 0.0)
    unsignalled = at_junction & ~signal
    seconds += np.where(unsignalled & ((flags & TurnFlag.CROSSES_TRAFFIC) != 0), CROSSING_TRAFFIC_S, 0.0)
    edge_class = region.array("edge_class").astype(np.int16)
    gained = np.clip(edge_class[from_edge] - edge_class[to_edge], 0, 4)
    ramp = (edge_flags[from_edge] & EdgeFlag.LINK) != 0
    seconds += np.where(unsignalled & ~ramp, MINOR_TO_MAJOR_S * gained, 0.0)
    seconds += np.where((flags & TurnFlag.TOLL_BOOTH) != 0, TOLL_BOOTH_S, 0.0)
    seconds += np.where((flags & TurnFlag.BARRIER) != 0, BARRIER_S, 0.0)
    seconds += np.where((flags & TurnFlag.U_TURN) != 0, U_TURN_S - SHARP_TURN_S, 0.0)
    boards = ((edge_flags[to_edge] & ~edge_flags[from_edge]) & EdgeFlag.FERRY) != 0
    seconds += np.where(boards, FERRY_BOARDING_S, 0.0)
    return np.maximum(seconds, 0.0).astype(np.float32)


def costs_of(
    region: Region,
    profile: RoutingProfile,
    durations: Durations,
    *,
    closed_edges: NDArray[np.bool_] | None = None,
    closed_turns: NDArray[np.bool_] | None = None,
    vehicle: VehicleModel = DEFAULT_VEHICLE,
) -> Costs:
    """Everything one profile needs; `closed_*` ([E], [T]) come from traffic and from the time of
    departure."""
    from_edge, to_edge = turn_edges(region)
    flags = region.array("edge_flags")
    turn_flags = region.array("turn_flags")
    energy = edge_energy_wh(region, durations.edge_speed_mps, durations.edge_s, vehicle)
    turn_energy = turn_energy_wh(region, durations, vehicle)

    edge: NDArray[np.float64]
    turn: NDArray[np.float64]
    scale: float
    if profile.objective is Objective.SHORTEST:
        edge = region.array("edge_length_m").astype(np.float64) * 100.0
        turn = np.zeros(len(turn_flags))
        scale = 1_000.0
    elif profile.objective is Objective.ECO:
        # Shifting every edge by the recuperable part of its height difference makes no cost negative and
        # changes
        # no comparison between two ways with the same ends (Johnson's potential).
        height = np.asarray(region.array("edge_descent_m")) - region.array("edge_climb_m")
        shifted = energy + height * vehicle.recuperable_wh_per_m
        edge = shifted.astype(np.float64) * ECO_MS_PER_WH + durations.edge_s * 1_000.0
        turn = turn_energy.astype(np.float64) * ECO_MS_PER_WH + durations.turn_s * 1_000.0
        scale = 1_000.0
    else:
        edge = durations.edge_s.astype(np.float64) * 1_000.0
        turn = durations.turn_s.astype(np.float64) * 1_000.0
        scale = 1_000.0

    minor = (flags & (EdgeFlag.PARKING_AISLE | EdgeFlag.DRIVEWAY | EdgeFlag.ALLEY)) != 0
    edge = np.where(minor, edge * MINOR_FACTOR, edge)
    avoided = np.zeros(len(flags), dtype=np.bool_)
    edge_class = region.array("edge_class")
    if profile.avoid_tolls:
        avoided |= (flags & EdgeFlag.TOLL) != 0
    if profile.avoid_motorways:
        avoided |= edge_class == RoadClass.MOTORWAY
    if profile.avoid_ferries:
        avoided |= (flags & EdgeFlag.FERRY) != 0
    if profile.avoid_unpaved:
        avoided |= (flags & EdgeFlag.UNPAVED) != 0
    edge = np.where(avoided, edge * AVOIDED_FACTOR, edge)

    u_turn = (turn_flags & TurnFlag.U_TURN) != 0
    goes_on = node_degree(region)[region.array("edge_tail")[to_edge]] > 1
    turn = turn + np.where(u_turn & goes_on, U_TURN_AVERSION_S * scale, 0.0)
    restricted = (flags & EdgeFlag.DESTINATION_ONLY) != 0
    turn = turn + np.where(restricted[to_edge] & ~restricted[from_edge], RESTRICTED_ENTRY_S * scale, 0.0)

    forbidden = np.zeros(len(flags), dtype=np.bool_) if closed_edges is None else closed_edges.copy()
    if profile.vehicle_height_m is not None:
        height_cm = region.array("edge_max_height_cm")
        forbidden |= (height_cm > 0) & (height_cm < round(profile.vehicle_height_m * 100))
    if profile.vehicle_weight_kg is not None:
        weight_kg = region.array("edge_max_weight_kg")
        forbidden |= (weight_kg > 0) & (weight_kg < profile.vehicle_weight_kg)

    edge_cost = np.minimum(np.rint(edge), FORBIDDEN - 1).astype(np.uint32)
    turn_cost = np.minimum(np.rint(turn), FORBIDDEN - 1).astype(np.uint32)
    edge_cost[forbidden] = FORBIDDEN
    if closed_turns is not None:
        turn_cost[closed_turns] = FORBIDDEN
    arc = np.minimum(turn_cost.astype(np.uint64) + edge_cost[to_edge], FORBIDDEN).astype(np.uint32)
    return Costs(edge_cost, turn_cost, arc, energy, turn_energy)


def turn_edges(region: Region) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """[T] edge that each turn leaves, [T] edge that it enters."""
    state_edge = region.array("state_edge")
    return state_edge[region.array("turn_from")], state_edge[region.array("turn_to")]


def node_degree(region: Region) -> NDArray[np.int64]:
    """[N] streets that meet at each node, a two-way street counted once."""
    nodes = len(region.array("node_edge_begin")) - 1
    leaving = np.diff(region.array("node_edge_begin").astype(np.int64))
    only_entering = region.array("edge_reverse") == 0xFFFFFFFF
    entering = np.bincount(region.array("edge_head")[only_entering], minlength=nodes)
    return np.asarray(leaving + entering, dtype=np.int64)
