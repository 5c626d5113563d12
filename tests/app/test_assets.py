"""What is generated and shipped is what its sources give."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import REPOSITORY


def test_shaders_and_translations_are_made_from_their_present_sources() -> None:
    command = [sys.executable, str(REPOSITORY / "packaging" / "assets"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
