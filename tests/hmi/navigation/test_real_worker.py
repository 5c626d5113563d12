"""Navigation on real data: the child process, the map of Monaco, a drive that leaves its route."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hmi.navigation.navigator import Navigator
from hmi.navigation.problems import Problem
from hmi.navigation.state import NavigationState, Phase
from hmi.navigation.worker import MapWorker
from maps.geometry import LatLon
from maps.guide.progress import RouteLine
from maps.models import Fix, Place

CASINO = LatLon(43.7396, 7.4276)
HARBOUR = Place("Port Hercule", LatLon(43.7325, 7.4190), "address")


class Drive:
    """A navigator with its worker, and a car that goes along a line."""

    def __init__(self, region: Path) -> None:
        self.now_s = 0.0
        self.spoken: list[str] = []
        self.worker = MapWorker([region])
        self.navigator = Navigator(self.worker, lambda: self.now_s, speak=self.spoken.append)
        self.navigator.on_fix(Fix(CASINO, 0.0, 0.0))

    @property
    def state(self) -> NavigationState:
        return self.navigator.state

    def wait(self, until: Callable[[], bool], seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "the map worker did not answer in time"
            select.select([self.worker.fileno()], [], [], 0.05)
            self.navigator.poll()

    def along(self, line: RouteLine, begin_m: float, end_m: float, step_m: float = 12.0) -> None:
        while begin_m < end_m and self.state.phase is Phase.GUIDING:
            self.now_s += 1.0
            at = line.position_at(begin_m)
            self.navigator.on_fix(Fix(at, self.now_s, step_m, line.course_at(begin_m), 4.0))
            self.navigator.poll()
            begin_m += step_m


@pytest.fixture
def drive(monaco_region: Path) -> Iterator[Drive]:
    drive = Drive(monaco_region)
    yield drive
    drive.worker.close()


def start(drive: Drive) -> RouteLine:
    drive.navigator.preview([HARBOUR])
    drive.wait(lambda: not drive.state.busy)
    assert drive.state.problem == ""
    drive.navigator.start()
    assert drive.state.route is not None
    return RouteLine.of(drive.state.route)


def test_a_drive_through_monaco_is_guided_to_its_end(drive):
    line = start(drive)
    drive.along(line, 0.0, line.length_m + 50.0)
    assert drive.state.phase is Phase.ARRIVED
    assert drive.navigator.rerouted == 0
    assert len(drive.spoken) >= 4
    drive.wait(lambda: drive.state.matched is not None)
    assert drive.state.matched.confidence > 0.3


def test_leaving_the_route_finds_another_and_the_worker_may_die_meanwhile(drive):
    line = start(drive)
    drive.along(line, 0.0, 120.0)
    os.kill(drive.worker.pid, signal.SIGKILL)
    back = [120.0 - 12.0 * i for i in range(9)]
    for along in back:
        drive.now_s += 1.0
        course = (line.course_at(along) + 180.0) % 360.0
        drive.navigator.on_fix(Fix(line.position_at(along), drive.now_s, 12.0, course, 4.0))
    assert drive.state.rerouting
    drive.wait(lambda: not drive.state.rerouting)
    assert drive.navigator.rerouted == 1
    assert drive.worker.restarts == 1
    assert drive.state.stops == (HARBOUR,)


def test_places_are_found_as_they_are_typed_and_along_the_route(drive):
    drive.navigator.search("casino")
    drive.wait(lambda: not drive.state.search.busy)
    assert any("asino" in place.name for place in drive.state.search.places)
    start(drive)
    drive.navigator.search("", category="parking", along_route=True)
    drive.wait(lambda: not drive.state.search.busy)
    assert drive.state.search.places
    assert all(place.category == "parking" for place in drive.state.search.places)


def test_a_place_out_at_sea_is_a_problem_with_a_name(drive):
    drive.navigator.preview([Place("Sea", LatLon(43.70, 7.50), "address")])
    drive.wait(lambda: not drive.state.busy)
    assert drive.state.problem == Problem.NO_ROAD_NEAR


def test_a_missing_region_is_a_problem_with_a_name(tmp_path):
    drive = Drive(tmp_path / "nowhere")
    drive.navigator.preview([HARBOUR])
    drive.wait(lambda: not drive.state.busy)
    assert drive.state.problem == Problem.NO_REGION
    drive.worker.close()
