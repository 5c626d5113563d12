"""What driving costs: seconds, watt-hours and preferences of every edge and every turn, for a profile.

Costs are whole numbers, so that any order of adding them gives the same sum: a millisecond for the fastest
and the energy-saving way (a watt-hour counts as `ECO_MS_PER_WH`), a centimetre for the shortest. A duration
is what the driver is told; a cost also carries preferences (a U-turn, a private road, a toll to avoid) that
take no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.models import Objective, RoutingProfile
from maps.region.format import EdgeFlag, NodeFlag, RoadClass, TurnFlag
from maps.route.contraction import FORBIDDEN
from maps.route.energy import DEFAULT_VEHICLE, VehicleModel, edge_energy_wh, turn_energy_wh
from maps.route.heights import Heights, heights_of

if TYPE_CHECKING:
    from maps.region.reader import Region

SHARP_TURN_S = 7.0
"""Slowing down for, and getting out of, a turn by 180 degrees; a right angle takes half, straight on
nothing."""
SIGNAL_S = 8.0
"""Mean wait at the lights of a junction, slowing down and getting away included: a 70 s cycle, red for half
of the arrivals with some coordination. Porto's taxis of evenings take 7 to 9 s."""
JUNCTION_PASSED_S = 2.2
"""For each junction without lights that is passed in a town: one looks, and someone crosses, parks or turns.
So dense streets are slower than sparse ones of the same kind. Fitted to Porto's taxis, trip by trip left out:
the error is the smaller the more of the time lies at junctions, up to 3 s for each."""
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
"""On top, where the road goes on and no turning circle is: turning back is a last resort."""
RESTRICTED_ENTRY_S = 7_200.0
"""For entering roads that only their residents and guests may use: no through way is worth it."""
AVOIDED_FACTOR = 8.0
"""An avoided kind of road counts this many times: taken only when the way round is absurd or there is
none."""
ECO_MS_PER_WH = 1_500
"""Saving 1 kWh is worth 25 minutes: about what heating, lights and the driver's patience come to."""
FERRY_BOARDING_S = 600.0

UNIT_PER_S = 1_000.0
_TURNING = np.uint16(NodeFlag.TURNING_CIRCLE | NodeFlag.MINI_ROUNDABOUT)
GUESTS_ONLY = np.uint32(EdgeFlag.DESTINATION_ONLY | EdgeFlag.HIGH_OCCUPANCY)
"""A lone driver stays off the lanes for cars with passengers as off private roads."""


@dataclass(frozen=True)
class Durations:
    """Expected driving times and speeds of a region at one time, traffic included."""

    edge_length_m: NDArray[np.float32]
    """[E]"""
    edge_speed_mps: NDArray[np.float32]
    """[E]"""
    edge_congestion: NDArray[np.uint8]
    """[E] 0 free or unknown, 1 slow, 2 heavy, 3 stopped"""

    @cached_property
    def edge_s(self) -> NDArray[np.float32]:
        """[E]"""
        return np.asarray(self.edge_length_m / self.edge_speed_mps, dtype=np.float32)


@dataclass(frozen=True)
class Closures:
    """What may not be driven at one time, beyond what never may; None stands for nothing."""

    edges: NDArray[np.bool_] | None = None
    """[E]"""
    turns: NDArray[np.bool_] | None = None
    """[T]"""
    restricted_edges: NDArray[np.bool_] | None = None
    """[E] open to residents and guests only, at this time"""
    restricted_turns: NDArray[np.bool_] | None = None
    """[T] past a gate that opens to residents and guests only, at this time"""


@dataclass(frozen=True)
class Costs:
    """Integer costs of one profile at one time."""

    edge: NDArray[np.uint32]
    """[E] FORBIDDEN where the car may not go"""
    arc: NDArray[np.uint32]
    """[T] of a turn and the whole edge after it; FORBIDDEN where it may not turn"""
    unit_per_s: float
    """what a second (for the shortest way: ten metres) counts"""


_NOTHING_CLOSED = Closures()


class CostBasis:
    """What costs are made of and no profile changes: computed once a region, so that a new metric is
    quick."""

    def __init__(self, region: Region, vehicle: VehicleModel = DEFAULT_VEHICLE) -> None:
        self.region = region
        self.vehicle = vehicle
        self.to_edge: NDArray[np.uint32] = region.array("state_edge")[region.array("turn_to")]
        degree = node_degree(region)
        self.turn_s: NDArray[np.float32] = region.array("turn_s")
        flags = region.array("edge_flags")
        u_turn = (region.array("turn_flags") & TurnFlag.U_TURN) != 0
        node = region.array("edge_tail")[self.to_edge]
        made_for_it = (region.array("node_flags")[node] & _TURNING) != 0
        self._turns_back = u_turn & (degree[node] > 1) & ~made_for_it
        self._restricted = (flags & GUESTS_ONLY) != 0
        self._past_gate = (region.array("turn_flags") & TurnFlag.RESTRICTED) != 0
        self._edge_factor = edge_factor(region.array("edge_rate"))
        self._turn_cost: dict[Objective, NDArray[np.uint32]] = {}

    @cached_property
    def heights(self) -> Heights:
        """Found on first use: only energy asks for them."""
        return heights_of(self.region)

    def free_flow(self) -> Durations:
        """Times without traffic."""
        return free_flow(self.region)

    def costs(
        self,
        profile: RoutingProfile,
        durations: Durations,
        closures: Closures = _NOTHING_CLOSED,
        *,
        for_energy: bool = False,
    ) -> Costs:
        """Everything one profile needs. With `for_energy` the cost is milliwatt-hours alone, shifted by
        height:

        a way's energy is its cost less `recuperable_wh_per_m` for each metre that it ends lower than it
        began.
        """
        region = self.region
        factor = self._edge_factor
        avoided = self._avoided(profile)
        if avoided is not None:
            factor = np.where(avoided, factor * np.float32(AVOIDED_FACTOR), factor)
        edge: NDArray[np.float32]
        if for_energy:
            edge = self._shifted_wh(durations) * np.float32(1_000.0)
        elif profile.objective is Objective.SHORTEST:
            edge = region.array("edge_length_m") * np.float32(100.0)
        elif profile.objective is Objective.ECO:
            edge = self._shifted_wh(durations) * np.float32(ECO_MS_PER_WH) + durations.edge_s * np.float32(
                1_000.0
            )
        else:
            edge = durations.edge_s * np.float32(1_000.0)
        edge_cost = whole(edge if for_energy else edge * factor)

        if for_energy:
            wh = turn_energy_wh(region, self.turn_s, durations.edge_speed_mps, None, self.vehicle)
            turn_cost = whole(wh * np.float32(1_000.0))
        elif profile.objective is Objective.ECO or (
            closures.restricted_edges is not None or closures.restricted_turns is not None
        ):
            turn_cost = self._turn_costs(profile.objective, durations, closures)
        else:
            known = self._turn_cost.get(profile.objective)
            turn_cost = self._turn_costs(profile.objective, durations, closures) if known is None else known
            self._turn_cost[profile.objective] = turn_cost

        if profile.vehicle_height_m is not None:
            height_cm = region.array("edge_max_height_cm")
            edge_cost[(height_cm > 0) & (height_cm < round(profile.vehicle_height_m * 100))] = FORBIDDEN
        if profile.vehicle_weight_kg is not None:
            weight_kg = region.array("edge_max_weight_kg")
            edge_cost[(weight_kg > 0) & (weight_kg < profile.vehicle_weight_kg)] = FORBIDDEN
        if closures.edges is not None:
            edge_cost[closures.edges] = FORBIDDEN
        if closures.turns is not None:
            turn_cost = np.where(closures.turns, np.uint32(FORBIDDEN), turn_cost)
        # Neither is more than 2^31 - 1, so the sum fits.
        arc = np.minimum(turn_cost + edge_cost[self.to_edge], np.uint32(FORBIDDEN))
        return Costs(edge_cost, arc, UNIT_PER_S)

    def _shifted_wh(self, durations: Durations) -> NDArray[np.float32]:
        """[E] energy, shifted by the recuperable part of the height difference, which makes none negative and

        changes no comparison between two ways with the same ends (Johnson's potential).
        """
        region = self.region
        energy = edge_energy_wh(region, durations.edge_speed_mps, durations.edge_s, None, self.vehicle)
        if not self.heights.add_up:
            return np.maximum(energy, 0.0)
        height = region.array("edge_descent_m") - region.array("edge_climb_m")
        return np.asarray(energy + height * np.float32(self.vehicle.recuperable_wh_per_m))

    def _turn_costs(
        self, objective: Objective, durations: Durations, closures: Closures
    ) -> NDArray[np.uint32]:
        restricted = self._restricted
        if closures.restricted_edges is not None:
            restricted = restricted | closures.restricted_edges
        enters = restricted[self.to_edge] & ~restricted[self._from_edge()]
        enters |= self._past_gate
        if closures.restricted_turns is not None:
            enters |= closures.restricted_turns
        # Added as a whole number, so that it can be taken off again.
        kept_out = np.where(enters, np.uint32(RESTRICTED_ENTRY_S * UNIT_PER_S), np.uint32(0))
        aversion_s = np.float32(U_TURN_AVERSION_S) * self._turns_back
        if objective is Objective.SHORTEST:
            return whole(aversion_s * np.float32(UNIT_PER_S)) + kept_out
        turn = (self.turn_s + aversion_s) * np.float32(UNIT_PER_S)
        if objective is Objective.ECO:
            wh = turn_energy_wh(self.region, self.turn_s, durations.edge_speed_mps, None, self.vehicle)
            turn = turn + wh * np.float32(ECO_MS_PER_WH)
        return whole(turn) + kept_out

    def _from_edge(self) -> NDArray[np.uint32]:
        """[T] edge that each turn leaves; made anew where it is needed, which is seldom."""
        turn_from: NDArray[np.uint32] = self.region.array("turn_from")
        return np.asarray(self.region.array("state_edge")[turn_from])

    def _avoided(self, profile: RoutingProfile) -> NDArray[np.bool_] | None:
        """[E] what the profile would rather not use."""
        flags = self.region.array("edge_flags")
        unwanted = EdgeFlag(0)
        if profile.avoid_tolls:
            unwanted |= EdgeFlag.TOLL
        if profile.avoid_ferries:
            unwanted |= EdgeFlag.FERRY
        if profile.avoid_unpaved:
            unwanted |= EdgeFlag.UNPAVED
        if not unwanted and not profile.avoid_motorways:
            return None
        avoided = (flags & np.uint32(unwanted)) != 0
        if profile.avoid_motorways:
            avoided |= self.region.array("edge_class") == RoadClass.MOTORWAY
        return np.asarray(avoided)


def edge_factor(rate: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Narrow streets, alleys and aisles count as slower than they are: they are not for passing through."""
    return np.asarray(100.0 / np.clip(rate, 10, 100), dtype=np.float32)


def free_flow(region: Region) -> Durations:
    """Times without traffic."""
    speed: NDArray[np.float32] = region.array("edge_speed_mps")
    if len(speed) and float(speed.min()) < 0.5:
        speed = np.maximum(speed, np.float32(0.5))
    return Durations(region.array("edge_length_m"), speed, np.zeros(len(speed), np.uint8))


def usual_costs(region: Region) -> Costs:
    """Of RoutingProfile() without traffic and closures, as the compiler stored them."""
    return Costs(region.array("usual_edge_cost"), region.array("usual_turn_cost"), UNIT_PER_S)


def turn_durations_s(region: Region) -> NDArray[np.float32]:
    """[T] seconds that each turn takes beyond driving its edges at their speed."""
    state_edge = region.array("state_edge")
    from_edge, to_edge = state_edge[region.array("turn_from")], state_edge[region.array("turn_to")]
    degree = node_degree(region)
    flags = region.array("turn_flags")
    angle = np.abs(region.array("turn_angle_deg").astype(np.float32))
    node = region.array("edge_tail")[to_edge]
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
    unsignalled = at_junction & ~signal & ((flags & TurnFlag.SIGNALLED) == 0)
    seconds += np.where(unsignalled & ((flags & TurnFlag.CROSSES_TRAFFIC) != 0), CROSSING_TRAFFIC_S, 0.0)
    edge_class = region.array("edge_class").astype(np.int16)
    in_town = ((edge_flags[from_edge] & EdgeFlag.URBAN) != 0) & (edge_class[from_edge] > RoadClass.TRUNK)
    crossed = street_degree(region)[node] > 2
    u_turn = (flags & TurnFlag.U_TURN) != 0
    seconds += np.where(unsignalled & in_town & crossed & ~u_turn, JUNCTION_PASSED_S, 0.0)
    gained = np.clip(edge_class[from_edge] - edge_class[to_edge], 0, 4)
    ramp = (edge_flags[from_edge] & EdgeFlag.LINK) != 0
    seconds += np.where(unsignalled & ~ramp, MINOR_TO_MAJOR_S * gained, 0.0)
    seconds += np.where((flags & TurnFlag.TOLL_BOOTH) != 0, TOLL_BOOTH_S, 0.0)
    seconds += np.where((flags & TurnFlag.BARRIER) != 0, BARRIER_S, 0.0)
    seconds += np.where(u_turn, U_TURN_S - SHARP_TURN_S, 0.0)
    boards = ((edge_flags[to_edge] & ~edge_flags[from_edge]) & EdgeFlag.FERRY) != 0
    seconds += np.where(boards, FERRY_BOARDING_S, 0.0)
    return np.maximum(seconds, 0.0).astype(np.float32)


def node_degree(region: Region) -> NDArray[np.int64]:
    """[N] streets that meet at each node, a two-way street counted once."""
    nodes = len(region.array("node_edge_begin")) - 1
    leaving = np.diff(region.array("node_edge_begin").astype(np.int64))
    only_entering = region.array("edge_reverse") == 0xFFFFFFFF
    entering = np.bincount(region.array("edge_head")[only_entering], minlength=nodes)
    return np.asarray(leaving + entering, dtype=np.int64)


def street_degree(region: Region) -> NDArray[np.int64]:
    """[N] the same, without drives, yards and tracks."""
    nodes = len(region.array("node_edge_begin")) - 1
    street = region.array("edge_class") <= RoadClass.LIVING_STREET
    only_entering = street & (region.array("edge_reverse") == 0xFFFFFFFF)
    leaving = np.bincount(region.array("edge_tail")[street], minlength=nodes)
    return np.asarray(leaving + np.bincount(region.array("edge_head")[only_entering], minlength=nodes))


def whole(cost: NDArray[np.float32]) -> NDArray[np.uint32]:
    """Rounded to whole units, below FORBIDDEN and never less than nothing."""
    return np.rint(np.clip(cost, 0.0, 2e9)).astype(np.uint32)
