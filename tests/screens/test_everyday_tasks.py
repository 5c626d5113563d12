"""Any of the four everyday tasks in at most three touches, on the real screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.bus.media import MediaState, Player, Track
from hmi.view_models import media as media_module
from hmi.view_models.car.climate import DRIVER_SEAT, FAN
from tests.hmi.fake_car import TRIP_A
from tests.screens.unit import SIZES, Unit
from tests.screens.walk import Surface

MOST_TOUCHES = 3
STATIONS = (Track("/1", "Riviera Radio"), Track("/2", "France Inter"))
RADIO = Player("org.mpris.MediaPlayer2.radio", "Radio", tracks=STATIONS, can_play=True)
PHONE = Player("org.mpris.MediaPlayer2.bluez", "Léa’s phone", "playing", Track("/9", "A song"), can_play=True)


class FakePlayers(QObject):
    """Two sources of sound that do what they are told."""

    stateChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = MediaState((RADIO, PHONE), PHONE)
        self.heard: list[str] = []

    def choose(self, name: str) -> None:
        chosen = next(row for row in self.state.players if row.name == name)
        self.state = MediaState(self.state.players, chosen)
        self.heard.append(chosen.identity)
        self.stateChanged.emit()

    def goTo(self, track_id: str) -> None:
        self.heard.append(next(row.title for row in STATIONS if row.id == track_id))


@dataclass
class Hand:
    """Touches what it can see, and counts."""

    unit: Unit
    touches: list[str] = field(default_factory=list)

    def touch(self, name: str) -> None:
        root, scale = self.unit.root, self.unit.scale
        targets = Surface(root, scale).targets(root, scale)
        found = [target for target in targets if target.name == name]
        assert found, f"no “{name}” among {sorted(target.name for target in targets)}"
        centre = found[0].box.center()
        QTest.mouseClick(
            self.unit.view,
            Qt.MouseButton.LeftButton,
            pos=QPointF(centre.x() * scale, centre.y() * scale).toPoint(),
        )
        self.touches.append(name)
        self.unit.settle()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def hand(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Hand]:
    unit = Unit(*request.param)
    yield Hand(unit)
    unit.close()


def test_seat_heat_up_two_steps_and_fan_down(hand: Hand) -> None:
    hand.unit.vehicle.say({DRIVER_SEAT: 0, FAN: 50})
    hand.unit.settle()
    hand.touch("Driver's seat heat")
    hand.touch("Driver's seat heat")
    hand.touch("Fan: less")
    assert len(hand.touches) <= MOST_TOUCHES
    assert hand.unit.vehicle.asked == [(DRIVER_SEAT, 33), (DRIVER_SEAT, 67), (FAN, 25)]


def test_radio_on_at_a_station(hand: Hand) -> None:
    players = FakePlayers()
    media = hand.unit.others["media"]
    assert isinstance(media, media_module.MediaModel)
    media._client = players  # type: ignore[assignment]
    players.stateChanged.connect(media.refresh)
    media.refresh()
    hand.touch("Media")
    hand.touch("Radio")
    hand.touch("France Inter")
    assert len(hand.touches) <= MOST_TOUCHES
    assert players.heard == ["Radio", "France Inter"]


def test_trip_computer_reset(hand: Hand) -> None:
    hand.unit.vehicle.trips["A"] = TRIP_A
    hand.touch("Drive")
    hand.touch("Reset")
    assert len(hand.touches) <= MOST_TOUCHES
    assert hand.unit.vehicle.reset_trips == ["A"]


def test_display_to_its_dimmest(hand: Hand) -> None:
    hand.touch("Settings")
    hand.touch("Display")
    hand.touch("Dimmest")
    assert len(hand.touches) <= MOST_TOUCHES
    assert hand.unit.preferences.settings.brightness_percent == 5
