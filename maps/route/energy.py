"""Energy an electric car needs for each edge and turn: rolling, air, height, stops, and what it gets back.

The physics is the usual longitudinal model (Guzzella and Sciarretta, Vehicle Propulsion Systems, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.region.format import EdgeFlag, TurnFlag

if TYPE_CHECKING:
    from maps.region.reader import Region

GRAVITY_MPS2 = 9.806_65
AIR_DENSITY_KGPM3 = 1.2
JOULES_PER_WH = 3_600.0
CORNERING_SPEED_MPS = 6.0
"""Speed in a right-angled turn at a junction."""

# An operation on an IntFlag takes longer than one on a hundred edges.
_FERRY = np.uint32(EdgeFlag.FERRY)
_HALT = np.uint16(TurnFlag.STOP | TurnFlag.TOLL_BOOTH | TurnFlag.BARRIER | TurnFlag.U_TURN)
_SIGNAL = np.uint16(TurnFlag.SIGNAL)
_GIVE_WAY = np.uint16(TurnFlag.GIVE_WAY)


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
    rows = slice(None) if edges is None else edges
    length_m = region.array("edge_length_m")[rows]
    climb_m, descent_m = region.array("edge_climb_m")[rows], region.array("edge_descent_m")[rows]
    weight_n = vehicle.mass_kg * GRAVITY_MPS2
    drag_n = 0.5 * AIR_DENSITY_KGPM3 * vehicle.drag_area_m2 * speed_mps**2
    resistance_j = (weight_n * vehicle.rolling_resistance + drag_n) * length_m
    # Where an edge rises and falls, each part takes its share of the way.
    relief_m = climb_m + descent_m
    falling = descent_m / np.maximum(relief_m, np.float32(1e-6))
    down_j = resistance_j * falling
    up_j = resistance_j - down_j
    up_j += weight_n * climb_m
    down_j -= weight_n * descent_m
    battery_j = up_j / vehicle.drive_efficiency
    battery_j += np.maximum(down_j, 0.0) / vehicle.drive_efficiency
    battery_j += np.minimum(down_j, 0.0) * vehicle.recuperation_efficiency
    battery_j += vehicle.auxiliary_w * duration_s
    afloat = np.flatnonzero(region.array("edge_flags")[rows] & _FERRY)
    if len(afloat):
        battery_j[afloat] = vehicle.auxiliary_w * 0.2 * duration_s[afloat]
    return np.asarray(battery_j / JOULES_PER_WH, dtype=np.float32)


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
    rows = slice(None) if turns is None else turns
    state_edge = region.array("state_edge")
    before = edge_speed_mps[state_edge[region.array("turn_from")[rows]]]
    after = edge_speed_mps[state_edge[region.array("turn_to")[rows]]]
    bend = _BEND[np.abs(region.array("turn_angle_deg")[rows])]
    slowest = np.minimum(before, after)
    # Straight on nobody slows down; at a right angle to cornering speed, turning back to a stop.
    cornering = np.minimum(CORNERING_SPEED_MPS, slowest)
    passing = np.where(
        bend < 0.5,
        slowest + (cornering - slowest) * bend * 2.0,
        cornering * (1.0 - bend) * 2.0,
    )
    kinetic = slowest**2 - passing**2 * _KEPT[region.array("turn_flags")[rows]]
    # Only what is lost between braking (recuperated) and the same speed again; reaching a higher speed on the
    # next edge is its own matter and cancels out over a route that starts and ends at rest.
    loss = 1.0 / vehicle.drive_efficiency - vehicle.recuperation_efficiency
    joules = 0.5 * vehicle.mass_kg * np.maximum(kinetic, 0.0) * loss + vehicle.auxiliary_w * turn_s
    return np.asarray(joules / JOULES_PER_WH, dtype=np.float32)


def _share_kept() -> NDArray[np.float32]:
    """Of the energy of motion, by turn flags: half of the arrivals at signals stop, a quarter of those that
    give way, all at stop signs and toll booths."""
    flags = np.arange(1 << 16)
    kept = np.where((flags & _SIGNAL) != 0, 0.5, np.where((flags & _GIVE_WAY) != 0, 0.75, 1.0))
    return np.where((flags & _HALT) != 0, 0.0, kept).astype(np.float32)


_KEPT = _share_kept()
_BEND = ((1.0 - np.cos(np.radians(np.arange(181, dtype=np.float32)))) / 2.0).astype(np.float32)
"""By whole degrees of a turn: 0 straight on, 1 back."""
