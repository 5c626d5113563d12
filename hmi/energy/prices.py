"""Documents of electricity prices as those who publish them write them, one adapter a publisher. Pure.

Each becomes one curve: steps of equal length (a quarter of an hour stays one), each with its price in whole
units of currency a kWh, None where the publisher does not know it. A hole between two steps ends the curve:
what comes behind it is not known to belong.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from hmi.errors import HeadunitError

MAX_BYTES = 1024 * 1024
HOUR_S = 3600
LONGEST_S = 96 * 3600
"""of a curve: nobody publishes further ahead"""
SHORTEST_STEP_S, LONGEST_STEP_S = 300, 86_400
OPEN_ENDED_S = 48 * 3600
"""what a price without an end is good for"""
MAX_PER_KWH = 15.0
"""beyond any exchange's own limits: a decimal point that slipped"""
_UNIT = re.compile(r"\s*(?P<money>[^\s/]+)\s*(?:/|per)\s*(?P<energy>[kM]Wh)\s*", re.IGNORECASE)
_MONEY: dict[str, tuple[str, float]] = {
    "€": ("EUR", 1.0), "eur": ("EUR", 1.0), "euro": ("EUR", 1.0), "£": ("GBP", 1.0), "$": ("USD", 1.0),
    "ct": ("EUR", 0.01), "cent": ("EUR", 0.01), "cents": ("EUR", 0.01), "c": ("EUR", 0.01),
    "p": ("GBP", 0.01), "pence": ("GBP", 0.01), "rp": ("CHF", 0.01), "rappen": ("CHF", 0.01),
    "öre": ("SEK", 0.01), "øre": ("NOK", 0.01), "kr": ("SEK", 1.0),
}  # fmt: skip
"""words for money -> ISO 4217 and how much of it"""


class PriceDocumentError(HeadunitError):
    """What is given is no list of prices; the text says why."""


@dataclass(frozen=True, slots=True)
class PriceCurve:
    """Prices of consecutive steps."""

    from_unix_s: int
    step_s: int
    per_kwh: tuple[float | None, ...]
    currency: str
    """ISO 4217"""
    all_in: bool = False
    """with taxes and charges: what the household pays, not what the market asks"""


@dataclass(frozen=True, slots=True)
class _Row:
    begin_s: int
    end_s: int | None
    """None: the publisher does not say"""
    price: float | None
    """in the document's own unit"""


@dataclass(frozen=True, slots=True)
class _Read:
    rows: Sequence[_Row]
    unit: str
    """like "EUR / MWh" or "p/kWh" """
    all_in: bool = False


@dataclass(frozen=True, slots=True)
class Adapter:
    """One publisher's shape. `read` raises KeyError, TypeError or ValueError for what does not fit."""

    publisher: str
    fits: Callable[[Any], bool]
    read: Callable[[Any], _Read]


def read_prices(document: object) -> PriceCurve:
    """The curve of a document: bytes or text, or JSON already read. Raises PriceDocumentError."""
    parsed = _parsed(document) if isinstance(document, str | bytes) else document
    adapter = next((each for each in ADAPTERS if each.fits(parsed)), None)
    if adapter is None:
        names = ", ".join(each.publisher for each in ADAPTERS)
        raise PriceDocumentError(f"these are no prices as they are published by {names}")
    try:
        found = adapter.read(parsed)
        currency, per_kwh = unit_of(found.unit)
        return _curve(found, currency, per_kwh)
    except PriceDocumentError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise PriceDocumentError(
            f"the prices of {adapter.publisher} are not as documented: {error}"
        ) from None


def unit_of(text: str) -> tuple[str, float]:
    """ISO 4217 and the factor to whole units a kWh: "ct/kWh" is ("EUR", 0.01). Raises PriceDocumentError."""
    found = _UNIT.fullmatch(text) if isinstance(text, str) else None
    money = found["money"].lower() if found else ""
    if found is None or not (money in _MONEY or re.fullmatch(r"[a-z]{3}", money)):
        raise PriceDocumentError(f"the unit {text!r} is not a currency per MWh or kWh")
    currency, factor = _MONEY.get(money, (money.upper(), 1.0))
    return currency, factor / (1000.0 if found["energy"].lower() == "mwh" else 1.0)


def _parsed(document: str | bytes) -> object:
    raw = document.encode() if isinstance(document, str) else document
    if len(raw) > MAX_BYTES:
        raise PriceDocumentError("the prices are too long")
    if raw[:200].lstrip().startswith(b"<"):
        return _xml(raw)
    try:
        found: object = json.loads(raw)
    except (ValueError, RecursionError):
        raise PriceDocumentError("the prices are no JSON") from None
    return found


def _xml(raw: bytes) -> ElementTree.Element:
    if b"<!" in raw:
        raise PriceDocumentError("the prices hold declarations of their own")
    try:
        return ElementTree.fromstring(raw)
    except (ElementTree.ParseError, ValueError):
        raise PriceDocumentError("the prices are no XML") from None


def _curve(found: _Read, currency: str, per_kwh: float) -> PriceCurve:
    rows = sorted(found.rows, key=lambda row: row.begin_s)
    if not rows:
        raise PriceDocumentError("no price is known")
    following = [row.begin_s for row in rows[1:]]
    ends = [_end(row, begin_s) for row, begin_s in zip(rows, [*following, None], strict=True)]
    lengths = [end - row.begin_s for row, end in zip(rows, ends, strict=True) if end is not None]
    usual_s = min(lengths, default=HOUR_S)
    step_s = math.gcd(usual_s, *(row.begin_s - rows[0].begin_s for row in rows)) if usual_s > 0 else 0
    if not SHORTEST_STEP_S <= step_s <= LONGEST_STEP_S:
        raise PriceDocumentError(f"steps of {step_s} s are none that prices have")
    prices: list[float | None] = []
    begin_s = rows[0].begin_s
    for row, end in zip(rows, ends, strict=True):
        at = begin_s + len(prices) * step_s
        if row.begin_s > at:
            break
        length = (row.begin_s + usual_s if end is None else end) - at
        price = None if row.price is None else _price(row.price, per_kwh)
        prices += [price] * max(0, length // step_s)
    prices = prices[: LONGEST_S // step_s]
    while prices and prices[-1] is None:
        prices.pop()
    if not prices:
        raise PriceDocumentError("no price is known")
    return PriceCurve(begin_s, step_s, tuple(prices), currency, found.all_in)


def _end(row: _Row, next_begin_s: int | None) -> int | None:
    """Where a row ends: as it says, at the latest where the next one begins."""
    if next_begin_s is None or next_begin_s == row.begin_s:
        return row.end_s
    return next_begin_s if row.end_s is None else min(row.end_s, next_begin_s)


def _usual_s(begins: Iterable[int]) -> int:
    """How long each step is where only beginnings are told: the shortest, at most an hour."""
    return min([HOUR_S, *(b - a for a, b in pairwise(sorted(set(begins))))])


def _price(value: float, per_kwh: float) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not number or abs(value * per_kwh) > MAX_PER_KWH:
        raise PriceDocumentError(f"{value!r} is no price")
    return round(value * per_kwh, 6)


def _moment(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**33:
        raise PriceDocumentError(f"{value!r} is no moment in seconds")
    return value


def _stamp(text: object) -> int:
    """An ISO 8601 moment that names its offset."""
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise PriceDocumentError(f"{text} does not say in which zone")
    return int(moment.timestamp())


def _energy_charts(document: dict[str, Any]) -> _Read:
    """{"unix_seconds": [...], "price": [...], "unit": "EUR / MWh"}"""
    moments, values, unit = document.get("unix_seconds"), document.get("price"), document.get("unit")
    if not isinstance(moments, list) or not isinstance(values, list) or len(moments) != len(values):
        raise PriceDocumentError("unix_seconds and price are lists of one length")
    unit_of(unit)  # type: ignore[arg-type]
    begins = [_moment(each) for each in moments]
    usual_s = _usual_s(begins)
    return _Read([_Row(b, b + usual_s, v) for b, v in zip(begins, values, strict=True)], str(unit))


def _tibber_rows(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "startsAt" in node and ("total" in node or "energy" in node):
            yield node
        else:
            for value in node.values():
                yield from _tibber_rows(value)
    elif isinstance(node, list):
        for value in node:
            yield from _tibber_rows(value)


def _tibber(document: dict[str, Any]) -> _Read:
    """GraphQL's priceInfo: lists of {"total": 0.3, "startsAt": "…+01:00", "currency": "EUR"}"""
    rows = {_stamp(row["startsAt"]): row for row in _tibber_rows(document)}
    currency = next((row["currency"] for row in rows.values() if row.get("currency")), "EUR")
    all_in = all(row.get("total") is not None for row in rows.values())
    key = "total" if all_in else "energy"
    usual_s = _usual_s(rows)
    return _Read([_Row(b, b + usual_s, row.get(key)) for b, row in rows.items()], f"{currency}/kWh", all_in)


def _awattar(document: dict[str, Any]) -> _Read:
    """{"data": [{"start_timestamp": ms, "end_timestamp": ms, "marketprice": 42.1, "unit": "Eur/MWh"}]}"""
    rows = document["data"]
    return _Read(
        [
            _Row(
                _moment(row["start_timestamp"] // 1000),
                _moment(row["end_timestamp"] // 1000),
                row["marketprice"],
            )
            for row in rows
        ],
        rows[0]["unit"],
    )


def _octopus(document: dict[str, Any]) -> _Read:
    """{"results": [{"value_inc_vat": 18.9, "valid_from": "…Z", "valid_to": "…Z" or null}]}, in pence"""
    rows = []
    for row in document["results"]:
        begin = _stamp(row["valid_from"])
        end = begin + OPEN_ENDED_S if row.get("valid_to") is None else _stamp(row["valid_to"])
        rows.append(_Row(begin, end, row["value_inc_vat"]))
    return _Read(rows, "p/kWh", all_in=True)


def _entsoe(root: ElementTree.Element) -> _Read:
    """A Publication_MarketDocument; the finest of its resolutions. Curve A03 leaves out what repeats."""
    best: dict[int, list[_Row]] = {}
    unit = ""
    for series in _all(root, "TimeSeries"):
        money, energy = _words(series, "currency_Unit.name"), _words(series, "price_Measure_Unit.name")
        unit = f"{money}/{energy}"
        for period in _all(series, "Period"):
            step_s = int(_duration(_words(period, "resolution")).total_seconds())
            begin, end = _stamp(_words(period, "start")), _stamp(_words(period, "end"))
            points = {
                int(_words(p, "position")): float(_words(p, "price.amount")) for p in _all(period, "Point")
            }
            price: float | None = None
            for number in range((end - begin) // step_s):
                price = points.get(number + 1, price)
                at = begin + number * step_s
                best.setdefault(step_s, []).append(_Row(at, at + step_s, price))
    if not best:
        raise PriceDocumentError("no price is known")
    return _Read(list({row.begin_s: row for row in best[min(best)]}.values()), unit)


def _all(node: ElementTree.Element, name: str) -> Iterable[ElementTree.Element]:
    return (each for each in node.iter() if each.tag.rpartition("}")[2] == name)


def _words(node: ElementTree.Element, name: str) -> str:
    found = next((each.text for each in _all(node, name)), None)
    if not found:
        raise PriceDocumentError(f"{name} is missing")
    return found.strip()


def _duration(text: str) -> timedelta:
    """PT15M, PT30M, PT60M, PT1H, P1D"""
    found = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", text)
    if found is None:
        raise PriceDocumentError(f"{text} is no length of time")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not length:
        raise PriceDocumentError(f"{text} is no length of time")
    return length


def _has(*keys: str) -> Callable[[Any], bool]:
    return lambda document: isinstance(document, dict) and any(key in document for key in keys)


def _is_list_of(name: str, key: str) -> Callable[[Any], bool]:
    def fits(document: Any) -> bool:
        rows = document.get(name) if isinstance(document, dict) else None
        return isinstance(rows, list) and bool(rows) and isinstance(rows[0], dict) and key in rows[0]

    return fits


ADAPTERS: tuple[Adapter, ...] = (
    Adapter("Energy-Charts", _has("unix_seconds", "price"), _energy_charts),
    Adapter("aWATTar", _is_list_of("data", "start_timestamp"), _awattar),
    Adapter("Octopus", _is_list_of("results", "valid_from"), _octopus),
    Adapter(
        "ENTSO-E", lambda d: isinstance(d, ElementTree.Element) and d.tag.endswith("MarketDocument"), _entsoe
    ),
    Adapter("Tibber", lambda d: next(_tibber_rows(d), None) is not None, _tibber),
)
