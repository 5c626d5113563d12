"""What can go wrong in the head unit: one class per thing a caller does differently."""

from __future__ import annotations


class HeadunitError(Exception):
    """Base of every error that `hmi` raises on purpose; its text is one clear sentence."""


class AbsentError(HeadunitError):
    """What is asked for is no part of this machine: nothing is lost, it may only come some day."""


class BusUnavailableError(HeadunitError):
    """The D-Bus daemon cannot be reached or has gone."""


class NoSuchBusError(BusUnavailableError, AbsentError):
    """This machine or session has no such bus."""


class CommandRefusedError(HeadunitError):
    """The car will not do what was asked; the text says why."""


class SettingsError(HeadunitError):
    """Settings cannot be read or written; the last good ones stay in force."""
