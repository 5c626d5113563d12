"""Day-ahead prices: fetched from a server or a file, kept with their age, told to the cars that want them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command as alembic_command
from alembic.config import Config

from hmi.cloud import prices as prices_module
from hmi.cloud import schema
from hmi.cloud.configuration import Configuration, ConfigurationError, read_configuration
from hmi.cloud.edits import Edits
from hmi.cloud.prices import (
    ASK_EVERY_S,
    MAX_BYTES,
    MAX_HOURS,
    RETRY_AFTER_S,
    DayAhead,
    FilePrices,
    PriceBook,
    PriceError,
    Surcharge,
    WebPrices,
    price_source,
    read_day_ahead,
)
from hmi.cloud.store import Store
from hmi.sync.records import RecordKind
from hmi.sync.remote_commands import Role
from tests.hmi.cloud.conftest import Service

HOUR = 1_800_000_000 // 3600 * 3600
MARKET = {
    "license_info": "CC BY 4.0",
    "unix_seconds": [HOUR + 3600 * n for n in range(24)],
    "price": [100.0 - n for n in range(24)],
    "unit": "EUR / MWh",
    "deprecated": False,
}


def test_the_published_document_becomes_prices_a_kwh() -> None:
    found = read_day_ahead(MARKET)
    assert found == DayAhead(HOUR, tuple(round((100 - n) / 1000, 6) for n in range(24)), "EUR")


def test_quarters_of_an_hour_stay_so_and_what_is_not_known_yet_ends_the_list() -> None:
    document = {
        "unix_seconds": [HOUR + 900 * n for n in range(12)],
        "price": [10, 20, 30, 40, -4, -4, -4, -4, 50, None, None, None],
        "unit": "EUR/MWh",
    }
    found = read_day_ahead(document)
    assert found.step_s == 900
    assert found.per_kwh == (0.01, 0.02, 0.03, 0.04, -0.004, -0.004, -0.004, -0.004, 0.05)


def test_a_hole_ends_the_list_and_the_list_is_bounded() -> None:
    hole = {"unix_seconds": [HOUR, HOUR + 7200], "price": [1, 2], "unit": "EUR/kWh"}
    assert read_day_ahead(hole).per_kwh == (1.0,)
    long = {
        "unix_seconds": [HOUR + 3600 * n for n in range(500)],
        "price": [1.0] * 500,
        "unit": "EUR / MWh",
    }
    assert len(read_day_ahead(long).per_kwh) == MAX_HOURS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"price": [1.0]}, "one length"),
        ({"price": "cheap"}, "one length"),
        ({"unit": None}, "unit"),
        ({"unit": "EUR / barrel"}, "unit"),
        ({"price": [*MARKET["price"][:-1], "x"]}, "no price"),  # type: ignore[index]
        ({"price": [*MARKET["price"][:-1], True]}, "no price"),  # type: ignore[index]
        ({"price": [*MARKET["price"][:-1], float("nan")]}, "no price"),  # type: ignore[index]
        ({"price": [*MARKET["price"][:-1], 1e9]}, "no price"),  # type: ignore[index]
        ({"unix_seconds": [*MARKET["unix_seconds"][:-1], "x"]}, "no moment"),  # type: ignore[index]
        ({"unix_seconds": [*MARKET["unix_seconds"][:-1], -5]}, "no moment"),  # type: ignore[index]
        ({"unix_seconds": [], "price": []}, "known"),
        ({"price": [None] * 24}, "known"),
    ],
)
def test_what_is_no_list_of_prices_is_refused_in_words(change: dict[str, Any], words: str) -> None:
    with pytest.raises(PriceError, match=words):
        read_day_ahead({**MARKET, **change})


@pytest.mark.parametrize(
    "text", [b"", b"<html>", b"[1]", b"null", b"\xff", b"[" * 100_000, b" " * (MAX_BYTES + 1)]
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "prices.json"
    path.write_bytes(text)
    with pytest.raises(PriceError):
        FilePrices(path).fetch()


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PriceError, match=r"nowhere\.json"):
        FilePrices(tmp_path / "nowhere.json").fetch()


class Exchange(HTTPServer):
    """A local server that answers as the public one is documented to."""

    answer: tuple[int, bytes] = (200, json.dumps(MARKET).encode())
    asked: list[str]


class _Answer(BaseHTTPRequestHandler):
    server: Exchange

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the console."""


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    server = Exchange(("127.0.0.1", 0), _Answer)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def address(exchange: Exchange) -> str:
    return f"http://127.0.0.1:{exchange.server_port}/price?bzn=FR&start={{today}}&end={{tomorrow}}"


def book(service: Service, source: Any, surcharge: Surcharge = Surcharge()) -> PriceBook:  # noqa: B008
    edits = Edits(service.store, service.cars.send_records, service.clock)
    return PriceBook(service.store, source, edits, service.clock, surcharge)


def test_the_server_is_asked_for_today_and_tomorrow_and_for_nothing_about_anybody(exchange: Exchange) -> None:
    assert WebPrices(address(exchange), lambda: 1_800_000_000).fetch().from_unix_s == HOUR
    assert exchange.asked == ["/price?bzn=FR&start=2027-01-15&end=2027-01-16"]


@pytest.mark.parametrize("answer", [(500, b""), (404, b"{}"), (200, b"<html>"), (200, b"")])
def test_a_server_with_trouble_is_named_and_the_last_good_prices_stay_with_their_age(
    service: Service, exchange: Exchange, answer: tuple[int, bytes]
) -> None:
    prices = book(service, WebPrices(address(exchange)))
    assert prices.public() == {"available": False, "problem": ""}
    assert prices.refresh()
    exchange.answer = answer
    service.clock.now_s += ASK_EVERY_S + 1
    assert not prices.refresh()
    shown = prices.public()
    assert shown["available"] and shown["per_kwh"][0] == 0.1
    assert shown["age_s"] == pytest.approx(ASK_EVERY_S + 1)
    assert shown["problem"]
    # It is asked again soon, not at every look.
    asked = len(exchange.asked)
    assert not prices.refresh() and len(exchange.asked) == asked
    exchange.answer = (200, json.dumps({**MARKET, "price": [5.0] * 24}).encode())
    service.clock.now_s += RETRY_AFTER_S + 1
    assert prices.refresh()
    assert prices.public()["problem"] == "" and prices.public()["age_s"] == 0


def test_a_server_that_is_away_says_so(service: Service) -> None:
    prices = book(service, WebPrices("http://127.0.0.1:9/price"))
    assert not prices.refresh()
    shown = prices.public()
    assert not shown["available"] and "127.0.0.1:9 cannot be reached" in shown["problem"]


def test_two_replicas_ask_once(service: Service, exchange: Exchange) -> None:
    first, second = (book(service, WebPrices(address(exchange))) for _ in range(2))
    assert [first.refresh(), second.refresh()] == [True, False]
    assert len(exchange.asked) == 1
    assert second.public()["available"]


def test_a_person_pays_charges_and_tax_on_top(service: Service, exchange: Exchange) -> None:
    prices = book(service, WebPrices(address(exchange)), Surcharge(0.1, 20.0))
    prices.refresh()
    assert prices.public()["per_kwh"][0] == pytest.approx((0.1 + 0.1) * 1.2)


def told(service: Service, vehicle: str) -> list[Any]:
    return [
        record.values.get("per_kwh")
        for name, record in service.cars.records
        if name == vehicle and record.id == "prices"
    ]


def test_only_cars_whose_plan_wants_them_are_told_and_again_when_prices_change(
    service: Service, exchange: Exchange
) -> None:
    prices = book(service, WebPrices(address(exchange)))
    edits = Edits(service.store, service.cars.send_records, service.clock)
    kind = RecordKind.CHARGE_SCHEDULE
    edits.write("car-1", kind, "plan", {"tariff": "day_ahead"})
    edits.write("car-2", kind, "plan", {"tariff": "typed"})
    prices.refresh()
    assert len(told(service, "car-1")) == 1 and told(service, "car-2") == []
    service.clock.now_s += ASK_EVERY_S + 1
    assert not prices.refresh(), "the same prices once more"
    assert len(told(service, "car-1")) == 1
    exchange.answer = (200, json.dumps({**MARKET, "price": [5.0] * 24}).encode())
    service.clock.now_s += ASK_EVERY_S + 1
    assert prices.refresh()
    assert told(service, "car-1")[-1] == [0.005] * 24
    edits.write("car-1", kind, "plan", {"tariff": "typed"})
    prices.follow_plan("car-1", kind, "plan")
    assert told(service, "car-1")[-1] is None


def test_nothing_is_fetched_unless_the_configuration_says_so(tmp_path: Path) -> None:
    assert price_source(Configuration(tmp_path)) is None
    config = tmp_path / "cloud.toml"
    config.write_text('prices_url = "https://prices.example/x"\nprice_tax_percent = 20\n')
    configuration = read_configuration(config, tmp_path)
    source = price_source(configuration)
    assert isinstance(source, WebPrices) and source.name == "prices.example"
    assert configuration.price_tax_percent == 20.0
    config.write_text("prices_file = 3\n")
    with pytest.raises(ConfigurationError):
        read_configuration(config, tmp_path)


def test_the_editor_sees_them_only_signed_in_and_only_if_there_is_a_source(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    assert owner.call("GET", "/api/prices").json() == {"available": False, "problem": ""}


def test_a_database_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'old.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(Path(prices_module.__file__).parent / "migrations"))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic_command.upgrade(config, "0001")
        # What the first release had not.
        schema.prices.drop(connection)
        for name in ("batches_by_time", "audit_by_account"):
            connection.execute(sa.text(f"DROP INDEX {name}"))
    store.migrate()
    inspector = sa.inspect(store.engine)
    assert inspector.has_table("prices")
    assert "batches_by_time" in {row["name"] for row in inspector.get_indexes("batches")}
    store.migrate()
    store.close()
