"""Tiles of Monaco, baked once for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps.build.tiles import build_tiles


@pytest.fixture(scope="session")
def monaco(monaco_pbf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tiles/."""
    folder = tmp_path_factory.mktemp("map")
    build_tiles([monaco_pbf], folder / "tiles", lambda stage, done: None)
    return folder
