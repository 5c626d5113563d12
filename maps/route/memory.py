"""Give memory back to the system that the C library or the mappings of big regions keep."""

from __future__ import annotations

import ctypes
import mmap
import sys
from pathlib import Path


def give_back_freed_memory() -> None:
    """Ask glibc to return free pages; elsewhere do nothing.

    Loading a hierarchy leaves half as much again in glibc's free lists (Porto: 30 of 64 MB), and a head unit
    has other uses for it.
    """
    if not sys.platform.startswith("linux"):
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def mapped_bytes() -> int:
    """How much of the files that this process has mapped lies in its memory; 0 where that is not told."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[2]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0
