"""Energy an electric car needs for each edge and turn: rolling, air, height, stops, and what it gets back.

The physics is the usual longitudinal model (Guzzella and Sciarretta, Vehicle Propulsion Systems, chapter 2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maps.region.format import EdgeFlag, TurnFlag
from maps.region.native import long, native, read

if TYPE_CHECKING:
    from maps.region.reader import Region

GRAVITY_MPS2 = 9.806_65
AIR_DENSITY_KGPM3 = 1.2
JOULES_PER_WH = 3_600.0
CORNERING_SPEED_MPS = 6.0
"""Speed in a right-angled turn at a junction."""

_FERRY = int(EdgeFlag.FERRY)
_HALT = int(TurnFlag.STOP | TurnFlag.TOLL_BOOTH | TurnFlag.BARRIER | TurnFlag.U_TURN)
_SIGNAL = int(TurnFlag.SIGNAL)
_GIVE_WAY = int(TurnFlag.GIVE_WAY)


@dataclass(frozen=True, slots=True)
class VehicleModel:
    """What the energy estimate needs to know of the car; the defaults are a compact electric car."""

    mass_kg: float = 1_850.0
    drag_area_m2: float = 0.66
    """drag coefficient times frontal area"""
    rolling_resistance: float = 0.010
    drive_efficiency: float = 0.88
    """battery to wheel"""
    recuperation_efficiency: float = 0.65
    """wheel to battery"""
    auxiliary_w: float = 600.0
    """climate, lights, computers"""

    @property
    def recuperable_wh_per_m(self) -> float:
        """Watt-hours that come back for each metre of descent at most."""
        return self.recuperation_efficiency * self.mass_kg * GRAVITY_MPS2 / JOULES_PER_WH


DEFAULT_VEHICLE = VehicleModel()


def edge_energy_wh(
    region: Region,
    speed_mps: NDArray[np.float32],
    duration_s: NDArray[np.float32],
    edges: NDArray[np.int64] | None,
    vehicle: VehicleModel = DEFAULT_VEHICLE,
) -> NDArray[np.float32]:
    """Watt-hours for whole edges at a steady speed; negative where more comes back than goes in.

    `speed_mps` and `duration_s` belong to `edges`; None stands for all edges of the region.
    """
    energy: NDArray[np.float32] = _edge_energy(
        _ALL if edges is None else edges, edges is None, speed_mps, duration_s, region.array("edge_length_m"),
        region.array("edge_climb_m"), region.array("edge_descent_m"), region.array("edge_flags"),
        vehicle.mass_kg, vehicle.drag_area_m2, vehicle.rolling_resistance, vehicle.drive_efficiency,
        vehicle.recuperation_efficiency, vehicle.auxiliary_w,
    )  # fmt: skip
    return energy


def turn_energy_wh(
    region: Region,
    turn_s: NDArray[np.float32],
    edge_speed_mps: NDArray[np.float32],
    turns: NDArray[np.int64] | None,
    vehicle: VehicleModel = DEFAULT_VEHICLE,
) -> NDArray[np.float32]:
    """Watt-hours lost by braking for turns and speeding up again, waiting included.

    `turn_s` belongs to `turns` (None: all turns of the region), `edge_speed_mps` is [E].
    """
    energy: NDArray[np.float32] = _turn_energy(
        _ALL if turns is None else turns, turns is None, turn_s, edge_speed_mps, region.array("state_edge"),
        region.array("turn_from"), region.array("turn_to"), region.array("turn_angle_deg"),
        region.array("turn_flags"), vehicle.mass_kg, vehicle.drive_efficiency,
        vehicle.recuperation_efficiency, vehicle.auxiliary_w,
    )  # fmt: skip
    return energy


_ALL = np.zeros(0, dtype=np.int64)
_REAL = read("float32")
_WHOLE = read("uint32")


@native(
    read("int64"), "boolean", _REAL, _REAL, _REAL, _REAL, _REAL, _WHOLE, "float64", "float64", "float64",
    "float64", "float64", "float64",
)  # fmt: skip
def _edge_energy(
    edges: NDArray[np.int64],
    of_all: bool,
    speed_mps: NDArray[np.float32],
    duration_s: NDArray[np.float32],
    edge_length_m: NDArray[np.float32],
    edge_climb_m: NDArray[np.float32],
    edge_descent_m: NDArray[np.float32],
    edge_flags: NDArray[np.uint32],
    mass_kg: float,
    drag_area_m2: float,
    rolling_resistance: float,
    drive_efficiency: float,
    recuperation_efficiency: float,
    auxiliary_w: float,
) -> Any:
    count = len(edge_length_m) if of_all else len(edges)
    energy = np.empty(count, np.float32)
    weight_n = mass_kg * GRAVITY_MPS2
    for k in range(count):
        edge = long(k) if of_all else long(edges[k])
        length_m, speed = np.float64(edge_length_m[edge]), np.float64(speed_mps[k])
        if edge_flags[edge] & _FERRY:
            energy[k] = auxiliary_w * 0.2 * duration_s[k] / JOULES_PER_WH
            continue
        climb_m, descent_m = np.float64(edge_climb_m[edge]), np.float64(edge_descent_m[edge])
        drag_n = 0.5 * AIR_DENSITY_KGPM3 * drag_area_m2 * speed * speed
        resistance_j = (weight_n * rolling_resistance + drag_n) * length_m
        # Where an edge rises and falls, each part takes its share of the way.
        down_j = resistance_j * (descent_m / max(climb_m + descent_m, 1e-6))
        up_j = resistance_j - down_j + weight_n * climb_m
        down_j -= weight_n * descent_m
        down_j = down_j / drive_efficiency if down_j > 0.0 else down_j * recuperation_efficiency
        energy[k] = (up_j / drive_efficiency + down_j + auxiliary_w * duration_s[k]) / JOULES_PER_WH
    return energy


@native(
    read("int64"), "boolean", _REAL, _REAL, _WHOLE, _WHOLE, _WHOLE, read("int16"), read("uint16"), "float64",
    "float64", "float64", "float64",
)  # fmt: skip
def _turn_energy(
    turns: NDArray[np.int64],
    of_all: bool,
    turn_s: NDArray[np.float32],
    edge_speed_mps: NDArray[np.float32],
    state_edge: NDArray[np.uint32],
    turn_from: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    turn_angle_deg: NDArray[np.int16],
    turn_flags: NDArray[np.uint16],
    mass_kg: float,
    drive_efficiency: float,
    recuperation_efficiency: float,
    auxiliary_w: float,
) -> Any:
    count = len(turn_to) if of_all else len(turns)
    energy = np.empty(count, np.float32)
    # Only what is lost between braking (recuperated) and the same speed again; reaching a higher speed on the
    # next edge is its own matter and cancels out over a route that starts and ends at rest.
    loss = 1.0 / drive_efficiency - recuperation_efficiency
    for k in range(count):
        turn = long(k) if of_all else long(turns[k])
        before = np.float64(edge_speed_mps[state_edge[turn_from[turn]]])
        after = np.float64(edge_speed_mps[state_edge[turn_to[turn]]])
        slowest = min(before, after)
        bend = (1.0 - math.cos(math.radians(abs(turn_angle_deg[turn])))) / 2.0
        # Straight on nobody slows down; at a right angle to cornering speed, turning back to a stop.
        cornering = min(CORNERING_SPEED_MPS, slowest)
        passing = cornering * (1.0 - bend) * 2.0
        if bend < 0.5:
            passing = slowest + (cornering - slowest) * bend * 2.0
        # Half of the arrivals at signals stop, a quarter of those that give way, all where one must.
        flags, kept = long(turn_flags[turn]), 1.0
        if flags & _HALT:
            kept = 0.0
        elif flags & _SIGNAL:
            kept = 0.5
        elif flags & _GIVE_WAY:
            kept = 0.75
        kinetic = max(slowest * slowest - passing * passing * kept, 0.0)
        joules = 0.5 * mass_kg * kinetic * loss + auxiliary_w * turn_s[k]
        energy[k] = joules / JOULES_PER_WH
    return energy
