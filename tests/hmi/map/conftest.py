"""Tiles of Monaco, baked once for these tests; windows on the render loop in which grabbing cannot hang."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from maps.build.tiles import build_tiles

# With the threaded loop QQuickWindow.grabWindow waits for ever on an item written in Python.
os.environ.setdefault("QSG_RENDER_LOOP", "basic")


@pytest.fixture(scope="session")
def monaco(monaco_pbf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tiles/."""
    folder = tmp_path_factory.mktemp("map")
    build_tiles([monaco_pbf], folder / "tiles", lambda stage, done: None)
    return folder


@pytest.fixture(autouse=True, scope="module")
def windows_end_on_the_main_thread() -> Iterator[None]:
    """What a file's windows left behind is collected here: on a thread of the next file's, Qt objects would
    leave their timers behind, and the next event crash."""
    yield
    gc.collect()
