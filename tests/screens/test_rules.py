"""Every screen, at every size, by night and day: targets big, apart and named, words legible."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tests.screens.scenes import MAP_SCENES, OTHER_SCENES, reset
from tests.screens.unit import SIZES, Unit
from tests.screens.walk import Target, contrast, dividers, ground, targets, words

TARGET_DP = 76
GAP_DP = 23
FLUSH_DP = 2
"""nearer than this, targets share an edge and a divider"""
TEXT_DP = {96, 48, 32, 24}
ROUNDING_DP = 0.6
"""a pixel of the smallest screen, halved"""

SCENES = {**MAP_SCENES, **OTHER_SCENES}


@pytest.fixture(
    params=[(size, night) for size in SIZES for night in (True, False)],
    ids=lambda p: f"{p[0][0]}x{p[0][1]}-{'night' if p[1] else 'day'}",
)
def unit(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Unit]:
    (width, height), night = request.param
    unit = Unit(width, height, night=night)
    yield unit
    unit.close()


def test_targets_and_words(unit: Unit) -> None:
    scale = unit.scale
    faults: list[str] = []
    for name, show in SCENES.items():
        reset(unit)
        show(unit)
        unit.settle(80)
        found = targets(unit.root, scale)
        assert found or name == "reverse", f"{name}: nothing can be touched"
        faults += [
            f"{name}: {fault}"
            for fault in (*too_small(found), *too_near(found, dividers(unit.root, scale)), *unnamed(found))
        ]
        picture = unit.picture()
        for shown in words(unit.root, scale):
            if not shown.icon and shown.pixel_size not in TEXT_DP:
                faults.append(f"{name}: “{shown.text}” is {shown.pixel_size} dp")
            behind = ground(picture, shown, scale)
            ratio = contrast(shown.color, behind)
            least = 3.0 if shown.icon or shown.color.name() in DIMMED else 4.5
            if ratio < least - 0.05:
                faults.append(
                    f"{name}: “{shown.text}” {shown.color.name()} on {behind.name()} has {ratio:.1f}:1"
                )
    assert not unit.problems, unit.problems
    assert not faults, "\n".join(sorted(set(faults)))


DIMMED = {"#6a7581", "#757f89"}
"""Theme.disabled, which only promises 3:1"""


def too_small(found: list[Target]) -> list[str]:
    least = TARGET_DP - ROUNDING_DP
    return [
        f"{target} is too small"
        for target in found
        if not target.scrolled and min(target.box.width(), target.box.height()) < least
    ]


def too_near(found: list[Target], lines: list[QRectF]) -> list[str]:
    """Pairs side by side that are neither flush, nor 23 apart, nor parted by a line or the stage's edge."""
    faults = []
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            a, b = one.box, other.box
            nested = _grown(a).contains(b) or _grown(b).contains(a)
            if nested or one.on_stage != other.on_stage:
                continue
            across = max(a.left() - b.right(), b.left() - a.right())
            down = max(a.top() - b.bottom(), b.top() - a.bottom())
            if across < -FLUSH_DP and down < -FLUSH_DP:
                faults.append(f"{one} and {other} overlap")
            elif min(across, down) < -FLUSH_DP < FLUSH_DP < max(across, down) < GAP_DP - ROUNDING_DP:
                between = _between(a, b, across > down)
                if not any(between.intersects(line) for line in lines):
                    faults.append(f"{one} and {other} are {max(across, down):.0f} apart")
    return faults


def _grown(box: QRectF) -> QRectF:
    return box.adjusted(-1, -1, 1, 1)


def _between(a: QRectF, b: QRectF, side_by_side: bool) -> QRectF:
    """The strip from the edge of one box to the facing edge of the other."""
    if side_by_side:
        left, right = (a, b) if a.left() < b.left() else (b, a)
        top = max(a.top(), b.top())
        return QRectF(
            left.right() - 1, top, right.left() - left.right() + 2, min(a.bottom(), b.bottom()) - top
        )
    upper, lower = (a, b) if a.top() < b.top() else (b, a)
    left_edge = max(a.left(), b.left())
    width = min(a.right(), b.right()) - left_edge
    return QRectF(left_edge, upper.bottom() - 1, width, lower.top() - upper.bottom() + 2)


def unnamed(found: list[Target]) -> list[str]:
    return [f"{target} has no name" for target in found if not target.name.strip()]
