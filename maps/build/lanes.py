"""The arrows of the lanes that a car may use."""

from __future__ import annotations

from collections.abc import Mapping

from maps.build.access import MODES
from maps.build.quantities import parse_count


def turn_lanes(tags: Mapping[str, str], side: str, *, oneway: bool) -> str:
    """`turn:lanes` in the direction of travel, left to right, without the lanes of buses and taxis.

    On a two-way road an arrow without a direction says nothing (OSM wiki: Key:turn).
    """
    suffix = f":{side}"
    arrows = tags.get(f"turn:lanes{suffix}", "")
    if not arrows and oneway:
        arrows, suffix = tags.get("turn:lanes", ""), ""
    if not arrows:
        return ""
    for mode in (*MODES, "access"):
        access = tags.get(f"{mode}:lanes{suffix}", "")
        if access:
            return _without_closed(arrows, access)
    own = _bus_lanes(tags, side)
    other = _bus_lanes(tags, "backward" if side == "forward" else "forward")
    return _trimmed(arrows, left=other, right=own)


def _without_closed(arrows: str, access: str) -> str:
    lanes, words = arrows.split("|"), access.split("|")
    if len(lanes) != len(words):
        return arrows
    return "|".join(lane for lane, word in zip(lanes, words, strict=True) if word != "no")


def _bus_lanes(tags: Mapping[str, str], side: str) -> int:
    for key in ("lanes:psv", "lanes:bus"):
        count = parse_count(tags.get(f"{key}:{side}", ""))
        if not count and side == "forward":
            count = parse_count(tags.get(key, ""))
        if count:
            return count
    return 0


def _trimmed(arrows: str, *, left: int, right: int) -> str:
    """Cut bus lanes off the edges, if as many lanes there have no arrow."""
    lanes = arrows.split("|")
    if left and left < len(lanes) and not any(lanes[:left]):
        lanes = lanes[left:]
    if right and right < len(lanes) and not any(lanes[-right:]):
        lanes = lanes[:-right]
    return "|".join(lanes)
