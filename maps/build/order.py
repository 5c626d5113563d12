"""Order the turn-expanded graph and build its contraction hierarchy, in a child process.

Ordering (nested dissection by `pyroutingkit`) holds Python's global lock for seconds to minutes; in a child
it lets the parent go on with places and tiles, and a kill takes both.
Run as ``python -m maps.build.order GRAPH``.
"""

from __future__ import annotations

import errno
import importlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.build.hierarchy import build_hierarchy
from maps.errors import BuildError
from maps.geometry import E7

CHILD_FROM_STATES = 20_000
"""Below, ordering takes less time (0.1 s) than starting a process."""


class Ordering:
    """The hierarchy of one region: at once when it is quick, in a child process otherwise."""

    def __init__(self, graph_folder: Path, state_count: int) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        if state_count < CHILD_FROM_STATES:
            order(graph_folder)
        else:
            command = [sys.executable, "-m", "maps.build.order", str(graph_folder)]
            self._child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )

    def finish(self) -> None:
        """Wait until it is done. Raises BuildError when it failed."""
        if self._child is None:
            return
        _, errors = self._child.communicate()
        if self._child.returncode != 0:
            lines = errors.decode("utf-8", "replace").strip().splitlines()
            reason = lines[-1] if lines else f"exit {self._child.returncode}"
            raise BuildError(f"ordering the road graph failed: {reason}")

    def stop(self) -> None:
        """End it, done or not."""
        if self._child is not None and self._child.poll() is None:
            self._child.kill()
            self._child.communicate()


def order(graph_folder: Path) -> None:
    """Build the hierarchy over the states and turns in `graph_folder`, and store it there."""
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


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent dies, so that a killed build leaves no one writing."""
    import ctypes
    import signal

    pr_set_pdeathsig = 1
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(pr_set_pdeathsig, signal.SIGKILL)


if __name__ == "__main__":
    die_with_parent()
    order(Path(sys.argv[1]))
