"""What can go wrong with maps: one class per thing a caller does differently."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Position(Protocol):
    """A maps.geometry.LatLon, seen from below: this room imports nothing."""

    @property
    def lat_deg(self) -> float: ...

    @property
    def lon_deg(self) -> float: ...


class MapsError(Exception):
    """Base of every error that `maps` raises on purpose; its text is one clear sentence."""


class SourceError(MapsError):
    """An OpenStreetMap file cannot be read: missing, torn, empty or not one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class RegionError(MapsError):
    """A region folder cannot be opened: missing, damaged, or of another format version."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class OtherFormatError(RegionError):
    """A whole region, of a format that this program does not read: it is compiled again, not repaired."""


class BuildError(MapsError):
    """A region could not be written (disk full, no permission); nothing was left behind."""


class SnapError(MapsError):
    """No road that the vehicle may use lies near the asked point."""

    def __init__(self, point: Position, radius_m: float) -> None:
        super().__init__(f"no road within {radius_m:.0f} m of {point}")
        self.point = point
        self.radius_m = radius_m


class RouteNotFoundError(MapsError):
    """Both ends are on roads, but no drivable way joins them."""

    def __init__(self, origin: Position, destination: Position) -> None:
        super().__init__(f"no route from {origin} to {destination}")
        self.origin = origin
        self.destination = destination
