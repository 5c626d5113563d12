"""A destination sent from a phone: a notification, one touch, a way through all of its stops."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from hmi.app.sent_destinations import SentDestinations
from hmi.navigation.places_book import PlacesFile
from hmi.settings import SettingsFile
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.alerts import AlertsModel
from tests.hmi.fake_car import MOVING_EV, FakeCar
from tests.screens.fakes import FakeNavigator

CAFE = {"name": "Café", "lat": 43.73, "lon": 7.42}
PORT = {"name": "Port", "lat": 43.74, "lon": 7.43}


class FakeCloud(QObject):
    recordsRead = Signal(list)
    recordsChanged = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.written: list[tuple[str, str, object]] = []

    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None:
        self.written.append((kind, record, fields))

    def send(self, *stops: dict[str, Any], record: str = "d1", name: str = "Trip") -> None:
        self.recordsChanged.emit([["destination", record, {"name": name, "stops": list(stops)}]])


class Car:
    def __init__(self, folder: Path) -> None:
        settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.cloud = FakeCloud()
        self.navigator = FakeNavigator()
        self.alerts = AlertsModel(FakeCar(MOVING_EV, lambda: 1000.0), settings, lambda: 1000.0)
        self.search = SearchModel(self.navigator, settings, PlacesFile(folder / "places.json"))
        self.desk = SentDestinations(self.cloud, self.search, self.alerts)

    @property
    def previewed(self) -> list[list[str]]:
        return [list(call[1]) for call in self.navigator.asked if call[0] == "preview"]


@pytest.fixture
def car(tmp_path: Path, qapp: object) -> Car:
    return Car(tmp_path)


def test_it_is_shown_and_one_touch_leads_there(car: Car) -> None:
    car.cloud.send(CAFE, name="Café")
    assert (car.alerts.title, car.alerts.action) == ("Café", "Navigate")
    car.alerts.act()
    assert car.previewed == [["Café"]]
    assert car.cloud.written == [("destination", "d1", None)]
    assert car.alerts.shown is False


def test_several_stops_are_stops_of_the_way_in_their_order(car: Car) -> None:
    car.cloud.send(CAFE, PORT)
    assert "Café" in car.alerts.text
    car.alerts.act()
    assert car.previewed == [["Café", "Port"]]


def test_put_away_it_stays_among_the_recent_places(car: Car) -> None:
    car.cloud.send(CAFE)
    car.alerts.dismiss()
    assert car.previewed == []
    assert [place.name for place in car.search.book.recents] == ["Café"]
    assert car.cloud.written == [("destination", "d1", None)]


def test_what_waited_at_the_start_is_shown_and_a_repetition_is_not(car: Car) -> None:
    row = ["destination", "d1", {"name": "Café", "stops": [CAFE]}]
    car.cloud.recordsRead.emit([row])
    car.cloud.recordsRead.emit([row])
    car.alerts.dismiss()
    assert car.alerts.shown is False


def test_it_goes_when_the_phone_takes_it_back(car: Car) -> None:
    car.cloud.send(CAFE)
    car.cloud.recordsChanged.emit([["destination", "d1", None]])
    assert car.alerts.shown is False
    assert car.cloud.written == []


@pytest.mark.parametrize("stops", [[], "x", [5], [{"name": "x", "lat": 99, "lon": 0}], [CAFE, {"lat": 1}]])
def test_what_is_no_destination_is_not_shown(car: Car, stops: object) -> None:
    car.cloud.recordsChanged.emit([["destination", "d1", {"name": "x", "stops": stops}]])
    assert car.alerts.shown is False
