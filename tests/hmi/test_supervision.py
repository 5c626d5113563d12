"""A supervised task says a loss once, a recovery once, backs off, and never ends unless it is cancelled."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from http.client import HTTPException

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.supervision import Errands, Retry, Trouble, keep_doing, keep_running, until_first

KINDS = (RuntimeError, sqlite3.OperationalError, sqlite3.DatabaseError, HTTPException, OSError, ValueError)
AT_ONCE = Retry(0.0, 0.0)


def ran(task: Callable[[], object], turns: int = 200) -> asyncio.Task[object]:
    """`task` after so many turns of the loop, and cancelled then; nothing else may have ended it."""

    async def run() -> asyncio.Task[object]:
        running = asyncio.ensure_future(task())  # type: ignore[arg-type]
        for _ in range(turns):
            await asyncio.sleep(0)
        assert not running.done(), "it ended by itself"
        running.cancel()
        await asyncio.wait([running])
        return running

    return asyncio.run(run())


@given(
    st.lists(st.sampled_from([*KINDS, asyncio.CancelledError, TimeoutError, MemoryError, None]), max_size=20)
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_raised_the_task_goes_on(
    raised: list[type[BaseException] | None],
) -> None:
    left, steps = list(raised), [0]

    def step() -> None:
        steps[0] += 1
        kind = left.pop() if left else None
        if kind is not None:
            raise kind("broken")

    assert ran(lambda: keep_doing("it", step, 0.0, retry=AT_ONCE)).cancelled()
    assert steps[0] > len(raised)


@pytest.mark.parametrize("kind", [*KINDS, asyncio.CancelledError])
def test_an_attempt_that_breaks_or_returns_is_made_again(kind: type[BaseException]) -> None:
    attempts = [0]

    async def attempt(_well: Callable[[], None]) -> None:
        attempts[0] += 1
        await asyncio.sleep(0)
        if attempts[0] % 2:
            raise kind("broken")

    def also_broken() -> None:
        raise RuntimeError("the one who was told is broken too")

    assert ran(lambda: keep_running("it", attempt, retry=AT_ONCE, lost=also_broken)).cancelled()
    assert attempts[0] > 20


def test_a_loss_is_said_once_and_a_recovery_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    trouble = Trouble("the disk", Retry(1.0, 5.0))
    assert [trouble.lost(OSError("full")) for _ in range(5)] == [1.0, 2.0, 4.0, 5.0, 5.0]
    trouble.well()
    trouble.well()
    assert trouble.lost(OSError("full")) == 1.0
    said = [record.message for record in caplog.records]
    assert said == ["the disk: full; trying again", "the disk: works again", "the disk: full; trying again"]


def test_the_first_that_breaks_ends_the_others_and_is_raised() -> None:
    ended: list[str] = []

    async def other() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("other")
            raise KeyError("while it ended")

    async def first() -> None:
        await asyncio.sleep(0)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        asyncio.run(until_first(other(), first()))
    assert ended == ["other"]


def test_an_errand_that_breaks_is_heard(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise ValueError("no such thing")

    async def run() -> None:
        Errands().start("an errand", broken())
        await asyncio.sleep(0.01)

    asyncio.run(run())
    assert [record.message for record in caplog.records] == ["an errand: no such thing"]
