"""From a command line to a running head unit: check what was asked, start what is missing, show it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hmi.app import processes
from hmi.app.options import Mode, Options
from hmi.app.regions import find_regions
from hmi.app.simulated_car import Car, simulated_car
from hmi.app.trip import plan_trip
from hmi.errors import HeadunitError

DEMO_REGION = "monaco"
SYSTEM_BUS = "system"
"""as hmi.bus.client names it"""


class PicturesError(HeadunitError):
    """The pictures cannot be written where they are wanted."""


class DisplayError(HeadunitError):
    """There is nothing to draw on."""


def start(options: Options) -> int:
    """Run until the window is closed or the script ends; the process's exit status. Raises HeadunitError or
    MapsError with a sentence for the user when what was asked cannot be."""
    if options.screenshots is not None:
        _make_folder(options.screenshots)
    regions = find_regions(options.regions or (DEMO_REGION,))
    trip = plan_trip(regions, options.origin, options.destination)
    with contextlib.ExitStack() as stack:
        options = _with_display(options, stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headunit-")))
        car = Car(options.bus or SYSTEM_BUS)
        if options.bus is None and options.mode is not Mode.TOUCHSCREEN:
            car = stack.enter_context(simulated_car(folder, trip, regions))
        # Qt is loaded only now: it reads DISPLAY and the like when it is.
        from hmi.app.run import run

        return run(options, regions, trip, car, folder)


def _make_folder(folder: Path) -> None:
    """Now rather than after the drive."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise PicturesError(f"pictures cannot be written to {folder}: {error.strerror}") from None


def _with_display(options: Options, stack: contextlib.ExitStack) -> Options:
    """Without a display, one is made in memory and the drive goes by script: something to see."""
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return options
    if options.mode is Mode.TOUCHSCREEN:
        raise DisplayError("there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set")
    display = processes.VirtualDisplay(options.width, options.height)
    stack.callback(display.stop)
    # Mesa's software rasteriser draws what a graphics card would; the picture is the real renderer's.
    os.environ.update(DISPLAY=display.name, QT_QPA_PLATFORM="xcb", LIBGL_ALWAYS_SOFTWARE="1")
    if options.screenshots is None:
        folder = Path(tempfile.mkdtemp(prefix="headunit-screenshots-"))
        return replace(options, screenshots=folder)
    return options
