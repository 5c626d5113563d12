"""Favourites, recent places and profiles are the same on every head unit and on the phone, without echoes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal

from hmi.agent.books.record_book import RecordBook
from hmi.app.record_sync import AgreedFile, RecordSync
from hmi.navigation.places_book import PlacesFile
from hmi.settings import SettingsFile
from hmi.sync.clock import Stamp
from hmi.sync.errors import MessageError
from hmi.sync.records import Record, RecordKind
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.settings.model import SettingsModel
from maps.geometry import LatLon
from maps.models import Place
from tests.screens.fakes import FakeNavigator

CAFE = Place("Café", LatLon(43.73, 7.42), "cafe", "Monaco", id="n1")
PORT = Place("Port", LatLon(43.74, 7.43), "marina", "Monaco", id="w2")


class FakeAgent(QObject):
    """The agent's record book behind CloudClient's signals; it may be away."""

    recordsRead = Signal(list)
    recordsChanged = Signal(list)
    recordWritten = Signal(str, str)

    def __init__(self, book: RecordBook) -> None:
        super().__init__()
        self.book, self.away = book, False
        self.outgoing: list[Record] = []
        self.written = 0

    def read_records(self) -> None:
        if not self.away:
            self.recordsRead.emit([[r.kind.value, r.id, r.values] for r in self.book.all() if r.alive])

    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None:
        if self.away:
            return
        self.written += 1
        edit = (
            self.book.remove(RecordKind(kind), record)
            if fields is None
            else self.book.write(RecordKind(kind), record, dict(fields))
        )
        self.outgoing.append(edit)
        self.recordWritten.emit(kind, record)

    def hear(self, records: list[Record]) -> None:
        changed = self.book.hear(records)
        if changed and not self.away:
            self.recordsChanged.emit([[r.kind.value, r.id, r.values if r.alive else None] for r in changed])


class HeadUnit:
    """One car's places and settings, kept in step."""

    def __init__(self, folder: Path, name: str, now_ms: Callable[[], int]) -> None:
        self.folder, self._now_ms = folder / name, now_ms
        self.agent = FakeAgent(RecordBook(self.folder / "records.sqlite", name, now_ms))
        self.start()

    def start(self) -> None:
        """A start of the program over what is on disk; the agent runs on."""
        self.settings = SettingsModel(SettingsFile(self.folder / "settings.json"))
        places = PlacesFile(self.folder / "places.json")
        self.search = SearchModel(FakeNavigator(), self.settings, places)
        agreed = AgreedFile(self.folder / "agreed.json")
        self.sync = RecordSync(self.agent, self.search, self.settings, agreed, None, self._now_ms)

    def stop(self) -> None:
        self.settings.save()
        for signal in (self.agent.recordsRead, self.agent.recordsChanged, self.agent.recordWritten):
            signal.disconnect()

    def keep(self, place: Place) -> None:
        self.search._book = self.search.book.toggled(place)
        self.search._book_changed()

    @property
    def shown(self) -> tuple[Any, ...]:
        book = self.search.book
        return (
            [(p.name, p.position) for p in book.favourites],
            [(p.name, p.position) for p in book.recents],
            {key: profile.home for key, profile in self.settings.profiles.by_id.items()},
            {key: profile.language for key, profile in self.settings.profiles.by_id.items()},
        )


class Clock:
    def __init__(self) -> None:
        self.now_ms = 1_800_000_000_000

    def __call__(self) -> int:
        self.now_ms += 1
        return self.now_ms


@pytest.fixture
def units(tmp_path: Path, qapp: object) -> tuple[HeadUnit, HeadUnit]:
    clock = Clock()
    return HeadUnit(tmp_path, "one", clock), HeadUnit(tmp_path, "two", clock)


def exchange(*units: HeadUnit) -> None:
    """Everybody hears of everybody's edits, until there is nothing new."""
    for _ in range(10):
        edits = [(unit, unit.agent.outgoing) for unit in units]
        for unit in units:
            unit.agent.outgoing = []
        if not any(records for _, records in edits):
            return
        for sender, records in edits:
            for unit in units:
                if unit is not sender:
                    unit.agent.hear(records)
    raise AssertionError("the head units go on answering each other")


def test_a_favourite_of_one_is_a_favourite_of_the_other_and_its_deletion_too(
    units: tuple[HeadUnit, HeadUnit],
) -> None:
    one, two = units
    exchange(one, two)
    before = two.agent.written
    one.keep(CAFE)
    one.keep(PORT)
    exchange(one, two)
    assert two.search.book.favourites == (CAFE, PORT)
    assert two.agent.written == before, "what was taken over is not written back"
    two.keep(CAFE)
    exchange(one, two)
    assert one.search.book.favourites == (PORT,)


def test_home_and_language_follow_the_profile_and_consent_does_not(units: tuple[HeadUnit, HeadUnit]) -> None:
    one, two = units
    one.settings.change(home="43.730000,7.420000 Home", language="fr", share_position=True)
    exchange(one, two)
    assert two.settings.settings.home == "43.730000,7.420000 Home"
    assert two.settings.settings.language == "fr"
    assert two.settings.settings.share_position is False


def test_a_new_head_unit_does_not_undo_what_another_was_taught(tmp_path: Path, qapp: object) -> None:
    clock = Clock()
    one = HeadUnit(tmp_path, "one", clock)
    one.settings.change(language="fr")
    two = HeadUnit(tmp_path, "two", clock)
    exchange(one, two)
    assert (one.settings.settings.language, two.settings.settings.language) == ("fr", "fr")


def test_an_edit_while_the_agent_is_away_is_written_when_it_is_back(units: tuple[HeadUnit, HeadUnit]) -> None:
    one, two = units
    one.keep(CAFE)
    exchange(one, two)
    one.agent.away = True
    one.keep(PORT)
    one.keep(CAFE)  # no favourite any more
    one.stop()
    one.start()
    assert one.search.book.favourites == (PORT,)
    one.agent.away = False
    one.agent.read_records()
    exchange(one, two)
    assert two.search.book.favourites == (PORT,)


def test_a_deletion_elsewhere_while_this_one_was_off_counts(units: tuple[HeadUnit, HeadUnit]) -> None:
    one, two = units
    one.keep(CAFE)
    exchange(one, two)
    one.stop()
    two.keep(CAFE)
    exchange(one, two)
    one.start()
    assert one.search.book.favourites == ()


def test_an_agent_that_lost_its_records_does_not_empty_the_lists(
    units: tuple[HeadUnit, HeadUnit], tmp_path: Path
) -> None:
    one, _ = units
    one.keep(CAFE)
    one.stop()
    one.agent.book = RecordBook(tmp_path / "fresh.sqlite", "one")
    one.start()
    assert one.search.book.favourites == (CAFE,)
    kept = [r for r in one.agent.book.all() if r.kind is RecordKind.FAVOURITE]
    assert [r.values["name"] for r in kept] == ["Café"]


def test_what_the_phone_renames_keeps_its_record(units: tuple[HeadUnit, HeadUnit]) -> None:
    one, two = units
    phone = RecordBook(one.folder / "phone.sqlite", "phone")
    one.keep(CAFE)
    record = one.agent.outgoing[-1]
    phone.hear([record])
    renamed = phone.write(record.kind, record.id, {"name": "Chez Léa"})
    exchange(one, two)
    for unit in units:
        unit.agent.hear([renamed])
    assert [place.name for place in one.search.book.favourites] == ["Chez Léa"]
    two.keep(two.search.book.favourites[0])
    exchange(one, two)
    assert one.search.book.favourites == ()
    assert not any(r.alive for r in one.agent.book.all() if r.kind is RecordKind.FAVOURITE)


@pytest.mark.parametrize(
    "fields", [{"name": 5}, {"lat": "x", "lon": 1}, {"lat": 91, "lon": 0}, {"lat": True}]
)
def test_what_is_no_place_is_never_written(units: tuple[HeadUnit, HeadUnit], fields: dict[str, Any]) -> None:
    one, _ = units
    phone = RecordBook(one.folder / "phone.sqlite", "phone")
    with pytest.raises(MessageError):
        phone.write(RecordKind.FAVOURITE, "odd", fields)
    odd = Record(RecordKind.FAVOURITE, "odd")
    for name, value in fields.items():
        odd = odd.written(name, value, Stamp(5, 0, "another"))
    assert one.agent.book.hear([odd]) == []


@pytest.mark.parametrize("fields", [{}, {"name": "Nowhere"}, {"lat": 43.7}])
def test_a_place_without_a_position_is_left_alone(
    units: tuple[HeadUnit, HeadUnit], fields: dict[str, Any]
) -> None:
    one, _ = units
    phone = RecordBook(one.folder / "phone.sqlite", "phone")
    one.agent.hear([phone.write(RecordKind.FAVOURITE, "odd", {"icon": "cup", **fields})])
    one.keep(CAFE)
    assert one.search.book.favourites == (CAFE,)
    assert any(r.id == "odd" and r.alive for r in one.agent.book.all())


PLACES = [Place(f"P{n}", LatLon(43.7 + n / 100, 7.4), "", "", id=f"n{n}") for n in range(4)]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["keep", "visit", "language", "phone renames", "phone deletes", "phone adds", "hear"]
        ),
        st.integers(0, 1),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(
    steps=[("visit", 1, 1), ("visit", 1, 0), ("visit", 0, 1)]
)  # each put its own last visit on top again
def test_two_head_units_and_a_phone_agree_in_the_end(qapp: object, steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        units = HeadUnit(folder, "one", clock), HeadUnit(folder, "two", clock)
        phone = RecordBook(folder / "phone.sqlite", "phone", clock)
        sent: list[Record] = []

        def collect() -> None:
            for unit in units:
                sent.extend(unit.agent.outgoing)
                unit.agent.outgoing = []

        for verb, who, which in steps:
            unit, place = units[who], PLACES[which]
            held = [r for r in phone.all() if r.alive and r.kind is RecordKind.FAVOURITE]
            match verb:
                case "keep":
                    unit.keep(place)
                case "visit":
                    unit.search.remember(place)
                case "language":
                    unit.settings.change(language=("en", "fr", "de", "ja")[which])
                case "phone renames" if held:
                    record = held[which % len(held)]
                    sent.append(phone.write(record.kind, record.id, {"name": f"R{which}"}))
                case "phone deletes" if held:
                    sent.append(phone.remove(held[which % len(held)].kind, held[which % len(held)].id))
                case "phone adds":
                    fields = {
                        "name": place.name,
                        "lat": place.position.lat_deg,
                        "lon": place.position.lon_deg,
                    }
                    sent.append(phone.write(RecordKind.FAVOURITE, f"phone-{which}", fields))
                case _:
                    collect()
                    unit.agent.hear(sent)
                    phone.hear(sent)
        for _ in range(6):
            collect()
            before = len(sent)
            phone.hear(sent)
            for unit in units:
                unit.agent.hear(sent)
            collect()
            if len(sent) == before:
                break
        else:
            raise AssertionError("they go on answering each other")
        assert units[0].agent.book.all() == units[1].agent.book.all() == phone.all()
        assert units[0].shown == units[1].shown
        for unit in units:
            unit.stop()
            unit.agent.book.close()
        phone.close()
