"""Receivers: a real gpsd fed with NMEA, and the sentences themselves."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmi.agent.sources.gnss import GpsdSource, Nmea, position_report
from hmi.agent.sources.nmea import Sentences
from tests.hmi.agent import receiver_logs

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


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # What a receiver does not know it leaves out; the position is there all the same.
        ("GPGGA,120000.00,4344.0340,N,00725.2720,E,1,09,,,M,,M,,", {"FixType": "TWO_D"}),
        ("GPGGA,120000.00,4344.0340,N,00725.2720,E,1,09,0.9,,M,,M,,", {"HorizontalAccuracy": 2.25}),
        ("GPGGA,120000.00,4344.0340,N,00725.2720,E,1,09,,25.0,M,,M,,", {"Altitude": 25.0}),
        ("GPGGA,120000,4344,N,00725,E,1,09,,,M,,M,,", {"Latitude": 43.733333}),
        ("GPRMC,120000.00,A,4344.0340,N,00725.2720,E,,,211126,,,A", {"Latitude": 43.7339}),
        ("GPRMC,120000.00,A,4344.0340,N,00725.2720,E,20.0,90.0,211126,,,A", {"SpeedOverGround": 37.04}),
        ("GPGLL,4344.0340,N,00725.2720,E,120000.00,A,A", {"Longitude": 7.4212}),
        ("GNGNS,120000.00,4344.0340,N,00725.2720,E,AANN,12,,,,,", {"Latitude": 43.7339}),
        ("GPVTG,90.0,T,,M,20.0,N,37.0,K,A", {"SpeedOverGround": 37.0, "Heading": 90.0}),
    ],
)
def test_what_is_left_out_takes_nothing_else_with_it(body: str, wanted: dict[str, object]) -> None:
    heard = {path.rsplit(".", 1)[1]: value for path, value in Nmea().hear(sentence(body)).items()}
    for name, value in wanted.items():
        assert heard[name] == (value if isinstance(value, str) else pytest.approx(value, abs=1e-4))


@pytest.mark.parametrize("knots", ["0.0", "0.3", "1.2", ""])
def test_course_is_noise_when_standing(knots: str) -> None:
    heard = Nmea().hear(sentence(f"GPRMC,120000.00,A,4344.0340,N,00725.2720,E,{knots},217.0,211126,,,A"))
    assert LOCATION + "Latitude" in heard and LOCATION + "Heading" not in heard
    report = {"mode": 3, "lat": 1.0, "lon": 2.0, "track": 217.0, "speed": float(knots or 0) * 0.514}
    assert LOCATION + "Heading" not in position_report(report)


@pytest.mark.parametrize("odd", [None, "fast", float("nan"), True, []])
def test_an_odd_report_of_gpsd_costs_only_what_is_odd(odd: object) -> None:
    for key in ("speed", "track", "altMSL", "eph", "time"):
        report = {"mode": 3, "lat": 43.7, "lon": 7.4, "speed": 20.0, "track": 90.0, key: odd}
        assert position_report(report)[LOCATION + "Latitude"] == 43.7
    assert position_report({"mode": odd})[LOCATION + "GNSSReceiver.FixType"] == "NONE"


def test_no_log_loses_a_fix_that_gpsd_finds() -> None:
    if shutil.which("gpsdecode") is None:
        pytest.fail("gpsdecode is missing: run ./packaging/test, which installs gpsd-clients")
    found = 0
    for number in range(receiver_logs.LOGS):
        data = receiver_logs.log(number)
        reports = subprocess.run(["gpsdecode", "-j"], input=data, capture_output=True, check=True).stdout
        gpsd = {
            (report["lat"], report["lon"])
            for report in map(json.loads, reports.splitlines())
            if report.get("class") == "TPV" and report.get("mode", 0) >= 2 and "lat" in report
        }
        stream, nmea = Sentences(), Nmea()
        ours: list[tuple[float, float]] = []
        for begin in range(0, len(data), 37):
            for line in stream.feed(data[begin : begin + 37]):
                heard = nmea.hear(line)
                if LOCATION + "Latitude" in heard:
                    ours.append((heard[LOCATION + "Latitude"], heard[LOCATION + "Longitude"]))  # type: ignore[arg-type]
        for latitude, longitude in gpsd:
            found += 1
            near = any(abs(latitude - lat) < 2e-7 and abs(longitude - lon) < 2e-7 for lat, lon in ours)
            assert near, f"log {number} loses {latitude}, {longitude}"
    assert found > 10 * receiver_logs.LOGS
