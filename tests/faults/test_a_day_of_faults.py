"""24 simulated hours of faults at random: nothing that was confirmed is lost, no process grows."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.hmi.buses import REPOSITORY

FACTOR = 100.0
MINUTES = 24 * 60 / FACTOR


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_day_of_faults_loses_nothing_and_no_process_grows() -> None:
    command = [sys.executable, "-m", "tests.faults.day", str(MINUTES), str(FACTOR)]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, timeout=MINUTES * 60 + 600, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    print(done.stdout)
    assert report["confirmed"] >= 100
    assert report["missing"] == {"car": 0, "cloud": 0}
    assert report["went_back"] == []
    assert {"the agent", "the cloud"} <= set(report["grown_percent"])
    assert all(percent < 2.0 for percent in report["grown_percent"].values()), report["private_kb"]
