"""What the agent concludes from the signals: trips, alerts, faults, and which sensors not to believe."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Protocol, runtime_checkable

from hmi.agent.books.drive_log import DriveLog, Moment
from hmi.agent.books.trips import NAMES, Books, Sample
from hmi.agent.signals.plausibility import Suspicions, cross_check
from hmi.agent.signals.sleep import AGENT, Sleep, watch_sleep
from hmi.agent.signals.store import SignalStore
from hmi.energy.model import ConsumptionModel
from hmi.vehicle.alerts import BY_ID, AlertState, evaluate
from hmi.vehicle.faults import explain
from hmi.vehicle.motion import SPEED, WAKE_STATE
from hmi.vehicle.signals import Value

TRIP_TOLD_EVERY_S = 1.0
DRIVER_KG = 80.0
_BATTERY = "Vehicle.Powertrain.TractionBattery."
_LATITUDE = "Vehicle.CurrentLocation.Latitude"
_CODES = "Vehicle.Diagnostics.DTCList"


@runtime_checkable
class Diagnosed(Protocol):
    """A source that can clear fault codes and knows freeze frames."""

    async def clear_codes(self) -> None:
        """Raises CommandRefusedError."""
        ...

    async def freeze_frame(self, code: str) -> Mapping[str, Value]:
        """Raises KeyError where there is none."""
        ...


class Listener(Protocol):
    """Hears of every change at once."""

    def trip_changed(self, name: str) -> None: ...
    def alerts_changed(self, raised: Sequence[str], cleared: Sequence[str]) -> None: ...
    def codes_changed(self) -> None: ...
    def sensors_lost(self, paths: Sequence[str]) -> None: ...


class Conclusions:
    """Looks at the store a few times a second (`look`). Time is monotonic seconds."""

    def __init__(
        self,
        store: SignalStore,
        diagnosed: Diagnosed | None,
        listener: Listener,
        time_factor: Callable[[], float],
        must_be_saved: Callable[[], None],
        learned: Callable[[ConsumptionModel], None] = lambda _model: None,
    ) -> None:
        self._store = store
        self._diagnosed = diagnosed
        self._listener = listener
        self._time_factor = time_factor
        self._must_be_saved = must_be_saved
        self._learned = learned
        self._drive = DriveLog()
        self._model = ConsumptionModel()
        self._books = Books.empty()
        self._alerts = AlertState()
        self._acknowledged: frozenset[str] = frozenset()
        self._suspicions = Suspicions()
        self._sleep = Sleep()
        self._waking = False
        self._lifted_s = -math.inf
        self._codes: tuple[str, ...] = ()
        self._trip_told_s = 0.0

    def look(self, now_s: float) -> None:
        """Draw conclusions from what the store knows now."""
        factor = self._time_factor()
        self._suspicions = cross_check(self._suspicions, self._store.readings, now_s, factor)
        fix = self._store.readings.get(_LATITUDE)
        if fix is not None and fix.time_s <= self._lifted_s:
            # The last fix is still from where the car was; the next one shall not be held against it.
            self._suspicions = replace(self._suspicions, moments=())
        lost = self._store.hide(frozenset(self._suspicions.flagged))
        if lost:
            self._listener.sensors_lost(lost)
        self._watch_sleep(now_s)
        self._keep_books(now_s, factor)
        self._watch_alerts(now_s)
        codes = self._store.value(_CODES, now_s)
        if isinstance(codes, tuple) and codes != self._codes:
            self._codes = codes
            self._listener.codes_changed()

    def forget_positions(self) -> None:
        """The car was put somewhere else on purpose: that is no jump."""
        self._suspicions = Suspicions()
        self._lifted_s = time.monotonic()

    @property
    def asleep(self) -> bool:
        return self._sleep.asleep

    def waking(self, on: bool) -> None:
        """Somebody tries to wake the car, or has stopped trying."""
        self._waking = on

    # What the bus offers (hmi.agent.service.books.Conclusions).

    def trip_names(self) -> list[str]:
        return list(NAMES)

    def trip(self, name: str) -> Mapping[str, Value]:
        return self._books.tallies[name].report()

    def reset_trip(self, name: str) -> None:
        self._books = self._books.reset(name)
        self._must_be_saved()
        self._listener.trip_changed(name)

    def active_alerts(self) -> list[str]:
        return [each for each in self._alerts.active if each not in self._acknowledged]

    def acknowledge(self, identifier: str) -> None:
        if identifier not in BY_ID:
            raise KeyError(identifier)
        self._acknowledged |= {identifier}
        self._listener.alerts_changed((), ())

    def codes(self) -> list[str]:
        return list(self._codes)

    def explain(self, code: str) -> Mapping[str, Value]:
        fault = explain(code)
        if fault is None:
            raise ValueError(f"{code} is no fault code")
        return asdict(fault)

    async def freeze_frame(self, code: str) -> Mapping[str, Value]:
        if self._diagnosed is None:
            raise KeyError(code)
        return await self._diagnosed.freeze_frame(code)

    async def clear_codes(self) -> None:
        if self._diagnosed is None:
            raise ValueError("no source of this car can clear fault codes")
        await self._diagnosed.clear_codes()

    @property
    def implausible(self) -> Mapping[str, str]:
        """path -> why it is not believed"""
        return self._suspicions.flagged

    def record(self) -> dict[str, Any]:
        """For the journal."""
        sleep = {"parked": self._sleep.parked, "certain": self._sleep.certain}
        return self._books.record() | sleep | {"consumption": self._model.record()}

    def restore(self, record: Mapping[str, Any], now_s: float) -> None:
        """Go on with what was kept, also when some driving has been noted meanwhile."""
        if self._books.last is None:
            # A car that sleeps while its agent starts anew is heard by nobody: it is where it was left.
            parked, certain = record.get("parked") is True, record.get("certain") is True
            self._sleep = Sleep(now_s, parked=parked, certain=certain)
        self._books = self._books.after(Books.from_record(record, now_s))
        kept = record.get("consumption")
        if isinstance(kept, Mapping) and not self._model.trips:
            with contextlib.suppress(ValueError):  # of another release: learned anew
                self._model = ConsumptionModel.from_record(kept)
        self._learned(self._model)

    def _watch_sleep(self, now_s: float) -> None:
        was_parked = self._sleep.parked
        self._sleep = watch_sleep(self._sleep, self._store.readings, now_s)
        if self._sleep.heard_s is not None or self._sleep.asleep:
            state = "AWAKE" if not self._sleep.asleep else "WAKING" if self._waking else "ASLEEP"
            self._store.ingest(AGENT, 0, {WAKE_STATE: state}, now_s)
        if self._sleep.parked != was_parked:
            self._must_be_saved()

    def _keep_books(self, now_s: float, factor: float) -> None:
        def number(path: str) -> float | None:
            value = self._store.value(path, now_s)
            return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

        speed = number(SPEED)
        if speed is None:
            return
        charging = self._store.value(_BATTERY + "Charging.IsCharging", now_s)
        litres_per_100_km = number("Vehicle.Powertrain.FuelSystem.InstantConsumption")
        self._books = self._books.update(
            Sample(
                time_s=now_s,
                speed_mps=speed / 3.6,
                odometer_m=number("Vehicle.TraveledDistance"),
                battery_w=number(_BATTERY + "CurrentPower"),
                charging=charging if isinstance(charging, bool) else None,
                fuel_lph=None if litres_per_100_km is None else litres_per_100_km * speed / 100,
                unix_s=time.time(),
                time_factor=factor,
            )
        )
        self._follow_drive(
            Moment(
                now_s,
                speed / 3.6,
                number("Vehicle.TraveledDistance"),
                number(_BATTERY + "CurrentPower"),
                charging if isinstance(charging, bool) else None,
                number("Vehicle.CurrentLocation.Altitude"),
                number("Vehicle.Exterior.AirTemperature"),
                number("Vehicle.Cabin.HVAC.AmbientAirTemperature"),
                factor,
            )
        )
        if now_s - self._trip_told_s >= TRIP_TOLD_EVERY_S:
            self._trip_told_s = now_s
            for name in NAMES:
                self._listener.trip_changed(name)

    def _follow_drive(self, moment: Moment) -> None:
        """A drive that has ended teaches the consumption model."""
        self._drive, ended = self._drive.heard(moment)
        if ended is None:
            return
        mass_kg = self._store.value("Vehicle.CurbWeight", moment.time_s)
        if not self._model.trips and isinstance(mass_kg, (int, float)) and mass_kg > 0:
            body = replace(self._model.body, mass_kg=mass_kg + DRIVER_KG)
            self._model = replace(self._model, body=body)
        self._model = self._model.learned(*ended)
        self._must_be_saved()
        self._learned(self._model)

    def _watch_alerts(self, now_s: float) -> None:
        before = self._alerts
        self._alerts = evaluate(before, lambda path: self._store.value(path, now_s), now_s)
        raised = [each for each in self._alerts.raised if each not in before.raised]
        cleared = [each for each in before.raised if each not in self._alerts.raised]
        if raised or cleared:
            self._acknowledged -= set(cleared)
            self._listener.alerts_changed(raised, cleared)
