"""The trip computer and the books of energy: what was driven, used, recovered and charged, by trip.

Distances are differences of the odometer where there is one, so that what was driven while nobody listened is
counted once. A tally and the odometer it belongs to are saved together, so that no power cut counts twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from hmi.vehicle.signals import Value

CURRENT, SINCE_CHARGE, TRIP_A, TRIP_B, LIFETIME = "current", "since charge", "A", "B", "lifetime"
NAMES = (CURRENT, SINCE_CHARGE, TRIP_A, TRIP_B, LIFETIME)
RESETTABLE = (CURRENT, SINCE_CHARGE, TRIP_A, TRIP_B)
LONGEST_GAP_S = 2.0
"""Powers older than this are not integrated: better a gap in the books than an invention."""
MOVING_MPS = 0.3
UNKNOWN_SHARE = 0.05
"""of a trip may be driven without a word on energy or fuel before its sum means nothing"""
LARGEST_AMOUNT = 1e15
"""no sum of any car in any unit; a bit was flipped"""
LONGEST_UNHEARD_M = 50_000.0
"""A larger step of the odometer is another car's, not a drive that nobody heard."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One trip's sums."""

    distance_m: float = 0.0
    duration_s: float = 0.0
    """with the car on"""
    moving_s: float = 0.0
    used_wh: float = 0.0
    """out of the battery"""
    recovered_wh: float = 0.0
    """braking, back into the battery"""
    charged_wh: float = 0.0
    """from a charger"""
    fuel_l: float = 0.0
    highest_mps: float = 0.0
    started_unix_s: float = 0.0
    """0: not yet"""
    unmetered_m: float = 0.0
    """of the distance, driven while nobody said what the battery gives"""
    unfuelled_m: float = 0.0
    """of the distance, driven while nobody said what the engine burns"""

    @property
    def net_wh(self) -> float:
        return self.used_wh - self.recovered_wh

    @property
    def consumption_wh_per_km(self) -> float | None:
        """None until enough was driven for the number to mean something."""
        if self.distance_m <= 200 or not self.knows_energy:
            return None
        return self.net_wh / self.distance_m * 1000

    @property
    def knows_energy(self) -> bool:
        """Whether the sums of energy are of the whole way, and not of the part where somebody told."""
        return self.unmetered_m <= UNKNOWN_SHARE * self.distance_m

    @property
    def knows_fuel(self) -> bool:
        return self.unfuelled_m <= UNKNOWN_SHARE * self.distance_m

    def report(self) -> dict[str, Value]:
        """As the bus carries it; what is not known is left out."""
        row: dict[str, Value] = dict(asdict(self))
        if self.knows_energy:
            row["energy_wh"] = self.net_wh
        else:
            del row["used_wh"], row["recovered_wh"]
        if not self.knows_fuel:
            del row["fuel_l"]
        row["started_at"] = row.pop("started_unix_s")
        if self.moving_s > 1:
            row["average_mps"] = self.distance_m / self.moving_s
        if self.consumption_wh_per_km is not None:
            row["consumption_wh_per_km"] = self.consumption_wh_per_km
        return row


@dataclass(frozen=True, slots=True)
class Sample:
    """What the books need to know at one moment; None is unknown."""

    time_s: float
    speed_mps: float | None
    odometer_m: float | None
    battery_w: float | None
    """into the battery is positive"""
    charging: bool | None
    fuel_lph: float | None = None
    unix_s: float = 0.0
    """the wall clock, for people; nothing is computed from it"""
    time_factor: float = 1.0
    """the car's seconds a second of ours: a simulated car may live faster"""


@dataclass(frozen=True, slots=True)
class Books:
    """All trips, and where they stand. `update` is pure."""

    tallies: Mapping[str, Tally]
    last: Sample | None = None
    was_charging: bool = False

    @classmethod
    def empty(cls) -> Books:
        return cls({name: Tally() for name in NAMES})

    def update(self, sample: Sample) -> Books:
        """The books after `sample`."""
        last = self.last
        began_charging = bool(sample.charging) and not self.was_charging
        tallies = dict(self.tallies)
        if last is not None and sample.time_s > last.time_s:
            step = _step(last, sample)
            tallies = {name: _add(tally, step) for name, tally in tallies.items()}
        if began_charging:
            tallies[SINCE_CHARGE] = Tally()
        kept = sample
        if sample.odometer_m is None and last is not None:
            kept = replace(sample, odometer_m=last.odometer_m)
        charging = self.was_charging if sample.charging is None else sample.charging
        return Books(tallies, kept, charging)

    def reset(self, name: str) -> Books:
        """Raises KeyError for a trip that there is not or that cannot be reset."""
        if name not in RESETTABLE:
            raise KeyError(name)
        return replace(self, tallies={**self.tallies, name: Tally()})

    def record(self) -> dict[str, Any]:
        """For the journal."""
        return {
            "tallies": {name: asdict(tally) for name, tally in self.tallies.items()},
            "odometer_m": None if self.last is None else self.last.odometer_m,
            "was_charging": self.was_charging,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], now_s: float) -> Books:
        """From the journal; what the odometer has moved meanwhile is added by the next sample."""
        kept = record.get("tallies")
        tallies = {name: _tally(kept.get(name) if isinstance(kept, Mapping) else None) for name in NAMES}
        last = Sample(now_s - 1e6, None, _amount(record.get("odometer_m")), None, None)
        return cls(tallies, last, record.get("was_charging") is True)

    def after(self, kept: Books) -> Books:
        """These books, which began empty because what was kept could not be read, with it."""
        tallies = {name: _add(kept.tallies[name], tally) for name, tally in self.tallies.items()}
        return Books(
            tallies, self.last or kept.last, kept.was_charging if self.last is None else self.was_charging
        )


def _tally(kept: object) -> Tally:
    """What makes sense of it; the rest is as new."""
    row = kept if isinstance(kept, Mapping) else {}
    amounts = {each.name: _amount(row.get(each.name)) for each in fields(Tally)}
    return Tally(**{name: amount for name, amount in amounts.items() if amount is not None})


def _amount(value: object) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and 0 <= value < LARGEST_AMOUNT else None  # type: ignore[operator, arg-type]


def _step(last: Sample, sample: Sample) -> Tally:
    elapsed_s = sample.time_s - last.time_s
    heard = elapsed_s <= LONGEST_GAP_S
    speed = sample.speed_mps or 0.0
    if sample.odometer_m is not None and last.odometer_m is not None:
        distance = sample.odometer_m - last.odometer_m
        if not 0 <= distance <= LONGEST_UNHEARD_M:
            distance = 0.0
    else:
        distance = speed * elapsed_s * sample.time_factor if heard else 0.0
    if not heard:
        return Tally(
            distance_m=distance,
            started_unix_s=sample.unix_s if distance > 0 else 0.0,
            unmetered_m=distance,
            unfuelled_m=distance,
        )
    elapsed_s *= sample.time_factor
    energy_wh = (sample.battery_w or 0.0) * elapsed_s / 3600
    charging = bool(sample.charging)
    return Tally(
        distance_m=distance,
        duration_s=elapsed_s,
        moving_s=elapsed_s if speed > MOVING_MPS else 0.0,
        used_wh=max(0.0, -energy_wh),
        recovered_wh=0.0 if charging else max(0.0, energy_wh),
        charged_wh=max(0.0, energy_wh) if charging else 0.0,
        fuel_l=(sample.fuel_lph or 0.0) * elapsed_s / 3600,
        highest_mps=speed,
        started_unix_s=sample.unix_s,
        unmetered_m=distance if sample.battery_w is None else 0.0,
        unfuelled_m=distance if sample.fuel_lph is None else 0.0,
    )


def _add(tally: Tally, step: Tally) -> Tally:
    return Tally(
        tally.distance_m + step.distance_m,
        tally.duration_s + step.duration_s,
        tally.moving_s + step.moving_s,
        tally.used_wh + step.used_wh,
        tally.recovered_wh + step.recovered_wh,
        tally.charged_wh + step.charged_wh,
        tally.fuel_l + step.fuel_l,
        max(tally.highest_mps, step.highest_mps),
        tally.started_unix_s or step.started_unix_s,
        tally.unmetered_m + step.unmetered_m,
        tally.unfuelled_m + step.unfuelled_m,
    )
