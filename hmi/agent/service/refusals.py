"""The errors that callers on the bus get, each with its D-Bus name."""

from __future__ import annotations

from sdbus.dbus_exceptions import DbusFailedError


class RefusedError(DbusFailedError):
    """The car or the catalogue says no; the text says why."""

    dbus_error_name = "org.headunit.Error.Refused"


class UnknownError(DbusFailedError):
    """No such signal, trip, code, scenario …"""

    dbus_error_name = "org.headunit.Error.Unknown"


class NotAllowedError(DbusFailedError):
    """This caller may not do that."""

    dbus_error_name = "org.headunit.Error.NotAllowed"


class TooManyError(DbusFailedError):
    """This caller asks more often than the agent answers."""

    dbus_error_name = "org.headunit.Error.TooMany"
