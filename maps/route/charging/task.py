"""What a plan of charging stops is made from: the way's energy, the stations along it, the battery's curve.

`maps` knows numbers, not cars: whoever asks has the consumption (with how sure it is) and the charge curve.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon

Z_95 = 1.6449
"""what 95 of 100 drives stay below"""


@dataclass(frozen=True)
class WayEnergy:
    """Energy along a way: `kwh` [n] used from its start up to `along_m` [n]; it may fall in a descent."""

    along_m: NDArray[np.float64]
    kwh: NDArray[np.float64]
    duration_s: NDArray[np.float64]
    """[n] driven up to there"""
    systematic: float = 0.05
    """deviation of the whole consumption, as a share: wind, load, the driver's day"""
    per_km_kwh: float = 0.04
    """deviation of single kilometres, which cancel out over many"""

    def at(self, along_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """kWh used up to places."""
        return np.interp(along_m, self.along_m, self.kwh)

    def spare_kwh(self, kwh: NDArray[np.float64], distance_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a leg takes beyond the likely in the worst of twenty drives."""
        local = self.per_km_kwh * np.sqrt(np.maximum(distance_m, 0.0) / 1000)
        return np.asarray(Z_95 * np.hypot(self.systematic * np.abs(kwh), local))


@dataclass(frozen=True, slots=True)
class Station:
    """A place to charge near the way."""

    id: str
    name: str
    position: LatLon
    along_m: float
    """where one leaves the way"""
    power_kw: float
    detour_s: float = 0.0
    """there and back to the way"""
    detour_kwh: float = 0.0
    queue_s: float = 0.0
    """likely wait for a free socket"""
    price_per_kwh: float | None = None


@dataclass(frozen=True)
class ChargeCurve:
    """The most a battery takes, by level: `percent` [n] rising from 0 to 100, `kw` [n] positive."""

    percent: NDArray[np.float64]
    kw: NDArray[np.float64]

    def seconds(
        self, levels: NDArray[np.float64], capacity_kwh: float, power_kw: float
    ) -> NDArray[np.float64]:
        """[n] time to charge from 0 % to each of `levels` (rising, in percent) at a station."""
        fine = np.linspace(0.0, 100.0, 1001)
        taken = np.minimum(np.interp((fine[1:] + fine[:-1]) / 2, self.percent, self.kw), power_kw)
        step_s = np.diff(fine) / 100 * capacity_kwh / taken * 3600
        return np.interp(levels, fine, np.concatenate(([0.0], np.cumsum(step_s))))


@dataclass(frozen=True)
class ChargeTask:
    """One trip that may need charging. Percent are of `capacity_kwh`."""

    way: WayEnergy
    stations: tuple[Station, ...]
    curve: ChargeCurve
    capacity_kwh: float
    level_percent: float
    arrival_percent: float = 10.0
    """at least, at the destination"""
    reserve_percent: float = 5.0
    """at least, at each station, in the worst of twenty drives"""
    most_percent: float = 100.0
    """no stop charges beyond"""
    stop_s: float = 180.0
    """parking, plugging in, paying"""
    seconds_per_money: float = 0.0
    """how much longer a driver goes to save one unit of money"""
    usual_price: float = 0.5
    """of a station that does not say"""
    avoid: frozenset[str] = field(default_factory=frozenset)
    """ids of stations that failed or are not wanted"""


@dataclass(frozen=True, slots=True)
class ChargeStop:
    """One stop of a plan."""

    station: Station
    arrive_percent: float
    leave_percent: float
    charge_s: float
    kwh: float
    """into the battery"""
    cost: float | None
    """None where the station does not say a price"""


@dataclass(frozen=True, slots=True)
class StopPlan:
    """Stops in the order of the way."""

    stops: tuple[ChargeStop, ...]
    duration_s: float
    """driving, detours, waiting and charging"""
    arrival_percent: float
    worth_s: float
    """duration and money together, which was made small"""

    @property
    def cost(self) -> float | None:
        """Of all stops; None where one does not say."""
        costs = [stop.cost for stop in self.stops]
        return None if any(cost is None for cost in costs) else sum(cost or 0.0 for cost in costs)
