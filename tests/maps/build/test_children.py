"""Stages of a build in processes of their own: the same bytes, the same errors, no one left behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from maps.build import compile as compiler
from maps.build import drawing, guidance, order
from maps.build.compile import build_region
from maps.build.drawing import Drawing
from maps.build.losses import Losses
from maps.errors import BuildError, SourceError
from maps.region.manifest import Manifest
from maps.region.reader import Region
from tests.ascii_map import ascii_map

THRESHOLDS = ((drawing, "CHILD_FROM_BYTES"), (guidance, "CHILDREN_FROM_EDGES"), (order, "CHILD_FROM_STATES"))

IN_CHILDREN = """
import sys
from maps.__main__ import main
from maps.build import drawing, guidance, order
drawing.CHILD_FROM_BYTES = guidance.CHILDREN_FROM_EDGES = order.CHILD_FROM_STATES = 0
sys.exit(main(["build", sys.argv[1], "-o", sys.argv[2]]))
"""
"""A build of a small map as that of a big one."""


@pytest.fixture
def in_children(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in THRESHOLDS:
        monkeypatch.setattr(module, name, 0)


@pytest.fixture
def old_region(tmp_path: Path) -> Path:
    """A region that a failed build must leave as it is."""
    target = tmp_path / "regions" / "town"
    target.parent.mkdir()
    ascii_map("A---B---C", folder=tmp_path / "town").folder.rename(target)
    return target


def assert_untouched(region: Path) -> None:
    assert Region.open(region, verify=True).manifest.counts["edges"] == 4
    assert [path.name for path in region.parent.iterdir()] == [region.name]


def children_of(process: int, what: str) -> list[int]:
    """The running child processes of a build that do some stage."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [child for child in children if what in Path(f"/proc/{child}/cmdline").read_text()]


def alive(processes: list[int]) -> list[int]:
    return [process for process in processes if Path(f"/proc/{process}").exists()]


def stored(region: Path) -> bytes:
    return (region / "manifest.json").read_bytes()


def test_children_and_one_process_write_the_same_bytes(
    tmp_path: Path, monaco_pbf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in THRESHOLDS:
        monkeypatch.setattr(module, name, 10**12)
    build_region([monaco_pbf], tmp_path / "alone")
    for module, name in THRESHOLDS:
        monkeypatch.setattr(module, name, 0)
    for count in (3,):
        monkeypatch.setattr(os, "cpu_count", lambda count=count: count)
        build_region([monaco_pbf], tmp_path / "beside")
        # The manifest holds the size and the SHA-256 of every other file.
        assert stored(tmp_path / "beside") == stored(tmp_path / "alone")


def test_what_a_child_cannot_read_is_said_as_the_build_would(
    tmp_path: Path, monaco_pbf: Path, in_children: None
) -> None:
    torn = tmp_path / "torn.osm.pbf"
    torn.write_bytes(monaco_pbf.read_bytes()[:300_000])
    child = Drawing(torn, tmp_path)
    with pytest.raises(SourceError, match=r"torn\.osm\.pbf: cannot be read as OpenStreetMap data"):
        child.finish(lambda _stage, _done: None, Losses())


def test_progress_of_a_child_arrives(tmp_path: Path, monaco_pbf: Path, in_children: None) -> None:
    told: list[tuple[str, float]] = []
    Drawing(monaco_pbf, tmp_path).finish(lambda stage, done: told.append((stage, done)), Losses())
    assert told[0] == ("map features", 0.0) and told[-1][1] == 1.0


@pytest.mark.parametrize("stage", ["maps.build.drawing", "maps.build.guidance"])
def test_a_child_that_is_killed_fails_the_build_in_words(
    old_region: Path, monaco_pbf: Path, in_children: None, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def kill_instead(*_: object) -> None:
        for child in children_of(os.getpid(), stage):
            os.kill(child, signal.SIGKILL)

    monkeypatch.setattr(compiler, "build_places", kill_instead)
    with pytest.raises(BuildError, match="killed by signal 9"):
        build_region([monaco_pbf], old_region)
    assert_untouched(old_region)
    assert children_of(os.getpid(), "maps.build") == []


def test_a_disk_that_is_full_for_a_child_leaves_the_old_region(old_region: Path, monaco_pbf: Path) -> None:
    """Everything fits but the tiles, which a child writes."""

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    done = subprocess.run(
        [sys.executable, "-c", IN_CHILDREN, str(monaco_pbf), str(old_region)],
        capture_output=True, text=True, timeout=120, preexec_fn=small_disk,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "tiles could not be written" in done.stderr.strip().splitlines()[-1]
    assert_untouched(old_region)


@pytest.mark.parametrize("stage", ["maps.build.drawing", "maps.build.guidance", "maps.build.order"])
def test_no_child_outlives_a_build_that_is_killed(old_region: Path, monaco_pbf: Path, stage: str) -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", IN_CHILDREN, str(monaco_pbf), str(old_region)], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60.0
    while not (children := children_of(build.pid, stage)) and time.monotonic() < deadline:
        assert build.poll() is None
        time.sleep(0.005)
    everyone = children_of(build.pid, "maps.build")
    assert children
    # Only the build itself: its children must notice by themselves.
    build.kill()
    build.wait()
    deadline = time.monotonic() + 10.0
    while time.monotonic() < deadline and (alive(everyone) or len(list(old_region.parent.iterdir())) > 1):
        time.sleep(0.02)
    assert alive(everyone) == []
    assert_untouched(old_region)


def test_a_merged_source_is_drawn_too(tmp_path: Path, monaco_pbf: Path, in_children: None) -> None:
    """Ways before nodes: the build starts over with a sorted copy, and so must what runs beside it."""
    body = '<way id="5" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>'
    places = '<node id="1" version="1" lat="1" lon="1"/><node id="2" version="1" lat="1" lon="1.001"/>'
    source = tmp_path / "backwards.osm"
    source.write_text(f'<?xml version="1.0"?><osm version="0.6">{body}{places}</osm>')
    manifest: Manifest = build_region([source], tmp_path / "region")
    assert manifest.counts["edges"] == 2
    assert (tmp_path / "region" / "tiles" / "tiles.bin").stat().st_size > 0
