"""After an erasure and a kill no file holds a name or a place any more, and nobody else reads the rest."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.erasing import holds
from tests.hmi.buses import REPOSITORY


@pytest.mark.parametrize("who", ["car", "cloud"])
def test_what_was_erased_is_in_no_file_after_a_kill(who: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.erasing", who, str(tmp_path)]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "erased\n"
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith(".sqlite-wal") for path in files), "the log is looked through as well"
    assert [path.name for path in files if holds(path)] == []
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    for folder in (tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
