"""What a synced record may hold: one table a kind, looked at before storing by every door.

REST (hmi.cloud.edits), MQTT (hmi.cloud.store, the agent's link) and D-Bus (the agent's record book) ask
here. A field that the table names has its type and range; one of another release is bounded like any value,
so that it travels unharmed. Whatever passes can be encoded, sent, decoded and exported.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping

from hmi.sync.errors import MessageError
from hmi.sync.messages import MAX_INTEGER, checked_id
from hmi.sync.records import FieldValue, Record, RecordKind

MAX_FIELDS = 64
MAX_DEPTH = 6
MAX_ITEMS = 512
MAX_TEXT = 2000
MAX_RECORD_BYTES = 16 * 1024
MAX_NAME = 100
_LAST_UNIX_S = 253_402_300_799
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Turn round how the text after them reads; marks and joiners, which only help the one before, stay."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

Check = Callable[[FieldValue], bool]


def is_text(value: FieldValue, longest: int = MAX_TEXT) -> bool:
    """Whole characters, no controls, none that turn text round."""
    return isinstance(value, str) and len(value) <= longest and all(map(_is_plain, value))


def is_number(value: FieldValue, low: float, high: float) -> bool:
    """Finite, in range; a truth value is no number."""
    return (
        not isinstance(value, bool)
        and isinstance(value, int | float)
        and math.isfinite(value)
        and low <= value <= high
    )


def checked_name(text: str) -> str:
    """A name of a person or a thing as it is kept and shown.

    Raises MessageError for an empty one and one with controls.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split()) if is_text(text) else ""
    seen = [character for character in name if unicodedata.category(character) not in ("Cf", "Mn", "Zs")]
    if not seen or len(name) > MAX_NAME:
        raise MessageError(f"a name is 1 to {MAX_NAME} characters that can be seen, without controls")
    return name


def straightened(value: FieldValue) -> FieldValue:
    """The value without characters that turn text round: a place on the map may bring some along."""
    if isinstance(value, str):
        return "".join(character for character in value if character not in _REORDERING)
    if isinstance(value, list):
        return [straightened(inner) for inner in value]
    if isinstance(value, dict):
        return {name: straightened(inner) for name, inner in value.items()}
    return value


def check_fields(kind: RecordKind, fields: Mapping[str, FieldValue]) -> None:
    """Raises MessageError, naming the field, unless a record of `kind` may hold these."""
    if len(fields) > MAX_FIELDS:
        raise MessageError(f"a record has at most {MAX_FIELDS} fields")
    for name, value in fields.items():
        checked_id(name)
        check = SCHEMAS[kind].get(name)
        # Nothing is always allowed: it is how a field is emptied.
        if not _is_bounded(value, MAX_DEPTH) or (
            value is not None and check is not None and not check(value)
        ):
            raise MessageError(f"{kind.value}: {name} cannot hold that")
    try:
        size = len(json.dumps(dict(fields), ensure_ascii=False, allow_nan=False).encode())
    except (ValueError, RecursionError) as error:
        raise MessageError(f"{kind.value}: a value that cannot be written: {error}") from None
    if size > MAX_RECORD_BYTES:
        raise MessageError(f"a record of {size} bytes is too large")


def check_record(record: Record) -> None:
    """Raises MessageError unless the record can be stored, sent and read again everywhere."""
    checked_id(record.id)
    check_fields(record.kind, record.values)


def _text(longest: int = MAX_TEXT) -> Check:
    return lambda value: is_text(value, longest)


def _number(low: float, high: float) -> Check:
    return lambda value: is_number(value, low, high)


def _is_flag(value: FieldValue) -> bool:
    return isinstance(value, bool)


def _is_clock(value: FieldValue) -> bool:
    return isinstance(value, str) and _CLOCK.fullmatch(value) is not None


def _is_list_of(check: Check, longest: int = MAX_ITEMS) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= longest and all(map(check, value))


def _is_stop(value: FieldValue) -> bool:
    return (
        isinstance(value, dict)
        and all(
            check(value.get(name)) for name, check in (("lat", _number(-90, 90)), ("lon", _number(-180, 180)))
        )
        and is_text(value.get("name", ""), 200)
    )


def _one_of(*words: str) -> Check:
    return lambda value: value in words


_MOMENT_MS = _number(0, _LAST_UNIX_S * 1000)
_PRICE = _number(-100, 100)
_PLACE: dict[str, Check] = {
    "name": _text(200),
    "lat": _number(-90, 90),
    "lon": _number(-180, 180),
    "category": _text(100),
    "context": _text(300),
    "osm": _text(100),
    "order": _number(0, 1_000_000),
    "visited_ms": _MOMENT_MS,
}
SCHEMAS: dict[RecordKind, dict[str, Check]] = {
    RecordKind.FAVOURITE: _PLACE,
    RecordKind.RECENT: _PLACE,
    RecordKind.PROFILE: {"name": _text(MAX_NAME)},
    RecordKind.SETTING: {"on": _is_flag, "begun_unix_ms": _MOMENT_MS},
    RecordKind.CHARGE_SCHEDULE: {
        "ready_by": _is_clock,
        "target_percent": _number(0, 100),
        "tariff": _one_of("typed", "day_ahead"),
        "cheap_from": _number(0, 24),
        "cheap_to": _number(0, 24),
        "price_cheap": _PRICE,
        "price_normal": _PRICE,
        "from_unix_s": _number(0, _LAST_UNIX_S),
        "fetched_unix_s": _number(0, _LAST_UNIX_S),
        "step_s": _number(60, 86_400),
        "per_kwh": _is_list_of(lambda value: value is None or _PRICE(value)),
        "currency": _text(8),
        "source": _text(300),
    },
    RecordKind.CLIMATE_SCHEDULE: {
        "on": _is_flag,
        "ready_by": _is_clock,
        "temperature_celsius": _number(-30, 50),
    },
    RecordKind.DESTINATION: {
        "name": _text(200),
        "stops": _is_list_of(_is_stop, 25),
        "sent_unix_ms": _MOMENT_MS,
    },
}
OURS: frozenset[tuple[RecordKind, str]] = frozenset(
    {
        (RecordKind.SETTING, "valet"),
        (RecordKind.SETTING, "in-step"),
        (RecordKind.CHARGE_SCHEDULE, "prices"),
    }
)
"""Records that say how something is: written by the car or the cloud itself, never by a phone."""


def _is_plain(character: str) -> bool:
    if character in _REORDERING:
        return False
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cs")


def _is_bounded(value: FieldValue, depth_left: int) -> bool:
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, str):
        return is_text(value)
    if isinstance(value, int):
        return abs(value) <= MAX_INTEGER
    if isinstance(value, float):
        return math.isfinite(value)
    if depth_left == 0 or not isinstance(value, list | dict) or len(value) > MAX_ITEMS:
        return False
    if isinstance(value, dict):
        return all(is_text(name, 64) and _is_bounded(inner, depth_left - 1) for name, inner in value.items())
    return all(_is_bounded(inner, depth_left - 1) for inner in value)
