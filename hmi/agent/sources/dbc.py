"""DBC files as people write them: everything that can be read is, and what cannot is named.

A DBC that a parser refuses as a whole is mostly right: a comment where none may stand, a name that begins
with a digit, an identifier of 29 bits without the bit that says so, the values of a signal that is gone. Only
what decoding needs is read (messages, signals, multiplexing, number formats); messages are tried one by one
where they do not load together. `CM_ "IMPORT other.dbc";`, opendbc's way to share messages, is followed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cantools

EXTENDED = 1 << 31
"""in a DBC's identifiers: 29 bits long"""
_LAST_STANDARD, _LAST_EXTENDED = 0x7FF, 0x1FFFFFFF
_IMPORT = re.compile(r'^CM_\s+"IMPORT\s+([^"]+)"\s*;', re.MULTILINE)
_MESSAGE = re.compile(r"^BO_\s+(\d+)\s+(\S+?)\s*:\s*(\d+)\s+(\S+)\s*$")
_SIGNAL = re.compile(r"^(\s*SG_\s+)(\S+)(\s+[mM]\d*M?)?(\s*:\s*\d+\|.*)$")
_OF_A_SIGNAL = re.compile(r"^(SIG_VALTYPE_|SG_MUL_VAL_)\s+(\d+)\s+(.*)$")
_BARE_FRACTION = re.compile(r"([(,\[|]-?)\.(?=\d)")
_NAME = re.compile(r"[A-Za-z_]\w*")
_HEAD = 'VERSION ""\n\nNS_ :\n\nBS_:\n\nBU_:\n\n'
_INDEPENDENT = "VECTOR__INDEPENDENT_SIG_MSG"


@dataclass(frozen=True, slots=True)
class Dbc:
    """Messages by name (of cantools), and one sentence for each thing that could not be read as it stands."""

    messages: Mapping[str, Any]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """One message as text, in the order of the file."""

    number: int
    name: str
    lines: list[str]
    extras: list[str]

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, "", *self.extras, ""])


def read_dbc(path: Path, only: Collection[str] | None = None) -> Dbc:
    """A DBC's messages, or of them `only` those named. Raises OSError."""
    problems: list[str] = []
    blocks = _blocks(_text(path, set()), problems)
    wanted = [block for block in blocks.values() if only is None or block.name in only]
    try:
        return Dbc(_load("\n".join(block.text for block in wanted)), tuple(problems))
    except _REFUSALS:
        pass
    messages: dict[str, Any] = {}
    for block in wanted:
        try:
            messages |= _load(block.text)
        except _REFUSALS as error:
            problems.append(f"of message {block.name} something cannot be read: {_sentence(error)}")
            messages |= _what_loads(block, problems)
    return Dbc(messages, tuple(problems))


_REFUSALS = (cantools.database.errors.Error, ValueError, KeyError)


def _load(text: str) -> dict[str, Any]:
    database: Any = cantools.database.load_string(_HEAD + text, "dbc", strict=False)
    return {message.name: message for message in database.messages}


def _what_loads(block: _Block, problems: list[str]) -> dict[str, Any]:
    """The message with those of its signals that can be read."""
    head, *signals = block.lines
    kept = [head]
    for line in signals:
        try:
            _load("\n".join([head, line, ""]))
            kept.append(line)
        except _REFUSALS:
            problems.append(f"a signal of {block.name} cannot be read: {line.strip()}")
    try:
        return _load("\n".join([*kept, ""]))
    except _REFUSALS:
        return {}


def _text(path: Path, seen: set[Path]) -> str:
    """The file with what it imports before it; its own messages come later and count."""
    if path in seen:
        return ""
    seen.add(path)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    imported = [path.parent / name.strip() for name in _IMPORT.findall(text)]
    return "\n".join([*(_text(each, seen) for each in imported if each.is_file()), text])


def _blocks(text: str, problems: list[str]) -> dict[int, _Block]:
    """Messages by identifier; one that comes again replaces the earlier one."""
    blocks: dict[int, _Block] = {}
    block: _Block | None = None
    for line in text.splitlines():
        message = _MESSAGE.match(line)
        signal = _SIGNAL.match(line)
        of_signal = _OF_A_SIGNAL.match(line)
        if message:
            block = _begin(message, problems)
            if block is not None:
                blocks[block.number] = block
        elif signal and block is not None:
            name = _named(signal[2], f"signal {block.name}.", problems)
            rest = _BARE_FRACTION.sub(r"\g<1>0.", signal[4])
            block.lines.append(f"{signal[1]}{name}{signal[3] or ''}{rest}")
        elif line.lstrip().startswith("SG_ ") and block is not None:
            problems.append(f"a signal of {block.name} cannot be read: {line.strip()}")
        elif of_signal:
            owner = blocks.get(_identifier(int(of_signal[2])) or -1)
            if owner is not None:
                owner.extras.append(f"{of_signal[1]} {owner.number} {of_signal[3]}")
        elif line.strip() and not line.startswith(("BO_", " ", "\t")):
            block = None
        elif line.startswith("BO_ "):
            problems.append(f"a message cannot be read: {line.strip()}")
            block = None
    return blocks


def _begin(found: re.Match[str], problems: list[str]) -> _Block | None:
    number = _identifier(int(found[1]))
    if found[2] == _INDEPENDENT:
        return None
    if number is None:
        problems.append(f"message {found[2]} cannot be read: {int(found[1]):#x} is no identifier")
        return None
    name = _named(found[2], "message ", problems)
    return _Block(number, name, [f"BO_ {number} {name}: {found[3]} Vector__XXX"], [])


def _identifier(number: int) -> int | None:
    """As the format wants it: 29 bits are marked."""
    if number & EXTENDED:
        return number if number & ~EXTENDED <= _LAST_EXTENDED else None
    if number <= _LAST_STANDARD:
        return number
    return number | EXTENDED if number <= _LAST_EXTENDED else None


def _named(name: str, what: str, problems: list[str]) -> str:
    """A name that the format allows."""
    if _NAME.fullmatch(name):
        return name
    better = "_" + re.sub(r"\W", "_", name)
    problems.append(f"{what}{name} is read as {better}")
    return better


def _sentence(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
