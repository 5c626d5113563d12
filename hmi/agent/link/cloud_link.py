"""The car's end of the cloud: sends what may be sent, runs what it is asked, works when nobody answers.

One thread owns the outbox, the ledger and the twin; everything reaches it through one queue, in order.
"""

from __future__ import annotations

import logging
import math
import queue
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from hmi.agent.link.command_ledger import CommandLedger
from hmi.agent.link.outbox import Outbox, OutboxError, Pending, open_database
from hmi.agent.link.pairing import PairingDesk
from hmi.agent.link.transport import Connected, Disconnected, Received, Transport, TransportError
from hmi.agent.link.trust import Trust
from hmi.agent.privacy.door import PrivacyDoor
from hmi.sync.errors import MessageError
from hmi.sync.messages import (
    PRESENCE_EVERY_S,
    Acknowledgement,
    Command,
    CommandOutcome,
    Outcome,
    Pairing,
    PairingStage,
    Presence,
    RecordBatch,
    Sample,
    TwinUpdate,
    decode,
    encode,
)
from hmi.sync.record_schemas import check_record
from hmi.sync.records import FieldValue, Record

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
IN_FLIGHT = 32
RESEND_AFTER_S = 20.0
"""A batch that the cloud has not acknowledged by then is published again."""
SEAL_EVERY_S = 1.0
RECORDS_PER_BATCH = 50


class LinkStatus(StrEnum):
    """What the status line says."""

    OFF = "off"
    WAITING = "waiting"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class LinkState:
    """The link as the driver sees it."""

    status: LinkStatus
    unsent: int

    OFFLINE: ClassVar[LinkState]


LinkState.OFFLINE = LinkState(LinkStatus.OFF, 0)


Execute = Callable[[Command, Callable[[Outcome, str], None]], None]
"""Start a command and report its end once, from any thread."""


class CloudLink:
    """Everything that passes between this car and its cloud. `start` it once.

    Every method may be called from any thread.

    `execute` runs a command that the ledger has admitted; `pairing_asked` names who wants to be paired;
    `records_received` and `desired_received` hand over what the cloud says; `changed` is told each new
    LinkState. They are called on the link's thread and must not block.
    """

    def __init__(
        self,
        path: Path,
        vehicle: str,
        boot: str,
        key: bytes,
        transport: Transport,
        *,
        execute: Execute,
        records_received: Callable[[tuple[Record, ...]], None],
        desired_received: Callable[[Mapping[str, FieldValue]], None],
        pairing_asked: Callable[[str], None],
        changed: Callable[[LinkState], None],
        now_unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._vehicle = vehicle
        self._boot = boot
        self._transport = transport
        self._execute = execute
        self._records_received = records_received
        self._desired_received = desired_received
        self._changed = changed
        self._now_unix_ms = now_unix_ms
        database = open_database(path)
        self._database = database
        self._door = PrivacyDoor(database, key, now_unix_ms)
        self._outbox = Outbox(database, self._door, vehicle, boot)
        self._ledger = CommandLedger(database, vehicle)
        self._trust = Trust(database)
        self._pairing = PairingDesk(
            vehicle,
            self._trust,
            lambda step: self._publish("pairing", encode(step)),
            pairing_asked,
            now_unix_ms,
        )
        self._in_flight: dict[tuple[str, int], float] = {}
        self._reported: dict[str, FieldValue] = {}
        self._reported_version = 0
        self._desired_version = -1
        self._unreported: list[CommandOutcome] = self._ledger.interrupted(now_unix_ms())
        self._connected = False
        self._unput: list[Record] = []
        """edits that the outbox could not take"""
        self._disk_failed = False
        self._said_present = -math.inf
        self._told: LinkState | None = None
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="cloud-link", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._transport.start(lambda event: self._work.put(lambda: self._on_event(event)))

    def stop(self) -> None:
        """Stop cleanly; what was not sent stays in the outbox."""
        self._transport.stop()
        self._work.put(None)
        self._thread.join()
        self._database.close()

    def send(self, samples: Sequence[Sample], *, instead_of: str = "") -> None:
        """Keep samples for the cloud, as far as their owner allows, instead of what `keep` has kept."""
        self._work.put(lambda: self._put(samples, instead_of))

    def keep(self, name: str, body: Mapping[str, FieldValue]) -> None:
        """Keep something unfinished in the car, over a power cut."""
        self._work.put(lambda: self._keep(name, body))

    def send_records(self, records: Sequence[Record]) -> None:
        """Keep edits for the cloud. Durable as soon as the link's thread gets to it."""
        self._work.put(lambda: self._put_records(records))

    def report(self, properties: Mapping[str, FieldValue]) -> None:
        """The car as it is now, property by property; only what changed travels, as far as consent goes."""
        self._work.put(lambda: self._report(properties))

    def set_consent(self, kind: str, allowed: bool, who: str) -> Future[None]:
        """Change a privacy switch; done when it is in force and what waited of a denied kind is erased."""
        return self._call(lambda: self._set_consent(kind, allowed, who))

    def ask(self, question: Callable[[PrivacyDoor, Outbox], _T]) -> Future[_T]:
        """Read consent, log or outbox on the link's thread."""
        return self._call(lambda: question(self._door, self._outbox))

    def erase(self, who: str) -> Future[None]:
        """Forget what was told, here and in the cloud; done when it is on this disk and sure to be sent."""
        return self._call(lambda: self._erase(who))

    def offer_pairing(self, role: str) -> str:
        """Make a code for the screen; whoever's phone sends it may ask for `role` in the next minutes."""
        code = secrets.token_urlsafe(16)
        self._work.put(lambda: self._pairing.offer(code, role))
        return code

    def answer_pairing(self, accepted: bool) -> None:
        """The driver's answer to `pairing_asked`."""
        self._work.put(lambda: self._pairing.answer(accepted))

    def trust(self, key: bytes) -> Future[None]:
        """Believe the cloud with this public key, as after a pairing: for who sets a car up by hand."""
        return self._call(lambda: self._trust.learn(key, self._now_unix_ms()))

    def _call(self, work: Callable[[], _T]) -> Future[_T]:
        future: Future[_T] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        self._work.put(run)
        return future

    def _run(self) -> None:
        next_seal = time.monotonic()
        while True:
            try:
                work = self._work.get(timeout=max(0.0, next_seal - time.monotonic()))
                if work is None:
                    self._guarded(self._seal)
                    return
                self._guarded(work)
            except queue.Empty:
                next_seal = time.monotonic() + SEAL_EVERY_S
                self._guarded(self._seal)
                self._guarded(partial(self._put_records, ()) if self._unput else self._pump)
            self._guarded(self._tell)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (sqlite3.Error, OutboxError) as error:
            # A full disk: what could not be written down is not done (a command) or stays unsent (a batch).
            if not self._disk_failed:
                _LOG.error("the car's own disk fails: %s", error)
            self._disk_failed = True
        except Exception:  # one message must not end what owns the outbox
            _LOG.exception("the link goes on after a fault of its own")
        else:
            self._disk_failed = False

    def _seal(self) -> None:
        try:
            self._outbox.seal()
        except OutboxError as error:
            _LOG.error("%s", error)

    def _put(self, samples: Sequence[Sample], instead_of: str) -> None:
        try:
            self._outbox.put(samples, instead_of=instead_of)
        except OutboxError as error:
            _LOG.error("%s", error)

    def _keep(self, name: str, body: Mapping[str, FieldValue]) -> None:
        try:
            self._outbox.keep(name, body)
        except OutboxError as error:
            _LOG.error("%s", error)

    def _put_records(self, records: Sequence[Record]) -> None:
        self._unput += [record for record in records if _can_be_sent(record)]
        try:
            while self._unput:
                self._put_part(self._unput[:RECORDS_PER_BATCH])
                del self._unput[:RECORDS_PER_BATCH]
        except OutboxError as error:
            _LOG.error("%s", error)  # they are tried again with the next tick
        self._pump()

    def _put_part(self, part: Sequence[Record]) -> None:
        try:
            self._outbox.put_records(part)
        except MessageError:  # too large together; each alone is not
            for record in part:
                try:
                    self._outbox.put_records([record])
                except MessageError as error:
                    _LOG.error("an edit of %s cannot be sent: %s", record.kind.value, error)

    def _set_consent(self, kind: str, allowed: bool, who: str) -> None:
        self._door.set_allowed(kind, allowed, who)
        if not allowed:
            self._outbox.erase(kind)
        if kind == "health" and not allowed:
            self._reported = {name: value for name, value in self._reported.items() if self._reportable(name)}
            self._reported_version += 1
            if self._connected:
                self._publish_twin(self._reported, full=True)

    def _erase(self, who: str) -> None:
        self._unput.clear()
        self._outbox.put_erasure(who)
        self._in_flight.clear()
        self._reported.clear()
        self._pump()

    def _report(self, properties: Mapping[str, FieldValue]) -> None:
        changes = {
            name: value
            for name, value in properties.items()
            if self._reported.get(name) != value and self._reportable(name)
        }
        if not changes:
            return
        self._reported |= changes
        self._reported_version += 1
        if self._connected:
            self._publish_twin(changes, full=False)

    def _reportable(self, name: str) -> bool:
        # The switches and the log of what was sent are no data about the driver: the phone must show them.
        return name.startswith(("consent_", "privacy_")) or self._door.allowed("health")

    def _publish_twin(self, properties: Mapping[str, FieldValue], *, full: bool) -> None:
        self._publish(
            "reported", encode(TwinUpdate(self._vehicle, True, self._reported_version, full, properties))
        )

    def _publish(self, name: str, payload: bytes) -> bool:
        try:
            self._transport.publish(name, payload)
        except TransportError as error:
            _LOG.info("not sent: %s", error)
            return False
        return True

    def _pump(self) -> None:
        """Publish what waits, a window at a time; publish again what was not acknowledged for long."""
        if not self._connected:
            return
        now = time.monotonic()
        if now - self._said_present >= PRESENCE_EVERY_S:
            self._said_present = now
            self._publish("presence", encode(Presence(self._vehicle, self._boot, True)))
        self._in_flight = {key: at for key, at in self._in_flight.items() if now - at < RESEND_AFTER_S}
        room = IN_FLIGHT - len(self._in_flight)
        batches: list[Pending] = self._outbox.pending(room, self._in_flight) if room > 0 else []
        if batches:
            self._outbox.log_sent(batches)
        for batch in batches:
            if not self._publish(batch.topic, batch.payload):
                return
            self._in_flight[batch.boot, batch.sequence] = now

    def _on_event(self, event: Connected | Disconnected | Received) -> None:
        match event:
            case Connected():
                self._connected = True
                self._said_present = -math.inf
                self._in_flight.clear()
                # First of all what must be erased, so that the twin that follows is not.
                self._pump()
                known = {name: value for name, value in self._reported.items() if self._reportable(name)}
                self._publish_twin(known, full=True)
                self._report_outcomes()
                self._pump()
            case Disconnected(reason):
                if self._connected:
                    _LOG.warning("the cloud is out of reach: %s", reason)
                self._connected = False
            case Received(name, payload):
                try:
                    message = decode(payload)
                except MessageError as error:
                    _LOG.warning("dropped a message on %s: %s", name, error)
                    return
                if message.vehicle != self._vehicle:
                    _LOG.warning("dropped a %s for %s", type(message).__name__, message.vehicle)
                    return
                self._on_message(message, payload)

    def _on_message(self, message: object, payload: bytes) -> None:
        match message:
            case Acknowledgement():
                self._outbox.acknowledged(message.boot, message.sequences)
                for sequence in message.sequences:
                    self._in_flight.pop((message.boot, sequence), None)
                self._pump()
            case Command():
                self._on_command(message, payload)
            case RecordBatch() if self._trust.vouches(payload):
                if message.unreadable:
                    _LOG.warning("left out %d records that cannot be read", message.unreadable)
                self._records_received(tuple(row for row in message.records if _can_be_sent(row)))
            case Pairing(stage=PairingStage.CLAIMED) if message.key:
                self._pairing.claimed(message, payload)
            case TwinUpdate(reported=False) if message.version > self._desired_version:
                self._desired_version = message.version
                self._desired_received(message.properties)
            case _:
                _LOG.warning("dropped a message that a car does not take")

    def _on_command(self, command: Command, payload: bytes) -> None:
        if not self._trust.vouches(payload):
            # Not written down: a forged command must not take an honest one's id.
            _LOG.warning("refused a command that the cloud of this car's owner has not signed")
            now_ms = self._now_unix_ms()
            self._answer(CommandOutcome(self._vehicle, command.id, Outcome.REFUSED, "unpaired", now_ms))
            return
        admission = self._ledger.admit(command, self._now_unix_ms())
        if admission.answer is not None:
            self._answer(admission.answer)
        if not admission.execute:
            return

        def done(outcome: Outcome, reason: str) -> None:
            self._work.put(
                lambda: self._answer(self._ledger.ended(command.id, outcome, reason, self._now_unix_ms()))
            )

        self._execute(command, done)

    def _answer(self, outcome: CommandOutcome) -> None:
        self._unreported.append(outcome)
        if self._connected:
            self._report_outcomes()

    def _report_outcomes(self) -> None:
        while self._unreported and self._publish("outcome", encode(self._unreported[0])):
            self._unreported.pop(0)

    def _tell(self) -> None:
        status = LinkStatus.LIVE if self._connected else LinkStatus.WAITING
        state = LinkState(status, self._outbox.unsent)
        if state != self._told:
            self._told = state
            self._changed(state)


def _can_be_sent(record: Record) -> bool:
    """Whether both sides may hold it; one that an earlier release let in stays where it is, and is said."""
    try:
        check_record(record)
    except MessageError as error:
        _LOG.warning("set aside the record %s %s: %s", record.kind, record.id, error)
        return False
    return True
