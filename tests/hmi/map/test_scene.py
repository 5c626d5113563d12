"""What navigation knows becomes a picture, and what changes no picture draws none."""

from __future__ import annotations

from dataclasses import replace

from hmi.navigation.state import NavigationState, Phase, SearchState
from hmi.view_models.map.content.scene import MapScene
from maps.geometry import LatLon
from maps.models import Fix, Place

PARKED = Fix(LatLon(43.74, 7.42), 100.0, 0.0, 90.0, 4.0)


def test_a_parked_cars_fixes_draw_nothing_anew(qapp: object) -> None:
    scene, told = MapScene(), []
    scene.changed.connect(lambda: told.append("changed"))
    scene.show(NavigationState(fix=PARKED))
    assert told == ["changed"]
    for second in range(60):
        scene.show(NavigationState(fix=replace(PARKED, time_s=100.0 + second)))
    assert told == ["changed"]


def test_a_car_that_moves_or_a_position_that_gets_worse_is_drawn(qapp: object) -> None:
    scene, told = MapScene(), []
    scene.show(NavigationState(fix=PARKED))
    scene.changed.connect(lambda: told.append("changed"))
    scene.show(NavigationState(fix=replace(PARKED, position=LatLon(43.7401, 7.42))))
    scene.show(NavigationState(fix=replace(PARKED, position=LatLon(43.7401, 7.42), accuracy_m=30.0)))
    scene.show(NavigationState())
    assert len(told) == 3


def test_what_was_found_stands_on_the_map_until_a_way_is_chosen(qapp: object) -> None:
    scene = MapScene()
    cafe, bar = Place("Café", LatLon(43.74, 7.42), "cafe"), Place("Bar", LatLon(43.75, 7.43), "bar")
    found = NavigationState(fix=PARKED, search=SearchState("ca", places=(cafe, bar)))
    scene.show(found)
    assert [(pin.kind, pin.label) for pin in scene.state.pins] == [("result", "Café"), ("result", "Bar")]
    scene.show(replace(found, phase=Phase.PREVIEW, stops=(bar,)))
    assert [(pin.kind, pin.label) for pin in scene.state.pins] == [("destination", "Bar")]
    scene.show(replace(found, search=SearchState()))
    assert scene.state.pins == ()
