"""What leaves the car is what its owner allows: random sessions, and a history that shows tampering."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from hmi.agent.link.cloud_link import CloudLink
from hmi.agent.link.outbox import Outbox, open_database
from hmi.agent.link.transport import Connected, Disconnected, TransportError, TransportEvent
from hmi.agent.privacy.door import PrivacyDoor
from hmi.sync.clock import Stamp
from hmi.sync.data_kinds import DATA_KINDS, KIND_BY_ID, DataKind
from hmi.sync.messages import RecordBatch, Sample, TelemetryBatch, TwinUpdate, decode
from hmi.sync.records import Record, RecordKind

KEY = b"k" * 32
KINDS = [kind.id for kind in DATA_KINDS if kind.id != "records"]


def door(path: Path | str = ":memory:", key: bytes = KEY) -> PrivacyDoor:
    return PrivacyDoor(sqlite3.connect(path), key, lambda: 1_800_000_000_000)


class Wire:
    """A transport whose network is a list: exactly the bytes that a broker would be handed."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []
        self.up = False
        self._tell: Callable[[TransportEvent], None] = lambda event: None

    def start(self, on_event: Callable[[TransportEvent], None]) -> None:
        self._tell = on_event

    def publish(self, name: str, payload: bytes) -> None:
        if not self.up:
            raise TransportError("the network is down")
        self.sent.append((name, payload))

    def connect(self, up: bool) -> None:
        self.up = up
        self._tell(Connected() if up else Disconnected("test"))

    def stop(self) -> None:
        self.up = False


def test_everything_is_denied_at_first() -> None:
    fresh = door()
    assert not any(fresh.allowed(kind.id) for kind in DATA_KINDS)
    assert not fresh.allowed("a kind that nobody knows")


def test_a_switch_of_an_older_release_lets_nothing_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "agent.sqlite"
    with monkeypatch.context() as older:
        older.setitem(
            KIND_BY_ID, "voice", DataKind("voice", "make speech recognition better", 30, "your cloud")
        )
        before = door(path)
        before.set_allowed("voice", True, "driver")
        before.set_allowed("trips", True, "driver")
        assert before.allowed("voice")
    now = door(path)
    assert now.allowed("trips") and not now.allowed("voice")


@pytest.mark.parametrize("sessions", [60, pytest.param(1000, marks=pytest.mark.soak)])
def test_random_sessions_put_nothing_denied_on_the_wire(tmp_path: Path, sessions: int) -> None:
    chance = random.Random(7)
    sent_kinds: set[str] = set()
    for session in range(sessions):
        wire = Wire()
        link = CloudLink(
            tmp_path / f"{session % 20}.sqlite",  # sessions of one car follow each other
            "car",
            f"boot-{session}",
            KEY,
            wire,
            execute=lambda command, done: None,
            records_received=lambda records: None,
            desired_received=lambda properties: None,
            pairing_asked=lambda person: None,
            changed=lambda state: None,
        )
        link.start()
        allowed = link.ask(lambda d, _: {kind.id for kind in DATA_KINDS if d.allowed(kind.id)}).result()
        for step in range(12):
            action = chance.random()
            if action < 0.35:
                kind = chance.choice([*KINDS, "records"])
                permit = chance.random() < 0.5
                link.set_consent(kind, permit, "driver").result()
                (allowed.add if permit else allowed.discard)(kind)
                wire.sent.clear()
            elif action < 0.7:
                link.send([Sample(chance.choice(KINDS), step, {"secret": step}) for _ in range(5)])
            elif action < 0.8:
                link.send_records([Record(RecordKind.SETTING, "s").written("a", step, Stamp(1, 0, "car"))])
            elif action < 0.9:
                link.report({"soc_percent": session * 100 + step, "consent_trips": "trips" in allowed})
            else:
                wire.connect(not wire.up)
            # Seal and pump now instead of once a second.
            link._call(lambda link=link: (link._seal(), link._pump())).result()
            for _name, payload in list(wire.sent):
                message = decode(payload)
                if isinstance(message, TelemetryBatch):
                    kinds = {sample.kind for sample in message.samples}
                    sent_kinds |= kinds
                    assert kinds <= allowed, (session, step, kinds, allowed)
                elif isinstance(message, RecordBatch):
                    sent_kinds.add("records")
                    assert "records" in allowed
                elif isinstance(message, TwinUpdate) and "health" not in allowed:
                    assert all(name.startswith("consent_") for name in message.properties)
        link.stop()
    assert sent_kinds == {*KINDS, "records"}, "the sessions must also let every kind through"


def test_the_log_says_what_was_sent_and_when(tmp_path: Path) -> None:
    database = open_database(tmp_path / "agent.sqlite")
    privacy = PrivacyDoor(database, KEY, lambda: 1_800_000_000_000)
    outbox = Outbox(database, privacy, "car", "boot")
    privacy.set_allowed("trips", True, "driver")
    outbox.put([Sample("trips", 1, {"distance_m": 1}), Sample("position", 1, {"lat": 1})])
    outbox.seal()
    batches = outbox.pending(10)
    outbox.log_sent(batches)
    (entry,) = privacy.sent()
    assert (entry.kind, entry.messages, entry.day) == ("trips", 1, "2027-01-15")
    assert entry.bytes == len(batches[0].payload)


def history(path: Path) -> PrivacyDoor:
    privacy = door(path)
    for kind, allowed in (("trips", True), ("position", True), ("position", False)):
        privacy.set_allowed(kind, allowed, "driver")
    return privacy


def test_an_untouched_history_holds(tmp_path: Path) -> None:
    path = tmp_path / "agent.sqlite"
    history(path)
    again = door(path)
    assert again.first_tampered() is None
    assert again.allowed("trips") and not again.allowed("position")


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ("UPDATE consent_history SET allowed = 1 WHERE number = 3", 3),
        ("UPDATE consent_history SET time_unix_ms = 0 WHERE number = 1", 1),
        ("UPDATE consent_history SET who = 'nobody' WHERE number = 2", 2),
        ("DELETE FROM consent_history WHERE number = 2", 2),
        ("INSERT INTO consent_history VALUES (4, 0, 'voice', 1, 'driver', x'00')", 4),
    ],
)
def test_a_tampered_history_shows_where_and_allows_nothing(tmp_path: Path, change: str, row: int) -> None:
    path = tmp_path / "agent.sqlite"
    history(path)
    with sqlite3.connect(path) as database:
        database.execute(change)
    again = door(path)
    assert again.first_tampered() == row
    assert not any(again.allowed(kind.id) for kind in DATA_KINDS)


def test_a_history_that_was_cut_at_its_end_shows_against_the_phones_copy(tmp_path: Path) -> None:
    path = tmp_path / "agent.sqlite"
    head = history(path).head
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM consent_history WHERE number = 3")
    assert door(path).head != head


def test_a_full_outbox_drops_what_is_dispensable_and_says_so(tmp_path: Path) -> None:
    database = open_database(tmp_path / "agent.sqlite")
    privacy = PrivacyDoor(database, KEY, lambda: 1)
    outbox = Outbox(database, privacy, "car", "boot", max_bytes=20_000)
    for kind in ("position", "trips"):
        privacy.set_allowed(kind, True, "driver")
    chance = random.Random(1)
    for number in range(40):
        outbox.put([Sample("position", number, {"noise": chance.random()}) for _ in range(500)])
        outbox.put([Sample("trips", number, {"distance_m": number})])
        outbox.seal()
    kinds = [batch.kind for batch in outbox.pending(1000)]
    assert kinds.count("trips") == 40, "a trip was lost"
    assert 0 < kinds.count("position") < 40
    assert outbox.dropped["position"] == 500 * (40 - kinds.count("position"))


def test_a_damaged_database_is_set_aside_and_the_car_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "agent.sqlite"
    path.write_bytes(b"this is no database" * 1000)
    database = open_database(path)
    assert not door(path).allowed("trips")
    assert (tmp_path / "agent.sqlite.damaged-1").exists()
    database.close()
