"""A car, or a cloud, that is told much, erases it, says so, and waits to be killed."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

NAME, LATITUDE, LONGITUDE = "Zanzibar Cottage", 43.123457, 7.765431
TOLD = (NAME.encode(), str(LATITUDE).encode(), str(LONGITUDE).encode())
PLACE: dict[str, Any] = {"name": NAME, "lat": LATITUDE, "lon": LONGITUDE}


async def car(folder: Path) -> None:
    from hmi.agent.books.journal import Journal
    from hmi.agent.books.record_book import RecordBook
    from hmi.agent.charging.socket_power import SocketPower
    from hmi.agent.daemon import Agent
    from hmi.agent.link.cloud_desk import CloudDesk
    from hmi.agent.sources.simulator.source import SimulatedCar
    from hmi.sync.data_kinds import DATA_KINDS
    from hmi.sync.messages import Sample
    from hmi.sync.records import RecordKind
    from maps.geometry import LatLon
    from tests.faults.inject import quiet_account

    (folder / "records.sqlite").write_bytes(f"no database, but with {NAME}".encode() * 300)
    journal = Journal(folder / "agent.sqlite")
    book = RecordBook(folder / "records.sqlite", "car-1")
    desk = CloudDesk(quiet_account(folder), book)
    car = SimulatedCar(LatLon(43.5, 7.5))
    agent = Agent([car], journal, desk)
    car.place(LatLon(LATITUDE, LONGITUDE), 0.0)
    running = asyncio.ensure_future(agent.run("unix:path=/nowhere"))
    while desk._telematics is None:
        await asyncio.sleep(0.05)
    link = desk._telematics.link
    for kind in DATA_KINDS:
        await desk.set_consent(kind.id, True)
    for number in range(40):
        book.write(RecordKind.FAVOURITE, f"f{number}", PLACE)
        link.send_records([book.write(RecordKind.RECENT, f"r{number}", PLACE)])
        link.send([Sample("position", time.time_ns() // 1_000_000, {"lat": LATITUDE, "lon": LONGITUDE})])
    desk._schedules._charging.socket = SocketPower({f"{LATITUDE},{LONGITUDE}": 11.0})  # type: ignore[union-attr]
    agent.record("drive.gz")
    await asyncio.sleep(1.5)
    await desk.export()
    journal.write(old={"place": PLACE})
    journal.write(old={})
    (folder / "cloud.sqlite.damaged-1").write_text(NAME)
    (folder / "agent.sqlite.damaged-7").write_text(NAME)
    # The car is somewhere else by now, and that it may know.
    car.place(LatLon(43.5, 7.5), 0.0)
    await asyncio.sleep(1.2)
    told = [path for path in folder.rglob("*") if path.is_file() and holds(path)]
    assert len(told) >= 4, told
    await desk.erase()
    print("erased", flush=True)
    await running


def cloud(folder: Path) -> None:
    from hmi.cloud.accounts import Accounts
    from hmi.cloud.store import Store
    from hmi.sync.clock import Stamp
    from hmi.sync.messages import Erasure, RecordBatch, Sample, TelemetryBatch
    from hmi.sync.records import Record, RecordKind

    store = Store(f"sqlite:///{folder / 'cloud.sqlite'}")
    store.migrate()
    Accounts(store.engine).add_vehicle("car-1", "car-1")
    now_ms = time.time_ns() // 1_000_000
    for number in range(30):
        body = {"lat": LATITUDE, "lon": LONGITUDE}
        samples = tuple(Sample("position", now_ms + n, body) for n in range(50))
        record = Record(RecordKind.FAVOURITE, f"f{number}")
        for name, value in PLACE.items():
            record = record.written(name, value, Stamp(number + 1, 0, "car"))
        store.ingest([TelemetryBatch("car-1", "b", 2 * number, samples)])
        store.ingest([RecordBatch("car-1", "b", 2 * number + 1, (record,))])
    assert any(holds(path) for path in folder.rglob("*") if path.is_file())
    assert store.carry_out(Erasure("car-1", "b", 1000))
    print("erased", flush=True)
    time.sleep(600)


def holds(path: Path) -> bool:
    """Whether one of the things that were told can be read in it."""
    content = path.read_bytes()
    return any(each in content for each in TOLD)


if __name__ == "__main__":
    where = Path(sys.argv[2])
    if sys.argv[1] == "car":
        asyncio.run(car(where))
    else:
        cloud(where)
