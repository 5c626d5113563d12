"""Fixtures every test may use: real map files, compiled demo regions, a private bus, the shared test data."""

from __future__ import annotations

import fcntl
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmi.app.garbage import collect_what_is_due
from hmi.app.processes import PrivateBus
from hmi.app.regions import cache_folder, compiled

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parent
WITHOUT_QT = {"maps", "peers"}

# A test without a display still has windows; with one (packaging/test starts Xvfb) it has OpenGL too.
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LIBGL_ALWAYS_SOFTWARE", "1")
# As hmi.app.run does, for the same reason; and on the threaded loop grabbing a window with an item made in
# Python waits for ever.
os.environ.setdefault("QSG_RENDER_LOOP", "basic")


@pytest.fixture(autouse=True)
def garbage_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where there may be Qt objects, garbage is collected between tests, for the reason that hmi.app.garbage
    gives; elsewhere by Python as it goes."""
    by_hand = request.path.relative_to(TESTS).parts[0] not in WITHOUT_QT
    if by_hand:
        gc.disable()
    elif not gc.isenabled():
        gc.collect()
        gc.enable()
    yield
    if by_hand:
        collect_what_is_due()


@pytest.fixture(scope="session")
def monaco_pbf() -> Path:
    """The whole of Monaco as OpenStreetMap has it."""
    return _demo_map("monaco")


@pytest.fixture(scope="session")
def helsinki_pbf() -> Path:
    """The centre of Helsinki as OpenStreetMap has it."""
    return _demo_map("helsinki")


@pytest.fixture(scope="session")
def monaco_region(monaco_pbf: Path) -> Path:
    """Monaco compiled by this very compiler."""
    return _compiled("monaco", monaco_pbf)


@pytest.fixture(scope="session")
def helsinki_region(helsinki_pbf: Path) -> Path:
    return _compiled("helsinki", helsinki_pbf)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of larger real data beside the checkout; tests that need it are skipped without it."""
    path = REPOSITORY.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the shared test data is not beside this checkout")
    return path


@pytest.fixture
def private_bus() -> Iterator[str]:
    """Address of a D-Bus daemon that this test alone talks to."""
    # Not tmp_path: a socket's path may have 107 bytes, and the name of a test is in that folder's.
    with tempfile.TemporaryDirectory(prefix="headunit-bus-") as folder:
        bus = PrivateBus(Path(folder))
        bus.start()
        yield bus.address
        bus.child.stop()


def _demo_map(name: str) -> Path:
    path = cache_folder() / "osm" / f"{name}.osm.pbf"
    if not path.exists():
        subprocess.run([sys.executable, REPOSITORY / "packaging" / "demo_maps"], check=True)
    return path


def _compiled(name: str, source: Path) -> Path:
    folder = cache_folder() / "regions"
    folder.mkdir(parents=True, exist_ok=True)
    # Several test processes ask at once; one compiles, the others find it done.
    with (folder / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return compiled(source, name, lambda step, fraction: None)
