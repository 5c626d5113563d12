"""CAN frames into VSS signals: a DBC says what the bits are, a mapping table what they mean to us.

A table is a CSV (see mappings/): rows of one message and path add up, the sum of factor * signal + offset,
negated where the signal named by `sign` is 1, unknown where it is one of `invalid`; a `table` maps raw values
instead (`0=EMPTY|1=OCCUPIED`). A row without a message is true of every such car. `# dbc:` names the DBC.
"""

from __future__ import annotations

import csv
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cantools

from hmi.agent.sources.dbc import read_dbc
from hmi.errors import HeadunitError
from hmi.vehicle.signals import BY_PATH

_LOG = logging.getLogger(__name__)
FASTEST_HZ = 60.0
"""Messages that come more often are decoded this often; no reader looks faster than 30 Hz."""


class MappingError(HeadunitError):
    """A DBC or a mapping table cannot be used; the text says where."""


Meaning = float | str


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the mapping table."""

    signal: str
    factor: float
    offset: float
    table: Mapping[float, Meaning] | None
    sign: str
    """a signal that is 1 where the value is negative; empty: the value has its own sign"""
    invalid: tuple[float, ...]
    """what the signal says when it does not know"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in its file."""

    rows: tuple[tuple[int, str, str, Term], ...]
    """line, message, path, term"""
    constants: Mapping[str, object]
    """what is true of every such car"""


class CanDecoder:
    """Frames of one bus. Raises MappingError when table and DBC do not fit together."""

    def __init__(self, dbc: Path, mapping: Path) -> None:
        table = _read_mapping(mapping)
        try:
            known = read_dbc(dbc, {message for _, message, _, _ in table.rows})
        except OSError as error:
            raise MappingError(f"{dbc}: {error.strerror}") from None
        if known.problems:
            _LOG.warning("%s: %s", dbc.name, "; ".join(known.problems))
        self._constants = table.constants
        self._told_constants = False
        self._paths: dict[int, tuple[Any, dict[str, list[Term]]]] = {}
        self._due: dict[int, float] = {}
        for number, name, path, term in table.rows:
            message = known.messages.get(name)
            signals = set() if message is None else {signal.name for signal in message.signals}
            missing = {each for each in (term.signal, term.sign) if each} - signals
            if message is None or missing:
                raise MappingError(f"{mapping}:{number}: {dbc.name} has no {name}.{min(missing)}")
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
                values[path] = _typed(path, value)
        if values and not self._told_constants:
            self._told_constants = True
            values = {**self._constants, **values}
        return values

    def rewind(self) -> None:
        """Time starts over: a log is replayed again."""
        self._due.clear()
        self._told_constants = False


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


def dbc_of(mapping: Path) -> str:
    """The DBC that a table says it is for, in a line like `# dbc: vw_mqb.dbc`. Raises MappingError."""
    for line in mapping.read_text(encoding="utf-8").splitlines():
        if line.startswith("# dbc:"):
            return line.removeprefix("# dbc:").strip()
    raise MappingError(f"{mapping}: no line like # dbc: vw_mqb.dbc says which DBC it is for")


def _read_mapping(path: Path) -> Table:
    rows: list[tuple[int, str, str, Term]] = []
    constants: dict[str, object] = {}
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader([line]))
        if header is None:
            header = cells
            continue
        row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
        try:
            target = row["path"]
            if target not in BY_PATH:
                raise MappingError(f"{path}:{number}: {target} is not in the signal catalogue")
            if not row["message"]:
                constants[target] = _typed(target, _meaning(target, row["table"]))
                continue
            rows.append((number, row["message"], target, _term(target, row)))
        except (KeyError, ValueError):
            raise MappingError(f"{path}:{number}: expected {','.join(header)}") from None
    return Table(tuple(rows), constants)


def _term(path: str, row: Mapping[str, str]) -> Term:
    table = None
    if row["table"]:
        pairs = (entry.split("=") for entry in row["table"].split("|"))
        table = {float(raw): _meaning(path, meaning) for raw, meaning in pairs}
    invalid = tuple(float(each) for each in row.get("invalid", "").split("|") if each)
    factor, offset = float(row["factor"] or 1), float(row["offset"] or 0)
    return Term(row["signal"], factor, offset, table, row.get("sign", ""), invalid)


def _meaning(path: str, text: str) -> Meaning:
    """A table's right side, a word where the signal is one. Raises ValueError."""
    return text if BY_PATH[path].datatype == "string" else float(text)


def _typed(path: str, value: Meaning) -> object:
    return bool(value) if BY_PATH[path].datatype == "boolean" else value


def _value(terms: list[Term], raw: Mapping[str, Any]) -> Meaning | None:
    total = 0.0
    for term in terms:
        if term.signal not in raw:
            return None
        number = float(raw[term.signal])
        if any(math.isclose(number, each, abs_tol=1e-6) for each in term.invalid):
            return None
        if term.table is not None:
            meaning = term.table.get(number)
            if meaning is None or isinstance(meaning, str):
                return meaning
            total += meaning
            continue
        part = number * term.factor + term.offset
        total += -part if term.sign and raw.get(term.sign) else part
    return total
