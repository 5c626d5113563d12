"""The companion in a real browser, against a real cloud and a real car's link: what a phone's owner does."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hmi.energy.charge_plan import ChargePlan, ChargeStep, PlanReason
from hmi.sync.data_kinds import DATA_KINDS
from hmi.sync.messages import Sample
from hmi.sync.remote_commands import COMMAND_BY_NAME
from tests.hmi.cloud.service import Car, Cloud, running_cloud, wait_until

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
AXE = Path(axe.__path__[0]) / "axe.min.js"
LANGUAGES = {
    "en": "Unlock",
    "fr": "Déverrouiller",
    "de": "Entriegeln",
    "es": "Abrir",
    "ja": "解錠する",
    "ar": "فتح القفل",
}
TWIN = {
    "soc_percent": 72.0,
    "range_m": 284_000,
    "locked": True,
    "door_row1_driver_open": False,
    "tyre_row1_left_kpa": 260,
    "tyre_row1_right_kpa": 260,
    "tyre_row2_left_kpa": 220,
    "tyre_row2_right_kpa": 250,
    "climate_on": False,
    "climate_celsius": 21.0,
    "cabin_celsius": 16.0,
    "outside_celsius": 9.0,
    "cable_connected": True,
    "distance_to_service_km": 8200,
}


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory, monaco_region: Path) -> Iterator[Cloud]:
    folder = tmp_path_factory.mktemp("cloud")
    config = folder / "cloud.toml"
    prices = folder / "prices.json"
    hour_s = int(time.time()) // 3600 * 3600
    market = {
        "unix_seconds": [hour_s + 3600 * n for n in range(48)],
        "price": [100 + 10 * n for n in range(48)],
        "unit": "EUR / MWh",
    }
    prices.write_text(json.dumps(market))
    config.write_text(f'regions = ["{monaco_region}"]\nprices_file = "{prices}"\n')
    with running_cloud(folder, config=config) as cloud:
        yield cloud


@pytest.fixture(scope="module")
def car(cloud: Cloud) -> Iterator[Car]:
    car = Car(cloud, cloud.folder)
    car.start("health", "position", "trips", "records", "maintenance")
    car.wait_live()
    _tell(car)
    yield car
    car.link.stop()


def _tell(car: Car) -> None:
    """What a car says of itself, and the trip that its test looks for."""
    # The link leaves out what it has said before; an erased cloud must hear all of it.
    car.link.ask(lambda _door, _outbox: car.link._reported.clear()).result(5)
    consents = {
        f"consent_{kind.id}": kind.id in ("health", "position", "trips", "maintenance") for kind in DATA_KINDS
    }
    sent = [["2026-11-21", "position", 812, 90_112], ["2026-11-21", "trips", 3, 1204]]
    car.link.report({**TWIN, **consents, "privacy_sent": sent})
    now_ms = int(time.time() * 1000)
    trip = {"distance_m": 4200.0, "energy_kwh": 0.8, "ended_unix_ms": now_ms - 3_000_000}
    car.link.send([Sample("position", now_ms, {"lat": 43.7375, "lon": 7.4245, "heading_deg": 40.0})])
    car.link.send([Sample("trips", now_ms - 3_600_000, trip)])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--ignore-certificate-errors",
                "--disable-background-networking",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def phone(browser: Any, cloud: Cloud, car: Car) -> Iterator[Any]:
    """A phone whose owner has made an account and been paired by the car."""
    context = browser.new_context(
        ignore_https_errors=True,
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        locale="en-GB",
    )
    page = context.new_page()
    page.on("console", lambda message: print("console:", message.text))
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(cloud.origin)
    page.fill("#name", "Léa")
    page.click("#create")
    page.wait_for_selector("#code")
    code = car.link.offer_pairing("owner")
    wait_until(lambda: cloud.count("SELECT COUNT(*) FROM pairings") == 1, 10, "the car's code")
    page.fill("#code", code)
    page.click("#pair")
    wait_until(lambda: car.asked_by == ["Léa"], 10, "the question in the car")
    car.link.answer_pairing(True)
    page.wait_for_selector("text=72 %", timeout=30_000)
    yield page
    context.close()


def picture(page: Any, name: str) -> None:
    folder = os.environ.get("HEADUNIT_SCREENS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"companion-{name}.png"))


def test_the_car_is_there_with_its_state_and_age(phone: Any) -> None:
    phone.click("#tab-car")
    text = phone.inner_text("main")
    assert "284 km" in text and "Locked" in text and "Rear left 2.2 bar" in text
    assert phone.inner_text("#age").startswith("Live · ")
    picture(phone, "car")


def test_a_change_in_the_car_is_on_the_phone_within_two_seconds(phone: Any, car: Car) -> None:
    phone.click("#tab-car")
    began = time.monotonic()
    car.link.report({"soc_percent": 71.0})
    phone.wait_for_selector("text=71 %", timeout=30_000)
    assert time.monotonic() - began < 2.0
    car.link.report({"soc_percent": 72.0})


def test_climate_is_asked_for_and_confirmed(phone: Any, car: Car) -> None:
    phone.click("#tab-climate")
    picture(phone, "climate")
    phone.click("#climate-start")
    phone.wait_for_selector("#notice:has-text('Done')", timeout=30_000)
    assert car.executed[-1].name == "climate_start"
    COMMAND_BY_NAME["climate_start"].check(car.executed[-1].arguments)


def test_a_refusal_says_why(phone: Any, car: Car) -> None:
    car.refuse = "moving"
    phone.click("#tab-car")
    phone.click("#lights")
    phone.wait_for_selector("#notice:has-text('Refused: the car is moving')", timeout=30_000)
    car.refuse = ""


def test_places_found_on_the_phone_are_in_the_car_within_two_seconds(phone: Any, car: Car) -> None:
    phone.click("#tab-car")
    phone.click("#send")
    for text in ("Stade Louis II", "43.7384, 7.4246"):
        phone.fill("#place-text", text)
        phone.wait_for_selector(f"#found li:has-text('{text}')", timeout=30_000)
        if text.startswith("Stade"):
            picture(phone, "send")
        phone.click(f"#found li:has-text('{text}') >> nth=0")
    assert phone.locator("#stops li").count() == 2
    began = time.monotonic()
    phone.click("#send-now")
    wait_until(lambda: any(record.kind == "destination" for record in car.records), 10, "the destination")
    assert time.monotonic() - began < 2.0
    (sent,) = [record for record in car.records if record.kind == "destination"]
    first, second = sent.values["stops"]  # type: ignore[misc, union-attr]
    assert first["name"] == "Stade Louis II"  # type: ignore[index, call-overload]
    assert abs(first["lat"] - 43.7276) < 0.003  # type: ignore[operator, index, call-overload]
    assert second == {"name": "43.7384, 7.4246", "lat": 43.7384, "lon": 7.4246}


def test_the_owner_says_what_to_watch_and_hears_of_it(phone: Any, car: Car) -> None:
    phone.click("#tab-car")
    phone.click("#bell")
    phone.fill("#alert-speed", "95")
    phone.click("#set-speed")
    wait_until(lambda: any(c.name == "speed_alert" for c in car.executed), 10, "the wish in the car")
    assert next(c for c in car.executed if c.name == "speed_alert").arguments == {"kmh": 95}
    phone.fill("#alert-radius", "1.5")
    phone.click("#set-fence")
    wait_until(lambda: any(c.name == "geofence" for c in car.executed), 10, "the circle in the car")
    circle = next(c for c in car.executed if c.name == "geofence")
    COMMAND_BY_NAME["geofence"].check(circle.arguments)
    assert circle.arguments["radius_m"] == 1500
    now_ms = int(time.time() * 1000)
    # Diagnostics may not leave this car: only what tells the place arrives.
    car.link.send([Sample("diagnostics", now_ms, {"alert": "speed", "speed_kmh": 120, "limit_kmh": 95})])
    car.link.send([Sample("position", now_ms, {"alert": "left", "lat": 43.74, "lon": 7.43})])
    phone.wait_for_selector("#alerts li", timeout=30_000)
    phone.evaluate("document.activeElement.blur()")
    assert phone.locator("#alerts li").all_inner_texts()[0].startswith("The car has left its area")
    assert phone.locator("#alerts li").count() == 1
    picture(phone, "alerts")


def told_plan(target_percent: float, charged_hour: int = 10) -> dict[str, Any]:
    """As the car tells it: quarter hours from 18:00 on in a zone two hours ahead, charged in for an hour."""
    begin = datetime(2026, 6, 10, 16, tzinfo=UTC).timestamp()
    steps = tuple(
        ChargeStep(
            begin + 900 * n, begin + 900 * (n + 1), 0.1 + n / 400, 11.0 if n // 4 == charged_hour else 0.0
        )
        for n in range(64)
    )
    return ChargePlan(
        begin,
        PlanReason.WAITS,
        {"until_unix_s": begin + 3600 * charged_hour, "price_now": 0.31, "price_then": 0.14},
        steps,
        departure_unix_s=datetime(2026, 6, 11, 4, 45, tzinfo=UTC).timestamp(),
        target_percent=target_percent,
        percent_at_departure=target_percent,
        cost=3.87,
        socket_kw=11.0,
        utc_offset_s=7200.0,
    ).told()


def test_the_cars_own_plan_is_drawn_in_the_cars_own_time(phone: Any, car: Car) -> None:
    phone.click("#tab-charge")
    phone.fill("#target_percent", "90")
    phone.fill("#ready_by", "06:45")
    phone.click("#save-plan")
    wait_until(lambda: car.told("charge_schedule", "plan").get("target_percent") == 90, 10, "the plan")
    assert car.told("charge_schedule", "prices") == {}
    assert "price_cheap" not in car.told("charge_schedule", "plan"), "nobody has said a price"
    car.link.report({"charge_plan": told_plan(90)})
    phone.wait_for_selector("h2:has-text('Charge to 90 % by 06:45')", timeout=30_000)
    text = phone.locator("#plan").inner_text()
    assert "04:00 – 05:00" in text and "3.87" in text
    assert "Waits until 04:00: €0.14 instead of €0.31 per kWh" in text
    assert phone.locator("#plan .bars i.used").count() == 1
    picture(phone, "charge")


def test_a_plan_by_the_markets_prices_brings_them_into_the_car(phone: Any, car: Car, cloud: Cloud) -> None:
    phone.click("#tab-car")
    phone.click("#tab-charge")
    phone.wait_for_selector("text=prices.json · ", timeout=30_000)
    phone.click("#tariff-day_ahead")
    picture(phone, "charge-market")
    phone.click("#save-plan")
    wait_until(lambda: car.told("charge_schedule", "prices") != {}, 10, "the prices")
    prices = car.told("charge_schedule", "prices")
    assert prices["currency"] == "EUR" and prices["per_kwh"] == [round(0.1 + n / 100, 6) for n in range(48)]
    phone.click("#tariff-typed")
    phone.click("#save-plan")
    wait_until(lambda: car.told("charge_schedule", "prices") == {}, 10, "the prices to go")


def test_a_tap_is_not_lost_when_the_car_speaks_meanwhile(phone: Any, car: Car) -> None:
    phone.click("#tab-car")
    box = phone.locator("#tab-charge").bounding_box()
    phone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.mouse.down()
    car.link.report({**TWIN, "outside_celsius": 9.5})
    told = "JSON.parse(localStorage.getItem('headunit-last')).state.reported.outside_celsius"
    wait_until(lambda: phone.evaluate(told) == 9.5, 10, "the page to hear of it")
    phone.mouse.up()
    phone.wait_for_selector("#tab-charge[aria-current=page]", timeout=5_000)
    car.link.report(TWIN)


def test_what_could_not_be_loaded_comes_by_itself_later(phone: Any) -> None:
    phone.click("#tab-car")
    phone.route("**/api/prices", lambda route: route.fulfill(status=503, body=""))
    phone.click("#tab-charge")
    phone.wait_for_selector("#notice.shown", timeout=5_000)
    phone.unroute("**/api/prices")
    with phone.expect_response("**/api/prices", timeout=10_000) as answer:
        pass
    assert answer.value.ok


def test_the_cabin_is_planned(phone: Any, car: Car) -> None:
    phone.click("#tab-climate")
    phone.fill("#climate-ready", "06:30")
    phone.fill("#climate-celsius", "22.5")
    phone.click("#save-climate")
    phone.click("#climate-daily")
    wait_until(lambda: car.told("climate_schedule", "plan").get("on") is True, 10, "the plan")
    plan = {"on": True, "ready_by": "06:30", "temperature_celsius": 22.5}
    assert car.told("climate_schedule", "plan") == plan


def test_one_may_see_and_end_where_one_is_signed_in(phone: Any) -> None:
    phone.click("#account")
    phone.wait_for_selector("#sessions li:has-text('This device')", timeout=30_000)
    picture(phone, "account")
    phone.click("#back")


def test_a_second_passkey_is_one_tap_and_deleting_the_account_is_asked_twice(
    phone: Any, cloud: Cloud
) -> None:
    phone.click("#account")
    phone.wait_for_selector("#passkeys li")
    count = "SELECT COUNT(*) FROM passkeys"
    before = cloud.count(count)
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("WebAuthn.enable")
    other = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": other})
    phone.click("#add-passkey")
    wait_until(lambda: cloud.count(count) == before + 1, 15, "the second passkey")
    phone.wait_for_selector("#passkeys li:nth-child(2)")
    phone.click("#passkeys li:nth-child(2) button")
    wait_until(lambda: cloud.count(count) == before, 15, "its end")
    phone.click("#delete-account")
    phone.wait_for_selector("#delete-account-yes")
    phone.click("#delete-account-yes + button")
    phone.wait_for_selector("#delete-account")
    assert cloud.count("SELECT COUNT(*) FROM accounts WHERE name = 'Léa'") == 1
    phone.click("#back")


def test_erasing_asks_first_and_reaches_the_car(phone: Any, car: Car) -> None:
    phone.click("#tab-privacy")
    phone.click("#erase")
    phone.wait_for_selector("#erase-now", timeout=30_000)
    assert not any(command.name == "erase" for command in car.executed)
    phone.click("#erase-now")
    wait_until(lambda: any(command.name == "erase" for command in car.executed), 10, "the wish in the car")
    phone.wait_for_selector("#notice:has-text('Done')", timeout=30_000)
    # The test's own car tells everything again.
    _tell(car)
    phone.click("#tab-car")
    phone.wait_for_selector("text=72 %", timeout=30_000)


def test_trips_and_the_car_on_our_own_map(phone: Any) -> None:
    phone.click("#tab-trips")
    phone.wait_for_selector("#map", timeout=30_000)
    phone.wait_for_selector("text=4.2 km · 10 min · 0.8 kWh", timeout=30_000)
    drawn = """() => {
        const canvas = document.getElementById("map");
        const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const pixels = new Uint32Array(image.data.buffer);
        return pixels.reduce((n, pixel) => n + (pixel !== 0), 0) / pixels.length;
    }"""
    wait_until(lambda: phone.evaluate(drawn) > 0.15, 30, "the streets")
    picture(phone, "trips")


def test_the_map_follows_the_car_while_it_is_looked_at(phone: Any, car: Car) -> None:
    phone.click("#tab-trips")
    phone.wait_for_selector("#map", timeout=30_000)
    further = {"lat": 43.7391, "lon": 7.4272, "heading_deg": 55.0}
    car.link.send([Sample("position", int(time.time() * 1000), further)])
    phone.wait_for_selector("#map[aria-label*='43.7391']", timeout=30_000)


def test_a_privacy_switch_asks_the_car(phone: Any, car: Car) -> None:
    phone.click("#tab-privacy")
    picture(phone, "privacy")
    assert phone.is_checked("#consent-trips") and not phone.is_checked("#consent-diagnostics")
    phone.click("#consent-diagnostics")
    wait_until(lambda: car.executed[-1].name == "set_consent", 10, "the switch in the car")
    assert car.executed[-1].arguments == {"kind": "diagnostics", "allowed": True}
    # The switch shows what is, not what was asked for.
    assert not phone.is_checked("#consent-diagnostics")
    car.link.report({"consent_diagnostics": True})
    wait_until(lambda: phone.is_checked("#consent-diagnostics"), 10, "the switch to follow")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_every_language_and_both_schemes(
    browser: Any, phone: Any, cloud: Cloud, language: str, scheme: str
) -> None:
    context = browser.new_context(
        ignore_https_errors=True,
        viewport={"width": 390, "height": 844},
        locale=language,
        color_scheme=scheme,
        storage_state=phone.context.storage_state(),
        service_workers="block",
    )
    page = context.new_page()
    page.goto(cloud.origin)
    page.wait_for_selector(f"#lock:has-text('{LANGUAGES[language]}')", timeout=30_000)
    for tab in ("car", "climate", "charge", "trips", "privacy"):
        page.click(f"#tab-{tab}")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{tab} is wider than the phone"
        assert "undefined" not in page.inner_text("body") and "NaN" not in page.inner_text("body")
        small = page.evaluate(
            "[...document.querySelectorAll('button')]"
            ".filter(button => button.getBoundingClientRect().height < 47).length"
        )
        assert small == 0, f"{tab} has targets under 48 px"
    page.click("#tab-car")
    picture(page, f"{language}-{scheme}")
    context.close()


def test_without_a_network_the_last_state_is_shown_with_its_age(phone: Any) -> None:
    phone.click("#tab-car")
    controlled = "navigator.serviceWorker.controller !== null"
    wait_until(lambda: phone.evaluate(controlled), 10, "the service worker")
    phone.context.set_offline(True)
    phone.reload()
    phone.wait_for_selector("text=72 %", timeout=30_000)
    assert phone.inner_text("#age").startswith("You are offline · ")
    picture(phone, "offline")
    phone.context.set_offline(False)
    wait_until(lambda: phone.inner_text("#age").startswith("Live"), 20, "the network to be back")


SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 860}}
VIEWS = ("car", "climate", "charge", "trips", "privacy", "bell", "account", "send", "go-service")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_serious(browser: Any, phone: Any, cloud: Cloud, size: str, scheme: str) -> None:
    context = browser.new_context(
        ignore_https_errors=True,
        viewport=SIZES[size],
        color_scheme=scheme,
        storage_state=phone.context.storage_state(),
        service_workers="block",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(cloud.origin)
    page.wait_for_selector("#lock", timeout=30_000)
    page.evaluate(AXE.read_text())
    for view in VIEWS:
        if view in ("bell", "account", "send", "go-service"):
            page.click("#tab-car")
        page.click(f"#tab-{view}" if page.locator(f"#tab-{view}").count() else f"#{view}")
        page.wait_for_timeout(400)
        _axe(page, view)
        picture(page, f"{size}-{scheme}-{view}")
    page.click("#tab-privacy")
    page.click("#erase")
    _axe(page, "the question before erasing")
    context.clear_cookies()
    page.reload()
    page.wait_for_selector("#sign-in", timeout=30_000)
    page.evaluate(AXE.read_text())
    _axe(page, "sign in")
    picture(page, f"{size}-{scheme}-sign-in")
    context.close()


def _axe(page: Any, view: str) -> None:
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [
        (row["id"], row["impact"], [node["html"] for node in row["nodes"]]) for row in result["violations"]
    ]
    assert found == [], (view, found)


@pytest.mark.parametrize("language", ["ja", "ar"])
def test_pictures_of_other_scripts(browser: Any, phone: Any, cloud: Cloud, language: str) -> None:
    context = browser.new_context(
        ignore_https_errors=True,
        viewport=SIZES["phone"],
        locale=language,
        storage_state=phone.context.storage_state(),
        service_workers="block",
    )
    page = context.new_page()
    page.goto(cloud.origin)
    page.wait_for_selector("#lock", timeout=30_000)
    for view in VIEWS:
        if view in ("bell", "account", "send", "go-service"):
            page.click("#tab-car")
        page.click(f"#tab-{view}" if page.locator(f"#tab-{view}").count() else f"#{view}")
        page.wait_for_timeout(300)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{view} is wider than the phone"
        cut = page.evaluate(
            "[...document.querySelectorAll('nav span, button, h1, h2')]"
            ".filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map((e) => e.textContent)"
        )
        assert cut == [], (view, cut)
        picture(page, f"{language}-{view}")
    context.close()
