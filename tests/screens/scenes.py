"""Every screen and panel of the unit, each as a way to get there; for the walks and the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtQuick import QQuickItem

from hmi.navigation.state import NavigationState, Phase
from hmi.view_models.shell.frame import SCREENS
from maps.models import Lane
from tests.screens.fakes import FOUND, GUIDANCE, GUIDING, PREVIEW, SEARCHING, STEPS
from tests.screens.unit import Unit
from tests.screens.walk import every, kind_of, tree

BROWSING = NavigationState(fix=GUIDING.fix)
ARRIVED = NavigationState(phase=Phase.ARRIVED, fix=GUIDING.fix)


def browse(unit: Unit) -> None:
    unit.navigator.become(BROWSING)


def guide(unit: Unit) -> None:
    unit.navigator.become(GUIDING)


def roundabout(unit: Unit) -> None:
    guidance = replace(
        GUIDANCE, maneuver=STEPS[3], then=STEPS[4], distance_to_maneuver_m=420, maneuver_progress=0.2
    )
    unit.navigator.become(replace(GUIDING, guidance=guidance))


def overspeed(unit: Unit) -> None:
    unit.navigator.become(GUIDING)
    unit.vehicle.say({"Vehicle.Speed": 74.0})


def a_little_over(unit: Unit) -> None:
    unit.navigator.become(GUIDING)
    unit.vehicle.say({"Vehicle.Speed": 53.0})


def motorway(unit: Unit) -> None:
    """Three digits everywhere, a numbered exit, five lanes, no limit ahead."""
    lanes = (
        Lane(("left", "straight"), False),
        Lane(("straight",), False),
        Lane(("straight", "slight right"), True, "slight right"),
        Lane(("slight right",), True, "slight right"),
        Lane(("right",), False),
    )
    leaving = replace(
        STEPS[1],
        type="off ramp",
        modifier="slight right",
        bearing_after_deg=25.0,
        stubs_deg=(0.0,),
        exit_ref="57",
        destinations="La Turbie, Cap-d’Ail, Monaco-Ouest",
        lanes=lanes,
    )
    guidance = replace(
        GUIDANCE,
        maneuver=leaving,
        then=None,
        limit_kmh=110,
        limit_ahead_kmh=130,
        limit_ahead_m=1200,
        distance_to_maneuver_m=1240,
        distance_remaining_m=412_000,
        duration_remaining_s=4.3 * 3600,
        road_name="La Provençale",
    )
    unit.navigator.become(replace(GUIDING, guidance=guidance))
    unit.vehicle.say({"Vehicle.Speed": 127.0})


def rerouting(unit: Unit) -> None:
    unit.navigator.become(replace(GUIDING, rerouting=True))


def steps(unit: Unit) -> None:
    guide(unit)
    item(unit, "MapScreen").setProperty("sheet", "steps")


def trip_menu(unit: Unit) -> None:
    guide(unit)
    item(unit, "MapScreen").setProperty("sheet", "menu")


def arrived(unit: Unit) -> None:
    unit.navigator.become(GUIDING)
    unit.navigator.become(ARRIVED)


def preview(unit: Unit) -> None:
    unit.navigator.become(PREVIEW)


def preview_editing(unit: Unit) -> None:
    park(unit)
    preview(unit)
    item(unit, "RoutePreview").setProperty("editing", 1)


def preview_options(unit: Unit) -> None:
    preview(unit)
    item(unit, "RoutePreview").setProperty("avoiding", True)


def preview_problem(unit: Unit) -> None:
    unit.navigator.become(replace(PREVIEW, routes=(), problem="no_route"))


def search_kept(unit: Unit) -> None:
    park(unit)
    unit.search.go(FOUND[2])
    unit.search.go(FOUND[0])
    browse(unit)
    unit.shell.searching = True


def search_found(unit: Unit) -> None:
    park(unit)
    unit.shell.searching = True
    unit.search.text = "sta"
    unit.navigator.become(SEARCHING)


def search_moving(unit: Unit) -> None:
    unit.shell.searching = True
    unit.navigator.become(NavigationState(fix=GUIDING.fix))


def search_passenger(unit: Unit) -> None:
    """The keyboard is locked, and there is somebody who may open it."""
    search_moving(unit)
    seat = "Vehicle.Cabin.Seat.Row1.PassengerSide."
    unit.vehicle.say({f"{seat}OccupancyStatus": "OCCUPIED", f"{seat}IsBelted": True})


def place_sheet(unit: Unit) -> None:
    search_found(unit)
    sheet = item(unit, "PlaceSheet", visible=False)
    sheet.setProperty("place", "Stade Louis II")
    sheet.setProperty("index", 0)


def reverse(unit: Unit) -> None:
    unit.vehicle.say({"Vehicle.Powertrain.Transmission.CurrentGear": -1, "Vehicle.Speed": 3.0})


def lost(unit: Unit) -> None:
    unit.navigator.become(replace(GUIDING, fix=None))
    unit.vehicle.leave()


def park(unit: Unit) -> None:
    unit.vehicle.say({"Vehicle.Speed": 0.0})


def reset(unit: Unit) -> None:
    """Back to where every scene starts."""
    if not unit.vehicle.connected or not unit.vehicle.state.readings:
        unit.vehicle.say(unit.facts)
    unit.vehicle.say({**unit.facts, "Vehicle.Speed": 46.0})
    unit.shell.searching = False
    unit.search.adding = False
    unit.search.clear()
    unit.shell.screen = "map"
    item(unit, "PlaceSheet", visible=False).setProperty("index", -1)
    item(unit, "MapScreen").setProperty("sheet", "")
    unit.navigator.become(BROWSING)


def item(unit: Unit, kind: str, visible: bool = True) -> QQuickItem:
    """The first item of a QML type."""
    found = every(unit.root) if not visible else tree(unit.root)
    return next(one for one in found if kind_of(one) == kind)


MAP_SCENES: dict[str, Callable[[Unit], None]] = {
    "browse": browse,
    "guide": guide,
    "roundabout": roundabout,
    "a-little-over": a_little_over,
    "overspeed": overspeed,
    "motorway": motorway,
    "rerouting": rerouting,
    "steps": steps,
    "trip-menu": trip_menu,
    "arrived": arrived,
    "preview": preview,
    "preview-editing": preview_editing,
    "preview-options": preview_options,
    "preview-problem": preview_problem,
    "search-kept": search_kept,
    "search-found": search_found,
    "search-moving": search_moving,
    "search-passenger": search_passenger,
    "place-sheet": place_sheet,
    "reverse": reverse,
    "lost": lost,
}


def show_screen(name: str) -> Callable[[Unit], None]:
    def show(unit: Unit) -> None:
        unit.shell.screen = name

    return show


def guided_on(name: str) -> Callable[[Unit], None]:
    """Another screen while guided: the next maneuver stands above it."""

    def show(unit: Unit) -> None:
        guide(unit)
        unit.shell.show(name)

    return show


OTHER_SCENES: dict[str, Callable[[Unit], None]] = {
    **{name: show_screen(name) for name in SCREENS if name != "map"},
    **{f"strip-{name}": guided_on(name) for name in SCREENS if name != "map"},
}
