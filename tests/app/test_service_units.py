"""The units under which systemd runs the three processes: little exposed, private, watched."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "systemd"
UNITS = sorted(FOLDER.glob("*.service"))
MOST_EXPOSED = 2.5


class _Unit(configparser.RawConfigParser):
    def optionxform(self, optionstr: str) -> str:
        return optionstr


def _service(path: Path) -> configparser.SectionProxy:
    unit = _Unit(strict=False)  # a key may come several times
    unit.read(path)
    return unit["Service"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_is_hardly_exposed(path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30).stdout
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found is not None, said[-400:]
    assert float(found[1]) <= MOST_EXPOSED


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_what_a_unit_keeps_is_its_own_and_it_is_started_for_ever(path: Path) -> None:
    service = _service(path)
    assert service["UMask"] == "0077"
    assert service["StateDirectoryMode"] == "0700" and service["StateDirectory"]
    assert service["Restart"] == "always"
    assert "StartLimitIntervalSec=0" in path.read_text()
    users = (FOLDER / "headunit-agent.sysusers").read_text()
    assert re.search(rf"^u {service['User']} ", users, re.MULTILINE)


def test_each_process_has_a_unit_and_a_hung_agent_or_cloud_is_started_again() -> None:
    assert {path.stem for path in UNITS} == {"headunit", "headunit-agent", "headunit-cloud"}
    for name in ("headunit-agent", "headunit-cloud"):
        service = _service(FOLDER / f"{name}.service")
        assert int(service["WatchdogSec"]) > 0 and service["NotifyAccess"] == "main"
