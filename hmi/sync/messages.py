"""The wire contract, version 1: what travels between car, broker, cloud and phone, and its exact encoding.

Topics (MQTT 3.1.1 and 5), V the vehicle id:

    headunit/1/V/up/telemetry     car → cloud   TelemetryBatch, QoS 1
    headunit/1/V/up/records       car → cloud   RecordBatch, QoS 1
    headunit/1/V/up/erasure       car → cloud   Erasure, QoS 1
    headunit/1/V/up/reported      car → cloud   TwinUpdate (reported), QoS 1
    headunit/1/V/up/outcome       car → cloud   CommandOutcome, QoS 1
    headunit/1/V/up/presence      car → cloud   Presence, every few minutes; the broker sends the last will
    headunit/1/V/up/pairing       car → cloud   Pairing (offered, accepted, declined), QoS 1
    headunit/1/V/down/command     cloud → car   Command, QoS 1
    headunit/1/V/down/desired     cloud → car   TwinUpdate (desired), QoS 1
    headunit/1/V/down/records     cloud → car   RecordBatch, QoS 1
    headunit/1/V/down/pairing     cloud → car   Pairing (claimed), QoS 1
    headunit/1/V/down/ack         cloud → car   Acknowledgement, QoS 1, sent after the database has committed

A payload is one byte that says how the rest is packed (``J`` plain, ``Z`` zlib), then UTF-8 JSON:
``{"v": 1, "t": TYPE, ...}``. A batch is acknowledged by its `sequence`; `(vehicle, boot, sequence)` is unique
for ever, so the receiver drops a second delivery. An MQTT PUBACK acknowledges nothing: a broker may lose what
it has taken.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeVar

from hmi.sync.clock import Stamp
from hmi.sync.errors import MessageError, VersionError
from hmi.sync.records import FieldValue, Record, RecordKind, Written

CONTRACT_VERSION = 1
MAX_PAYLOAD_BYTES = 256 * 1024
"""As received; Azure IoT Hub's own limit for a device-to-cloud message."""
MAX_DECODED_BYTES = 4 * 1024 * 1024
"""A small payload must not unpack to a large one."""
MAX_DEPTH = 16
MAX_INTEGER = 2**53 - 1
"""Larger ones are other numbers in JavaScript."""
PRESENCE_EVERY_S = 300.0
"""How often a connected car says so again; one that has been silent for three times that counts as gone."""
_COMPRESS_FROM_BYTES = 512
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")

JsonObject = dict[str, FieldValue]


class Outcome(StrEnum):
    """How a command ended. Each command ends exactly once."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sample:
    """One thing worth telling: a signal's value, a finished trip, a fault, a maintenance record."""

    kind: str
    """row of the privacy table: position, trips, driving, health, diagnostics …"""
    time_unix_ms: int
    body: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class TelemetryBatch:
    """Samples of one boot of one car, in order."""

    TYPE: ClassVar[str] = "telemetry"
    vehicle: str
    boot: str
    """id made anew at each start of the agent"""
    sequence: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class RecordBatch:
    """Edits to synced records, from the one who made them or passed on."""

    TYPE: ClassVar[str] = "records"
    vehicle: str
    boot: str
    sequence: int
    records: tuple[Record, ...]
    unreadable: int = 0
    """how many rows were none that can be read: they are left out, and said, without the rest"""


@dataclass(frozen=True, slots=True)
class Erasure:
    """The driver wants everything gone that this car has ever told. Acknowledged like a batch, once it is."""

    TYPE: ClassVar[str] = "erasure"
    vehicle: str
    boot: str
    sequence: int


@dataclass(frozen=True, slots=True)
class TwinUpdate:
    """Device twin: properties changed since `version - 1`; None removes one, `full` replaces all."""

    TYPE: ClassVar[str] = "twin"
    vehicle: str
    reported: bool
    """True: as the car is; False: as its owner wants it"""
    version: int
    full: bool
    properties: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Command:
    """Something the car is asked to do once, before `deadline_unix_s` of absolute time, or not at all."""

    TYPE: ClassVar[str] = "command"
    vehicle: str
    id: str
    name: str
    arguments: Mapping[str, FieldValue]
    issued_unix_s: float
    deadline_unix_s: float
    issued_by: str
    """account id, for the audit log in the car"""


@dataclass(frozen=True, slots=True)
class CommandOutcome:
    """What became of a command. Repeated for a repeated command, never executed again."""

    TYPE: ClassVar[str] = "outcome"
    vehicle: str
    id: str
    outcome: Outcome
    reason: str
    """id of a refusal (moving, occupied, battery_low, quota …) or empty"""
    time_unix_ms: int


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The cloud's database holds these batches of this boot."""

    TYPE: ClassVar[str] = "ack"
    vehicle: str
    boot: str
    sequences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether the car is connected. The offline one is the broker's last will.

    It is not retained: amqtt 0.12 hands retained messages to every client that connects.
    """

    TYPE: ClassVar[str] = "presence"
    vehicle: str
    boot: str
    online: bool


RECOVERY = "recovery"
"""As a pairing's role: to take the place of the one owner, who cannot get in any more."""


class PairingStage(StrEnum):
    """A pairing's way: the car shows a code, a phone sends it, the driver says yes or no."""

    OFFERED = "offered"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Pairing:
    """One step of a pairing. The code itself is only ever seen on the car's screen and sent by the phone."""

    TYPE: ClassVar[str] = "pairing"
    vehicle: str
    stage: PairingStage
    code_hash: str
    """SHA-256, hexadecimal"""
    role: str
    """what the person becomes: owner, driver, guest; or RECOVERY"""
    person: str
    """name of who claims it, for the question on the car's screen"""
    key: str = ""
    """of a claim: the cloud's public key, hexadecimal"""
    introduction: str = ""
    """of a claim: what vouches for that key (hmi.sync.proofs.introduction)"""


Message = (
    TelemetryBatch
    | RecordBatch
    | Erasure
    | TwinUpdate
    | Command
    | CommandOutcome
    | Acknowledgement
    | Presence
    | Pairing
)
_T = TypeVar("_T")


def topic(vehicle: str, direction: str, name: str) -> str:
    """`headunit/1/VEHICLE/up|down/NAME`. Raises MessageError for what is not an id."""
    return f"headunit/{CONTRACT_VERSION}/{checked_id(vehicle)}/{direction}/{name}"


def checked_id(text: object) -> str:
    """`text` if it is 1 to 64 letters, digits or ``_ . : -``. Raises MessageError."""
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise MessageError("an id is 1 to 64 letters, digits or _ . : -")
    return text


def encode(message: Message) -> bytes:
    """The payload of a message. Raises MessageError for what `decode` would not take or is too large."""
    written: JsonObject = {"v": CONTRACT_VERSION, "t": message.TYPE, **_written(message)}
    _check_values(written, MAX_DEPTH)
    body = json.dumps(
        written,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    ).encode()
    return packed(body)


def decode(payload: bytes) -> Message:
    """The message in `payload`. Raises MessageError (VersionError for another contract), nothing else."""
    try:
        body = json.loads(unpacked(payload).decode(), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise MessageError(f"not JSON: {error}") from None
    body = _as(dict, body, "message")
    if body.get("v") != CONTRACT_VERSION:
        raise VersionError(body.get("v"))
    reader = _READERS.get(_as(str, body.get("t"), "message type"))
    if reader is None:
        raise MessageError("unknown message type")
    rows = body.pop("records", None)
    _check_values(body, MAX_DEPTH)
    if rows is not None:
        body["records"] = rows  # looked at one by one: one that cannot be held leaves the others whole
    return reader(body)


def record_to_json(record: Record) -> JsonObject:
    """A record as it travels and is stored: ``{"k", "i", "f": {name: [value, stamp]}, "d": stamp?}``."""
    body: JsonObject = {
        "k": record.kind.value,
        "i": record.id,
        "f": {name: [written.value, str(written.stamp)] for name, written in record.fields.items()},
    }
    if record.deleted is not None:
        body["d"] = str(record.deleted)
    return body


def record_from_json(body: object) -> Record:
    """The inverse of `record_to_json`, in normal form. Raises MessageError."""
    source = _as(dict, body, "record")
    try:
        kind = RecordKind(_as(str, source.get("k"), "record kind"))
    except ValueError:
        raise MessageError("unknown kind of record") from None
    fields = {}
    for name, pair in _as(dict, source.get("f"), "fields").items():
        if not isinstance(pair, list) or len(pair) != 2:
            raise MessageError("a field is [value, stamp]")
        fields[checked_id(name)] = Written(pair[0], Stamp.parse(_as(str, pair[1], "stamp")))
    deleted = Stamp.parse(_as(str, source["d"], "stamp")) if "d" in source else None
    identity = Record(kind, checked_id(source.get("i")))
    return identity.merged(Record(kind, identity.id, fields, deleted))


def packed(body: bytes) -> bytes:
    """A message's text as it travels. Raises MessageError when it is too large."""
    payload = b"Z" + zlib.compress(body, 6) if len(body) >= _COMPRESS_FROM_BYTES else b"J" + body
    if len(payload) > MAX_PAYLOAD_BYTES or len(body) > MAX_DECODED_BYTES:
        raise MessageError(f"a message of {len(payload)} bytes is too large to send")
    return payload


def unpacked(payload: bytes) -> bytes:
    """The inverse of `packed`. Raises MessageError."""
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise MessageError(f"a payload of {len(payload)} bytes is too large")
    if payload[:1] == b"J":
        return payload[1:]
    if payload[:1] != b"Z":
        raise MessageError("unknown packing")
    unpacker = zlib.decompressobj()
    try:
        body = unpacker.decompress(payload[1:], MAX_DECODED_BYTES)
    except zlib.error as error:
        raise MessageError(f"torn payload: {error}") from None
    if not unpacker.eof or unpacker.unused_data:
        raise MessageError("torn payload, or one that unpacks to too much")
    return body


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def _check_values(value: object, depth_left: int) -> None:
    """Refuse what JSON can say but a database or another parser cannot hold."""
    if depth_left == 0:
        raise MessageError("nested too deeply")
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_values(name, depth_left - 1)
            _check_values(inner, depth_left - 1)
    elif isinstance(value, list):
        for inner in value:
            _check_values(inner, depth_left - 1)
    elif isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise MessageError("half a character in a text") from None
    elif isinstance(value, float) and not math.isfinite(value):
        raise MessageError("a number too large to hold")
    elif isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise MessageError("a whole number too large to hold")


def _as(kind: type[_T], value: object, what: str) -> _T:
    # bool is an int in Python but not in JSON.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise MessageError(f"{what} has the wrong type")
    return value


def _integer(value: object, what: str) -> int:
    number = _as(int, value, what)
    if not 0 <= number <= MAX_INTEGER:
        raise MessageError(f"{what} is out of range")
    return number


def _seconds(value: object, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise MessageError(f"{what} has the wrong type")
    if not (math.isfinite(value) and 0 <= value <= 253_402_300_799):
        raise MessageError(f"{what} is out of range")
    return float(value)


def _object(value: object, what: str) -> JsonObject:
    return dict(_as(dict, value, what))


def _written(message: Message) -> JsonObject:
    match message:
        case TelemetryBatch():
            return _write_telemetry(message)
        case RecordBatch():
            return _write_records(message)
        case Erasure():
            return _batch(message)
        case TwinUpdate():
            return _write_twin(message)
        case Command():
            return _write_command(message)
        case CommandOutcome():
            return _write_outcome(message)
        case Acknowledgement():
            return _write_ack(message)
        case Presence():
            return _write_presence(message)
        case Pairing():
            return _write_pairing(message)


def _batch(message: TelemetryBatch | RecordBatch | Erasure) -> JsonObject:
    return {"vehicle": message.vehicle, "boot": message.boot, "seq": message.sequence}


def _write_telemetry(message: TelemetryBatch) -> JsonObject:
    samples: list[FieldValue] = [[s.kind, s.time_unix_ms, dict(s.body)] for s in message.samples]
    return {**_batch(message), "samples": samples}


def _read_telemetry(body: JsonObject) -> TelemetryBatch:
    samples = []
    for row in _as(list, body.get("samples"), "samples"):
        if not isinstance(row, list) or len(row) != 3:
            raise MessageError("a sample is [kind, time, body]")
        samples.append(Sample(checked_id(row[0]), _integer(row[1], "time"), _object(row[2], "sample")))
    return TelemetryBatch(*_read_batch(body), tuple(samples))


def _write_records(message: RecordBatch) -> JsonObject:
    return {**_batch(message), "records": [record_to_json(record) for record in message.records]}


def _read_records(body: JsonObject) -> RecordBatch:
    records = []
    rows = _as(list, body.get("records"), "records")
    for row in rows:
        with contextlib.suppress(MessageError):
            _check_values(row, MAX_DEPTH - 2)
            records.append(record_from_json(row))
    return RecordBatch(*_read_batch(body), tuple(records), len(rows) - len(records))


def _read_batch(body: JsonObject) -> tuple[str, str, int]:
    return (
        checked_id(body.get("vehicle")),
        checked_id(body.get("boot")),
        _integer(body.get("seq"), "sequence"),
    )


def _write_twin(message: TwinUpdate) -> JsonObject:
    return {
        "vehicle": message.vehicle,
        "reported": message.reported,
        "version": message.version,
        "full": message.full,
        "properties": dict(message.properties),
    }


def _read_twin(body: JsonObject) -> TwinUpdate:
    return TwinUpdate(
        checked_id(body.get("vehicle")),
        _as(bool, body.get("reported"), "reported"),
        _integer(body.get("version"), "version"),
        _as(bool, body.get("full"), "full"),
        _object(body.get("properties"), "properties"),
    )


def _write_command(message: Command) -> JsonObject:
    return {
        "vehicle": message.vehicle,
        "id": message.id,
        "name": message.name,
        "args": dict(message.arguments),
        "issued": message.issued_unix_s,
        "deadline": message.deadline_unix_s,
        "by": message.issued_by,
    }


def _read_command(body: JsonObject) -> Command:
    return Command(
        checked_id(body.get("vehicle")),
        checked_id(body.get("id")),
        checked_id(body.get("name")),
        _object(body.get("args"), "arguments"),
        _seconds(body.get("issued"), "issue time"),
        _seconds(body.get("deadline"), "deadline"),
        checked_id(body.get("by")),
    )


def _write_outcome(message: CommandOutcome) -> JsonObject:
    return {
        "vehicle": message.vehicle,
        "id": message.id,
        "outcome": message.outcome.value,
        "reason": message.reason,
        "time": message.time_unix_ms,
    }


def _read_outcome(body: JsonObject) -> CommandOutcome:
    try:
        outcome = Outcome(_as(str, body.get("outcome"), "outcome"))
    except ValueError:
        raise MessageError("unknown outcome") from None
    reason = _as(str, body.get("reason"), "reason")
    return CommandOutcome(
        checked_id(body.get("vehicle")),
        checked_id(body.get("id")),
        outcome,
        checked_id(reason) if reason else "",
        _integer(body.get("time"), "time"),
    )


def _write_ack(message: Acknowledgement) -> JsonObject:
    return {"vehicle": message.vehicle, "boot": message.boot, "seqs": list(message.sequences)}


def _read_ack(body: JsonObject) -> Acknowledgement:
    rows = _as(list, body.get("seqs"), "sequences")
    return Acknowledgement(
        checked_id(body.get("vehicle")),
        checked_id(body.get("boot")),
        tuple(_integer(row, "sequence") for row in rows),
    )


def _write_presence(message: Presence) -> JsonObject:
    return {"vehicle": message.vehicle, "boot": message.boot, "online": message.online}


def _read_presence(body: JsonObject) -> Presence:
    return Presence(
        checked_id(body.get("vehicle")),
        checked_id(body.get("boot")),
        _as(bool, body.get("online"), "online"),
    )


def _write_pairing(message: Pairing) -> JsonObject:
    return {
        "vehicle": message.vehicle,
        "stage": message.stage.value,
        "code": message.code_hash,
        "role": message.role,
        "person": message.person,
        **({"key": message.key, "intro": message.introduction} if message.key else {}),
    }


def _read_pairing(body: JsonObject) -> Pairing:
    try:
        stage = PairingStage(_as(str, body.get("stage"), "stage"))
    except ValueError:
        raise MessageError("unknown stage") from None
    person = _as(str, body.get("person"), "person")
    if len(person) > 200:
        raise MessageError("person is too long")
    key, introduction = (_as(str, body.get(name, ""), name) for name in ("key", "intro"))
    for text in (key, introduction):
        if text and not _DIGEST.fullmatch(text):
            raise MessageError("a key or what vouches for it is 64 hexadecimal digits")
    return Pairing(
        checked_id(body.get("vehicle")),
        stage,
        checked_id(body.get("code")),
        checked_id(body.get("role")),
        person,
        key,
        introduction,
    )


_READERS: dict[str, Callable[[JsonObject], Message]] = {
    TelemetryBatch.TYPE: _read_telemetry,
    RecordBatch.TYPE: _read_records,
    Erasure.TYPE: lambda body: Erasure(*_read_batch(body)),
    TwinUpdate.TYPE: _read_twin,
    Command.TYPE: _read_command,
    CommandOutcome.TYPE: _read_outcome,
    Acknowledgement.TYPE: _read_ack,
    Presence.TYPE: _read_presence,
    Pairing.TYPE: _read_pairing,
}
