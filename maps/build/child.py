"""A stage of a build in a process of its own, beside the others: what it says and how it fails reaches the
build.

The child is a module run as ``python -m MODULE ARGUMENTS...`` whose main part is `as_child(work)`.
At its end it tells what it has left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from maps.build.losses import Losses
from maps.errors import BuildError, MapsError, SourceError

Progress = Callable[[str, float], None]
_PARENT = "HEADUNIT_BUILD_PROCESS"
_FAILED = 3


class Child:
    """One running stage. It dies with the build."""

    def __init__(self, what: str, module: str, *arguments: str | Path | int) -> None:
        self._what = what
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env={**os.environ, _PARENT: str(os.getpid())},
        )

    def finish(self, losses: Losses, progress: Progress = lambda _stage, _done: None) -> None:
        """Wait until it is done. Raises what it raised, a BuildError when it was killed or crashed."""
        assert self._process.stdout is not None
        last = ""
        for last in self._process.stdout:
            said = json.loads(last)
            if "stage" in said:
                progress(said["stage"], said["done"])
            elif "losses" in said:
                losses.join(said["losses"])
        _, errors = self._process.communicate()
        code = self._process.returncode
        if code == _FAILED:
            raise _error(json.loads(last))
        if code < 0:
            raise BuildError(f"{self._what} was killed by signal {-code}; is there enough memory?")
        if code != 0:
            lines = errors.strip().splitlines()
            raise BuildError(f"{self._what} failed: {lines[-1] if lines else f'exit {code}'}")

    def stop(self) -> None:
        """End it, done or not."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()


def as_child(work: Callable[[Progress, Losses], object]) -> None:
    """Do a child's work; tell the build how far it is, by the percent, and why it failed."""
    die_with_parent()
    if os.getppid() != int(os.environ.get(_PARENT, os.getppid())):
        sys.exit(1)  # the build died before this process could ask to be ended with it
    told: tuple[str, int] | None = None

    def progress(stage: str, done: float) -> None:
        nonlocal told
        # So few words that they fit into a pipe nobody reads yet.
        if told != (stage, int(done * 100.0)):
            told = (stage, int(done * 100.0))
            _say({"stage": stage, "done": done})

    losses = Losses()
    try:
        work(progress, losses)
        _say({"losses": losses.report()})
    except (MapsError, OSError, MemoryError) as error:
        _say(_words(error))
        sys.exit(_FAILED)


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent dies, so that a killed build leaves no one writing."""
    import ctypes
    import signal

    pr_set_pdeathsig = 1
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(pr_set_pdeathsig, signal.SIGKILL)


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _words(error: Exception) -> dict[str, object]:
    if isinstance(error, SourceError):
        return {"kind": "source", "path": str(error.path), "reason": error.reason}
    if isinstance(error, OSError):
        return {"kind": "system", "errno": error.errno or 0, "reason": error.strerror or str(error)}
    return {"kind": "memory" if isinstance(error, MemoryError) else "build", "reason": str(error)}


def _error(said: dict[str, object]) -> Exception:
    reason = str(said["reason"])
    if said["kind"] == "source":
        return SourceError(Path(str(said["path"])), reason)
    if said["kind"] == "system":
        return OSError(int(str(said["errno"])), reason)
    return MemoryError(reason) if said["kind"] == "memory" else BuildError(reason)
