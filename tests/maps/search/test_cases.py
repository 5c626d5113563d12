"""Queries that other programs were asked and missed, each on a tiny map."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from maps.build.places import build_places
from maps.geometry import LatLon, distance_m
from maps.search.index import SearchIndex

HERE = Path(__file__).resolve()
CASES = HERE.parents[3].parent / "shared" / "data" / "cases" / "search"


def _cases() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    path = CASES / "cases.jsonl"
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            found[case["file"]].append(case)
    return found


def test_the_cases_are_at_hand(shared_data: Path) -> None:
    assert sum(len(cases) for cases in _cases().values()) == 81


@pytest.mark.parametrize("file", sorted(_cases()))
def test_each_query_finds_its_place(file: str, tmp_path: Path) -> None:
    build_places([CASES / file], tmp_path, lambda stage, done: None)
    index = SearchIndex(SimpleNamespace(path=tmp_path))  # type: ignore[arg-type]
    missed = []
    for case in _cases()[file]:
        found = index.search(case["query"], LatLon(*case["near"]), 10).places[: case["first"]]
        expected = LatLon(*case["expected"])
        if not any(distance_m(place.position, expected) <= case["within_m"] for place in found):
            missed.append((case["query"], [place.name for place in found]))
    assert not missed
