"""What every turn of a region is called (maps.guide), found in child processes while the rest is built.

Naming a turn takes rules on names, angles and neighbours that no array operation holds, about 0.1 ms each.
So the edges are dealt out to as many children as there are processors; the bytes do not depend on how many.
Run as ``python -m maps.build.guidance FOLDER OUTPUT PART PARTS``.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.build.child import Child, as_child
from maps.build.losses import Losses
from maps.guide.baked import bake, edge_order, joined
from maps.region.format import GUIDE_ARRAYS

CHILDREN_FROM_EDGES = 5_000
"""Below, it takes less time than starting processes."""
MOST_CHILDREN = 8


class Guidance:
    """The guide_* arrays of the region in a folder whose other arrays are written."""

    def __init__(self, folder: Path, edge_count: int) -> None:
        self._folder = folder
        self._parts: list[Path] = []
        self._children: list[Child] = []
        if edge_count < CHILDREN_FROM_EDGES:
            return
        count = min(MOST_CHILDREN, os.cpu_count() or 1)
        for number in range(count):
            part = folder / f"guidance-{number}.npz"
            self._parts.append(part)
            self._children.append(
                Child("naming the turns", "maps.build.guidance", folder, part, number, count)
            )

    def finish(self, losses: Losses) -> None:
        """Wait until it is done and write graph/guide_*.npy. Raises what a child raised."""
        order = edge_order(_Folder(self._folder))
        if self._children:
            found = []
            for child, part in zip(self._children, self._parts, strict=True):
                child.finish(losses)
                with np.load(part, allow_pickle=False) as stored:
                    found.append({name: stored[name] for name in stored.files})
                part.unlink()
        else:
            found = [_bake(_Folder(self._folder), order.tolist(), losses)]
        write_arrays(self._folder, joined(found, order))

    def stop(self) -> None:
        """End it, done or not."""
        for child in self._children:
            child.stop()


def write_arrays(folder: Path, arrays: dict[str, NDArray[Any]]) -> None:
    for spec in GUIDE_ARRAYS:
        values = np.ascontiguousarray(arrays[spec.name], dtype=spec.dtype)
        np.save(folder / "graph" / f"{spec.name}.npy", values, allow_pickle=False)


class _Folder:
    """A region under construction, as maps.guide reads one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts = (folder / "strings.bin").read_bytes()
        self.manifest = SimpleNamespace(name="")
        self.array = lru_cache(maxsize=None)(self._array)
        self.string = lru_cache(maxsize=65536)(self._string)

    def _array(self, name: str) -> NDArray[Any]:
        stored = np.load(self._folder / "graph" / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return np.asarray(stored).view(np.ndarray)

    def _string(self, row: int) -> str:
        begin = self.array("string_begin")
        return self._texts[int(begin[row]) : int(begin[row + 1])].decode("utf-8", "replace")


def bake_part(folder: Path, output: Path, number: int, count: int, losses: Losses) -> None:
    """Write one child's share of the turns."""
    region = _Folder(folder)
    share = np.array_split(edge_order(region), count)[number]
    np.savez(output, **_bake(region, share.tolist(), losses))  # type: ignore[arg-type]


def _bake(region: _Folder, edges: list[int], losses: Losses) -> dict[str, NDArray[Any]]:
    way_id, edge_way = region.array("way_osm_id"), region.array("edge_way")

    def lost(edge: int, error: Exception) -> None:
        losses.add("guidance", f"w{way_id[edge_way[edge]]}", error)

    return bake(region, edges, lost)


if __name__ == "__main__":
    as_child(
        lambda _, losses: bake_part(
            Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), losses
        )
    )
