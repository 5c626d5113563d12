"""Project OSRM's acceptance scenarios: compile their maps, drive their routes, compare what was expected.

Three things are compared apart: the path (names step by step), the turns, the lanes.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from maps.errors import MapsError, SourceError
from maps.guide.maneuvers import Guide
from maps.models import Lane, Maneuver, Route, RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from tests.ascii_map import Drawing, compile_drawing, scenario_drawing
from tests.peers import routability

FILES = ("osrm_guidance.jsonl", "osrm_car.jsonl")
PASSES = Path(__file__).with_name("osrm_passes.txt")
ASPECTS = ("path", "turns", "lanes")
AT_NIGHT_UNIX_S = 1_768_359_600.0
"""Wednesday, 14 January 2026, 3:00: when a scenario takes place that names no time, whenever it is run. Rules
for hours of the day, which OSRM leaves out there, do not hold."""
CIRCLES = ("roundabout", "rotary", "roundabout turn")
_COLUMNS = {"route": "path", "turns": "turns", "lanes": "lanes"}


@dataclass(frozen=True)
class Outcome:
    """One row of a scenario in one aspect."""

    scenario: str
    row: int
    aspect: str
    expected: str
    got: str

    @property
    def key(self) -> str:
        return f"{self.scenario}#{self.row} {self.aspect}"

    @property
    def passed(self) -> bool:
        return same(self.expected, self.got)


def scenarios(path: Path, profile: str = "car") -> Iterator[dict[str, Any]]:
    """The scenarios of a file that are for cars and whose every step is understood."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            scenario = json.loads(line)
            asks = any(step == "I route I should get" for step, _ in scenario["expect"])
            if asks and scenario["profile"] in (profile, None):
                yield scenario


def parts(scenario: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A scenario that draws several maps one after another, as scenarios of one map each.

    The rows keep their numbers: `first_row` is how many went before.
    """
    maps, expectations = scenario["nodemaps"], scenario["expect"]
    if len(maps) < 2 or len(maps) != len(expectations):
        return [scenario]
    groups: list[list[Any]] = []
    drawn: set[str] = set()
    for way in scenario["ways"]:
        if not groups or way["nodes"] in drawn:
            groups.append([])
            drawn = set()
        drawn.add(way["nodes"])
        groups[-1].append(way)
    if len(groups) != len(maps):
        return [scenario]
    found, first_row = [], 0
    for art, ways, expected in zip(maps, groups, expectations, strict=True):
        found.append(
            {**scenario, "nodemaps": [art], "ways": ways, "expect": [expected], "first_row": first_row}
        )
        first_row += len(expected[1])
    return found


def departure_unix_s(scenario: Mapping[str, Any]) -> float | None:
    """The moment at which a scenario with restrictions by time takes place."""
    stated = re.search(r"parse-conditionals-from-now=(\d+)", " ".join(map(str, scenario["unsupported"])))
    return float(stated[1]) if stated else None


def compiled(scenario: Mapping[str, Any], folder: Path) -> tuple[Drawing, Region]:
    """The scenario's map as a region."""
    folder.mkdir(parents=True, exist_ok=True)
    town = compile_drawing(scenario_drawing(scenario), folder)
    return town.drawing, town.region


def score(scenario: Mapping[str, Any], drawing: Drawing, region: Region) -> list[Outcome]:
    """Every expected cell beside what we say."""
    engine, guide = RouteEngine([region], timezone=UTC, clock=lambda: AT_NIGHT_UNIX_S), Guide([region])
    outcomes = []
    number = int(scenario.get("first_row", 0))
    when = departure_unix_s(scenario)
    for step, rows in scenario["expect"]:
        if step != "I route I should get":
            continue
        for row in rows:
            number += 1
            expected = {_COLUMNS[key]: value for key, value in row.items() if key in _COLUMNS}
            if not expected:
                continue
            got = drive(engine, guide, drawing, row, when)
            outcomes += [
                Outcome(scenario["id"], number, aspect, expected[aspect], got.get(aspect, ""))
                for aspect in ASPECTS
                if aspect in expected
            ]
    return outcomes


def drive(
    engine: RouteEngine,
    guide: Guide,
    drawing: Drawing,
    row: Mapping[str, str],
    departure: float | None = None,
) -> dict[str, str]:
    """Path, turns and lanes of one asked route, as OSRM's tests write them; empty when there is none."""
    symbols = [row["from"], row["to"]] if row.get("from") else row["waypoints"].split(",")
    if any(symbol.strip() not in drawing.positions for symbol in symbols):
        return {}
    bearings = (row.get("bearings") or "").split()
    waypoints = tuple(
        Waypoint(
            drawing.positions[symbol.strip()],
            heading_deg=_heading_deg(bearings[i]) if i < len(bearings) else None,
        )
        for i, symbol in enumerate(symbols)
    )
    # Rows with a column of their own for the junctions passed have only the maneuvers' in this one.
    passed = "intersection_lanes" not in row
    try:
        request = RouteRequest(waypoints, RoutingProfile(), departure_unix_s=departure)
        route: Route = engine.route(request)[0]
        if any(leg.origin_off_m or leg.destination_off_m for leg in route.legs):
            # What no road leads to has no route for OSRM; ours ends as near as it can, and says so.
            return {}
        found = guide.maneuvers(route)
    except MapsError:
        return {}
    except Exception as error:
        return {"path": f"!{type(error).__name__}: {error}", "turns": "!", "lanes": "!"}
    return {
        "path": ",".join(maneuver.name for maneuver in found),
        "turns": ",".join(written(maneuver) for maneuver in found),
        "lanes": ",".join(lanes_written(maneuver, passed=passed) for maneuver in found),
    }


def _heading_deg(text: str) -> float | None:
    """The heading of a row's "bearing,deviation"; one that may deviate by half a turn is none."""
    heading, _, deviation = text.partition(",")
    return None if float(deviation or 0.0) >= 180.0 else float(heading)


def written(maneuver: Maneuver) -> str:
    """A maneuver as OSRM's tests write it."""
    if maneuver.type in ("depart", "arrive"):
        return maneuver.type
    if maneuver.type == "roundabout":
        return f"roundabout-exit-{maneuver.roundabout_exit or 'undefined'}"
    if maneuver.type == "rotary":
        return f"{maneuver.rotary_name or 'rotary'}-exit-{maneuver.roundabout_exit or 'undefined'}"
    if maneuver.type == "roundabout turn":
        return f"{maneuver.type} {maneuver.modifier} exit-{maneuver.roundabout_exit}"
    return f"{maneuver.type} {maneuver.modifier}"


def lanes_written(maneuver: Maneuver, *, passed: bool = True) -> str:
    """Lanes at the maneuver and, if asked for, at the junctions passed after it, parted by ";"."""

    def at(lanes: Sequence[Lane]) -> str:
        return " ".join(f"{';'.join(lane.indications)}:{str(lane.valid).lower()}" for lane in lanes)

    later = maneuver.passed if passed else ()
    # OSRM shows none before a roundabout, by its own choice.
    own = () if maneuver.type in CIRCLES else maneuver.lanes
    return ";".join([at(own), *(at(junction.lanes) for junction in later)])


def same(expected: str, got: str) -> bool:
    """Whether two cells say the same, blanks and commas at the end aside; `*` matches anything."""
    if expected == "*":
        return True
    return _squeezed(expected) == _squeezed(got)


def _squeezed(text: str) -> str:
    return re.sub(r"\s*,\s*", ",", re.sub(r"\s+", " ", text.strip())).rstrip(",")


def outcomes_of(path: Path, folder: Path) -> list[Outcome]:
    """Every outcome of a file of scenarios; what cannot be compiled gives none."""
    found: list[Outcome] = []
    for scenario in scenarios(path):
        for number, part in enumerate(parts(scenario)):
            name = re.sub(r"\W", "_", f"{scenario['id']}_{number}")
            try:
                drawing, region = compiled(part, folder / name)
            except (SourceError, KeyError, TypeError):
                # Roads for other vehicles only, or a picture that the data lacks; all else is a fault.
                continue
            found += score(part, drawing, region)
    return found


def read_passes(path: Path = PASSES) -> set[str]:
    """`scenario#row aspect` of every cell that is known to pass."""
    known: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        scenario, *aspects = line.split()
        for part in aspects:
            aspect, _, rows = part.partition("=")
            known.update(f"{scenario}#{row} {aspect}" for row in rows.split(","))
    return known


def write_passes(outcomes: Iterable[Outcome], path: Path = PASSES) -> None:
    """One line a scenario: the rows that pass in each aspect."""
    rows: dict[str, dict[str, list[str]]] = {}
    for outcome in outcomes:
        if outcome.passed:
            rows.setdefault(outcome.scenario, {}).setdefault(outcome.aspect, []).append(str(outcome.row))
    lines = [
        " ".join([scenario, *(f"{aspect}={','.join(numbers)}" for aspect, numbers in aspects.items())])
        for scenario, aspects in sorted(rows.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def totals(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Aspect -> "passed/all"."""
    return {
        aspect: f"{sum(o.passed for o in outcomes if o.aspect == aspect)}/"
        f"{sum(o.aspect == aspect for o in outcomes)}"
        for aspect in ASPECTS
    }


def main() -> int:
    """Score files: ``python -m tests.peers.osrm FILE… [--accept] [--failures]``; it comes last."""
    given = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    files = [
        file for path in given for file in ([path / name for name in FILES] if path.is_dir() else [path])
    ]
    everything: list[Outcome] = []
    routable = rows = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            everything += outcomes_of(file, Path(folder) / str(number))
            result = routability.score(file)
            routable, rows = routable + result["right"], rows + result["rows"]
            if "--failures" in sys.argv:
                for row in result["wrong"]:
                    print(f"{row['scenario']} routability\n   {row['tags']}\n   {row['wrong']}")
    if "--failures" in sys.argv:
        for outcome in everything:
            if not outcome.passed:
                print(f"{outcome.key}\n   expected {outcome.expected}\n   got      {outcome.got}")
    if "--accept" in sys.argv:
        write_passes(everything)
    found = totals(everything)
    print(*(f"{aspect} {found[aspect]}" for aspect in ASPECTS), f"routability {routable}/{rows}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
