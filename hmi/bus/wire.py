"""D-Bus values as sdbus takes and delivers them, from and to bare Python ones, by their signature."""

from __future__ import annotations

from functools import cache
from typing import Any

from hmi.bus.contract import to_variant

Arguments = tuple[Any, ...]


def decode_all(signature: str, contents: Any) -> Arguments:
    """The arguments of a message as sdbus delivers them, bare. Raises ValueError when they do not fit."""
    types = split(signature)
    if not types:
        return ()
    values = (contents,) if len(types) == 1 else contents
    return tuple(decode(kind, value) for kind, value in zip(types, values, strict=True))


def decode(kind: str, value: Any) -> Any:
    """One complete type without its variants' signatures; structs are tuples, arrays lists.

    Raises ValueError for a value of another type.
    """
    if not _fits(kind, value):
        raise ValueError(f"{type(value).__name__} is no {kind}")
    if kind == "v":
        return decode(value[0], value[1])
    if kind.startswith("a{"):
        key, item = split(kind[2:-1])
        return {decode(key, name): decode(item, entry) for name, entry in value.items()}
    if kind == "ay":
        return bytes(value)
    if kind.startswith("a"):
        return [decode(kind[1:], entry) for entry in value]
    if kind.startswith("("):
        return tuple(decode(part, entry) for part, entry in zip(split(kind[1:-1]), value, strict=True))
    return value


def encode(kind: str, value: Any) -> Any:
    """The inverse of `decode` for the types of our contract: a variant's own type is that of its value."""
    if kind == "v":
        return to_variant(value)
    if kind == "a{sv}":
        return {key: to_variant(entry) for key, entry in value.items()}
    if kind.startswith("a"):
        return [encode(kind[1:], entry) for entry in value]
    return value


def _fits(kind: str, value: object) -> bool:
    return isinstance(value, _types(kind)) and not (isinstance(value, bool) and kind != "b")


@cache
def _types(kind: str) -> tuple[type, ...]:
    """What sdbus delivers a complete type as."""
    if kind == "ay":
        return (bytes, bytearray, list)
    if kind[0] == "a":
        return (dict,) if kind[1] == "{" else (list,)
    if kind[0] in "(v":
        return (tuple,)
    return {"b": (bool,), "d": (float, int), "s": (str,), "o": (str,), "g": (str,)}.get(kind, (int,))


@cache
def split(signature: str) -> tuple[str, ...]:
    """The complete types of a signature: "sa{sv}(ii)" is "s", "a{sv}", "(ii)"."""
    parts: list[str] = []
    begin = depth = 0
    for index, letter in enumerate(signature):
        depth += letter in "({"
        depth -= letter in ")}"
        if depth == 0 and letter != "a":
            parts.append(signature[begin : index + 1])
            begin = index + 1
    return tuple(parts)
