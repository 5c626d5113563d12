"""Takes the pictures of every screen for people to look at, and checks that none is empty or half drawn.

The folder is HEADUNIT_SCREENS, or one that pytest keeps for a while.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.screens.scenes import MAP_SCENES, OTHER_SCENES, reset
from tests.screens.unit import SIZES, Unit, pictures_folder

LOOKS = (
    *(((width, height), night, "en") for width, height in SIZES for night in (True, False)),
    ((1280, 720), True, "ar"),
    ((1280, 720), False, "ja"),
    ((1080, 1920), False, "ar"),
)
SCENES = {**MAP_SCENES, **OTHER_SCENES}


def _name(look: tuple[tuple[int, int], bool, str]) -> str:
    (width, height), night, language = look
    return f"{width}x{height}-{'night' if night else 'day'}-{language}"


@pytest.fixture(params=LOOKS, ids=_name)
def unit(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[tuple[str, Unit]]:
    (width, height), night, language = request.param
    unit = Unit(width, height, night=night, language=language)
    yield _name(request.param), unit
    unit.close()


def test_pictures(unit: tuple[str, Unit], tmp_path: Path) -> None:
    name, loaded = unit
    folder = pictures_folder(tmp_path)
    seen: dict[bytes, str] = {}
    for scene, show in SCENES.items():
        reset(loaded)
        show(loaded)
        loaded.settle(80)
        picture = loaded.picture()
        assert picture.width() == loaded.view.width() and picture.height() == loaded.view.height()
        assert picture.save(str(folder / f"{scene}-{name}.png"))
        assert colours(picture) > 20, f"{scene} is nearly empty"
        bits = picture.convertToFormat(QImage.Format.Format_RGB32).constBits().tobytes()
        assert bits not in seen, f"{scene} looks exactly like {seen.get(bits)}"
        seen[bits] = scene
    assert not loaded.problems, loaded.problems


def colours(picture: QImage) -> int:
    """How many colours a coarse sample of the picture has."""
    step = max(1, picture.width() // 160)
    return len(
        {
            picture.pixel(x, y)
            for y in range(0, picture.height(), step)
            for x in range(0, picture.width(), step)
        }
    )
