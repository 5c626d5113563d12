"""From a command line to a running head unit: check what was asked, start what is missing, show it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hmi.app import processes
from hmi.app.options import Mode, Options
from hmi.app.regions import find_regions, seals_folder
from hmi.app.simulated_car import Car, simulated_car
from hmi.errors import HeadunitError
from hmi.navigation.demo_trip import PlannedTrip
from hmi.navigation.problems import Problem
from hmi.navigation.region_faults import SetAside
from hmi.navigation.requests import Failure, PlanTrip
from hmi.navigation.worker import MapWorker, ask

DEMO_REGION = "monaco"
SYSTEM_BUS = "system"
"""as hmi.bus.client names it"""


class TripError(HeadunitError):
    """There is no such drive: a wrong place, or no map."""


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
    with contextlib.ExitStack() as stack:
        worker = MapWorker(regions, seals=seals_folder())
        stack.callback(worker.close)
        trip = _planned(worker, options)
        options = _with_display(options, stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headunit-")))
        car = Car(options.bus or SYSTEM_BUS)
        if options.bus is None and options.mode is not Mode.TOUCHSCREEN:
            car = stack.enter_context(simulated_car(folder, trip, regions))
        # Qt is loaded only now: it reads DISPLAY and the like when it is.
        from hmi.app.run import run

        return run(options, regions, trip, car, folder, worker)


def _planned(worker: MapWorker, options: Options) -> PlannedTrip:
    """Where a drive for show goes; a real car and a damaged map need none."""
    if options.mode is Mode.TOUCHSCREEN and options.screenshots is None:
        return PlannedTrip.nowhere()
    answer = ask(worker, PlanTrip(options.origin, options.destination))
    if not isinstance(answer, Failure):
        trip: PlannedTrip = answer
        return trip
    shown = options.mode is not Mode.KIOSK and options.screenshots is None
    if answer.problem in (Problem.NO_REGION, Problem.MAP_LOST) and shown:
        # What is wrong with the map is said on the screen.
        return PlannedTrip.nowhere()
    gone: list[SetAside] = []
    worker.watch(gone.append)
    raise TripError("; ".join(f"{region.path}: {region.reason}" for region in gone) or answer.detail)


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
