"""Receivers: a real gpsd fed with NMEA, and the sentences themselves."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmi.agent.sources.gnss import GpsdSource, Nmea, position_report

LOCATION = "Vehicle.CurrentLocation."


def sentence(body: str) -> str:
    total = 0
    for letter in body:
        total ^= ord(letter)
    return f"${body}*{total:02X}\r\n"


GGA = sentence("GPGGA,120000.00,4344.0340,N,00725.2720,E,1,09,0.9,25.0,M,48.0,M,,")
RMC = sentence("GPRMC,120000.00,A,4344.0340,N,00725.2720,E,20.0,90.0,211126,,,A")
GSA = sentence("GPGSA,A,3,01,02,03,04,05,06,07,08,09,,,,1.6,0.9,1.3")


def test_sentences_become_a_position() -> None:
    nmea = Nmea()
    position = nmea.hear(GGA)
    assert position[LOCATION + "Latitude"] == pytest.approx(43.733900, abs=1e-6)
    assert position[LOCATION + "Longitude"] == pytest.approx(7.421200, abs=1e-6)
    assert position[LOCATION + "HorizontalAccuracy"] == pytest.approx(2.25)
    moving = nmea.hear(RMC)
    assert moving[LOCATION + "Heading"] == 90.0
    assert moving[LOCATION + "Timestamp"] == "2026-11-21T12:00:00.00Z"


@pytest.mark.parametrize("line", ["", "$GPGGA", GGA.replace("43", "44"), "noise\x00"])
def test_damaged_sentences_say_nothing(line: str) -> None:
    assert Nmea().hear(line) == {}


def test_no_fix_is_said_so_and_has_no_position() -> None:
    assert Nmea().hear(sentence("GPGGA,120000,,,,,0,00,,,M,,M,,")) == {
        LOCATION + "GNSSReceiver.FixType": "NONE"
    }
    assert position_report({"mode": 1, "lat": 1.0}) == {LOCATION + "GNSSReceiver.FixType": "NONE"}


@pytest.fixture
def gpsd() -> Iterator[tuple[int, int]]:
    """Ports of a real gpsd: where it serves, and where it takes NMEA by UDP."""
    binary = shutil.which("gpsd") or "/usr/sbin/gpsd"
    if not Path(binary).exists():
        pytest.fail("gpsd is missing: run ./packaging/test, which installs it")
    with socket.socket() as one, socket.socket(type=socket.SOCK_DGRAM) as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        ports = one.getsockname()[1], two.getsockname()[1]
    daemon = subprocess.Popen(
        [binary, "-N", "-n", "-S", str(ports[0]), f"udp://127.0.0.1:{ports[1]}"], stderr=subprocess.DEVNULL
    )
    yield ports
    daemon.kill()
    daemon.wait()


def test_a_real_gpsd_is_followed(gpsd: tuple[int, int]) -> None:
    async def listen() -> dict[str, object]:
        heard: dict[str, object] = {}
        task = asyncio.create_task(GpsdSource(port=gpsd[0]).run(lambda values, _time: heard.update(values)))
        with socket.socket(type=socket.SOCK_DGRAM) as receiver:
            for second in range(100):
                for line in (GGA, RMC, GSA):
                    moved = line.replace("120000", f"1200{second % 60:02}").split("*")[0][1:]
                    receiver.sendto(sentence(moved).encode(), ("127.0.0.1", gpsd[1]))
                await asyncio.sleep(0.1)
                if LOCATION + "Latitude" in heard and LOCATION + "Heading" in heard:
                    break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return heard

    heard = asyncio.run(listen())
    assert heard[LOCATION + "Latitude"] == pytest.approx(43.7339, abs=1e-4)
    assert heard[LOCATION + "Longitude"] == pytest.approx(7.4212, abs=1e-4)
    assert heard[LOCATION + "Heading"] == pytest.approx(90, abs=1)
