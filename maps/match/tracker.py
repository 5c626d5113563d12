"""Where on the road network the car is, fix by fix: a hidden Markov model filtered forward in time.

After Newson and Krumm, "Hidden Markov Map Matching Through Noise and Sparseness" (2009), made incremental: a
few hypotheses (edge and offset) are carried from fix to fix, each weighted by how near the fix lies, how well
the course agrees, and how well the way along the roads explains the distance driven. `update` is pure.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.geometry import distance_m, turn_angle_deg
from maps.models import Fix, MatchedPosition, MatchedRoad
from maps.region.format import UNKNOWN_LIMIT_KMH, TurnFlag
from maps.region.snap import SnappedEdges, Snapper

if TYPE_CHECKING:
    from maps.region.reader import Region

DEFAULT_ACCURACY_M = 6.0
SMALLEST_ACCURACY_M = 4.0
"""Roads are lines in the map and 10 m wide in the world."""
SEARCH_SIGMAS = 5.0
SEARCH_LEAST_M = 40.0
SEARCH_MOST_M = 150.0
OFF_ROAD_M = 22.0
"""A car this far from the middle of the nearest road, with a good fix, is not on it."""
COURSE_SPREAD_DEG = 22.0
COURSE_FLOOR = 14.0
"""The worst that a wrong course counts, in log probability, so that a jump of the compass cannot end the
match."""
MOVING_MPS = 1.5
"""Below this the course of a receiver is noise, and standing fixes wander."""
TRANSITION_SPREAD_M = 12.0
JUMP_COST = 9.0
"""Log probability of being somewhere that no road joins to where the car was."""
U_TURN_COST = 4.0
ROUTE_BONUS = 0.8
"""Log probability in favour of an edge of the route that is driven: most drivers follow it."""
ERROR_LASTS_S = 4.0
"""The time in which a receiver's error becomes another."""
NEWS_LEAST = 0.1
HYPOTHESES_KEPT = 8
LONGEST_GAP_S = 15.0
"""After this long without a fix the past says nothing about the present."""
STREETS_CONSIDERED = 12


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The car may be here."""

    region: int
    edge: int
    offset_m: float
    log_probability: float


@dataclass(frozen=True, slots=True)
class MatchState:
    """What is known after a fix; hand it to the next `update`."""

    fix: Fix | None = None
    hypotheses: tuple[Hypothesis, ...] = ()
    matched: MatchedPosition | None = None
    """None: no road anywhere near"""


class Tracker:
    """Matches fixes to the roads of some regions. Holds no state of the drive."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._regions = tuple(regions)
        self._snappers = tuple(Snapper(region) for region in regions)
        self._names = {region.manifest.name: i for i, region in enumerate(self._regions)}

    def update(
        self, fix: Fix, state: MatchState, route_edges: Set[tuple[str, int]] = frozenset()
    ) -> MatchState:
        """The state after `fix`; `route_edges` (region, edge) are likelier than others."""
        if state.fix is not None and state.matched is not None and _stands(fix, state):
            return MatchState(fix, state.hypotheses, state.matched)
        sigma_m = max(fix.accuracy_m or DEFAULT_ACCURACY_M, SMALLEST_ACCURACY_M)
        radius_m = min(max(SEARCH_SIGMAS * sigma_m, SEARCH_LEAST_M), SEARCH_MOST_M)
        found = [s.near(fix.position, radius_m, shape_limit=STREETS_CONSIDERED) for s in self._snappers]
        if not any(len(f.edge) for f in found):
            return MatchState(fix, (), self._far_off(fix))
        reached = self._reached(fix, state)
        weight = _news(fix, state)
        scored = []
        for region, near in enumerate(found):
            for row in range(len(near.edge)):
                edge = int(near.edge[row])
                score = _emission(fix, near, row, sigma_m, weight) + self._transition(
                    region, edge, float(near.offset_m[row]), reached
                )
                if (self._regions[region].manifest.name, edge) in route_edges:
                    # No more often than a fix is news, or the route would outweigh all that is seen.
                    score += ROUTE_BONUS * weight
                scored.append((score, region, row))
        scored.sort(key=lambda entry: -entry[0])
        best_score, best_region, best_row = scored[0]
        total = sum(math.exp(score - best_score) for score, _, _ in scored)
        hypotheses = tuple(
            Hypothesis(
                region, int(found[region].edge[row]), float(found[region].offset_m[row]), score - best_score
            )
            for score, region, row in scored[:HYPOTHESES_KEPT]
        )
        near = found[best_region]
        away_m = float(near.distance_m[best_row])
        off_road = away_m > max(OFF_ROAD_M, 3.0 * sigma_m)
        fit = math.exp(-0.5 * (away_m / (2.0 * sigma_m)) ** 2)
        matched = MatchedPosition(
            candidate=self._snappers[best_region].candidate(near, best_row),
            course_deg=float(near.course_deg[best_row]),
            confidence=fit / total,
            off_road=off_road,
            road=_road(self._regions[best_region], int(near.edge[best_row])),
        )
        return MatchState(fix, hypotheses, matched)

    def _far_off(self, fix: Fix) -> MatchedPosition | None:
        """The nearest road within the widest search, marked as not explaining the fix."""
        for snapper in self._snappers:
            near = snapper.near(fix.position, SEARCH_MOST_M * 2, shape_limit=1)
            if len(near.edge):
                return MatchedPosition(
                    snapper.candidate(near, 0), float(near.course_deg[0]), confidence=0.0, off_road=True
                )
        return None

    def _reached(self, fix: Fix, state: MatchState) -> _Reached | None:
        """How far each edge around lies from where the car was, along the roads; None at the start of a
        match."""
        if state.fix is None or not state.hypotheses:
            return None
        gap_s = fix.time_s - state.fix.time_s
        if not 0.0 <= gap_s <= LONGEST_GAP_S:
            return None
        straight_m = distance_m(state.fix.position, fix.position)
        speeds = [v for v in (fix.speed_mps, state.fix.speed_mps) if v is not None]
        driven_m = sum(speeds) / len(speeds) * gap_s if speeds else straight_m
        limit_m = max(driven_m, straight_m) * 1.5 + 60.0
        return _Reached(
            driven_m=max(driven_m, straight_m * 0.8),
            from_hypothesis=tuple(
                (h, self._walk(h, limit_m)) for h in state.hypotheses if h.log_probability > -12.0
            ),
        )

    def _walk(self, start: Hypothesis, limit_m: float) -> dict[int, float]:
        """Metres from a hypothesis to the tail of each edge that can be reached within a limit, U-turns last.

        A handful of edges: a car passes few junctions between two fixes.
        """
        region = self._regions[start.region]
        begin, turn_to = region.array("turn_begin"), region.array("turn_to")
        turn_flags, state_edge = region.array("turn_flags"), region.array("state_edge")
        length = region.array("edge_length_m")
        to_tail: dict[int, float] = {}
        queue = [(float(length[start.edge]) - start.offset_m, start.edge)]
        done: set[int] = set()
        while queue:
            at_head_m, state = heapq.heappop(queue)
            if at_head_m > limit_m or state in done:
                continue
            done.add(state)
            for turn in range(int(begin[state]), int(begin[state + 1])):
                following = int(turn_to[turn])
                extra_m = 0.0
                if int(turn_flags[turn]) & TurnFlag.U_TURN:
                    extra_m = U_TURN_COST * TRANSITION_SPREAD_M
                edge = int(state_edge[following])
                tail_m = at_head_m + extra_m
                if tail_m < to_tail.get(edge, math.inf):
                    to_tail[edge] = tail_m
                    heapq.heappush(queue, (tail_m + float(length[edge]), following))
        return to_tail

    def _transition(self, region: int, edge: int, offset_m: float, reached: _Reached | None) -> float:
        if reached is None:
            return 0.0
        best = -JUMP_COST - 6.0
        for hypothesis, to_tail in reached.from_hypothesis:
            if hypothesis.region != region:
                way = -JUMP_COST
            else:
                options = []
                if edge == hypothesis.edge:
                    # A few metres backward on the same edge is noise, not driving backward.
                    options.append(abs(offset_m - hypothesis.offset_m - reached.driven_m))
                if edge in to_tail:
                    options.append(abs(to_tail[edge] + offset_m - reached.driven_m))
                way = max(-min(options) / TRANSITION_SPREAD_M, -JUMP_COST) if options else -JUMP_COST
            best = max(best, hypothesis.log_probability + way)
        return best


@dataclass(frozen=True)
class _Reached:
    driven_m: float
    from_hypothesis: tuple[tuple[Hypothesis, dict[int, float]], ...]


def _road(region: Region, edge: int) -> MatchedRoad:
    """What is known of an edge's road."""
    limit = int(region.array("edge_limit_kmh")[edge])
    return MatchedRoad(
        name=region.string(int(region.array("edge_name")[edge])),
        ref=region.string(int(region.array("edge_ref")[edge])),
        limit_kmh=limit if limit != UNKNOWN_LIMIT_KMH else None,
        flags=int(region.array("edge_flags")[edge]),
        road_class=int(region.array("edge_class")[edge]),
    )


def _stands(fix: Fix, state: MatchState) -> bool:
    """A standing car stays where it is matched, however its fixes wander; a fix far away still counts."""
    if fix.speed_mps is None or fix.speed_mps >= 0.3 or state.fix is None or state.matched is None:
        return False
    if state.matched.confidence < 0.5:
        return False
    return distance_m(fix.position, state.matched.candidate.position) < 25.0


def _news(fix: Fix, state: MatchState) -> float:
    """How much of a fix is news, 0..1: a receiver's error hardly changes from one second to the next."""
    if state.fix is None or not state.hypotheses:
        return 1.0
    gap_s = max(fix.time_s - state.fix.time_s, 0.0)
    return max(NEWS_LEAST, 1.0 - math.exp(-gap_s / ERROR_LASTS_S))


def _emission(fix: Fix, near: SnappedEdges, row: int, sigma_m: float, weight: float) -> float:
    """Log probability of the fix, were the car on this edge."""
    score = -0.5 * weight * (float(near.distance_m[row]) / sigma_m) ** 2
    if fix.course_deg is not None and (fix.speed_mps is None or fix.speed_mps >= MOVING_MPS):
        off_deg = abs(float(turn_angle_deg(fix.course_deg, float(near.course_deg[row]))))
        score -= min(0.5 * (off_deg / COURSE_SPREAD_DEG) ** 2, COURSE_FLOOR)
    return score
