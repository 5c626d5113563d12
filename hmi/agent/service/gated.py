"""What every interface of the agent's service shares: who is let in, and how errors reach the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from sdbus import DbusInterfaceCommonAsync, get_current_message

from hmi.agent.service.refusals import RefusedError, UnknownError
from hmi.bus.contract import to_variant
from hmi.errors import HeadunitError
from hmi.vehicle.signals import Value

LONGEST_LIST = 500_000
Variant = tuple[str, Any]
Variants = dict[str, tuple[str, Any]]


class Gate(Protocol):
    """Decides whether a caller may do something now; raises NotAllowedError or TooManyError."""

    async def admit(self, sender: str, interface: str, member: str) -> None: ...


class GatedInterface(DbusInterfaceCommonAsync):
    """An interface whose methods begin with `await self.admit(...)`."""

    def __init__(self, gate: Gate, name: str) -> None:
        super().__init__()
        self._gate = gate
        self._name = name

    async def admit(self, member: str) -> None:
        await self._gate.admit(get_current_message().sender or "", self._name, member)


def variants(values: Mapping[str, Value]) -> Variants:
    return {key: to_variant(value) for key, value in values.items()}


@contextmanager
def refusing() -> Iterator[None]:
    """Turns a ValueError, the car's no and the disk's into a refusal in words, a KeyError into "unknown"."""
    try:
        yield
    except (ValueError, HeadunitError) as error:
        raise RefusedError(str(error)) from None
    except (sqlite3.Error, OSError) as error:
        raise RefusedError(f"the car cannot keep or read it now: {error}") from None
    except KeyError as error:
        raise UnknownError(f"there is no {error.args[0]}") from None


def numbers(values: list[Variant]) -> list[float]:
    """Bare floats of an array of variants. Raises ValueError for anything else."""
    if len(values) > LONGEST_LIST:
        raise ValueError(f"a route has at most {LONGEST_LIST} points")
    if not all(signature in _NUMERIC for signature, _ in values):
        raise ValueError("a route holds numbers only")
    return [float(value) for _, value in values]


_NUMERIC = frozenset("dixnqutiy")
