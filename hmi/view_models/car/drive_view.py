"""What the drive screen shows, as words and fractions: gauges, range, gear, lamps, tyres and trip. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication

from hmi.units import Format, Quantity
from hmi.vehicle.signals import Value
from hmi.vehicle.state import VehicleState

TRIP = "A"
RESERVE_PERCENT = 10.0
"""where the range bar has its tick"""
RANGE_SPAN = (0.92, 1.06)
"""of the car's own range, until enough has been driven to know better"""
LOW_PRESSURE_KPA = 230.0
LOW_SHARE = 0.8
"""of the recommended pressure, where the car tells it: UN R64 and FMVSS 138 want a fifth or a quarter told"""
PARK, REVERSE, NEUTRAL, DRIVE = 126, -1, 0, 127
_TYRE = "Vehicle.Chassis.Axle.Row{}.Wheel.{}.Tire.{}"


@dataclass(frozen=True, slots=True)
class Telltale:
    """One lamp: `lamp_state` is on, off or unknown."""

    icon_name: str
    label: str
    lamp_state: str
    level: str
    """colour by meaning when on: ok, warn, bad, info"""


@dataclass(frozen=True, slots=True)
class Tyre:
    """One tyre, front left first."""

    label: str
    number: str
    unit: str
    """of the pressure, or a word where something is wrong"""
    low: bool


@dataclass(frozen=True, slots=True)
class DriveView:
    """All the drive screen shows. Fractions are of their gauge; a gauge that is not known has no fill."""

    speed: str
    speed_unit: str
    power: Quantity
    power_known: bool
    power_kw: float
    power_maximum_kw: float
    regeneration_maximum_kw: float
    range: Quantity
    range_span: str
    level: Quantity
    level_known: bool
    level_fraction: float
    level_low: bool
    fuel: bool
    gear: str
    trip_since: str
    trip_distance: Quantity
    trip_duration: Quantity
    trip_consumption: Quantity
    trip_speed: Quantity
    telltales: tuple[Telltale, ...]
    tyres: tuple[Tyre, ...]


_LAMPS: tuple[tuple[str, str, str, bool, bool], ...] = (
    # path, icon, colour, value that lights it, always in view
    ("Vehicle.Body.Lights.Beam.Low.IsOn", "car-light-dimmed", "ok", True, True),
    (_TYRE.format("*", "*", "IsPressureLow"), "car-tire-alert", "warn", True, True),
    ("Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted", "seatbelt", "bad", False, True),
    ("Vehicle.Chassis.ParkingBrake.IsEngaged", "car-brake-parking", "bad", True, True),
    ("Vehicle.Body.Lights.Beam.High.IsOn", "car-light-high", "info", True, False),
    ("Vehicle.Body.Lights.Fog.Rear.IsOn", "car-light-fog", "warn", True, False),
    ("Vehicle.ADAS.ABS.IsError", "car-brake-abs", "warn", True, False),
    ("Vehicle.ADAS.ESC.IsError", "car-esp", "warn", True, False),
    ("Vehicle.ADAS.ESC.IsEngaged", "car-traction-control", "warn", True, False),
    ("Vehicle.Body.Windshield.Front.WasherFluid.IsLevelLow", "wiper-wash-alert", "warn", True, False),
    ("Vehicle.ADAS.CruiseControl.IsActive", "car-cruise-control", "ok", True, False),
)
MAXIMUM_LAMPS = 8


def drive_view(
    state: VehicleState,
    now_s: float,
    form: Format,
    trip: Mapping[str, Value] = MappingProxyType({}),
    spread: tuple[float, float] = RANGE_SPAN,
) -> DriveView:
    """What the drive screen shows for this state at this moment."""

    def number(path: str) -> float | None:
        return state.number(path, now_s)

    kind = state.get("Vehicle.Powertrain.Type", now_s)
    fuel = kind == "COMBUSTION"
    speed = form.speed(number("Vehicle.Speed"))
    power_w = _power_w(state, now_s, fuel)
    maximum_kw = _gauge_maximum_kw(
        number(f"Vehicle.Powertrain.{'CombustionEngine' if fuel else 'ElectricMotor'}.MaxPower")
    )
    level = (
        number("Vehicle.Powertrain.FuelSystem.RelativeLevel")
        if fuel
        else _first(
            number("Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed"),
            number("Vehicle.Powertrain.TractionBattery.StateOfCharge.Current"),
        )
    )
    range_m = _first(
        number("Vehicle.Powertrain.Range"),
        number("Vehicle.Powertrain.FuelSystem.Range" if fuel else "Vehicle.Powertrain.TractionBattery.Range"),
    )
    return DriveView(
        speed=speed.number,
        speed_unit=speed.unit,
        power=form.power(power_w),
        power_known=power_w is not None,
        power_kw=0.0 if power_w is None else power_w / 1000,
        power_maximum_kw=maximum_kw,
        regeneration_maximum_kw=0.0 if fuel else round(maximum_kw * 0.375, -1),
        range=form.range(range_m),
        range_span=""
        if range_m is None
        else form.span(form.range(range_m * spread[0]), form.range(range_m * spread[1])),
        level=form.percent(level),
        level_known=level is not None,
        level_fraction=0.0 if level is None else min(1.0, max(0.0, level / 100)),
        level_low=level is not None and level <= RESERVE_PERCENT,
        fuel=fuel,
        gear=_gear(state, now_s),
        telltales=_telltales(state, now_s),
        tyres=_tyres(state, now_s, form),
        **_trip(state.connected, trip, form, fuel),
    )


def _lamp_name(icon: str) -> str:
    translate = QCoreApplication.translate
    match icon:
        case "car-light-dimmed":
            return translate("Drive", "Low beam")
        case "car-tire-alert":
            return translate("Drive", "Tyre pressure")
        case "seatbelt":
            return translate("Drive", "Seat belt")
        case "car-brake-parking":
            return translate("Drive", "Parking brake")
        case "car-light-high":
            return translate("Drive", "High beam")
        case "car-light-fog":
            return translate("Drive", "Rear fog light")
        case "car-brake-abs":
            return translate("Drive", "Anti-lock brakes")
        case "car-esp":
            return translate("Drive", "Stability control")
        case "car-traction-control":
            return translate("Drive", "Wheels slipping")
        case "wiper-wash-alert":
            return translate("Drive", "Washer fluid")
        case _:
            return translate("Drive", "Cruise control")


def _telltales(state: VehicleState, now_s: float) -> tuple[Telltale, ...]:
    lamps: list[Telltale] = []
    for path, icon, level, lit_by, always in _LAMPS:
        if "*" in path:
            sides = [_TYRE.format(row, side, "IsPressureLow") for row in (1, 2) for side in ("Left", "Right")]
            flags = [state.get(side, now_s) for side in sides]
            value = True if True in flags else None if None in flags else False
        else:
            value = state.get(path, now_s)  # type: ignore[assignment]
        lit = "unknown" if value is None else "on" if value == lit_by else "off"
        if always or lit == "on":
            lamps.append(Telltale(icon, _lamp_name(icon), lit, level))
    return tuple(lamps[:MAXIMUM_LAMPS])


def _tyres(state: VehicleState, now_s: float, form: Format) -> tuple[Tyre, ...]:
    translate = QCoreApplication.translate
    names = (
        translate("Drive", "Front left tyre"),
        translate("Drive", "Front right tyre"),
        translate("Drive", "Rear left tyre"),
        translate("Drive", "Rear right tyre"),
    )
    tyres: list[Tyre] = []
    places = ((1, "Left"), (1, "Right"), (2, "Left"), (2, "Right"))
    for name, (row, side) in zip(names, places, strict=True):
        pressure_kpa = state.number(_TYRE.format(row, side, "Pressure"), now_s)
        flagged = state.get(_TYRE.format(row, side, "IsPressureLow"), now_s)
        recommended_kpa = state.number(_TYRE.format(row, side, "RecommendedPressure"), now_s)
        limit_kpa = LOW_PRESSURE_KPA if recommended_kpa is None else LOW_SHARE * recommended_kpa
        low = flagged is True or (flagged is None and pressure_kpa is not None and pressure_kpa < limit_kpa)
        shown = form.pressure(pressure_kpa)
        tyres.append(Tyre(name, shown.number, translate("Drive", "low") if low else shown.unit, low))
    return tuple(tyres)


def _trip(connected: bool, trip: Mapping[str, Value], form: Format, fuel: bool) -> dict[str, Any]:
    def number(key: str) -> float | None:
        value = trip.get(key) if connected else None
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    distance_m, duration_s, average_mps = number("distance_m"), number("duration_s"), number("average_mps")
    if average_mps is None and distance_m is not None and duration_s:
        average_mps = distance_m / duration_s
    started = number("started_at")
    since = ""
    if started is not None and started > 0:
        moment = form.clock(datetime.fromtimestamp(started).time())
        since = QCoreApplication.translate("Drive", "since {time}").format(time=moment)
    if fuel:
        litres = number("fuel_l")
        known = litres is not None and distance_m is not None and distance_m >= 100
        consumption = form.fuel_consumption(litres * 1e5 / distance_m if known else None)  # type: ignore[operator]
    else:
        energy_wh = number("energy_wh")
        known = energy_wh is not None and distance_m is not None and distance_m >= 100
        consumption = form.consumption(energy_wh * 1000 / distance_m if known else None)  # type: ignore[operator]
    return {
        "trip_since": since,
        "trip_distance": form.trip_distance(distance_m),
        "trip_duration": form.hours(duration_s),
        "trip_consumption": consumption,
        "trip_speed": form.speed(None if average_mps is None else average_mps * 3.6),
    }


def _power_w(state: VehicleState, now_s: float, fuel: bool) -> float | None:
    if fuel:
        power_kw = state.number("Vehicle.Powertrain.CombustionEngine.Power", now_s)
    else:
        power_kw = state.number("Vehicle.Powertrain.ElectricMotor.Power", now_s)
    return None if power_kw is None else power_kw * 1000


def _gauge_maximum_kw(maximum_kw: float | None) -> float:
    """A round end of the scale at or over what the motor can give."""
    for end in (80.0, 120.0, 160.0, 240.0, 320.0, 480.0, 640.0):
        if maximum_kw is not None and maximum_kw <= end:
            return end
    return 160.0 if maximum_kw is None else 1000.0


def _gear(state: VehicleState, now_s: float) -> str:
    gear = state.number("Vehicle.Powertrain.Transmission.SelectedGear", now_s)
    if gear is None:
        gear = state.number("Vehicle.Powertrain.Transmission.CurrentGear", now_s)
    if gear is None:
        return ""
    return {PARK: "P", REVERSE: "R", NEUTRAL: "N"}.get(int(gear), "D")


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
