"""The map worker's process: it may die, hang or be killed, and the head unit goes on."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from hmi.navigation.problems import Problem
from hmi.navigation.requests import Failure, FindPlaces
from hmi.navigation.worker import MapWorker

ODD = (sys.executable, "-m", "tests.hmi.navigation.odd_worker")
REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture
def worker() -> Iterator[MapWorker]:
    worker = MapWorker(["/map"], command=ODD)
    yield worker
    worker.close()


@dataclass(frozen=True, slots=True)
class Ask(FindPlaces):
    """A search that does not supersede the one before."""

    supersedes: ClassVar[str] = ""
    limit_s: ClassVar[float] = 1.5


def wait(worker: MapWorker, until: Callable[[], bool], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "the worker did not answer in time"
        select.select([worker.fileno()], [], [], 0.05)
        worker.poll()


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_an_answer_comes_back_to_who_asked(worker):
    got: list[Any] = []
    worker.submit(Ask("one"), got.append)
    worker.submit(Ask("two"), got.append)
    wait(worker, lambda: len(got) == 2)
    assert [text for text, _ in got] == ["one", "two"]


def test_the_newest_search_wins_and_a_cancelled_one_is_never_answered(worker):
    got: list[Any] = []
    worker.submit(FindPlaces("m"), got.append)
    worker.submit(FindPlaces("mu"), got.append)
    worker.cancel(worker.submit(Ask("never"), got.append))
    worker.submit(Ask("last"), got.append)
    wait(worker, lambda: len(got) == 2)
    assert [text for text, _ in got] == ["mu", "last"]


def test_a_killed_worker_is_replaced_and_asked_again(worker):
    got: list[Any] = []
    descriptor = worker.fileno()
    worker.submit(Ask("before"), got.append)
    wait(worker, lambda: len(got) == 1)
    os.kill(worker.pid, signal.SIGKILL)
    worker.submit(Ask("after"), got.append)
    wait(worker, lambda: len(got) == 2)
    assert got[1][0] == "after"
    assert got[1][1] != got[0][1]
    assert worker.restarts == 1
    assert worker.fileno() == descriptor


def test_a_worker_that_cannot_be_started_is_tried_again(tmp_path):
    """No memory, no descriptor, no file for a moment: who asked waits, and nothing is left open."""
    got: list[Any] = []
    command = tmp_path / "worker"
    descriptors = open_descriptors()
    worker = MapWorker(["/map"], command=(str(command), *ODD[1:]))
    try:
        assert worker.pid is None
        worker.submit(Ask("later"), got.append)
        assert open_descriptors() == descriptors + 1, "the descriptor to wait on, and no other"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        command.chmod(0o755)
        wait(worker, lambda: len(got) == 1)
    finally:
        worker.close()
    assert got[0][0] == "later"


def test_a_request_that_kills_every_worker_is_given_up_and_others_live(worker):
    got: list[Any] = []
    worker.submit(Ask("die"), got.append)
    wait(worker, lambda: len(got) == 1)
    assert isinstance(got[0], Failure) and got[0].problem is Problem.MAP_LOST
    worker.submit(Ask("alive"), got.append)
    wait(worker, lambda: len(got) == 2)
    assert got[1][0] == "alive"


def test_a_hanging_worker_is_replaced(worker):
    got: list[Any] = []
    worker.submit(Ask("hang"), got.append)
    wait(worker, lambda: len(got) == 1, seconds=30)
    assert got[0].problem is Problem.MAP_LOST


def test_an_error_of_the_map_comes_back_as_a_problem(worker):
    got: list[Any] = []
    worker.submit(Ask("damaged"), got.append)
    wait(worker, lambda: len(got) == 1)
    assert got[0] == Failure(Problem.NO_REGION, "/somewhere: no such region folder")
    assert worker.restarts == 0


def test_the_worker_ends_when_its_parent_is_killed():
    script = (
        "import time; from hmi.navigation.worker import MapWorker\n"
        f"w = MapWorker([], command={ODD!r}); print(w.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and "Z" not in Path(f"/proc/{child}/stat").read_text().split()[2]:
        assert time.monotonic() < end, "the worker outlived its parent"
        time.sleep(0.05)
