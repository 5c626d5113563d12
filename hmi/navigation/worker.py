"""The map worker: routing, matching and searching in a child process, so that no frame ever waits for them.

`MapWorker` is the head unit's end: it starts the child, hands it requests, and gives each answer to whoever
asked. It never blocks on the child. When the child dies or hangs it is replaced and what was pending is asked
again, at most ATTEMPTS times a request, so that one poisonous request cannot take the map down for ever.

The child alone reads regions. One that is damaged, or that it dies on DEATHS times in a row while there are
others, is set aside, and what was asked meanwhile is asked again of the rest. Run as a module this file is
the child; it ends when its pipe does, hence with its parent.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from hmi.navigation.problems import Problem, problem_of
from hmi.navigation.region_faults import DEATHS, Deaths, Fault, SetAside
from hmi.navigation.requests import (
    Answered,
    Asked,
    Cancelled,
    Damaged,
    Failed,
    Failure,
    OpenedRegions,
    OpenRegions,
    Request,
    Touching,
)
from hmi.navigation.service import Answers, MapService

log = logging.getLogger(__name__)

READY_WITHIN_S = 180.0
"""From a child's start until it has opened its regions."""
ATTEMPTS = 3
RESTART_AFTER_S = (0.0, 0.1, 0.5, 2.0, 5.0)
"""Pause before the n-th restart in a row; a child that lived SETTLED_S counts as well again."""
SETTLED_S = 5.0
ASK_EVERY_S = 0.05

Reply = Callable[[Any], None]
"""Called with the answer, or with a `Failure`."""


class AsksMaps(Protocol):
    """What the navigator needs of a map worker; tests answer from a fake."""

    def submit(self, request: Request, reply: Reply) -> int: ...

    def cancel(self, request_id: int) -> None: ...

    def poll(self) -> None: ...


@dataclass(slots=True)
class _Pending:
    request: Request
    reply: Reply
    asked_s: float
    attempts: int = 1
    wire_id: int = 0
    """its name on the pipe; asked anew it has another, so that no late answer to the old one counts"""


class MapWorker:
    """The head unit's end of the map worker. Not thread-safe: used from the UI thread alone."""

    def __init__(
        self,
        regions: Sequence[str | os.PathLike[str]],
        *,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = (sys.executable, "-m", "hmi.navigation.worker"),
        seals: str | os.PathLike[str] = "",
    ) -> None:
        """`seals` is the folder in which is remembered which regions were found whole; without it every child
        looks at all of them first."""
        self._regions = tuple(os.fspath(path) for path in regions)
        self._seals = os.fspath(seals)
        self._suspect = False
        self._deaths = Deaths()
        self._set_aside: dict[str, SetAside] = {}
        self._watchers: list[Callable[[SetAside], None]] = []
        self._clock = clock
        self._command = tuple(command)
        self._pending: dict[int, _Pending] = {}
        self._on_wire: dict[int, int] = {}
        """the request that is asked under a number on the pipe"""
        self._next_id = 1
        # An epoll descriptor is itself pollable and outlives each child's socket.
        self._epoll = select.epoll()
        self._connection: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started_s = 0.0
        self._ready = False
        self._restarts_in_a_row = 0
        self._restart_at_s: float | None = None
        self._closed = False
        self._last_failure = ""
        self.restarts = 0
        """how often the child had to be replaced"""
        self._start()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def fileno(self) -> int:
        """Readable when `poll` has something to do; the same number for life, whichever child runs."""
        return self._epoll.fileno()

    @property
    def regions(self) -> tuple[str, ...]:
        """Folders of the regions in use."""
        return self._regions

    def watch(self, callback: Callable[[SetAside], None]) -> None:
        """Be told of each region that is set aside, and now of those that were; called from `poll`."""
        self._watchers.append(callback)
        for gone in list(self._set_aside.values()):
            callback(gone)

    def submit(self, request: Request, reply: Reply) -> int:
        """Ask; `reply` is called once, from a later `poll`, unless cancelled or superseded by a newer one."""
        if request.supersedes:
            for other, pending in list(self._pending.items()):
                if pending.request.supersedes == request.supersedes:
                    self.cancel(other)
        request_id = self._next_id
        self._next_id += 1
        self._pending[request_id] = _Pending(request, reply, self._clock())
        self._ask(request_id)
        return request_id

    def cancel(self, request_id: int) -> None:
        """Forget a request; its reply is never called. Unknown ids are fine."""
        pending = self._pending.pop(request_id, None)
        if pending is not None:
            self._on_wire.pop(pending.wire_id, None)
            self._send(Cancelled(pending.wire_id))

    def poll(self) -> None:
        """Hand out what has been answered; notice a dead or hanging child; restart it when it is time."""
        while self._connection is not None:
            try:
                if not self._connection.poll(0):
                    break
                message = self._connection.recv()
            except (EOFError, OSError):
                self._died("has ended")
                break
            self._hand_out(message)
        now_s = self._clock()
        if self._connection is None:
            if self._restart_at_s is not None and now_s >= self._restart_at_s:
                self._start()
            return
        if not self._ready:
            if now_s - self._started_s > READY_WITHIN_S:
                self._died("hangs while it starts")
            return
        for pending in self._pending.values():
            if now_s - pending.asked_s > pending.request.limit_s:
                self._died(f"hangs on {type(pending.request).__name__}")
                break

    def close(self) -> None:
        """End the child. Nothing pending is answered."""
        self._closed = True
        self._pending.clear()
        self._drop_child()
        self._epoll.close()

    def _start(self) -> None:
        self._started_s = self._clock()
        self._restart_at_s = None
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            self._died(f"cannot be started ({error})")
            return
        with theirs:
            fd = theirs.fileno()
            try:
                self._process = subprocess.Popen(
                    [*self._command, "--fd", str(fd)], pass_fds=(fd,), stdin=subprocess.DEVNULL
                )
            except OSError as error:
                ours.close()
                self._died(f"cannot be started ({error})")
                return
        self._connection = Connection(ours.detach())
        self._epoll.register(self._connection.fileno(), select.EPOLLIN)
        self._ready = False
        self._send(Asked(0, OpenRegions(self._regions, self._suspect, self._seals)))
        self._suspect = False
        self._on_wire.clear()
        self._ask_again()

    def _reopen(self) -> None:
        """From these regions from now on; no answer out of the others counts any more."""
        if self._connection is None:
            return  # the next child opens them
        for pending in self._pending.values():
            self._send(Cancelled(pending.wire_id))
        self.submit(OpenRegions(self._regions, seals=self._seals), self._on_reopened)
        self._ask_again()

    def _on_reopened(self, answer: OpenedRegions | Failure) -> None:
        if isinstance(answer, Failure):
            log.warning("regions could not be opened: %s", answer.detail)
        else:
            self._take_opened(answer)

    def _take_opened(self, answer: OpenedRegions) -> None:
        for damaged in answer.damaged:
            self._put_aside(SetAside(damaged.path, Fault.DAMAGED, damaged.reason))

    def _put_aside(self, gone: SetAside, *, keep: bool = False) -> None:
        log.warning("the region %s is %s: %s", gone.path, "kept" if keep else "set aside", gone.reason)
        if not keep:
            self._regions = tuple(path for path in self._regions if path != gone.path)
            self._set_aside[gone.path] = gone
        for callback in list(self._watchers):
            callback(gone)

    def _ask(self, request_id: int) -> None:
        pending = self._pending[request_id]
        self._on_wire.pop(pending.wire_id, None)
        pending.wire_id = self._next_id
        self._next_id += 1
        self._on_wire[pending.wire_id] = request_id
        self._send(Asked(pending.wire_id, pending.request))

    def _ask_again(self) -> None:
        for request_id, pending in self._pending.items():
            if not isinstance(pending.request, OpenRegions):
                pending.asked_s = self._clock()
                self._ask(request_id)

    def _send(self, message: Asked | Cancelled) -> None:
        if self._connection is None:
            return
        # A dead child is noticed by poll(), which sees the end of the pipe.
        with contextlib.suppress(OSError):
            self._connection.send(message)

    def _hand_out(self, message: Answered | Failed | Touching | Damaged) -> None:
        if isinstance(message, Touching):
            self._deaths.touching = message.paths
            return
        if isinstance(message, Damaged):
            if message.path in self._regions:
                self._put_aside(SetAside(message.path, Fault.DAMAGED, message.reason))
                self._reopen()
            return
        if message.id == 0 and not self._ready:
            # Waiting begins now: a first start compiles the engine's loops for this computer.
            self._ready = True
            for waiting in self._pending.values():
                waiting.asked_s = max(waiting.asked_s, self._clock())
            if isinstance(message, Answered) and isinstance(message.answer, OpenedRegions):
                self._take_opened(message.answer)
        failure = message.failure.detail if isinstance(message, Failed) else ""
        if failure and failure != self._last_failure and isinstance(message, Failed):
            # That no road leads there is an answer; that the map could not be asked is not.
            asked = message.failure.problem in (Problem.NO_ROAD_NEAR, Problem.NO_ROUTE)
            log.log(logging.INFO if asked else logging.WARNING, "map request failed: %s", failure)
        self._last_failure = failure
        pending = self._pending.pop(self._on_wire.pop(message.id, 0), None)
        if pending is not None:
            pending.reply(message.answer if isinstance(message, Answered) else message.failure)

    def _died(self, why: str) -> None:
        self._drop_child()
        if self._closed:
            return
        now_s = self._clock()
        self.restarts += 1
        self._suspect = True
        self._blame(now_s - self._started_s, why)
        self._restarts_in_a_row = 0 if now_s - self._started_s > SETTLED_S else self._restarts_in_a_row + 1
        pause_s = RESTART_AFTER_S[min(self._restarts_in_a_row, len(RESTART_AFTER_S) - 1)]
        log.warning("the map worker %s; starting another in %.1f s", why, pause_s)
        self._restart_at_s = now_s + pause_s
        for request_id, pending in list(self._pending.items()):
            pending.attempts += 1
            if isinstance(pending.request, OpenRegions):
                del self._pending[request_id]  # the next child begins with it
            elif pending.attempts > ATTEMPTS:
                del self._pending[request_id]
                detail = f"{type(pending.request).__name__} was given up after {ATTEMPTS} map workers"
                pending.reply(Failure(Problem.MAP_LOST, detail))
        if pause_s == 0.0:
            self._start()

    def _blame(self, lived_s: float, why: str) -> None:
        fatal = self._deaths.blame(lived_s)
        if fatal not in self._regions:
            return
        # Were it the only one, nothing would be left to drive by: it is named, and tried on.
        reason = f"{DEATHS} map workers in a row died on it; the last one {why}"
        self._put_aside(SetAside(fatal, Fault.FATAL, reason), keep=len(self._regions) == 1)

    def _drop_child(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError, ValueError):
                self._epoll.unregister(self._connection.fileno())
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def ask(worker: MapWorker, request: Request) -> Any:
    """Wait for the answer, or the `Failure`; for the time before there is a screen to keep alive."""
    answers: list[Any] = []
    worker.submit(request, answers.append)
    while not answers:
        select.select([worker.fileno()], [], [], ASK_EVERY_S)
        worker.poll()
    return answers[0]


def serve(connection: Connection, service: Answers) -> None:
    """The child's loop: most urgent request first; returns when the other end is gone."""
    waiting: dict[int, Request] = {}
    while True:
        try:
            while not waiting or connection.poll(0):
                message = connection.recv()
                if isinstance(message, Asked):
                    waiting[message.id] = message.request
                else:
                    waiting.pop(message.id, None)
        except (EOFError, OSError):
            return
        request_id = min(waiting, key=lambda waiting_id: (waiting[waiting_id].priority, waiting_id))
        request = waiting.pop(request_id)
        reply: Answered | Failed
        try:
            reply = Answered(request_id, service.answer(request))
        except Exception as error:
            problem = problem_of(error)
            if problem is Problem.MAP_ERROR:
                log.exception("%s failed", type(request).__name__)
            reply = Failed(request_id, Failure(problem, f"{error}"))
        try:
            connection.send(reply)
        except OSError:
            return


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m hmi.navigation.worker", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="the inherited end of the pipe")
    # Ctrl-C in a terminal reaches the whole group; the parent decides when its worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(level=logging.WARNING, format="map worker: %(message)s")
    connection = _Shared(parser.parse_args(arguments).fd)
    serve(connection, MapService(connection.send))
    return 0


class _Shared(Connection):
    """The answers' pipe, on which the check of the regions reports too, from its thread."""

    def __init__(self, fd: int) -> None:
        super().__init__(fd)
        self._sending = threading.Lock()

    def send(self, obj: Any) -> None:
        with self._sending:
            super().send(obj)


if __name__ == "__main__":
    raise SystemExit(main())
