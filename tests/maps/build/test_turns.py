"""The turn-expanded graph allows exactly the drives that the ground and the restrictions allow."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.build.graph import Graph, build_graph
from maps.build.osm import read_roads
from maps.build.turns import add_turns
from maps.geometry import LatLon
from maps.region.format import TurnFlag
from tests.ascii_map import Drawing, Town, ascii_map

SQUARE = """
    A---B---C
    |   |   |
    D---E---F
    |   |   |
    G---H---I
"""
"""Nine crossings."""


def test_a_forbidden_right_turn_leaves_the_other_turns() -> None:
    town = ascii_map(SQUARE, restrictions=["AB no_right_turn BE"])
    assert not town.may_turn("ABE")
    assert town.may_turn("ABC")
    assert town.may_turn("CBE")


def test_one_drives_around_a_roundabout_to_a_road_before_its_entry() -> None:
    roundabout = """
        a   c

        b     d
        k   e
        h     f

        i   g
    """
    one_way = {"oneway": "yes"}
    ways = {
        "ab": one_way, "bc": one_way, "de": one_way, "ef": one_way, "gh": one_way, "hi": one_way,
        "bkheb": {"junction": "roundabout", "oneway": "yes"},
    }  # fmt: skip
    town = ascii_map(roundabout, ways=ways, grid_m=10.0)
    assert town.may_turn("abh") and town.may_turn("ebc") and town.may_turn("ebh")
    # From a the flow goes left and down to h; c lies against it.
    assert not town.may_turn("abc")
    assert not town.may_turn("ghi") and not town.may_turn("def")


def test_where_the_flow_comes_first_a_turn_at_a_roundabout_is_free() -> None:
    roundabout = """
        c   a

          b
        k   e
          h
    """
    one_way = {"oneway": "yes"}
    ways = {"ab": one_way, "bc": one_way, "bkheb": {"junction": "roundabout", "oneway": "yes"}}
    assert ascii_map(roundabout, ways=ways, grid_m=10.0).may_turn("abc")


def test_an_only_restriction_forbids_every_other_way_on_and_turning_back() -> None:
    town = ascii_map(SQUARE, restrictions=["DE only_straight_on EF"])
    assert town.may_turn("DEF")
    assert not town.may_turn("DEB")
    assert not town.may_turn("DEH")
    assert not town.may_turn("DED")
    assert town.may_turn("FEB")


def test_a_restriction_via_a_way_forbids_only_the_whole_movement() -> None:
    town = ascii_map(SQUARE, restrictions=["AB no_left_turn BE EF"])
    assert not town.may_turn("ABEF")
    assert town.may_turn("ABED")
    assert town.may_turn("CBEF")
    # Once left, the memory of having come from A is gone.
    assert town.may_turn("ABEHEF")


def test_an_only_restriction_via_a_way_binds_who_came_from_its_beginning() -> None:
    town = ascii_map(SQUARE, restrictions=["AB only_left_turn BE EF"])
    assert town.may_turn("ABEF")
    assert not town.may_turn("ABED")
    assert town.may_turn("CBED")


def test_turning_back_twice_does_not_get_round_a_restriction_via_a_way() -> None:
    town = ascii_map(SQUARE, restrictions=["AB no_left_turn BE EF"])
    assert not town.may_turn("ABEBEF")
    assert town.may_turn("CBEBEF")


def test_no_turn_on_red_is_no_restriction_for_a_route() -> None:
    assert ascii_map(SQUARE, restrictions=["DE no_right_turn_on_red EH"]).may_turn("DEH")


def test_a_restriction_via_ways_that_does_not_say_which_half_of_a_way_is_meant_is_void() -> None:
    ways = {"abc": {}, "bd": {}, "de": {}}
    town = ascii_map(["a    ", "b d e", "c    "], ways=ways, restrictions=["abc no_straight_on bd de"])
    assert town.may_turn("abde")
    assert town.may_turn("cbde")


def test_a_restriction_may_run_via_several_ways() -> None:
    town = ascii_map(SQUARE, restrictions=["AB no_u_turn BE ED DA"])
    assert not town.may_turn("ABEDA")
    assert town.may_turn("ABEDG")
    assert town.may_turn("CBEDA")


def test_where_a_way_runs_through_its_via_node_the_name_says_which_half_is_meant() -> None:
    crossing = {"ABC": {"name": "high street"}, "DBE": {"name": "side street"}}
    town = ascii_map(["  D  ", "A B C", "  E  "], ways=crossing, restrictions=["ABC no_left_turn DBE"])
    assert not town.may_turn("ABD")
    assert not town.may_turn("CBE")
    assert town.may_turn("ABE")
    assert town.may_turn("CBD")


def test_a_restriction_for_certain_times_keeps_the_turn_and_its_times() -> None:
    drawing = _square_with(
        {"type": "restriction", "restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)"}
    )
    region = drawing.region
    turn = _turn(drawing, "DE", "EB")
    assert region.turn_flags[turn] & TurnFlag.CONDITIONAL
    assert region.string(int(region.turn_condition[turn])) == "Mo-Fr 07:00-09:00"


def test_a_restriction_that_excepts_cars_or_is_for_lorries_does_not_count() -> None:
    for tags in (
        {"restriction": "no_left_turn", "except": "psv;motorcar"},
        {"restriction:hgv": "no_left_turn"},
        {"restriction": "no_left_turn @ nonsense", "type": "multipolygon"},
    ):
        town = _square_with({"type": "restriction", **tags})
        assert town.may_turn("DEB")
    assert not _square_with({"type": "restriction", "restriction:motorcar": "no_left_turn"}).may_turn("DEB")


def test_no_one_drives_through_a_bollard_but_may_turn_back_there() -> None:
    town = ascii_map("A---B---C", ways={"ABC": {}}, nodes={"B": {"barrier": "bollard"}})
    assert not town.may_turn("ABC")
    assert town.may_turn("ABA")


def test_turning_back_is_for_ends_and_junctions_and_turning_circles() -> None:
    town = ascii_map("A---B---C---D", nodes={"C": {"highway": "turning_circle"}})
    assert town.may_turn("BAB")
    assert not town.may_turn("ABA")
    assert town.may_turn("BCB")


def test_a_stop_sign_inside_a_road_is_for_those_who_near_the_junction() -> None:
    town = ascii_map(
        ["            d", "            |", "a--------s--b------c", "            |", "            e"],
        ways={"asbc": {}, "dbe": {}},
        nodes={"s": {"highway": "stop"}},
    )
    assert town.region.turn_flags[_turn(town, "as", "sb")] & TurnFlag.STOP
    assert not town.region.turn_flags[_turn(town, "bs", "sa")] & TurnFlag.STOP


def test_signals_that_face_one_way_cost_nothing_the_other_way() -> None:
    town = ascii_map(
        "a---b---c",
        ways={"abc": {}},
        nodes={"b": {"highway": "traffic_signals", "traffic_signals:direction": "backward"}},
    )
    assert not town.region.turn_flags[_turn(town, "ab", "bc")] & TurnFlag.SIGNAL
    assert town.region.turn_flags[_turn(town, "cb", "ba")] & TurnFlag.SIGNAL


def test_left_turns_cross_traffic_where_one_drives_on_the_right() -> None:
    town = ascii_map(SQUARE)
    assert town.region.turn_flags[_turn(town, "DE", "EB")] & TurnFlag.CROSSES_TRAFFIC
    assert not town.region.turn_flags[_turn(town, "DE", "EH")] & TurnFlag.CROSSES_TRAFFIC


@dataclass(frozen=True)
class Rule:
    """A restriction on single-edge ways, by way index."""

    kind: str
    path: tuple[int, ...]


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[tuple[str, str, bool]], list[Rule]]:
    """Small random street networks with restrictions via nodes and via ways."""
    letters = "ABCDEF"
    pairs = draw(
        st.lists(
            st.sampled_from(list(itertools.combinations(letters, 2))), min_size=3, max_size=9, unique=True
        )
    )
    streets = [
        (a, b, draw(st.booleans())) if draw(st.booleans()) else (b, a, draw(st.booleans())) for a, b in pairs
    ]
    rules = []
    for _ in range(draw(st.integers(0, 4))):
        path = [draw(st.integers(0, len(streets) - 1))]
        for _ in range(draw(st.integers(1, 3))):
            last = set(streets[path[-1]][:2])
            following = [
                i for i, street in enumerate(streets) if i not in path and len(last & set(street[:2])) == 1
            ]
            if not following:
                break
            path.append(draw(st.sampled_from(following)))
        if len(path) >= 2:
            rules.append(Rule(draw(st.sampled_from(["no_left_turn", "only_straight_on"])), tuple(path)))
    return streets, rules


@settings(max_examples=150, deadline=None)
@given(networks())
def test_drives_agree_with_brute_force(network: tuple[list[tuple[str, str, bool]], list[Rule]]) -> None:
    streets, rules = network
    graph = _compile(streets, rules)
    expected = _brute_force(streets, rules, length=5)
    assert _drives(graph, length=5) == expected


def _compile(streets: list[tuple[str, str, bool]], rules: list[Rule]) -> Graph:
    drawing = Drawing()
    places = {"A": (0, 0), "B": (0, 1), "C": (0, 2), "D": (1, 0), "E": (1, 1), "F": (1, 2)}
    for index, (letter, (row, column)) in enumerate(places.items()):
        drawing.positions[letter] = LatLon(1 - row * 0.001, 1 + column * 0.001)
        drawing.node_ids[letter] = index + 1
    for a, b, oneway in streets:
        tags = {"highway": "residential", "oneway": "yes" if oneway else "no"}
        drawing.ways.append((a + b, tags))
    for rule in rules:
        names = [streets[i][0] + streets[i][1] for i in rule.path]
        if len(rule.path) == 2:
            drawing.restrict(f"{names[0]} {rule.kind} {names[1]}")
        else:
            drawing.restrict(f"{names[0]} {rule.kind} {' '.join(names[1:])}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.osm"
        drawing.write(path)
        source = read_roads(path, lambda _stage, _done: None)
    graph = build_graph(source)
    add_turns(graph, source.restrictions)
    return graph


def _drives(graph: Graph, length: int) -> set[str]:
    """Every drive of up to `length` edges that the states and turns allow, as letters."""
    letters = np.array(list("?ABCDEF"))[graph.node_osm_id]
    found: set[str] = set()

    def extend(state: int, text: str) -> None:
        found.add(text)
        if len(text) > length:
            return
        for turn in range(int(graph.turn_begin[state]), int(graph.turn_begin[state + 1])):
            to = int(graph.turn_to[turn])
            extend(to, text + str(letters[graph.edge_head[graph.state_edge[to]]]))

    for edge in range(len(graph.edge_tail)):
        extend(edge, str(letters[graph.edge_tail[edge]]) + str(letters[graph.edge_head[edge]]))
    return found


def _brute_force(streets: list[tuple[str, str, bool]], rules: list[Rule], length: int) -> set[str]:
    """The same from the definition: every drive without a forbidden sequence of letters in it."""
    moves: dict[str, list[str]] = {}
    arms: dict[str, int] = {}
    for a, b, oneway in streets:
        moves.setdefault(a, []).append(b)
        if not oneway:
            moves.setdefault(b, []).append(a)
        for end in (a, b):
            arms[end] = arms.get(end, 0) + 1
    movements = [(rule.kind, letters) for rule in rules for letters in _movements(streets, moves, rule)]
    left: dict[str, set[str]] = {}
    """by the beginning of a movement where one may go on: anywhere that one of its rules says"""
    for kind, letters in movements:
        if kind.startswith("only_"):
            left.setdefault(letters[:-1], set()).add(letters[-1])
    bound = [
        letters
        for kind, letters in movements
        if kind.startswith("no_") or any(n not in left[letters[:-1]] for n in moves[letters[-2]])
    ]

    def fits(drive: str) -> bool:
        before, here, after = drive[-3:]
        goes_on = [n for n in moves[here] if n != before]
        if before == after and arms[here] <= 2 and goes_on:
            return False
        if before == after and goes_on and any(_is_on_its_way(drive[:-1], letters) for letters in bound):
            return False
        for kind, letters in movements:
            if kind.startswith("no_") and drive.endswith(letters):
                return False
            only = kind.startswith("only_") and drive[:-1].endswith(letters[:-1])
            if only and drive[-1] not in left[letters[:-1]]:
                return False
        return True

    found: set[str] = set()

    def extend(drive: str) -> None:
        found.add(drive)
        if len(drive) > length:
            return
        for following in moves.get(drive[-1], ()):
            if fits(drive + following):
                extend(drive + following)

    for start, ends in moves.items():
        for end in ends:
            extend(start + end)
    return found


def _is_on_its_way(drive: str, letters: str) -> bool:
    """Whether the drive ends with two or more, but not all, streets of a movement."""
    return any(drive.endswith(letters[: streets + 1]) for streets in range(2, len(letters) - 1))


def _movements(streets: list[tuple[str, str, bool]], moves: dict[str, list[str]], rule: Rule) -> list[str]:
    """The letters one passes from the rule's first street over all between, in any order, to its last."""
    first, *via, last = (set(streets[i][:2]) for i in rule.path)
    found = []
    for between in itertools.permutations(via):
        for start in first:
            letters = start + "".join(first - {start})
            for street in (*between, last):
                if letters[-1] not in street:
                    break
                letters += "".join(street - {letters[-1]})
            else:
                if all(b in moves.get(a, ()) for a, b in itertools.pairwise(letters)):
                    found.append(letters)
    return found


def _square_with(tags: dict[str, str]) -> Town:
    """SQUARE with a relation from DE via E to EB."""
    from tests.ascii_map import Member, compile_drawing, lines_between_letters

    drawing = Drawing()
    drawing.place(SQUARE, 100.0, LatLon(1.0, 1.0))
    for nodes in lines_between_letters(SQUARE):
        drawing.ways.append((nodes, {"highway": "primary"}))
    members = [
        Member("w", drawing.way_id("DE"), "from"),
        Member("n", drawing.node_ids["E"], "via"),
        Member("w", drawing.way_id("BE"), "to"),
    ]
    drawing.relations.append((tags, members))
    return compile_drawing(drawing)


def _turn(town: Town, before: str, after: str) -> int:
    region = town.region
    state = town.edge(before)
    for turn in range(int(region.turn_begin[state]), int(region.turn_begin[state + 1])):
        if int(region.state_edge[region.turn_to[turn]]) == town.edge(after):
            return turn
    raise KeyError(f"no turn {before} {after}")
