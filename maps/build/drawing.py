"""The drawn part of a region (maps.build.tiles), made beside the rest: it needs nothing but the source.

Run as ``python -m maps.build.drawing SOURCE FOLDER``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from maps.build.child import Child, Progress, as_child
from maps.build.losses import Losses
from maps.build.tiles import build_tiles

CHILD_FROM_BYTES = 1_000_000
"""Below, drawing takes about as long as starting a process."""


class Drawing:
    """The tiles/ of a region under construction."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source, self._folder = source, folder / "tiles"
        self._child: Child | None = None
        if source.stat().st_size >= CHILD_FROM_BYTES:
            self._child = Child("drawing the map", "maps.build.drawing", source, self._folder)

    def finish(self, progress: Progress, losses: Losses) -> None:
        """Wait until it is done. Raises what it raised."""
        if self._child is None:
            build_tiles([self._source], self._folder, progress, losses)
        else:
            self._child.finish(losses, progress)

    def stop(self) -> None:
        """End it, done or not."""
        if self._child is not None:
            self._child.stop()


if __name__ == "__main__":
    as_child(lambda progress, losses: build_tiles([Path(sys.argv[1])], Path(sys.argv[2]), progress, losses))
