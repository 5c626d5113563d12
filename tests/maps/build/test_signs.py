"""Signals of one junction are waited for once; a sign holds up those whom it faces."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.region.format import TurnFlag
from tests.ascii_map import Town, ascii_map

LIGHTS = {"highway": "traffic_signals"}
CROSSING = {"highway": "crossing", "crossing": "traffic_signals"}

CARRIAGEWAYS = """
          n   m
          |   |
    a--b--c---d--e--f
          |   |
    l--k--g---h--i--j
          |   |
          o   p
"""
"""Two dual carriageways cross; b, e, i, k stand before them."""
ONE_WAY = {"oneway": "yes"}
WAYS: dict[str, Mapping[str, str]] = {
    "fedcba": ONE_WAY, "lkghij": ONE_WAY, "ncgo": ONE_WAY, "phdm": ONE_WAY,
}  # fmt: skip


def waits(town: Town, path: str) -> int:
    """How many times one waits at lights on a path of letters."""
    region = town.region
    edges = [town.edge(path[i : i + 2]) for i in range(len(path) - 1)]
    count = 0
    for edge, after in itertools.pairwise(edges):
        begin, end = int(region.turn_begin[edge]), int(region.turn_begin[edge + 1])
        (turn,) = [t for t in range(begin, end) if int(region.state_edge[region.turn_to[t]]) == after]
        count += bool(region.turn_flags[turn] & TurnFlag.SIGNAL)
    return count


@given(st.sets(st.sampled_from("bcdeghik"), min_size=1), st.sampled_from((LIGHTS, CROSSING)))
@settings(max_examples=15, deadline=None)
def test_lights_of_one_crossing_of_carriageways_are_one(lit: set[str], kind: Mapping[str, str]) -> None:
    town = ascii_map(CARRIAGEWAYS, ways=WAYS, grid_m=12.0, nodes=dict.fromkeys(sorted(lit), kind))
    ids = set(town.region.node_osm_id.tolist())
    for way in ("fedcba", "lkghij", "ncgo", "phdm", "fedcgo", "lkghdm"):
        path = "".join(letter for letter in way if town.drawing.node_ids[letter] in ids)
        assert waits(town, path) <= 1
        if path[1] in lit:
            assert waits(town, path) == 1


@pytest.mark.parametrize(("apart_m", "expected"), [(20.0, 1), (120.0, 2)])
def test_junctions_far_apart_are_waited_for_each(apart_m: float, expected: int) -> None:
    town = ascii_map(
        """
            c   f
            |   |
        a---b---e---h
            |   |
            d   g
        """,
        grid_m=apart_m / 2.0,
        nodes={"b": LIGHTS, "e": LIGHTS},
    )
    assert waits(town, "abeh") == expected


def test_a_crossing_with_lights_away_from_junctions_is_waited_for_by_itself() -> None:
    town = ascii_map("a-------b-------c", ways={"abc": {}}, nodes={"b": CROSSING}, grid_m=50.0)
    assert waits(town, "abc") == 1


@pytest.mark.parametrize("sign", ["stop", "give_way"])
def test_a_sign_at_its_junction_is_for_the_lesser_road(sign: str) -> None:
    art = """
            d
            |
        a---b---c
            |
            e
    """
    ways = {"abc": {"highway": "primary"}, "dbe": {"highway": "residential"}}
    flag = TurnFlag.STOP if sign == "stop" else TurnFlag.GIVE_WAY
    town = ascii_map(art, ways=ways, nodes={"b": {"highway": sign}})
    assert not _flags(town, "abc") & flag
    assert _flags(town, "dbe") & flag and _flags(town, "dba") & flag
    everyone = ascii_map(art, ways=ways, nodes={"b": {"highway": "stop", "stop": "all"}})
    assert _flags(everyone, "abc") & TurnFlag.STOP


@given(st.integers(1, 4), st.integers(8, 30), st.sampled_from(("stop", "give_way")))
@settings(max_examples=8, deadline=None)
def test_a_sign_before_a_junction_faces_those_who_drive_there(before: int, behind: int, sign: str) -> None:
    """However short the road behind it is cut by drives."""
    art = f"""
        {" " * (2 * behind + 2 * before)}d
        {" " * (2 * behind + 2 * before)}|
        a-y{"-" * (2 * behind - 3)}s{"-" * (2 * before - 1)}b---c
        {" " * (2 * behind + 2 * before)}|
        {" " * (2 * behind + 2 * before)}e
    """
    town = ascii_map(art, ways={"aysbc": {}, "dbe": {}}, nodes={"s": {"highway": sign}}, grid_m=10.0)
    flag = TurnFlag.STOP if sign == "stop" else TurnFlag.GIVE_WAY
    assert _flags(town, "asb") & flag
    assert not _flags(town, "bsa") & flag


def _flags(town: Town, path: str) -> int:
    region = town.region
    first, second = town.edge(path[:2]), town.edge(path[1:])
    begin, end = int(region.turn_begin[first]), int(region.turn_begin[first + 1])
    (turn,) = [t for t in range(begin, end) if int(region.state_edge[region.turn_to[t]]) == second]
    return int(region.turn_flags[turn])
