"""Ask a drawn town for routes, and read them as letters."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from maps.models import Route, RouteRequest, RoutingProfile, Waypoint
from maps.route.engine import RouteEngine
from tests.ascii_map import Town


def engine_of(town: Town, **options: Any) -> RouteEngine:
    """The town's engine, with roads on UTC."""
    return RouteEngine([town.region], timezone=UTC, **options)


def ask(town: Town, *symbols: str, engine: RouteEngine | None = None, **options: Any) -> tuple[Route, ...]:
    """Routes over letters or digits of the drawing; options of the profile and of the request."""
    heading = options.pop("heading_deg", None)
    request_options = {
        name: options.pop(name)
        for name in ("alternatives", "departure_unix_s", "any_order")
        if name in options
    }
    waypoints = tuple(
        Waypoint(town.at(s), name=s, heading_deg=heading if i == 0 else None) for i, s in enumerate(symbols)
    )
    request = RouteRequest(waypoints, RoutingProfile(**options), **request_options)
    return (engine or engine_of(town)).route(request)


def letters(town: Town, route: Route) -> str:
    """The junctions that a route passes, and the ends of the roads that it begins and ends on."""
    region = town.region
    text = ""
    for leg in route.legs:
        for edge in leg.edge.tolist():
            tail, head = town.letter(int(region.edge_tail[edge])), town.letter(int(region.edge_head[edge]))
            if not text.endswith(tail):
                text += tail
            text += head
    return text
