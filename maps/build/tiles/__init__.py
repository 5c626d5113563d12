"""Bake what can be drawn into tiles: areas triangulated, lines as segments, names and symbols, zoom by
zoom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from maps.build.losses import Losses
from maps.build.tiles.bake import bake
from maps.build.tiles.features import Progress, read_features


def build_tiles(
    sources: Sequence[Path], folder: Path, progress: Progress, losses: Losses | None = None
) -> dict[str, int]:
    """Write `folder`/index.npy and tiles.bin; returns counts for the manifest.

    `progress` is called with a stage and the fraction of it that is done. Raises SourceError or BuildError.
    """
    losses = losses or Losses()
    return bake(read_features(sources, progress, losses), folder, progress, losses)


__all__ = ["build_tiles"]
