"""Have the C library hand large buffers straight back to the system when they are freed."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""Of glibc's malloc.h."""
LARGE_BYTES = 96 * 1024
ARENAS = 2
"""One for the picture, one for all that works beside it."""


@cache
def return_large_buffers() -> None:
    """Once a process; elsewhere than on glibc nothing happens.

    By itself glibc raises what it calls large with each large buffer freed, and keeps the rest: a flight over
    three towns left 73 MB of tiles and shaders in its free lists.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform.startswith("linux") else None
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        mallopt(M_TRIM_THRESHOLD, 2 * 1024 * 1024)
        mallopt(M_ARENA_MAX, ARENAS)
