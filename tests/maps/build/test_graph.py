"""Ways become edges: cut where roads meet, with their geometry, nothing lost and nothing invented."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.build.graph import NO_EDGE, Graph, build_graph
from maps.build.osm import read_roads
from maps.geometry import E7, LatLon, bearing_deg, haversine_m
from maps.region.format import EdgeFlag, RoadClass
from tests.ascii_map import Drawing, ascii_map

LETTERS = "ABCDEFGH"
LINED = "ABCDEFGHIJKL"


@st.composite
def roads(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Ways over eight nodes in any shape (loops, spurs, repeats), with a oneway value each."""
    ways = draw(
        st.lists(st.text(LETTERS, min_size=2, max_size=7), min_size=1, max_size=6).filter(
            lambda found: any(len(set(way)) > 1 for way in found)
        )
    )
    return [(way, draw(st.sampled_from(["no", "yes", "-1"]))) for way in ways]


def compiled(ways: list[tuple[str, str]]) -> Graph:
    drawing = Drawing()
    for index, letter in enumerate(LETTERS):
        drawing.positions[letter] = LatLon(1 + (index * 37 % 11) * 1e-3, 1 + (index * 53 % 13) * 1e-3)
        drawing.node_ids[letter] = index + 1
    for letters, oneway in ways:
        drawing.ways.append((letters, {"highway": "residential", "oneway": oneway}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roads.osm"
        drawing.write(path)
        return build_graph(read_roads(path, lambda _stage, _done: None))


@settings(max_examples=150, deadline=None)
@given(roads())
def test_every_shape_ends_at_its_nodes_and_has_the_stored_length_and_course(
    ways: list[tuple[str, str]],
) -> None:
    graph = compiled(ways)
    assert np.all(np.diff(graph.edge_tail.astype(np.int64)) >= 0)
    for edge in range(len(graph.edge_tail)):
        begin, end = graph.shape_begin[graph.edge_shape[edge]], graph.shape_begin[graph.edge_shape[edge] + 1]
        lat, lon = graph.shape_lat_e7[begin:end], graph.shape_lon_e7[begin:end]
        if not graph.edge_forward[edge]:
            lat, lon = lat[::-1], lon[::-1]
        tail, head = graph.edge_tail[edge], graph.edge_head[edge]
        assert (lat[0], lon[0]) == (graph.node_lat_e7[tail], graph.node_lon_e7[tail])
        assert (lat[-1], lon[-1]) == (graph.node_lat_e7[head], graph.node_lon_e7[head])
        degrees = lat / E7, lon / E7
        steps = haversine_m(degrees[0][:-1], degrees[1][:-1], degrees[0][1:], degrees[1][1:])
        assert graph.edge_length_m[edge] == pytest.approx(steps.sum(), rel=1e-5)
        courses = bearing_deg(degrees[0][:-1], degrees[1][:-1], degrees[0][1:], degrees[1][1:])
        assert graph.edge_bearing_start_deg[edge] == pytest.approx(courses[0], abs=0.01)
        assert graph.edge_bearing_end_deg[edge] == pytest.approx(courses[-1], abs=0.01)
        twin = graph.edge_reverse[edge]
        if twin != NO_EDGE:
            assert graph.edge_reverse[twin] == edge
            assert (graph.edge_tail[twin], graph.edge_head[twin]) == (head, tail)


@settings(max_examples=150, deadline=None)
@given(roads())
def test_one_may_drive_exactly_the_drawn_segments(ways: list[tuple[str, str]]) -> None:
    graph = compiled(ways)
    place = {}
    for index, letter in enumerate(LETTERS):
        place[round((1 + (index * 37 % 11) * 1e-3) * E7), round((1 + (index * 53 % 13) * 1e-3) * E7)] = letter
    driven: list[str] = []
    for edge in range(len(graph.edge_tail)):
        begin, end = graph.shape_begin[graph.edge_shape[edge]], graph.shape_begin[graph.edge_shape[edge] + 1]
        letters = [
            place[int(lat), int(lon)]
            for lat, lon in zip(graph.shape_lat_e7[begin:end], graph.shape_lon_e7[begin:end], strict=True)
        ]
        if not graph.edge_forward[edge]:
            letters.reverse()
        driven += ["".join(pair) for pair in itertools.pairwise(letters)]
    expected: list[str] = []
    for letters, oneway in ways:
        for a, b in itertools.pairwise(letters):
            if a == b:
                continue
            expected += [a + b] * (oneway != "-1") + [b + a] * (oneway != "yes")
    assert set(driven) == set(expected) and len(driven) <= len(expected)


def test_roads_are_cut_where_they_meet_and_nowhere_else() -> None:
    town = ascii_map(["a b c d", "    e  "], ways={"abcd": {"name": "main"}, "ce": {"name": "side"}})
    assert town.region.manifest.counts["nodes"] == 4
    assert town.region.edge_length_m[town.edge("ac")] == pytest.approx(2 * 100, rel=0.01)
    with pytest.raises(KeyError):
        town.node("b")


def test_a_ferry_takes_its_timetable_s_time_over_all_its_edges() -> None:
    town = ascii_map(
        ["a b c d", "    e  "],
        ways={"ab": {}, "bcd": {"highway": "", "route": "ferry", "duration": "00:20"}, "ce": {}},
    )
    region = town.region
    edges = [town.edge("bc"), town.edge("cd")]
    seconds = sum(float(region.edge_length_m[e] / region.edge_speed_mps[e]) for e in edges)
    assert seconds == pytest.approx(1200, rel=1e-3)
    assert all(
        region.edge_class[e] == RoadClass.FERRY and region.edge_flags[e] & EdgeFlag.FERRY for e in edges
    )


def test_signs_and_arrows_belong_to_their_direction() -> None:
    tags = {
        "turn:lanes:forward": "left|through", "turn:lanes:backward": "right", "ref": "A 8",
        "destination:forward": "Nice", "destination:ref:backward": "A 10", "lanes": "3", "lanes:forward": "2",
    }  # fmt: skip
    town = ascii_map("a---b", ways={"ab": tags})
    region = town.region
    there, back = town.edge("ab"), town.edge("ba")
    texts = {
        name: (region.string(int(region.array(name)[there])), region.string(int(region.array(name)[back])))
        for name in ("edge_turn_lanes", "edge_destination", "edge_destination_ref", "edge_ref")
    }
    assert texts == {
        "edge_turn_lanes": ("left|through", "right"), "edge_destination": ("Nice", ""),
        "edge_destination_ref": ("", "A 10"), "edge_ref": ("A 8", "A 8"),
    }  # fmt: skip
    assert (region.edge_lane_count[there], region.edge_lane_count[back]) == (2, 1)


def test_an_unjoined_road_is_an_island() -> None:
    town = ascii_map(["A---B---C", "|   |   |", "D---E---F", "", "G---H"])
    island = int(EdgeFlag.ISLAND)
    assert town.region.edge_flags[town.edge("GH")] & island
    assert not town.region.edge_flags[town.edge("AB")] & island


def test_motorways_that_only_lead_out_are_not_the_network() -> None:
    """An extract of a town cuts its motorways into pieces from which nothing is reached."""
    art = ["M   N   O   P   Q   R", "|   |   |   |   |   |", "A---B---C---D---E---F"]
    art += [
        "|   |   |   |   |   |",
        "G---H---I---J---K---L",
        "|   |   |   |   |   |",
        "S   T   U   V   W   X",
    ]
    streets = {f"{a}{b}": {"highway": "residential"} for a, b in itertools.pairwise("ABCDEFLKJIHGA")}
    leading_out = {
        f"{a}{b}": {"highway": "motorway", "oneway": "yes"}
        for a, b in zip(LINED, "MNOPQRSTUVWX", strict=True)
    }
    town = ascii_map(art, ways=streets | leading_out)
    island = (town.region.edge_flags & int(EdgeFlag.ISLAND)) != 0
    assert not island[[town.edge(way) for way in streets]].any()
    assert island[[town.edge(way) for way in leading_out]].all()


def test_a_road_drawn_twice_is_one_road() -> None:
    town = ascii_map(
        "A---b---C---D", ways=[("AbC", {}), ("CbA", {}), ("CD", {"oneway": "yes"}), ("DC", {"oneway": "yes"})]
    )
    assert all(len(town.edges(pair)) == 1 for pair in ("Ab", "bA", "bC", "Cb"))
    assert len(town.edges("CD")) == 1 and len(town.edges("DC")) == 1, "one way each is no double"
