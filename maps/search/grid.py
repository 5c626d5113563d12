"""Cells of about a kilometre, by which what lies near a point is found without looking at the rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CELL_DEG = 0.01
COLUMNS = round(360 / CELL_DEG)
_NEAREST_RINGS = 60


def cells_of(lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]) -> NDArray[np.int64]:
    """The cell of each position, numbered row by row from the south-west."""
    row = np.floor((lat_deg + 90.0) / CELL_DEG).astype(np.int64)
    column = np.floor((lon_deg + 180.0) / CELL_DEG).astype(np.int64) % COLUMNS
    return np.asarray(row * COLUMNS + column)


def around(
    cell: NDArray[np.int64],
    cell_begin: NDArray[np.uint32],
    cell_entry: NDArray[np.uint32],
    lat_deg: float,
    lon_deg: float,
    wanted: int,
    rings: int = 0,
) -> NDArray[np.uint32]:
    """At least `wanted` entries around a point where there are so many within some 60 km; all of the first
    `rings`."""
    row = int((lat_deg + 90.0) // CELL_DEG)
    column = int((lon_deg + 180.0) // CELL_DEG)
    parts: list[NDArray[np.uint32]] = []
    count, inner, ring = 0, -1, 0
    while (count < wanted or ring <= rings) and ring <= _NEAREST_RINGS:
        for step in range(-ring, ring + 1):
            # A wrap at the date line would split the row in two; there the ring is cut.
            first = (row + step) * COLUMNS + max(column - ring, 0)
            last = (row + step) * COLUMNS + min(column + ring, COLUMNS - 1)
            begin, end = np.searchsorted(cell, (first, last + 1))
            if abs(step) > inner:
                spans = [(begin, end)]
            else:
                left = np.searchsorted(cell, (row + step) * COLUMNS + column - inner)
                right = np.searchsorted(cell, (row + step) * COLUMNS + column + inner + 1)
                spans = [(begin, left), (right, end)]
            for low, high in spans:
                if high > low:
                    parts.append(cell_entry[cell_begin[low] : cell_begin[high]])
                    count += len(parts[-1])
        inner = ring
        ring = ring + 1 if ring < 4 else ring * 2
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint32)
