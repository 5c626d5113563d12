"""Every screen, at every size, by night and day, mirrored and in Japanese: looked at, and held to the rules.

Targets are big, apart and named; words have one of four sizes and enough contrast. The pictures go to the
folder HEADUNIT_SCREENS where that is set.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.screens.scenes import MAP_SCENES, OTHER_SCENES, reset
from tests.screens.unit import SIZES, Unit, pictures_folder
from tests.screens.walk import Pixels, Surface, Target, contrast, dividers

TARGET_DP = 76
GAP_DP = 23
FLUSH_DP = 2
"""nearer than this, targets share an edge and a divider"""
TEXT_DP = {96, 48, 32, 24}
ROUNDING_DP = 0.6
"""a pixel of the smallest screen, halved"""
SETTLE_MS = 40
DIMMED = {"#6a7581", "#757f89"}
"""Theme.disabled, which only promises 3:1"""

SCENES = {**MAP_SCENES, **OTHER_SCENES}
LOOKS = (
    *((size, night, "en") for size in SIZES for night in (True, False)),
    ((1280, 720), True, "ar"),
    ((1280, 720), False, "ja"),
    ((1080, 1920), False, "ar"),
)


def _name(look: tuple[tuple[int, int], bool, str]) -> str:
    (width, height), night, language = look
    return f"{width}x{height}-{'night' if night else 'day'}-{language}"


@pytest.fixture(params=LOOKS, ids=_name)
def look(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[tuple[str, Unit]]:
    (width, height), night, language = request.param
    unit = Unit(width, height, night=night, language=language)
    yield _name(request.param), unit
    unit.close()


def test_screens(look: tuple[str, Unit]) -> None:
    name, unit = look
    folder = pictures_folder()
    faults: list[str] = []
    seen: dict[bytes, str] = {}
    for scene, show in SCENES.items():
        reset(unit)
        show(unit)
        unit.settle(SETTLE_MS)
        if scene.startswith("preview"):
            # Bubbles ride on the map.
            unit.stand_still()
        picture = unit.picture()
        if folder is not None:
            assert picture.save(str(folder / f"{scene}-{name}.png"))
        # Held by a name: the bits of a picture that is gone are anybody's.
        plain = picture.convertToFormat(QImage.Format.Format_RGB32)
        bits = bytes(plain.constBits())
        if bits in seen:
            faults.append(f"{scene} looks exactly like {seen[bits]}")
        seen[bits] = scene
        faults += [f"{scene}: {fault}" for fault in (*touch_faults(unit, scene), *text_faults(unit, picture))]
    assert not unit.problems, "\n".join(unit.problems)
    assert not faults, "\n".join(sorted(set(faults)))


def touch_faults(unit: Unit, scene: str) -> list[str]:
    found = Surface(unit.root, unit.scale).targets(unit.root, unit.scale)
    if not found and scene != "reverse":
        return ["nothing can be touched"]
    return [
        *too_small(found),
        *too_near(found, dividers(unit.root, unit.scale)),
        *(f"{target} has no name" for target in found if not target.name.strip()),
    ]


def text_faults(unit: Unit, picture: QImage) -> list[str]:
    pixels, faults = Pixels(picture), []
    for shown in Surface(unit.root, unit.scale).words(unit.root, unit.scale):
        if not shown.icon and shown.pixel_size not in TEXT_DP:
            faults.append(f"“{shown.text}” is {shown.pixel_size} dp")
        behind = pixels.ground(shown, unit.scale)
        ratio = contrast(shown.color, behind)
        least = 3.0 if shown.icon or shown.color.name() in DIMMED else 4.5
        if ratio < least - 0.05:
            faults.append(f"“{shown.text}” {shown.color.name()} on {behind.name()} has {ratio:.1f}:1")
    return faults


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
