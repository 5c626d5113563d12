"""A month offline, a full disk, a wrong clock, hostile messages: the car's end of the cloud holds."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hmi.agent.books.record_book import RecordBook
from hmi.agent.link.cloud_link import CloudLink, LinkState
from hmi.agent.link.outbox import Outbox, OutboxError, open_database
from hmi.agent.link.transport import Connected, Received, TransportEvent
from hmi.agent.privacy.door import PrivacyDoor
from hmi.sync.clock import Stamp
from hmi.sync.data_kinds import DATA_KINDS
from hmi.sync.messages import (
    Acknowledgement,
    Command,
    CommandOutcome,
    Message,
    Outcome,
    Pairing,
    PairingStage,
    Presence,
    RecordBatch,
    Sample,
    TelemetryBatch,
    TwinUpdate,
    decode,
    encode,
)
from hmi.sync.proofs import CloudKey
from hmi.sync.records import FieldValue, Record, RecordKind
from tests.hmi.cloud.service import wait_until

KEY = b"k" * 32
CLOUD = CloudKey(Ed25519PrivateKey.from_private_bytes(b"c" * 32))
NOW_S = 1_800_000_000
DOWN = ("command", "desired", "records", "pairing", "ack")


# --- a month offline --------------------------------------------------------------------------------------


def test_a_month_offline_loses_no_trip_edit_or_maintenance_record(tmp_path: Path) -> None:
    """Thirty days of driving two hours a day, and an outbox that is far too small for its positions."""
    database = open_database(tmp_path / "cloud.sqlite")
    door = PrivacyDoor(database, KEY, lambda: NOW_S * 1000)
    for kind in DATA_KINDS:
        door.set_allowed(kind.id, True, "driver")
    kept: Counter[str] = Counter()
    for day in range(30):
        # A new boot each day, as a car has.
        outbox = Outbox(database, door, "car-1", f"boot-{day}", max_bytes=100_000)
        day_ms = (NOW_S + day * 86_400) * 1000
        chance = random.Random(day)
        for minute in range(120):
            rows = [
                Sample(
                    "position",
                    day_ms + minute * 60_000 + n * 5000,
                    {"lat": round(43 + chance.random(), 6), "lon": round(7 + chance.random(), 6)},
                )
                for n in range(12)
            ]
            rows.append(Sample("health", day_ms + minute * 60_000, {"wh": round(chance.random() * 900, 1)}))
            outbox.put(rows)
        for number, kind in enumerate(("trips", "trips", "maintenance", "diagnostics", "diagnostics")):
            outbox.put([Sample(kind, day_ms + number, {"day": day, "number": number})])
            kept[kind] += 1
        outbox.put_records([Record(RecordKind.FAVOURITE, f"f{day}").written("n", day, Stamp(day, 0, "car"))])
        kept["records"] += 1
        outbox.seal(1000)
    dropped = outbox.dropped
    assert set(dropped) <= {"position", "health"} and dropped["position"] > 5000, "the test fills the outbox"
    size = sum(len(p.payload) for p in outbox.pending(100_000) if p.kind in ("position", "health"))
    assert size <= 100_000
    # What is dear leaves first, and all of it is there.
    pending = outbox.pending(100_000)
    order = [batch.kind in ("position", "health") for batch in pending]
    assert order == sorted(order)
    held: Counter[str] = Counter()
    days: set[object] = set()
    for batch in pending:
        message = decode(batch.payload)
        if isinstance(message, TelemetryBatch):
            for sample in message.samples:
                held[sample.kind] += 1
                if sample.kind == "trips":
                    days.add((sample.body["day"], sample.body["number"]))
        elif isinstance(message, RecordBatch):
            held["records"] += len(message.records)
    assert {kind: held[kind] for kind in kept} == dict(kept)
    assert len(days) == 60
    # Of what may go, the oldest went: the last day's positions are there.
    newest = max(s.time_unix_ms for b in pending if b.kind == "position" for s in _samples(b.payload))
    assert newest >= (NOW_S + 29 * 86_400) * 1000 + 119 * 60_000
    database.close()


def _samples(payload: bytes) -> tuple[Sample, ...]:
    message = decode(payload)
    assert isinstance(message, TelemetryBatch)
    return message.samples


def test_samples_that_are_too_long_for_one_message_go_in_several(tmp_path: Path) -> None:
    database = open_database(tmp_path / "cloud.sqlite")
    door = PrivacyDoor(database, KEY, lambda: NOW_S * 1000)
    for kind in ("diagnostics", "trips"):
        door.set_allowed(kind, True, "driver")
    outbox = Outbox(database, door, "car-1", "boot")
    chance = random.Random(1)
    long = [Sample("diagnostics", n, {"snapshot": chance.randbytes(40_000).hex()}) for n in range(20)]
    outbox.put(long)
    outbox.put([Sample("diagnostics", 99, {"snapshot": chance.randbytes(400_000).hex()})])
    outbox.put([Sample("trips", 5, {"distance_m": 1})])
    outbox.seal(1000)
    found = [s.time_unix_ms for b in outbox.pending(1000) for s in _samples(b.payload)]
    assert sorted(found) == sorted([*range(20), 5])
    assert outbox.dropped == {"diagnostics": 1}, "what no message can hold is said to be lost"
    database.close()


# --- the link itself --------------------------------------------------------------------------------------


@dataclass
class FakeBroker:
    """A transport that keeps what was published and says what the test wants."""

    published: list[tuple[str, bytes]] = field(default_factory=list)
    say: Callable[[TransportEvent], None] = lambda _event: None

    def start(self, on_event: Callable[[TransportEvent], None]) -> None:
        self.say = on_event
        on_event(Connected())

    def publish(self, name: str, payload: bytes) -> None:
        self.published.append((name, payload))

    def stop(self) -> None:
        """Nothing to hang up."""

    def outcomes(self) -> dict[str, tuple[Outcome, str]]:
        found = [decode(payload) for name, payload in self.published if name == "outcome"]
        return {m.id: (m.outcome, m.reason) for m in found if isinstance(m, CommandOutcome)}


@dataclass
class Car:
    link: CloudLink
    broker: FakeBroker
    path: Path
    executed: list[Command]
    records: list[Record]
    desired: list[dict[str, FieldValue]]
    asked_by: list[str]
    clock_s: list[float]

    def command(self, id: str, issued_s: float | None = None, lifetime_s: float = 60.0) -> None:
        issued = self.clock_s[0] if issued_s is None else issued_s
        message = Command("car-1", id, "lock", {}, issued, issued + lifetime_s, "lea")
        self.broker.say(Received("command", CLOUD.proved(encode(message))))

    def lives(self, id: str = "still-here") -> bool:
        """Whether it still does what it is asked."""
        self.command(id)
        wait_until(lambda: id in self.broker.outcomes(), 5, "an answer")
        return self.broker.outcomes()[id][0] is Outcome.CONFIRMED


@pytest.fixture
def car(tmp_path: Path) -> Iterator[Car]:
    broker, clock_s = FakeBroker(), [float(NOW_S)]
    executed: list[Command] = []
    records: list[Record] = []
    desired: list[dict[str, FieldValue]] = []
    asked: list[str] = []

    def execute(command: Command, done: Callable[[Outcome, str], None]) -> None:
        executed.append(command)
        done(Outcome.CONFIRMED, "")

    def changed(_state: LinkState) -> None:
        """Nobody looks."""

    path = tmp_path / "cloud.sqlite"
    link = CloudLink(
        path,
        "car-1",
        "boot",
        KEY,
        broker,
        execute=execute,
        records_received=records.extend,
        desired_received=lambda properties: desired.append(dict(properties)),
        pairing_asked=asked.append,
        changed=changed,
        now_unix_ms=lambda: int(clock_s[0] * 1000),
    )
    link.start()
    link.trust(CLOUD.public).result(5)
    link.set_consent("trips", True, "driver").result(5)
    yield Car(link, broker, path, executed, records, desired, asked, clock_s)
    link.stop()


def hostile(chance: random.Random) -> Iterator[bytes]:
    """Payloads that no honest cloud sends: torn, huge, misshapen, somebody else's, of the wrong type."""
    record = Record(RecordKind.SETTING, "s").written("a", 1, Stamp(9, 0, "x"))
    sane: list[Message] = [
        Command("car-2", "other", "unlock", {}, NOW_S, NOW_S + 60, "thief"),
        RecordBatch("car-2", "b", 1, (record,)),
        TwinUpdate("car-2", False, 99, True, {"valet": True}),
        TwinUpdate("car-1", True, 99, True, {"valet": True}),
        TelemetryBatch("car-1", "b", 1, (Sample("trips", 1, {}),)),
        Presence("car-1", "b", True),
        Pairing("car-1", PairingStage.CLAIMED, "0" * 64, "owner", "thief"),
        Pairing("car-1", PairingStage.ACCEPTED, "0" * 64, "owner", "thief"),
        Acknowledgement("car-2", "boot", tuple(range(1000))),
    ]
    for message in sane:
        payload = encode(message)
        yield payload
        for _ in range(20):
            torn = bytearray(payload)
            for _ in range(chance.randint(1, 4)):
                torn[chance.randrange(len(torn))] = chance.randrange(256)
            yield bytes(torn[: chance.randint(0, len(torn))])
    yield from (b"", b"J", b"Z", b"J{}", b"Jnull", b'J{"v":1}', b'J{"v":2,"t":"command"}', b"X" * 10)
    yield b"J" + b"[" * 100_000
    yield b'J{"v":1,"t":"ack","vehicle":"car-1","boot":"boot","seqs":[' + b"1," * 50_000 + b"-1]}"
    yield b"J" + b" " * (300 * 1024)
    yield from (chance.randbytes(chance.randint(1, 400)) for _ in range(200))


@pytest.mark.parametrize("name", [*DOWN, "telemetry", "nonsense", ""])
def test_hostile_messages_on_every_topic_do_nothing(car: Car, name: str) -> None:
    car.link.send([Sample("trips", 1, {"distance_m": 1})])
    wait_until(lambda: any(n == "telemetry" for n, _ in car.broker.published), 5, "the trip")
    for payload in hostile(random.Random(name)):
        car.broker.say(Received(name, payload))
    assert car.lives()
    assert [command.id for command in car.executed] == ["still-here"]
    assert car.records == [] and car.desired == [] and car.asked_by == []
    assert car.link.ask(lambda _, outbox: outbox.unsent).result(5) == 1, "the trip is not acknowledged"


def test_a_full_disk_executes_nothing_unwritten_and_the_car_recovers(car: Car) -> None:
    assert car.lives("before")
    full = sqlite3.connect(car.path)
    for table in ("commands", "samples", "batches"):
        full.execute(
            f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    full.commit()
    for number in range(20):
        car.command(f"c{number}")
        car.link.send([Sample("trips", number, {"distance_m": 1})])
        car.link.keep("trip", {"id": "t"})
    with pytest.raises(OutboxError):
        car.link.erase("driver").result(5)
    assert [command.id for command in car.executed] == ["before"]
    for table in ("commands", "samples", "batches"):
        full.execute(f"DROP TRIGGER full_{table}")
    full.commit()
    full.close()
    assert car.lives("after")
    # The cloud asks again for what it has no outcome of; now it is done, once.
    car.command("c3")
    wait_until(lambda: "c3" in car.broker.outcomes(), 5, "the repeated command")
    assert [command.id for command in car.executed] == ["before", "after", "c3"]


@pytest.mark.parametrize(
    ("clock_s", "expected"),
    [
        (NOW_S - 40 * 365 * 86_400, (Outcome.REFUSED, "clock")),
        (NOW_S - 3600, (Outcome.REFUSED, "clock")),
        (NOW_S + 3600, (Outcome.EXPIRED, "deadline")),
        (NOW_S + 40 * 365 * 86_400, (Outcome.EXPIRED, "deadline")),
    ],
)
def test_with_a_wrong_clock_nothing_is_executed_and_the_owner_learns_why(
    car: Car, clock_s: float, expected: tuple[Outcome, str]
) -> None:
    car.clock_s[0] = clock_s
    car.command("c", issued_s=NOW_S)
    wait_until(lambda: "c" in car.broker.outcomes(), 5, "the answer")
    assert car.broker.outcomes()["c"] == expected
    assert car.executed == []
    car.clock_s[0] = NOW_S
    assert car.lives()


def test_an_edit_after_one_of_a_clock_far_ahead_still_counts(tmp_path: Path) -> None:
    ahead = [4_000_000_000_000]
    book = RecordBook(tmp_path / "records.sqlite", "car", lambda: ahead[0])
    book.write(RecordKind.FAVOURITE, "f", {"name": "wrong clock"})
    ahead[0] = NOW_S * 1000
    book.write(RecordKind.FAVOURITE, "f", {"name": "right clock"})
    assert book.all()[0].values == {"name": "right clock"}
    book.close()
