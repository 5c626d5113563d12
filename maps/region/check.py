"""Is a region what its compiler wrote: checksums, and indices that stay inside their arrays.

The compiled loops of maps.route and maps.match have no bounds checks: an index that points outside ends the
process or, worse, answers with something else. So nothing is asked of a region that was not found whole once;
`Seals` remember which were. Memory and disks forget bits later too: a seal of an earlier boot says that the
checksums are to be compared again, which may be done beside the work.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.errors import RegionError
from maps.region.format import ARRAYS, RoadClass
from maps.region.manifest import FILE, Manifest
from maps.region.reader import Region

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
NONE = 0xFFFFFFFF

_WITHIN: dict[str, tuple[str, ...]] = {
    "N": ("edge_tail", "edge_head"),
    "E": ("edge_reverse", "guide_edge", "shape_forward_edge", "shape_backward_edge", "state_edge",
          "conditional_edge", "ferry_edge", "override_edge"),
    "W": ("edge_way",),
    "S": ("edge_shape",),
    "P": ("grid_segment",),
    "X": ("turn_from", "turn_to", "state_rank", "rank_state", "up_head", "down_tail"),
    "T": ("conditional_turn",),
    "A": ("guide_lane_arm",),
    "H": ("down_arc",),
    "strings": ("node_junction_ref", "node_exit_to", "edge_name", "edge_ref", "edge_destination",
                "edge_destination_ref", "edge_junction_ref", "edge_turn_lanes", "edge_condition",
                "turn_condition", "override_words"),
}  # fmt: skip
"""Which arrays hold row numbers of which dimension."""
_MAY_BE_NONE = frozenset({"edge_reverse", "guide_edge", "shape_forward_edge", "shape_backward_edge"})
_OFFSETS = {
    "node_edge_begin": "E", "shape_begin": "P", "turn_begin": "T", "guide_begin": "A",
    "guide_lane_begin": "M", "override_begin": "Q", "up_begin": "H", "down_begin": "H",
}  # fmt: skip
"""Offsets of each row's first entry, and the dimension that they run through."""


class Whole(Enum):
    """What is known of a region."""

    UNKNOWN = "unknown"
    """never looked at, or changed since"""
    BEFORE = "before"
    """found whole, but before the computer was last started"""
    NOW = "now"


def check_region(folder: Path) -> Region:
    """The region, when its checksums are right and its indices stay inside. Raises RegionError."""
    region = Region.open(folder, verify=True)
    try:
        check_indices(region)
    except (ValueError, TypeError, OverflowError) as error:
        raise RegionError(folder, f"is damaged: {error}") from error
    return region


def check_indices(region: Region) -> None:
    """Every row number and offset is inside the array that it points into. Raises RegionError."""
    arrays = {spec.name: region.array(spec.name) for spec in ARRAYS}
    sizes = _sizes(arrays)

    def refuse(name: str, why: str) -> RegionError:
        return RegionError(region.path, f"is damaged: {name} {why}")

    for spec in ARRAYS:
        if len(arrays[spec.name]) != sizes[spec.length]:
            raise refuse(spec.name, f"has {len(arrays[spec.name])} rows instead of {sizes[spec.length]}")
    for dimension, names in _WITHIN.items():
        for name in names:
            rows = arrays[name]
            if name in _MAY_BE_NONE:
                rows = rows[rows != NONE]
            if not _inside(rows, 0, sizes[dimension]):
                raise refuse(name, "points outside")
    for name, dimension in _OFFSETS.items():
        if not _climbs(arrays[name], sizes[dimension]):
            raise refuse(name, "is not a list of offsets")
    texts = region.manifest.files["strings.bin"].size_bytes if "strings.bin" in region.manifest.files else 0
    if not _climbs(arrays["string_begin"], texts):
        raise refuse("string_begin", "is not a list of offsets")
    for name in ("usual_forward_via", "usual_backward_via"):
        # -1 - turn below zero, a vertex above
        if not _inside(arrays[name], -sizes["T"] - 1, sizes["X"]):
            raise refuse(name, "points outside")
    for name in ("conditional_edge", "conditional_turn", "ferry_edge"):
        if np.any(np.diff(arrays[name].astype(np.int64)) <= 0):
            raise refuse(name, "is not sorted")
    if np.any(arrays["state_rank"][arrays["rank_state"]] != np.arange(sizes["X"])):
        raise refuse("rank_state", "and state_rank disagree")
    up_begin = arrays["up_begin"].astype(np.int64)
    vertex = np.repeat(np.arange(sizes["X"]), up_begin[1:] - up_begin[:-1])
    if np.any(arrays["up_head"] <= vertex):
        raise refuse("up_head", "leads downward")
    if not _inside(arrays["edge_class"], 0, len(RoadClass)) or not _inside(arrays["edge_forward"], 0, 2):
        raise refuse("edge_class", "names no kind of road")
    for name in ("edge_length_m", "edge_speed_mps", "turn_s"):
        if not np.all(np.isfinite(arrays[name])) or np.any(arrays[name] < 0):
            raise refuse(name, "is no measure")


class Seals:
    """Remembers in a folder which regions were found whole. Nothing that happens to the folder is an error:
    a seal that cannot be read or written is one that is missing."""

    def __init__(self, folder: Path, boot: str | None = None) -> None:
        self._folder = folder
        self._boot = _this_boot() if boot is None else boot

    def whole(self, region: Path) -> Whole:
        """What is known of the region, its files being as they were then."""
        try:
            seal = json.loads(self._file(region).read_text(encoding="utf-8"))
            if seal["files"] != _signature(region):
                return Whole.UNKNOWN
            now = self._boot and seal["boot"] == self._boot
        except (OSError, ValueError, KeyError, TypeError, RecursionError, RegionError):
            return Whole.UNKNOWN
        return Whole.NOW if now else Whole.BEFORE

    def put(self, region: Path) -> None:
        """It was found whole now."""
        with contextlib.suppress(OSError, ValueError, RegionError):
            text = json.dumps({"boot": self._boot, "files": _signature(region)})
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".seal-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                Path(name).replace(self._file(region))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def _file(self, region: Path) -> Path:
        digest = hashlib.sha256(os.fsencode(region.resolve()))
        digest.update((region / FILE).read_bytes())
        return self._folder / f"{digest.hexdigest()[:32]}.json"


def _signature(region: Path) -> dict[str, list[int]]:
    """Of each file what changes when something is written to it."""
    found = {}
    for name in (FILE, *Manifest.read(region).files):
        facts = (region / name).stat()
        found[name] = [facts.st_size, facts.st_mtime_ns, facts.st_ino]
    return found


def _sizes(arrays: dict[str, NDArray[Any]]) -> dict[str, int]:
    """By dimension of maps.region.format; each is asked of the array that defines it."""
    defining = {
        "N": "node_lat_e7", "E": "edge_tail", "S": "shape_forward_edge", "P": "shape_lat_e7",
        "W": "way_osm_id", "X": "state_edge", "T": "turn_from", "G": "grid_cell", "A": "guide_edge",
        "L": "guide_lane_arm", "M": "guide_lane_marks", "H": "up_head", "C": "conditional_edge",
        "U": "conditional_turn", "F": "ferry_edge",
        "O": "override_at", "Q": "override_edge",
    }  # fmt: skip
    sizes = {dimension: len(arrays[name]) for dimension, name in defining.items()}
    sizes["strings"] = len(arrays["string_begin"]) - 1
    return sizes | {f"{dimension}+1": size + 1 for dimension, size in sizes.items()}


def _inside(rows: NDArray[Any], first: int, end: int) -> bool:
    return len(rows) == 0 or (int(rows.min()) >= first and int(rows.max()) < end)


def _climbs(offsets: NDArray[Any], end: int) -> bool:
    steps = np.diff(offsets.astype(np.int64))
    return len(offsets) > 0 and int(offsets[0]) == 0 and int(offsets[-1]) == end and not np.any(steps < 0)


def _this_boot() -> str:
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return ""
