"""Cases rebuilt from public reports about other navigation programs: small maps, and what was asked."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from maps.build.compile import build_region
from maps.geometry import LatLon
from maps.models import Route, RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine

NOON_OF_A_WORKDAY = "2026-05-06T12:00"


@dataclass(frozen=True)
class CaseMap:
    """One case's map, compiled."""

    source: Path
    folder: Path
    """where to compile it; gone with the test"""

    @cached_property
    def node(self) -> dict[int, LatLon]:
        """Positions by OpenStreetMap id."""
        tree = ElementTree.parse(self.source)
        return {
            int(n.attrib["id"]): LatLon(float(n.attrib["lat"]), float(n.attrib["lon"]))
            for n in tree.iter("node")
        }

    @cached_property
    def region(self) -> Region:
        folder = self.folder / self.source.stem
        if folder.is_dir():
            return Region.open(folder)
        build_region([self.source], folder, name="case")
        return Region.open(folder)

    @cached_property
    def engine(self) -> RouteEngine:
        return RouteEngine([self.region], timezone=UTC)

    def route(
        self,
        *places: LatLon,
        when: str = NOON_OF_A_WORKDAY,
        heading_deg: float | None = None,
        **profile: Any,
    ) -> Route:
        """The best route over places at a local time."""
        waypoints = tuple(
            Waypoint(place, heading_deg=heading_deg if i == 0 else None) for i, place in enumerate(places)
        )
        departure = datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp()
        request = RouteRequest(waypoints, RoutingProfile(**profile), departure_unix_s=departure)
        return self.engine.route(request)[0]

    def nodes_of(self, route: Route) -> list[int]:
        """OpenStreetMap ids of the nodes at the ends of the route's edges, in order."""
        region = self.region
        found: list[int] = []
        for leg in route.legs:
            for edge in leg.edge.tolist():
                for node in (int(region.edge_tail[edge]), int(region.edge_head[edge])):
                    if not found or found[-1] != int(region.node_osm_id[node]):
                        found.append(int(region.node_osm_id[node]))
        return found

    def roads_of(self, route: Route) -> list[str]:
        """Names of the roads, each once in a row."""
        names: list[str] = []
        for leg in route.legs:
            for row in leg.edge_name.tolist():
                if not names or names[-1] != leg.strings[row]:
                    names.append(leg.strings[row])
        return names


def cases(folder: Path) -> list[dict[str, Any]]:
    """The rows of the folder's table."""
    return [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


def answer(case: dict[str, Any], folder: Path, scratch: Path) -> str:
    """What a case with an `ask` gives now: through the tagged way or node, or round by C and D."""
    ask = case["ask"]
    drawn = CaseMap(folder / case["input"], scratch)
    begin, end = (int(ask[key].removeprefix("node ")) for key in ("from", "to"))
    profile = {key: value for key, value in ask.items() if key.startswith("vehicle_")}
    when = ask.get("when", NOON_OF_A_WORKDAY)
    route = drawn.route(drawn.node[begin], drawn.node[end], when=when, **profile)
    return "round" if {6, 7} & set(drawn.nodes_of(route)) else "through"
