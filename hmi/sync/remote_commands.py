"""What may be asked of a car from afar.

One row a command, with its arguments, its lifetime and who may ask.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hmi.sync.errors import MessageError
from hmi.sync.records import FieldValue


class Role(StrEnum):
    """What somebody is to a car."""

    OWNER = "owner"
    DRIVER = "driver"
    GUEST = "guest"


EVERYBODY = frozenset(Role)
DRIVERS = frozenset({Role.OWNER, Role.DRIVER})
OWNER = frozenset({Role.OWNER})


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: a number within bounds, a truth value, one of some words, or text of bounded length."""

    name: str
    kind: type
    minimum: float = 0.0
    maximum: float = 0.0
    words: tuple[str, ...] = ()
    optional: bool = False

    def check(self, value: FieldValue) -> None:
        """Raises MessageError when `value` is not one of these."""
        if self.kind is float:
            number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            if not number or not self.minimum <= float(value) <= self.maximum:  # type: ignore[arg-type]
                raise MessageError(f"{self.name} lies between {self.minimum:g} and {self.maximum:g}")
        elif self.kind is str and isinstance(value, str):
            if self.words and value not in self.words:
                raise MessageError(f"{self.name} is one of {', '.join(self.words)}")
            if len(value) > self.maximum > 0:
                raise MessageError(f"{self.name} is too long")
            if not value.isprintable():
                raise MessageError(f"{self.name} holds what cannot be read")
        elif type(value) is not self.kind:
            raise MessageError(f"{self.name} has the wrong type")


@dataclass(frozen=True, slots=True)
class RemoteCommand:
    """One row. `verified`: the person must have proved a moment ago who is holding the phone."""

    name: str
    arguments: tuple[Argument, ...] = ()
    roles: frozenset[Role] = DRIVERS
    lifetime_s: float = 60.0
    verified: bool = False

    def check(self, arguments: Mapping[str, FieldValue]) -> None:
        """Raises MessageError unless `arguments` are exactly what the command takes."""
        rows = {argument.name: argument for argument in self.arguments}
        for name, value in arguments.items():
            if name not in rows:
                raise MessageError(f"{self.name} takes no {name}")
            rows[name].check(value)
        missing = [a.name for a in self.arguments if not a.optional and a.name not in arguments]
        if missing:
            raise MessageError(f"{self.name} needs {', '.join(missing)}")


_CELSIUS = Argument("temperature_celsius", float, 15.0, 30.0, optional=True)
_PERCENT = Argument("percent", float, 20.0, 100.0)

REMOTE_COMMANDS: tuple[RemoteCommand, ...] = (
    RemoteCommand("lock", roles=EVERYBODY),
    RemoteCommand("unlock", roles=EVERYBODY, lifetime_s=30.0, verified=True),
    RemoteCommand("climate_start", (_CELSIUS,), EVERYBODY, 300.0),
    RemoteCommand("climate_stop", roles=EVERYBODY, lifetime_s=300.0),
    RemoteCommand("horn_and_lights", lifetime_s=20.0),
    RemoteCommand("charge_start", lifetime_s=300.0),
    RemoteCommand("charge_stop", lifetime_s=300.0),
    RemoteCommand("charge_limit", (_PERCENT,), lifetime_s=3600.0),
    RemoteCommand("valet", (Argument("on", bool),), OWNER, 300.0, verified=True),
    RemoteCommand("speed_alert", (Argument("kmh", float, 0.0, 250.0),), OWNER, 3600.0),
    RemoteCommand(
        "geofence",
        (
            Argument("lat", float, -90.0, 90.0),
            Argument("lon", float, -180.0, 180.0),
            Argument("radius_m", float, 0.0, 1_000_000.0),
        ),
        OWNER,
        3600.0,
    ),
    RemoteCommand(
        "set_consent",
        (Argument("kind", str, maximum=64), Argument("allowed", bool)),
        OWNER,
        3600.0,
        verified=True,
    ),
    RemoteCommand("locate", lifetime_s=60.0),
    RemoteCommand("erase", roles=OWNER, lifetime_s=24 * 3600.0, verified=True),
)
COMMAND_BY_NAME: dict[str, RemoteCommand] = {command.name: command for command in REMOTE_COMMANDS}
