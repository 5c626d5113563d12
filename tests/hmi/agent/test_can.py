"""A real Toyota's CAN bus, decoded by opendbc's description, all the way to what the driver sees."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import can
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from hmi.agent.signals.plausibility import StepGuard
from hmi.agent.signals.store import SignalStore
from hmi.agent.sources.can import CanSource
from hmi.agent.sources.decoder import CanDecoder, MappingError, find_dbc, find_mapping
from hmi.agent.sources.recording import read_drive
from hmi.bus.client import AgentClient
from hmi.bus.contract import from_variant, to_variant
from hmi.vehicle.signals import BY_PATH, Value
from hmi.vehicle.state import Reading, VehicleState
from tests.hmi.buses import AgentProcess, Bus

DBC = "generator/toyota/_toyota_2017.dbc"
MAPPING = "toyota_rav4_2018"
FIRST_FRAME_S = 46408.584930
GOLDEN = Path(__file__).parent / "golden" / "rav4_2018.json"
WHEELS = ("Row1.Wheel.Left", "Row1.Wheel.Right", "Row2.Wheel.Left", "Row2.Wheel.Right")
SEEN = (
    "Vehicle.Speed",
    "Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed",
    "Vehicle.Chassis.SteeringWheel.Angle",
    "Vehicle.AngularVelocity.Yaw",
    "Vehicle.Powertrain.CombustionEngine.Speed",
    "Vehicle.Powertrain.Transmission.SelectedGear",
    "Vehicle.Chassis.ParkingBrake.IsEngaged",
    "Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted",
    "Vehicle.Cabin.Door.Row1.DriverSide.IsOpen",
    "Vehicle.Body.Lights.Beam.Low.IsOn",
)


@pytest.fixture
def decoder() -> CanDecoder:
    return CanDecoder(find_dbc(DBC), find_mapping(MAPPING))


@pytest.fixture
def log(shared_data: Path) -> Path:
    return shared_data / "drives" / "rav4_2018_can.log.xz"


@pytest.fixture
def motion(shared_data: Path) -> dict[str, np.ndarray]:
    with np.load(shared_data / "drives" / "rav4_2018_motion.npz") as file:
        return {
            name: file[name]
            for name in ("speed", "speed_t", "wheel_speed", "wheel_speed_t", "steering", "steering_t")
        }


def test_speed_and_wheels_agree_with_the_recorded_motion_to_a_tenth_of_a_meter_a_second(
    decoder: CanDecoder, log: Path, motion: dict[str, np.ndarray]
) -> None:
    heard: dict[str, list[tuple[float, float]]] = {}
    for time_s, values in read_drive(log, decoder):
        for path, value in values.items():
            if isinstance(value, float):
                heard.setdefault(path, []).append((time_s + FIRST_FRAME_S, value))

    def worst(path: str, times: np.ndarray, truth: np.ndarray, factor: float) -> float:
        rows = np.array(heard[path])
        assert len(rows) > 2000
        return float(np.abs(rows[:, 1] * factor - np.interp(rows[:, 0], times, truth)).max())

    assert worst("Vehicle.Speed", motion["speed_t"], motion["speed"][:, 0], 1 / 3.6) < 0.1
    for number, wheel in enumerate(WHEELS):
        path = f"Vehicle.Chassis.Axle.{wheel}.Speed"
        assert worst(path, motion["wheel_speed_t"], motion["wheel_speed"][:, number], 1 / 3.6) < 0.1
    assert worst("Vehicle.Chassis.SteeringWheel.Angle", motion["steering_t"], motion["steering"], 1) < 0.1


def test_a_recorded_drive_shows_the_driver_the_same_every_time(decoder: CanDecoder, log: Path) -> None:
    """The golden test: from CAN frames through plausibility, store and bus to what screens read."""
    first = list(seen_by_the_driver(log, decoder))
    decoder.rewind()
    assert list(seen_by_the_driver(log, decoder)) == first
    assert first == json.loads(GOLDEN.read_text())


def test_what_the_frames_say_arrives_on_screen_unchanged(
    qtbot: QtBot, tmp_path: Path, decoder: CanDecoder, log: Path
) -> None:
    """Log, agent process, D-Bus, client: the speeds that the client hears are the decoded ones, in order."""
    decoded = [
        round(float(v["Vehicle.Speed"]), 6) for _, v in read_drive(log, decoder) if "Vehicle.Speed" in v
    ]  # type: ignore[arg-type]
    bus = Bus()
    client = AgentClient(bus.address)
    heard: list[float] = []

    def hear() -> None:
        reading = client.state.readings.get("Vehicle.Speed")
        if reading is not None:
            speed = round(float(str(reading.value)), 6)
            if not heard or heard[-1] != speed:
                heard.append(speed)

    client.stateChanged.connect(hear)
    agent = AgentProcess(
        bus.address, tmp_path / "state", "--source", f"replay:{log},dbc={DBC},mapping={MAPPING},speed=4"
    )
    try:
        qtbot.waitUntil(lambda: len(heard) > 120, timeout=20000)
        now = time.monotonic()
        assert client.state.get("Vehicle.Powertrain.Transmission.SelectedGear", now) == 127
    finally:
        agent.kill()
        client.close()
        bus.close()
    position = 0
    for speed in heard:
        position = decoded.index(speed, position)  # raises where one was made up or came out of order


def test_frames_from_a_live_interface_become_signals(decoder: CanDecoder) -> None:
    """python-can's virtual bus; the payload is a frame of the real car."""

    async def drive() -> dict[str, object]:
        heard: dict[str, object] = {}
        source = CanSource("virtual", "live", decoder)
        task = asyncio.create_task(source.run(lambda values, _time: heard.update(values)))
        await asyncio.sleep(0.2)
        with can.Bus(interface="virtual", channel="live") as sender:
            for _ in range(50):
                sender.send(
                    can.Message(
                        arbitration_id=0x0AA, data=bytes.fromhex("25B325B325A925AF"), is_extended_id=False
                    )
                )
                sender.send(can.Message(arbitration_id=0x7FF, data=b"\xff", is_extended_id=False))
                await asyncio.sleep(0.02)
                if heard:
                    break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return heard

    heard = asyncio.run(drive())
    assert heard["Vehicle.Chassis.Axle.Row1.Wheel.Right.Speed"] == pytest.approx(28.84)
    assert heard["Vehicle.Speed"] == pytest.approx(28.805)


def test_broken_frames_say_nothing(decoder: CanDecoder) -> None:
    assert decoder.decode(0x0AA, b"", 0.0) == {}
    assert decoder.decode(0x123, b"\x00" * 8, 0.0) == {}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("NOPE,SPEED,Vehicle.Speed,1,0,", "has no NOPE.SPEED"),
        ("SPEED,NOPE,Vehicle.Speed,1,0,", "has no SPEED.NOPE"),
        ("SPEED,SPEED,Vehicle.Warp,1,0,", "not in the signal catalogue"),
        ("SPEED,SPEED,Vehicle.Speed,fast,0,", "expected message,signal"),
    ],
)
def test_a_mapping_that_does_not_fit_is_named_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    table = tmp_path / "mapping.csv"
    table.write_text(f"# one row\nmessage,signal,path,factor,offset,table\n{row}\n")
    with pytest.raises(MappingError, match=words) as error:
        CanDecoder(find_dbc(DBC), table)
    assert ":3:" in str(error.value)


def seen_by_the_driver(log: Path, decoder: CanDecoder) -> Iterator[dict[str, Value | None]]:
    """Once a second what each of SEEN shows, as the client would have it."""
    store, guard, state = SignalStore(), StepGuard(), VehicleState()
    next_batch_s = next_look_s = 0.0
    for time_s, values in read_drive(log, decoder):
        possible = {
            path: value
            for path, value in values.items()
            if not isinstance(value, float) or guard.admit(path, value, time_s)
        }
        store.ingest("can", 50, possible, time_s)
        if time_s >= next_batch_s:
            next_batch_s = time_s + 1 / 30
            batch = {path: to_variant(stored.value) for path, stored in store.take_batch().items()}
            readings = {}
            for path, variant in batch.items():
                value = BY_PATH[path].coerce(from_variant(variant))
                assert value is not None
                readings[path] = Reading(value, time_s)
            state = state.updated(MappingProxyType(readings))
        if time_s >= next_look_s:
            next_look_s += 1.0
            looks = {path: state.get(path, time_s) for path in SEEN}
            yield {path: round(v, 3) if isinstance(v, float) else v for path, v in looks.items()}
