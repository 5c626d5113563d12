"""Where a bus is: the system's, the session's, or any by its D-Bus address."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import re
import socket
import threading

import sdbus
from sdbus.sd_bus_internals import SdBus, SdBusBaseError

from hmi.errors import BusUnavailableError, NoSuchBusError

_environment = threading.Lock()


def open_bus(address: str) -> SdBus:
    """Connect to `address`: "system", "session" or a D-Bus address. Raises BusUnavailableError."""
    try:
        if address == "system":
            return sdbus.sd_bus_open_system()
        if address == "session":
            return sdbus.sd_bus_open_user()
        # libsystemd offers Python no "open this address", but looks the user bus up here.
        with _environment:
            before = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
            try:
                return sdbus.sd_bus_open_user()
            finally:
                if before is None:
                    del os.environ["DBUS_SESSION_BUS_ADDRESS"]
                else:
                    os.environ["DBUS_SESSION_BUS_ADDRESS"] = before
    except SdBusBaseError as error:
        # sdbus tells the line of its source and a number: the number means something.
        number = re.search(r"error number: (\d+)", str(error))
        code = int(number[1]) if number is not None else 0
        if code == errno.ENOMEDIUM or (code == errno.ENOENT and address in ("system", "session")):
            raise NoSuchBusError(f"there is no {address} bus here") from None
        words = os.strerror(code) if code else str(error)
        raise BusUnavailableError(f"no D-Bus at {address}: {words}") from None


def close_bus(bus: SdBus) -> None:
    """Hang up, on the loop that it was used on.

    Not bus.close(): that frees the number of its socket at once, and when its last reference goes, which may
    be at the next collection, sdbus stops listening to that number, whoever has it by then: a connection that
    was opened meanwhile is deaf for ever.
    """
    with contextlib.suppress(OSError, ValueError, SdBusBaseError):
        descriptor = bus.get_fd()
        asyncio.get_running_loop().remove_reader(descriptor)
        with socket.socket(fileno=os.dup(descriptor)) as line:
            line.shutdown(socket.SHUT_RDWR)
