"""Positions, trips and kept places as GPX 1.1 (https://www.topografix.com/GPX/1/1/), for any map program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

NAMESPACE = "http://www.topografix.com/GPX/1/1"
GAP_MS = 5 * 60 * 1000
"""positions further apart than this belong to different segments of the track"""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def gpx(
    positions: Iterable[Mapping[str, Any]],
    trips: Iterable[Mapping[str, Any]],
    places: Iterable[Mapping[str, Any]],
) -> str:
    """Samples (``time_unix_ms lat lon``), trips (``from_latitude …``) and places (``name lat lon``).

    What has no position is left out.
    """
    root = ElementTree.Element("gpx", {"xmlns": NAMESPACE, "version": "1.1", "creator": "Headunit"})
    for place in places:
        waypoint = _point(root, "wpt", place.get("lat"), place.get("lon"))
        if waypoint is not None and place.get("name"):
            _text(waypoint, "name", str(place["name"]))
    for trip in trips:
        _route(root, trip)
    track: ElementTree.Element | None = None
    segment: ElementTree.Element | None = None
    last_ms = 0
    for sample in sorted(positions, key=lambda row: int(row["time_unix_ms"])):
        time_ms = int(sample["time_unix_ms"])
        if not _is_position(sample.get("lat"), sample.get("lon")):
            continue
        if track is None:
            track = ElementTree.SubElement(root, "trk")
        if segment is None or time_ms - last_ms > GAP_MS:
            segment = ElementTree.SubElement(track, "trkseg")
        last_ms = time_ms
        point = _point(segment, "trkpt", sample["lat"], sample["lon"])
        if point is not None:
            _text(point, "time", _iso(time_ms))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _route(root: ElementTree.Element, trip: Mapping[str, Any]) -> None:
    ends = [(trip.get(f"{end}_latitude"), trip.get(f"{end}_longitude")) for end in ("from", "to")]
    if not all(_is_position(*end) for end in ends):
        return
    route = ElementTree.SubElement(root, "rte")
    _text(route, "name", _iso(int(trip["time_unix_ms"])))
    for time_ms, end in zip((trip["time_unix_ms"], trip.get("ended_unix_ms")), ends, strict=True):
        point = _point(route, "rtept", *end)
        if point is not None and isinstance(time_ms, int):
            _text(point, "time", _iso(time_ms))


def _point(parent: ElementTree.Element, tag: str, lat: object, lon: object) -> ElementTree.Element | None:
    if not _is_position(lat, lon):
        return None
    return ElementTree.SubElement(parent, tag, {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"})


def _is_position(lat: object, lon: object) -> bool:
    return all(
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
        for value, most in ((lat, 90), (lon, 180))
    )


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = _NOT_XML.sub("", text)


def _iso(time_unix_ms: int) -> str:
    return (
        datetime.fromtimestamp(time_unix_ms / 1000, UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )
