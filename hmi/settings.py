"""What each profile has chosen, kept in one small file that no crash, full disk or typing mistake can spoil.

Adding a setting is one row of `Settings`. A damaged file is put aside and the defaults come into force; a
value that is not allowed is replaced by its default alone. Both are reported, neither stops the head unit.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from hmi.durable.files import copy_of, set_aside, write_twice
from hmi.errors import SettingsError
from hmi.units import (
    LANGUAGES,
    ClockStyle,
    ConsumptionUnit,
    DistanceUnit,
    PressureUnit,
    TemperatureUnit,
    Units,
)

FORMAT_VERSION = 1
MAXIMUM_BYTES = 1_000_000
"""nothing we write comes near; a bigger file is not ours"""
MAXIMUM_PROFILES = 6
"""as many rows as a list may have in a moving car"""
DEFAULT_PROFILE = "driver"

SettingValue = str | bool | int | float


def _choice(default: str, *others: str) -> Any:
    return field(default=default, metadata={"kind": "choice", "choices": (default, *others)})


def _flag(default: bool) -> Any:
    return field(default=default, metadata={"kind": "flag"})


def _number(default: float, minimum: float, maximum: float, step: float = 1) -> Any:
    return field(
        default=default, metadata={"kind": "number", "minimum": minimum, "maximum": maximum, "step": step}
    )


def _text(default: str, longest: int) -> Any:
    return field(default=default, metadata={"kind": "text", "longest": longest})


@dataclass(frozen=True, slots=True)
class Settings:
    """The table of settings: name, kind, default, what is allowed. Everything that leaves the car is off."""

    name: str = _text("", 32)
    """of the profile, as its owner typed it; empty: unnamed"""
    language: str = _choice(*LANGUAGES)
    distance_unit: str = _choice("km", "mi_ft", "mi_yd")
    temperature_unit: str = _choice("celsius", "fahrenheit")
    pressure_unit: str = _choice("bar", "kpa", "psi")
    consumption_unit: str = _choice("per_distance", "distance_on")
    clock: str = _choice("24h", "12h")
    appearance: str = _choice("auto", "day", "night")
    brightness_percent: float = _number(80, 5, 100, 5)
    animations: bool = _flag(True)
    """cards and screens move as they come and go, while the car stands"""
    voice: str = _choice("on", "alerts", "off")
    """guidance and alerts, alerts only, silent"""
    voice_volume_percent: float = _number(60, 0, 100, 5)
    overspeed_first_kmh: float = _number(10, 0, 50, 5)
    """over the limit by this much the sign grows"""
    overspeed_second_kmh: float = _number(20, 0, 80, 5)
    """over the limit by this much there is one chime"""
    avoid_tolls: bool = _flag(False)
    avoid_motorways: bool = _flag(False)
    avoid_ferries: bool = _flag(False)
    avoid_unpaved: bool = _flag(False)
    vehicle_height_cm: float = _number(0, 0, 400, 10)
    """with what is on the roof; 0: an ordinary car"""
    vehicle_weight_kg: float = _number(0, 0, 7500, 250)
    """with trailer and load; 0: an ordinary car"""
    home: str = _text("", 200)
    """LAT,LON NAME; empty: not set"""
    work: str = _text("", 200)
    departure_minute: float = _number(7 * 60 + 30, 0, 24 * 60 - 1, 15)
    """when the car should be charged, in minutes after midnight"""
    charge_target_percent: float = _number(80, 50, 100, 5)
    climate_schedule: bool = _flag(False)
    climate_minute: float = _number(7 * 60 + 15, 0, 24 * 60 - 1, 15)
    climate_celsius: float = _number(21, 15, 30, 0.5)
    # One switch per kind of personal data (hmi.sync.data_kinds), in the order of the screen.
    share_position: bool = _flag(False)
    share_trips: bool = _flag(False)
    share_health: bool = _flag(False)
    share_maintenance: bool = _flag(False)
    share_diagnostics: bool = _flag(False)
    share_records: bool = _flag(False)

    @property
    def units(self) -> Units:
        return Units(
            DistanceUnit(self.distance_unit),
            TemperatureUnit(self.temperature_unit),
            PressureUnit(self.pressure_unit),
            ConsumptionUnit(self.consumption_unit),
            ClockStyle(self.clock),
        )


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One row of the table, as a screen needs it."""

    key: str
    kind: Literal["choice", "flag", "number", "text"]
    default: SettingValue
    choices: tuple[str, ...] = ()
    minimum: float = 0.0
    maximum: float = 0.0
    step: float = 1.0
    longest: int = 0

    def allows(self, value: object) -> bool:
        match self.kind:
            case "flag":
                return isinstance(value, bool)
            case "choice":
                return isinstance(value, str) and value in self.choices
            case "text":
                return isinstance(value, str) and len(value) <= self.longest and value.isprintable()
            case "number":
                # NaN fails both comparisons.
                return (
                    isinstance(value, int | float)
                    and not isinstance(value, bool)
                    and self.minimum <= value <= self.maximum
                )


SPECS: Mapping[str, SettingSpec] = MappingProxyType(
    {row.name: SettingSpec(row.name, default=row.default, **row.metadata) for row in fields(Settings)}  # type: ignore[arg-type]
)


@dataclass(frozen=True, slots=True)
class Profiles:
    """Who drives this car and what each of them chose. A change gives new profiles."""

    by_id: Mapping[str, Settings] = field(
        default_factory=lambda: MappingProxyType({DEFAULT_PROFILE: Settings()})
    )
    current: str = DEFAULT_PROFILE

    @property
    def settings(self) -> Settings:
        return self.by_id[self.current]

    def changed(self, **changes: SettingValue) -> Profiles:
        """The current profile with other values; raises SettingsError for one that is not allowed."""
        for key, value in changes.items():
            if key not in SPECS:
                raise SettingsError(f"There is no setting called {key}.")
            if not SPECS[key].allows(value):
                raise SettingsError(f"{value!r} is not allowed for {key}.")
        return self._with(self.current, replace(self.settings, **changes))  # type: ignore[arg-type]

    def selected(self, profile: str) -> Profiles:
        if profile not in self.by_id:
            raise SettingsError(f"There is no profile called {profile}.")
        return Profiles(self.by_id, profile)

    def added(self, name: str) -> Profiles:
        """With one more profile that starts as a copy of the current one, shares nothing, and is selected."""
        if len(self.by_id) >= MAXIMUM_PROFILES:
            raise SettingsError(f"There is room for {MAXIMUM_PROFILES} profiles.")
        number = next(n for n in range(1, MAXIMUM_PROFILES + 2) if f"profile-{n}" not in self.by_id)
        private = {key: False for key in SPECS if key.startswith("share_")}
        settings = replace(self.settings, name=name, home="", work="", **private)  # type: ignore[arg-type]
        if not SPECS["name"].allows(name):
            raise SettingsError(f"{name!r} is not allowed for name.")
        return self._with(f"profile-{number}", settings).selected(f"profile-{number}")

    def removed(self, profile: str) -> Profiles:
        """Without that profile; the last one stays, as a car is never without a driver."""
        if profile not in self.by_id or len(self.by_id) == 1:
            raise SettingsError("The last profile cannot be removed.")
        rest = {key: value for key, value in self.by_id.items() if key != profile}
        return Profiles(MappingProxyType(rest), self.current if self.current in rest else next(iter(rest)))

    def _with(self, profile: str, settings: Settings) -> Profiles:
        return Profiles(MappingProxyType({**self.by_id, profile: settings}), self.current)


@dataclass(frozen=True, slots=True)
class LoadedProfiles:
    """What was read, and what was wrong with it: one clear sentence each."""

    profiles: Profiles
    problems: tuple[SettingsError, ...] = ()


def default_path() -> Path:
    """`$XDG_CONFIG_HOME/headunit/settings.json`; the specification says a relative value is ignored."""
    base = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".config") / "headunit" / "settings.json"


class SettingsFile:
    """The file of all profiles. Reading never raises; writing replaces the file whole or not at all."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else default_path()

    def read(self) -> LoadedProfiles:
        """The profiles in the file; defaults, with the reason, where it is missing or damaged."""
        try:
            with self.path.open("rb") as file:
                content = file.read(MAXIMUM_BYTES + 1)
        except FileNotFoundError:
            return LoadedProfiles(Profiles())
        except OSError as error:
            return LoadedProfiles(Profiles(), (SettingsError(f"Settings cannot be read: {_why(error)}."),))
        try:
            return _decode(content)
        except _DamagedError as error:
            kept = set_aside(self.path, str(error))
            where = f" and is kept as {kept.name}" if kept else ""
            said = f"The settings file is damaged ({error}){where}."
            return self._read_copy(said)

    def write(self, profiles: Profiles) -> None:
        """Replace the file; raises SettingsError and leaves the old one when that fails."""
        try:
            write_twice(self.path, _encode(profiles))
        except OSError as error:
            raise SettingsError(f"Settings cannot be saved: {_why(error)}.") from error

    def _read_copy(self, said: str) -> LoadedProfiles:
        """The copy in place of the damaged file, or the defaults; `said` is what is wrong."""
        try:
            loaded = _decode(copy_of(self.path).read_bytes())
        except (OSError, _DamagedError):
            return LoadedProfiles(Profiles(), (SettingsError(f"{said} Defaults are in force."),))
        with contextlib.suppress(SettingsError):
            self.write(loaded.profiles)
        return LoadedProfiles(
            loaded.profiles, (SettingsError(f"{said} Its copy is in force."), *loaded.problems)
        )


class _DamagedError(Exception):
    """The content is not what we write; the text says how, to follow "damaged"."""


def _encode(profiles: Profiles) -> bytes:
    document = {
        "version": FORMAT_VERSION,
        "current": profiles.current,
        "profiles": {
            profile: {key: getattr(settings, key) for key in SPECS}
            for profile, settings in profiles.by_id.items()
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _decode(content: bytes) -> LoadedProfiles:
    if len(content) > MAXIMUM_BYTES:
        raise _DamagedError("it is far too long")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _DamagedError("it is no JSON") from error
    if not isinstance(document, dict):
        raise _DamagedError("it holds no settings")
    if document.get("version") != FORMAT_VERSION:
        raise _DamagedError(f"it has format version {document.get('version')!r}, not {FORMAT_VERSION}")
    rows = document.get("profiles")
    if not isinstance(rows, dict) or not rows or not all(isinstance(row, dict) for row in rows.values()):
        raise _DamagedError("it holds no profiles")
    problems: list[SettingsError] = []
    by_id = {profile: _settings(row, problems) for profile, row in list(rows.items())[:MAXIMUM_PROFILES]}
    current = document.get("current")
    if not isinstance(current, str) or current not in by_id:
        problems.append(SettingsError("The settings name no present profile; the first one is in force."))
        current = next(iter(by_id))
    return LoadedProfiles(Profiles(MappingProxyType(by_id), current), tuple(problems))


def _settings(row: Mapping[str, object], problems: list[SettingsError]) -> Settings:
    good: dict[str, Any] = {}
    for key, value in row.items():
        spec = SPECS.get(key)
        if spec is None:
            continue  # written by a newer release; not ours to complain about
        if spec.allows(value):
            good[key] = value
        else:
            problems.append(
                SettingsError(
                    f"The setting {key} held {value!r:.60}; its default {spec.default!r} is in force."
                )
            )
    return Settings(**good)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
