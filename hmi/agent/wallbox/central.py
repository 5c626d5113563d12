"""The central system for the owner's charge points: they connect, are counted, and follow the car's plan.

A point names itself by the end of its address and proves itself by the password (OCPP's security profile
1, as HTTP Basic). What a hostile or broken one says ends its own connection, with a line in the log:
frames are small, few a second, and checked against the version's schemas by the library.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import logging
import re
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from ocpp.exceptions import OCPPError
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from hmi.agent.wallbox.billing import Session
from hmi.agent.wallbox.points import POINTS
from hmi.energy.charge_plan import ChargePlan
from hmi.errors import HeadunitError
from hmi.supervision import begin

PASSWORD_CHARACTERS = 16
"""OCPP asks for as many at least"""
FRAME_BYTES = 65_536
MOST_A_SECOND = 20.0
MOST_POINTS, MOST_OPEN = 16, 64
ANSWER_S = 15.0
NAME = re.compile(r"[A-Za-z0-9._:-]{1,48}")
_LOG = logging.getLogger(__name__)


class WallboxError(HeadunitError):
    """The charge points cannot be served as it was asked; the text says why."""


class CentralSystem:
    """Serves charge points until cancelled; `session_ended` hears of each finished session."""

    def __init__(
        self,
        host: str,
        port: int,
        password: str,
        session_ended: Callable[[Session], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        if len(password) < PASSWORD_CHARACTERS:
            raise ValueError(f"a charge point's password has at least {PASSWORD_CHARACTERS} characters")
        self._host, self.port, self._password = host, port, password
        self._session_ended = session_ended
        self.now = now
        self._points: dict[str, Any] = {}
        self._open: dict[tuple[str, str], Session] = {}
        self._number = int(now()) % 1_000_000_000
        self._plan: ChargePlan | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Until cancelled. Raises OSError where the port cannot be had."""
        async with serve(
            self._talk,
            self._host,
            self.port,
            subprotocols=list(POINTS),  # type: ignore[arg-type]
            process_request=self._admit,
            max_size=FRAME_BYTES,
            max_queue=8,
            open_timeout=ANSWER_S,
            close_timeout=2.0,
        ) as server:
            self.port = next(iter(server.sockets)).getsockname()[1]
            ready()
            await asyncio.Event().wait()

    @property
    def points(self) -> tuple[str, ...]:
        """Names of those that are connected."""
        return tuple(self._points)

    def follow(self, plan: ChargePlan) -> None:
        """The car's plan, for every point; a point that connects later gets it then."""
        self._plan = plan
        for name in self._points:
            self._send_plan(name)

    # What the conversations ask (hmi.agent.wallbox.points.Desk).

    def begin(self, point: str, unix_s: float, wh: float | None, session: str | None = None) -> str:
        if session is None:
            self._number += 1
            session = str(self._number)
        if (point, session) not in self._open and len(self._open) < MOST_OPEN:
            begun = Session(point, session, unix_s)
            self._open[point, session] = begun if wh is None else begun.metered(unix_s, wh)
        return session

    def meter(self, point: str, session: str | None, unix_s: float, wh: float) -> None:
        key = self._key(point, session)
        if key is not None:
            self._open[key] = self._open[key].metered(unix_s, wh)

    def end(self, point: str, session: str | None, unix_s: float, wh: float | None) -> None:
        key = self._key(point, session)
        if key is None:
            return
        found = self._open.pop(key)
        if wh is not None:
            found = found.metered(unix_s, wh)
        self._session_ended(found.ended(unix_s))

    def _key(self, point: str, session: str | None) -> tuple[str, str] | None:
        if session is not None:
            return (point, session) if (point, session) in self._open else None
        mine = [key for key in self._open if key[0] == point]
        return mine[0] if len(mine) == 1 else None

    # Connections.

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        name = request.path.rsplit("/", 1)[-1]
        if NAME.fullmatch(name) is None:
            return connection.respond(HTTPStatus.NOT_FOUND, "no such charge point\n")
        if not self._proved(request.headers.get("Authorization", ""), name):
            _LOG.warning("charge point %s: wrong password", name)
            return connection.respond(HTTPStatus.UNAUTHORIZED, "wrong password\n")
        if name not in self._points and len(self._points) >= MOST_POINTS:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "too many charge points\n")
        return None

    def _proved(self, header: str, name: str) -> bool:
        kind, _, text = header.partition(" ")
        try:
            given = base64.b64decode(text, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return False
        wanted = f"{name}:{self._password}"
        return kind.lower() == "basic" and hmac.compare_digest(given.encode(), wanted.encode())

    async def _talk(self, connection: ServerConnection) -> None:
        request = connection.request
        name = "" if request is None else request.path.rsplit("/", 1)[-1]
        kind = POINTS.get(connection.subprotocol or "")
        if kind is None:
            _LOG.warning("charge point %s speaks no version that is known", name)
            await connection.close(1002, "no common version of OCPP")
            return
        point = kind(name, _Line(connection), ANSWER_S, logging.getLogger(f"{__name__}.point"))
        point.desk = self
        point.on_boot = lambda: self._send_plan(name)
        self._points[name] = point
        _LOG.info("charge point %s is there (%s)", name, connection.subprotocol)
        try:
            await point.start()
        except ConnectionClosed:
            _LOG.info("charge point %s is gone", name)
        except Exception as error:  # whatever one point does ends that point's connection alone
            _LOG.error("charge point %s: %s", name, error or type(error).__name__)
            await connection.close(1008, "not understood")
        finally:
            if self._points.get(name) is point:
                del self._points[name]

    def _send_plan(self, name: str) -> None:
        point, plan = self._points.get(name), self._plan
        if point is None or plan is None:
            return
        task = begin(f"the plan of charge point {name}", self._obey(name, point, plan))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _obey(self, name: str, point: Any, plan: ChargePlan) -> None:
        try:
            await point.obey(plan)
        except (OCPPError, TimeoutError, ConnectionClosed) as error:
            _LOG.warning("charge point %s does not take the plan: %s", name, error or type(error).__name__)


class _Line:
    """A connection that speaks text, and not too fast."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection
        self._heard: deque[float] = deque(maxlen=round(MOST_A_SECOND * 5))

    async def recv(self) -> str:
        frame = await self._connection.recv()
        now = time.monotonic()
        if len(self._heard) == self._heard.maxlen and now - self._heard[0] < 5.0:
            raise ValueError(f"more than {MOST_A_SECOND:.0f} messages a second")
        self._heard.append(now)
        if not isinstance(frame, str):
            raise ValueError("a binary frame")
        return frame

    async def send(self, message: str) -> None:
        async with asyncio.timeout(ANSWER_S):
            await self._connection.send(message)
