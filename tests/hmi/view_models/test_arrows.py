"""Every maneuver of OSRM's vocabulary has a picture that points where the driver goes."""

from __future__ import annotations

import itertools
import re

import pytest

from hmi.view_models.navigation.arrows import BOX, MODIFIER_DEG, lane_drawing, maneuver_drawing

KINDS = (
    "turn",
    "new name",
    "depart",
    "arrive",
    "merge",
    "on ramp",
    "off ramp",
    "fork",
    "end of road",
    "continue",
    "roundabout",
    "rotary",
    "roundabout turn",
    "exit roundabout",
    "exit rotary",
    "notification",
    "use lane",
)


def points(path: str) -> list[tuple[float, float]]:
    """The end points of an absolute path, without the radii of its arcs."""
    plain = re.sub(r"A (\S+ ){5}", "A ", path)
    numbers = [float(word) for word in re.findall(r"-?\d+\.?\d*", plain)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.parametrize(("kind", "modifier"), list(itertools.product(KINDS, (*MODIFIER_DEG, ""))))
def test_every_maneuver_is_drawn_within_its_box(kind: str, modifier: str) -> None:
    drawing = maneuver_drawing(kind, modifier, MODIFIER_DEG.get(modifier, 0.0), (0, 90, -90))
    assert drawing.way or drawing.fill
    if kind == "arrive":
        return
    for x, y in points(drawing.way):
        assert -8 <= x <= BOX + 8, (kind, modifier, drawing.way)
        assert -8 <= y <= BOX + 8, (kind, modifier, drawing.way)


@pytest.mark.parametrize("modifier", ["slight left", "left", "sharp left"])
def test_left_is_the_mirror_of_right(modifier: str) -> None:
    left = points(maneuver_drawing("turn", modifier).way)
    right = points(maneuver_drawing("turn", modifier.replace("left", "right")).way)
    for (left_x, left_y), (right_x, right_y) in zip(
        sorted(left), sorted((BOX - x, y) for x, y in right), strict=True
    ):
        assert left_x == pytest.approx(right_x, abs=0.02)
        assert left_y == pytest.approx(right_y, abs=0.02)


def test_the_head_points_where_the_driver_goes() -> None:
    # The middle point of the head is its tip.
    def tip(modifier: str) -> tuple[float, float]:
        return points(maneuver_drawing("turn", modifier).way)[-2]

    assert tip("left")[0] < 35
    assert tip("right")[0] > 65
    assert tip("straight")[1] < 20
    assert tip("sharp right")[1] > tip("right")[1] > tip("slight right")[1]


def test_roads_not_taken_are_stubs_and_never_hide_the_arrow() -> None:
    assert maneuver_drawing("turn", "left", stubs_deg=(0, 90)).stubs.count("M") == 2
    # One lies under the arrow, one under the road that one comes from.
    assert maneuver_drawing("turn", "left", stubs_deg=(-80, 175)).stubs == ""


def test_a_fork_shows_its_other_arm_unasked() -> None:
    left = maneuver_drawing("fork", "slight left")
    assert max(x for x, _ in points(left.stubs)) > 60


@pytest.mark.parametrize("left_hand", [False, True])
def test_a_roundabout_is_driven_round_the_right_way(left_hand: bool) -> None:
    """Right-hand traffic passes the hub on its right side on the way to the left exit."""
    drawing = maneuver_drawing("roundabout", "left", -90.0, left_hand=left_hand)
    middle_x = points(drawing.way)[2][0]
    assert (middle_x > drawing.hub_x) is (not left_hand)


def test_a_roundabout_is_left_where_the_road_leaves() -> None:
    right = points(maneuver_drawing("roundabout", "right", 90.0).way)
    hub = maneuver_drawing("roundabout", "right", 90.0)
    assert right[-2][0] > hub.hub_x + 30
    assert abs(right[-2][1] - hub.hub_y) < 2


def test_a_turn_back_goes_round_on_the_side_of_the_traffic() -> None:
    assert points(maneuver_drawing("continue", "uturn").way)[-2][0] < 50
    assert points(maneuver_drawing("continue", "uturn", left_hand=True).way)[-2][0] > 50


def test_a_tunnel_has_an_arch_only_when_one_drives_on() -> None:
    assert " A 36" in maneuver_drawing("continue", "straight", tunnel=True).way
    assert " A 36" not in maneuver_drawing("turn", "left", tunnel=True).way


@pytest.mark.parametrize("indication", [*MODIFIER_DEG, "none", "merge to left"])
def test_every_lane_indication_is_drawn(indication: str) -> None:
    assert lane_drawing(indication).way.startswith("M")
