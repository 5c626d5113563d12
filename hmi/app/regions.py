"""Find the map that was asked for, and compile it when it is OpenStreetMap data that is not compiled yet."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import maps
from hmi.errors import HeadunitError
from maps.errors import OtherFormatError, RegionError
from maps.region.manifest import Manifest

SOURCE_SUFFIXES = (".pbf", ".osm", ".bz2", ".gz", ".o5m", ".opl")
"""what an OpenStreetMap file may end in"""

Progress = Callable[[str, float], None]


class UnknownRegionError(HeadunitError):
    """Nothing of that name is installed, and there is no such folder or file."""


def cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "headunit"


def find_regions(asked: Iterable[str], progress: Progress | None = None) -> tuple[Path, ...]:
    """A region folder for each of `asked`: the name of an installed region, a folder, or a file to compile.

    Raises UnknownRegionError, and SourceError or BuildError of `maps` when a file cannot be compiled.
    """
    return tuple(_find(name, progress or show_progress) for name in asked)


def compiled(source: Path, name: str, progress: Progress) -> Path:
    """The region that `source` compiles to, from the cache when neither it nor the compiler has changed."""
    from maps.build.compile import build_region

    output = cache_folder() / "regions" / name
    stamp = _stamp(output)
    key = _digest([source, *_compiler_files()])
    if output.is_dir() and stamp.exists() and stamp.read_text() == key:
        return output
    output.parent.mkdir(parents=True, exist_ok=True)
    build_region([source], output, name=name, progress=progress)
    stamp.write_text(key)
    return output


def compile_again(region: Path) -> None:
    """Let the next start compile the region anew, where it was compiled by this program."""
    with contextlib.suppress(OSError):
        _stamp(region).unlink(missing_ok=True)


def seals_folder() -> Path:
    """Where is remembered which regions were found whole."""
    return cache_folder() / "seals"


def show_progress(stage: str, done: float) -> None:
    """A bar for each stage of the compiler on a terminal; elsewhere a line when a stage is done."""
    if sys.stderr.isatty():
        bar = "█" * round(24 * done)
        end = "\n" if done >= 1 else ""
        print(f"\rheadunit: compiling the map  {bar:░<24}  {stage:<10}", end=end, file=sys.stderr, flush=True)  # noqa: T201
    elif done >= 1:
        print(f"headunit: compiling the map: {stage} done", file=sys.stderr, flush=True)  # noqa: T201


def _stamp(region: Path) -> Path:
    return region.with_name(f".{region.name}.compiled-from")


def _find(name: str, progress: Progress) -> Path:
    path = Path(name).expanduser()
    if name and path.is_dir():
        # What is damaged is said on the screen; what was never for this program, here.
        try:
            Manifest.read(path)
        except OtherFormatError:
            raise
        except RegionError:
            pass
        return path
    if path.is_file() or path.suffix in SOURCE_SUFFIXES:
        # A missing file goes the same way: the compiler says best what is wrong with it.
        return compiled(path, path.name.split(".")[0], progress)
    source = cache_folder() / "osm" / f"{name}.osm.pbf"
    if source.is_file():
        return compiled(source, name, progress)
    installed = cache_folder() / "regions" / name
    if name and "/" not in name and installed.is_dir():
        return installed
    known = sorted({folder.name.split(".")[0] for part in ("osm", "regions") for folder in _entries(part)})
    raise UnknownRegionError(f"there is no map region {name!r}; there are: {', '.join(known) or 'none'}")


def _entries(part: str) -> list[Path]:
    folder = cache_folder() / part
    return [entry for entry in folder.iterdir() if not entry.name.startswith(".")] if folder.is_dir() else []


def _compiler_files() -> list[Path]:
    root = Path(maps.__file__).parent
    # maps.guide and maps.route too: what turns are called and what they cost is found when a region is
    # compiled; and the coarse world, which a region's coast joins
    parts = ("build", "display", "region", "guide", "route")
    code = [path for part in parts for path in sorted((root / part).rglob("*.py"))]
    return [*code, root / "display" / "world" / "index.npy"]


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        if path.is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
