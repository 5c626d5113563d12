"""Before a roundabout the marks on the lanes tell which of them lead to the exit that is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.guide.lanes.lane_marks import lanes_for_exit, marks_of
from maps.guide.maneuvers import maneuvers
from maps.models import RouteRequest, Waypoint
from maps.route.engine import RouteEngine
from tests.ascii_map import ascii_map

CIRCLE = """
              n
              |
              b
            /   \\
    w------c     a------e
            \\   /
              d
              |
              s
"""
"""Driven a, b, c, d; one arrives from s."""


def valid_lanes(marks: str, exit_letter: str, approach: str = "s") -> list[bool]:
    lanes = {"turn:lanes:forward": marks}
    ways = {
        "abcda": {"junction": "roundabout", "name": ""}, "sd": lanes, "ea": {}, "nb": {}, "wc": {},
    }  # fmt: skip
    town = ascii_map(CIRCLE, ways=ways, grid_m=15.0)
    places = (Waypoint(town.at(approach)), Waypoint(town.at(exit_letter)))
    found = maneuvers(RouteEngine([town.region]).route(RouteRequest(places))[0], [town.region])
    (entry,) = [m for m in found if m.type in ("roundabout", "roundabout turn", "rotary")]
    return [lane.valid for lane in entry.lanes]


@pytest.mark.parametrize(
    ("exit_letter", "expected"),
    [("e", [False, False, True]), ("n", [False, True, False]), ("w", [True, False, False])],
)
def test_each_exit_has_its_lanes(exit_letter: str, expected: list[bool]) -> None:
    assert valid_lanes("left|through|right", exit_letter) == expected


def test_marks_that_say_nothing_of_an_exit_are_not_shown() -> None:
    assert valid_lanes("through|right", "w") == []
    assert valid_lanes("left|left;through|", "n") == [False, True, False]


_WORD = st.sampled_from(["left", "through", "right", "", "slight_left", "left;through", "through;right"])


@given(
    st.lists(_WORD, min_size=1, max_size=5),
    st.sampled_from(["right", "slight right", "straight", "slight left", "left", "uturn", "sharp left"]),
)
def test_what_is_chosen_lies_side_by_side_on_the_road(words: list[str], modifier: str) -> None:
    marks = marks_of("|".join(words))
    chosen = lanes_for_exit(marks, modifier)
    if chosen is not None:
        count, first = chosen
        assert 0 < count < len(marks) and first >= 0 and first + count <= len(marks)
