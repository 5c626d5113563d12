"""What its owner wants to hear of: too fast, out of or into a circle, moved undriven, serviced. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hmi.sync.messages import Sample
from hmi.sync.records import FieldValue
from maps.geometry import METRES_PER_DEGREE, LatLon

LOOKS_NEEDED = 3
"""one look a second: a single bad value is no alarm"""
SPEED_BACK_KMH = 5.0
"""slower than the limit by this much, the next excess is a new one"""
FENCE_EDGE_M = 50.0
"""of a fix that wanders at the edge nobody is told"""
MOVED_M = 100.0
SERVICED_KM = 1000.0
"""the way to the next service only shrinks, but when one was done"""
VALET_KMH = 80.0
VALET_RADIUS_M = 1000.0
_STANDS = ("LOCK", "OFF")
_DRIVES = ("ON", "START")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner has asked for; None: nothing."""

    speed_kmh: float | None = None
    fence: LatLon | None = None
    fence_radius_m: float = 0.0
    valet: bool = False
    """somebody parks the car: a lower limit, and a circle around where it was handed over"""
    valet_at: LatLon | None = None

    @property
    def in_force(self) -> Wishes:
        """What is watched: the owner's own wishes, tightened while somebody else parks the car."""
        if not self.valet:
            return self
        limit_kmh = VALET_KMH if self.speed_kmh is None else min(self.speed_kmh, VALET_KMH)
        if self.fence is not None or self.valet_at is None:
            return replace(self, speed_kmh=limit_kmh)
        return replace(self, speed_kmh=limit_kmh, fence=self.valet_at, fence_radius_m=VALET_RADIUS_M)

    def handed_over(self, on: bool, position: LatLon | None) -> Wishes:
        """After the remote command `valet`."""
        return replace(self, valet=on, valet_at=position if on else None)

    def asked(self, command: str, arguments: Mapping[str, FieldValue]) -> Wishes:
        """After a remote command `speed_alert` or `geofence`; 0 switches it off."""
        if command == "speed_alert":
            return replace(self, speed_kmh=_number(arguments.get("kmh")) or None)
        radius_m = _number(arguments.get("radius_m"))
        centre = LatLon(_number(arguments.get("lat")), _number(arguments.get("lon")))
        return replace(self, fence=centre if radius_m > 0 else None, fence_radius_m=radius_m)

    def kept(self) -> dict[str, FieldValue]:
        """For a power cut; the inverse of `from_kept`."""
        fence = None if self.fence is None else [self.fence.lat_deg, self.fence.lon_deg]
        at = None if self.valet_at is None else [self.valet_at.lat_deg, self.valet_at.lon_deg]
        return {
            "speed_kmh": self.speed_kmh,
            "fence": fence,  # type: ignore[dict-item]
            "radius_m": self.fence_radius_m,
            "valet": self.valet,
            "valet_at": at,  # type: ignore[dict-item]
        }

    @classmethod
    def from_kept(cls, body: Mapping[str, FieldValue]) -> Wishes:
        return cls(
            _number(body.get("speed_kmh")) or None,
            _place(body.get("fence")),
            _number(body.get("radius_m")),
            body.get("valet") is True,
            _place(body.get("valet_at")),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """The car now; None: unknown."""

    speed_kmh: float | None
    position: LatLon | None
    ignition: str | None
    service_km: float | None = None
    """to the next service"""


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known from the looks before."""

    fast_looks: int = 0
    inside: bool | None = None
    across_looks: int = 0
    stood_at: LatLon | None = None
    moved_looks: int = 0
    service_km: float | None = None
    serviced_looks: int = 0

    def kept(self) -> dict[str, FieldValue]:
        """For a power cut: where it is parked, so that a car lifted meanwhile is missed too, and the way
        to its service, which a workshop sets anew while the car is off.
        """
        at = None if self.stood_at is None else [self.stood_at.lat_deg, self.stood_at.lon_deg]
        return {"stood_at": at, "service_km": self.service_km}  # type: ignore[dict-item]

    def outlasts(self, kept: Watched) -> bool:
        """Whether it is worth keeping instead of what was kept."""
        if self.stood_at != kept.stood_at or (self.service_km is None) != (kept.service_km is None):
            return True
        return (
            abs(
                (0.0 if self.service_km is None else self.service_km)
                - (0.0 if kept.service_km is None else kept.service_km)
            )
            >= SERVICED_KM / 10
        )

    @classmethod
    def from_kept(cls, body: Mapping[str, FieldValue]) -> Watched:
        service_km = body.get("service_km")
        return cls(
            stood_at=_place(body.get("stood_at")),
            service_km=None if service_km is None else _number(service_km),
        )


def watch(
    before: Watched, look: Look, wishes: Wishes, now_unix_ms: int
) -> tuple[Watched, tuple[Sample, ...]]:
    """The next state, and what to tell. A place travels as `position`, a service done as `maintenance`, the
    rest as `diagnostics`.
    """
    told: list[Sample] = []
    wishes = wishes.in_force
    state = _watch_speed(before, look, wishes, now_unix_ms, told)
    state = _watch_fence(state, look, wishes, now_unix_ms, told)
    state = _watch_theft(state, look, now_unix_ms, told)
    state = _watch_service(state, look, now_unix_ms, told)
    return state, tuple(told)


def _watch_speed(state: Watched, look: Look, wishes: Wishes, now_ms: int, told: list[Sample]) -> Watched:
    limit_kmh, speed_kmh = wishes.speed_kmh, look.speed_kmh
    if limit_kmh is None:
        return replace(state, fast_looks=0)
    if speed_kmh is None:
        return state
    if speed_kmh > limit_kmh:
        if state.fast_looks == LOOKS_NEEDED - 1:
            body: dict[str, FieldValue] = {
                "alert": "speed",
                "speed_kmh": round(speed_kmh, 1),
                "limit_kmh": limit_kmh,
            }
            told.append(Sample("diagnostics", now_ms, body))
        return replace(state, fast_looks=min(LOOKS_NEEDED, state.fast_looks + 1))
    # Told once, it stays told until the car was clearly slower.
    if state.fast_looks < LOOKS_NEEDED or speed_kmh < limit_kmh - SPEED_BACK_KMH:
        return replace(state, fast_looks=0)
    return state


def _watch_fence(state: Watched, look: Look, wishes: Wishes, now_ms: int, told: list[Sample]) -> Watched:
    if wishes.fence is None:
        return replace(state, inside=None, across_looks=0)
    if look.position is None:
        return state
    away_m = _apart_m(look.position, wishes.fence)
    if state.inside is None:
        return replace(state, inside=away_m <= wishes.fence_radius_m, across_looks=0)
    across = (
        away_m > wishes.fence_radius_m + FENCE_EDGE_M
        if state.inside
        else away_m < max(wishes.fence_radius_m - FENCE_EDGE_M, wishes.fence_radius_m / 2)
    )
    if not across:
        return replace(state, across_looks=0)
    if state.across_looks < LOOKS_NEEDED - 1:
        return replace(state, across_looks=state.across_looks + 1)
    told.append(_placed("left" if state.inside else "entered", look.position, now_ms))
    return replace(state, inside=not state.inside, across_looks=0)


def _watch_theft(state: Watched, look: Look, now_ms: int, told: list[Sample]) -> Watched:
    if look.ignition in _DRIVES:
        return replace(state, stood_at=None, moved_looks=0)
    if look.position is None:
        return state
    if state.stood_at is None:
        # Only a car that says it is off is parked; one that has fallen silent while parked stays so.
        return replace(state, stood_at=look.position) if look.ignition in _STANDS else state
    if _apart_m(look.position, state.stood_at) <= MOVED_M:
        return replace(state, moved_looks=0)
    if state.moved_looks == LOOKS_NEEDED - 1:
        told.append(_placed("moved", look.position, now_ms))
        # Also without a place, for an owner who lets no position leave.
        told.append(Sample("diagnostics", now_ms, {"alert": "moved"}))
    return replace(state, moved_looks=min(LOOKS_NEEDED, state.moved_looks + 1))


def _watch_service(state: Watched, look: Look, now_ms: int, told: list[Sample]) -> Watched:
    if look.service_km is None:
        return state
    gained_km = 0.0 if state.service_km is None else look.service_km - state.service_km
    if abs(gained_km) >= SERVICED_KM and state.serviced_looks < LOOKS_NEEDED - 1:
        return replace(state, serviced_looks=state.serviced_looks + 1)
    if gained_km >= SERVICED_KM:
        told.append(Sample("maintenance", now_ms, {"next_service_km": round(look.service_km)}))
    return replace(state, service_km=look.service_km, serviced_looks=0)


def _placed(alert: str, position: LatLon, now_ms: int) -> Sample:
    body: dict[str, FieldValue] = {
        "alert": alert,
        "lat": round(position.lat_deg, 6),
        "lon": round(position.lon_deg, 6),
    }
    return Sample("position", now_ms, body)


def _place(value: FieldValue) -> LatLon | None:
    return LatLon(_number(value[0]), _number(value[1])) if isinstance(value, list) else None


def _apart_m(a: LatLon, b: LatLon) -> float:
    north_m = (a.lat_deg - b.lat_deg) * METRES_PER_DEGREE
    east_deg = (a.lon_deg - b.lon_deg + 180) % 360 - 180
    return math.hypot(north_m, east_deg * METRES_PER_DEGREE * math.cos(math.radians(a.lat_deg)))


def _number(value: FieldValue) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
