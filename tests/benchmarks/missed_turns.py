"""What a driver hears after missing a turn, and how often a route is given up that was not left.

    python -m tests.benchmarks.missed_turns [--turns 320] [--km 1000] [--noise-m 10] [EXTRACT …]

Cars drive random routes of the four extracts at the speed of the roads, one fix a second. In the first part
each misses one turn and drives straight on for half a minute; in the second part (`--km`) none does, and the
fixes err by `--noise-m` (one sigma, correlated over ten seconds). The last line is JSON:

- `first_word_ms_p95`: from the decision for a new route to its first sentence, as its hearer waits for it
- `wrong_road_sentences`: sentences about a road that the car is not on, from the turn missed on
- `false_reroutes_per_1000_km`: new routes for cars that had not left theirs
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from hmi.navigation.navigator import Navigator
from hmi.navigation.requests import CalculateReroute, Request
from hmi.navigation.state import Phase
from hmi.navigation.worker import Reply
from maps.errors import MapsError
from maps.geometry import E7, LatLon, bearing_deg, destination_point, haversine_m
from maps.models import Fix, Maneuver, Place
from maps.region.format import TurnFlag
from maps.region.reader import Region
from tests.benchmarks.route_regions import extract, parser, random_pairs, region_of
from tests.hmi.navigation.drives import MapsAtHand

EXTRACTS = ("liechtenstein", "sanfrancisco-downtown", "heidelberg", "porto")
MISSED = frozenset({"turn", "end of road", "fork", "off ramp", "on ramp", "roundabout", "continue"})
ASTRAY_S = 40.0
"""So long a car goes on after its missed turn."""
CORRELATED_S = 10.0
COURSE_ERROR_DEG = 4.0
SLOWEST_MPS, FASTEST_MPS = 4.0, 36.0


class TimedMaps(MapsAtHand):
    """The service at hand, with the time at which a new route was asked for and what it took."""

    def __init__(self, region: Region) -> None:
        super().__init__(region.path)
        self.asked_at: float | None = None
        self.computing_ms: list[float] = []

    def submit(self, request: Request, reply: Reply) -> int:
        if isinstance(request, CalculateReroute) and self.asked_at is None:
            self.asked_at = time.perf_counter()
        return super().submit(request, reply)

    def poll(self) -> None:
        rerouting = any(isinstance(request, CalculateReroute) for request, _ in self._asked.values())
        begin = time.perf_counter()
        super().poll()
        if rerouting:
            self.computing_ms.append((time.perf_counter() - begin) * 1e3)


@dataclass
class Tally:
    """What all drives came to."""

    decision_s: list[float] = field(default_factory=list)
    first_word_ms: list[float] = field(default_factory=list)
    computing_ms: list[float] = field(default_factory=list)
    silent: int = 0
    undecided: int = 0
    wrong: list[str] = field(default_factory=list)


class Car:
    """A car with a navigator on one region, driven edge by edge."""

    def __init__(
        self, region: Region, maps: TimedMaps, generator: np.random.Generator, noise_m: float
    ) -> None:
        self.region, self.maps, self.noise_m = region, maps, noise_m
        self.generator = generator
        self.now_s = 1000.0
        self.said: list[tuple[float, float, str]] = []
        """sentence with the time of the fix and of the processor's clock"""
        self.navigator = Navigator(
            maps,
            lambda: self.now_s,
            speak=lambda text: self.said.append((self.now_s, time.perf_counter(), text)),
        )
        self.offset_m = np.zeros(2)
        self._left_m = 0.0

    def guide(self, begin: LatLon, end: LatLon) -> bool:
        """Start a trip; False where there is no way."""
        self.fix(begin, 0.0, None)
        self.navigator.preview([Place("there", end, "")])
        self.maps.poll()
        self.navigator.start()
        return self.navigator.state.phase is Phase.GUIDING

    def fix(self, position: LatLon, mps: float, course_deg: float | None) -> None:
        if self.noise_m > 0.0:
            keep = math.exp(-1.0 / CORRELATED_S)
            fresh = self.generator.normal(0.0, self.noise_m, 2) * math.sqrt(1.0 - keep * keep)
            self.offset_m = self.offset_m * keep + fresh
            away = float(np.hypot(*self.offset_m))
            position = destination_point(position, float(np.degrees(np.arctan2(*self.offset_m))), away)
            if course_deg is not None:
                course_deg = (course_deg + float(self.generator.normal(0.0, COURSE_ERROR_DEG))) % 360.0
        self.navigator.on_fix(Fix(position, self.now_s, mps, course_deg, max(4.0, self.noise_m)))
        self.navigator.poll()

    def edge(self, edge: int, begin: float = 0.0, end: float = 1.0) -> Iterator[None]:
        """Drive a part of an edge; yields after each fix."""
        lat, lon = self._shape(edge)
        step_m = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
        course = bearing_deg(lat[:-1], lon[:-1], lat[1:], lon[1:])
        along = np.concatenate(([0.0], np.cumsum(step_m)))
        mps = float(np.clip(self.region.edge_speed_mps[edge], SLOWEST_MPS, FASTEST_MPS))
        at, stop = begin * along[-1] + self._left_m, end * along[-1]
        while at < stop:
            i = min(int(np.searchsorted(along, at, side="right")) - 1, len(step_m) - 1)
            part = (at - along[i]) / step_m[i] if step_m[i] > 0 else 0.0
            position = LatLon(
                float(lat[i] + part * (lat[i + 1] - lat[i])), float(lon[i] + part * (lon[i + 1] - lon[i]))
            )
            self.now_s += 1.0
            self.fix(position, mps, float(course[i]))
            yield
            at += mps
        self._left_m = at - stop

    def _shape(self, edge: int) -> tuple[np.ndarray, np.ndarray]:
        region = self.region
        shape = int(region.edge_shape[edge])
        part = slice(int(region.shape_begin[shape]), int(region.shape_begin[shape + 1]))
        lat, lon = region.shape_lat_e7[part] / E7, region.shape_lon_e7[part] / E7
        return (lat, lon) if region.edge_forward[edge] else (lat[::-1], lon[::-1])

    def straight_on(self, state: int, but: int | None = None) -> int | None:
        """The state after the straightest turn, other than into an edge; None where there is none."""
        region = self.region
        rows = np.arange(int(region.turn_begin[state]), int(region.turn_begin[state + 1]))
        rows = rows[(region.turn_flags[rows] & TurnFlag.U_TURN) == 0]
        if but is not None:
            rows = rows[region.state_edge[region.turn_to[rows]] != but]
        if not len(rows):
            return None
        return int(region.turn_to[rows[np.abs(region.turn_angle_deg[rows].astype(int)).argmin()]])


def missed(car: Car, tally: Tally) -> bool:
    """Drive to a turn and past it; False where the route has none that can be missed."""
    route = car.navigator.state.route
    assert route is not None
    leg = route.legs[0]
    turns = [m for m in car.navigator.state.maneuvers if _may_be_missed(car, m, leg)]
    if not turns:
        return False
    turn = turns[int(car.generator.integers(len(turns)))]
    last = int(np.searchsorted(leg.point_begin, turn.point)) - 1
    edges = leg.edge.tolist()
    from_m = max(0.0, turn.distance_along_m - 600.0)
    first = int(np.searchsorted(leg.distance_along_m[leg.point_begin[1:]], from_m))
    for k in range(first, last + 1):
        begin = 0.0 if k else 1.0 - float(leg.edge_length_m[0] / car.region.edge_length_m[edges[0]])
        for _ in car.edge(edges[k], begin):
            pass
    car.maps.asked_at = None
    car.maps.computing_ms.clear()
    said = len(car.said)
    left_s, decided_s, heard = car.now_s, None, None
    state = car.straight_on(edges[last], edges[last + 1])
    while state is not None and car.now_s - left_s < ASTRAY_S:
        edge = int(car.region.state_edge[state])
        for _ in car.edge(edge):
            if car.maps.asked_at is not None and decided_s is None:
                decided_s = car.now_s
            for at_s, clock, text in car.said[said:]:
                about = car.navigator.state.guidance
                if about is None or (car.region.name, edge) not in set(_keys(car)):
                    road = car.region.string(int(car.region.edge_name[edge]))
                    after = f"{at_s - left_s:.0f} s after missing {turn.type} {turn.modifier}"
                    tally.wrong.append(f"{text} (car on {road!r} {after})")
                if decided_s is not None and heard is None and car.maps.asked_at is not None:
                    heard = (at_s - decided_s) * 1e3 + (
                        (clock - car.maps.asked_at) * 1e3 if at_s == decided_s else 0.0
                    )
            said = len(car.said)
            if heard is not None or car.now_s - left_s >= ASTRAY_S:
                break
        if heard is not None:
            break
        state = car.straight_on(state)
    if decided_s is None:
        tally.undecided += 1
        return True
    tally.decision_s.append(decided_s - left_s)
    tally.computing_ms += car.maps.computing_ms
    if heard is None:
        tally.silent += 1
    else:
        tally.first_word_ms.append(heard)
    return True


def _keys(car: Car) -> list[tuple[str, int]]:
    route = car.navigator.state.route
    return [] if route is None else [
        (name, edge)
        for leg in route.legs
        for name, edge in zip(leg.region, leg.edge.tolist(), strict=True)
    ]  # fmt: skip


def _may_be_missed(car: Car, maneuver: Maneuver, leg: object) -> bool:
    points = leg.point_begin  # type: ignore[attr-defined]
    edges = leg.edge  # type: ignore[attr-defined]
    k = int(np.searchsorted(points, maneuver.point))
    if maneuver.type not in MISSED or maneuver.distance_along_m < 150.0 or not 0 < k < len(edges):
        return False
    if int(points[k]) != maneuver.point or maneuver.modifier in ("straight", "uturn"):
        return False
    other = car.straight_on(int(edges[k - 1]), int(edges[k]))
    if other is None:
        return False
    # Where the other road too leads on along the route, nothing is missed.
    region = car.region
    return (
        int(region.edge_head[int(region.state_edge[other])])
        not in region.edge_tail[edges[k : k + 6]].tolist()
    )


def faithful(car: Car, tally_m: list[float]) -> int:
    """Drive the whole route; gives how many new routes came."""
    route = car.navigator.state.route
    assert route is not None
    leg = route.legs[0]
    edges = leg.edge.tolist()
    for k, edge in enumerate(edges):
        whole_m = float(car.region.edge_length_m[edge])
        begin = 0.0 if k else 1.0 - float(leg.edge_length_m[0]) / whole_m
        end = 1.0 if k < len(edges) - 1 else min(1.0, float(leg.edge_length_m[-1]) / whole_m)
        for _ in car.edge(edge, begin, end):
            pass
    tally_m.append(leg.distance_m)
    return car.navigator.rerouted


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--turns", type=int, default=320)
    options.add_argument("--km", type=float, default=1000.0)
    options.add_argument("--noise-m", type=float, default=10.0)
    options.add_argument("extracts", nargs="*", default=EXTRACTS)
    args = options.parse_args()
    tally, driven_m, false = Tally(), [], 0
    for number, name in enumerate(args.extracts):
        region = region_of(extract(name))
        generator = np.random.default_rng(args.seed + number)
        maps = TimedMaps(region)
        count = args.turns // len(args.extracts) + (number < args.turns % len(args.extracts))
        done = 0
        pairs = iter(random_pairs(region, 40 * count + 4000, generator, least_m=1500.0))
        while done < count:
            car = Car(region, maps, generator, 0.0)
            done += car.guide(*next(pairs)) and missed(car, tally)
        share_m = args.km * 1e3 / len(args.extracts)
        here_m: list[float] = []
        here = 0
        while sum(here_m) < share_m:
            car = Car(region, maps, generator, args.noise_m)
            try:
                if car.guide(*next(pairs)):
                    here += faithful(car, here_m)
            except MapsError:
                continue
        driven_m += here_m
        false += here
        print(
            f"{name}: {done} missed turns, {here} false new routes in {sum(here_m) / 1e3:.0f} km", flush=True
        )
    for text in tally.wrong[:40]:
        print("wrong:", text)
    decided = np.array(tally.decision_s or [np.nan])
    computing = np.array(tally.computing_ms or [np.nan])
    print(
        f"decided after {np.median(decided):.1f} s (median), {np.percentile(decided, 95):.1f} s (p95); "
        f"{tally.undecided} never; new route {np.median(computing):.1f} ms (median), "
        f"{np.percentile(computing, 95):.1f} ms (p95); {tally.silent} without a word"
    )
    words = [*tally.first_word_ms, *[ASTRAY_S * 1e3] * tally.silent]
    print(
        json.dumps(
            {
                "first_word_ms_p95": round(float(np.percentile(words, 95)), 1) if words else None,
                "wrong_road_sentences": len(tally.wrong),
                "false_reroutes_per_1000_km": round(false / max(sum(driven_m) / 1e6, 1e-9), 2)
                if driven_m
                else 0.0,
            }
        )
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
