"""How long a command takes from phone to car and back on loopback, with either broker.

    python tests/benchmarks/command_round_trip.py [--commands 200]

Prints one JSON object: by broker the milliseconds from the HTTPS request to the outcome on the event
stream, and how many telemetry messages a second the database takes. The car, the cloud and the broker are
processes of this machine.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hmi.cloud.accounts import Accounts, Passkey
from hmi.cloud.api.door import COOKIE
from hmi.sync.messages import Sample
from hmi.sync.remote_commands import Role
from tests.hmi.cloud.fleet import running_fleet
from tests.hmi.cloud.service import Car, Cloud, running_cloud, wait_until

TELEMETRY = 60_000


@contextlib.contextmanager
def one_of(broker: str, folder: Path) -> Iterator[Cloud]:
    if broker == "embedded":
        with running_cloud(folder) as cloud:
            yield cloud
    else:
        with running_fleet(folder, 1, ("car-1",)) as fleet:
            yield fleet.clouds[0]


def measure(broker: str, commands: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name, one_of(broker, Path(name)) as cloud:
        store = cloud.store()
        accounts = Accounts(store.engine)
        accounts.create("lea", "Léa", Passkey(b"none", "lea", b"", 0), "benchmark")
        accounts.set_member("car-1", "lea", Role.OWNER, None)
        cookie = {"Cookie": f"{COOKIE}={accounts.sign_in('lea', 'benchmark')}"}
        car = Car(cloud, Path(name))
        car.start("position")
        car.wait_live()
        context = ssl.create_default_context(cafile=cloud.certificates.authority)
        ended: dict[str, float] = {}
        stop = threading.Event()

        def listen() -> None:
            with (
                httpx.Client(verify=context, headers=cookie, timeout=30) as client,
                client.stream("GET", f"{cloud.origin}/api/vehicles/car-1/events") as stream,
            ):
                for line in stream.iter_lines():
                    if line.startswith("data: "):
                        for row in json.loads(line[6:])["commands"]:
                            if row["outcome"]:
                                ended.setdefault(row["id"], time.perf_counter())
                    if stop.is_set():
                        return

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        times_ms = []
        with httpx.Client(verify=context, headers={**cookie, "Origin": cloud.origin}) as phone:
            for number in range(commands):
                began = time.perf_counter()
                body = {"name": "lock", "id": f"c{number}"}
                phone.post(f"{cloud.origin}/api/vehicles/car-1/commands", json=body).raise_for_status()
                wait_until(lambda n=number: f"c{n}" in ended, 10, "the outcome")  # type: ignore[misc]
                times_ms.append((ended[f"c{number}"] - began) * 1000)
                time.sleep(0.11)  # a person's limit on requests is 600 a minute
            stop.set()
            phone.post(f"{cloud.origin}/api/vehicles/car-1/commands", json={"name": "lock", "id": "last"})
        began = time.perf_counter()
        now_ms = int(time.time() * 1000)
        for first in range(0, TELEMETRY, 500):
            car.link.send([Sample("position", now_ms - n, {"n": n}) for n in range(first, first + 500)])
        wait_until(lambda: cloud.count("SELECT COUNT(*) FROM samples") == TELEMETRY, 120, "all telemetry")
        took_s = time.perf_counter() - began
        car.link.stop()
        store.close()
    times_ms.sort()
    return {
        "commands": commands,
        "median_ms": round(times_ms[len(times_ms) // 2], 1),
        "p95_ms": round(times_ms[int(len(times_ms) * 0.95)], 1),
        "worst_ms": round(times_ms[-1], 1),
        "telemetry_messages": TELEMETRY,
        "telemetry_messages_a_second": round(TELEMETRY / took_s),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=200)
    arguments = parser.parse_args()
    print(
        json.dumps(
            {broker: measure(broker, arguments.commands) for broker in ("embedded", "mosquitto")}, indent=1
        )
    )


if __name__ == "__main__":
    main()
