"""Bits flip in a region, before the start and during the drive: the head unit goes on with the other."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hmi.navigation.problems import Problem
from hmi.navigation.region_faults import DEATHS, Fault, SetAside
from hmi.navigation.requests import CalculateRoutes, Failure, FindPlaces, MatchFix, PlanTrip
from hmi.navigation.worker import MapWorker, ask
from maps.errors import RegionError
from maps.geometry import LatLon
from maps.models import Fix, Route, RouteRequest, Waypoint
from maps.region.check import Seals, Whole, check_indices, check_region
from maps.region.format import ARRAYS
from maps.region.reader import Region

HERE = LatLon(43.7396, 7.4276)
THERE = LatLon(43.7312, 7.4170)
ELSEWHERE = LatLon(60.1699, 24.9384)
BEYOND = LatLon(60.1720, 24.9500)
NAMES = [spec.name for spec in ARRAYS]


def sprinkle(values: np.ndarray, _other: np.ndarray) -> None:
    """One per cent is something else."""
    noise = np.random.default_rng(7)
    raw = values.view(np.uint8)
    rows = noise.integers(0, len(raw), max(1, len(raw) // 100))
    raw[rows] = noise.integers(0, 256, len(rows))


def extremes(values: np.ndarray, _other: np.ndarray) -> None:
    info: Any = np.iinfo(values.dtype) if values.dtype.kind in "iu" else np.finfo(values.dtype)
    values[::2] = info.max
    values[1::2] = info.min


def foreign(values: np.ndarray, other: np.ndarray) -> None:
    """The same array of another region."""
    values[:] = np.resize(other, len(values)) if len(other) else 1


def shuffled(values: np.ndarray, _other: np.ndarray) -> None:
    np.random.default_rng(7).shuffle(values)


DAMAGES = (sprinkle, extremes, foreign, shuffled)
CASES = list(product(NAMES, DAMAGES, ("starting", "driving")))
SAMPLE = random.Random(os.environ.get("HEADUNIT_SEED", "region")).sample(CASES, 12)


def damage(region: Path, name: str, how: Callable[..., None], other: Path) -> bool:
    """Change the file where it lies, as a disk does: no time of change tells. Whether anything changed."""
    path = region / "graph" / f"{name}.npy"
    before, facts = path.read_bytes(), path.stat()
    values = np.lib.format.open_memmap(path, mode="r+")
    if len(values):
        how(values, np.load(other / "graph" / f"{name}.npy"))
        values.flush()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    return path.read_bytes() != before


def wait(worker: MapWorker, until: Callable[[], bool], seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        select.select([worker.fileno()], [], [], 0.05)
        worker.poll()
    return True


def route(a: LatLon, b: LatLon) -> CalculateRoutes:
    return CalculateRoutes(RouteRequest((Waypoint(a), Waypoint(b))))


def fix(position: LatLon) -> MatchFix:
    return MatchFix(Fix(time_s=1.0, position=position, accuracy_m=5.0, course_deg=None, speed_mps=None))


def edges(answer: Any) -> list[int]:
    found: Route = answer.routes[0]
    return [int(edge) for leg in found.legs for edge in leg.edge]


@pytest.fixture(scope="session")
def right_way(helsinki_region: Path) -> list[int]:
    worker = MapWorker([helsinki_region])
    answer = ask(worker, route(ELSEWHERE, BEYOND))
    worker.close()
    return edges(answer)


class Drive:
    """The head unit's end of a map worker on a copy of Monaco, whose bits flip, and on Helsinki."""

    def __init__(self, folder: Path, monaco: Path, helsinki: Path) -> None:
        self.monaco, self.helsinki, self.seals = folder / "monaco", helsinki, folder / "seals"
        shutil.copytree(monaco, self.monaco)
        self.gone: list[SetAside] = []
        self.worker: MapWorker | None = None

    def start(self) -> MapWorker:
        self.worker = worker = MapWorker([self.monaco, self.helsinki], seals=self.seals)
        worker.watch(self.gone.append)
        return worker

    def forget_boot(self) -> None:
        """The computer was started anew."""
        for seal in self.seals.glob("*.json"):
            seal.write_text(json.dumps(json.loads(seal.read_text()) | {"boot": "before"}))

    def close(self) -> None:
        if self.worker is not None:
            self.worker.close()


@pytest.fixture
def drive(tmp_path: Path, monaco_region: Path, helsinki_region: Path) -> Any:
    made = Drive(tmp_path, monaco_region, helsinki_region)
    yield made
    made.close()


def play(drive: Drive, name: str, how: Callable[..., None], when: str, right_way: list[int]) -> None:
    """This process lives, Helsinki is right, and Monaco is not asked once its damage is known."""
    worker = drive.start()
    assert wait(worker, lambda: not worker._pending)
    assert ask(worker, fix(HERE)) is not None
    if when == "starting":
        worker.close()
        drive.forget_boot()
        changed = damage(drive.monaco, name, how, drive.helsinki)
        worker = drive.start()
    else:
        changed = damage(drive.monaco, name, how, drive.helsinki)
    for request in (
        fix(HERE),
        route(HERE, THERE),
        fix(THERE),
        route(ELSEWHERE, BEYOND),
        FindPlaces("caf", HERE),
    ):
        ask(worker, request)
    if when == "driving" and not drive.gone:
        # Nothing was noticed before the computer is started the next time.
        worker.close()
        drive.forget_boot()
        worker = drive.start()
    assert wait(worker, lambda: bool(drive.gone)) or not changed, f"{name} {how.__name__} {when}"
    assert [gone.path for gone in drive.gone] == ([str(drive.monaco)] if changed else [])
    if changed:
        assert drive.gone[0].fault is Fault.DAMAGED
        assert ask(worker, fix(HERE)) is None
        lost = ask(worker, route(HERE, THERE))
        assert isinstance(lost, Failure) and lost.problem is Problem.NO_ROAD_NEAR
    assert edges(ask(worker, route(ELSEWHERE, BEYOND))) == right_way


@pytest.mark.parametrize(("name", "how", "when"), SAMPLE)
def test_the_drive_goes_on(
    name: str, how: Callable[..., None], when: str, drive: Drive, right_way: list[int]
) -> None:
    play(drive, name, how, when, right_way)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "how", "when"), CASES)
def test_the_drive_goes_on_whatever_is_damaged(
    name: str, how: Callable[..., None], when: str, drive: Drive, right_way: list[int]
) -> None:
    play(drive, name, how, when, right_way)


def test_a_region_that_was_written_to_is_looked_at_before_it_is_asked(drive: Drive) -> None:
    worker = drive.start()
    ask(worker, fix(HERE))
    worker.close()
    path = drive.monaco / "graph" / "edge_head.npy"
    path.write_bytes(path.read_bytes()[:-400] + bytes(400))
    worker = drive.start()
    assert ask(worker, fix(HERE)) is None, "not one answer out of it"
    assert [gone.fault for gone in drive.gone] == [Fault.DAMAGED]


def test_a_drive_for_show_on_a_damaged_map_is_a_sentence(drive: Drive) -> None:
    damage(drive.monaco, "turn_to", extremes, drive.helsinki)
    worker = MapWorker([drive.monaco])
    answer = ask(worker, PlanTrip())
    worker.close()
    assert isinstance(answer, Failure) and answer.problem is Problem.NO_REGION


@pytest.mark.parametrize("name", ["manifest.json", "strings.bin", "places/words.bin", "graph/edge_head.npy"])
@pytest.mark.parametrize("how", ["missing", "empty", "torn", "noise", "folder"])
def test_a_region_whose_files_are_gone_is_set_aside_with_a_sentence(
    name: str, how: str, drive: Drive
) -> None:
    path = drive.monaco / name
    content = path.read_bytes()
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how != "missing":
        noise = np.random.default_rng(3).bytes(len(content))
        path.write_bytes({"empty": b"", "torn": content[: len(content) // 2], "noise": noise}[how])
    with pytest.raises(RegionError):
        check_region(drive.monaco)


def test_the_region_that_the_worker_dies_on_three_times_is_named(drive: Drive) -> None:
    worker = drive.start()
    assert ask(worker, fix(HERE)) is not None
    for _ in range(DEATHS):
        assert worker.pid is not None
        pid = worker.pid
        assert ask(worker, fix(HERE)) is not None, "its files are right"
        os.kill(worker.pid, 9)
        assert wait(worker, lambda pid=pid: worker.pid not in (None, pid))  # type: ignore[misc]
    assert [(gone.path, gone.fault) for gone in drive.gone] == [(str(drive.monaco), Fault.FATAL)]
    assert ask(worker, fix(ELSEWHERE)) is not None


def test_seals_know_what_was_written_to_and_when_the_computer_started(drive: Drive, tmp_path: Path) -> None:
    seals, folder = Seals(tmp_path / "seals", "monday"), drive.monaco
    assert seals.whole(folder) is Whole.UNKNOWN
    seals.put(folder)
    assert seals.whole(folder) is Whole.NOW
    assert Seals(tmp_path / "seals", "tuesday").whole(folder) is Whole.BEFORE
    for seal in (tmp_path / "seals").iterdir():
        for text in ("", "[]", "{", '{"boot": 1, "files": 2}', "\udcff"):
            seal.write_text(text, errors="surrogateescape")
            assert seals.whole(folder) is Whole.UNKNOWN
    seals.put(folder)
    (folder / "strings.bin").touch()
    assert seals.whole(folder) is Whole.UNKNOWN
    (tmp_path / "file").write_text("")
    nowhere = Seals(tmp_path / "file", "monday")
    nowhere.put(folder)
    assert nowhere.whole(folder) is Whole.UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        spec.name
        for spec in ARRAYS
        if "begin" in spec.name or spec.name.startswith(("turn_to", "up_", "edge_head"))
    ],
)
def test_indices_that_lead_outside_are_found_though_the_checksums_are_right(name: str, drive: Drive) -> None:
    """As a compiler with a defect, or somebody who means harm, would write them."""
    region = Region.open(drive.monaco)
    check_indices(region)
    damage(drive.monaco, name, extremes, drive.helsinki)
    with pytest.raises(RegionError):
        check_indices(Region.open(drive.monaco))
