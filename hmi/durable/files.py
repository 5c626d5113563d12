"""Files for their owner alone, replaced whole; what is damaged is set aside with a note, never thrown away.

A damaged `places.json` becomes `places.json.damaged-1`; the note `places.json.damaged-1.txt` says why.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import stat
import tempfile
from datetime import UTC, datetime
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
KEPT_ASIDE = 3
"""of one file; the oldest goes: a disk that damages the file every day must not be filled by copies"""
_LOG = logging.getLogger(__name__)


def private_folder(path: Path) -> None:
    """Make `path` where it is missing, and its owner's alone. Raises OSError when there is no such folder."""
    path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    with contextlib.suppress(OSError):  # somebody else's: its rights are not ours to change
        mode = path.stat().st_mode
        if mode & 0o077 and not mode & stat.S_ISVTX:  # not /tmp, whatever is asked
            path.chmod(PRIVATE_FOLDER)


def make_private(path: Path) -> None:
    """Take `path` from everybody but its owner, as far as it is ours."""
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o177:
            path.chmod(PRIVATE_FILE)


def create_private(path: Path) -> None:
    """Make an empty file for its owner alone where there is none: what SQLite puts beside it is alike."""
    private_folder(path.parent)
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, PRIVATE_FILE))
    make_private(path)


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, on the disk when this returns, or leave it as it was. Raises OSError."""
    private_folder(path.parent)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    with contextlib.suppress(OSError):  # the content is there; only a power cut just now could still lose it
        _sync_folder(path.parent)


def write_twice(path: Path, content: bytes) -> None:
    """As `write_whole`, with a copy beside it for the day on which the disk damages one. Raises OSError."""
    write_whole(path, content)
    with contextlib.suppress(OSError):  # no room for two: one is what matters
        write_whole(copy_of(path), content)


def copy_of(path: Path) -> Path:
    """Where `write_twice` puts the copy of a file."""
    return path.with_name(f"{path.name}.copy")


def set_aside(path: Path, why: str, *, beside: tuple[str, ...] = ()) -> Path | None:
    """Rename a damaged file, with those that belong to it (its name with these endings), and note why.

    Returns where it is now; None when it cannot be renamed.
    """
    number = 1 + max((int(found.suffix.removeprefix(".damaged-")) for found in _aside(path)), default=0)
    kept = path.with_name(f"{path.name}.damaged-{number}")
    try:
        path.replace(kept)
    except OSError as error:
        _LOG.error("%s is damaged (%s) and cannot be set aside: %s", path, why, error.strerror or error)
        return None
    for ending in beside:
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).replace(kept.with_name(kept.name + ending))
    _LOG.error("%s was damaged (%s) and is kept as %s", path, why, kept.name)
    with contextlib.suppress(OSError):
        make_private(kept)
        note = kept.with_name(f"{kept.name}.txt")
        note.write_text(f"{datetime.now(UTC).isoformat(timespec='seconds')} {path.name}: {why}\n")
        make_private(note)
    for old in sorted(_aside(path), key=lambda found: found.stat().st_mtime)[:-KEPT_ASIDE]:
        _remove_aside(old)
    return kept


def forget_aside(path: Path) -> None:
    """Remove what was set aside of `path`: an erasure erases that too."""
    for kept in _aside(path):
        _remove_aside(kept)


def copy_for_reading(path: Path, folder: Path, endings: tuple[str, ...]) -> Path:
    """A copy of `path` and of what belongs to it in `folder`. Raises OSError."""
    copied = folder / path.name
    shutil.copyfile(path, copied)
    for ending in endings:
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(path.with_name(path.name + ending), copied.with_name(copied.name + ending))
    return copied


def _aside(path: Path) -> list[Path]:
    """The files of `path` that were set aside, without their notes and companions."""
    found = path.parent.glob(f"{path.name}.damaged-*")
    return [each for each in found if each.suffix.removeprefix(".damaged-").isdecimal()]


def _remove_aside(kept: Path) -> None:
    for each in kept.parent.glob(f"{kept.name}*"):
        rest = each.name.removeprefix(kept.name)
        if not rest[:1].isdecimal():
            with contextlib.suppress(OSError):
                each.unlink()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
