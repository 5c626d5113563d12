"""What a region folder says about itself in manifest.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maps.errors import OtherFormatError, RegionError
from maps.geometry import BoundingBox
from maps.region.format import FORMAT_VERSION

FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Size and SHA-256 of one file of the folder."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Name, extent, age and content of a region."""

    format_version: int
    name: str
    bbox: BoundingBox
    """of the roads"""
    osm_timestamp: str
    """ISO 8601, empty when the source does not say"""
    counts: Mapping[str, int]
    road_km: float
    files: Mapping[str, StoredFile]
    """by path inside the folder"""

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """What the region in `folder` says of itself; none of its other files is looked at.

        Raises RegionError when it is missing, damaged or of another format version.
        """
        if not folder.is_dir():
            raise RegionError(folder, "no such region folder")
        try:
            raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
            version = raw["format"]
        except FileNotFoundError:
            raise RegionError(folder, f"is not a region: it has no {FILE}") from None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise RegionError(folder, f"has a damaged {FILE} ({error})") from error
        if version != FORMAT_VERSION:
            raise OtherFormatError(
                folder,
                f"is of format version {version}, this program reads {FORMAT_VERSION}; compile it again",
            )
        try:
            return cls.parse(raw)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise RegionError(folder, f"has a damaged {FILE} ({error})") from error

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Manifest:
        """Raises KeyError, TypeError or ValueError when something is missing or of the wrong kind."""
        return cls(
            format_version=int(raw["format"]),
            name=str(raw["name"]),
            bbox=BoundingBox(*(float(value) for value in raw["bounding_box"])),
            osm_timestamp=str(raw["osm_timestamp"]),
            counts={str(key): int(value) for key, value in raw["counts"].items()},
            road_km=float(raw["road_km"]),
            files={
                str(key): StoredFile(int(value["bytes"]), str(value["sha256"]))
                for key, value in raw["files"].items()
            },
        )

    @property
    def size_bytes(self) -> int:
        return sum(file.size_bytes for file in self.files.values())
