"""What the car tells its owner by itself, and what its owner may set from afar.

The agent's errand to the cloud.

Once a second it looks at the signals: what changed goes into the twin, a position a few seconds apart while
driving, a trip when it ends, trouble codes as they come. Privacy is not decided here but at the door.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from hmi.agent.link.cloud_link import CloudLink, LinkState
from hmi.agent.link.remote import Get, RemoteControl
from hmi.agent.link.watch import Look, Watched, Wishes, watch
from hmi.bus.contract import CABIN_PLAN, CHARGE_PLAN
from hmi.errors import CommandRefusedError
from hmi.supervision import Errands, keep_doing
from hmi.sync.data_kinds import DATA_KINDS, KIND_BY_ID
from hmi.sync.messages import Command, Outcome, Sample
from hmi.sync.records import FieldValue, Record
from hmi.vehicle.signals import Value
from maps.geometry import LatLon

LOOK_EVERY_S = 1.0
POSITION_EVERY_S = 5.0
KEEP_EVERY_S = 10.0
"""how much of a trip's end a power cut may cost"""
TRIP = "trip"
"""the trip under way, as the outbox keeps it"""
PARKED = "parked"
"""where it stands, as the outbox keeps it"""
WISHES = "wishes"
"""what is watched for the owner, as the outbox keeps it"""
HEALTH_EVERY_S = 300.0
SENT_EVERY_S = 300.0
SENT_ROWS = 40
"""of the log of what was sent: some four days of all kinds"""
TRIP_ENDS_AFTER_S = 60.0
LONGEST_LOOK_S = 5.0
"""a pause of the agent is not driven through at the speed of now"""
MOVING_KMH = 2.0
_LOG = logging.getLogger(__name__)

PLANS = (CHARGE_PLAN, CABIN_PLAN)
"""properties of the twin that are plans (hmi.energy.charge_plan), made in hmi.agent.charging"""
TWIN_SIGNALS: dict[str, tuple[str, float]] = {
    "soc_percent": ("Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed", 1.0),
    "range_m": ("Vehicle.Powertrain.Range", 1000.0),
    "charging": ("Vehicle.Powertrain.TractionBattery.Charging.IsCharging", 0.0),
    "cable_connected": (
        "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected",
        0.0,
    ),
    "charge_power_kw": ("Vehicle.Powertrain.TractionBattery.Charging.AveragePower", 0.5),
    "charge_limit_percent": ("Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit", 1.0),
    "charge_max_kw": ("Vehicle.Powertrain.TractionBattery.Charging.MaxPower", 0.5),
    "battery_kwh": ("Vehicle.Powertrain.TractionBattery.NetCapacity", 0.5),
    "time_to_full_s": ("Vehicle.Powertrain.TractionBattery.Charging.TimeToComplete", 60.0),
    "odometer_m": ("Vehicle.TraveledDistance", 1000.0),
    "outside_celsius": ("Vehicle.Exterior.AirTemperature", 1.0),
    "cabin_celsius": ("Vehicle.Cabin.HVAC.AmbientAirTemperature", 1.0),
    "climate_on": ("Vehicle.Cabin.HVAC.IsAirConditioningActive", 0.0),
    "climate_celsius": ("Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature", 0.5),
    "door_row1_driver_open": ("Vehicle.Cabin.Door.Row1.DriverSide.IsOpen", 0.0),
    "door_row1_passenger_open": ("Vehicle.Cabin.Door.Row1.PassengerSide.IsOpen", 0.0),
    "door_row2_driver_open": ("Vehicle.Cabin.Door.Row2.DriverSide.IsOpen", 0.0),
    "door_row2_passenger_open": ("Vehicle.Cabin.Door.Row2.PassengerSide.IsOpen", 0.0),
    "locked": ("Vehicle.Cabin.Door.Row1.DriverSide.IsLocked", 0.0),
    "tyre_row1_left_kpa": ("Vehicle.Chassis.Axle.Row1.Wheel.Left.Tire.Pressure", 5.0),
    "tyre_row1_right_kpa": ("Vehicle.Chassis.Axle.Row1.Wheel.Right.Tire.Pressure", 5.0),
    "tyre_row2_left_kpa": ("Vehicle.Chassis.Axle.Row2.Wheel.Left.Tire.Pressure", 5.0),
    "tyre_row2_right_kpa": ("Vehicle.Chassis.Axle.Row2.Wheel.Right.Tire.Pressure", 5.0),
    "distance_to_service_km": ("Vehicle.Service.DistanceToService", 10.0),
    "wake_state": ("Vehicle.WakeState", 0.0),
    "trouble_codes": ("Vehicle.Diagnostics.DTCCount", 0.0),
}
"""Name in the twin → (signal, smallest change worth telling)."""


@dataclass(frozen=True, slots=True)
class TripLog:
    """A trip under way, from the first movement."""

    id: str
    began_unix_ms: int
    odometer_m: float | None
    energy_kwh: float | None
    moved_unix_ms: int
    from_latitude: float | None
    from_longitude: float | None
    driven_m: float = 0.0
    """speed over time, for a car whose odometer nobody reads"""
    looked_unix_ms: int = 0


class Telematics:
    """Feeds the link from the signals and carries out what comes back. Lives on the agent's loop."""

    def __init__(
        self,
        get: Get,
        remote: RemoteControl,
        make_link: Callable[[Telematics], CloudLink],
        records_received: Callable[[tuple[Record, ...]], None],
        now_unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._get = get
        self._remote = remote
        self._records_received = records_received
        self._now_unix_ms = now_unix_ms
        self._loop = asyncio.get_running_loop()
        self._twin: dict[str, FieldValue] = {}
        self._plans: dict[str, FieldValue] = {}
        self._desired: dict[str, FieldValue] = {}
        self._trip: TripLog | None = None
        self._kept_trip_ms = 0
        self._wishes = Wishes()
        self._watched = Watched()
        self._kept_parked = Watched()
        self._last_position_ms = 0
        self._last_health_ms = 0
        self._last_sent_report_ms = 0
        self._ignition: object = None
        self._errands = Errands()
        self._make_link = make_link

    def open(self) -> None:
        """Open what waits to be sent; blocks. Raises OutboxError."""
        self.link = self._make_link(self)

    async def run(self, well: Callable[[], None] = lambda: None) -> None:
        """Look at the car until cancelled, once opened; `well` hears that everything is up."""
        self.link.start()
        try:
            await self._take_up()
            await self.report_consent()
            well()
            await keep_doing("what the owner is told", self._look, LOOK_EVERY_S)
        finally:
            await asyncio.to_thread(self.link.stop)

    # What the link calls, on its own thread.

    def execute(self, command: Command, done: Callable[[Outcome, str], None]) -> None:
        self._loop.call_soon_threadsafe(self._begin, command, done)

    def on_records(self, records: tuple[Record, ...]) -> None:
        self._loop.call_soon_threadsafe(self._records_received, records)

    def on_desired(self, properties: Mapping[str, FieldValue]) -> None:
        self._loop.call_soon_threadsafe(self._desired.update, dict(properties))

    def on_changed(self, state: LinkState) -> None:
        _LOG.debug("the cloud is %s, %d wait", state.status, state.unsent)

    async def own(self, command: Command) -> None:
        """Commands that are no actuation. Raises CommandRefusedError with a reason id."""
        if command.name == "set_consent":
            kind, allowed = str(command.arguments["kind"]), bool(command.arguments["allowed"])
            if kind not in KIND_BY_ID:
                raise CommandRefusedError("unknown_kind")
            await asyncio.wrap_future(self.link.set_consent(kind, allowed, command.issued_by))
            await self.report_consent()
        elif command.name == "locate":
            position = self._position()
            if position is None:
                raise CommandRefusedError("no_position")
            allowed = await asyncio.wrap_future(self.link.ask(lambda door, _: door.allowed("position")))
            if not allowed:
                raise CommandRefusedError("consent")
            self.link.send([Sample("position", self._now_unix_ms(), position)])
        elif command.name in ("speed_alert", "geofence", "valet"):
            if command.name == "valet":
                here = self._position()
                place = None if here is None else LatLon(here["lat"], here["lon"])
                self._wishes = self._wishes.handed_over(command.arguments["on"] is True, place)
            else:
                self._wishes = self._wishes.asked(command.name, command.arguments)
            self._watched = Watched(stood_at=self._watched.stood_at)
            self.link.keep(WISHES, self._wishes.kept())
            self.link.report({"valet": self._wishes.valet})
        else:
            raise CommandRefusedError("unknown")

    def report_plan(self, name: str, plan: Mapping[str, Any]) -> None:
        """What the car plans of itself, for the phone to draw."""
        if name in PLANS:
            self._plans[name] = dict(plan)
            self.link.report({name: self._plans[name]})

    def forget(self) -> None:
        """Everything was erased: the trip begins anew, nothing is watched any more."""
        self._trip = None
        self._wishes = Wishes()
        self._watched = Watched()
        self._kept_parked = Watched()

    async def report_consent(self) -> None:
        """Tell the phone which switches are on, and anew what they now let through."""
        self._twin.clear()
        self.link.report(self._plans)
        allowed = await asyncio.wrap_future(
            self.link.ask(lambda door, _: {kind.id: door.allowed(kind.id) for kind in DATA_KINDS})
        )
        self.link.report({f"consent_{kind}": value for kind, value in allowed.items()})
        await self.report_sent()

    async def report_sent(self) -> None:
        """Tell the phone what has left the car lately, and the end of the chain that seals consent."""
        sent, head = await asyncio.wrap_future(self.link.ask(lambda door, _: (door.sent(), door.head)))
        rows: list[FieldValue] = [[e.day, e.kind, e.messages, e.bytes] for e in sent[:SENT_ROWS]]
        self.link.report({"privacy_sent": rows, "privacy_history": [head[0], head[1]]})

    def _begin(self, command: Command, done: Callable[[Outcome, str], None]) -> None:
        async def perform() -> None:
            left_s = command.deadline_unix_s - self._now_unix_ms() / 1000
            try:
                outcome, reason = await self._remote.execute(command, max(0.0, left_s))
            except Exception:
                # Whoever asked hears that it failed; why is in the log.
                done(Outcome.FAILED, "car")
                raise
            done(outcome, reason)

        self._errands.start(f"command {command.id}", perform())

    def _look(self) -> None:
        now_ms = self._now_unix_ms()
        ignition = self._get("Vehicle.LowVoltageSystemState")
        if ignition != self._ignition and ignition in ("ON", "START"):
            self._remote.ignition_on()
        self._ignition = ignition
        speed = self._get("Vehicle.Speed")
        moving = isinstance(speed, (int, float)) and speed > MOVING_KMH
        self._report_twin()
        self._follow_trip(now_ms, moving)
        position = self._position()
        self._watch(speed, position, ignition, now_ms)
        if position is not None and moving and now_ms - self._last_position_ms >= POSITION_EVERY_S * 1000:
            self._last_position_ms = now_ms
            self.link.send([Sample("position", now_ms, position)])
        if self._twin and now_ms - self._last_health_ms >= HEALTH_EVERY_S * 1000:
            self._last_health_ms = now_ms
            self.link.send([Sample("health", now_ms, dict(self._twin))])
        if now_ms - self._last_sent_report_ms >= SENT_EVERY_S * 1000:
            self._last_sent_report_ms = now_ms
            self._errands.start("the log of what was sent", self.report_sent())

    async def _take_up(self) -> None:
        """Go on with the trip that a power cut has interrupted, and with what is watched for the owner."""
        kept, wishes, parked = await asyncio.wrap_future(
            self.link.ask(lambda _, outbox: (outbox.kept(TRIP), outbox.kept(WISHES), outbox.kept(PARKED)))
        )
        if parked is not None:
            self._watched = self._kept_parked = Watched.from_kept(parked)
        if wishes is not None:
            self._wishes = Wishes.from_kept(wishes)
        self.link.report({"valet": self._wishes.valet})
        if kept is None:
            return
        try:
            self._trip = TripLog(**kept)  # type: ignore[arg-type]
        except TypeError:
            _LOG.warning("the trip under way was kept by another release")

    def _watch(
        self, speed: Value | None, position: Mapping[str, float] | None, ignition: Value | None, now_ms: int
    ) -> None:
        service_km = self._get("Vehicle.Service.DistanceToService")
        look = Look(
            float(speed) if isinstance(speed, (int, float)) else None,
            None if position is None else LatLon(position["lat"], position["lon"]),
            ignition if isinstance(ignition, str) else None,
            float(service_km) if isinstance(service_km, (int, float)) else None,
        )
        self._watched, alerts = watch(self._watched, look, self._wishes, now_ms)
        if alerts:
            self.link.send(alerts)
        if self._watched.outlasts(self._kept_parked):
            self._kept_parked = self._watched
            self.link.keep(PARKED, self._watched.kept())

    def _report_twin(self) -> None:
        changes: dict[str, FieldValue] = {}
        for name, (path, step) in TWIN_SIGNALS.items():
            value = self._get(path)
            if not isinstance(value, (bool, int, float, str)):
                continue
            held = self._twin.get(name)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                if isinstance(held, (int, float)) and abs(value - held) < step:
                    continue
                value = round(value, 2)
            if value != held:
                changes[name] = value
        if changes:
            self._twin |= changes
            self.link.report(changes)

    def _follow_trip(self, now_ms: int, moving: bool) -> None:
        odometer_m = self._number("Vehicle.TraveledDistance")
        energy_kwh = self._number("Vehicle.Powertrain.TractionBattery.StateOfCharge.CurrentEnergy")
        if self._trip is None:
            if moving:
                position = self._position() or {}
                self._trip = TripLog(
                    secrets.token_hex(8),
                    now_ms,
                    odometer_m,
                    energy_kwh,
                    now_ms,
                    position.get("lat"),
                    position.get("lon"),
                    looked_unix_ms=now_ms,
                )
        elif moving:
            passed_s = min(max(0, now_ms - self._trip.looked_unix_ms) / 1000, LONGEST_LOOK_S)
            speed_mps = (self._number("Vehicle.Speed") or 0.0) / 3.6
            self._trip = replace(
                self._trip,
                moved_unix_ms=now_ms,
                looked_unix_ms=now_ms,
                driven_m=self._trip.driven_m + speed_mps * passed_s,
            )
        elif now_ms - self._trip.moved_unix_ms >= TRIP_ENDS_AFTER_S * 1000:
            self.link.send([self._finished(self._trip, odometer_m, energy_kwh)], instead_of=TRIP)
            self._trip = None
        if self._trip is not None and now_ms - self._kept_trip_ms >= KEEP_EVERY_S * 1000 and moving:
            self._kept_trip_ms = now_ms
            self.link.keep(TRIP, asdict(self._trip))

    def _finished(self, trip: TripLog, odometer_m: float | None, energy_kwh: float | None) -> Sample:
        position = self._position() or {}
        distance_m = trip.driven_m
        if odometer_m is not None and trip.odometer_m is not None and odometer_m >= trip.odometer_m:
            distance_m = odometer_m - trip.odometer_m
        used_kwh = None
        if energy_kwh is not None and trip.energy_kwh is not None:
            used_kwh = round(trip.energy_kwh - energy_kwh, 3)
        return Sample(
            "trips",
            trip.began_unix_ms,
            {
                "id": trip.id,
                "ended_unix_ms": trip.moved_unix_ms,
                "distance_m": round(distance_m, 1),
                "energy_kwh": used_kwh,
                "from_latitude": trip.from_latitude,
                "from_longitude": trip.from_longitude,
                "to_latitude": position.get("lat"),
                "to_longitude": position.get("lon"),
            },
        )

    def _number(self, path: str) -> float | None:
        value = self._get(path)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def _position(self) -> dict[str, float] | None:
        latitude = self._get("Vehicle.CurrentLocation.Latitude")
        longitude = self._get("Vehicle.CurrentLocation.Longitude")
        if not isinstance(latitude, (int, float)) or not isinstance(longitude, (int, float)):
            return None
        found = {"lat": round(float(latitude), 6), "lon": round(float(longitude), 6)}
        heading = self._get("Vehicle.CurrentLocation.Heading")
        if isinstance(heading, (int, float)):
            found["heading_deg"] = round(float(heading), 1)
        return found
