"""UDS on ISO-TP against a small control unit on python-can's virtual bus, and against frames by hand."""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import can
import pytest

from hmi.agent.conclusions import Diagnosed
from hmi.agent.sources.configure import SourceError, make_sources
from hmi.agent.sources.control_unit import (
    Address,
    ControlUnit,
    NonsenseError,
    UnitLostError,
    UnitRefusedError,
)
from hmi.agent.sources.decoder import MappingError, find_mapping
from hmi.agent.sources.uds import UdsSource, read_rows
from hmi.errors import CommandRefusedError
from hmi.vehicle.faults import explain
from hmi.vehicle.signals import BY_PATH
from tests.hmi.agent.ecu import REQUEST, RESPONSE, Ecu

CODES = "Vehicle.Diagnostics.DTCList"
VIN = "Vehicle.VehicleIdentification.VIN"
SIZES = {0xF40D: 1, 0xF40C: 2, 0xF405: 1}


@pytest.fixture
def channel() -> str:
    return f"uds-{uuid.uuid4().hex}"


@pytest.fixture
def ecu(channel: str) -> Iterator[Ecu]:
    ecu = Ecu(channel)
    yield ecu
    ecu.close()


@pytest.fixture
def unit(ecu: Ecu, channel: str) -> Iterator[ControlUnit]:
    assert ecu.asked == []
    unit = ControlUnit(Address("virtual", channel), SIZES, answer_s=0.3)
    yield unit
    unit.close()


def test_values_vin_codes_snapshot_and_clearing(ecu: Ecu, unit: ControlUnit) -> None:
    assert unit.vin() == "JTMB12345678ABCDE"
    assert unit.read(0xF40D) == bytes([50])
    assert unit.codes() == (0x014300, 0xC07387), "0A80 is pending only"
    assert unit.snapshot(0x014300) == {0xF40D: b"\x2d", 0xF40C: b"\x1f\x40", 0xF405: b"\x82"}
    assert unit.snapshot(0xC07387) == {}
    unit.clear()
    assert unit.codes() == ()
    assert bytes.fromhex("14FFFFFF") in ecu.asked and bytes.fromhex("1904014300FF") in ecu.asked


def test_a_refusal_says_why(ecu: Ecu, unit: ControlUnit) -> None:
    del ecu.dids[0xF405]
    with pytest.raises(UnitRefusedError, match="is not there"):
        unit.read(0xF405)
    ecu.driving = True
    with pytest.raises(UnitRefusedError, match="conditions"):
        unit.clear()
    assert unit.codes(), "nothing was cleared"


def test_an_answer_that_takes_longer_is_waited_for(ecu: Ecu, unit: ControlUnit) -> None:
    ecu.pending_first = True
    assert unit.read(0xF40D) == bytes([50])


def test_silence_is_an_error_in_time(ecu: Ecu, unit: ControlUnit) -> None:
    ecu.silent = True
    begun = time.monotonic()
    with pytest.raises(UnitLostError, match="does not answer"):
        unit.read(0xF40D)
    assert time.monotonic() - begun < 1.5
    ecu.silent = False
    assert unit.read(0xF40D) == bytes([50])


@pytest.mark.parametrize(
    "garble",
    [
        lambda answer: answer[:2],  # cut short
        lambda answer: answer + b"\x01\x02\x03",  # more than the identifier holds
        lambda answer: b"\x62\xf4\x0c" + answer[3:],  # another identifier
        lambda answer: b"\x41" + answer[1:],  # another service
        lambda answer: b"\x7f",  # half a refusal
        lambda answer: b"\x00",
        lambda answer: b"\xff" * 4000,
    ],
)
def test_nonsense_is_refused_and_the_next_question_is_answered(
    ecu: Ecu, unit: ControlUnit, garble: Callable[[bytes], bytes]
) -> None:
    ecu.garble = garble
    with pytest.raises((NonsenseError, UnitRefusedError)):
        unit.read(0xF40D)
    ecu.garble = lambda answer: answer
    assert unit.read(0xF40D) == bytes([50])


@pytest.mark.parametrize(
    "record", ["", "01", "0103", "0102F40D2D9999AABB", "0103F40D2DF40C1F", "FFFF", "01FFF40D2D"]
)
def test_an_odd_snapshot_gives_what_can_be_read_or_an_error(ecu: Ecu, unit: ControlUnit, record: str) -> None:
    ecu.snapshots[0x014300] = bytes.fromhex(record)
    try:
        found = unit.snapshot(0x014300)
    except NonsenseError:
        found = {}
    assert found in ({}, {0xF40D: b"\x2d"})


def test_random_answers_raise_only_what_is_declared(ecu: Ecu, unit: ControlUnit) -> None:
    chance = random.Random(11)
    head = b""
    ecu.garble = lambda _answer: head + chance.randbytes(chance.randrange(0 if head else 1, 40))
    asks: dict[bytes, Callable[[], object]] = {
        b"\x62": lambda: unit.read(0xF40D),
        b"\x59\x02": unit.codes,
        b"\x59\x04\x01\x43\x00": lambda: unit.snapshot(0x014300),
        b"\x54": unit.clear,
        b"\x7f": unit.codes,
    }
    for _ in range(30):
        for start, ask in asks.items():
            head = start if chance.random() < 0.8 else b""
            with contextlib.suppress(NonsenseError, UnitRefusedError, UnitLostError):
                ask()
    ecu.garble = lambda answer: answer
    assert unit.read(0xF40D) == bytes([50])


def test_frames_by_hand_and_broken_ones(channel: str) -> None:
    """The other end of the wire is bytes here, not the library that the agent uses."""
    bus = can.Bus(interface="virtual", channel=channel)
    stop = threading.Event()
    seen: list[bytes] = []

    def say(text: str) -> None:
        bus.send(can.Message(arbitration_id=RESPONSE, data=bytes.fromhex(text), is_extended_id=False))

    def serve() -> None:
        while not stop.is_set():
            message = bus.recv(0.05)
            if message is None or message.arbitration_id != REQUEST:
                continue
            seen.append(bytes(message.data))
            if message.data[1:4] == bytes.fromhex("22F190"):
                say("2142424242424242")  # a consecutive frame that nothing began
                say("1014")  # a first frame that is too short
                say("00")  # an empty single frame
                say("F0FFFFFFFFFFFFFF")  # no such frame type
                say("101462F1904A544D")
            elif message.data[0] == 0x30 and bytes.fromhex("0322F40DCCCCCCCC") not in seen:
                say("21423132333435" + "36")
                say("22373841424344" + "45")
            elif message.data[1:4] == bytes.fromhex("22F40D"):
                say("101462F40D4A544D")  # and never the rest

    thread = threading.Thread(target=serve)
    thread.start()
    unit = ControlUnit(Address("virtual", channel), SIZES, answer_s=0.4)
    try:
        assert unit.vin() == "JTMB12345678ABCDE"
        assert seen[0] == bytes.fromhex("0322F190CCCCCCCC"), "a single frame, padded"
        assert any(frame[0] == 0x30 for frame in seen), "flow control"
        with pytest.raises(UnitLostError):
            unit.read(0xF40D)
    finally:
        stop.set()
        thread.join()
        unit.close()
        bus.shutdown()


def test_the_source_feeds_signals_explains_and_clears_codes(ecu: Ecu, channel: str) -> None:
    (source,) = make_sources([f"uds:virtual:{channel},request=7E0,response=7E8,priority=36"], _no_simulator)
    assert isinstance(source, UdsSource) and source.priority == 36
    assert isinstance(source, Diagnosed), "the bus offers its codes, frames and clearing"

    async def drive() -> tuple[dict[str, object], dict[str, object]]:
        heard: dict[str, object] = {}
        task = asyncio.create_task(source.run(lambda values, _time: heard.update(values)))
        await _until(lambda: {"Vehicle.Speed", "Vehicle.TraveledDistance", CODES, VIN} <= heard.keys())
        first = dict(heard)
        with pytest.raises(CommandRefusedError):
            await source.actuate("Vehicle.Speed", 1.0)
        frame = dict(await source.freeze_frame("P0143"))
        with pytest.raises(KeyError):
            await source.freeze_frame("U0073-87")
        with pytest.raises(KeyError):
            await source.freeze_frame("P0999")
        ecu.driving = True
        with pytest.raises(CommandRefusedError, match="conditions"):
            await source.clear_codes()
        ecu.driving = False
        await source.clear_codes()
        await _until(lambda: heard[CODES] == ())
        ecu.dids[0xF40D] = bytes([77])
        await _until(lambda: heard["Vehicle.Speed"] == 77.0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return first, frame

    heard, frame = asyncio.run(drive())
    assert heard[VIN] == "JTMB12345678ABCDE"
    assert heard[CODES] == ("P0143", "U0073-87") and heard["Vehicle.Diagnostics.DTCCount"] == 2
    assert all(explain(code) is not None for code in ("P0143", "U0073-87"))
    assert heard["Vehicle.Speed"] == 50.0
    assert heard["Vehicle.Powertrain.CombustionEngine.Speed"] == 2000
    assert heard["Vehicle.Powertrain.CombustionEngine.EngineCoolant.Temperature"] == 90.0
    assert heard["Vehicle.LowVoltageBattery.CurrentVoltage"] == pytest.approx(12.4)
    assert frame["code"] == "P0143" and frame["Vehicle.Speed"] == 45.0
    for path, value in heard.items():
        coerced = BY_PATH[path].coerce(value)
        assert coerced is not None and BY_PATH[path].within_bounds(coerced), path
    unknown = bytes.fromhex("22F411")
    assert ecu.asked.count(unknown) == 1, "what the unit does not know is not asked again"


def test_a_unit_that_was_away_is_found_again(ecu: Ecu, channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hmi.agent.sources.uds.RETRY_S", 0.2)
    rows = read_rows(find_mapping("uds_obd"))
    source = UdsSource(Address("virtual", channel), rows)
    ecu.silent = True

    async def drive() -> None:
        times: list[float] = []
        task = asyncio.create_task(source.run(lambda _values, time_s: times.append(time_s)))
        await _until(lambda: bool(ecu.asked))
        with pytest.raises(CommandRefusedError, match="does not answer"):
            await source.clear_codes()
        ecu.silent = False
        await _until(lambda: bool(times))
        ecu.silent = True
        await asyncio.sleep(3.5)
        assert source._unit is None
        ecu.silent = False
        count = len(times)
        await _until(lambda: len(times) > count + 3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(drive())


def test_no_such_bus_is_an_error_in_words() -> None:
    with pytest.raises(UnitLostError):
        ControlUnit(Address("socketcan", "no-such-can"), SIZES)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("F40D,1,0,1,,Vehicle.Nonsense,1,0,1", "not in the signal catalogue"),
        ("F40D,1,0,2,,Vehicle.Speed,1,0,1", "outside"),
        ("XX,1,0,1,,Vehicle.Speed,1,0,1", "expected did"),
        ("F40C,1,0,1,,Vehicle.Speed,1,0,1\nF40C,2,0,1,,Vehicle.Speed,1,0,1", "two sizes"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    table = tmp_path / "table.csv"
    table.write_text("did,size,start,length,signed,path,factor,offset,period_s\n" + line + "\n")
    with pytest.raises(MappingError, match=complaint):
        read_rows(table)
    with pytest.raises((SourceError, MappingError)):
        make_sources([f"uds:virtual:x,mapping={table}"], _no_simulator)


def _no_simulator() -> UdsSource:
    raise AssertionError("no simulator was asked for")


async def _until(ready: Callable[[], bool], timeout_s: float = 15.0) -> None:
    async with asyncio.timeout(timeout_s):
        while not ready():
            await asyncio.sleep(0.02)
