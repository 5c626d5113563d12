"""Whatever a signal is connected to is a slot of its class.

PySide gives an object whose method is none a meta-object of its own, which ends with the object. QML keeps
the properties of a meta-object by its address: those of the next one there are then read as undefined.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from hmi.app import processes
from hmi.app.kiosk import Kiosk
from hmi.app.simulated_car import Car
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.simulator_window import SimulatorWindow
from hmi.app.unit import HeadUnit
from hmi.navigation.places_book import PlacesFile
from hmi.settings import SettingsFile
from tests.app.planned import planned


def slots_of_its_own(thing: QObject) -> list[str]:
    """What the object's meta-object knows beside its class's."""
    own, shared = thing.metaObject(), type(thing).staticMetaObject
    return [
        bytes(own.method(index).methodSignature().data()).decode()
        for index in range(shared.methodCount(), own.methodCount())
    ]


@pytest.fixture
def everything(
    private_bus: str, tmp_path: Path, monaco_region: Path, qtbot: QtBot
) -> Iterator[tuple[SimulatorWindow, Kiosk]]:
    kept = SettingsFile(tmp_path / "settings.json"), PlacesFile(tmp_path / "places.json")
    unit = HeadUnit(private_bus, [monaco_region], *kept)
    driver = SimulatedDriver(unit.client, unit.navigator, unit)
    agent = processes.agent(private_bus, start="43.74687,7.43292", state_folder=tmp_path / "state")
    trip = planned(monaco_region)
    window = SimulatorWindow(unit, driver, trip, Car(private_bus, (agent,)), 1280, 720)
    window.show()
    kiosk = Kiosk(unit, driver, trip, 1.0)
    yield window, kiosk
    window.close()
    unit.close()


def test_no_object_of_ours_has_a_meta_object_of_its_own(
    everything: tuple[SimulatorWindow, Kiosk], qtbot: QtBot
) -> None:
    qtbot.wait(500)
    found = {
        type(thing).__qualname__: extra
        for thing in gc.get_objects()
        if isinstance(thing, QObject)
        and type(thing).__module__.startswith("hmi.")
        and Shiboken.isValid(thing)
        and (extra := slots_of_its_own(thing))
    }
    assert found == {}
