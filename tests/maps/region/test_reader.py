"""A region opens whole or says in one sentence why not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from maps.errors import RegionError
from maps.region.format import ARRAYS, FORMAT_VERSION
from maps.region.reader import Region
from tests.ascii_map import ascii_map


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ascii_map("A---B---C", folder=tmp_path / "town").folder


def test_arrays_have_the_types_and_lengths_of_the_format(folder: Path) -> None:
    region = Region.open(folder, verify=True)
    counts = {
        "N": "node_lat_e7", "E": "edge_tail", "P": "shape_lat_e7", "W": "way_osm_id", "X": "state_edge",
        "T": "turn_from", "G": "grid_cell", "A": "guide_edge", "L": "guide_lane_arm", "M": "guide_lane_marks",
        "H": "up_head", "C": "conditional_edge", "U": "conditional_turn", "F": "ferry_edge",
        "O": "override_at", "Q": "override_edge",
    }  # fmt: skip
    length = {key: len(region.array(name)) for key, name in counts.items()}
    length["S"] = len(region.shape_begin) - 1
    length["strings"] = len(region.string_begin) - 1
    for spec in ARRAYS:
        array = region.array(spec.name)
        base, _, extra = spec.length.partition("+")
        assert array.dtype == np.dtype(spec.dtype), spec.name
        assert len(array) == length[base] + int(extra or 0), spec.name
        assert not array.flags.writeable


def test_texts_come_back(folder: Path) -> None:
    region = Region.open(folder)
    assert region.string(0) == ""
    assert {region.string(int(row)) for row in region.edge_name} == {"AB", "BC"}


def test_an_array_is_also_an_attribute_and_others_are_not(folder: Path) -> None:
    region = Region.open(folder)
    assert region.edge_tail is region.array("edge_tail")
    with pytest.raises(AttributeError):
        _ = region.edge_colour


def _edit_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def _damage(folder: Path, how: str) -> None:
    array = folder / "graph" / "edge_tail.npy"
    match how:
        case "missing":
            shutil.rmtree(folder)
        case "no manifest":
            (folder / "manifest.json").unlink()
        case "torn manifest":
            (folder / "manifest.json").write_text('{"format": 1, "na')
        case "other version":
            _edit_manifest(folder, format=FORMAT_VERSION + 1)
        case "older version":
            _edit_manifest(folder, format=1)
        case "poor manifest":
            _edit_manifest(folder, counts=[1, 2], files=None)
        case "missing array":
            array.unlink()
        case "short array":
            array.write_bytes(array.read_bytes()[:-1])
        case "flipped bit":
            content = bytearray(array.read_bytes())
            content[-1] ^= 1
            array.write_bytes(content)
        case "array without its place in the manifest":
            files = json.loads((folder / "manifest.json").read_text())["files"]
            del files["graph/edge_tail.npy"]
            _edit_manifest(folder, files=files)
        case "file outside":
            _edit_manifest(folder, files={"../../etc/passwd": {"bytes": 1, "sha256": ""}})


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("missing", "no such region folder"),
        ("no manifest", "not a region"),
        ("torn manifest", "damaged manifest"),
        ("other version", f"format version {FORMAT_VERSION + 1}"),
        ("older version", f"format version 1, this program reads {FORMAT_VERSION}; compile it again"),
        ("poor manifest", "damaged manifest"),
        ("missing array", "edge_tail.npy is missing"),
        ("short array", "wrong size"),
        ("flipped bit", "wrong checksum"),
        ("array without its place in the manifest", "edge_tail.npy is missing"),
        ("file outside", "outside itself"),
    ],
)
def test_a_damaged_region_says_so(folder: Path, how: str, sentence: str) -> None:
    _damage(folder, how)
    with pytest.raises(RegionError, match=sentence):
        Region.open(folder, verify=True)
    done = subprocess.run(
        [sys.executable, "-m", "maps", "inspect", str(folder)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1 and sentence in done.stderr


def test_inspect_tells_what_is_in_it(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "maps", "inspect", str(folder), "--json"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    facts = json.loads(done.stdout)
    assert facts["counts"]["edges"] == 4
    assert facts["format"] == FORMAT_VERSION
    assert len(facts["bounding_box"]) == 4
