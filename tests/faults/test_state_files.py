"""Whatever becomes of a state file, agent, cloud and head unit start, and what was whole is still there."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.faults.state_folder import (
    AGENT,
    CERTIFICATES,
    CLOUD,
    DISTANCE_M,
    FAVOURITES,
    FILES,
    HEAD_UNIT,
    HINDERED,
    SPOILT,
    TRIPS,
    Found,
    copied,
    fill,
    start_agent,
    start_certificates,
    start_cloud,
    start_head_unit,
)

WHOLE = Found(DISTANCE_M, FAVOURITES, TRIPS, True)
SAMPLED = 1
"""of each file and way in the ordinary suite; all by name"""
ALL = 20
"""x 10 ways = 200 of each file"""
Spoil = Callable[[Path, random.Random], None]
Hinder = Callable[[Path, random.Random], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def filled() -> Iterator[Path]:
    # Not tmp_path: whoever the tests pretend to be must get there.
    folder = Path(tempfile.mkdtemp(prefix="headunit-state-"))
    folder.chmod(0o755)
    (folder / "whole").mkdir()
    fill(folder / "whole")
    yield folder / "whole"
    shutil.rmtree(folder)


def test_untouched_everything_is_there(filled: Path, tmp_path: Path) -> None:
    state = copied(filled, tmp_path / "state")
    assert start_agent(state) == WHOLE
    assert start_head_unit(state) == ("ja", FAVOURITES)
    assert start_cloud(state) == TRIPS


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("spoil", SPOILT, ids=lambda way: way.__name__)
def test_a_spoilt_file_costs_at_most_itself(filled: Path, tmp_path: Path, name: str, spoil: Spoil) -> None:
    for number in range(SAMPLED):
        _spoilt(filled, tmp_path / str(number), name, spoil, number)


@pytest.mark.parametrize("name", [name for name in FILES if name not in CERTIFICATES[1:]])
@pytest.mark.parametrize("hinder", HINDERED, ids=lambda way: way.__name__)
def test_a_file_that_is_held_back_for_a_while_costs_nothing(filled: Path, name: str, hinder: Hinder) -> None:
    for number in range(SAMPLED):
        _hindered(filled, name, hinder, number)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", FILES)
def test_two_hundred_mutations_of_every_file(filled: Path, tmp_path: Path, name: str) -> None:
    for spoil in SPOILT:
        for number in range(ALL):
            _spoilt(filled, tmp_path / f"{spoil.__name__}-{number}", name, spoil, 1000 + number)
    for hinder in HINDERED:
        for number in range(ALL):
            _hindered(filled, name, hinder, 1000 + number)


def _spoilt(filled: Path, state: Path, name: str, spoil: Spoil, number: int) -> None:
    copied(filled, state)
    spoil(state / name, random.Random(f"{name} {spoil.__name__} {number}"))
    spoilt = (state / name).read_bytes()
    for _ in range(2):  # and once more: the cure is no damage
        if name in AGENT:
            found = start_agent(state)
            for other, part in zip(AGENT, ("distance_m", "favourites", "trips", "consent"), strict=True):
                kept_in = "cloud.sqlite" if part == "consent" else other
                if kept_in != name and other != "privacy.key":
                    assert getattr(found, part) == getattr(WHOLE, part), (part, name, number)
            assert found.favourites is not None and found.trips is not None
            complete = found == WHOLE
        elif name in HEAD_UNIT:
            complete = start_head_unit(state) == ("ja", FAVOURITES)
        elif name in CERTIFICATES:
            complete = start_certificates(state) == start_certificates(filled)
            assert complete, "no car would know its cloud any more"
        else:
            complete = start_cloud(state) == TRIPS
    if not complete:
        # What is missing can be looked for.
        aside = [path.read_bytes() for path in state.glob(f"{name}.damaged-*") if path.suffix != ".txt"]
        assert spoilt in aside or _set_aside_inside(state / name) or len(spoilt) < 2, (name, number)
    shutil.rmtree(state)


def _set_aside_inside(path: Path) -> bool:
    """A row that made no sense lies beside the others, or was counted, or is still where it was."""
    return path.suffix == ".sqlite" and sqlite3.connect(path).execute("PRAGMA quick_check").fetchone() == (
        "ok",
    )


def _hindered(filled: Path, name: str, hinder: Hinder, number: int) -> None:
    state = copied(filled, filled.parent / f"{name}-{number}")
    try:
        with hinder(state / name, random.Random(number)):
            _start_for_now(state, name)
        assert start_agent(state) == WHOLE
        assert start_head_unit(state) == ("ja", FAVOURITES)
        assert start_cloud(state) == TRIPS
        assert start_certificates(state) == start_certificates(filled)
        assert not list(state.glob("*.damaged-*")), "busy, full or forbidden is not damaged"
    finally:
        assert os.geteuid() == os.getuid()
        shutil.rmtree(state)


def _start_for_now(state: Path, name: str) -> None:
    if name in AGENT:
        start_agent(state)
    elif name in HEAD_UNIT:
        start_head_unit(state)
    else:
        assert name in CLOUD
        # It waits and tries again (hmi.cloud.server).
        with contextlib.suppress(sa.exc.OperationalError, sqlite3.OperationalError):
            start_cloud(state)
        with contextlib.suppress(OSError):
            start_certificates(state)
