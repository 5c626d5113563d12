"""Electricity prices: fetched or read from a file, kept with their age, told to cars.

The document is any that `hmi.energy.prices` reads (Energy-Charts, Tibber, aWATTar, Octopus, ENTSO-E); whoever
has another source writes one of those shapes into a file. What a person pays is
``(market + charges) * (1 + tax)``, unless the publisher has counted that in. Nothing is fetched unless the
configuration names a source, and nothing about any car or person goes there.
"""

from __future__ import annotations

import asyncio
import logging
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
from hmi.energy.prices import LONGEST_S, MAX_BYTES, PriceDocumentError, read_prices
from hmi.errors import HeadunitError
from hmi.supervision import keep_doing
from hmi.sync.records import FieldValue, RecordKind

ASK_EVERY_S = 3600.0
RETRY_AFTER_S = 300.0
LOOK_EVERY_S = 60.0
TIMEOUT_S = 20.0
MAX_HOURS = LONGEST_S // 3600
DAY_AHEAD = "day_ahead"
PLAN, PRICES = "plan", "prices"
"""records of the kind charge_schedule: the owner's plan, and the prices for it"""
_LOG = logging.getLogger(__name__)


class PriceError(HeadunitError):
    """The source cannot be reached, or what it says is no list of prices; the text says which."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """Prices of consecutive steps."""

    from_unix_s: int
    per_kwh: tuple[float | None, ...]
    """None: not known"""
    currency: str
    """ISO 4217"""
    step_s: float = 3600.0
    all_in: bool = False
    """taxes and charges are counted in"""


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
        return read_day_ahead(text)


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
        return read_day_ahead(text)


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
    """The curve of a published document; quarters of an hour stay quarters. Raises PriceError."""
    try:
        curve = read_prices(document)
    except PriceDocumentError as error:
        raise PriceError(str(error)) from None
    return DayAhead(curve.from_unix_s, curve.per_kwh, curve.currency, float(curve.step_s), curve.all_in)


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
            "step_s": fresh.step_s,
            "per_kwh": [self._paid(price, fresh.all_in) for price in fresh.per_kwh],
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

    def _paid(self, price: float | None, all_in: bool) -> float | None:
        return price if price is None or all_in else self._surcharge.on(price)

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
