"""The catalogue against COVESA's own tree, and what a signal accepts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hmi.vehicle.commands import refusal
from hmi.vehicle.signals import BY_PATH, CATALOGUE, OWN, SignalKind


def test_every_row_is_as_in_vss(shared_data: Path) -> None:
    tree = json.loads((shared_data / "vss" / "vss_release_6.0.json").read_text())
    standard = dict(leaves(tree))
    assert not [spec.path for spec in OWN if spec.path in standard]
    for spec in (each for each in CATALOGUE if each not in OWN):
        row = standard[spec.path]
        assert spec.datatype == row["datatype"], spec.path
        assert spec.unit == row.get("unit", ""), spec.path
        assert spec.kind == row["type"], spec.path
        assert list(spec.allowed) == row.get("allowed", []), spec.path
        if "min" in row:
            assert spec.minimum is not None and spec.minimum >= row["min"], spec.path
        if "max" in row:
            assert spec.maximum is not None and spec.maximum <= row["max"], spec.path


def test_the_catalogue_is_large_and_each_row_unique_and_bounded() -> None:
    assert len(CATALOGUE) == len(BY_PATH) >= 120
    kinds = Counter(spec.kind for spec in CATALOGUE)
    assert min(kinds[kind] for kind in SignalKind) >= 10
    for spec in CATALOGUE:
        if spec.datatype not in ("boolean", "string", "string[]"):
            assert spec.minimum is not None or "Time" in spec.path, spec.path
        assert 0 < spec.rate_hz <= 30, spec.path


@pytest.mark.parametrize(
    ("path", "value", "stored"),
    [
        ("Vehicle.Speed", 50, 50.0),
        ("Vehicle.Speed", "50", None),
        ("Vehicle.Speed", True, None),
        ("Vehicle.Speed", float("nan"), None),
        ("Vehicle.IsMoving", 1, None),
        ("Vehicle.IsMoving", True, True),
        ("Vehicle.Chassis.Accelerator.PedalPosition", 33.4, 33),
        ("Vehicle.Diagnostics.DTCList", ["P0420"], ("P0420",)),
        ("Vehicle.Diagnostics.DTCList", [1], None),
    ],
)
def test_a_value_is_of_the_signals_type_or_none(path: str, value: object, stored: object) -> None:
    assert BY_PATH[path].coerce(value) == stored


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("Vehicle.Warp", 1, "no signal"),
        ("Vehicle.Speed", 50.0, "read but not set"),
        ("Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature", 80.0, "between 14 and 32"),
        ("Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature", "warm", "takes a float"),
        ("Vehicle.Powertrain.Transmission.PerformanceMode", "LUDICROUS", "one of"),
        ("Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature", 21.5, ""),
    ],
)
def test_what_cannot_be_asked_is_refused_with_why(path: str, value: object, words: str) -> None:
    reason = refusal(path, value)
    assert words in reason and bool(words) == bool(reason)


def leaves(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, node in tree.items():
        path = f"{prefix}.{name}" if prefix else name
        if node["type"] == "branch":
            yield from leaves(node["children"], path)
        else:
            yield path, node
