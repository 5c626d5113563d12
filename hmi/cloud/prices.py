"""Electricity prices of the day-ahead market: fetched or read from a file, kept with their age, told to cars.

The document is the one that Energy-Charts publishes (https://api.energy-charts.info, "price"):

    {"unix_seconds": [1700000000, …], "price": [81.2, …], "unit": "EUR / MWh", …}

one price a quarter or a whole hour from each of the moments on; null ends what is known. Whoever has another
source writes that shape into a file. What a person pays is
``(market + charges) * (1 + tax)``. Nothing is
fetched unless the configuration names a source, and nothing about any car or person goes there.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol

from hmi.cloud.configuration import Configuration
from hmi.cloud.edits import Edits
from hmi.cloud.kept_prices import KeptPrices, Prices
from hmi.cloud.store import Store
from hmi.errors import HeadunitError
from hmi.supervision import keep_doing
from hmi.sync.records import FieldValue, RecordKind

HOUR_S = 3600
ASK_EVERY_S = 3600.0
RETRY_AFTER_S = 300.0
LOOK_EVERY_S = 60.0
TIMEOUT_S = 20.0
MAX_BYTES = 1024 * 1024
MAX_HOURS = 96
MAX_PER_MWH = 15_000.0
"""beyond any exchange's own limits: a decimal point that slipped"""
DAY_AHEAD = "day_ahead"
PLAN, PRICES = "plan", "prices"
"""records of the kind charge_schedule: the owner's plan, and the prices for it"""
_LOG = logging.getLogger(__name__)


class PriceError(HeadunitError):
    """The source cannot be reached, or what it says is no list of prices; the text says which."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """Market prices of consecutive hours."""

    from_unix_s: int
    per_kwh: tuple[float, ...]
    currency: str
    """ISO 4217"""


class PriceSource(Protocol):
    """Where prices come from. `name` is shown to people."""

    name: str

    def fetch(self) -> DayAhead:
        """What is known now. Raises PriceError."""


class FilePrices:
    """A file that somebody else keeps up to date."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name

    def fetch(self) -> DayAhead:
        try:
            with self._path.open("rb") as file:
                text = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise PriceError(f"{self._path}: {error.strerror}") from None
        return _parsed(text)


class WebPrices:
    """An address that is asked by GET; {today} and {tomorrow} in it become dates (UTC)."""

    def __init__(self, address: str, now_unix_s: Callable[[], float] = time.time) -> None:
        self._address = address
        self._now_unix_s = now_unix_s
        self.name = urllib.request.Request(address.replace("{", "").replace("}", "")).host or address

    def fetch(self) -> DayAhead:
        today = datetime.fromtimestamp(self._now_unix_s(), UTC).date()
        address = self._address.replace("{today}", today.isoformat())
        address = address.replace("{tomorrow}", (today + timedelta(days=1)).isoformat())
        request = urllib.request.Request(address, headers={"Accept": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                text = answer.read(MAX_BYTES + 1)
        except urllib.error.HTTPError as error:
            raise PriceError(f"{self.name} answered {error.code}") from None
        except (OSError, ValueError, HTTPException) as error:
            raise PriceError(f"{self.name} cannot be reached: {error}") from None
        return _parsed(text)


def price_source(configuration: Configuration) -> PriceSource | None:
    """The one that the configuration names."""
    if configuration.prices_file is not None:
        return FilePrices(configuration.prices_file)
    if configuration.prices_url:
        return WebPrices(configuration.prices_url)
    return None


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What a person pays on top of the market."""

    per_kwh: float = 0.0
    tax_percent: float = 0.0

    def on(self, market_per_kwh: float) -> float:
        return round((market_per_kwh + self.per_kwh) * (1 + self.tax_percent / 100), 6)


def read_day_ahead(document: object) -> DayAhead:
    """Hours out of the published document; quarters of an hour are averaged. Raises PriceError."""
    if not isinstance(document, dict):
        raise PriceError("the prices are no JSON object")
    moments, values, unit = document.get("unix_seconds"), document.get("price"), document.get("unit")
    if not isinstance(moments, list) or not isinstance(values, list) or len(moments) != len(values):
        raise PriceError("unix_seconds and price are lists of one length")
    if not isinstance(unit, str) or unit.replace(" ", "")[3:] not in ("/MWh", "/kWh"):
        raise PriceError(f"the unit {unit!r} is not a currency per MWh or kWh")
    per_kwh = 1000.0 if unit.endswith("MWh") else 1.0
    known = next((n for n, value in enumerate(values) if value is None), len(values))
    hours: dict[int, list[float]] = {}
    for moment, value in zip(moments[:known], values[:known], strict=True):
        if not isinstance(moment, int) or isinstance(moment, bool) or not 0 < moment < 2**33:
            raise PriceError(f"{moment!r} is no moment in seconds")
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not number or abs(value) / per_kwh * 1000 > MAX_PER_MWH:
            raise PriceError(f"{value!r} is no price")
        hours.setdefault(moment // HOUR_S, []).append(value / per_kwh)
    if not hours:
        raise PriceError("no price is known")
    begin = min(hours)
    found: list[float] = []
    while begin + len(found) in hours and len(found) < MAX_HOURS:
        parts = hours[begin + len(found)]
        found.append(round(sum(parts) / len(parts), 6))
    return DayAhead(begin * HOUR_S, tuple(found), unit.strip()[:3].upper())


class PriceBook:
    """The prices that the service knows, the same for all replicas, and the cars that charge by them.

    A car's prices are its record charge_schedule/prices: it is there while the plan of its owner
    (charge_schedule/plan) says ``"tariff": "day_ahead"``, and reaches the car like any other edit.
    """

    def __init__(
        self,
        store: Store,
        source: PriceSource | None,
        edits: Edits,
        now_unix_s: Callable[[], float],
        surcharge: Surcharge = Surcharge(),
    ) -> None:
        self._surcharge = surcharge
        self._store = store
        self._kept = KeptPrices(store.engine)
        self._source = source
        self._edits = edits
        self._now_unix_s = now_unix_s

    async def run(self) -> None:
        """Keep the prices fresh until cancelled; returns at once where there is no source."""
        if self._source is None:
            return
        await keep_doing("prices", self._look, LOOK_EVERY_S)

    async def _look(self) -> None:
        await asyncio.to_thread(self.refresh)

    def refresh(self) -> bool:
        """Ask the source when it is time; True when the prices are new and the cars were told.

        A failure keeps the last good prices and is kept beside them.
        """
        if self._source is None:
            return False
        now_s = self._now_unix_s()
        if not self._kept.claim(now_s, ASK_EVERY_S, RETRY_AFTER_S):
            return False
        try:
            fresh = self._source.fetch()
        except PriceError as error:
            _LOG.warning("no new electricity prices: %s", error)
            self._kept.keep_problem(str(error))
            return False
        body: dict[str, Any] = {
            "from_unix_s": fresh.from_unix_s,
            "per_kwh": [self._surcharge.on(price) for price in fresh.per_kwh],
            "currency": fresh.currency,
            "source": self._source.name,
        }
        before = self._kept.read()
        self._kept.keep(Prices(body, now_s))
        if before is not None and before.body == body:
            return False
        for vehicle, plan in self._store.named_records(RecordKind.CHARGE_SCHEDULE, PLAN):
            if plan.values.get("tariff") == DAY_AHEAD:
                self._tell(vehicle)
        return True

    def public(self) -> dict[str, Any]:
        """For the plan's editor: the prices with their age, or why there are none."""
        kept = self._kept.read() if self._source is not None else None
        if kept is None or not kept.body:
            return {"available": False, "problem": "" if kept is None else kept.problem}
        return {
            "available": True,
            **kept.body,
            "fetched_unix_s": kept.fetched_unix_s,
            "age_s": max(0.0, self._now_unix_s() - kept.fetched_unix_s),
            "problem": kept.problem,
        }

    def follow_plan(self, vehicle: str, kind: RecordKind, record: str) -> None:
        """The plan of a car may have been edited: its prices come or go."""
        if kind is not RecordKind.CHARGE_SCHEDULE or record != PLAN:
            return
        rows = {row.id: row for row in self._store.records(vehicle, kind) if row.alive}
        wanted = PLAN in rows and rows[PLAN].values.get("tariff") == DAY_AHEAD
        if wanted:
            self._tell(vehicle)
        elif PRICES in rows:
            self._edits.remove(vehicle, kind, PRICES)

    def _tell(self, vehicle: str) -> None:
        kept = self._kept.read()
        if kept is not None and kept.body:
            fields: dict[str, FieldValue] = {**kept.body, "fetched_unix_s": kept.fetched_unix_s}
            self._edits.write(vehicle, RecordKind.CHARGE_SCHEDULE, PRICES, fields)


def _parsed(text: bytes) -> DayAhead:
    if len(text) > MAX_BYTES:
        raise PriceError("the prices are too long")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise PriceError("the prices are no JSON") from None
    return read_day_ahead(document)
