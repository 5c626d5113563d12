"""The drawn arrows of guidance: maneuver and lane pictures as stroked SVG paths in a box of 100 units.

Directions are drawn as on the road, so nothing here is ever mirrored for a right-to-left interface. The way
to go is one stroke with an open head; the roads not taken are stubs that the screen paints at 35 %.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

QVariantMap = dict
"""Qt's name, by which the QML checker knows the type"""

BOX = 100.0

MODIFIER_DEG: dict[str, float] = {
    "straight": 0.0,
    "slight right": 45.0,
    "right": 90.0,
    "sharp right": 135.0,
    "uturn": 180.0,
    "sharp left": -135.0,
    "left": -90.0,
    "slight left": -45.0,
}
"""OSRM's modifiers as the angle that is drawn; right is positive"""

ROUNDABOUTS = frozenset({"roundabout", "rotary", "roundabout turn", "exit roundabout", "exit rotary"})
RAMPS = frozenset({"on ramp", "off ramp"})
STUB_CLEARANCE_DEG = 32.0
"""a road nearer than this to the arrow or to another stub would only blur the picture"""
MAXIMUM_STUBS = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG path data in a 100-unit box: what is stroked full, what is stroked faint, what is filled."""

    way: str = ""
    stubs: str = ""
    fill: str = ""
    hub_x: float = 50.0
    hub_y: float = 50.0
    """where the number of a roundabout's exit stands"""


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float

    def along(self, angle_deg: float, distance: float) -> _Point:
        angle = math.radians(angle_deg)
        return _Point(self.x + distance * math.sin(angle), self.y - distance * math.cos(angle))


def maneuver_drawing(
    kind: str,
    modifier: str,
    turn_deg: float | None = None,
    stubs_deg: Sequence[float] = (),
    left_hand: bool = False,
    tunnel: bool = False,
) -> Drawing:
    """The picture of a maneuver of OSRM's `kind` and `modifier`.

    `turn_deg` is the true change of course (right is positive) and only decides where a roundabout is left;
    `stubs_deg` are the courses of the other roads, relative to the course before.
    """
    return _maneuver(kind, modifier, turn_deg, tuple(round(s) for s in stubs_deg[:8]), left_hand, tunnel)


@lru_cache(maxsize=256)
def lane_drawing(indication: str) -> Drawing:
    """One arrow of a lane: OSRM's indication, "none" is straight on."""
    angle = MODIFIER_DEG.get(indication, 0.0)
    if abs(angle) == 180:
        return _centred(_u_turn(left=True), "")
    return _centred(_turn(angle), "")


@lru_cache(maxsize=256)
def _maneuver(
    kind: str,
    modifier: str,
    turn_deg: float | None,
    stubs_deg: tuple[int, ...],
    left_hand: bool,
    tunnel: bool,
) -> Drawing:
    angle = MODIFIER_DEG.get(modifier, 0.0)
    if kind == "arrive":
        return _destination(angle)
    if kind in ROUNDABOUTS:
        return _roundabout(angle if turn_deg is None else turn_deg, left_hand)
    if tunnel and abs(angle) < 90:
        return _tunnel(angle)
    if kind == "depart":
        return _depart(angle)
    if abs(angle) == 180:
        return _centred(_u_turn(left=not left_hand), _stub_paths(stubs_deg, 180.0))
    if kind == "merge":
        return _merge(angle, left_hand)
    if not stubs_deg:
        stubs_deg = _implied_stubs(kind, angle)
    return _centred(_turn(angle), _stub_paths(stubs_deg, angle))


def _implied_stubs(kind: str, angle: float) -> tuple[int, ...]:
    """What the kind alone says about the junction, when nobody gave its other roads."""
    if kind == "fork" and angle != 0:
        return (int(math.copysign(45, -angle)),)
    if kind in RAMPS and angle != 0:
        return (0,)
    if kind == "end of road" and angle != 0:
        return (int(math.copysign(90, -angle)),)
    return ()


_TAIL = _Point(0, 44)
_BEND = 18.0
"""from where the stem begins to turn to the point where it would turn at once"""


def _junction(angle: float) -> _Point:
    """Where the roads meet: higher the sharper one turns, so that the head has room."""
    return _Point(0, -24) if abs(angle) > 100 else _Point(0, -6) if abs(angle) > 60 else _Point(0, -3)


def _turn(angle: float) -> list[str]:
    """A stem, a round bend and an open head."""
    if abs(angle) < 1:
        return [_line(_TAIL, _Point(0, -40)), _head(_Point(0, -40), 0)]
    junction = _junction(angle)
    sharp = abs(angle) > 100
    tip = junction.along(angle, 64 if sharp else 48 if abs(angle) > 60 else 53)
    before, after = _Point(0, junction.y + _BEND), junction.along(angle, _BEND)
    path = f"M {_xy(_TAIL)} L {_xy(before)} Q {_xy(junction)} {_xy(after)} L {_xy(tip)}"
    return [path, _head(tip, angle, 22 if sharp else 26)]


def _u_turn(left: bool) -> list[str]:
    side = -1.0 if left else 1.0
    sweep = 0 if left else 1
    start, top = _Point(-side * 20, 44), _Point(-side * 20, -18)
    other, tip = _Point(side * 20, -18), _Point(side * 20, 26)
    path = f"M {_xy(start)} L {_xy(top)} A 20 20 0 0 {sweep} {_xy(other)} L {_xy(tip)}"
    return [path, _head(tip, 180)]


def _merge(angle: float, left_hand: bool) -> Drawing:
    # The car comes from the side and ends on the road that goes on.
    side = -1.0 if (angle > 0 or (angle == 0 and left_hand)) else 1.0
    way = (
        f"M {_xy(_Point(side * 30, 44))} L {_xy(_Point(side * 30, 32))} "
        f"C {_xy(_Point(side * 30, 12))} {_xy(_Point(0, 12))} {_xy(_Point(0, -12))} L {_xy(_Point(0, -40))}"
    )
    return _centred([way, _head(_Point(0, -40), 0)], _line(_TAIL, _Point(0, 18)))


def _depart(angle: float) -> Drawing:
    drawing = _centred(_turn(angle), "")
    return drawing if angle else Drawing(drawing.way, _line(_Point(26, 94), _Point(74, 94)), "")


def _destination(angle: float) -> Drawing:
    """A pin; the road passes on the side where the destination is not."""
    centre = _Point(50, 36)
    pin = (
        f"M {_xy(_Point(50, 90))} C 44 76 20 60 20 36 A 30 30 0 0 1 80 36 C 80 60 56 76 50 90 Z "
        f"M {_xy(centre.along(90, -11))} a 11 11 0 1 0 22 0 a 11 11 0 1 0 -22 0 Z"
    )
    if not angle:
        return Drawing(fill=pin)
    x = 8 if angle > 0 else 92
    return Drawing(stubs=_line(_Point(x, 94), _Point(x, 8)), fill=pin)


def _tunnel(angle: float) -> Drawing:
    arch = "M 14 92 L 14 48 A 36 36 0 0 1 86 48 L 86 92"
    tip = _Point(50, 40).along(angle, 4)
    return Drawing(way=f"{arch} M 50 92 L {_xy(tip)} {_head(tip, angle, 22)}")


_RING = 25.0


def _roundabout(turn_deg: float, left_hand: bool) -> Drawing:
    """Ring with the driven part full; entered from below, left at `turn_deg`."""
    turn = (turn_deg + 180) % 360 - 180
    hub = _Point(0, 0)
    # Going back, the way out lies beside the way in, on the side of the traffic.
    back = abs(turn) > 150
    aside = (-1.0 if left_hand else 1.0) * (24.0 if back else 0.0)
    entry = hub.along(180 - aside, _RING)
    leave = hub.along(180 + aside if back else turn, _RING)
    tip = _Point(leave.x, 50) if back else hub.along(turn, _RING + 25)
    # Right-hand traffic goes counter-clockwise: from the bottom over the right side.
    driven = 312.0 if back else (180 - turn) % 360 if not left_hand else (turn - 180) % 360
    if driven < 20:
        driven += 360
    sweep = 1 if left_hand else 0
    begin = 180 - aside
    middle = hub.along(begin - driven / 2 if not left_hand else begin + driven / 2, _RING)
    way = (
        f"M {_xy(_Point(entry.x, 48))} L {_xy(entry)} "
        f"A {_RING:g} {_RING:g} 0 0 {sweep} {_xy(middle)} A {_RING:g} {_RING:g} 0 0 {sweep} {_xy(leave)} "
        f"L {_xy(tip)}"
    )
    ring = (
        f"M {_xy(hub.along(90, _RING))} A {_RING:g} {_RING:g} 0 1 1 {_xy(hub.along(270, _RING))} "
        f"A {_RING:g} {_RING:g} 0 1 1 {_xy(hub.along(90, _RING))}"
    )
    return _centred([way, _head(tip, 180 if back else turn, 17)], ring)


def _stub_paths(stubs_deg: Sequence[float], taken_deg: float) -> str:
    drawn: list[float] = [taken_deg, 180.0]
    paths: list[str] = []
    junction = _junction(taken_deg)
    for stub in sorted(stubs_deg, key=abs):
        if len(paths) == MAXIMUM_STUBS:
            break
        if all(_apart(stub, other) >= STUB_CLEARANCE_DEG for other in drawn):
            drawn.append(stub)
            # They leave the stem as the way itself does.
            stem, end = _Point(0, junction.y + _BEND), junction.along(stub, 30)
            paths.append(f"M {_xy(stem)} Q {_xy(junction)} {_xy(end)}")
    return " ".join(paths)


def _apart(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def _head(tip: _Point, angle: float, length: float = 26.0) -> str:
    return f"M {_xy(tip.along(angle + 135, length))} L {_xy(tip)} L {_xy(tip.along(angle - 135, length))}"


def _line(start: _Point, end: _Point) -> str:
    return f"M {_xy(start)} L {_xy(end)}"


def _xy(point: _Point) -> str:
    return f"{point.x:.2f} {point.y:.2f}"


def _centred(way: Sequence[str], stubs: str) -> Drawing:
    """Moved so that the arrow itself, not its stem, stands in the middle of the box."""
    xs, ys = _bounds(" ".join((*way, stubs)))
    dx = BOX / 2 - (min(xs) + max(xs)) / 2
    dy = BOX / 2 - (min(ys) + max(ys)) / 2
    return Drawing(" ".join(_moved(part, dx, dy) for part in way), _moved(stubs, dx, dy), hub_x=dx, hub_y=dy)


def _bounds(path: str) -> tuple[list[float], list[float]]:
    xs, ys = [], []
    for _command, points in _commands(path):
        for x, y in points:
            xs.append(x)
            ys.append(y)
    return xs, ys


def _moved(path: str, dx: float, dy: float) -> str:
    parts: list[str] = []
    for command, points in _commands(path):
        radii = command[1:]
        words = " ".join(f"{x + dx:.2f} {y + dy:.2f}" for x, y in points)
        parts.append(f"{command[0]}{radii} {words}")
    return " ".join(parts)


def _commands(path: str) -> list[tuple[str, list[tuple[float, float]]]]:
    """Absolute M L Q C A commands with their points; an arc's radii and flags stay with the letter."""
    found: list[tuple[str, list[tuple[float, float]]]] = []
    words = path.split()
    index = 0
    while index < len(words):
        letter = words[index]
        index += 1
        if letter == "A":
            letter = "A " + " ".join(words[index : index + 5])
            index += 5
        points: list[tuple[float, float]] = []
        while index < len(words) and words[index] not in "MLQCA":
            points.append((float(words[index]), float(words[index + 1])))
            index += 2
        found.append((letter, points))
    return found


@QmlElement
@QmlSingleton
class Arrows(QObject):
    """Hands the drawings to QML as maps with `way`, `stubs`, `fill`, `hubX`, `hubY`."""

    @Slot(str, str, float, list, bool, bool, result=QVariantMap)
    def maneuver(
        self, kind: str, modifier: str, turn_deg: float, stubs_deg: list[float], left_hand: bool, tunnel: bool
    ) -> dict[str, object]:
        return _as_map(maneuver_drawing(kind, modifier, turn_deg, stubs_deg, left_hand, tunnel))

    @Slot(str, result=QVariantMap)
    def lane(self, indication: str) -> dict[str, object]:
        return _as_map(lane_drawing(indication))


def _as_map(drawing: Drawing) -> dict[str, object]:
    return {
        "way": drawing.way,
        "stubs": drawing.stubs,
        "fill": drawing.fill,
        "hubX": drawing.hub_x,
        "hubY": drawing.hub_y,
    }
