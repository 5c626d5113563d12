"""Live traffic: speeds and closures by OpenStreetMap way and direction, each with the time at which it
expires."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from maps.errors import MapsError

if TYPE_CHECKING:
    from maps.region.reader import Region

SLOW, HEAVY, STOPPED = 0.75, 0.5, 0.25
"""Share of the free-flow speed below which a road is shown as slow, heavy, stopped."""


class TrafficError(MapsError):
    """A traffic feed cannot be read."""


@dataclass(frozen=True, slots=True)
class TrafficReport:
    """What is known of one way in one direction."""

    way_id: int
    forward: bool
    """along the way's nodes"""
    expires_unix_s: float
    speed_mps: float | None = None
    closed: bool = False


class Traffic:
    """The reports that count at a time. Immutable; the newer report of a way and direction replaces the
    older."""

    def __init__(self, reports: Mapping[tuple[int, bool], TrafficReport] | None = None) -> None:
        self._reports = dict(reports or {})

    def updated(self, reports: Iterable[TrafficReport]) -> Traffic:
        """With these reports added."""
        merged = dict(self._reports)
        merged.update({(report.way_id, report.forward): report for report in reports})
        return Traffic(merged)

    def at(self, now_unix_s: float) -> Traffic:
        """Without what has expired."""
        return Traffic({k: r for k, r in self._reports.items() if r.expires_unix_s > now_unix_s})

    @property
    def next_expiry_unix_s(self) -> float:
        """When the first report expires; infinity without reports."""
        return min((r.expires_unix_s for r in self._reports.values()), default=math.inf)

    def __len__(self) -> int:
        return len(self._reports)

    def on_edges(self, region: Region) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """[E] live speed in m/s, NaN where none is known; [E] closed."""
        edges = len(region.array("edge_way"))
        if not self._reports:
            return np.full(edges, np.nan, dtype=np.float32), np.zeros(edges, dtype=np.bool_)
        ways = np.asarray(region.array("way_osm_id"))
        order = np.argsort(ways, kind="stable")
        # [W, 2] by row in way_osm_id and direction: backward, forward
        speed = np.full((len(ways), 2), np.nan, dtype=np.float32)
        closed = np.zeros((len(ways), 2), dtype=np.bool_)
        reports = list(self._reports.values())
        wanted = np.array([r.way_id for r in reports], dtype=np.int64)
        place = np.minimum(np.searchsorted(ways[order], wanted), len(ways) - 1)
        row = order[place]
        here = ways[row] == wanted
        direction = np.array([r.forward for r in reports], dtype=np.int64)
        reported = np.array(
            [np.nan if r.speed_mps is None else r.speed_mps for r in reports], dtype=np.float32
        )
        speed[row[here], direction[here]] = reported[here]
        closed[row[here], direction[here]] = np.array([r.closed for r in reports])[here]
        edge_way = region.array("edge_way")
        edge_direction = region.array("edge_forward").astype(np.int64)
        return speed[edge_way, edge_direction], closed[edge_way, edge_direction]


def congestion(live_mps: NDArray[np.float32], free_mps: NDArray[np.float32]) -> NDArray[np.uint8]:
    """[E] 0 free or unknown, 1 slow, 2 heavy, 3 stopped."""
    with np.errstate(invalid="ignore"):
        share = live_mps / free_mps
        level = (share < SLOW).astype(np.uint8) + (share < HEAVY) + (share < STOPPED)
    return level.astype(np.uint8)


def parse_feed(text: str) -> list[TrafficReport]:
    """Read a feed: ``[{"way": 12, "direction": "forward" | "backward" | "both", "speed_kmh": 30, "closed":
    false,
    "expires": "2026-01-01T12:00:00+00:00"}, …]``; `expires` may also be seconds since 1970.

    Raises TrafficError with the row that is wrong.
    """
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise TrafficError(f"the traffic feed is not JSON ({error})") from None
    if not isinstance(rows, list):
        raise TrafficError("the traffic feed is not a list of reports")
    reports = []
    for number, row in enumerate(rows):
        try:
            reports += _reports(row)
        except (KeyError, TypeError, ValueError) as error:
            raise TrafficError(f"report {number} of the traffic feed is wrong ({error!r})") from None
    return reports


def _reports(row: Mapping[str, Any]) -> list[TrafficReport]:
    if not isinstance(row, Mapping):
        raise TypeError("not an object")
    direction = row.get("direction", "both")
    if direction not in ("forward", "backward", "both"):
        raise ValueError(f"direction {direction!r}")
    expires = row["expires"]
    expires_s = (
        float(expires) if isinstance(expires, int | float) else datetime.fromisoformat(expires).timestamp()
    )
    speed = row.get("speed_kmh")
    if speed is not None and not 0.0 <= float(speed) <= 400.0:
        raise ValueError(f"speed_kmh {speed!r}")
    return [
        TrafficReport(
            way_id=int(row["way"]),
            forward=forward,
            expires_unix_s=expires_s,
            speed_mps=None if speed is None else float(speed) / 3.6,
            closed=bool(row.get("closed", False)),
        )
        for forward in (True, False)
        if direction in ("both", "forward" if forward else "backward")
    ]
