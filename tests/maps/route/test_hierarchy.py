"""The stored hierarchy: searches from several ends, weights amended instead of made anew, damaged files."""

from __future__ import annotations

import shutil
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maps.errors import RegionError
from maps.geometry import LatLon
from maps.models import RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.changes import Conditions, changed_costs
from maps.route.contraction import FORBIDDEN
from maps.route.costing import Closures, Durations
from maps.route.engine import RouteEngine
from maps.route.hierarchy import Hierarchy, Weights
from maps.route.network import Network
from tests.ascii_map import ascii_map
from tests.maps.route.test_exactness import MORNING, brute_force, towns

HARBOUR, STADIUM = LatLon(43.7347, 7.4206), LatLon(43.7275, 7.4155)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(town=towns(), seed=st.integers(0, 2**32 - 1))
def test_several_ends_and_costs_to_everywhere_agree_with_brute_force(town: Any, seed: int) -> None:
    art, ways, restrictions = town
    network = Network(ascii_map(art, ways=ways, restrictions=restrictions).region)
    metric = network.metric(RoutingProfile(), MORNING)
    generator = np.random.default_rng(seed)
    count = len(network.state_edge)
    sources, targets = generator.integers(count, size=3), generator.integers(count, size=2)
    source_cost, target_cost = generator.integers(20_000, size=3), generator.integers(20_000, size=2)
    expected = [brute_force(network, metric, int(source)) for source in sources]
    least = min(
        (
            int(source_cost[i]) + known[int(target)] + int(target_cost[j])
            for i, known in enumerate(expected)
            for j, target in enumerate(targets)
            if int(target) in known
        ),
        default=None,
    )
    found = metric.best_path(sources.astype(np.int32), source_cost, targets.astype(np.int32), target_cost)
    if least is None:
        assert found is None
    else:
        assert found is not None
        path, i, j = found
        assert path.cost + source_cost[i] + target_cost[j] == least
        assert (path.states[0], path.states[-1]) == (sources[i], targets[j])
        assert int(metric.costs.arc[path.turns].astype(np.int64).sum()) == path.cost

    limit = int(generator.integers(1, 60_000))
    reached = metric.costs_to_all(sources, source_cost, limit)
    for state in range(count):
        nearest = min(int(source_cost[i]) + known.get(state, FORBIDDEN) for i, known in enumerate(expected))
        if nearest <= limit:
            assert reached[state] == nearest
        elif state not in sources:
            assert reached[state] == FORBIDDEN


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32 - 1), changes=st.integers(1, 12))
def test_amended_weights_are_those_of_customising_anew(monaco_region: Path, seed: int, changes: int) -> None:
    region = Region.open(monaco_region)
    network = Network(region)
    generator = np.random.default_rng(seed)
    edges, turns = network.edge_count, len(network.turn_to)
    speed = np.array(network.free_flow.edge_speed_mps)
    slow = generator.integers(edges, size=changes)
    speed[slow] = generator.uniform(1.0, 40.0, size=changes).astype(np.float32)
    masks = [np.zeros(size, dtype=np.bool_) for size in (edges, turns, edges)]
    for mask in masks:
        mask[generator.integers(len(mask), size=changes // 3)] = True
    conditions = Conditions(
        Durations(network.free_flow.edge_length_m, speed, network.free_flow.edge_congestion), Closures(*masks)
    )
    costs, changed = changed_costs(region, network.free_flow, conditions, network._turns_around)
    anew = network.basis.costs(RoutingProfile(), conditions.durations, conditions.closures)
    assert (costs.edge == anew.edge).all()
    assert (costs.arc == anew.arc).all()
    hierarchy = Hierarchy(region)
    amended = hierarchy.amended(costs.arc, changed, changed_most=1.0, amended_most=1.0)
    whole = hierarchy.customized(anew.arc)
    assert (amended.forward == whole.forward).all()
    assert (amended.backward == whole.backward).all()
    bare = Weights(whole.forward, whole.backward, whole.forward[:0], whole.backward[:0])
    none = np.zeros(1, dtype=np.int64)
    for source, target in generator.integers(len(network.state_edge), size=(20, 2)).astype(np.int32):
        # Whether or not it is kept what an arc leads over, its turns cost what the arc does.
        ways = [
            hierarchy.cheapest_way(weights, costs.arc, source[None], none, target[None], none)
            for weights in (amended, whole, bare)
        ]
        assert len({None if way is None else way.cost for way in ways}) == 1
        for way in ways:
            assert way is None or int(costs.arc[way.turns].astype(np.int64).sum()) == way.cost
    # What is stored has not been written to.
    usual = network.basis.costs(RoutingProfile(), network.free_flow)
    assert (region.array("usual_turn_cost") == usual.arc).all()


@pytest.mark.parametrize("fill", ["noise", "zeros", "ones"])
@pytest.mark.parametrize(
    "name",
    [
        "state_rank",
        "rank_state",
        "up_begin",
        "up_head",
        "down_begin",
        "down_tail",
        "down_arc",
        "usual_forward",
    ],
)
def test_a_damaged_hierarchy_is_told_in_a_sentence(
    monaco_region: Path, tmp_path: Path, name: str, fill: str
) -> None:
    """The file has the right size, so that only its numbers tell."""
    folder = tmp_path / "region"
    shutil.copytree(monaco_region, folder)
    path = folder / "graph" / f"{name}.npy"
    stored = np.load(path)
    noise = np.random.default_rng(1).integers(-(2**31), 2**31, size=len(stored), dtype=np.int64)
    np.save(path, {"noise": noise, "zeros": 0 * noise, "ones": 0 * noise + 1}[fill].astype(stored.dtype))
    said = []
    for ask in (
        lambda e: e.route(RouteRequest((Waypoint(HARBOUR), Waypoint(STADIUM)))),
        lambda e: e.route(RouteRequest((Waypoint(HARBOUR), Waypoint(STADIUM), Waypoint(HARBOUR)))),
        lambda e: e.reach(Waypoint(HARBOUR), duration_s=300.0),
    ):
        engine = RouteEngine([Region.open(folder)], timezone=UTC)
        try:
            ask(engine)
        except RegionError as error:
            said.append(str(error))
    assert all("is damaged: its contraction hierarchy" in text for text in said)
    # A way needs nothing of the arcs from below, and reaching needs no way; it looks at all but the weights.
    expected = 2 if name.startswith("usual") else 1 if name in ("down_tail", "down_arc") else 3
    assert len(said) == expected
