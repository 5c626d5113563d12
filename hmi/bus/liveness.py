"""Is the bus still there? One that died is seen by its socket, one that hangs by what it leaves unread."""

from __future__ import annotations

import array
import asyncio
import fcntl
import select
import termios
import time
from typing import Any, NoReturn

from sdbus.sd_bus_internals import SdBus

DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
LOOK_S = 0.25
ANSWER_LOOKS = 4
"""so many looks go by before a question counts as unanswered: 1 s, but longer for one who was held up himself
and must first read what waits for him"""


async def until_gone(bus: SdBus, quiet_s: float) -> NoReturn:
    """Raises ConnectionError when the bus hung up, TimeoutError when it does not answer within about 1 s.

    It is asked as soon as something that was sent stays unread for two looks, and otherwise after `quiet_s`:
    who sends all the time notices within 1.5 s without asking at all.
    """
    line = select.poll()
    line.register(bus.get_fd(), 0)  # hang-up and error are always told
    asked_s = time.monotonic()
    was_unread = False
    while True:
        await asyncio.sleep(LOOK_S)
        if line.poll(0):
            raise ConnectionError("the bus hung up")
        unread = _unread_bytes(bus) > 0
        if (unread and was_unread) or time.monotonic() - asked_s >= quiet_s:
            await _ask(bus)
            asked_s, unread = time.monotonic(), False
        was_unread = unread


async def _ask(bus: SdBus) -> None:
    message: Any = bus.new_method_call_message(*DAEMON, "GetId")
    answer: asyncio.Future[Any] = bus.call_async(message)
    for _ in range(ANSWER_LOOKS):
        await asyncio.wait({answer}, timeout=LOOK_S)
        if answer.done():
            answer.result()
            return
    answer.cancel()
    raise TimeoutError("the bus does not answer")


def _unread_bytes(bus: SdBus) -> int:
    """How much of what was sent the daemon has not taken yet."""
    count = array.array("i", [0])
    fcntl.ioctl(bus.get_fd(), termios.TIOCOUTQ, count)
    return count[0]
