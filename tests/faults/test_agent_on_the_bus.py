"""Callers and clocks that misbehave, a bus that goes, an agent that dies: nothing stored is lost."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hmi.agent.books.journal import Journal
from hmi.agent.service.gate import BURST, CALLS_PER_S, Gate
from hmi.agent.service.refusals import NotAllowedError, TooManyError
from hmi.bus import contract
from hmi.bus.addresses import open_bus
from hmi.bus.client import AgentClient
from hmi.bus.peers import PeerError, Peers
from tests.hmi.buses import REPOSITORY, AgentProcess, Bus, wait_until

START = ("--start", "43.73,7.42")
ROUTE = ([43.73, 43.76, 43.76, 43.79], [7.42, 7.42, 7.47, 7.47], [130 / 3.6] * 4)
AGENT = (contract.BUS_NAME, contract.OBJECT_PATH)


@pytest.fixture
def bus() -> Any:
    bus = Bus()
    yield bus
    bus.close()


def journalled(state: Path) -> dict[str, Any]:
    """What a restart would find, read as another process does."""
    with sqlite3.connect(f"file:{state}/agent.sqlite?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT name, body FROM record").fetchall()
    connection.close()
    return {name: json.loads(body) for name, body in rows}


def test_the_agent_killed_twenty_times_at_random_forgets_nothing(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    dice = random.Random(20)
    client = AgentClient(bus.address)
    agent = AgentProcess(bus.address, tmp_path, *START)
    try:
        qtbot.waitUntil(lambda: client.connected, timeout=10_000)
        client.follow_route(*ROUTE)
        client.set_time_factor(3)
        qtbot.wait(1500)
        odometer = lifetime = 0.0
        for _ in range(20):
            qtbot.wait(int(dice.uniform(50, 700)))
            agent.kill()
            killed = time.monotonic()
            qtbot.waitUntil(lambda: not client.connected, timeout=1000)
            assert time.monotonic() - killed < 1.0
            assert client.state.number("Vehicle.Speed", time.monotonic()) is None
            found = journalled(tmp_path)
            assert found["simulator"]["car"]["odometer_m"] >= odometer
            assert found["books"]["tallies"]["lifetime"]["distance_m"] >= lifetime
            odometer = found["simulator"]["car"]["odometer_m"]
            lifetime = found["books"]["tallies"]["lifetime"]["distance_m"]
            agent.start()
            qtbot.waitUntil(lambda: client.connected, timeout=10_000)
        assert odometer > 12_345_600
        qtbot.waitUntil(
            lambda: (client.state.number("Vehicle.Speed", time.monotonic()) or 0) > 20, timeout=8000
        )
    finally:
        agent.kill()
        client.close()


def test_the_bus_restarted_five_times(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    client = AgentClient(bus.address)
    agent = AgentProcess(bus.address, tmp_path, *START)
    try:
        for _ in range(5):
            qtbot.waitUntil(lambda: client.connected, timeout=10_000)
            qtbot.wait(200)
            bus.stop()
            qtbot.waitUntil(lambda: not client.connected, timeout=1000)
            bus.start()
        qtbot.waitUntil(lambda: client.connected, timeout=10_000)
        assert agent.process is not None and agent.process.poll() is None
    finally:
        agent.kill()
        client.close()


def test_a_flood_of_calls_is_refused_and_the_batches_go_on(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    client = AgentClient(bus.address)
    agent = AgentProcess(bus.address, tmp_path, *START)
    try:
        qtbot.waitUntil(lambda: client.connected, timeout=10_000)
        # On a busy machine a gap may be the machine's own; a flood that starves makes one each time.
        assert min(longest_gap_s(qtbot, client, bus) for _ in range(3)) < 0.9
        qtbot.waitUntil(lambda: client.connected, timeout=1000)
        told: list[str] = []
        client.commandChanged.connect(lambda _id, outcome, _why: told.append(outcome))
        client.actuate("Vehicle.Body.Lights.Beam.High.IsOn", True)
        qtbot.waitUntil(lambda: bool(told) and told[-1] == "done", timeout=4000)
    finally:
        agent.kill()
        client.close()


def longest_gap_s(qtbot: QtBot, client: AgentClient, bus: Bus) -> float:
    """The longest time without a batch while somebody floods the agent, who gets no more than his share."""
    flood = subprocess.Popen(
        [sys.executable, "-c", FLOOD, bus.address], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    longest = 0.0
    while flood.poll() is None:
        before = client.batches
        began = time.monotonic()
        qtbot.waitUntil(
            lambda before=before: client.batches > before or flood.poll() is not None, timeout=5000
        )
        longest = max(longest, time.monotonic() - began)
    output, _ = flood.communicate()
    answered, refused, took_s = map(float, output.split())
    # His bucket fills while he floods: on a slow machine more of the calls are within his share.
    assert BURST <= answered <= BURST + CALLS_PER_S * took_s + 1
    assert refused >= 1000
    return longest


FLOOD = """
import asyncio, sys, time
from hmi.bus import contract
from hmi.bus.addresses import open_bus
from hmi.bus.peers import Peers, PeerError
async def main():
    peers = Peers(open_bus(sys.argv[1]))
    answered = refused = 0
    async def one():
        nonlocal answered, refused
        try:
            await peers.call(contract.BUS_NAME, contract.OBJECT_PATH, contract.VEHICLE + ".Get", "as", [],
                             reply="a{sv}a{sv}", timeout_s=60)
            answered += 1
        except PeerError as error:
            assert "more than" in str(error), error  # the agent's own words, not the daemon's
            refused += 1
    began = time.monotonic()
    while refused < 3000:
        await asyncio.gather(*(one() for _ in range(120)))  # the daemon lets 128 calls wait
    print(answered, refused, time.monotonic() - began)
asyncio.run(main())
"""


def test_malformed_calls_are_refused_each_with_a_reason(bus: Bus, tmp_path: Path) -> None:
    agent = AgentProcess(bus.address, tmp_path, *START)

    async def misbehave() -> list[str]:
        connection = open_bus(bus.address)
        peers = Peers(connection)
        while not await peers.has_owner(contract.BUS_NAME):
            await asyncio.sleep(0.1)
        later = time.monotonic() + 5
        temperature = "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"
        names: list[str] = []
        for member, signature, *arguments in (
            ("Vehicle1.Get", "as", ["Vehicle.Warp"]),
            ("Vehicle1.Get", "s", "Vehicle.Speed"),
            ("Vehicle1.Describe", "s", "x" * 100_000),
            ("Vehicle1.Actuate", "sa{sv}d", "1", {temperature: ("s", "warm")}, later),
            ("Vehicle1.Actuate", "sa{sv}d", "2", {temperature: ("d", float("nan"))}, later),
            ("Vehicle1.Actuate", "sa{sv}d", "3", {temperature: ("d", 20.0)}, time.monotonic() - 1),
            ("Vehicle1.Actuate", "sa{sv}d", "4", {temperature: ("d", 20.0)}, 1e300),
            ("Vehicle1.Actuate", "sa{sv}d", "5", {}, later),
            ("Vehicle1.Actuate", "sa{sv}d", "x" * 65, {temperature: ("d", 20.0)}, later),
            ("Simulator1.FollowRoute", "avavav", [("d", 1.0)], [], []),
            ("Simulator1.FollowRoute", "avavav", [("s", "a")], [("d", 1.0)], [("d", 1.0)]),
            ("Simulator1.FollowRoute", "avavav", [("d", 91.0)] * 2, [("d", 1.0)] * 2, [("d", 1.0)] * 2),
            ("Simulator1.SetTimeFactor", "d", float("nan")),
            ("Simulator1.RunScenario", "s", "apocalypse"),
            ("Simulator1.Record", "s", "../up.gz"),
            ("Trip1.Reset", "s", "lifetime"),
            ("Diagnostics1.Explain", "s", "DROP TABLE"),
            ("Nothing1.At", "", ),
        ):  # fmt: skip
            try:
                await peers.call(*AGENT, f"org.headunit.{member}", str(signature), *arguments, timeout_s=5)
                names.append(f"{member} was taken")
            except PeerError as error:
                names.append(error.name)
        alive = await peers.call(*AGENT, f"{contract.VEHICLE}.List", reply="as")
        assert len(alive) > 120
        connection.close()
        return names

    try:
        names = asyncio.run(misbehave())
    finally:
        agent.kill()
    assert not [name for name in names if "taken" in name], names


def test_setting_the_clock_back_an_hour_changes_nothing(qtbot: QtBot, bus: Bus, tmp_path: Path) -> None:
    """The wall clock is only ever written down for people; faked here for the agent's whole process."""
    (tmp_path / "sitecustomize.py").write_text(CLOCK_SET_BACK)
    client = AgentClient(bus.address)
    agent = AgentProcess(bus.address, tmp_path / "state", *START, environment={"PYTHONPATH": str(tmp_path)})
    try:
        qtbot.waitUntil(lambda: client.connected, timeout=10_000)
        client.follow_route(*ROUTE)
        told: list[str] = []
        client.commandChanged.connect(lambda _id, outcome, _why: told.append(outcome))
        qtbot.wait(3500)  # the clock was set back after 3 s
        assert client.connected
        assert (client.state.number("Vehicle.Speed", time.monotonic()) or 0) > 10
        client.actuate("Vehicle.Body.Lights.Beam.High.IsOn", True)
        qtbot.waitUntil(lambda: bool(told) and told[-1] == "done", timeout=4000)
        qtbot.waitUntil(lambda: (client.trips.get("current") or {}).get("distance_m", 0) > 10, timeout=4000)  # type: ignore[operator]
        assert 2 < float(str(client.trips["current"]["duration_s"])) < 60
    finally:
        agent.kill()
        client.close()


CLOCK_SET_BACK = """
import time
_begun, _real = time.monotonic(), time.time
time.time = lambda: _real() - (3600 if time.monotonic() - _begun > 3 else 0)
"""


def test_a_sensor_of_the_wrong_type_or_an_impossible_one_becomes_a_dash(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    client = AgentClient(bus.address)
    agent = AgentProcess(bus.address, tmp_path, *START)

    def speed() -> float | None:
        return client.state.number("Vehicle.Speed", time.monotonic())

    try:
        qtbot.waitUntil(lambda: client.connected, timeout=10_000)
        client.follow_route(*ROUTE)
        qtbot.waitUntil(lambda: (speed() or 0) > 15, timeout=8000)
        client.set_fault("speed of the wrong type", True)
        qtbot.waitUntil(lambda: speed() is None, timeout=3000)
        client.set_fault("speed of the wrong type", False)
        qtbot.waitUntil(lambda: speed() is not None, timeout=4000)
        highest = 0.0

        def watch() -> None:
            nonlocal highest
            highest = max(highest, speed() or 0.0)

        client.stateChanged.connect(watch)
        client.set_fault("speed impossible", True)
        qtbot.waitUntil(lambda: speed() is None, timeout=5000)
        assert highest < 200  # 280 km/h was never shown
        qtbot.waitUntil(lambda: client.codes == ("P0500",), timeout=3000)
        assert "speed sensor" in str(client.explain("P0500")["text"])
    finally:
        agent.kill()
        client.close()


@pytest.mark.parametrize("seed", range(6))
def test_a_power_cut_at_any_moment_leaves_whole_records(tmp_path: Path, seed: int) -> None:
    """A writer is killed at a random instruction; both records are of the same write, and none goes back."""
    dice = random.Random(seed)
    writer = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path / "agent.sqlite")]
    reached = 0
    for _ in range(5):
        with subprocess.Popen(writer, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(dice.uniform(0.03, 0.2))
            process.send_signal(signal.SIGKILL)
            confirmed = process.stdout.read().split()
        journal = Journal(tmp_path / "agent.sqlite")
        one, two = journal.read("one"), journal.read("two")
        journal.close()
        assert one is not None and one == two
        # The last line may have been torn by the kill as well.
        assert one["n"] >= max([reached, *map(int, confirmed[:-1])])
        reached = one["n"]


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from hmi.agent.books.journal import Journal
journal = Journal(Path(sys.argv[1]))
n = (journal.read("one") or {"n": 0})["n"]
print("ready", flush=True)
while True:
    n += 1
    body = {"n": n, "padding": "x" * 3000}
    journal.write(one=body, two=body)
    print(n, flush=True)
"""


def test_a_damaged_journal_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "agent.sqlite"
    path.write_bytes(b"not a database" * 1000)
    journal = Journal(path)
    assert journal.read("books") is None
    journal.write(books={"a": 1})
    journal.close()
    assert (tmp_path / "agent.sqlite.damaged-1").exists()


def test_who_may_only_listen_cannot_set() -> None:
    async def user_of(_sender: str) -> int:
        return 4242

    async def knock() -> None:
        gate = Gate(user_of, trusted_users=frozenset({1000}), clock=lambda: 0.0)
        await gate.admit(":1.5", contract.VEHICLE, "Get")
        for interface, member in (
            (contract.VEHICLE, "Actuate"),
            (contract.TRIP, "Reset"),
            (contract.SIMULATOR, "Place"),
            (contract.DIAGNOSTICS, "Clear"),
            (contract.CLOUD, "SetConsent"),
            (contract.CLOUD, "SentLog"),
        ):
            with pytest.raises(NotAllowedError):
                await gate.admit(":1.5", interface, member)
        with pytest.raises(TooManyError):
            for _ in range(int(BURST + CALLS_PER_S)):
                await gate.admit(":1.5", contract.VEHICLE, "Get")
        await gate.admit(":1.6", contract.VEHICLE, "Get")

    asyncio.run(knock())


def test_the_policy_file_lets_listeners_listen_and_nobody_else_in(tmp_path: Path) -> None:
    """The installed policy under a real dbus-daemon; user names are replaced by ids of this machine."""
    text = (REPOSITORY / "packaging" / "dbus" / "org.headunit.Agent.conf").read_text()
    policies = text[text.index("<busconfig>") + len("<busconfig>") : text.index("</busconfig>")]
    # What Debian's /usr/share/dbus-1/system.conf says before any service's own file.
    base = """<policy context="default">
        <allow user="*"/> <deny own="*"/> <deny send_type="method_call"/> <allow send_type="signal"/>
        <allow send_requested_reply="true" send_type="method_return"/>
        <allow send_requested_reply="true" send_type="error"/>
        <allow receive_type="method_call"/> <allow receive_type="method_return"/>
        <allow receive_type="error"/> <allow receive_type="signal"/>
        <allow send_destination="org.freedesktop.DBus"/>
    </policy>"""
    for name, user in (("headunit-agent", "root"), ("headunit", "games")):
        policies = policies.replace(f'user="{name}"', f'user="{user}"')
    bus = Bus(base + policies.replace('group="headunit-listen"', 'group="daemon"'), open_to_all=True)
    agent = AgentProcess(bus.address, tmp_path / "state", *START)
    try:

        def call(user: str, member: str, *arguments: str) -> str:
            done = subprocess.run(
                ["dbus-send", f"--bus={bus.address}", "--print-reply", f"--dest={contract.BUS_NAME}",
                 contract.OBJECT_PATH, member, *arguments],
                user=user, group=user if user != "nobody" else "nogroup", extra_groups=[],
                capture_output=True, text=True, timeout=10, cwd="/",
            )  # fmt: skip
            return done.stdout + done.stderr

        wait_until(lambda: "Vehicle.Speed" in call("root", f"{contract.VEHICLE}.List"), 10, "no agent")
        assert "Vehicle.Speed" in call("daemon", f"{contract.VEHICLE}.List")
        assert "AccessDenied" in call("daemon", f"{contract.TRIP}.Reset", "string:A")
        assert "AccessDenied" in call("nobody", f"{contract.VEHICLE}.List")
        # The bus lets the screen's user through; the agent has not been told of it.
        assert "NotAllowed" in call("games", f"{contract.TRIP}.Reset", "string:A")
    finally:
        agent.kill()
        bus.close()
