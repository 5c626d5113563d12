"""The command line: what it lists, what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hmi.app.options import Mode, parse
from tests.conftest import REPOSITORY


def test_help_lists_modes_and_options_on_a_machine_where_nothing_is_set_up() -> None:
    # -I -S: no installed package is visible, as before the first run.
    program = (
        f"import sys; sys.path.insert(0, {str(REPOSITORY)!r}); from hmi.app.options import parse; parse()"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, "--help"], capture_output=True, text=True, check=True
    )
    words = ("simulator", "touchscreen", "kiosk", "--from", "--to", "--region", "--size", "--language")
    assert all(word in result.stdout for word in (*words, "--screenshots DIR"))


def test_defaults_are_the_simulator_at_the_reference_size() -> None:
    options = parse([])
    assert (options.mode, options.width, options.height) == (Mode.SIMULATOR, 1280, 720)
    assert options.screenshots is None


def test_every_option_is_taken() -> None:
    line = (
        "kiosk --from 1,2 --to Casino --region a --region b --size 1920x720 --language ar"
        " --appearance night --screenshots out --time-factor 4"
    )
    options = parse(line.split())
    assert options.mode is Mode.KIOSK
    assert (options.origin, options.destination) == ("1,2", "Casino")
    assert options.regions == ("a", "b")
    assert (options.width, options.height) == (1920, 720)
    assert (options.language, options.night) == ("ar", True)
    assert (options.screenshots, options.time_factor) == (Path("out"), 4.0)


@pytest.mark.parametrize(
    "arguments", ["--size 1280", "--size 12x7", "--language xx", "--time-factor 0", "boat", "--time-factor x"]
)
def test_a_mistyped_option_is_one_sentence_and_status_2(
    arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments.split())
    assert ended.value.code == 2
    assert "headunit: error:" in capsys.readouterr().err
