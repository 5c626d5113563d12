"""The coarse world under the installed regions, baked by maps.build.tiles.world from Natural Earth (public
domain)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Holds index.npy and tiles.bin of maps.display.format."""
