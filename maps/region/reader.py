"""Open a region folder: arrays memory-mapped on first use, texts decoded on demand."""

from __future__ import annotations

import hashlib
import mmap
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from maps.errors import RegionError
from maps.region.format import ARRAYS
from maps.region.manifest import Manifest

_SPECS = {spec.name: spec for spec in ARRAYS}


class Region:
    """An immutable compiled region. Every array of `maps.region.format.ARRAYS` is also an attribute."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._arrays: dict[str, NDArray[Any]] = {}
        self._mappings: list[mmap.mmap] = []
        self._texts: bytes | None = None
        self.string = lru_cache(maxsize=65536)(self._string)

    @classmethod
    def open(cls, path: Path | str, *, verify: bool = False) -> Region:
        """Open the folder at `path`; sizes are always checked, checksums with `verify`.

        Raises RegionError when it is missing, damaged or of another format version.
        """
        path = Path(path)
        manifest = Manifest.read(path)
        region = cls(path, manifest)
        region._check_files(verify=verify)
        return region

    @property
    def name(self) -> str:
        return self.manifest.name

    def array(self, name: str) -> NDArray[Any]:
        """The array of that name, read-only and memory-mapped. Raises RegionError when it is damaged."""
        array = self._arrays.get(name)
        if array is None:
            mapped = self._mapped(name, "r")
            self._mappings.append(mapped._mmap)  # type: ignore[attr-defined]
            # A plain ndarray over the mapping: indexing np.memmap costs several times as much.
            self._arrays[name] = array = np.asarray(mapped).view(np.ndarray)
        return array

    def let_go(self) -> None:
        """Give back the pages of the arrays that lie in memory; they are mapped again where they are read.

        The kernel maps up to a megabyte around each number that is read, and keeps it as long as there is
        room.
        """
        for mapping in list(self._mappings):
            mapping.madvise(mmap.MADV_DONTNEED)

    def private(self, name: str) -> NDArray[Any]:
        """The array of that name as a copy that may be written; only pages that are written take memory."""
        return np.asarray(self._mapped(name, "c")).view(np.ndarray)

    def _mapped(self, name: str, mode: Literal["r", "c"]) -> np.memmap[Any, Any]:
        spec = _SPECS[name]
        path = self.path / "graph" / f"{name}.npy"
        try:
            array: np.memmap[Any, Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise RegionError(self.path, f"has a damaged array {name} ({error})") from error
        if array.dtype != np.dtype(spec.dtype) or array.ndim != 1:
            raise RegionError(self.path, f"has a damaged array {name}")
        return array

    def __getattr__(self, name: str) -> NDArray[Any]:
        if name in _SPECS:
            return self.array(name)
        raise AttributeError(name)

    def _string(self, row: int) -> str:
        """The text with this number."""
        begin = self.array("string_begin")
        if self._texts is None:
            self._texts = (self.path / "strings.bin").read_bytes()
        return self._texts[int(begin[row]) : int(begin[row + 1])].decode("utf-8", "replace")

    def _check_files(self, *, verify: bool) -> None:
        try:
            self._compare_files(verify=verify)
        except (OSError, ValueError) as error:
            # a disk that fails, a name that no file can have
            raise RegionError(self.path, f"cannot be read: {error}") from error

    def _compare_files(self, *, verify: bool) -> None:
        for name, stored in self.manifest.files.items():
            path = self.path / name
            if not path.resolve().is_relative_to(self.path.resolve()):
                raise RegionError(self.path, f"names a file outside itself: {name}")
            if not path.is_file():
                raise RegionError(self.path, f"is damaged: {name} is missing")
            if path.stat().st_size != stored.size_bytes:
                raise RegionError(self.path, f"is damaged: {name} has the wrong size")
            if verify:
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != stored.sha256:
                        raise RegionError(self.path, f"is damaged: {name} has the wrong checksum")
        for spec in ARRAYS:
            if f"graph/{spec.name}.npy" not in self.manifest.files:
                raise RegionError(
                    self.path, f"is damaged: graph/{spec.name}.npy is missing; compile it again"
                )
