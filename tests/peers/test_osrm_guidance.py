"""Project OSRM's acceptance scenarios: what passed once goes on passing.

`osrm_passes.txt` lists every cell that passes; `python -m tests.peers.osrm FOLDER --accept` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.peers.osrm import FILES, Outcome, outcomes_of, read_passes, same, totals


@pytest.fixture(scope="module")
def outcomes(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Outcome]]:
    folder = tmp_path_factory.mktemp("osrm")
    return {name: outcomes_of(shared_data / "guidance" / name, folder) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_no_scenario_that_passed_fails_now(outcomes, name):
    print(name, totals(outcomes[name]))
    known = read_passes()
    lost = [
        f"{outcome.key}: expected {outcome.expected!r}, got {outcome.got!r}"
        for outcome in outcomes[name]
        if outcome.key in known and not outcome.passed
    ]
    assert not lost, "\n".join(lost)


def test_every_scenario_that_passed_is_still_driven(outcomes):
    driven = {outcome.key for name in FILES for outcome in outcomes[name]}
    assert read_passes() <= driven


def test_guidance_agrees_with_osrm_almost_everywhere(outcomes):
    rates = {}
    for aspect in ("path", "turns", "lanes"):
        cells = [outcome for outcome in outcomes["osrm_guidance.jsonl"] if outcome.aspect == aspect]
        rates[aspect] = sum(outcome.passed for outcome in cells) / len(cells)
    print(rates)
    assert rates["path"] >= 0.96
    assert rates["turns"] >= 0.94
    assert rates["lanes"] >= 0.82


def test_blanks_and_stars_do_not_count():
    assert same("depart, turn left,arrive", "depart,turn left,arrive ")
    assert same("*", "anything")
    assert not same("depart,arrive", "depart,turn left,arrive")
