"""Plus codes (Open Location Code): encode, decode and recover.

Specification:
https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md. All
arithmetic is in whole numbers of the smallest cell, as the reference implementations do it, so that
rounding never moves a code to the neighbouring cell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from maps.geometry import LatLon

DIGITS = "23456789CFGHJMPQRVWX"
SEPARATOR, SEPARATOR_AT, PADDING = "+", 8, "0"
BASE = 20
PAIR_LENGTH = 10
LONGEST = 15
GRID_ROWS, GRID_COLUMNS = 5, 4
_GRID_LENGTH = LONGEST - PAIR_LENGTH
_PAIR_FIRST = BASE ** (PAIR_LENGTH // 2 - 1)
_PAIR_PRECISION = BASE**3
"""cells a degree at ten digits"""
LAT_PRECISION = _PAIR_PRECISION * GRID_ROWS**_GRID_LENGTH
"""smallest cells a degree of latitude: 25,000,000"""
LON_PRECISION = _PAIR_PRECISION * GRID_COLUMNS**_GRID_LENGTH
"""of longitude: 8,192,000"""


@dataclass(frozen=True, slots=True)
class CodeArea:
    """The cell that a code stands for, in degrees."""

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float
    length: int
    """digits"""

    @property
    def center(self) -> LatLon:
        return LatLon(
            min((self.south_deg + self.north_deg) / 2, 90.0), min((self.west_deg + self.east_deg) / 2, 180.0)
        )


def is_valid(code: str) -> bool:
    """Whether a text is a full or short plus code."""
    code = code.upper()
    at = code.find(SEPARATOR)
    if at < 0 or code.count(SEPARATOR) != 1 or at > SEPARATOR_AT or at % 2 or len(code) == 1:
        return False
    pad = code.find(PADDING)
    # Padding fills whole pairs up to the separator, which then ends the code; short codes have none.
    padded_wrong = at < SEPARATOR_AT or pad == 0 or pad % 2 or code[pad:at].strip(PADDING)
    if pad >= 0 and (padded_wrong or at != len(code) - 1):
        return False
    if len(code) - at - 1 == 1:
        return False
    return all(c in DIGITS for c in code.replace(SEPARATOR, "").replace(PADDING, ""))


def is_short(code: str) -> bool:
    """Whether a code lacks its first digits and needs a place nearby to be understood."""
    return is_valid(code) and code.find(SEPARATOR) < SEPARATOR_AT


def is_full(code: str) -> bool:
    """Whether a code stands on its own."""
    if not is_valid(code) or is_short(code):
        return False
    code = code.upper()
    if DIGITS.find(code[0]) * BASE >= 180:
        return False
    return not (len(code) > 1 and code[1] in DIGITS and DIGITS.find(code[1]) * BASE >= 360)


def encode(point: LatLon, length: int = PAIR_LENGTH) -> str:
    """The code of the cell that holds a point. Raises ValueError for a length that codes do not have."""
    return encode_cells(
        math.floor(point.lat_deg * LAT_PRECISION) + 90 * LAT_PRECISION,
        math.floor(point.lon_deg * LON_PRECISION) + 180 * LON_PRECISION,
        length,
    )


def encode_cells(lat: int, lon: int, length: int = PAIR_LENGTH) -> str:
    """The code of a smallest cell, counted from the south pole and from 180° west."""
    if length < 2 or (length < PAIR_LENGTH and length % 2):
        raise ValueError(f"plus codes have no {length} digits")
    length = min(length, LONGEST)
    lat = min(max(lat, 0), 180 * LAT_PRECISION - 1)
    lon %= 360 * LON_PRECISION
    fine = ""
    for _ in range(_GRID_LENGTH):
        fine = DIGITS[lat % GRID_ROWS * GRID_COLUMNS + lon % GRID_COLUMNS] + fine
        lat, lon = lat // GRID_ROWS, lon // GRID_COLUMNS
    pairs = ""
    for _ in range(PAIR_LENGTH // 2):
        pairs = DIGITS[lat % BASE] + DIGITS[lon % BASE] + pairs
        lat, lon = lat // BASE, lon // BASE
    digits = (pairs + fine)[:length]
    if length < SEPARATOR_AT:
        return digits + PADDING * (SEPARATOR_AT - length) + SEPARATOR
    return digits[:SEPARATOR_AT] + SEPARATOR + digits[SEPARATOR_AT:]


def decode(code: str) -> CodeArea:
    """The cell of a full code. Raises ValueError when it is none."""
    if not is_full(code):
        raise ValueError(f"{code!r} is no full plus code")
    digits = code.upper().replace(SEPARATOR, "").replace(PADDING, "")[:LONGEST]
    lat = lon = 0
    lat_step, lon_step = LAT_PRECISION * BASE * BASE, LON_PRECISION * BASE * BASE
    for i in range(0, min(len(digits), PAIR_LENGTH), 2):
        lat_step, lon_step = lat_step // BASE, lon_step // BASE
        lat += DIGITS.index(digits[i]) * lat_step
        lon += DIGITS.index(digits[i + 1]) * lon_step
    for digit in digits[PAIR_LENGTH:]:
        lat_step, lon_step = lat_step // GRID_ROWS, lon_step // GRID_COLUMNS
        row, column = divmod(DIGITS.index(digit), GRID_COLUMNS)
        lat += row * lat_step
        lon += column * lon_step
    return CodeArea(
        lat / LAT_PRECISION - 90,
        lon / LON_PRECISION - 180,
        (lat + lat_step) / LAT_PRECISION - 90,
        (lon + lon_step) / LON_PRECISION - 180,
        len(digits),
    )


def recover(code: str, near: LatLon) -> str:
    """The full code that a short one stands for near a place. Raises ValueError when it is none."""
    code = code.upper()
    if is_full(code):
        return code
    if not is_short(code):
        raise ValueError(f"{code!r} is no plus code")
    missing = SEPARATOR_AT - code.index(SEPARATOR)
    size_deg = _pair_size_deg(missing)
    area = decode(encode(near)[:missing] + code)
    lat, lon = area.center.lat_deg, area.center.lon_deg
    if near.lat_deg + size_deg / 2 < lat and lat - size_deg >= -90:
        lat -= size_deg
    elif near.lat_deg - size_deg / 2 > lat and lat + size_deg <= 90:
        lat += size_deg
    if near.lon_deg + size_deg / 2 < lon:
        lon -= size_deg
    elif near.lon_deg - size_deg / 2 > lon:
        lon += size_deg
    return encode(LatLon(lat, (lon + 180.0) % 360.0 - 180.0), area.length)


def _pair_size_deg(digits: int) -> float:
    """Side of the cell that so many leading digits stand for."""
    return float(BASE ** (2 - digits // 2))
