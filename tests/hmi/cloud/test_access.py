"""Who may do what: every endpoint × every role, strangers, people of other cars, other sites."""

from __future__ import annotations

import re

import pytest

from hmi.sync.messages import Outcome, TwinUpdate
from hmi.sync.remote_commands import REMOTE_COMMANDS, Role
from tests.hmi.cloud.conftest import ORIGIN, Service

O, D, G = Role.OWNER, Role.DRIVER, Role.GUEST  # noqa: E741
CAR = "/api/vehicles/car-1"
ENDPOINTS: list[tuple[str, str, object, set[Role]]] = [
    ("GET", CAR, None, {O, D, G}),
    ("GET", f"{CAR}/commands", None, {O, D, G}),
    ("POST", f"{CAR}/commands", {"name": "lock"}, {O, D, G}),
    ("POST", f"{CAR}/commands", {"name": "charge_start"}, {O, D}),
    ("POST", f"{CAR}/commands", {"name": "valet", "arguments": {"on": True}}, {O}),
    ("GET", f"{CAR}/samples/health", None, {O, D, G}),
    ("GET", f"{CAR}/samples/position", None, {O, D}),
    ("GET", f"{CAR}/samples/trips", None, {O, D}),
    ("GET", f"{CAR}/samples/diagnostics", None, {O}),
    ("GET", f"{CAR}/alerts", None, {O, D}),
    ("GET", f"{CAR}/records/favourite", None, {O, D}),
    ("PUT", f"{CAR}/records/favourite/f1", {"fields": {"name": "Home"}}, {O, D}),
    ("DELETE", f"{CAR}/records/favourite/f1", None, {O, D}),
    ("GET", f"{CAR}/members", None, {O}),
    ("PUT", f"{CAR}/members/nobody", {"role": "guest"}, set()),
    ("DELETE", f"{CAR}/members/nobody", None, {O}),
    ("GET", f"{CAR}/audit", None, {O}),
    ("GET", f"{CAR}/export", None, {O}),
    ("GET", f"{CAR}/export.gpx", None, {O}),
    ("DELETE", f"{CAR}/data", None, {O}),
]


def test_the_table_names_every_endpoint_of_a_car(service: Service) -> None:
    parts = "favourite|f1|nobody|health|position|trips|diagnostics"
    tested = {(method, re.sub(rf"/({parts})(?=/|$)", "/{}", path)) for method, path, _, _ in ENDPOINTS}
    tested.add(("GET", f"{CAR}/events"))
    known = set()
    for path, methods in service.app.openapi()["paths"].items():
        if path.startswith("/api/vehicles/{vehicle}"):
            shape = re.sub(r"\{[a-z_]+\}", "{}", path.replace("/api/vehicles/{vehicle}", CAR))
            known |= {(method.upper(), shape) for method in methods}
    assert tested == known


@pytest.mark.parametrize(("method", "path", "body", "allowed"), ENDPOINTS)
def test_each_role_may_do_what_the_table_says(
    service: Service, method: str, path: str, body: object, allowed: set[Role]
) -> None:
    for role in Role:
        answer = service.member("car-1", role, str(role)).call(method, path, body)
        expected = role in allowed
        assert (answer.status_code < 300) == expected, (role, answer.status_code, answer.text)
        assert expected or answer.status_code == 403


@pytest.mark.parametrize(("method", "path", "body", "allowed"), ENDPOINTS)
def test_strangers_and_owners_of_other_cars_get_nothing(
    service: Service, method: str, path: str, body: object, allowed: set[Role]
) -> None:
    stranger = service.stranger().request(method, path, json=body, headers={"Origin": ORIGIN})
    assert stranger.status_code == 401
    neighbour = service.member("car-2", Role.OWNER)
    answer = neighbour.call(method, path, body)
    nowhere = neighbour.call(method, path.replace("car-1", "car-9"), body)
    assert answer.status_code == 403
    # A car that is not yours and one that does not exist look the same.
    assert (answer.status_code, answer.text) == (nowhere.status_code, nowhere.text)
    assert service.cars.commands == []


def test_a_guest_whose_time_is_over_is_a_stranger(service: Service) -> None:
    guest = service.member("car-1", Role.GUEST, expires_unix_s=service.clock.now_s + 3600)
    assert guest.call("GET", CAR).status_code == 200
    service.clock.now_s += 3601
    assert guest.call("GET", CAR).status_code == 403
    assert guest.call("GET", "/api/vehicles").json() == []


def test_a_guest_does_not_learn_where_the_car_is(service: Service) -> None:
    service.store.update_twin(TwinUpdate("car-1", True, 1, True, {"position_lat": 43.7, "soc_percent": 70}))
    guest, driver = service.member("car-1", Role.GUEST, "g"), service.member("car-1", Role.DRIVER, "d")
    assert guest.call("GET", CAR).json()["reported"] == {"soc_percent": 70}
    assert driver.call("GET", CAR).json()["reported"] == {"position_lat": 43.7, "soc_percent": 70}


@pytest.mark.parametrize(
    "command", [row for row in REMOTE_COMMANDS if row.verified], ids=lambda row: row.name
)
def test_what_is_dear_needs_a_second_look(service: Service, command: object) -> None:
    arguments = {"valet": {"on": True}, "set_consent": {"kind": "trips", "allowed": True}}
    owner = service.member("car-1", Role.OWNER)
    body = {"name": command.name, "arguments": arguments.get(command.name, {})}  # type: ignore[attr-defined]
    service.clock.now_s += 121
    assert owner.call("POST", f"{CAR}/commands", body).status_code == 428
    owner.verify()
    assert owner.call("POST", f"{CAR}/commands", body).status_code == 202


@pytest.mark.parametrize("origin", [None, "https://evil.example", "http://localhost:8443", "null"])
def test_another_site_changes_nothing(service: Service, origin: str | None) -> None:
    owner = service.member("car-1", Role.OWNER)
    headers = {"Origin": origin} if origin else {}
    for method, path, body, _ in ENDPOINTS:
        if method != "GET":
            answer = owner.client.request(method, path, json=body, headers=headers)
            assert answer.status_code == 403
    assert service.cars.commands == [] and service.cars.records == []


def test_the_cookie_and_the_headers_are_what_asvs_level_2_asks(service: Service) -> None:
    person = service.somebody()
    options = person.call("POST", "/api/session/options").json()
    answer = person.call("POST", "/api/session", {"credential": person.phone.get(options)})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-session=")
    assert all(word in cookie for word in ("secure", "httponly", "samesite=strict", "path=/"))
    assert "domain" not in cookie
    headers = person.call("GET", "/api/me").headers
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert headers["x-content-type-options"] == "nosniff"


def test_a_session_that_was_ended_elsewhere_is_over(service: Service) -> None:
    person = service.somebody()
    (session,) = person.call("GET", "/api/sessions").json()
    assert person.call("DELETE", f"/api/sessions/{session['id']}").status_code == 200
    assert person.call("GET", "/api/me").status_code == 401


def test_nobody_ends_somebody_elses_session(service: Service) -> None:
    one, other = service.somebody("one"), service.somebody("other")
    (session,) = other.call("GET", "/api/sessions").json()
    assert one.call("DELETE", f"/api/sessions/{session['id']}").status_code == 403
    assert other.call("GET", "/api/me").status_code == 200


def test_a_car_never_loses_its_last_owner(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    assert owner.call("DELETE", f"{CAR}/members/{owner.account}").status_code == 403
    assert owner.call("GET", CAR).status_code == 200


def test_a_repeated_request_is_one_command(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    for _ in range(3):
        owner.call("POST", f"{CAR}/commands", {"name": "lock", "id": "same"})
    assert [command.id for command in service.cars.commands] == ["same"]


def test_a_command_without_an_answer_shows_as_expired(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    owner.call("POST", f"{CAR}/commands", {"name": "lock"})
    assert owner.call("GET", f"{CAR}/commands").json()[0]["outcome"] is None
    service.clock.now_s += 61
    assert owner.call("GET", f"{CAR}/commands").json()[0]["outcome"] == Outcome.EXPIRED
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
    assert owner.call("POST", f"{CAR}/commands", body).status_code == 422
    assert service.cars.commands == []


def test_knocking_is_limited(service: Service) -> None:
    client = service.stranger()
    codes = [client.post("/api/session/options", headers={"Origin": ORIGIN}).status_code for _ in range(40)]
    assert 429 in codes and codes[0] == 200
