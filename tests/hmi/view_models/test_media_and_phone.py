"""What plays and who calls: from the bus to the words, honest when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QObject, Signal

from hmi.bus.bluetooth import Device
from hmi.bus.media import MediaState, Player, Track
from hmi.bus.phone import Call, PhoneState
from hmi.bus.phonebook import Contact, RecentCall
from hmi.view_models.media import MediaModel, source_icon
from hmi.view_models.phone import PhoneModel, problem_words
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import DistractionModel
from tests.hmi.fake_car import FakeCar

from .conftest import Clock

STATIONS = tuple(Track(f"/{number}", f"Station {number}") for number in range(9))
RADIO = Player("org.mpris.MediaPlayer2.radio", "Radio", tracks=STATIONS, can_play=True)
SONG = Track("/s", "Golden Hour", "Harbour Unit", "Port", 246.0, "file:///tmp/cover.png")
PHONE = Player(
    "org.mpris.MediaPlayer2.bluez", "Léa’s phone", "playing", SONG, (), 94.0, 1000.0, can_seek=True
)


class FakePlayers(QObject):
    stateChanged = Signal()

    def __init__(self, *players: Player) -> None:
        super().__init__()
        self.state = MediaState(players, players[-1] if players else None)
        self.done: list[object] = []

    def become(self, state: MediaState) -> None:
        self.state = state
        self.stateChanged.emit()

    def choose(self, name: str) -> None:
        self.done.append(("choose", name))
        self.become(replace(self.state, current=next(row for row in self.state.players if row.name == name)))

    def seek(self, position_s: float) -> None:
        self.done.append(("seek", position_s))

    def setVolume(self, volume: float) -> None:
        self.done.append(("volume", volume))

    def setShuffle(self, shuffle: bool) -> None:
        self.done.append(("shuffle", shuffle))

    def goTo(self, track: str) -> None:
        self.done.append(("go to", track))

    def playPause(self) -> None:
        self.done.append("play or pause")

    def next(self) -> None:
        self.done.append("next")

    def previous(self) -> None:
        self.done.append("previous")


class FakePhone(QObject):
    stateChanged = Signal()

    def __init__(self, state: PhoneState) -> None:
        super().__init__()
        self.state = state
        self.done: list[object] = []

    def become(self, state: PhoneState) -> None:
        self.state = state
        self.stateChanged.emit()

    def answer(self, call: str) -> None:
        self.done.append(("answer", call))

    def hangUp(self, call: str) -> None:
        self.done.append(("hang up", call))

    def dial(self, number: str) -> None:
        self.done.append(("dial", number))

    def setMuted(self, muted: bool) -> None:
        self.done.append(("mute", muted))

    def swapCalls(self) -> None:
        self.done.append("swap")


LEA = Device("/lea", "aa", "Léa’s phone", True, True, True, 80)


def test_nothing_plays(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    for players in (None, FakePlayers()):
        model = MediaModel(car, settings, players, clock)
        assert not model.available
        assert model.title == ""
        assert model.position == "–"
        model.playPause()
        model.seek(0.5)
        model.toggleShuffle()
        if players is not None:
            assert players.done == ["play or pause"]


def test_what_plays_and_how_far(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    model = MediaModel(car, settings, FakePlayers(RADIO, PHONE), clock)
    assert (model.title, model.artist, model.length) == ("Golden Hour", "Harbour Unit", "4:06")
    assert model.position == "1:34"
    clock.now_s += 10
    assert model.position == "1:44"
    clock.now_s += 1000
    assert model.position == "4:06"
    assert model.fraction == 1.0


def test_a_player_that_stops_keeps_its_place(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    players = FakePlayers(replace(PHONE, status="paused"))
    model = MediaModel(car, settings, players, clock)
    clock.now_s += 60
    assert model.position == "1:34"
    assert not model.playing


def test_seeking_is_in_seconds_of_the_title(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    players = FakePlayers(PHONE)
    model = MediaModel(car, settings, players, clock)
    model.seek(0.5)
    model.seek(9.0)
    model.setVolume(-1)
    assert players.done == [("seek", 123.0), ("seek", 246.0), ("volume", 0.0)]


def test_a_cover_from_the_network_is_not_fetched(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    players = FakePlayers(PHONE)
    model = MediaModel(car, settings, players, clock)
    assert model.art.isLocalFile()
    spying = replace(PHONE, track=replace(SONG, art_url="https://example.org/who-listens.png"))
    players.become(MediaState((spying,), spying))
    assert model.art.isEmpty()


def test_a_radio_shows_its_stations_and_a_moving_car_only_six(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    players = FakePlayers(RADIO, PHONE)
    model = MediaModel(car, settings, players, clock)
    model.select(RADIO.name)
    assert model.listing
    assert model.tracks.rowCount() == 9
    model.limit_by(DistractionModel(car, clock))
    assert model.tracks.rowCount() == 6
    model.play("/3")
    assert players.done == [("choose", RADIO.name), ("go to", "/3")]
    model.select(PHONE.name)
    assert not model.listing


def test_a_player_that_leaves_is_gone(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    players = FakePlayers(RADIO, PHONE)
    model = MediaModel(car, settings, players, clock)
    players.become(MediaState())
    assert not model.available
    assert model.sources.rowCount() == 0


@pytest.mark.parametrize(
    ("name", "icon"),
    [("bluez", "bluetooth"), ("radio.tuner", "radio"), ("usb1", "usb"), ("mpv", "play-circle-outline")],
)
def test_a_source_has_the_icon_of_its_kind(name: str, icon: str) -> None:
    assert source_icon(Player(f"org.mpris.MediaPlayer2.{name}", "X")) == icon


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (PhoneState(), "This unit has no Bluetooth at the moment."),
        (PhoneState("off"), "Bluetooth is off."),
        (PhoneState("on"), "No phone has been paired yet."),
        (PhoneState("on", devices=(replace(LEA, connected=False),)), "No phone is in reach."),
        (PhoneState("on", devices=(LEA,)), ""),
    ],
)
def test_why_there_is_no_phone(
    state: PhoneState, why: str, car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    model = PhoneModel(car, settings, FakePhone(state), clock)
    assert model.whyNot == why
    assert model.connected is (why == "")


def test_a_call_comes_in_is_taken_and_ends(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    phone = FakePhone(PhoneState("on", devices=(LEA,), calling=True))
    model = PhoneModel(car, settings, phone, clock)
    rung: list[bool] = []
    model.rang.connect(lambda: rung.append(True))
    ringing = PhoneState("on", devices=(LEA,), calls=(Call("/1", "+377", "Anna", "incoming", 1000.0),))
    phone.become(ringing)
    phone.become(replace(ringing, signal_percent=40))
    assert rung == [True], "it rings once"
    assert (model.caller, model.callText, model.incoming) == ("Anna", "Incoming call", True)
    model.answer()
    phone.become(replace(ringing, calls=(Call("/1", "+377", "Anna", "active", 1000.0),)))
    clock.now_s += 75
    assert (model.callText, model.incoming) == ("1:15", False)
    model.toggleMute()
    model.hangUp()
    phone.become(PhoneState("on", devices=(LEA,)))
    assert not model.inCall
    assert phone.done == [("answer", "/1"), ("mute", True), ("hang up", "/1")]


def test_a_second_call_is_the_one_to_decide_about(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    calls = (Call("/1", "1", "Anna", "active", 0.0), Call("/2", "", "", "waiting", 0.0))
    phone = FakePhone(PhoneState("on", devices=(LEA,), calls=calls))
    model = PhoneModel(car, settings, phone, clock)
    assert model.caller == "Unknown number"
    assert model.severalCalls
    model.hangUp()
    assert phone.done == [("hang up", "/2")]


def test_lists_are_short_while_moving(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    recents = tuple(
        RecentCall("", f"+{number}", "missed", datetime(2025, 1, 1, 13, 2)) for number in range(20)
    )
    contacts = tuple(Contact(f"Person {number}", (f"+{number}",)) for number in range(20))
    phone = FakePhone(PhoneState("on", devices=(LEA,), recents=recents, contacts=contacts))
    model = PhoneModel(car, settings, phone, clock)
    assert (model.recents.rowCount(), model.contacts.rowCount()) == (20, 20)
    assert model.recents.rows[0].details == "Missed · 13:02"
    model.limit_by(DistractionModel(car, clock))
    assert (model.recents.rowCount(), model.contacts.rowCount()) == (6, 6)
    model.dial("+3")
    model.dial("")
    assert phone.done == [("dial", "+3")]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("no phone is connected", "No phone is connected."),
        ("there is no Bluetooth adapter", "There is no Bluetooth in this car."),
        ("3 contacts cannot be read", "Contacts that cannot be read: 3"),
        ("the phone refused to hand over its contacts", "Allow it on the phone"),
        ("org.ofono.Error.Failed", "The phone does not do that."),
    ],
)
def test_what_a_phone_refuses_is_said_in_the_drivers_words(reason: str, words: str) -> None:
    assert words in problem_words(reason)
