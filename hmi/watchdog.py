"""Tells whoever started this process, systemd or the simulator's nurse, that it is up and still turns.

The protocol is sd_notify(3)'s: datagrams to the socket that NOTIFY_SOCKET names, WATCHDOG=1 twice in each
WATCHDOG_USEC. It is sent from the event loop: a loop that hangs is silent, and the process is started anew.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping
from typing import NoReturn

from hmi.supervision import keep_doing

UNASKED_S = 10.0
READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


def notify(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Say `state`; nothing happens where nobody listens."""
    address = environment.get("NOTIFY_SOCKET", "")
    if address[:1] not in ("/", "@"):
        return
    if address[0] == "@":
        address = "\0" + address[1:]
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)  # who does not listen must not hold up the car
        line.sendto(state.encode(), address)


def period_s(environment: Mapping[str, str] = os.environ) -> float | None:
    """How often to say that it is alive: twice as often as is asked for; None where nobody asks."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None  # asked of the process that started this one
    try:
        asked_s = int(environment.get("WATCHDOG_USEC", "")) / 1e6
    except ValueError:
        return None
    return asked_s / 2 if asked_s > 0 else None


async def keep_alive() -> NoReturn:
    """Say that it is up, and then that it is alive, until cancelled."""
    notify(READY)
    await keep_doing("the watchdog", lambda: notify(ALIVE), period_s() or UNASKED_S)
