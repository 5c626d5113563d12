"""Contacts and recent calls as a phone hands them over by PBAP: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).

Phones write what they like: photos over many lines, names in quoted-printable or in Latin-1, numbers as
`tel:` addresses, companies without a person. Each card is read by itself, so that a broken one costs only
itself, and is counted.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

import phonenumbers
import vobject
from phonenumbers import MatchType

LARGEST_BOOK = 20_000
SHORTEST_SUBSCRIBER = 7
"""digits; shorter numbers (112, 110, 12345) are services, which are never the end of a longer number"""
_COMPARED_DIGITS = 5
_BINARY = ("PHOTO", "LOGO", "SOUND", "KEY")
_PROPERTY = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)?(?:;[^:\r\n]*)?:")
_TEXT_CHARSETS = ("utf-8", "cp1252")


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


@dataclass(frozen=True, slots=True)
class Book:
    """What a phone handed over. `unreadable`: how many cards could not be read."""

    contacts: tuple[Contact, ...]
    unreadable: int = 0


def read_book(data: str | bytes) -> Book:
    """Those that have a number, by name."""
    found: list[Contact] = []
    unreadable = 0
    for card in _cards(data):
        if card is None:
            unreadable += 1
            continue
        numbers = tuple(dict.fromkeys(_numbers(card)))
        if numbers and len(found) < LARGEST_BOOK:
            found.append(Contact(_name(card) or numbers[0], numbers))
    return Book(tuple(sorted(found, key=lambda contact: contact.name.casefold())), unreadable)


def contacts(data: str | bytes) -> tuple[Contact, ...]:
    """Those that have a number and can be read, by name."""
    return read_book(data).contacts


def recent_calls(data: str | bytes) -> tuple[RecentCall, ...]:
    """In the phone's order: newest first."""
    found: list[RecentCall] = []
    for card in _cards(data):
        if card is None:
            continue
        number = next(iter(_numbers(card)), "")
        stamp, direction = None, "received"
        for line in card.contents.get("x-irmc-call-datetime", ()):
            options = f"{line.params} {line.singletonparams}".upper()
            stamp = _time(str(line.value))
            direction = next(
                (word.lower() for word in ("MISSED", "RECEIVED", "DIALED") if word in options), "received"
            )
        found.append(RecentCall(_name(card) or number, number, direction, stamp))
    return tuple(found)


class Names:
    """Whose number it is, quickly also in a large book."""

    def __init__(self, book: tuple[Contact, ...]) -> None:
        self._by_end: dict[str, list[tuple[str, str]]] = {}
        for contact in book:
            for number in contact.numbers:
                self._by_end.setdefault(_end(number), []).append((number, contact.name))

    def name_of(self, number: str) -> str:
        """Empty for nobody in the book."""
        for known, name in self._by_end.get(_end(number), ()):
            if same_number(known, number):
                return name
        return ""


def same_number(one: str, other: str) -> bool:
    """Whether two ways of writing reach the same telephone."""
    digits = [re.sub(r"\D", "", each) for each in (one, other)]
    if not all(digits):
        return False
    if min(map(len, digits)) < SHORTEST_SUBSCRIBER:
        return digits[0] == digits[1]
    match = phonenumbers.is_number_match(one, other)
    return match in (MatchType.EXACT_MATCH, MatchType.NSN_MATCH, MatchType.SHORT_NSN_MATCH)


def _end(number: str) -> str:
    return re.sub(r"\D", "", number)[-_COMPARED_DIGITS:]


def _cards(data: str | bytes) -> Iterator[vobject.base.Component | None]:
    """Each card; None for one that cannot be read."""
    lines: list[str] | None = None
    for line in _text(data).splitlines():
        word = re.sub(r"\s", "", line).upper()
        if word == "BEGIN:VCARD":
            if lines is not None:
                yield None  # the one before has no end
            lines = []
        elif word == "END:VCARD":
            if lines is not None:
                yield _card(lines)
            lines = None
        elif lines is not None:
            lines.append(line)
    if lines is not None:
        yield None


def _card(lines: list[str]) -> vobject.base.Component | None:
    text = "\r\n".join(("BEGIN:VCARD", *_plain_lines(lines), "END:VCARD", ""))
    try:
        return vobject.readOne(text, validate=False, transform=False, ignoreUnreadable=True)
    except Exception:  # whatever a library makes of a stranger's card
        return None


def _plain_lines(lines: list[str]) -> Iterator[str]:
    """The card's properties one a line, without pictures, with quoted-printable undone."""
    for head, options, value in _properties(lines):
        if head.rpartition(".")[2].upper() in _BINARY:
            continue
        if "QUOTED-PRINTABLE" in options.upper():
            charset = re.search(r"CHARSET=\"?([\w-]+)", options, re.IGNORECASE)
            raw = quopri.decodestring(value.encode("latin-1", "replace"))
            words = _decoded(raw, charset[1] if charset else "")
            value = words.replace("\r\n", "\\n").replace("\n", "\\n")
        kept = [
            each
            for each in options.split(";")
            if each and not re.match(r"(?i)(ENCODING=|CHARSET=|QUOTED-PRINTABLE$|8BIT$)", each)
        ]
        yield ";".join((head, *kept)) + ":" + value


def _properties(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """(name, options, value) with what belongs to one property joined."""
    logical: list[str] = []
    for line in lines:
        goes_on = bool(logical) and _is_quoted(logical[-1]) and logical[-1].endswith("=")
        if goes_on:
            logical[-1] = logical[-1][:-1] + line
        elif line[:1] in (" ", "\t") and logical:
            logical[-1] += line[1:]
        elif _PROPERTY.match(line):
            logical.append(line)
        # Anything else is a line of a picture that is not indented, or nothing.
    for line in logical:
        head, _, value = line.partition(":")
        name, _, options = head.partition(";")
        yield name.strip(), options, value


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _text(data: str | bytes) -> str:
    """Bytes card by card: one phone mixes what several wrote."""
    if isinstance(data, str):
        return data
    return "\n".join(_decoded(part, "") for part in re.split(rb"(?<=END:VCARD)\r?\n", data))


def _decoded(raw: bytes, charset: str) -> str:
    for name in (charset, *_TEXT_CHARSETS):
        try:
            return raw.decode(name) if name else raw.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _values(card: vobject.base.Component, kind: str) -> Iterator[str]:
    contents: Mapping[str, list[vobject.base.ContentLine]] = card.contents
    for line in contents.get(kind, ()):
        yield re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], str(line.value)).strip()


def _numbers(card: vobject.base.Component) -> Iterator[str]:
    for value in _values(card, "tel"):
        number = value
        if value[:4].lower() == "tel:":
            number = unquote(value[4:].partition(";")[0])
        if number.strip():
            yield number.strip()


def _name(card: vobject.base.Component) -> str:
    full = next((value for value in _values(card, "fn") if value), "")
    if full:
        return full
    for line in card.contents.get("n", ()):
        family, given = [*re.split(r"(?<!\\);", str(line.value)), "", ""][:2]
        name = f"{given.strip()} {family.strip()}".strip().replace("\\,", ",")
        if name:
            return name
    company = next((value for value in _values(card, "org") if value.strip("; ")), "")
    return ", ".join(part.strip() for part in company.split(";") if part.strip())


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
    except ValueError:
        return None
