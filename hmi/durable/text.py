"""JSON that we wrote ourselves, read back from a disk that may have made something else of it."""

from __future__ import annotations

import json
import math
from typing import Any


def read_json(text: object) -> Any:
    """What it says; None for what is no JSON, or holds a number that is none (NaN, 1e999)."""
    try:
        if isinstance(text, str | bytes):
            return json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        pass
    return None


def read_object(text: object) -> dict[str, Any] | None:
    """The JSON object that it is; None for anything else."""
    found = read_json(text)
    return found if isinstance(found, dict) else None


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)
