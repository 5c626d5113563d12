"""Contacts and recent calls as a phone hands them over by PBAP: vCard 2.1 and 3.0 (RFC 2426)."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

LARGEST_BOOK = 20_000


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecentCall:
    """One row of the phone's call history."""

    name: str
    number: str
    direction: str
    """received, dialed or missed"""
    time: datetime | None
    """as the phone's clock said"""


def contacts(text: str) -> tuple[Contact, ...]:
    """Those that have a number, by name."""
    found: list[Contact] = []
    for card in _cards(text):
        numbers = tuple(dict.fromkeys(number for kind, _, number in card if kind == "TEL" and number))
        if numbers:
            found.append(Contact(_name(card) or numbers[0], numbers))
        if len(found) >= LARGEST_BOOK:
            break
    return tuple(sorted(found, key=lambda contact: contact.name.casefold()))


def recent_calls(text: str) -> tuple[RecentCall, ...]:
    """In the phone's order: newest first."""
    found: list[RecentCall] = []
    for card in _cards(text):
        number = next((value for kind, _, value in card if kind == "TEL"), "")
        stamp = next(((options, value) for kind, options, value in card if "CALL-DATETIME" in kind), ("", ""))
        direction = next(
            (word.lower() for word in ("MISSED", "RECEIVED", "DIALED") if word in stamp[0].upper()),
            "received",
        )
        found.append(RecentCall(_name(card) or number, number, direction, _time(stamp[1])))
    return tuple(found)


def _cards(text: str) -> Iterator[list[tuple[str, str, str]]]:
    """Each card as (property, its options, value)."""
    # Long lines are folded: a following line that starts with white space continues them (RFC 2426, 2.6);
    # quoted-printable lines of version 2.1 continue after "=".
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    unfolded = re.sub(r"=\r?\n", "", unfolded)
    card: list[tuple[str, str, str]] | None = None
    for line in unfolded.splitlines():
        head, colon, value = line.partition(":")
        if not colon:
            continue
        kind, _, options = head.partition(";")
        kind = kind.rpartition(".")[2].strip().upper()
        if kind == "BEGIN":
            card = []
        elif kind == "END":
            if card is not None:
                yield card
            card = None
        elif card is not None:
            if "QUOTED-PRINTABLE" in options.upper():
                value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
            card.append((kind, options, _unescape(value).strip()))


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def _name(card: list[tuple[str, str, str]]) -> str:
    full = next((value for kind, _, value in card if kind == "FN" and value), "")
    if full:
        return full
    parts = next((value for kind, _, value in card if kind == "N"), "").split(";")
    family, given = [*parts, "", ""][:2]
    return f"{given} {family}".strip()


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
    except ValueError:
        return None
