"""Wrong input to the head unit: one clear sentence and a status, never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ascii_map import ascii_map


def refused(*arguments: str) -> str:
    """The one sentence that the command answers with."""
    result = subprocess.run(
        [sys.executable, "-m", "hmi", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_no_such_file() -> None:
    sentence = refused("--region", "/nonexistent/somewhere.osm.pbf")
    assert "/nonexistent/somewhere.osm.pbf" in sentence


def test_no_such_region() -> None:
    assert "there is no map region 'atlantis'" in refused("--region", "atlantis")


def test_a_torn_file(tmp_path: Path, monaco_pbf: Path) -> None:
    torn = tmp_path / "torn.osm.pbf"
    torn.write_bytes(monaco_pbf.read_bytes()[:200_000])
    assert "torn.osm.pbf" in refused("--region", str(torn))


def test_a_file_that_is_no_map(tmp_path: Path) -> None:
    letter = tmp_path / "letter.osm.pbf"
    letter.write_text("Dear driver,\n")
    assert "letter.osm.pbf" in refused("--region", str(letter))


def test_a_point_far_from_any_road(monaco_region: Path) -> None:
    sentence = refused("--region", str(monaco_region), "--from", "43.70,7.50")
    assert "no road within" in sentence
    assert "43.700000,7.500000" in sentence


@pytest.mark.parametrize("point", ["north", "91,7", "43.7,nan", "43.7;7.4"])
def test_a_point_that_is_none(monaco_region: Path, point: str) -> None:
    refused("--region", str(monaco_region), "--from", point)


@pytest.mark.parametrize("folder", ["/proc/nope", "/etc/passwd"])
def test_a_folder_that_pictures_cannot_be_written_to(folder: str) -> None:
    assert f"pictures cannot be written to {folder}" in refused("--screenshots", folder)


@pytest.mark.parametrize("option", ["--region", "--from", "--to"])
def test_an_empty_value(option: str) -> None:
    refused(option, "")


@pytest.mark.parametrize(
    "arguments", ["--bus nowhere", "--size 1x1", "--time-factor nan", "--language xx", "boat"]
)
def test_an_option_that_cannot_be(arguments: str) -> None:
    command = [sys.executable, "-m", "hmi", *arguments.split()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("headunit: error: argument ")


def test_a_place_that_nothing_is_called(monaco_region: Path) -> None:
    assert "Xyzzyqwk" in refused("--region", str(monaco_region), "--to", "Xyzzyqwk")


def test_a_destination_that_no_road_leads_to(tmp_path: Path) -> None:
    islands = ascii_map(
        """
        A---B       C---D
        |   |       |   |
        E---F       G---H
        """,
        grid_m=600,
        folder=tmp_path,
    )
    sentence = refused(
        "--region", str(islands.folder), "--from", str(islands.at("A")), "--to", str(islands.at("D"))
    )
    assert sentence.startswith("headunit: no route from")


def test_a_region_of_another_format_version(tmp_path: Path, monaco_region: Path) -> None:
    copy = tmp_path / "old"
    shutil.copytree(monaco_region, copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["format"] = 999
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert "format version 999" in refused("--region", str(copy))
