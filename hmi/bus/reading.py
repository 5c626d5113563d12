"""What a foreign service says, as the type that it should have. Another type is unknown, never an error."""

from __future__ import annotations

import math
from typing import Any


def text(value: Any) -> str:
    """A text, or several as one; empty when it is neither."""
    if isinstance(value, list | tuple):
        return ", ".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(value: Any, otherwise: bool = False) -> bool:
    return value if isinstance(value, bool) else otherwise


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
