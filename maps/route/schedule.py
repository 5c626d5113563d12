"""What changes on a region's roads with the time of day, week and year."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon
from maps.models import RoutingProfile
from maps.route.conditions import ConditionalValue, Vehicle, conditional_values, holds
from maps.route.costing import Closures

if TYPE_CHECKING:
    from maps.region.reader import Region

Standing = tuple[tuple[int, ...], tuple[int, ...]]
"""Rows of the edge rules and of the turn rules that hold; with the profile it is the key of a metric."""

SPEED_FACTOR = 0.9
"""Of a limit, what is driven; as the compiler counts for permanent limits."""
REMEMBERED = 256


class Schedule:
    """The conditional restrictions of one region."""

    def __init__(self, region: Region) -> None:
        self._region = region
        center = region.manifest.bbox.center
        self._where = LatLon(center.lat_deg, center.lon_deg)
        self._edge_rules: list[tuple[int, ConditionalValue]] = []
        conditional = region.array("conditional_edge").astype(np.int64)
        self._conditional_edges = conditional
        self._edge_condition = region.array("edge_condition")[conditional]
        for row in np.unique(self._edge_condition).tolist():
            for value in conditional_values(region.string(row)) if row else ():
                self._edge_rules.append((row, value))
        # An edge with such a clause is closed while none of them holds.
        self._opening = sorted({row for row, rule in self._edge_rules if rule.key == "open"})
        self._conditional_turns = region.array("conditional_turn").astype(np.int64)
        self._turn_condition = region.array("turn_condition")[self._conditional_turns]
        self._turn_rules = [(row, region.string(row)) for row in np.unique(self._turn_condition).tolist()]
        self._remembered: dict[tuple[int, Vehicle], Standing] = {}

    def standing(self, profile: RoutingProfile, when: datetime) -> Standing:
        """Which rules hold at a local time for the profile's vehicle."""
        if not self._edge_rules and not self._turn_rules:
            return (), ()
        vehicle = Vehicle(profile.vehicle_height_m, profile.vehicle_weight_kg)
        key = (int(when.timestamp()) // 60, vehicle)
        known = self._remembered.get(key)
        if known is None:
            known = (
                tuple(
                    i
                    for i, (_, rule) in enumerate(self._edge_rules)
                    if holds(rule.condition, when, self._where, vehicle)
                ),
                tuple(
                    i
                    for i, (_, rule) in enumerate(self._turn_rules)
                    if holds(rule, when, self._where, vehicle)
                ),
            )
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = known
        return known

    def closures(self, standing: Standing) -> tuple[Closures, NDArray[np.float32] | None]:
        """What the rules that hold close, and [E] the speed that they allow (NaN: no other than always)."""
        edge_rules, turn_rules = standing
        edges: NDArray[np.bool_] | None = None
        restricted: NDArray[np.bool_] | None = None
        cap: NDArray[np.float32] | None = None
        count = len(self._region.array("edge_flags"))
        # Where several values of one key hold, the last one stands, as on the wiki.
        last = {(self._edge_rules[i][0], self._edge_rules[i][1].key): i for i in edge_rules}
        opened = [self._edge_rules[i][0] for i in edge_rules if self._edge_rules[i][1].key == "open"]
        if len(self._opening):
            shut = self._conditional_edges[
                np.isin(self._edge_condition, self._opening) & ~np.isin(self._edge_condition, opened)
            ]
            edges = _marked(edges, count, shut)
        for i in last.values():
            row, rule = self._edge_rules[i]
            hit = self._conditional_edges[self._edge_condition == row]
            if rule.key == "access" and rule.value == "no":
                edges = _marked(edges, count, hit)
            elif rule.key == "access" and rule.value == "destination":
                restricted = _marked(restricted, count, hit)
            elif rule.key == "maxspeed" and (limit_kmh := _number(rule.value)) is not None:
                cap = np.full(count, np.nan, dtype=np.float32) if cap is None else cap
                cap[hit] = limit_kmh / 3.6 * SPEED_FACTOR
        turns: NDArray[np.bool_] | None = None
        if turn_rules:
            rows = [self._turn_rules[i][0] for i in turn_rules]
            turns = _marked(
                None,
                len(self._region.array("turn_to")),
                self._conditional_turns[np.isin(self._turn_condition, rows)],
            )
        return Closures(edges, turns, restricted), cap


def _marked(mask: NDArray[np.bool_] | None, count: int, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    mask = np.zeros(count, dtype=np.bool_) if mask is None else mask
    mask[rows] = True
    return mask


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number > 0 else None
