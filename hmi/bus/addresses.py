"""Where a bus is: the system's, the session's, or any by its D-Bus address."""

from __future__ import annotations

import os
import socket
import threading

import sdbus
from sdbus.sd_bus_internals import SdBus, SdBusBaseError

from hmi.errors import BusUnavailableError

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
        raise BusUnavailableError(f"no D-Bus at {address}: {error}") from None


def is_listening(address: str) -> bool:
    """Whether somebody takes connections there; true where only connecting itself could tell."""
    if address == "system":
        address = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/run/dbus/system_bus_socket")
    elif address == "session":
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if not address:
        return False
    kind, _, rest = address.partition(":")
    options = dict(pair.partition("=")[::2] for pair in rest.split(";")[0].split(","))
    if kind != "unix" or not options.keys() & {"path", "abstract"}:
        return True
    name = options.get("path") or "\0" + options["abstract"]
    with socket.socket(socket.AF_UNIX) as probe:
        probe.setblocking(False)
        return probe.connect_ex(name) == 0
