"""Every junction of a network with its arms named: which rules apply where, and what was found is kept."""

from __future__ import annotations

from maps.guide.junctions.junction import Arm, Junction
from maps.guide.junctions.kinds import CONTINUE, NEW_NAME, NO_TURN, OFF_RAMP, ON_RAMP, TURN, modifier_of
from maps.guide.junctions.merging import Merging
from maps.guide.junctions.motorways import assign_motorway_turns, is_motorway_junction
from maps.guide.junctions.names import is_news
from maps.guide.junctions.network import Network, RegionArrays, Road
from maps.guide.junctions.roundabouts import Roundabouts
from maps.guide.junctions.sliproads import mark_sliproads
from maps.guide.junctions.turns import assign_turns


class Analysis:
    """Junctions of one region, named on demand."""

    def __init__(self, region: RegionArrays) -> None:
        self.network = Network(region)
        self._merging = Merging(self.network)
        self._roundabouts = Roundabouts(self.network)
        self._named: dict[int, Junction] = {}

    def at_end_of(self, edge: int, *, keep: bool = True) -> Junction:
        """The junction that a driver on an edge arrives at, its arms named."""
        found = self._named.get(edge)
        if found is None:
            node = self.network.head(edge)
            approach = next(road for road in self.network.roads(node) if road.inn == edge)
            found = self._merging.view(node, approach)
            self.assign(found)
            if keep:
                self._named[edge] = found
        return found

    def forget(self) -> None:
        """Let go of what was found so far, for who goes through a whole region."""
        self._named.clear()
        self._merging.forget()
        self._roundabouts.forget()
        self.network.forget()

    def assign(self, junction: Junction) -> None:
        """Name the arms of a junction."""
        before = junction.approach
        if before.kind.is_ferry and all(arm.road.kind.is_ferry for arm in junction):
            for arm in junction:
                arm.kind = NO_TURN
            return
        if not self._roundabouts.assign(junction):
            for arm in junction:
                if not arm.enterable:
                    continue
                back = arm.road.target == before.target
                arm.kind = CONTINUE if back else TURN
                arm.modifier = "uturn" if back else modifier_of(arm.angle)
            if _passes_driveways(junction):
                _pass_driveways(junction)
            elif is_motorway_junction(junction):
                assign_motorway_turns(junction)
            else:
                assign_turns(junction)
        mark_sliproads(self.network, junction)
        if before.kind.is_motorway:
            for arm in junction:
                if arm.kind == ON_RAMP:
                    arm.kind = OFF_RAMP

    def road_after(self, junction: Junction, edge: int) -> Arm | None:
        """The arm that begins with an edge."""
        return next((arm for arm in junction if arm.road.out == edge), None)


def _passes_driveways(junction: Junction) -> bool:
    """One proper road goes on; all others only give access."""
    if len(junction) <= 2 or junction.approach.kind.is_minor:
        return False
    return sum(arm.road.kind.is_minor for arm in junction) + 2 == len(junction)


def _pass_driveways(junction: Junction) -> None:
    arms = junction.arms
    at = next(i for i, arm in enumerate(arms) if i and not arm.road.kind.is_minor)
    onward = arms[at]
    if not onward.kind:
        return
    onward.kind = NO_TURN if _same_name(junction.approach, onward.road) else NEW_NAME
    if onward.modifier == "straight":
        for i, arm in enumerate(arms):
            if i not in (0, at) and arm.modifier == "straight":
                arm.modifier = "slight right" if i < at else "slight left"


def _same_name(a: Road, b: Road) -> bool:
    return bool(a.name.name) and bool(b.name.name) and not is_news(a.name, b.name)
