"""A recorder that writes what it replays."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from hmi.agent.sources.configure import SourceError, make_sources, read_descriptions
from hmi.agent.sources.recording import Recorder, RecordingError, read_drive
from hmi.agent.sources.replay import ReplaySource
from hmi.agent.sources.simulator.source import SimulatedCar
from maps.geometry import LatLon


def recorded(path: Path) -> list[tuple[float, dict[str, object]]]:
    """Twenty seconds of the simulated car, recorded to `path`."""
    car = SimulatedCar(LatLon(43.73, 7.42), clock=lambda: 0.0)
    car.follow([43.73, 43.74], [7.42, 7.42], [14.0, 14.0])
    car.car_unix_s = 1.8e9
    recorder = Recorder(path)
    written: list[tuple[float, dict[str, object]]] = []
    for tick in range(600):
        car.advance(1 / 30)
        values = {
            key: list(value) if isinstance(value, tuple) else value for key, value in car.report().items()
        }
        recorder.hear(values, 100.0 + tick / 30)
        written.append((round(tick / 30, 4), values))
    recorder.close()
    return written


def test_what_was_recorded_is_read_back_and_twice_the_same_drive_is_the_same_file(tmp_path: Path) -> None:
    written = recorded(tmp_path / "one.gz")
    assert list(read_drive(tmp_path / "one.gz")) == written
    recorded(tmp_path / "two.gz")
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()


def test_a_recording_cut_short_reads_up_to_the_cut(tmp_path: Path) -> None:
    written = recorded(tmp_path / "whole.gz")
    whole = (tmp_path / "whole.gz").read_bytes()
    (tmp_path / "torn.gz").write_bytes(whole[: len(whole) // 2])
    torn = list(read_drive(tmp_path / "torn.gz"))
    assert 100 < len(torn) < len(written) and torn == written[: len(torn)]


def test_a_drive_is_played_faster_and_over_and_over(tmp_path: Path) -> None:
    written = recorded(tmp_path / "drive.gz")
    heard: list[float] = []

    async def play() -> None:
        source = ReplaySource(tmp_path / "drive.gz", speed=100.0, loop=True)
        task = asyncio.create_task(source.run(lambda _values, time_s: heard.append(time_s)))
        await asyncio.sleep(1.0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(play())
    assert len(heard) > 2 * len(written)


@pytest.mark.parametrize("content", [b"", b"hello\n", b'{"format":"other"}\n'])
def test_what_is_no_recording_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(RecordingError, match="not a recorded drive"):
        list(read_drive(tmp_path / "x"))


def test_sources_are_chosen_by_configuration(tmp_path: Path) -> None:
    recorded(tmp_path / "d.gz")
    config = tmp_path / "agent.toml"
    config.write_text(
        '[[source]]\nuse = "gpsd:localhost:2947"\npriority = 70\n'
        f'[[source]]\nuse = "replay:{tmp_path}/d.gz"\nloop = true\n'
    )
    sources = make_sources(read_descriptions(config), lambda: SimulatedCar(LatLon(0, 0)))
    assert [(source.name, source.priority) for source in sources] == [
        ("gpsd:localhost:2947", 70),
        ("replay:d.gz", 40),
    ]
    for wrong in ("warp:9", "can:virtual:x", "can:virtual:x,dbc=nope.dbc,mapping=toyota_rav4_2018"):
        with pytest.raises(Exception, match=r"no source|dbc|nope") as error:
            make_sources([wrong], lambda: SimulatedCar(LatLon(0, 0)))
        assert isinstance(error.value, SourceError) or "nope.dbc" in str(error.value)
