"""The car's screens in every state that a driver meets, in six languages: held to the rules of all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from hmi.bus.bluetooth import Device
from hmi.bus.media import MediaState, Player, Track
from hmi.bus.phone import Call, PhoneState
from hmi.bus.phonebook import Contact, RecentCall
from hmi.energy.charge_plan import ChargePlan, ChargeStep, PlanReason
from hmi.upkeep.forecast import Confidence, Forecast, NotYet, Part
from hmi.view_models.car.screen import CarModel
from hmi.view_models.energy.energy_view import PLUGGED
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.media import MediaModel
from hmi.view_models.phone import PhoneModel
from hmi.view_models.settings.settings_rows import (
    SECTIONS,
    InstalledRegion,
    PairedPhone,
    SentSummary,
    Surroundings,
)
from hmi.view_models.shell.alerts import AlertsModel
from hmi.view_models.shell.notifications import Notification, Priority
from tests.screens.fakes import CASINO, NOON
from tests.screens.scenes import park
from tests.screens.test_screens import text_faults, touch_faults
from tests.screens.unit import Unit, pictures_folder
from tests.screens.walk import tree

TRACKS = tuple(Track(f"/{number}", f"Station {number}", "News") for number in range(9))
SONG = Track("/0", "Golden Hour, Port Hercule", "Harbour Unit", "", 246.0)
PLAYERS = (
    Player("org.mpris.MediaPlayer2.radio", "Radio", tracks=TRACKS, can_play=True),
    Player(
        "org.mpris.MediaPlayer2.bluez",
        "Léa’s phone",
        "playing",
        SONG,
        TRACKS,
        94.0,
        can_next=True,
        can_previous=True,
        can_seek=True,
    ),
)
LEA = Device("/d", "aa", "Léa’s phone", True, True, True, 80)
RECENTS = (
    RecentCall("Anna", "+377 1", "missed", datetime(2025, 1, 1, 13, 2)),
    RecentCall("", "+33 4 93", "dialed", None),
)
AROUND = Surroundings(
    regions=(
        InstalledRegion("monaco", "Monaco", 4_200_000, datetime(2025, 3, 1).date(), update=True),
        InstalledRegion("porto", "Porto", 12_000_000, installed=False, progress=0.4),
    ),
    sent={"health": SentSummary(38, 4800, datetime(2025, 1, 1, 14, 2))},
    phones=(PairedPhone("x", "Léa’s phone", True), PairedPhone("y", "Work", False)),
    bluetooth=True,
    exports=True,
    companion="https://cloud.example",
)


CHARGES = "Vehicle.Powertrain.TractionBattery.Charging.IsCharging"


class Source(QObject):
    """Players or a phone that stay as they are."""

    stateChanged = Signal()

    def __init__(self, state: object) -> None:
        super().__init__()
        self.state = state


def media(unit: Unit, *, listing: bool) -> None:
    model = unit.others["media"]
    assert isinstance(model, MediaModel)
    model._client = Source(MediaState(PLAYERS, PLAYERS[1]))  # type: ignore[assignment]
    model._listing = listing
    model.refresh()
    unit.shell.screen = "media"


def phone(unit: Unit, state: PhoneState) -> None:
    model = unit.others["phone"]
    assert isinstance(model, PhoneModel)
    model._phone = Source(state)  # type: ignore[assignment]
    model.refresh()
    unit.shell.screen = "phone"


def car(unit: Unit, *codes: str) -> None:
    unit.vehicle.codes = codes
    unit.vehicle.say(
        {
            "Vehicle.Body.Lights.LightSwitch": "AUTO",
        }
    )
    model = unit.others["car"]
    assert isinstance(model, CarModel)
    due = Forecast(
        Part.FRONT_PADS, 120, 170, 240, Confidence.MEDIUM, (), "%", 90.0, "discs_too", "brake_pads"
    )
    model.show_outlooks(
        [
            replace(
                due,
                part=Part.TYRE_FRONT_LEFT,
                first_days=4,
                likely_days=6,
                last_days=9,
                otherwise="tyre_flat",
            ),
            due,
            replace(due, part=Part.SERVICE, last_days=500, otherwise="service_missed"),
            NotYet(Part.WIPERS, "last_change"),
        ]
    )
    unit.shell.screen = "car"


def open_row(unit: Unit) -> None:
    car(unit)
    unit.settle(60)
    (page,) = [item for item in tree(unit.root) if item.property("openPart") is not None]
    page.setProperty("openPart", "tyre_front_left")


def charge_plan() -> ChargePlan:
    """From NOON to the next morning, an hour of it charged."""
    begin = NOON.timestamp() // 3600 * 3600
    steps = tuple(
        ChargeStep(begin + 900 * n, begin + 900 * (n + 1), 0.1 + n / 200, 11.0 if 40 <= n < 44 else 0.0)
        for n in range(72)
    )
    values = {"until_unix_s": steps[40].begin_unix_s, "price_now": 0.31, "price_then": 0.14}
    return ChargePlan(
        begin,
        PlanReason.WAITS,
        values,
        steps,
        departure_unix_s=begin + 17 * 3600,
        target_percent=80,
        percent_at_departure=80,
        cost=3.87,
        socket_kw=11.0,
    )


def energy(unit: Unit, *, editing: bool) -> None:
    model = unit.others["energy"]
    assert isinstance(model, EnergyModel)
    park(unit)
    for step in range(40):
        unit.vehicle.say(
            {
                "Vehicle.TraveledDistance": 48_000_000 + 250 * step,
                "Vehicle.Powertrain.TractionBattery.StateOfCharge.CurrentEnergy": 46.0
                - 0.04 * step
                - 0.02 * (step % 7),
            }
        )
        model.refresh()
    model.show_plan(charge_plan())
    if model.editing != editing:
        model.edit()
    unit.shell.screen = "energy"


def charging(unit: Unit, kind: str, place: int = -1) -> None:
    unit.vehicle.trips |= {
        "current": {
            "distance_m": 184_000.0,
            "moving_s": 7260.0,
            "consumption_wh_per_km": 171.0,
            "recovered_wh": 3900.0,
            "average_mps": 25.3,
            "highest_mps": 36.1,
        },
        "since charge": {"charged_wh": 12_400.0},
    }
    charge = "Vehicle.Powertrain.TractionBattery.Charging."
    unit.vehicle.say(
        {
            "Vehicle.Speed": 0.0,
            f"{charge}ChargingPort.AnyPosition.IsChargingCableConnected": True,
            f"{charge}IsCharging": True,
            f"{charge}TimeToComplete": 1920,
            f"{charge}ChargeLimit": 80,
            "Vehicle.Powertrain.TractionBattery.CurrentPower": 50_000.0,
            "Vehicle.Powertrain.ElectricMotor.Power": 0,
            "Vehicle.CurrentLocation.Latitude": CASINO.lat_deg,
            "Vehicle.CurrentLocation.Longitude": CASINO.lon_deg,
            "Vehicle.CurrentLocation.Heading": 220.0,
        }
    )
    model = unit.others["energy"]
    assert isinstance(model, EnergyModel)
    model.charging_stop.refresh()
    model.refresh()
    model.charging_stop.choose(kind)
    model.charging_stop.look(place)
    unit.shell.screen = "energy"


def settings(unit: Unit, section: str) -> None:
    park(unit)
    unit.preferences.surround(AROUND)
    unit.preferences.section = section
    unit.shell.screen = "settings"


def erase(unit: Unit) -> None:
    settings(unit, "privacy")
    unit.preferences.act("privacy", 1)


def pairing(unit: Unit, person: str) -> None:
    settings(unit, "phones")
    model = unit.preferences.cloud_pairing
    model.offer("driver")
    model.show_code("https://cloud.example", "q3VtbG9uZ2Vub3VnaA")
    if person:
        model.show_person(person)


def notification(unit: Unit) -> None:
    unit.shell.screen = "drive"
    model = unit.others["alerts"]
    assert isinstance(model, AlertsModel)
    model.push(
        Notification("x", "Tyre rear left is low", "Check it soon.", "alert", Priority.WARNING, "Find air")
    )


def calm(unit: Unit) -> None:
    unit.vehicle.say({"Vehicle.Speed": 46.0, PLUGGED: False, CHARGES: False})
    energy_model = unit.others["energy"]
    assert isinstance(energy_model, EnergyModel)
    energy_model.charging_stop.refresh()
    unit.preferences.answer(False)
    unit.preferences.cloud_pairing.close()
    model = unit.others["alerts"]
    assert isinstance(model, AlertsModel)
    model.withdraw("x")


SCENES: dict[str, Callable[[Unit], None]] = {
    "playing": lambda unit: media(unit, listing=False),
    "stations": lambda unit: media(unit, listing=True),
    "recents": lambda unit: phone(
        unit,
        PhoneState("on", devices=(LEA,), calling=True, recents=RECENTS, contacts=(Contact("A", ("1",)),)),
    ),
    "ringing": lambda unit: phone(
        unit, PhoneState("on", devices=(LEA,), calls=(Call("1", "+377", "Anna", "incoming", 0.0),))
    ),
    "talking": lambda unit: phone(
        unit, PhoneState("on", devices=(LEA,), calls=(Call("1", "+377", "Anna", "active", 0.0),))
    ),
    "maintenance": lambda unit: car(unit),
    "maintenance-open": open_row,
    "faults": lambda unit: car(unit, "P0420", "P0A80"),
    "curve": lambda unit: energy(unit, editing=False),
    "plan-edit": lambda unit: energy(unit, editing=True),
    "charging-food": lambda unit: charging(unit, "food"),
    "charging-place": lambda unit: charging(unit, "food", 0),
    "charging-toilets": lambda unit: charging(unit, "toilets"),
    "charging-drive": lambda unit: charging(unit, "drive"),
    **{f"settings-{section}": lambda unit, section=section: settings(unit, section) for section in SECTIONS},
    "erase": erase,
    "pairing-code": lambda unit: pairing(unit, ""),
    "pairing-question": lambda unit: pairing(unit, "Léa"),
    "notification": notification,
}
LOOKS = (
    ((1280, 720), True, "en"),
    ((1024, 600), False, "de"),
    ((1920, 720), True, "fr"),
    ((800, 1280), True, "es"),
    ((1080, 1920), False, "ja"),
    ((1024, 600), True, "ar"),
)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0][0]}x{look[0][1]}-{look[2]}")
def look(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[tuple[str, Unit]]:
    (width, height), night, language = request.param
    unit = Unit(width, height, night=night, language=language)
    yield f"{width}x{height}-{language}", unit
    unit.close()


def test_every_state_of_the_cars_screens(look: tuple[str, Unit]) -> None:
    name, unit = look
    folder = pictures_folder()
    found: list[str] = []
    for scene, show in SCENES.items():
        calm(unit)
        show(unit)
        unit.settle(400 if scene == "notification" else 60)
        picture = unit.picture()
        if folder is not None:
            assert picture.save(str(folder / f"{scene}-{name}.png"))
        found += [f"{scene}: {fault}" for fault in (*touch_faults(unit, scene), *text_faults(unit, picture))]
    assert not unit.problems, "\n".join(unit.problems)
    assert not found, "\n".join(sorted(set(found)))
