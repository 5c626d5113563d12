"""NMEA 0183 sentences out of a receiver's bytes, and VSS values out of sentences.

Receivers leave out what they do not know, send their maker's binary messages between the sentences, and split
what belongs to one moment over several of them.
"""

from __future__ import annotations

import contextlib
import re

from hmi.agent.signals.store import SPEED_OVER_GROUND

KNOT_MPS = 0.514444
KNOT_KMH = 1.852
USER_RANGE_ERROR_M = 2.5
"""one sigma of a civil receiver; HDOP times this is the horizontal accuracy"""
MOVING_MPS = 0.8
"""slower, and the course over ground is noise"""
LONGEST_SENTENCE_BYTES = 1024
"""the standard says 82; makers do not heed it"""
_SENTENCE = re.compile(rb"\$[A-Z][A-Z0-9]{3,7},[\x20-\x23\x25-\x7e]*")
_ANGLE = re.compile(r"(\d{1,3}?)(\d{2}(?:\.\d*)?)")
_FEWEST_FIELDS = {"GGA": 14, "GNS": 12, "RMC": 12, "GLL": 7, "VTG": 9}
"""of a sentence that comes without a checksum: fewer, and its end is missing"""
_LOCATION = "Vehicle.CurrentLocation."
_FIX = _LOCATION + "GNSSReceiver.FixType"


class Sentences:
    """Finds sentences in bytes as they come, whatever stands between them."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """The sentences that `data` completes."""
        self._rest += data
        found: list[str] = []
        end = 0
        for match in _SENTENCE.finditer(self._rest):
            if match.end() == len(self._rest):
                break  # it may go on
            found.append(match[0].decode("ascii"))
            end = match.end()
        self._rest = self._rest[end:]
        begin = self._rest.rfind(b"$")
        kept = self._rest[begin:] if begin >= 0 else b""
        self._rest = kept if len(kept) <= LONGEST_SENTENCE_BYTES else b""
        return found


class Nmea:
    """Joins the sentences of one moment into VSS values; a position is told once for each moment."""

    def __init__(self) -> None:
        self._accuracy_m: float | None = None
        self._told: tuple[str, float, float] | None = None
        """the moment, as the receiver writes it, and the position that was told last"""
        self._three_d: bool | None = None
        """what GSA says of the fix; None before it did"""

    def hear(self, line: str) -> dict[str, object]:
        """What a sentence says; empty for a damaged one or one of no interest."""
        fields = _checked(line)
        kind = fields[0][-3:] if fields and not fields[0].startswith("P") else ""
        with contextlib.suppress(ValueError, IndexError):
            match kind:
                case "GGA" | "GNS":
                    return self._fix(fields, has_fix=_has_fix(kind, fields[6]))
                case "RMC":
                    return self._rmc(fields)
                case "GLL":
                    usable = fields[6] == "A" or (fields[6] == "" and bool(fields[1]))
                    return self._position(fields[5], fields[1:5]) if usable else {_FIX: "NONE"}
                case "VTG":
                    return self._vtg(fields)
                case "GSA":
                    self._three_d = {"2": False, "3": True}.get(fields[2])
                case "GST":
                    self._accuracy_m = (float(fields[6]) ** 2 + float(fields[7]) ** 2) ** 0.5
        return {}

    def _fix(self, fields: list[str], has_fix: bool) -> dict[str, object]:
        """GGA and GNS: time, position, quality, satellites, dilution, altitude."""
        if not has_fix:
            self._accuracy_m = None
            return {_FIX: "NONE"}
        values = self._position(fields[1], fields[2:6])
        if not values:
            return {}
        dilution, altitude_m = _number(fields[8]), _number(fields[9])
        accuracy_m = self._accuracy_m
        if accuracy_m is None and dilution is not None and 0 < dilution < 50:
            accuracy_m = dilution * USER_RANGE_ERROR_M
        if accuracy_m is not None:
            values[_LOCATION + "HorizontalAccuracy"] = accuracy_m
        if altitude_m is not None:
            values[_LOCATION + "Altitude"] = altitude_m
        three_d = altitude_m is not None if self._three_d is None else self._three_d
        values[_FIX] = "THREE_D" if three_d else "TWO_D"
        return values

    def _rmc(self, fields: list[str]) -> dict[str, object]:
        if fields[2] not in ("A", "D"):
            return {_FIX: "NONE"}
        values = self._position(fields[1], fields[3:7])
        knots = _number(fields[7])
        values |= self._motion(None if knots is None else knots * KNOT_MPS, _number(fields[8]))
        day, clock = fields[9], fields[1]
        if len(day) == 6 and day.isdecimal() and len(clock) >= 6:
            values[_LOCATION + "Timestamp"] = (
                f"20{day[4:]}-{day[2:4]}-{day[:2]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"
            )
        return values

    def _vtg(self, fields: list[str]) -> dict[str, object]:
        if len(fields) > 9 and fields[9].startswith("N"):
            return {}
        knots, kmh = _number(fields[5]), _number(fields[7])
        if kmh is None and knots is not None:
            kmh = knots * KNOT_KMH
        return self._motion(None if kmh is None else kmh / 3.6, _number(fields[1]))

    def _motion(self, speed_mps: float | None, course_deg: float | None) -> dict[str, object]:
        """Standing, the course is noise; without a speed nobody knows whether it is."""
        if speed_mps is None:
            return {}
        values: dict[str, object] = {SPEED_OVER_GROUND: speed_mps * 3.6}
        if course_deg is not None and speed_mps > MOVING_MPS:
            values[_LOCATION + "Heading"] = course_deg % 360.0
        return values

    def _position(self, moment: str, angles: list[str]) -> dict[str, object]:
        if not all(angles):
            return {}
        latitude, longitude = _degrees(angles[0], angles[1]), _degrees(angles[2], angles[3])
        if abs(latitude) > 90 or abs(longitude) > 180:
            return {}
        # The next sentence of the same moment says it again; a receiver without fractions has several moments
        # of one name.
        told = (moment, round(latitude, 5), round(longitude, 5))
        if moment and told == self._told:
            return {}
        self._told = told
        return {_LOCATION + "Latitude": latitude, _LOCATION + "Longitude": longitude}


def _has_fix(kind: str, quality: str) -> bool:
    """GGA counts kinds of fixes from 1; GNS has a letter for each system, N where it has none."""
    return quality not in ("", "0") if kind == "GGA" else bool(quality.strip("N"))


def _checked(line: str) -> list[str]:
    """The fields of a sentence whose checksum is right, or that is complete and has none."""
    text = line.strip()
    body, star, check = text[1:].partition("*")
    if not text.startswith("$"):
        return []
    fields = body.split(",")
    if not star:
        fewest = _FEWEST_FIELDS.get(fields[0][-3:])
        return fields if fewest is not None and len(fields) >= fewest else []
    total = 0
    for letter in body:
        total ^= ord(letter)
    try:
        return fields if total == int(check[:2], 16) else []
    except ValueError:
        return []


def _number(text: str) -> float | None:
    """None for what is left out."""
    return float(text) if text else None


def _degrees(text: str, side: str) -> float:
    """ddmm.mmmm or dddmm.mmmm with N, S, E or W. Raises ValueError."""
    found = _ANGLE.fullmatch(text)
    if found is None or side not in "NSEW":
        raise ValueError(f"{text} {side} is no angle")
    degrees = int(found[1]) + float(found[2]) / 60
    return -degrees if side in "SW" else degrees
