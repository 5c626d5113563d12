"""One sorted file out of whatever was given: several files, or one whose objects are in no order.

Every later pass (roads, places, tiles) may then rely on nodes before ways before relations, each once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import osmium

from maps.errors import BuildError, SourceError

SUFFIXES = (".osm.pbf", ".osm", ".osm.gz", ".osm.bz2", ".pbf", ".osm.xml")
READ_ERRORS = (RuntimeError, ValueError, OSError, osmium.InvalidLocationError)
"""What osmium raises for input that it cannot read."""


def check_source(path: Path) -> None:
    """Raise SourceError unless `path` is a file with an OpenStreetMap suffix and some content."""
    if not path.exists():
        raise SourceError(path, "no such file")
    if not path.is_file():
        raise SourceError(path, "is not a file")
    if not path.name.endswith(SUFFIXES):
        raise SourceError(path, "is not .osm.pbf, .osm, .osm.gz or .osm.bz2")
    if path.stat().st_size == 0:
        raise SourceError(path, "is empty")


def sorted_source(sources: Sequence[Path], scratch: Path) -> Path:
    """A file with all objects of `sources`, sorted, each once: the only source itself when it already is so.

    Otherwise `scratch` is written. Of an object in several files the newest version stands. Raises
    SourceError for input that cannot be read and BuildError when `scratch` cannot be written.
    """
    if len(sources) == 1 and _is_sorted(sources[0]):
        return sources[0]
    return merge(sources, scratch)


def timestamp_of(path: Path) -> str:
    """When the file's data was taken from OpenStreetMap, ISO 8601; empty when it does not say."""
    try:
        header = osmium.io.Reader(str(path), osmium.osm.NOTHING).header()
    except READ_ERRORS as error:
        raise SourceError(path, f"is not a whole OpenStreetMap file ({error})") from error
    return str(header.get("osmosis_replication_timestamp") or header.get("timestamp") or "")


def merge(sources: Sequence[Path], scratch: Path) -> Path:
    """Write all objects of `sources` sorted into `scratch`, of each the newest version."""
    merged = osmium.MergeInputReader()
    for path in sources:
        try:
            merged.add_file(str(path))
        except READ_ERRORS as error:
            raise SourceError(path, f"is not a whole OpenStreetMap file ({error})") from error
    try:
        with osmium.SimpleWriter(str(scratch), overwrite=True) as writer:
            merged.apply(writer, idx="", simplify=True)
    except READ_ERRORS as error:
        raise BuildError(f"cannot write the merged map {scratch}: {error}") from error
    return scratch


def _is_sorted(path: Path) -> bool:
    """Whether each object comes once and after those it may refer to; a header's word is taken for it.

    The nodes of a PBF file, most of what it holds, are not looked at: a file whose nodes come late shows
    itself by having no road that could be placed.
    """
    try:
        if osmium.io.Reader(str(path), osmium.osm.NOTHING).header().get("sorting") == "Type_then_ID":
            return True
        last = (0, False, -1)
        looked_at = osmium.osm.WAY | osmium.osm.RELATION
        if not path.name.endswith("pbf"):
            looked_at |= osmium.osm.NODE
        for item in osmium.FileProcessor(str(path), looked_at):
            kind = 0 if item.is_node() else 1 if item.is_way() else 2  # type: ignore[union-attr]
            here = (kind, item.id > 0, abs(item.id))
            if here <= last:
                return False
            last = here
    except READ_ERRORS as error:
        raise SourceError(path, f"is not a whole OpenStreetMap file ({error})") from error
    return True
