"""Who may do what: every endpoint × every role, strangers, people of other cars, other sites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from hmi.cloud.api.door import COOKIE
from hmi.sync.messages import Outcome, TwinUpdate
from hmi.sync.remote_commands import REMOTE_COMMANDS, Role
from tests.hmi.cloud.conftest import ORIGIN, Service

O, D, G = Role.OWNER, Role.DRIVER, Role.GUEST  # noqa: E741
CAR = "/api/vehicles/{vehicle}"
HERE = "/api/vehicles/car-1"
POSITION = {"lat": 43.7, "lon": 7.4}


@dataclass(frozen=True)
class Row:
    """One question: the route as the application knows it, what fills its gaps, and whose it is."""

    method: str
    route: str
    body: object = None
    allowed: frozenset[Role] = frozenset(Role)
    gaps: tuple[tuple[str, str], ...] = ()

    def path(self, vehicle: str = "car-1") -> str:
        return self.route.format(vehicle=vehicle, **dict(self.gaps))

    def __str__(self) -> str:
        return f"{self.method} {self.path()} {self.body or ''}"


def row(method: str, route: str, body: object, allowed: set[Role], **gaps: str) -> Row:
    return Row(method, route, body, frozenset(allowed), tuple(gaps.items()))


FAVOURITE = f"{CAR}/records/{{kind}}/{{record}}"
MEMBER = f"{CAR}/members/{{account}}"
SAMPLES = f"{CAR}/samples/{{kind}}"
OF_A_CAR = [
    row("GET", CAR, None, {O, D, G}),
    row("GET", f"{CAR}/commands", None, {O, D, G}),
    row("POST", f"{CAR}/commands", {"name": "lock"}, {O, D, G}),
    row("POST", f"{CAR}/commands", {"name": "charge_start"}, {O, D}),
    row("POST", f"{CAR}/commands", {"name": "valet", "arguments": {"on": True}}, {O}),
    row("POST", f"{CAR}/commands", {"name": "erase"}, {O}),
    row("GET", SAMPLES, None, {O, D, G}, kind="health"),
    row("GET", SAMPLES, None, {O, D}, kind="position"),
    row("GET", SAMPLES, None, {O, D}, kind="trips"),
    row("GET", SAMPLES, None, {O}, kind="diagnostics"),
    row("GET", f"{CAR}/alerts", None, {O, D}),
    row("GET", f"{CAR}/records/{{kind}}", None, {O, D}, kind="favourite"),
    row("PUT", FAVOURITE, {"fields": {"name": "Home"}}, {O, D}, kind="favourite", record="f1"),
    row("DELETE", FAVOURITE, None, {O, D}, kind="favourite", record="f1"),
    row("GET", f"{CAR}/members", None, {O}),
    row("PUT", MEMBER, {"role": "guest"}, set(), account="nobody"),
    row("DELETE", MEMBER, None, {O}, account="nobody"),
    row("GET", f"{CAR}/audit", None, {O}),
    row("GET", f"{CAR}/export", None, {O}),
    row("GET", f"{CAR}/export.gpx", None, {O}),
    row("DELETE", f"{CAR}/data", None, {O}),
]
STREAM = row("GET", f"{CAR}/events", None, {O, D, G})
"""Endless by design: asked by its own test."""
OF_A_PERSON = [
    row("GET", "/api/me", None, {O, D, G}),
    row("GET", "/api/sessions", None, {O, D, G}),
    row("DELETE", "/api/sessions", None, {O, D, G}),
    row("DELETE", "/api/sessions/{session}", None, set(), session="0" * 32),
    row("GET", "/api/audit", None, {O, D, G}),
    row("GET", "/api/vehicles", None, {O, D, G}),
    row("GET", "/api/prices", None, {O, D, G}),
    row("GET", "/api/kinds", None, {O, D, G}),
    row("POST", "/api/streets", POSITION, {O, D, G}),
    row("POST", "/api/places", {**POSITION, "text": "a"}, {O, D, G}),
    row("POST", "/api/pairings", {"code": "x" * 16}, set()),
    row("POST", "/api/session/verify/options", None, {O, D, G}),
    row("POST", "/api/session/verify", {"credential": {}}, set()),
    row("GET", "/api/passkeys", None, {O, D, G}),
    row("POST", "/api/passkeys/options", None, {O, D, G}),
    row("POST", "/api/passkeys", {"name": "Phone", "credential": {}}, set()),
    row("DELETE", "/api/passkeys/{passkey}", None, set(), passkey="0" * 32),
    row("DELETE", "/api/session", None, {O, D, G}),
    row("DELETE", "/api/account", None, {O, D, G}),
]
OF_ANYBODY = [
    row("POST", "/api/accounts/options", {"name": "Léa"}, {O, D, G}),
    row("POST", "/api/accounts", {"name": "Léa", "credential": {}}, set()),
    row("POST", "/api/session/options", None, {O, D, G}),
    row("POST", "/api/session", {"credential": {}}, set()),
    row("GET", "/health", None, {O, D, G}),
    row("GET", "/ready", None, {O, D, G}),
    row("GET", "/metrics", None, {O, D, G}),
    row("GET", "/openapi.json", None, {O, D, G}),
]
SIGNED_IN = OF_A_CAR + OF_A_PERSON


def routes(app: Any) -> set[tuple[str, str]]:
    """Everything that the application answers, out of its own table."""
    found: set[tuple[str, str]] = set()

    def look(table: Iterable[Any]) -> None:
        for route in table:
            if methods := getattr(route, "methods", None):
                found.update((method, route.path) for method in methods - {"HEAD"})
            elif inner := getattr(route, "original_router", None):
                look(inner.routes)

    look(app.routes)
    return found


def test_the_table_names_every_route_there_is(service: Service) -> None:
    tested = {(row.method, row.route) for row in [*SIGNED_IN, STREAM, *OF_ANYBODY]}
    assert tested == routes(service.app)


@pytest.mark.parametrize("row", SIGNED_IN, ids=str)
def test_each_role_may_do_what_the_table_says(service: Service, row: Row) -> None:
    for role in Role:
        answer = service.member("car-1", role, str(role)).call(row.method, row.path(), row.body)
        expected = role in row.allowed
        assert (answer.status_code < 300) == expected, (role, answer.status_code, answer.text)
        assert expected or answer.status_code == 403


@pytest.mark.parametrize("row", [*SIGNED_IN, STREAM], ids=str)
def test_strangers_get_nothing(service: Service, row: Row) -> None:
    for cookie in ({}, {COOKIE: "x" * 43}):
        client = service.stranger()
        client.cookies.update(cookie)
        answer = client.request(row.method, row.path(), json=row.body, headers={"Origin": ORIGIN})
        assert answer.status_code == 401
    assert service.cars.commands == [] and service.cars.claims == []


@pytest.mark.parametrize("row", [*OF_A_CAR, STREAM], ids=str)
def test_owners_of_other_cars_get_nothing(service: Service, row: Row) -> None:
    neighbour = service.member("car-2", Role.OWNER)
    answer = neighbour.call(row.method, row.path(), row.body)
    nowhere = neighbour.call(row.method, row.path("car-9"), row.body)
    assert answer.status_code == 403
    # A car that is not yours and one that does not exist look the same.
    assert (answer.status_code, answer.text) == (nowhere.status_code, nowhere.text)
    assert service.cars.commands == []


@pytest.mark.parametrize("row", OF_ANYBODY, ids=str)
def test_what_anybody_may_ask_needs_no_session_and_tells_nothing_of_a_car(service: Service, row: Row) -> None:
    answer = service.stranger().request(row.method, row.path(), json=row.body, headers={"Origin": ORIGIN})
    assert answer.status_code == (200 if row.allowed else 403)
    assert "car-1" not in answer.text


def test_a_guest_whose_time_is_over_is_a_stranger(service: Service) -> None:
    guest = service.member("car-1", Role.GUEST, expires_unix_s=service.clock.now_s + 3600)
    assert guest.call("GET", HERE).status_code == 200
    service.clock.now_s += 3601
    assert guest.call("GET", HERE).status_code == 403
    assert guest.call("GET", "/api/vehicles").json() == []


def test_a_guest_does_not_learn_where_the_car_is(service: Service) -> None:
    service.store.update_cars([TwinUpdate("car-1", True, 1, True, {"position_lat": 43.7, "soc_percent": 70})])
    guest, driver = service.member("car-1", Role.GUEST, "g"), service.member("car-1", Role.DRIVER, "d")
    assert guest.call("GET", HERE).json()["reported"] == {"soc_percent": 70}
    assert driver.call("GET", HERE).json()["reported"] == {"position_lat": 43.7, "soc_percent": 70}


@pytest.mark.parametrize(
    "command", [row for row in REMOTE_COMMANDS if row.verified], ids=lambda row: row.name
)
def test_what_is_dear_needs_a_second_look(service: Service, command: object) -> None:
    arguments = {"valet": {"on": True}, "set_consent": {"kind": "trips", "allowed": True}}
    owner = service.member("car-1", Role.OWNER)
    body = {"name": command.name, "arguments": arguments.get(command.name, {})}  # type: ignore[attr-defined]
    service.clock.now_s += 121
    assert owner.call("POST", f"{HERE}/commands", body).status_code == 428
    owner.verify()
    assert owner.call("POST", f"{HERE}/commands", body).status_code == 202


def test_a_car_never_loses_its_last_owner(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    assert owner.call("DELETE", f"{HERE}/members/{owner.account}").status_code == 403
    assert owner.call("GET", HERE).status_code == 200


def test_a_repeated_request_is_one_command(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    for _ in range(3):
        owner.call("POST", f"{HERE}/commands", {"name": "lock", "id": "same"})
    assert [command.id for command in service.cars.commands] == ["same"]


def test_a_command_without_an_answer_shows_as_expired(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    owner.call("POST", f"{HERE}/commands", {"name": "lock"})
    assert owner.call("GET", f"{HERE}/commands").json()[0]["outcome"] is None
    service.clock.now_s += 61
    assert owner.call("GET", f"{HERE}/commands").json()[0]["outcome"] == Outcome.EXPIRED
    assert service.store.open_commands("car-1") == []


@pytest.mark.parametrize(
    "body",
    [
        {"name": "fly"},
        {"name": "charge_limit"},
        {"name": "charge_limit", "arguments": {"percent": 101}},
        {"name": "charge_limit", "arguments": {"percent": True}},
        {"name": "lock", "arguments": {"door": "all"}},
        {"name": "lock", "colour": "red"},
        {"name": "climate_start", "arguments": {"temperature_celsius": "hot"}},
        {"name": "lock", "id": "a/b"},
        [],
        None,
    ],
)
def test_a_wrong_question_is_refused_before_the_car_hears_of_it(service: Service, body: object) -> None:
    owner = service.member("car-1", Role.OWNER)
    assert owner.call("POST", f"{HERE}/commands", body).status_code == 422
    assert service.cars.commands == []
