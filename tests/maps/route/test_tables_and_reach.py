"""Tables of driving times, the best order of stops, reachable areas, alternatives, and the shell."""

from __future__ import annotations

import argparse
import itertools
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from maps.geometry import LatLon, destination_point
from maps.models import RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.cli import add_commands
from maps.route.energy import VehicleModel, edge_energy_wh, turn_energy_wh
from maps.route.engine import RouteEngine
from maps.route.heights import heights_of
from maps.route.stops import best_order
from tests.ascii_map import ascii_map
from tests.maps.route.drawn import engine_of


@pytest.fixture(scope="module")
def monaco(monaco_region: Path) -> RouteEngine:
    return RouteEngine([Region.open(monaco_region)], timezone=UTC)


HARBOUR = Waypoint(LatLon(43.7350, 7.4212))
PLACES = [
    Waypoint(LatLon(*p)) for p in ((43.7384, 7.4246), (43.7480, 7.4370), (43.7290, 7.4160), (43.7312, 7.4200))
]


def test_a_table_holds_the_times_of_the_routes(monaco: RouteEngine) -> None:
    table = monaco.matrix([HARBOUR, PLACES[1]], PLACES).duration_s
    for row, origin in enumerate((HARBOUR, PLACES[1])):
        for column, target in enumerate(PLACES):
            if origin is target:
                continue
            route = monaco.route(RouteRequest((origin, target)))[0]
            # The table counts preferences and the side of arrival; the route's time does not.
            assert table[row, column] >= route.duration_s - 1.0
            assert table[row, column] <= route.duration_s * 1.35 + 60.0


def test_snapped_places_answer_the_same(monaco: RouteEngine) -> None:
    once = monaco.matrix([HARBOUR], PLACES).duration_s
    again = monaco.matrix(monaco.snapped([HARBOUR]), monaco.snapped(PLACES)).duration_s
    assert (once == again).all()


@pytest.mark.parametrize("stops", [0, 1, 2, 5])
def test_the_best_order_is_that_of_all_permutations(stops: int) -> None:
    generator = np.random.default_rng(stops)
    for _ in range(20):
        cost = generator.uniform(1, 100, size=(stops + 2, stops + 2))

        def total(order: tuple[int, ...], cost: np.ndarray = cost) -> float:  # type: ignore[type-arg]
            return float(sum(cost[a, b] for a, b in itertools.pairwise(order)))

        every = [(0, *middle, stops + 1) for middle in itertools.permutations(range(1, stops + 1))]
        assert total(tuple(best_order(cost))) == pytest.approx(min(total(o) for o in every))


def test_more_time_reaches_further_and_holds_the_routes(monaco: RouteEngine) -> None:
    areas = [monaco.reach(HARBOUR, duration_s=s) for s in (60.0, 240.0, 420.0)]
    assert len(areas[0].edges) < len(areas[1].edges) < len(areas[2].edges)
    for area in areas:
        assert area.contains(HARBOUR.position)
        for ring in area.outer:
            assert (ring[0] == ring[-1]).all()
    for smaller, larger in itertools.pairwise(areas):
        assert np.isin(smaller.edges, larger.edges).all()
    limit_s = 240.0
    inside, outside = 0, 0
    for place in PLACES:
        duration_s = float(monaco.matrix([HARBOUR], [place]).duration_s[0, 0])
        if duration_s < 0.8 * limit_s:
            assert areas[1].contains(place.position)
            inside += 1
        elif duration_s > 1.6 * limit_s:
            outside += not areas[1].contains(place.position)
    assert inside
    assert not areas[1].contains(LatLon(43.70, 7.30))


def test_energy_reaches_as_far_as_routes_of_that_energy(monaco: RouteEngine) -> None:
    area = monaco.reach(HARBOUR, energy_wh=200.0)
    assert area.contains(HARBOUR.position)
    wider = monaco.reach(HARBOUR, energy_wh=500.0)
    assert len(wider.edges) > len(area.edges)
    with pytest.raises(ValueError, match="either"):
        monaco.reach(HARBOUR)


def test_a_straight_road_is_reached_as_far_as_the_time_lasts() -> None:
    town = ascii_map("A---B---C---D---E", grid_m=1_000, ways={"ABCDE": {"maxspeed": "60"}})
    engine = engine_of(town)
    speed = float(town.region.array("edge_speed_mps")[0])
    start = destination_point(town.at("C"), 90.0, 500.0)
    area = engine.reach(Waypoint(start), duration_s=1_000.0 / speed)
    assert area.contains(destination_point(start, 90.0, 950.0))
    assert area.contains(destination_point(start, 270.0, 950.0))
    assert not area.contains(destination_point(start, 90.0, 1_300.0))
    assert not area.contains(destination_point(start, 270.0, 1_300.0))


class Sloped:
    """A region's arrays with slopes of one's own."""

    def __init__(self, region: Region, climb_m: np.ndarray, descent_m: np.ndarray) -> None:  # type: ignore[type-arg]
        self._region = region
        self._own = {
            "edge_climb_m": climb_m.astype(np.float32),
            "edge_descent_m": descent_m.astype(np.float32),
        }

    def __getattr__(self, name: str) -> object:
        return getattr(self._region, name)

    def array(self, name: str) -> np.ndarray:  # type: ignore[type-arg]
        return self._own[name] if name in self._own else self._region.array(name)


def hilly(region: Region) -> tuple[Region, np.ndarray]:  # type: ignore[type-arg]
    """The region on a slope that rises 40 m a kilometre to the north, with bumps; and its nodes' heights."""
    lat = region.array("node_lat_e7") / 1e7
    height = (lat - lat.min()) * 111_195 * 0.04 + 15.0 * np.sin(lat * 2_000.0)
    rise = height[region.array("edge_head")] - height[region.array("edge_tail")]
    return Sloped(region, np.maximum(rise, 0.0), np.maximum(-rise, 0.0)), height  # type: ignore[return-value]


def test_heights_follow_from_climbs(monaco: RouteEngine) -> None:
    region, height = hilly(monaco.networks[0].region)
    found = heights_of(region)
    assert found.add_up
    rise = height[region.array("edge_head")] - height[region.array("edge_tail")]
    got = found.node_m[region.array("edge_head")] - found.node_m[region.array("edge_tail")]
    assert got == pytest.approx(rise, abs=0.01)


def test_slopes_of_a_few_roads_make_no_heights(monaco: RouteEngine) -> None:
    region = monaco.networks[0].region
    climb = np.zeros(monaco.networks[0].edge_count)
    climb[::3] = 20.0
    assert not heights_of(Sloped(region, climb, np.zeros_like(climb))).add_up  # type: ignore[arg-type]


def test_downhill_reaches_further_than_uphill_and_the_energy_is_that_of_routes(monaco: RouteEngine) -> None:
    region, _ = hilly(monaco.networks[0].region)
    engine = RouteEngine([region], timezone=UTC)
    network = engine.networks[0]
    metric = network.metric(RoutingProfile(), datetime(2026, 1, 1, tzinfo=UTC), for_energy=True)
    heights = network.basis.heights
    generator = np.random.default_rng(5)
    checked = 0
    for source, target in generator.integers(len(network.state_edge), size=(40, 2)).tolist():
        path = metric.path(source, target)
        if path is None or len(path.turns) == 0:
            continue
        edges = network.state_edge[path.states[1:]].astype(np.int64)
        durations = metric.durations
        energy = float(
            edge_energy_wh(
                region, durations.edge_speed_mps[edges], durations.edge_s[edges], edges, network.vehicle
            ).sum()
            + turn_energy_wh(
                region,
                network.basis.turn_s[path.turns],
                durations.edge_speed_mps,
                path.turns,
                network.vehicle,
            ).sum()
        )
        head = region.array("edge_head")
        risen = (
            heights.node_m[head[network.state_edge[target]]]
            - heights.node_m[head[network.state_edge[source]]]
        )
        shifted = path.cost / metric.costs.unit_per_s
        assert energy == pytest.approx(shifted + risen * network.vehicle.recuperable_wh_per_m, abs=0.5)
        checked += 1
    assert checked > 20
    area = engine.reach(HARBOUR, energy_wh=150.0)
    assert area.contains(HARBOUR.position)


def test_going_down_gives_back_less_than_going_up_takes() -> None:
    vehicle = VehicleModel()
    assert 0 < vehicle.recuperable_wh_per_m < vehicle.mass_kg * 9.81 / 3_600 / vehicle.drive_efficiency


def test_alternatives_differ_and_are_not_much_longer(monaco: RouteEngine) -> None:
    request = RouteRequest((PLACES[1], PLACES[2]), RoutingProfile(), alternatives=2)
    best, *others = monaco.route(request)
    assert others
    for other in others:
        shared = np.isin(other.legs[0].edge, best.legs[0].edge)
        assert float(other.legs[0].edge_length_m[shared].sum()) <= 0.7 * other.distance_m
        assert other.duration_s <= 1.3 * best.duration_s
        edges = other.legs[0].edge
        assert len(np.unique(edges)) == len(edges)
    assert len({route.label for route in (best, *others)}) == 1 + len(others)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(words)
    return int(args.run(args))


def test_the_shell_answers_in_json(monaco_region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    region = ("--region", str(monaco_region), "--json")
    assert run("route", *region, "--from", "43.7312,7.42", "--to", "43.748,7.437", "--alternatives", "2") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["routes"][0]["distance_m"] > 1_000
    assert answer["routes"][0]["legs"][0]["roads"]
    assert run("matrix", *region, "--from", "43.7312,7.42", "43.748,7.437") == 0
    assert json.loads(capsys.readouterr().out)["duration_s"][0][0] == 0
    assert run("reach", *region, "--from", "43.7312,7.42", "--minutes", "3") == 0
    assert len(json.loads(capsys.readouterr().out)["outer"][0]) > 10
    assert run("reach", *region, "--from", "43.7312,7.42", "--energy", "0.3") == 0


def test_the_shell_refuses_what_is_no_position(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        run("route", "--region", ".", "--from", "north", "--to", "1,2")
    assert refusal.value.code == 2
    assert "expected LAT,LON in degrees, got 'north'" in capsys.readouterr().err
