"""The map worker: routing, matching and searching in a child process, so that no frame ever waits for them.

`MapWorker` is the head unit's end: it starts the child, hands it requests, and gives each answer to whoever
asked. It never blocks on the child. When the child dies or hangs it is replaced and what was pending is asked
again, at most ATTEMPTS times a request, so that one poisonous request cannot take the map down for ever.
Run as a module this file is the child; it ends when its pipe does, hence with its parent.
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
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from hmi.navigation.problems import Problem, problem_of
from hmi.navigation.requests import (
    Answered,
    Asked,
    Cancelled,
    Failed,
    Failure,
    OpenRegions,
    Request,
)
from hmi.navigation.service import Answers, MapService

log = logging.getLogger(__name__)

READY_WITHIN_S = 180.0
"""From a child's start until it has opened its regions."""
ATTEMPTS = 3
RESTART_AFTER_S = (0.0, 0.1, 0.5, 2.0, 5.0)
"""Pause before the n-th restart in a row; a child that lived SETTLED_S counts as well again."""
SETTLED_S = 5.0

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


class MapWorker:
    """The head unit's end of the map worker. Not thread-safe: used from the UI thread alone."""

    def __init__(
        self,
        regions: Sequence[str | os.PathLike[str]],
        *,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = (sys.executable, "-m", "hmi.navigation.worker"),
    ) -> None:
        self._regions = tuple(os.fspath(path) for path in regions)
        self._clock = clock
        self._command = tuple(command)
        self._pending: dict[int, _Pending] = {}
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
        self.restarts = 0
        """how often the child had to be replaced"""
        self._start()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def fileno(self) -> int:
        """Readable when `poll` has something to do; the same number for life, whichever child runs."""
        return self._epoll.fileno()

    def submit(self, request: Request, reply: Reply) -> int:
        """Ask; `reply` is called once, from a later `poll`, unless cancelled or superseded by a newer one."""
        if request.supersedes:
            for other, pending in list(self._pending.items()):
                if pending.request.supersedes == request.supersedes:
                    self.cancel(other)
        request_id = self._next_id
        self._next_id += 1
        self._pending[request_id] = _Pending(request, reply, self._clock())
        self._send(Asked(request_id, request))
        return request_id

    def cancel(self, request_id: int) -> None:
        """Forget a request; its reply is never called. Unknown ids are fine."""
        if self._pending.pop(request_id, None) is not None:
            self._send(Cancelled(request_id))

    def open_regions(self, regions: Sequence[str | os.PathLike[str]]) -> None:
        """Answer from other regions from now on."""
        self._regions = tuple(os.fspath(path) for path in regions)
        self.submit(OpenRegions(self._regions), _log_failure)

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
        self._send(Asked(0, OpenRegions(self._regions)))
        for request_id, pending in self._pending.items():
            pending.asked_s = self._started_s
            self._send(Asked(request_id, pending.request))

    def _send(self, message: Asked | Cancelled) -> None:
        if self._connection is None:
            return
        # A dead child is noticed by poll(), which sees the end of the pipe.
        with contextlib.suppress(OSError):
            self._connection.send(message)

    def _hand_out(self, message: Answered | Failed) -> None:
        if message.id == 0 and not self._ready:
            # Waiting begins now: a first start compiles the engine's loops for this computer.
            self._ready = True
            for waiting in self._pending.values():
                waiting.asked_s = max(waiting.asked_s, self._clock())
        if isinstance(message, Failed):
            log.warning("map request failed: %s", message.failure.detail)
        pending = self._pending.pop(message.id, None)
        if pending is not None:
            pending.reply(message.answer if isinstance(message, Answered) else message.failure)

    def _died(self, why: str) -> None:
        self._drop_child()
        if self._closed:
            return
        now_s = self._clock()
        self.restarts += 1
        self._restarts_in_a_row = 0 if now_s - self._started_s > SETTLED_S else self._restarts_in_a_row + 1
        pause_s = RESTART_AFTER_S[min(self._restarts_in_a_row, len(RESTART_AFTER_S) - 1)]
        log.warning("the map worker %s; starting another in %.1f s", why, pause_s)
        self._restart_at_s = now_s + pause_s
        for request_id, pending in list(self._pending.items()):
            pending.attempts += 1
            if pending.attempts > ATTEMPTS:
                del self._pending[request_id]
                detail = f"{type(pending.request).__name__} was given up after {ATTEMPTS} map workers"
                pending.reply(Failure(Problem.MAP_LOST, detail))
        if pause_s == 0.0:
            self._start()

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
    serve(Connection(parser.parse_args(arguments).fd), MapService())
    return 0


def _log_failure(answer: object) -> None:
    if isinstance(answer, Failure):
        log.warning("regions could not be opened: %s", answer.detail)


if __name__ == "__main__":
    raise SystemExit(main())
