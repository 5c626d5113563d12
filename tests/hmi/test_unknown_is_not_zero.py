"""No measured value is replaced by a number where it is 0 or unknown: `x or DEFAULT` confuses the two."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import hmi

ROOT = Path(hmi.__file__).parent
ROOMS = ("agent", "vehicle", "distraction", "view_models/car", "app/positioning.py")
MEASURED = re.compile(r"_(kpa|percent|kmh|mps|celsius|kwh?|wh|w|v|m|km|s|deg|lph|l|rpm)$")
REASONED = {
    "sample.speed_mps or 0.0": "a distance over a moment without a speed: the odometer, or nothing, adds it",
    "sample.battery_w or 0.0": "nothing is summed, and `unmetered_m` says so",
    "sample.fuel_lph or 0.0": "nothing is summed, and `unfuelled_m` says so",
    "stored.holds_s or 0.0": "0 is: no longer than the catalogue says",
    "self._plan.target_percent or 101.0": "a plan that has no target is never reached",
}
"""what stays, and why"""


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def replaced(source: str) -> list[str]:
    """Every `measured or NUMBER` of a module."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.BoolOp)
            and isinstance(node.op, ast.Or)
            and MEASURED.search(name_of(node.values[0]))
        ):
            last = node.values[-1]
            number = isinstance(last, ast.Constant) and isinstance(last.value, int | float)
            if number or re.fullmatch(r"_?[A-Z][A-Z0-9_]+", name_of(last)):
                found.append(ast.unparse(node))
    return found


def test_the_check_sees_what_it_is_for() -> None:
    assert replaced("low = (pressure_kpa or LOW_PRESSURE_KPA) < LOW_PRESSURE_KPA") == [
        "pressure_kpa or LOW_PRESSURE_KPA"
    ]
    assert replaced("x = sample.speed_mps or 0.0") == ["sample.speed_mps or 0.0"]
    assert replaced("x = a_m if a_m is not None else 0.0\ny = name or 'none'") == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_measured_value_has_a_stand_in(room: str) -> None:
    files = [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        odd = [each for each in replaced(path.read_text()) if each not in REASONED]
        assert not odd, f"{path}: {odd}: say `if x is None` (or why 0 and unknown are one here, in REASONED)"
