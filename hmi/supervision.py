"""The one shape of everything that runs for as long as its process does.

It says a loss once and a recovery once, waits longer from attempt to attempt, and never ends: nothing but
being cancelled stops it. No task is started elsewhere, so a fault in one place is never the end of another.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future as ThreadFuture
from dataclasses import dataclass
from typing import Any, NoReturn

from hmi.errors import AbsentError

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Retry:
    """How long to wait after a loss: twice as long each time, up to `last_s`."""

    first_s: float = 0.25
    last_s: float = 30.0


class Trouble:
    """What ails one task: said once when it begins, when it becomes another one, and once when it is over."""

    def __init__(self, name: str, retry: Retry = Retry()) -> None:
        self._name = name
        self._retry = retry
        self._wait_s = retry.first_s
        self._said = ""

    @property
    def lasts(self) -> bool:
        return bool(self._said)

    def lost(self, error: BaseException) -> float:
        """Something broke; returns how many seconds to wait before the next attempt."""
        words = described(error)
        if words != self._said:
            level = logging.INFO if isinstance(error, AbsentError) else logging.WARNING
            _LOG.log(level, "%s: %s; trying again", self._name, words)
            _LOG.debug("%s", self._name, exc_info=error)
        self._said = words
        wait_s = self._wait_s
        self._wait_s = min(2 * wait_s, self._retry.last_s)
        return wait_s

    def well(self) -> None:
        """It works (again)."""
        if self._said:
            _LOG.info("%s: works again", self._name)
        self._said = ""
        self._wait_s = self._retry.first_s


async def keep_running(
    name: str,
    attempt: Callable[[Callable[[], None]], Awaitable[None]],
    *,
    retry: Retry = Retry(),
    lost: Callable[[], None] = lambda: None,
) -> NoReturn:
    """Run `attempt`, which lives long, over and over until cancelled.

    It gets what it calls when it has what it needs: only then is a loss over. `lost` is called after each.
    """
    trouble = Trouble(name, retry)
    while True:
        try:
            await attempt(trouble.well)
            raise EndedError("it ended")
        except (Exception, asyncio.CancelledError) as error:
            wait_s = trouble.lost(_own(error))
        finally:
            _call(name, lost)
        await asyncio.sleep(wait_s)


async def keep_doing(
    name: str,
    step: Callable[[], Awaitable[None] | None],
    every_s: float,
    *,
    retry: Retry = Retry(),
) -> NoReturn:
    """Do `step` every `every_s` seconds until cancelled; a step that ends without error is a recovery.

    A step that waits for something itself takes 0.
    """
    trouble = Trouble(name, retry)
    while True:
        wait_s = every_s
        try:
            done = step()
            if inspect.isawaitable(done):
                await done
            trouble.well()
        except (Exception, asyncio.CancelledError) as error:
            wait_s = trouble.lost(_own(error))
        await asyncio.sleep(wait_s)


async def do_until_done(name: str, step: Callable[[], Awaitable[None]], *, retry: Retry = Retry()) -> None:
    """Do what everything else waits for, again and again until it has succeeded once."""
    trouble = Trouble(name, retry)
    while True:
        try:
            await step()
        except (Exception, asyncio.CancelledError) as error:
            wait_s = trouble.lost(_own(error))
        else:
            trouble.well()
            return
        await asyncio.sleep(wait_s)


def keep_doing_on_thread(name: str, step: Callable[[], bool], *, retry: Retry = Retry()) -> None:
    """Do `step`, which waits for its work itself, on this thread until it answers false."""
    trouble = Trouble(name, retry)
    while True:
        try:
            if not step():
                return
            trouble.well()
        except Exception as error:
            threading.Event().wait(trouble.lost(error))


async def together(*tasks: Coroutine[Any, Any, Any]) -> None:
    """Run tasks that never end side by side until cancelled; all have ended when this returns."""
    async with asyncio.TaskGroup() as group:
        for task in tasks:
            group.create_task(task)


async def until_first(*tasks: Coroutine[Any, Any, Any]) -> None:
    """Run tasks side by side until one returns or breaks; the others are cancelled, its error is raised."""
    running = [asyncio.ensure_future(task) for task in tasks]
    try:
        done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            each.result()
    finally:
        for each in running:
            each.cancel()
        # Also what breaks while it is cancelled has been heard.
        await asyncio.gather(*running, return_exceptions=True)


class Errands:
    """Short tasks that nobody waits for: held until they end, heard when they break."""

    def __init__(self) -> None:
        self._running: set[asyncio.Future[Any]] = set()

    def start(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda ended: heard(name, ended))
        return task


def begin(name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """Start a task that whoever asks for it keeps and cancels; if it breaks nonetheless, it is heard."""
    task: asyncio.Task[Any] = asyncio.get_running_loop().create_task(work, name=name)
    task.add_done_callback(lambda ended: heard(name, ended))
    return task


def heard(name: str, future: asyncio.Future[Any] | ThreadFuture[Any]) -> None:
    """Say what broke a future that nobody waits for (any more); for `add_done_callback`."""
    if not future.cancelled() and (error := future.exception()) is not None:
        _LOG.warning("%s: %s", name, described(error))
        _LOG.debug("%s", name, exc_info=error)


def hear_the_rest(loop: asyncio.AbstractEventLoop) -> None:
    """What breaks where nobody listens (a callback, a forgotten future) is one line in the log."""

    def handle(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        words = described(error) if isinstance(error, BaseException) else ""
        _LOG.error("%s%s", context.get("message", "something broke"), f": {words}" if words else "")
        _LOG.debug("%s", context, exc_info=error)

    loop.set_exception_handler(handle)


class EndedError(Exception):
    """What should go on for ever has returned."""


def described(error: BaseException) -> str:
    """An error in a line; of several that came together the first."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    words = str(error).strip().splitlines()
    return words[0] if words else type(error).__name__


def _own(error: BaseException) -> BaseException:
    """`error`, unless it is that this very task is cancelled, which is raised on."""
    if isinstance(error, asyncio.CancelledError):
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise error
        # A future somewhere below was cancelled, which nobody asked this task.
        return EndedError("what it waited for was cancelled")
    return error


def _call(name: str, told: Callable[[], None]) -> None:
    try:
        told()
    except Exception as error:
        _LOG.warning("%s: %s", name, described(error))
