"""How many cars the cloud of this machine holds at one message in ten seconds each, and what a million need.

    python -m tests.benchmarks.fleet [--setup mosquitto embedded] [--steps 250 500 1000 …] [--replicas 1]
                                     [--seconds 40]

`mosquitto`: mosquitto, PostgreSQL and replicas of the cloud, each processes of their own; `embedded`: one
process with its own broker and SQLite. Each car has its TLS 1.3 connection and certificate
(tests/benchmarks/simulated_cars.py), all on loopback. A step is held when the 99th percentile from publishing
a batch to the acknowledgement that the database has it stays under LIMIT_S, what waits does not grow, and
the database holds every sample once. The steps end with the first that is not held.

Prints a table, then one JSON object; in it `million` is computed, not measured, from the costs of the largest
step held and the assumptions that it names.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from hmi.cloud import schema
from hmi.cloud.store import Store
from tests.benchmarks.simulated_cars import EVERY_S, SAMPLES_PER_BATCH, SimulatedCars
from tests.hmi.cloud.fleet import MOSQUITTO, postgres_program, running_fleet
from tests.hmi.cloud.service import Cloud, running_cloud

STEPS = (250, 500, 1000, 2000, 4000, 8000, 12_000, 16_000)
LIMIT_S = 1.0
"""what a person who looks at the phone does not notice"""
WARM_UP_S = 12.0
SETTLE_S = 20.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Setup:
    """What runs: the processes by part, the database, and where cars connect."""

    cloud: Cloud
    processes: Mapping[str, Sequence[int]]
    """part → first processes; their children count with them"""
    store: Store


@dataclass(frozen=True, slots=True)
class Step:
    """One number of cars."""

    cars: int
    held: bool
    why_not: str
    messages: int
    lost: int
    backlog: int
    p50_ms: float
    p99_ms: float
    worst_ms: float
    processor_percent: Mapping[str, float]
    """of one core, by part; `others`: whatever else this machine did meanwhile"""
    memory_mb: Mapping[str, float]
    generator_late_p99_ms: float
    connects_per_s: float
    bytes_up_per_message: float
    bytes_down_per_message: float
    database_bytes_per_message: float
    load_average: float


@contextlib.contextmanager
def running(kind: str, folder: Path, replicas: int) -> Iterator[Setup]:
    if kind == "embedded":
        with running_cloud(folder, ()) as cloud:
            assert cloud.process is not None
            store = cloud.store()
            yield Setup(cloud, {"cloud": [cloud.process.pid]}, store)
            store.close()
        return
    with running_fleet(folder, replicas, ()) as fleet:
        assert fleet.broker.process is not None
        store = fleet.clouds[0].store()
        store.migrate()
        parts = {
            "broker": [fleet.broker.process.pid],
            "cloud": [cloud.process.pid for cloud in fleet.clouds if cloud.process is not None],
            "database": [fleet.database.pid],
        }
        yield Setup(fleet.clouds[0], parts, store)
        store.close()


def measure(kind: str, steps: Sequence[int], replicas: int, seconds: float) -> list[Step]:
    found: list[Step] = []
    with tempfile.TemporaryDirectory() as name, running(kind, Path(name), replicas) as setup:
        names = [f"car-{number}" for number in range(max(steps))]
        _make_known(setup.store, names)
        boot = f"boot-{int(time.time())}"
        cars = SimulatedCars(setup.cloud.certificates, setup.cloud.broker_port, boot)
        try:
            for count in steps:
                step = _step(setup, cars, names[:count], seconds)
                found.append(step)
                _print_row(kind, step)
                if not step.held:
                    break
        finally:
            cars.close()
    return found


def _step(setup: Setup, cars: SimulatedCars, names: Sequence[str], seconds: float) -> Step:
    began = time.monotonic()
    fresh = names[len(cars.cars) :]
    for number, name in enumerate(fresh):
        cars.connect(name)
        if number % 50 == 0:
            cars.listen(0.05)
    connects_per_s = len(fresh) / (time.monotonic() - began)
    cars.listen(2.0)
    # Also so that presence, twins and caches of the new cars are not measured.
    cars.drive(WARM_UP_S)
    cars.settle(SETTLE_S)
    rows, size = _samples(setup.store), _database_bytes(setup)
    before = {part: _cpu_s(pids) for part, pids in setup.processes.items()}
    generator_s = time.process_time()
    machine_s, at = _machine_cpu_s(), time.monotonic()
    heard = cars.drive(seconds)
    took_s = time.monotonic() - at
    used = {part: _cpu_s(pids) - before[part] for part, pids in setup.processes.items()}
    used["generator"] = time.process_time() - generator_s
    used["others"] = max(0.0, _machine_cpu_s() - machine_s - sum(used.values()))
    backlog = cars.unacknowledged
    cars.settle(SETTLE_S)
    lost = cars.unacknowledged
    stored = _samples(setup.store) - rows
    latencies = sorted(heard.latencies_s) or [float("inf")]
    late = sorted(heard.lateness_s)
    p99 = latencies[int(len(latencies) * 0.99)]
    expected = heard.sent * SAMPLES_PER_BATCH
    reasons = [
        text
        for text, so in (
            (f"p99 over {LIMIT_S:g} s", p99 > LIMIT_S),
            ("what waits grows", backlog > max(20.0, len(names) / EVERY_S * LIMIT_S)),
            (f"{lost} not acknowledged", lost > 0),
            (f"{stored} samples stored, not {expected}", stored != expected),
        )
        if so
    ]
    return Step(
        cars=len(names),
        held=not reasons,
        why_not=", ".join(reasons),
        messages=heard.sent,
        lost=lost,
        backlog=backlog,
        p50_ms=round(latencies[len(latencies) // 2] * 1000, 1),
        p99_ms=round(p99 * 1000, 1),
        worst_ms=round(latencies[-1] * 1000, 1),
        processor_percent={part: round(100 * cpu_s / took_s, 1) for part, cpu_s in used.items()},
        memory_mb={part: round(sum(map(_tree_kb, pids)) / 1024, 1) for part, pids in setup.processes.items()},
        generator_late_p99_ms=round(late[int(len(late) * 0.99)] * 1000, 1),
        connects_per_s=round(connects_per_s),
        bytes_up_per_message=round(heard.bytes_sent / heard.sent, 1),
        bytes_down_per_message=round(heard.bytes_received / heard.sent, 1),
        database_bytes_per_message=round((_database_bytes(setup) - size) / heard.sent, 1),
        load_average=round(os.getloadavg()[0], 2),
    )


# --- on paper ---------------------------------------------------------------------------------------------

MILLION = 1_000_000
ASSUMED = {
    "busy_share": 0.6,  # of a core that is planned for; the rest is for peaks and for what fails over
    "driving_h_per_day": 1.5,  # a parked car sleeps: storage follows driving, the peak does not
    "position_days": 7,  # hmi/sync/data_kinds.py
    "tls_tcp_ip_bytes_per_packet": 22 + 52,  # TLS 1.3 record, TCP with time stamps, IPv4
    "packets_up": 2,  # the batch, and the MQTT acknowledgement of the cloud's
    "packets_down": 2,
    "sessions_per_broker": 100_000,  # what one node of a cluster is given, so that its loss is bearable
    "database_shard_messages_per_s": 10_000,
}


def for_a_million(steps: Sequence[Step]) -> dict[str, object]:
    """Cores, memory, bandwidth and storage, scaled from the largest step held.

    The cost of a message is taken to stay what it was here: cars meet each other nowhere but in the tables of
    the database, which are divided by vehicle.
    """
    held = [step for step in steps if step.held]
    if not held:
        return {}
    first, last = held[0], held[-1]
    rate = MILLION / EVERY_S
    here = last.cars / EVERY_S
    cores = {
        part: round(percent / 100 / here * rate / ASSUMED["busy_share"])
        for part, percent in last.processor_percent.items()
        if part not in ("generator", "others")
    }
    span = max(1, last.cars - first.cars)
    memory_kb = {
        part: max(0.0, round((last.memory_mb[part] - first.memory_mb[part]) * 1024 / span, 1))
        for part in last.memory_mb
    }
    extra = ASSUMED["tls_tcp_ip_bytes_per_packet"]
    up = last.bytes_up_per_message + ASSUMED["packets_up"] * extra
    down = last.bytes_down_per_message + ASSUMED["packets_down"] * extra
    month = rate * 30 * 86_400 * ASSUMED["driving_h_per_day"] / 24
    stored = last.database_bytes_per_message
    return {
        "assumed": {**ASSUMED, "message_every_s": EVERY_S, "all_cars_at_once": True},
        "messages_per_s": round(rate),
        "cores": {**cores, "all": sum(cores.values())},
        "processor_ms_per_message": {
            part: round(percent / 100 / here * 1000, 3) for part, percent in last.processor_percent.items()
        },
        "memory_kb_per_car": memory_kb,
        "broker_memory_gb": round(memory_kb["broker"] * MILLION / 1024 / 1024),
        "brokers": round(MILLION / ASSUMED["sessions_per_broker"]) + 1,
        "replicas_of_one_core": cores["cloud"],
        "database_shards": round(rate / ASSUMED["database_shard_messages_per_s"]),
        "database_rows_per_s": round(rate * (1 + SAMPLES_PER_BATCH)),
        "bandwidth_mbit_per_s": {"up": round(up * rate * 8 / 1e6), "down": round(down * rate * 8 / 1e6)},
        "messages_per_month": round(month),
        "storage_tb_written_per_month": round(month * stored / 1e12, 1),
        "storage_tb_kept": round(month * stored / 1e12 * ASSUMED["position_days"] / 30, 1),
    }


# --- looking on -------------------------------------------------------------------------------------------


def _make_known(store: Store, names: Sequence[str]) -> None:
    with store.engine.begin() as connection:
        connection.execute(
            sa.insert(schema.vehicles),
            [{"id": name, "name": name, "created_unix_s": 0.0, "revision": 0} for name in names],
        )


def _samples(store: Store) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(schema.samples)).scalar_one())


def _database_bytes(setup: Setup) -> int:
    if setup.store.engine.dialect.name == "postgresql":
        with setup.store.engine.connect() as connection:
            return int(
                connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one()
            )
    return sum(path.stat().st_size for path in setup.cloud.folder.glob("cloud.sqlite"))


def _machine_cpu_s() -> float:
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    user, nice, system, _idle, _wait, irq, softirq, _steal = map(int, fields)
    return (user + nice + system + irq + softirq) / _TICKS


def _cpu_s(pids: Sequence[int]) -> float:
    return sum(_tree_cpu_s(pid) for pid in pids)


def _tree_cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    # utime, stime, and those of children that have ended.
    return sum(map(int, fields[11:15])) / _TICKS + sum(map(_tree_cpu_s, _children(pid)))


def _tree_kb(pid: int) -> int:
    found = 0
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                found = int(line.split()[1])
    return found + sum(map(_tree_kb, _children(pid)))


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def _print_row(kind: str, step: Step) -> None:
    cpu = " ".join(f"{part} {percent:.0f} %" for part, percent in step.processor_percent.items())
    memory = " ".join(f"{part} {megabytes:.0f}" for part, megabytes in step.memory_mb.items())
    verdict = "held" if step.held else "NOT: " + step.why_not
    print(
        f"{kind:9} {step.cars:6} cars {step.messages:6} messages  p50 {step.p50_ms:6.1f} ms"
        f"  p99 {step.p99_ms:7.1f} ms  {cpu}  MB: {memory}  {verdict}",
        file=sys.stderr,
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--setup", nargs="+", choices=("mosquitto", "embedded"), default=("mosquitto", "embedded")
    )
    parser.add_argument("--steps", nargs="+", type=int, default=STEPS)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=40.0)
    arguments = parser.parse_args()
    report: dict[str, object] = {}
    for kind in arguments.setup:
        if kind == "mosquitto" and (MOSQUITTO is None or postgres_program("postgres") is None):
            print("skipped: mosquitto or PostgreSQL is not installed", file=sys.stderr)
            continue
        steps = measure(kind, arguments.steps, arguments.replicas, arguments.seconds)
        report[kind] = {
            "replicas": arguments.replicas if kind == "mosquitto" else 1,
            "cars_held": max((step.cars for step in steps if step.held), default=0),
            "limit_s": LIMIT_S,
            "steps": [asdict(step) for step in steps],
            # One process with everything in it is for one household; nobody runs a fleet on it.
            "million": for_a_million(steps) if kind == "mosquitto" else None,
        }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
