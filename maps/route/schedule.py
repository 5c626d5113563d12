"""What changes on a region's roads with the time of day, week and year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon
from maps.models import RoutingProfile
from maps.route.conditions import ConditionalValue, Vehicle, conditional_values, holds
from maps.route.costing import Closures

if TYPE_CHECKING:
    from maps.region.reader import Region

SPEED_FACTOR = 0.9
"""Of a limit, what is driven; as the compiler counts for permanent limits."""
REMEMBERED = 256
STEP = timedelta(minutes=15)
"""How closely a drive's time is looked through for a change of what holds."""

Passing = Callable[[NDArray[np.int64]], NDArray[np.float64]]
"""Gives for some edges the seconds after departure at which the car may come by them."""


@dataclass(frozen=True)
class Standing:
    """What holds; with the profile it is the key of a metric. Rows of the edge rules and the turn rules."""

    edge_rules: tuple[int, ...] = ()
    turn_rules: tuple[int, ...] = ()
    edges: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """(edge, edge rules that hold there), where the time of passing makes it another than at departure"""
    turns: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """(turn, turn rules) likewise"""
    closed: tuple[int, ...] = ()
    """edges that are closed whatever the rules say, since the driver will not use them"""


class Schedule:
    """The conditional restrictions of one region."""

    def __init__(self, region: Region) -> None:
        self._region = region
        center = region.manifest.bbox.center
        self._where = LatLon(center.lat_deg, center.lon_deg)
        self._conditional_edges = region.array("conditional_edge").astype(np.int64)
        self._edge_condition = region.array("edge_condition")[self._conditional_edges]
        self._edge_rules = self._rules(self._edge_condition)
        # An edge with such a clause is closed while none of them holds.
        self._opening = {row for row, rule in self._edge_rules if rule.key == "open"}
        self._conditional_turns = region.array("conditional_turn").astype(np.int64)
        self._turn_condition = region.array("turn_condition")[self._conditional_turns]
        self._turn_rules = self._rules(self._turn_condition)
        self._turn_opening = {row for row, rule in self._turn_rules if rule.key == "open"}
        self._remembered: dict[tuple[int, Vehicle], Standing] = {}

    @property
    def all_open(self) -> Standing:
        """What would hold if all were open."""
        return Standing(
            tuple(i for i, (_, rule) in enumerate(self._edge_rules) if rule.key == "open"),
            tuple(i for i, (_, rule) in enumerate(self._turn_rules) if rule.key == "open"),
        )

    def standing(self, profile: RoutingProfile, when: datetime) -> Standing:
        """Which rules hold at a local time for the profile's vehicle."""
        if not self._edge_rules and not self._turn_rules:
            return Standing()
        vehicle = Vehicle(profile.vehicle_height_m, profile.vehicle_weight_kg)
        key = (int(when.timestamp()) // 60, vehicle)
        known = self._remembered.get(key)
        if known is None:
            known = Standing(
                self._holding(self._edge_rules, when, vehicle), self._holding(self._turn_rules, when, vehicle)
            )
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = known
        return known

    def changes(self, profile: RoutingProfile, when: datetime, within: timedelta) -> bool:
        """Whether anything that holds at `when` ends, or anything else begins, within a time from then."""
        now = self.standing(profile, when)
        steps = range(1, int(within / STEP) + 2)
        return any(self.standing(profile, when + i * STEP) != now for i in steps)

    def standing_in_passing(
        self, profile: RoutingProfile, when: datetime, passing_s: Passing, known: Standing | None = None
    ) -> Standing:
        """What holds when a car that leaves at `when` comes by, where that differs from what holds then.

        `known` edges and turns keep what was found out about them before.
        """
        now = known or self.standing(profile, when)
        vehicle = Vehicle(profile.vehicle_height_m, profile.vehicle_weight_kg)
        turn_edge = self._region.array("state_edge")[
            self._region.array("turn_from")[self._conditional_turns]
        ].astype(np.int64)
        return Standing(
            now.edge_rules,
            now.turn_rules,
            self._at_passing(
                self._edge_rules, self._edge_condition, self._conditional_edges, self._conditional_edges,
                now.edge_rules, dict(now.edges), when, vehicle, passing_s,
            ),
            self._at_passing(
                self._turn_rules, self._turn_condition, self._conditional_turns, turn_edge,
                now.turn_rules, dict(now.turns), when, vehicle, passing_s,
            ),
            now.closed,
        )  # fmt: skip

    def limits_kmh(
        self, edges: Iterable[int], profile: RoutingProfile, moments: Iterable[datetime]
    ) -> list[int]:
        """The limit that a condition sets on each edge at its moment; 0 where none does."""
        vehicle = Vehicle(profile.vehicle_height_m, profile.vehicle_weight_kg)
        found = []
        condition = self._region.array("edge_condition")
        for edge, when in zip(edges, moments, strict=True):
            limit = 0
            for value in conditional_values(self._region.string(int(condition[edge]))):
                number = _number(value.value) if value.key == "maxspeed" else None
                if number is not None and holds(value.condition, when, self._where, vehicle):
                    limit = min(round(number), 255)
            found.append(limit)
        return found

    def closures(self, standing: Standing) -> tuple[Closures, NDArray[np.float32] | None]:
        """What the rules that hold close, and [E] the speed that they allow (NaN: no other than always)."""
        count = len(self._region.array("edge_flags"))
        edges, restricted = _Marks(count), _Marks(count)
        cap: NDArray[np.float32] | None = None
        apart = np.array([edge for edge, _ in standing.edges], dtype=np.int64)
        usual = ~np.isin(self._conditional_edges, apart)
        groups = [(standing.edge_rules, self._conditional_edges[usual], self._edge_condition[usual])]
        where = np.searchsorted(self._conditional_edges, apart)
        groups += [
            (rules, self._conditional_edges[i : i + 1], self._edge_condition[i : i + 1])
            for i, (_, rules) in zip(where.tolist(), standing.edges, strict=True)
        ]
        for rules, members, condition in groups:
            # Where several values of one key hold, the last one stands, as on the wiki.
            last = {(self._edge_rules[i][0], self._edge_rules[i][1].key): i for i in rules}
            edges.mark(members[_shut(condition, self._opening, self._edge_rules, rules)])
            for i in last.values():
                row, rule = self._edge_rules[i]
                hit = members[condition == row]
                if rule.key == "access" and rule.value == "no":
                    edges.mark(hit)
                elif rule.key == "access" and rule.value == "destination":
                    restricted.mark(hit)
                elif rule.key == "maxspeed" and (limit_kmh := _number(rule.value)) is not None and len(hit):
                    cap = np.full(edges.count, np.nan, dtype=np.float32) if cap is None else cap
                    cap[hit] = limit_kmh / 3.6 * SPEED_FACTOR
        edges.mark(np.array(standing.closed, dtype=np.int64))
        turns, gates = self._turn_closures(standing)
        return Closures(edges.mask, turns, restricted.mask, gates), cap

    def _turn_closures(self, standing: Standing) -> tuple[NDArray[np.bool_] | None, NDArray[np.bool_] | None]:
        count = len(self._region.array("turn_to"))
        turns, gates = _Marks(count), _Marks(count)
        apart = np.array([turn for turn, _ in standing.turns], dtype=np.int64)
        usual = ~np.isin(self._conditional_turns, apart)
        groups = [(standing.turn_rules, self._conditional_turns[usual], self._turn_condition[usual])]
        where = np.searchsorted(self._conditional_turns, apart)
        groups += [
            (rules, self._conditional_turns[i : i + 1], self._turn_condition[i : i + 1])
            for i, (_, rules) in zip(where.tolist(), standing.turns, strict=True)
        ]
        for rules, members, condition in groups:
            turns.mark(members[_shut(condition, self._turn_opening, self._turn_rules, rules)])
            for i in rules:
                row, rule = self._turn_rules[i]
                if rule.key == "access":
                    (gates if rule.value == "destination" else turns).mark(members[condition == row])
        return turns.mask, gates.mask

    def _rules(self, conditions: NDArray[np.uint32]) -> list[tuple[int, ConditionalValue]]:
        """(string, rule) of each different condition; a bare one is a turn restriction's."""
        found = []
        for row in np.unique(conditions).tolist():
            text = self._region.string(row) if row else ""
            if text and "@" not in text:
                text = f"access=no @ ({text})"
            found += [(row, value) for value in conditional_values(text)]
        return found

    def _holding(
        self, rules: list[tuple[int, ConditionalValue]], when: datetime, vehicle: Vehicle
    ) -> tuple[int, ...]:
        return tuple(
            i for i, (_, rule) in enumerate(rules) if holds(rule.condition, when, self._where, vehicle)
        )

    def _at_passing(
        self,
        rules: list[tuple[int, ConditionalValue]],
        condition: NDArray[np.uint32],
        members: NDArray[np.int64],
        edges: NDArray[np.int64],
        now: tuple[int, ...],
        known: dict[int, tuple[int, ...]],
        when: datetime,
        vehicle: Vehicle,
        passing_s: Passing,
    ) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """(member, rules that hold there when it is passed), for members at which that is not `now`."""
        of_row: dict[int, list[int]] = {}
        for i, (row, _) in enumerate(rules):
            of_row.setdefault(row, []).append(i)
        found = dict(known)
        after_s = passing_s(edges)
        for i in np.flatnonzero(np.isfinite(after_s)).tolist():
            mine = of_row.get(int(condition[i]), [])
            moment = when + timedelta(minutes=round(float(after_s[i]) / 60.0))
            holding = tuple(k for k in mine if holds(rules[k][1].condition, moment, self._where, vehicle))
            if holding != tuple(k for k in mine if k in now):
                found[int(members[i])] = holding
            else:
                found.pop(int(members[i]), None)
        return tuple(sorted(found.items()))


class _Marks:
    """Rows marked in a mask that is made when the first one is."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.mask: NDArray[np.bool_] | None = None

    def mark(self, rows: NDArray[np.int64]) -> None:
        if len(rows):
            if self.mask is None:
                self.mask = np.zeros(self.count, dtype=np.bool_)
            self.mask[rows] = True


def _shut(
    condition: NDArray[np.uint32],
    opening: set[int],
    rules: list[tuple[int, ConditionalValue]],
    standing: tuple[int, ...],
) -> NDArray[np.bool_]:
    """Which have a clause that opens them, none of which holds."""
    if not opening:
        return np.zeros(len(condition), dtype=np.bool_)
    opened = [rules[i][0] for i in standing if rules[i][1].key == "open"]
    return np.isin(condition, sorted(opening)) & ~np.isin(condition, opened)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number > 0 else None
