"""CAN frames into VSS signals: a DBC says what the bits are, a mapping table what they mean to us."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cantools

from hmi.errors import HeadunitError
from hmi.vehicle.signals import BY_PATH

FASTEST_HZ = 60.0
"""Messages that come more often are decoded this often; no reader looks faster than 30 Hz."""


class MappingError(HeadunitError):
    """A DBC or a mapping table cannot be used; the text says where."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the mapping table."""

    signal: str
    factor: float
    offset: float
    table: Mapping[float, float] | None


class CanDecoder:
    """Frames of one bus. Raises MappingError when table and DBC do not fit together."""

    def __init__(self, dbc: Path, mapping: Path) -> None:
        try:
            database: Any = cantools.database.load_file(str(dbc), strict=False)
        except (OSError, ValueError, cantools.database.errors.Error) as error:
            raise MappingError(f"{dbc}: {error}") from None
        messages = {message.name: message for message in database.messages}
        self._paths: dict[int, tuple[Any, dict[str, list[Term]]]] = {}
        self._due: dict[int, float] = {}
        for number, name, path, term in _read_mapping(mapping):
            message = messages.get(name)
            if message is None or term.signal not in message.signal_tree:
                raise MappingError(f"{mapping}:{number}: {dbc.name} has no {name}.{term.signal}")
            if path not in BY_PATH:
                raise MappingError(f"{mapping}:{number}: {path} is not in the signal catalogue")
            _, paths = self._paths.setdefault(message.frame_id, (message, {}))
            paths.setdefault(path, []).append(term)

    @property
    def frame_ids(self) -> frozenset[int]:
        """The frames worth receiving."""
        return frozenset(self._paths)

    def decode(self, frame_id: int, payload: bytes, time_s: float) -> dict[str, object]:
        """Values by path; empty for a frame that says nothing new or is too short."""
        known = self._paths.get(frame_id)
        if known is None or time_s < self._due.get(frame_id, -1e18):
            return {}
        self._due[frame_id] = time_s + 1 / FASTEST_HZ
        message, paths = known
        try:
            raw = message.decode(payload, decode_choices=False, allow_truncated=True, allow_excess=True)
        except (ValueError, cantools.database.errors.DecodeError):
            return {}
        values: dict[str, object] = {}
        for path, terms in paths.items():
            value = _value(terms, raw)
            if value is not None:
                values[path] = bool(value) if BY_PATH[path].datatype == "boolean" else value
        return values

    def rewind(self) -> None:
        """Time starts over: a log is replayed again."""
        self._due.clear()


def find_dbc(name: str) -> Path:
    """A DBC file by path, or by its name among those that `opendbc` carries. Raises MappingError."""
    if Path(name).is_file():
        return Path(name)
    package = find_spec("opendbc")
    if package is not None and package.origin is not None:
        found = Path(package.origin).parent / "dbc" / name
        if found.is_file():
            return found
    raise MappingError(f"{name}: no such DBC file here or in opendbc")


def find_mapping(name: str) -> Path:
    """A mapping table by path, or by the name of one that comes with the agent. Raises MappingError."""
    if Path(name).is_file():
        return Path(name)
    found = Path(str(files("hmi.agent.sources").joinpath("mappings", f"{name}.csv")))
    if found.is_file():
        return found
    raise MappingError(f"{name}: no such mapping table")


def _read_mapping(path: Path) -> list[tuple[int, str, str, Term]]:
    rows: list[tuple[int, str, str, Term]] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader([line]))
        if header is None:
            header = cells
            continue
        row = dict(zip(header, cells, strict=False))
        try:
            table = None
            if row["table"]:
                pairs = (entry.split("=") for entry in row["table"].split("|"))
                table = {float(raw): float(meaning) for raw, meaning in pairs}
            term = Term(row["signal"], float(row["factor"] or 1), float(row["offset"] or 0), table)
            rows.append((number, row["message"], row["path"], term))
        except (KeyError, ValueError):
            raise MappingError(f"{path}:{number}: expected {','.join(header)}") from None
    return rows


def _value(terms: list[Term], raw: Mapping[str, Any]) -> float | None:
    total = 0.0
    for term in terms:
        if term.signal not in raw:
            return None
        number = float(raw[term.signal])
        if term.table is not None:
            if number not in term.table:
                return None
            total += term.table[number]
        else:
            total += number * term.factor + term.offset
    return total
