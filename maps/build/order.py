"""Order the turn-expanded graph and build its contraction hierarchy, in a child process.

Ordering (nested dissection by `pyroutingkit`) holds Python's global lock for seconds to minutes; in a child
it lets the parent go on with places and tiles, and a kill takes both.
Run as ``python -m maps.build.order GRAPH``.
"""

from __future__ import annotations

import errno
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.build.child import Child, as_child
from maps.build.losses import Losses
from maps.geometry import E7

CHILD_FROM_STATES = 20_000
"""Below, ordering takes less time (0.1 s) than starting a process."""


class Ordering:
    """The hierarchy of one region: at once when it is quick, in a child process otherwise."""

    def __init__(self, graph_folder: Path, state_count: int) -> None:
        self._child: Child | None = None
        if state_count < CHILD_FROM_STATES:
            order(graph_folder)
        else:
            self._child = Child("ordering the road graph", "maps.build.order", graph_folder)

    def finish(self) -> None:
        """Wait until it is done. Raises BuildError when it failed."""
        if self._child is not None:
            self._child.finish(Losses())

    def stop(self) -> None:
        """End it, done or not."""
        if self._child is not None:
            self._child.stop()


def order(graph_folder: Path) -> None:
    """Build the hierarchy over the states and turns in `graph_folder`, and store it there."""
    # Imported here: Numba takes a second, and a child must first ask to be ended with its parent.
    from maps.build.hierarchy import build_hierarchy

    with tempfile.TemporaryDirectory(dir=graph_folder.parent, prefix="order-") as scratch:
        rank = _ranks(graph_folder, Path(scratch))
    build_hierarchy(graph_folder, rank)
    # Compiles the engine's loops for this computer if need be, here where nobody waits for an answer.
    importlib.import_module("maps.route.engine")


def _ranks(graph_folder: Path, scratch: Path) -> NDArray[np.uint32]:
    """When each state is eliminated: nested dissection by inertial flow."""
    import pyroutingkit

    def load(name: str) -> NDArray[Any]:
        return np.asarray(np.load(graph_folder / f"{name}.npy"))

    state_edge = load("state_edge")
    tail, head = load("edge_tail")[state_edge], load("edge_head")[state_edge]
    lat, lon = load("node_lat_e7") / E7, load("node_lon_e7") / E7
    topology = pyroutingkit.CCHTopology()
    topology.build(
        load("turn_from"),
        load("turn_to"),
        ((lat[tail] + lat[head]) / 2).astype(np.float32),
        ((lon[tail] + lon[head]) / 2).astype(np.float32),
        len(state_edge),
    )
    topology.save(str(scratch))
    rank = np.fromfile(scratch / "rank", dtype=np.uint32)
    # The library does not tell when the disk is full.
    if len(rank) != len(state_edge):
        raise OSError(errno.ENOSPC, "no space left", str(scratch / "rank"))
    return rank


if __name__ == "__main__":
    as_child(lambda _progress, _losses: order(Path(sys.argv[1])))
