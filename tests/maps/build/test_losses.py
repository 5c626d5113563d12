"""Whatever is wrong with one object costs that object: it is left out, counted and named."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.build import osm, places, places_read, places_streets, turns
from maps.build.compile import build_region
from maps.build.graph import build_graph
from maps.build.losses import Losses, each
from maps.build.osm import read_roads
from maps.build.tiles import build_tiles, features
from maps.build.turns import add_turns
from maps.guide import baked
from maps.region.check import check_region
from tests.ascii_map import Drawing, Member, ascii_map

CROSSING = """
        N
        |
    W---C---E
        |
        S
"""
KINDS = (
    "no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "no_entry", "no_exit", "only_left_turn",
    "only_right_turn", "only_straight_on", "no_nothing", "only_here",
)  # fmt: skip


def quiet(_stage: str, _done: float) -> None:
    pass


# Every stage -----------------------------------------------------------------------------------------------


def losses_of(region: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((region / "manifest.json").read_text())["losses"]
    return found


Raiser = tuple[Any, str, Callable[..., bool], str]
STAGES: tuple[Raiser, ...] = (
    (osm, "_collect_way", lambda way, *_: way.id == 1002, "roads"),
    (osm, "_collect_node", lambda node, *_: True, "roads"),
    (osm, "_collect_restriction", lambda *_: True, "roads"),
    (turns.EdgeFinder, "paths", lambda *_: True, "restrictions"),
    (places_read, "_read_thing", lambda thing, *_: True, "places"),
    (places, "_importance", lambda *_: True, "places"),
    (places_streets, "_street_entry", lambda *_: True, "places"),
    (features, "_way", lambda raw, wkb, way: way.id == 1002, "drawing"),
    (features, "_symbol", lambda *_: True, "drawing"),
    (features, "line_layer", lambda *_: True, "drawing"),
    (baked._Page, "add", lambda page, analysis, lanes, edge: edge % 3 == 0, "guidance"),
)


@pytest.mark.parametrize("error", [ValueError("odd"), RuntimeError("odd")])
@pytest.mark.parametrize(
    ("owner", "name", "hits", "stage"), STAGES, ids=lambda part: getattr(part, "__name__", part)
)
def test_an_exception_about_one_object_is_a_loss_with_its_id(
    owner: Any,
    name: str,
    hits: Callable[..., bool],
    stage: str,
    error: Exception,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawing = Drawing()
    drawing.place(CROSSING, 100, ascii_map("A-B").at("A"))
    for nodes in ("WC", "CE", "NC", "CS"):
        drawing.ways.append((nodes, {"highway": "primary", "name": nodes}))
    drawing.node_tags["C"] = {"highway": "traffic_signals", "amenity": "cafe", "name": "Crossing"}
    drawing.restrict("WC no_left_turn NC")
    drawing.write(tmp_path / "town.osm")
    original = getattr(owner, name)

    def raising(*arguments: Any, **options: Any) -> Any:
        if hits(*arguments):
            raise error
        return original(*arguments, **options)

    monkeypatch.setattr(owner, name, raising)
    build_region([tmp_path / "town.osm"], tmp_path / "region")
    check_region(tmp_path / "region")
    lost = losses_of(tmp_path / "region")
    assert lost[stage]["count"] >= 1
    for object_id, why in lost[stage]["first"].items():
        assert object_id[0] in "nwr" and object_id[1:].isdigit()
        assert type(error).__name__ in why


def test_a_full_disk_is_no_object_s_fault() -> None:
    for error in (OSError(28, "No space left"), MemoryError()):
        with pytest.raises(type(error)), Losses().about("drawing", "w1"):
            raise error


def test_children_tell_what_they_lost() -> None:
    theirs, ours = Losses(), Losses()
    for number in range(50):
        theirs.add("drawing", f"w{number}", "odd")
    ours.add("drawing", "r1", "odd")
    ours.join(json.loads(json.dumps(theirs.report())))
    assert ours.count("drawing") == 51
    assert ours.report()["drawing"]["first"]["r1"] == "odd"


def test_what_shapely_refuses_costs_one_shape() -> None:
    shapes = np.array([shapely.box(0, 0, 1, 1), None, shapely.box(2, 2, 3, 3)], dtype=object)

    def refuses(some: Any) -> Any:
        if any(shape is None for shape in some):
            raise shapely.errors.GEOSException("TopologyException")
        return some

    losses = Losses()
    found = each(refuses, shapes, np.array(["w1", "w2", "w3"], dtype=object), losses, "drawing")
    assert [shape.is_empty for shape in found] == [False, True, False]
    assert list(losses.report()["drawing"]["first"]) == ["w2"]


# Files -----------------------------------------------------------------------------------------------------


def mutated(source: Path, target: Path, seed: int) -> None:
    """A copy whose objects are not what they were: other places, references, tags, members."""
    choose = random.Random(seed)

    def odd_tags(tags: Any) -> list[tuple[str, str]]:
        rows = [(tag.k, tag.v) for tag in tags]
        if rows and choose.random() < 0.2:
            row = choose.randrange(len(rows))
            key, value = rows[row]
            odd = ("", "0", "-1", "NaN", "∞", "yes;no", "@ (", value * 3, "9" * 40, "|" * 300, "no_", "بوابة")
            rows[row] = (key, choose.choice(odd)[:255])
        return rows

    with osmium.SimpleWriter(str(target), overwrite=True) as writer:
        for item in osmium.FileProcessor(str(source)):
            odd = choose.random() < 0.05
            if item.is_node():
                place = (item.lon, item.lat)
                if odd:
                    place = choose.choice(
                        [(180.0, item.lat), (-180.0, item.lat), (item.lon, 89.9), (0.0, 0.0)]
                    )
                writer.add_node(item.replace(location=place, tags=odd_tags(item.tags)))
            elif item.is_way():
                nodes = [node.ref for node in item.nodes]
                if odd:
                    choose.shuffle(nodes)
                    nodes = choose.choice([nodes, nodes[:1], [], nodes * 2, nodes[:-1], [nodes[0]] * 4])
                writer.add_way(item.replace(nodes=nodes, tags=odd_tags(item.tags)))
            else:
                members = [(member.type, member.ref, member.role) for member in item.members]
                if choose.random() < 0.5:
                    roles = ("from", "to", "via", "outer", "inner", "", " FROM")
                    members = [
                        (choose.choice((kind, "n")), ref, choose.choice(roles)) for kind, ref, _ in members
                    ] + members[: choose.randrange(3)]
                writer.add_relation(item.replace(members=members, tags=odd_tags(item.tags)))


@pytest.mark.parametrize("seed", range(1))
def test_a_mutated_map_is_built(seed: int, tmp_path: Path, monaco_pbf: Path) -> None:
    mutated(monaco_pbf, tmp_path / "odd.osm.pbf", seed)
    build_region([tmp_path / "odd.osm.pbf"], tmp_path / "region")
    region = check_region(tmp_path / "region")
    assert region.manifest.counts["edges"] > 1_000


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 60))
def test_any_mutated_map_is_built(seed: int, tmp_path: Path, monaco_pbf: Path) -> None:
    test_a_mutated_map_is_built(seed, tmp_path, monaco_pbf)


CORNERS = st.lists(st.tuples(st.floats(-0.05, 0.05), st.floats(-0.05, 0.05)), min_size=1, max_size=8)
LOOKS = st.sampled_from(
    [
        {"natural": "wood"}, {"natural": "water", "name": "Lake"}, {"building": "yes"},
        {"natural": "coastline"}, {"leisure": "park", "name": "Park"},
        {"highway": "primary", "name": "Road"}, {"waterway": "river", "name": "River"}, {"route": "ferry"},
        {"boundary": "administrative", "admin_level": "8", "name": "Town"},
    ]
)  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(CORNERS, LOOKS, st.booleans()), min_size=1, max_size=8),
    st.sampled_from([0.0, -17.0, 66.0]),
)
def test_an_extract_over_180_degrees_is_drawn(
    ways: list[tuple[list[tuple[float, float]], dict[str, str], bool]], lat: float
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path, number = Path(folder) / "over.osm.pbf", 0
        with osmium.SimpleWriter(str(path)) as writer:
            made = []
            for corners, tags, closed in ways:
                refs = []
                for north, east in corners:
                    number += 1
                    lon = 180.0 + east if east < 0 else -180.0 + east
                    writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon, lat + north)))
                    refs.append(number)
                made.append((refs + refs[:1] * closed, tags))
            for way, (refs, tags) in enumerate(made, start=1):
                writer.add_way(osmium.osm.mutable.Way(id=way, nodes=refs, tags=tags))
        build_tiles([path], Path(folder) / "tiles", quiet)


# Restrictions ----------------------------------------------------------------------------------------------


def drives(members: list[Member], tags: dict[str, str], folder: Path) -> tuple[set[str], Losses]:
    """The turns over the crossing that remain, as "WE" from west to east, with one relation on it."""
    drawing = Drawing()
    drawing.place(CROSSING, 100, ascii_map("A-B").at("A"))
    for nodes in ("WC", "CE", "NC", "CS"):
        drawing.ways.append((nodes, {"highway": "primary"}))
    drawing.relations.append(({"type": "restriction", **tags}, members))
    drawing.write(folder / "crossing.osm")
    losses = Losses()
    source = read_roads(folder / "crossing.osm", quiet, losses)
    graph = build_graph(source)
    add_turns(graph, source.restrictions, losses)
    letter = {number: name for name, number in drawing.node_ids.items()}
    found = set()
    for before, after in zip(graph.turn_from.tolist(), graph.turn_to.tolist(), strict=True):
        before, after = graph.state_edge[before], graph.state_edge[after]
        if letter[int(graph.node_osm_id[graph.edge_head[before]])] == "C":
            start, end = graph.edge_tail[before], graph.edge_head[after]
            found.add(letter[int(graph.node_osm_id[start])] + letter[int(graph.node_osm_id[end])])
    return found, losses


WAYS = {"W": 1001, "E": 1002, "N": 1003, "S": 1004}
FREE = {a + b for a in "WENS" for b in "WENS"}


def via() -> Member:
    return Member("n", "NWCES".index("C") + 1, "via")


@pytest.mark.parametrize(
    ("roads_from", "roads_to", "kind", "forbidden", "lost"),
    [
        ("W", "N", "no_left_turn", {"WN"}, False),
        ("WS", "N", "no_entry", {"WN", "SN"}, False),
        ("W", "NS", "no_exit", {"WN", "WS"}, False),
        ("WE", "N", "no_left_turn", {"WN"}, False),  # only from the west is it a left turn
        ("W", "NS", "no_left_turn", {"WN"}, False),
        ("W", "NSE", "no_exit", set(), True),  # would close the road
        ("WN", "ES", "no_straight_on", set(), True),
        ("W", "E", "only_straight_on", {"WN", "WS", "WW"}, False),
        ("W", "NES", "only_here", set(), True),
        ("WE", "NS", "only_right_turn", set(), True),
    ],
)
def test_what_is_clear_is_read_and_what_is_not_is_left_out_and_counted(
    roads_from: str, roads_to: str, kind: str, forbidden: set[str], lost: bool, tmp_path: Path
) -> None:
    members = [Member("w", WAYS[road], "from") for road in roads_from]
    members += [via(), *(Member("w", WAYS[road], "to") for road in roads_to)]
    found, losses = drives(members, {"restriction": kind}, tmp_path)
    free, _ = drives([], {"restriction": "no_u_turn"}, tmp_path)
    assert free == FREE
    assert free - found == forbidden
    assert losses.count("restrictions") == lost
    assert not lost or list(losses.report()["restrictions"]["first"]) == ["r5001"]


ROLES = st.sampled_from(["from", "to", "via", "FROM", " to ", "via", "", "location_hint"])
ANY_MEMBER = st.builds(
    Member, st.sampled_from("wwwn"), st.sampled_from([1, 2, 3, 4, 5, *WAYS.values(), 999]), ROLES
)


@settings(max_examples=20, deadline=None)
@given(st.lists(ANY_MEMBER, max_size=7), st.sampled_from(KINDS))
def test_no_relation_closes_the_crossing(members: list[Member], kind: str) -> None:
    """Whatever its members: from each road a way leads on, and only_ leaves a way that it names."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        found, losses = drives(members, {"restriction": kind}, Path(folder))
    for road in "WENS":
        on = {drive for drive in found if drive[0] == road and drive[1] != road}
        assert on or kind == "no_entry", (road, losses.report())
    if not losses.count("restrictions") and FREE - found:
        named = {road for road, way in WAYS.items() if any(m.ref == way for m in members)}
        assert {drive[0] for drive in FREE - found} <= named


def test_two_that_say_only_of_one_road_mean_either() -> None:
    town = compile_drawing_of(["WC only_straight_on CE", "WC only_right_turn CS"])
    on = {int(town.region.turn_to[t]) for t in leaving(town, "WC")}
    assert on == {town.edge("CE"), town.edge("CS")}


def compile_drawing_of(restrictions: list[str]) -> Any:
    return ascii_map(
        CROSSING,
        grid_m=100,
        ways={"WC": {}, "CE": {}, "NC": {}, "CS": {}},
        restrictions=restrictions,
    )


def leaving(town: Any, two: str) -> range:
    begin, edge = town.region.turn_begin, town.edge(two)
    return range(int(begin[edge]), int(begin[edge + 1]))
