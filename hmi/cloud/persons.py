"""People as the rest of the service speaks of them."""

from __future__ import annotations

from dataclasses import dataclass

from hmi.errors import HeadunitError
from hmi.sync.remote_commands import Role


class NotAllowedError(HeadunitError):
    """This person may not do this; the text does not say what exists."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a request comes from."""

    account: str
    name: str
    session: str
    """hash of the session's token"""
    verified_unix_s: float


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody is to a car, and until when (None: for good)."""

    account: str
    name: str
    role: Role
    expires_unix_s: float | None
