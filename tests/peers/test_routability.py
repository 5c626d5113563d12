"""OSRM's routability scenarios hold: the tags of a way mean for us what they mean for its car profile."""

from __future__ import annotations

import json
from pathlib import Path

from tests.peers.routability import score


def test_every_routability_row_of_osrm_holds(shared_data: Path) -> None:
    result = score(shared_data / "guidance" / "osrm_car.jsonl")
    assert result["rows"] > 300
    # We drive on roads of a kind that nobody has said yet (at a price): a map that has them means a road.
    wrong = [row for row in result["wrong"] if row["tags"] != {"highway": "road"}]
    assert not wrong, json.dumps(wrong[:5], indent=1)
