"""The kiosk: drives by itself, gives way to a touch, starts over when left alone, and cannot be left."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.app import processes
from hmi.app.kiosk import Kiosk
from hmi.app.run import end_on_signals
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.unit import HeadUnit
from hmi.navigation.places_book import PlacesFile
from hmi.settings import SettingsFile
from tests.app.planned import planned

ALONE_AFTER_S = 1.0


@pytest.fixture
def unit(private_bus: str, tmp_path: Path, monaco_region: Path, qtbot: QtBot) -> Iterator[HeadUnit]:
    agent = processes.agent(private_bus, start="43.74687,7.43292", state_folder=tmp_path / "state")
    agent.start()
    kept = SettingsFile(tmp_path / "settings.json"), PlacesFile(tmp_path / "places.json")
    unit = HeadUnit(private_bus, [monaco_region], *kept)
    yield unit
    unit.close()
    agent.stop()


@pytest.fixture
def kiosk(unit: HeadUnit, monaco_region: Path, qtbot: QtBot) -> Kiosk:
    driver = SimulatedDriver(unit.client, unit.navigator)
    trip = planned(monaco_region)
    kiosk = Kiosk(unit, driver, trip, 8.0, alone_after_s=ALONE_AFTER_S)
    kiosk.show()
    qtbot.waitUntil(lambda: unit.navigator.state.fix is not None, timeout=20_000)
    return kiosk


def touch(unit: HeadUnit) -> None:
    QTest.mouseClick(
        unit.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(52, 160), -1
    )


def test_nobody_there_it_drives_by_itself(kiosk: Kiosk, unit: HeadUnit, qtbot: QtBot) -> None:
    assert kiosk.attracting
    qtbot.waitUntil(lambda: unit.navigator.state.guidance is not None, timeout=40_000)


def test_a_touch_gives_the_unit_to_the_visitor_until_left_alone(
    kiosk: Kiosk, unit: HeadUnit, qtbot: QtBot
) -> None:
    touch(unit)
    assert not kiosk.attracting
    unit.settings.change(language="ja", appearance="night")
    unit.shell.show("media")
    qtbot.waitUntil(lambda: kiosk.attracting, timeout=5_000)
    assert unit.settings.settings.language == "en", "the next visitor finds it as the first did"
    assert unit.shell.property("screen") == "map"


def test_a_visitor_who_goes_on_touching_is_not_interrupted(
    kiosk: Kiosk, unit: HeadUnit, qtbot: QtBot
) -> None:
    for _ in range(4):
        touch(unit)
        qtbot.wait(round(600 * ALONE_AFTER_S))
        assert not kiosk.attracting


def test_there_is_no_way_out(kiosk: Kiosk, unit: HeadUnit, qtbot: QtBot) -> None:
    closing = QCloseEvent()
    QGuiApplication.sendEvent(unit.view, closing)
    assert not closing.isAccepted()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Q):
        QTest.keyClick(unit.view, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert unit.view.isVisible()
    assert unit.view.flags() & Qt.WindowType.FramelessWindowHint
    assert QEvent.Type.Close is closing.type()


def test_whoever_runs_it_ends_it_by_a_signal(kiosk: Kiosk, unit: HeadUnit, qtbot: QtBot) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    before = [(number, signal.getsignal(number)) for number in (signal.SIGTERM, signal.SIGINT)]
    end_on_signals(application)
    ticking = QTimer()  # as the nurse's: it lets Python hear of signals
    ticking.timeout.connect(lambda: None)
    ticking.start(50)
    try:
        QTimer.singleShot(100, lambda: os.kill(os.getpid(), signal.SIGTERM))
        QTimer.singleShot(5000, lambda: application.exit(1))
        assert application.exec() == 0
        assert unit.view.isVisible(), "it ended without asking the window, which refuses"
    finally:
        ticking.stop()
        for number, handler in before:
            signal.signal(number, handler)
