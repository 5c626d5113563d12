"""The engine's costs are exactly those of the expanded graph: against brute force and against networkx."""

from __future__ import annotations

import heapq
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maps.models import Objective, RoutingProfile
from maps.region.reader import Region
from maps.route.contraction import FORBIDDEN
from maps.route.engine import RouteEngine
from maps.route.network import Metric, Network
from maps.route.traffic import TrafficReport
from tests.ascii_map import ascii_map

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PAIRS = 60


def expanded_graph(network: Network, metric: Metric) -> nx.DiGraph:
    """The graph of states that the hierarchy was customised for, parallel turns by the cheapest."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(network.state_edge)))
    turn_from = network.region.array("turn_from").tolist()
    for a, b, cost in zip(turn_from, network.turn_to.tolist(), metric.costs.arc.tolist(), strict=True):
        if cost < FORBIDDEN and cost < graph.get_edge_data(a, b, {"cost": FORBIDDEN})["cost"]:
            graph.add_edge(a, b, cost=cost)
    return graph


def check_path(network: Network, metric: Metric, source: int, target: int, cost: int) -> None:
    """The path is drivable turn by turn and costs what it says."""
    path = metric.path(source, target)
    assert path is not None
    assert path.cost == cost
    assert path.states[0] == source
    assert path.states[-1] == target
    region = network.region
    assert (region.array("turn_from")[path.turns] == path.states[:-1]).all()
    assert (network.turn_to[path.turns] == path.states[1:]).all()
    arcs = metric.costs.arc[path.turns].astype(np.int64)
    assert (arcs < FORBIDDEN).all()
    assert int(arcs.sum()) == cost
    edges = network.state_edge[path.states]
    assert (region.array("edge_head")[edges[:-1]] == region.array("edge_tail")[edges[1:]]).all()
    assert metric.usable[edges[1:]].all()


def closures_for(region: Region, generator: np.random.Generator) -> list[TrafficReport]:
    """A tenth of the ways slow, a hundredth closed, one direction each."""
    ways = region.array("way_osm_id")
    chosen = generator.choice(len(ways), max(len(ways) // 9, 1), replace=False)
    return [
        TrafficReport(
            int(ways[w]), bool(generator.integers(2)), math.inf, float(generator.uniform(1, 15)), i % 10 == 0
        )
        for i, w in enumerate(chosen)
    ]


@pytest.mark.parametrize(
    "profile",
    [
        RoutingProfile(),
        RoutingProfile(objective=Objective.SHORTEST),
        RoutingProfile(objective=Objective.ECO, avoid_tolls=True, avoid_unpaved=True),
        RoutingProfile(vehicle_height_m=2.2, vehicle_weight_kg=4_000.0, avoid_motorways=True),
    ],
    ids=["fastest", "shortest", "eco", "high"],
)
def test_costs_equal_networkx_with_closures(monaco_region: Path, profile: RoutingProfile) -> None:
    region = Region.open(monaco_region)
    engine = RouteEngine([region], clock=lambda: 0.0, timezone=UTC)
    generator = np.random.default_rng(3)
    engine.apply_traffic(closures_for(region, generator)).join()
    network = engine.networks[0]
    metric = network.metric(profile, MORNING)
    graph = expanded_graph(network, metric)
    joined = 0
    for source, target in generator.integers(len(network.state_edge), size=(PAIRS, 2)).tolist():
        try:
            expected = nx.dijkstra_path_length(graph, source, target, weight="cost")
        except nx.NetworkXNoPath:
            assert metric.path(source, target) is None
            continue
        joined += 1
        check_path(network, metric, source, target, expected)
    assert joined > PAIRS // 2


def brute_force(network: Network, metric: Metric, source: int) -> dict[int, int]:
    """Cheapest cost from a state to every other, by Dijkstra over the stored turns."""
    begin, turn_to = network.turn_begin.tolist(), network.turn_to.tolist()
    arc = metric.costs.arc.tolist()
    cost: dict[int, int] = {}
    queue = [(0, source)]
    while queue:
        so_far, state = heapq.heappop(queue)
        if state in cost:
            continue
        cost[state] = so_far
        for turn in range(begin[state], begin[state + 1]):
            if arc[turn] < FORBIDDEN and turn_to[turn] not in cost:
                heapq.heappush(queue, (so_far + arc[turn], turn_to[turn]))
    return cost


KINDS = ("no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "only_straight_on")


@st.composite
def towns(draw: Any) -> Any:
    """Small random towns: up to nine junctions on a grid, streets of all kinds, restrictions."""
    across = draw(st.integers(2, 3))
    down = draw(st.integers(2, 3))
    names = "ABCDEFGHI"[: across * down]
    art = "\n".join("   ".join(names[r * across : (r + 1) * across]) for r in range(down))
    possible = [
        names[r * across + c] + names[r * across + c + 1] for r in range(down) for c in range(across - 1)
    ] + [names[r * across + c] + names[(r + 1) * across + c] for r in range(down - 1) for c in range(across)]
    chosen = draw(st.lists(st.sampled_from(possible), min_size=2, unique=True))
    tags = st.fixed_dictionaries(
        {},
        optional={
            "oneway": st.sampled_from(["yes", "-1"]),
            "maxspeed": st.sampled_from(["20", "50", "90"]),
            "highway": st.sampled_from(["primary", "residential", "service", "living_street"]),
            "access": st.sampled_from(["destination", "private"]),
            "junction": st.just("roundabout"),
            "toll": st.just("yes"),
        },
    )
    ways = {way: draw(tags) for way in chosen}
    meeting = [
        f"{a} {kind} {b}"
        for a in chosen
        for b in chosen
        for kind in KINDS
        if a != b and len(set(a) & set(b)) == 1
    ]
    restrictions = draw(st.lists(st.sampled_from(meeting), max_size=3)) if meeting else []
    return art, ways, restrictions


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(town=towns(), seed=st.integers(0, 2**32 - 1), objective=st.sampled_from(list(Objective)))
def test_random_small_networks_agree_with_brute_force(town: Any, seed: int, objective: Objective) -> None:
    art, ways, restrictions = town
    compiled = ascii_map(art, ways=ways, restrictions=restrictions)
    region = compiled.region
    engine = RouteEngine([region], clock=lambda: 0.0, timezone=UTC)
    engine.apply_traffic(closures_for(region, np.random.default_rng(seed))).join()
    network = engine.networks[0]
    metric = network.metric(RoutingProfile(objective=objective), MORNING)
    states = np.arange(len(network.state_edge))
    table = metric.matrix(states, states)
    backward = metric.reverse_matrix(states, states)
    for source in states.tolist():
        expected = brute_force(network, metric, source)
        for target in states.tolist():
            if target in expected:
                assert table[source, target] == expected[target]
                assert backward[target, source] == expected[target]
                check_path(network, metric, source, target, expected[target])
            else:
                assert table[source, target] == FORBIDDEN
                assert metric.path(source, target) is None
