"""Everything taken along by one touch, everything erased by another, over a power cut too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hmi.agent.books.record_book import IN_STEP, RecordBook
from hmi.agent.link.outbox import Outbox, OutboxError, open_database
from hmi.agent.privacy.door import PrivacyDoor
from hmi.agent.privacy.export import KEPT_EXPORTS, held, write_export
from hmi.sync.clock import Stamp
from hmi.sync.gpx import NAMESPACE, gpx
from hmi.sync.messages import Erasure, Sample, decode
from hmi.sync.records import Record, RecordKind

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
POSITION = Sample("position", 1_700_000_000_000, {"lat": 43.7, "lon": 7.4})
TRIP = Sample(
    "trips",
    1_700_000_000_000,
    {
        "ended_unix_ms": 1_700_000_600_000,
        "distance_m": 900,
        "from_latitude": 43.7,
        "from_longitude": 7.4,
        "to_latitude": 43.8,
        "to_longitude": 7.5,
    },
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    database = open_database(tmp_path / "cloud.sqlite")
    yield database
    database.close()


@pytest.fixture
def door(database: sqlite3.Connection) -> PrivacyDoor:
    door = PrivacyDoor(database, b"k" * 32, lambda: 1_700_000_000_000)
    for kind in ("position", "trips"):
        door.set_allowed(kind, True, "driver")
    return door


@pytest.fixture
def outbox(database: sqlite3.Connection, door: PrivacyDoor) -> Outbox:
    return Outbox(database, door, "car-1", "boot-1")


def test_an_export_holds_all_that_the_car_holds(tmp_path: Path, door: PrivacyDoor, outbox: Outbox) -> None:
    outbox.put([POSITION, TRIP])
    outbox.seal()
    outbox.put([POSITION])
    outbox.log_sent(outbox.pending(1))
    favourite = Record(RecordKind.FAVOURITE, "f1")
    for name, value in {"name": "Café <&> \x01", "lat": 43.73, "lon": 7.42}.items():
        favourite = favourite.written(name, value, Stamp(5, 0, "car"))
    folder = write_export(
        tmp_path / "exports", "car-1", held(door, outbox), [favourite], NOW, {"maintenance.csv": "date\n"}
    )
    document = json.loads((folder / "headunit.json").read_text())
    assert [row["kind"] for row in document["waiting"]] == ["position", "trips", "position"]
    assert [(row["kind"], row["allowed"]) for row in document["consent_history"]] == [
        ("position", True),
        ("trips", True),
    ]
    assert document["consent_history_head"]["first_tampered"] is None
    assert len(document["sent_log"]) == 1
    assert document["records"][0]["fields"]["lat"] == 43.73
    assert (folder / "maintenance.csv").read_text() == "date\n"
    root = ElementTree.fromstring((folder / "headunit.gpx").read_text())
    space = {"g": NAMESPACE}
    assert len(root.findall("g:trk/g:trkseg/g:trkpt", space)) == 2
    assert len(root.findall("g:rte/g:rtept", space)) == 2
    assert root.findtext("g:wpt/g:name", namespaces=space) == "Café <&> "
    assert (folder / "headunit.json").stat().st_mode & 0o077 == 0


def test_old_exports_do_not_lie_about_for_ever(tmp_path: Path) -> None:
    for second in range(KEPT_EXPORTS + 3):
        write_export(tmp_path / "exports", "car-1", {}, [], NOW.replace(second=second))
    assert len(list((tmp_path / "exports").iterdir())) == KEPT_EXPORTS


def test_positions_far_apart_in_time_are_not_joined() -> None:
    rows = [{"time_unix_ms": ms, "lat": 1.0, "lon": 2.0} for ms in (0, 1000, 400_000, 401_000)]
    root = ElementTree.fromstring(gpx(reversed(rows), [], [{"name": "x", "lat": "bad"}]))
    assert [len(segment) for segment in root.iter(f"{{{NAMESPACE}}}trkseg")] == [2, 2]
    assert root.find(f"{{{NAMESPACE}}}wpt") is None


def test_an_erasure_leaves_without_any_consent_and_nothing_else_before_it(
    door: PrivacyDoor, outbox: Outbox
) -> None:
    outbox.put([POSITION, TRIP])
    outbox.seal()
    outbox.keep("trip", {"id": "t"})
    outbox.put_erasure("driver")
    assert outbox.put([TRIP]) == 0, "the switches are off now"
    door.set_allowed("trips", True, "driver")
    outbox.put([TRIP])
    outbox.seal()
    (wish,) = outbox.pending(10)
    outbox.log_sent([wish])
    assert wish.topic == "erasure"
    assert decode(wish.payload) == Erasure("car-1", wish.boot, wish.sequence)
    assert outbox.kept("trip") is None
    assert door.sent() == []
    for kind in ("position", "trips"):
        door.set_allowed(kind, False, "driver")
    assert outbox.pending(10) == [wish]
    door.set_allowed("trips", True, "driver")
    outbox.acknowledged(wish.boot, [wish.sequence])
    assert [batch.kind for batch in outbox.pending(10)] == ["trips"]


@pytest.mark.parametrize("sealed", [0, 1, 2])
def test_what_is_withdrawn_is_gone_in_every_stage_of_its_way_out(
    door: PrivacyDoor, outbox: Outbox, sealed: int
) -> None:
    for stage in range(2):
        outbox.put([POSITION, TRIP])
        if stage < sealed:
            outbox.seal()
    door.set_allowed("position", False, "driver")
    assert {batch.kind for batch in outbox.pending(10)} <= {"trips"}, "also before it is erased"
    outbox.erase("position")
    assert outbox.waiting_samples() == [TRIP, TRIP]
    door.set_allowed("position", True, "driver")
    outbox.seal()
    assert {batch.kind for batch in outbox.pending(10)} == {"trips"}
    outbox.put([POSITION])
    outbox.put_erasure("driver")
    assert outbox.waiting_samples() == []
    assert outbox.seal() == 0 and len(outbox.pending(10)) == 1


def test_an_erasure_and_a_trip_under_way_outlive_a_power_cut(tmp_path: Path) -> None:
    first = open_database(tmp_path / "cloud.sqlite")
    outbox = Outbox(first, PrivacyDoor(first, b"k" * 32, lambda: 1), "car-1", "boot-1")
    outbox.put_erasure("driver")
    outbox.keep("trip", {"id": "t", "odometer_m": 5.0})
    # No close: the power is gone.
    second = open_database(tmp_path / "cloud.sqlite")
    again = Outbox(second, PrivacyDoor(second, b"k" * 32, lambda: 1), "car-1", "boot-2")
    assert [batch.kind for batch in again.pending(10)] == ["erasure"]
    assert again.kept("trip") == {"id": "t", "odometer_m": 5.0}
    # The end of the trip takes the place of what was kept, also where trips may not leave.
    again.put([TRIP], instead_of="trip")
    assert again.kept("trip") is None
    first.close()
    second.close()


def test_the_history_of_consent_is_erased_and_shows_that_it_was(
    database: sqlite3.Connection, door: PrivacyDoor, outbox: Outbox
) -> None:
    outbox.put_erasure("lea")
    (row,) = door.history()
    assert (row.kind, row.allowed, row.who) == ("erased", False, "lea")
    # Two switches were turned before it: the number goes on.
    assert door.head[0] == 3
    assert door.first_tampered() is None
    assert not any(door.allowed(kind) for kind in ("position", "trips"))
    door.set_allowed("trips", True, "driver")
    again = PrivacyDoor(database, b"k" * 32, lambda: 1_700_000_000_000)
    assert again.allowed("trips") and not again.allowed("position")
    assert again.first_tampered() is None


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE consent_history SET who = 'somebody' WHERE kind = 'erased'",
        "UPDATE consent_history SET number = 9 WHERE kind = 'erased'",
        "DELETE FROM consent_history WHERE kind = 'erased'",
        "UPDATE consent_history SET kind = 'erased' WHERE kind = 'trips'",
    ],
)
def test_an_erased_history_cannot_be_forged_either(
    database: sqlite3.Connection, door: PrivacyDoor, outbox: Outbox, forgery: str
) -> None:
    outbox.put_erasure("driver")
    door.set_allowed("trips", True, "driver")
    with database:
        database.execute(forgery)
    again = PrivacyDoor(database, b"k" * 32, lambda: 1_700_000_000_000)
    assert again.first_tampered() is not None
    assert not again.allowed("trips")


def test_an_erasure_that_the_disk_refuses_leaves_everything_as_it_was(
    database: sqlite3.Connection, door: PrivacyDoor, outbox: Outbox
) -> None:
    outbox.put([TRIP])
    database.execute(
        "CREATE TRIGGER full BEFORE INSERT ON batches BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(OutboxError):
        outbox.put_erasure("driver")
    assert [row.kind for row in door.history()] == ["position", "trips"]
    assert door.allowed("trips") and len(outbox.waiting_samples()) == 1


def test_favourites_and_plans_are_erased_and_an_old_copy_does_not_bring_them_back(tmp_path: Path) -> None:
    book = RecordBook(tmp_path / "records.sqlite", "car-1")
    book.write(RecordKind.FAVOURITE, "f1", {"name": "Home", "lat": 43.7})
    book.write(RecordKind.CHARGE_SCHEDULE, "plan", {"ready_by": "07:00"})
    book.write(*IN_STEP, {"begun_unix_ms": 1})
    old = book.all()
    gone = book.erase()
    assert {(record.kind, record.id) for record in gone} == {
        (RecordKind.FAVOURITE, "f1"),
        (RecordKind.CHARGE_SCHEDULE, "plan"),
    }
    assert [record.id for record in book.all() if record.alive] == [IN_STEP[1]]
    # The cloud sends what it still had before it hears of the erasure.
    assert book.hear(old) == []
    assert [record.id for record in book.all() if record.alive] == [IN_STEP[1]]
    book.close()
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Home" not in content
