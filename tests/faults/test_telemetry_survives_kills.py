"""60,000 messages while car, broker and cloud are killed at random: none missing, none stored twice."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.hmi.cloud.fleet import running_fleet
from tests.hmi.cloud.service import Cloud, running_cloud


class Killable(Protocol):
    """A process that may lose its power and start again where it was."""

    def start(self) -> None: ...

    def kill(self) -> None: ...


SENDER = """
import sys, time
from pathlib import Path
from hmi.sync.messages import Sample
from tests.hmi.cloud.service import Car, Cloud
folder, port, broker_port, boot, total, begin_ms, pause_s = sys.argv[1:]
BEGIN_MS = int(begin_ms)
car = Car(Cloud(Path(folder), int(port), int(broker_port)), Path(folder), boot=boot)
car.start("position")
# What was put into the outbox is durable once `ask` answers: the test's ledger is the count on the disk.
count_file = Path(folder) / "put"
start = int(count_file.read_text()) if count_file.exists() else 0
for first in range(start, int(total), 200):
    car.link.send([Sample("position", BEGIN_MS + n, {"boot": boot}) for n in range(first, first + 200)])
    car.link.ask(lambda door, outbox: None).result()
    beside = count_file.with_suffix(".new")
    beside.write_text(str(first + 200))
    beside.replace(count_file)
    # Spread over the kills: all of them fall on a car that has something to send.
    time.sleep(float(pause_s))
print("all put", flush=True)
while True:
    if car.link.ask(lambda door, outbox: outbox.unsent).result() == 0:
        break
    __import__("time").sleep(0.1)
car.link.stop()
"""


class Embedded:
    """Broker, cloud and database are one process, killed as one."""

    def __init__(self, folder: Path) -> None:
        self._running = running_cloud(folder)

    def __enter__(self) -> tuple[Cloud, Mapping[str, Killable]]:
        cloud = self._running.__enter__()
        return cloud, {"broker and cloud": cloud}

    def __exit__(self, *error: Any) -> None:
        self._running.__exit__(*error)


class Apart:
    """mosquitto, a replica of the cloud and PostgreSQL; the first two are killed one at a time."""

    def __init__(self, folder: Path) -> None:
        self._running = running_fleet(folder, 1, ("car-1",))

    def __enter__(self) -> tuple[Cloud, Mapping[str, Killable]]:
        fleet = self._running.__enter__()
        return fleet.clouds[0], {"broker": fleet.broker, "cloud": fleet.clouds[0]}

    def __exit__(self, *error: Any) -> None:
        self._running.__exit__(*error)


def run(
    folder: Path, messages: int, kills: int, seed: int, system: type[Embedded | Apart] = Embedded
) -> dict[str, Any]:
    """One car's process sends while it and the rest die; returns what the database holds in the end."""
    chance = random.Random(seed)
    (folder / "sender.py").write_text(SENDER)
    boots = iter(range(10_000))
    # The cloud deletes what is older than its kind's retention: positions must be recent.
    begin_ms = int(time.time() * 1000) - 60_000
    root = Path(__file__).resolve().parents[2]
    killed: Counter[str] = Counter()

    with system(folder) as (cloud, parts):

        def send() -> subprocess.Popen[bytes]:
            arguments = [
                str(folder),
                str(cloud.port),
                str(cloud.broker_port),
                f"boot-{next(boots)}",
                str(messages),
                str(begin_ms),
                str(kills * 0.9 * 200 / messages),
            ]
            environment = {**os.environ, "PYTHONPATH": str(root)}
            return subprocess.Popen([sys.executable, str(folder / "sender.py"), *arguments], env=environment)

        began = time.monotonic()
        busy = 0
        car = send()
        for _ in range(kills):
            time.sleep(chance.uniform(0.3, 1.5))
            name = "car" if chance.random() < 0.4 else chance.choice(list(parts))
            killed[name] += 1
            busy += car.poll() is None
            if name == "car":
                car.kill()
                car.wait()
                car = send()
            else:
                parts[name].kill()
                time.sleep(chance.uniform(0.0, 0.5))
                parts[name].start()
        cloud.wait_ready()
        # The last one killed left an exit status of its own; the next must end by itself.
        if car.wait(120) != 0:
            car = send()
            assert car.wait(120) == 0
        took_s = time.monotonic() - began
        stored = cloud.count("SELECT COUNT(*) FROM samples")
        distinct = cloud.count("SELECT COUNT(DISTINCT time_unix_ms) FROM samples")
        # A car killed between its outbox and the test's own count puts up to 200 again, as new messages of a
        # new boot; one message is a number of one boot.
        put = cloud.count(
            "SELECT COUNT(*) FROM (SELECT DISTINCT time_unix_ms, body ->> 'boot' FROM samples) AS m"
        )
        return {
            "system": system.__name__.lower(),
            "sent": messages,
            "missing": messages - distinct,
            "duplicated": stored - put,
            "stored": stored,
            "killed": dict(killed),
            "killed_while_sending": busy,
            "seconds": round(took_s, 1),
            "messages_per_s": round(messages / took_s),
        }


def test_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    result = run(tmp_path, messages=6_000, kills=4, seed=1)
    assert result["missing"] == 0, result
    assert result["duplicated"] == 0, result


def test_a_broker_that_forgets_what_it_took_loses_and_repeats_nothing(tmp_path: Path) -> None:
    result = run(tmp_path, messages=6_000, kills=6, seed=3, system=Apart)
    assert result["killed"].get("broker"), result
    assert result["killed_while_sending"], result
    assert result["missing"] == 0, result
    assert result["duplicated"] == 0, result


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("system", [Embedded, Apart])
def test_sixty_thousand_messages_and_forty_kills(tmp_path: Path, system: type[Embedded | Apart]) -> None:
    result = run(tmp_path, messages=60_000, kills=40, seed=2, system=system)
    print(json.dumps(result))
    assert result["killed_while_sending"] > 20, result
    assert result["missing"] == 0, result
    assert result["duplicated"] == 0, result
