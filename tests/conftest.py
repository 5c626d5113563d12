"""Fixtures every test may use: real map files, the compiled demo region, the shared test data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "headunit"


@pytest.fixture(scope="session")
def monaco_pbf() -> Path:
    """The whole of Monaco as OpenStreetMap has it; packaging/test fetches it."""
    path = CACHE / "osm" / "monaco.osm.pbf"
    if not path.exists():
        pytest.fail(f"{path} is missing: run ./packaging/test, which fetches it")
    return path


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of larger real data beside the checkout; tests that need it are skipped without it."""
    path = REPOSITORY.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the shared test data is not beside this checkout")
    return path
