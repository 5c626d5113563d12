"""What electricity costs and when, out of the owner's records, as intervals for the planner.

charge_schedule/plan says which: the owner's own two prices by the clock (``cheap_from``, ``cheap_to`` in full
hours, ``price_cheap``, ``price_normal``) or ``"tariff": "day_ahead"`` for charge_schedule/prices:
``per_kwh`` (null: not known) from ``from_unix_s`` on, one each ``step_s`` (3600 where it is not said), beside
it ``co2_kg_per_kwh`` and ``own_kw``, cut alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import tzinfo

from hmi.agent.charging.problem import STEP_S, Interval
from hmi.energy.departures import local_hour, number_in

DAY_AHEAD = "day_ahead"
LEAST_STEP_S, LONGEST_STEP_S = 60.0, 86_400.0
MOST_PRICES = 3_000
CHEAP_FROM, CHEAP_TO = 23.0, 7.0

Fields = Mapping[str, object]


def intervals_of(
    plan: Fields, prices: Fields | None, begin_unix_s: float, end_unix_s: float, zone: tzinfo | None = None
) -> list[Interval]:
    """Known intervals that touch the window; gaps are what nobody knows."""
    if plan.get("tariff") == DAY_AHEAD:
        return _market(prices or {}, begin_unix_s, end_unix_s)
    return _typed(plan, begin_unix_s, end_unix_s, zone)


def currency_of(plan: Fields, prices: Fields | None) -> str:
    """ISO 4217, as the record says it."""
    named = (prices or {}).get("currency") if plan.get("tariff") == DAY_AHEAD else plan.get("currency")
    return named if isinstance(named, str) and 0 < len(named) <= 3 else "EUR"


def _market(prices: Fields, begin_unix_s: float, end_unix_s: float) -> list[Interval]:
    first, step_s = prices.get("from_unix_s"), number_in(prices, "step_s", 3600.0)
    rows = prices.get("per_kwh")
    if not isinstance(rows, list) or not _is_number(first) or not LEAST_STEP_S <= step_s <= LONGEST_STEP_S:
        return []
    co2, own = _column(prices, "co2_kg_per_kwh"), _column(prices, "own_kw")
    found: list[Interval] = []
    for n, price in enumerate(rows[:MOST_PRICES]):
        begin = float(first) + n * step_s  # type: ignore[arg-type]
        if begin + step_s <= begin_unix_s or begin >= end_unix_s:
            continue
        found.append(
            Interval(
                begin,
                begin + step_s,
                float(price) if _is_number(price) else None,
                co2.get(n),
                max(0.0, own.get(n, 0.0)),
            )
        )
    return found


def _typed(plan: Fields, begin_unix_s: float, end_unix_s: float, zone: tzinfo | None) -> list[Interval]:
    cheap_from, cheap_to = number_in(plan, "cheap_from", CHEAP_FROM), number_in(plan, "cheap_to", CHEAP_TO)
    # A price that the owner has not said is not known; none is made up.
    cheap, normal = (_price(plan.get(name)) for name in ("price_cheap", "price_normal"))
    found: list[Interval] = []
    # Quarter hours: there are clocks that are half and three quarters of an hour off.
    moment = begin_unix_s // STEP_S * STEP_S
    while moment < end_unix_s:
        hour = local_hour(moment, zone)
        inside = (
            cheap_from <= hour < cheap_to if cheap_from <= cheap_to else hour >= cheap_from or hour < cheap_to
        )
        found.append(Interval(moment, moment + STEP_S, cheap if inside else normal))
        moment += STEP_S
    return found


def _price(value: object) -> float | None:
    return float(value) if _is_number(value) else None  # type: ignore[arg-type]


def _column(prices: Fields, name: str) -> dict[int, float]:
    rows = prices.get(name)
    if not isinstance(rows, list):
        return {}
    return {n: float(value) for n, value in enumerate(rows[:MOST_PRICES]) if _is_number(value)}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
