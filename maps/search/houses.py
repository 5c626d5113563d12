"""A house number along its street: the same, one of a range, the house of a flat, or between two that are
mapped."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from maps.geometry import E7, LatLon, haversine_m
from maps.search.numbers import HouseNumber, how_well, read_number
from maps.search.store import PlaceStore, osm_text

BETWEEN_M = 600.0
"""Between neighbours farther apart than this nothing is said of a number that is not mapped."""
BETWEEN_NUMBERS = 60
BETWEEN_QUALITY = 0.6
_SEARCHED_ALL = 3_000
_SUFFIX = re.compile(r"[a-z]|bis|ter|quater")


@dataclass(frozen=True, slots=True)
class House:
    """Where a number is."""

    number: str
    position: LatLon
    quality: float
    osm_id: str
    postcode: str
    words: int
    """bits of the words of the query that it took"""
    between: bool = False
    """reckoned from its neighbours"""


def asked_numbers(texts: list[str], free: int, unit: str) -> list[tuple[HouseNumber, str, int]]:
    """The numbers that the words of a query may mean, the likeliest first, each with the words' bits.

    `free` has the bits of the words that nothing else of the entry explains.
    """
    found: list[tuple[HouseNumber, str, int]] = []

    def add(text: str, bits: int) -> None:
        number = read_number(text)
        if number is not None and all(number.key != known[0].key for known in found):
            found.append((number, text, bits))

    rows = [i for i, text in enumerate(texts) if free >> i & 1 and text[0].isdigit()]
    # A postcode is longer than most house numbers.
    for i in sorted(rows, key=lambda i: (len(texts[i]) > 4 and texts[i].isdigit(), i)):
        text, bits = texts[i], 1 << i
        following = texts[i + 1] if i + 1 < len(texts) else ""
        if following and (_SUFFIX.fullmatch(following) or (following[0].isdigit() and "/" in following)):
            add(f"{text} {following}", bits | 1 << (i + 1))
        if unit:
            add(f"{unit}/{text}", bits)
        add(text, bits)
    return found


def find_house(
    store: PlaceStore, entry: int, asked: list[tuple[HouseNumber, str, int]], thorough: bool = True
) -> House | None:
    """The house of an entry that is meant by one of the numbers; `thorough`: all its numbers are looked at
    where none of that value is."""
    begin, end = int(store.number_begin[entry]), int(store.number_begin[entry + 1])
    if begin == end or not asked:
        return None
    best: tuple[float, int, int] | None = None
    for which, (number, _, _) in enumerate(asked):
        for row, quality in _rows_like(store, begin, end, number, thorough):
            if best is None or quality > best[0]:
                best = quality, row, which
        if best is not None and best[0] >= 0.95:
            break
    if best is not None:
        quality, row, which = best
        number, text, bits = asked[which]
        stored = store.text(int(store.number_text[row]))
        shown = stored if quality >= 0.95 or "-" not in number.key else text
        if quality < 0.95 and "/" in stored and number.key == stored.rpartition("/")[2].lower():
            shown = number.key
        return House(
            shown,
            _position(store, row),
            quality,
            osm_text(int(store.number_osm[row])),
            _postcode(store, row),
            bits,
        )
    return _between(store, begin, end, asked)


def nearest_house(store: PlaceStore, entry: int, point: LatLon) -> tuple[int, float] | None:
    """Row and distance of the house of an entry that is nearest to a point."""
    begin, end = int(store.number_begin[entry]), int(store.number_begin[entry + 1])
    if begin == end:
        return None
    away = haversine_m(
        store.number_lat_e7[begin:end] / E7, store.number_lon_e7[begin:end] / E7,
        np.float64(point.lat_deg), np.float64(point.lon_deg),
    )  # fmt: skip
    row = int(np.argmin(away))
    return begin + row, float(away[row])


def _rows_like(
    store: PlaceStore, begin: int, end: int, asked: HouseNumber, thorough: bool
) -> list[tuple[int, float]]:
    values = store.number_value[begin:end]
    low, high = np.searchsorted(values, (asked.value, asked.value + 1)).tolist()
    # The rows just below may be ranges that hold it.
    rows = [*range(begin + low, begin + high), *range(begin + max(low - 4, 0), begin + low)]
    found = _compared(store, rows, asked)
    if (
        thorough
        and not found
        and end - begin <= _SEARCHED_ALL
        and (len(asked.parts) > 1 or asked.value >= 100 or not asked.value)
    ):
        # "12055" for "120-55", the first part of "1234/5".
        found = _compared(store, list(range(begin, end)), asked)
    return found


def _compared(store: PlaceStore, rows: list[int], asked: HouseNumber) -> list[tuple[int, float]]:
    found = []
    for row in rows:
        stored = read_number(store.text(int(store.number_text[row])))
        quality = 0.0 if stored is None else how_well(asked, stored)
        if quality:
            found.append((row, quality))
    return found


def _between(
    store: PlaceStore, begin: int, end: int, asked: list[tuple[HouseNumber, str, int]]
) -> House | None:
    values = store.number_value[begin:end].astype(np.int64)
    for number, text, bits in asked:
        value = number.value
        if not value or len(number.parts) > 1:
            continue
        for parity in (2, 1):
            of_side = np.flatnonzero((values > 0) & ((values - value) % parity == 0))
            at = int(np.searchsorted(values[of_side], value))
            if not 0 < at < len(of_side):
                continue
            low, high = int(of_side[at - 1]), int(of_side[at])
            if values[low] == value:
                # "12b" where "12" is mapped.
                position = _position(store, begin + low)
                return House(text, position, BETWEEN_QUALITY, "", _postcode(store, begin + low), bits, True)
            gap = int(values[high] - values[low])
            one, other = _position(store, begin + low), _position(store, begin + high)
            apart = float(
                haversine_m(
                    *(np.float64(v) for v in (one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg))
                )
            )
            if gap > BETWEEN_NUMBERS or apart > BETWEEN_M:
                continue
            part = (value - int(values[low])) / gap
            position = LatLon(
                one.lat_deg + part * (other.lat_deg - one.lat_deg),
                one.lon_deg + part * (other.lon_deg - one.lon_deg),
            )
            return House(text, position, BETWEEN_QUALITY, "", _postcode(store, begin + low), bits, True)
    return None


def _position(store: PlaceStore, row: int) -> LatLon:
    return LatLon(float(store.number_lat_e7[row] / E7), float(store.number_lon_e7[row] / E7))


def _postcode(store: PlaceStore, row: int) -> str:
    return store.text(int(store.number_postcode[row]))
