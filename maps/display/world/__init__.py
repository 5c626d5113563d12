"""The coarse world under the installed regions, baked by maps.build.tiles.world, which names its packages.

Sea © OpenStreetMap contributors, under the Open Database License 1.0 (opendatacommons.org/licenses/odbl/1-0);
towns of GeoNames (geonames.org), under CC BY 4.0 (creativecommons.org/licenses/by/4.0), thinned and with the
local name first; lakes, borders and countries of Natural Earth (naturalearthdata.com), in the public domain.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Holds index.npy and tiles.bin of maps.display.format."""
