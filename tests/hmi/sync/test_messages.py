"""Every message survives the wire; nothing that comes off the wire can do more than be refused."""

from __future__ import annotations

import contextlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.sync.clock import Stamp
from hmi.sync.errors import MessageError, VersionError
from hmi.sync.messages import (
    MAX_DECODED_BYTES,
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
    topic,
)
from hmi.sync.records import Record, RecordKind

ids = st.from_regex(r"[A-Za-z0-9_.:-]{1,12}", fullmatch=True)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
bodies = st.dictionaries(st.text(max_size=8), st.recursive(scalars, st.lists, max_leaves=4), max_size=4)
counts = st.integers(0, 2**53 - 1)
times = st.floats(0, 4e9)
stamps = st.builds(Stamp, st.integers(0, 10**13), st.integers(0, 9), st.sampled_from(["car", "phone"]))
records = st.builds(
    lambda id, name, value, stamp: Record(RecordKind.SETTING, id).written(name, value, stamp),
    ids, ids, scalars, stamps,
)  # fmt: skip
messages = st.one_of(
    st.builds(
        TelemetryBatch,
        ids,
        ids,
        counts,
        st.lists(st.builds(Sample, ids, counts, bodies), max_size=4).map(tuple),
    ),
    st.builds(RecordBatch, ids, ids, counts, st.lists(records, max_size=3).map(tuple)),
    st.builds(TwinUpdate, ids, st.booleans(), counts, st.booleans(), bodies),
    st.builds(Command, ids, ids, ids, bodies, times, times, ids),
    st.builds(CommandOutcome, ids, ids, st.sampled_from(Outcome), st.just("") | ids, counts),
    st.builds(Acknowledgement, ids, ids, st.lists(counts, max_size=5).map(tuple)),
    st.builds(Presence, ids, ids, st.booleans()),
    st.builds(Pairing, ids, st.sampled_from(PairingStage), ids, ids, st.text(max_size=200)),
)


@given(messages)
def test_every_message_comes_out_as_it_went_in(message: Message) -> None:
    assert decode(encode(message)) == message


@given(st.binary(max_size=200))
def test_noise_is_refused_and_nothing_else_happens(noise: bytes) -> None:
    for payload in (noise, b"J" + noise, b"Z" + noise, b"Z" + zlib.compress(noise)):
        with pytest.raises(MessageError):
            decode(payload)


@given(messages, st.integers(0, 10**6), st.integers(0, 255))
def test_a_flipped_byte_is_a_message_or_an_error_never_a_crash(message: Message, at: int, byte: int) -> None:
    payload = bytearray(encode(message))
    payload[at % len(payload)] = byte
    with contextlib.suppress(MessageError):
        decode(bytes(payload))


json_values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)


@given(
    st.sampled_from(["telemetry", "records", "twin", "command", "outcome", "ack", "presence", "x"]), st.data()
)
def test_json_of_any_shape_under_a_known_type_is_refused_or_read(kind: str, data: st.DataObject) -> None:
    names = ["vehicle", "boot", "seq", "samples", "records", "properties", "version", "id", "args", "f", "d"]
    body = data.draw(st.dictionaries(st.sampled_from(names), json_values))
    with contextlib.suppress(MessageError):
        decode(b"J" + json.dumps({"v": 1, "t": kind, **body}).encode())


def test_a_small_payload_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = b"Z" + zlib.compress(b"[" * (MAX_DECODED_BYTES * 8), 9)
    assert len(bomb) < 64_000
    with pytest.raises(MessageError, match="unpacks"):
        decode(bomb)


def test_a_message_nested_a_hundred_thousand_deep_is_refused() -> None:
    with pytest.raises(MessageError):
        decode(b"J" + b"[" * 100_000 + b"]" * 100_000)


@pytest.mark.parametrize("value", ['"\\ud800"', "1e999", "NaN", "-Infinity", "1" * 5000])
def test_what_json_can_say_but_a_database_cannot_hold_is_refused(value: str) -> None:
    body = '{"v":1,"t":"twin","vehicle":"v","reported":true,"version":1,"full":false,"properties":{"a":%s}}'
    with pytest.raises(MessageError):
        decode(b"J" + (body % value).encode())


def test_another_version_is_told_apart_from_damage() -> None:
    with pytest.raises(VersionError):
        decode(b'J{"v": 2, "t": "ack"}')


@pytest.mark.parametrize("vehicle", ["", "a/b", "+", "#", "car/../other", "a" * 65, "ü"])
def test_no_vehicle_id_reaches_another_cars_topics(vehicle: str) -> None:
    with pytest.raises(MessageError):
        topic(vehicle, "up", "telemetry")


def test_a_thousand_positions_travel_in_a_tenth_of_their_size() -> None:
    samples = tuple(
        Sample("position", 1_700_000_000_000 + 1000 * i, {"lat": round(43.7 + i * 1e-5, 6), "lon": 7.42})
        for i in range(1000)
    )
    batch = TelemetryBatch("car", "boot", 1, samples)
    plain = len(json.dumps([[s.kind, s.time_unix_ms, dict(s.body)] for s in samples]))
    assert len(encode(batch)) < plain / 8
