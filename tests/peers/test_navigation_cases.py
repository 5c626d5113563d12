"""The cases of public reports that say themselves what they ask: through a tagged way or round it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.peers.navigation_cases import answer, cases


def test_every_way_is_taken_or_gone_round_as_its_tags_say(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "cases" / "navigation"
    if not folder.is_dir():
        pytest.skip("the shared cases are not at hand")
    asked = [case for case in cases(folder) if "ask" in case]
    assert len(asked) > 20
    answers = {case["case"]: (case["expected"], answer(case, folder, tmp_path)) for case in asked}
    wrong = {case: got for case, (expected, got) in answers.items() if got != expected}
    assert not wrong
