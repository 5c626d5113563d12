"""One agent a state folder, and recordings in a folder of their own that write over nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.books.journal import Journal
from hmi.agent.books.record_book import RecordBook
from hmi.agent.daemon import Agent
from hmi.agent.link.cloud_desk import CloudDesk
from hmi.durable.lock import FolderLock, InUseError
from tests.hmi.buses import REPOSITORY

PARTS = st.sampled_from(["..", ".", "/", "a", "drive.gz", "agent.sqlite", "\0", "~", "\n", "-", "é", " "])


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=6).map("".join) | st.text(min_size=1, max_size=120))
def test_no_name_reaches_out_of_the_recordings_nor_over_one(name: str) -> None:
    with tempfile.TemporaryDirectory() as state:
        folder = Path(state)
        agent = Agent(
            [], Journal(folder / "agent.sqlite"), CloudDesk(None, RecordBook(folder / "r.sqlite", "car"))
        )
        try:
            before = {path for path in folder.rglob("*") if path.is_file()}
            try:
                agent.record(name)
            except ValueError:
                agent.record("")
                assert {path for path in folder.rglob("*") if path.is_file()} == before
                return
            agent.record("")
            (new,) = {path for path in folder.rglob("*") if path.is_file()} - before
            assert new == folder / "recordings" / name
            content = new.read_bytes()
            with pytest.raises(ValueError):
                agent.record(name)
            assert new.read_bytes() == content
        finally:
            agent.close()


def test_a_second_agent_on_a_state_folder_says_one_sentence(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path, "headunit-agent")
    with pytest.raises(InUseError):
        FolderLock(tmp_path, "headunit-agent")
    command = [sys.executable, "-m", "hmi.agent", "--state-dir", str(tmp_path), "--bus", "unix:path=/nowhere"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"headunit-agent: another headunit-agent works with {tmp_path}; give this one a folder of its own"
    ]
    assert list(tmp_path.iterdir()) == []
    lock.close()
    FolderLock(tmp_path, "headunit-agent").close()
