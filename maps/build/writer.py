"""Write a region folder so that it is there whole or not at all.

Everything goes into a hidden folder beside the target. At the end the two change places in one step. A
watcher process removes the hidden folder when the build dies in whatever way, `kill -9` included.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from maps.build.graph import Graph
from maps.errors import BuildError
from maps.region.format import ROAD_ARRAYS

_WATCH = """
import shutil, sys, time
sys.stdin.buffer.read()
for _ in range(50):
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    time.sleep(0.02)
"""


@contextlib.contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """A new folder that takes `target`'s place when the block ends well, and vanishes when it does not.

    Raises BuildError when the disk is full or may not be written.
    """
    target = target.absolute()
    if target.exists() and not (target.is_dir() and _is_region_or_empty(target)):
        raise BuildError(f"{target} exists and is not a region; choose another folder")
    partial = target.parent / f".{target.name}.partial-{os.getpid()}"
    watcher: subprocess.Popen[bytes] | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target)
        watcher = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _WATCH, str(partial)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        partial.mkdir()
        yield partial
        _sync(partial)
        _swap_in(partial, target)
    except sqlite3.Error as error:
        raise BuildError(f"cannot write {target}: {error}") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BuildError(f"no space left to write {target}") from error
        raise BuildError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if watcher is not None and watcher.stdin is not None:
            watcher.stdin.close()
            watcher.kill()
            watcher.wait()


def write_graph(graph: Graph, folder: Path) -> None:
    """Write strings.bin and graph/ but for the guide_* arrays, which are made of these."""
    texts, begin = graph.strings.encode()
    graph.put("string_begin", begin)
    graph_folder = folder / "graph"
    graph_folder.mkdir()
    for spec in ROAD_ARRAYS:
        np.save(graph_folder / f"{spec.name}.npy", graph.arrays[spec.name], allow_pickle=False)
    (folder / "strings.bin").write_bytes(texts)


def write_manifest(folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """Write manifest.json: the facts, and size and SHA-256 of every other file."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            files[name] = {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
    manifest = {**facts, "files": files}
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return manifest


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_region_or_empty(folder: Path) -> bool:
    return (folder / "manifest.json").exists() or not any(folder.iterdir())


def _remove_leftovers(target: Path) -> None:
    """Remove what a build left whose watcher was killed too (power cut)."""
    for leftover in target.parent.glob(f".{target.name}.partial-*"):
        process = leftover.name.rpartition("-")[2]
        if not process.isdigit() or not Path(f"/proc/{process}").exists():
            shutil.rmtree(leftover, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap_in(partial: Path, target: Path) -> None:
    if not target.exists():
        partial.rename(target)
    elif not _exchange(partial, target):
        # A file system that cannot exchange: the target is missing for an instant.
        old = partial.with_name(partial.name.replace(".partial-", ".old-"))
        target.rename(old)
        partial.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Let two names change places in one step (Linux's renameat2); false where that is not offered."""
    at_cwd, exchange = -100, 2
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    return bool(libc.renameat2(at_cwd, os.fsencode(a), at_cwd, os.fsencode(b), exchange) == 0)
