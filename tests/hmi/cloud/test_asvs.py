"""OWASP ASVS 4.0.3, level 2: the requirements that a web service of this kind has, one row each.

Not applicable and so not here: passwords (V2.1: there are none, passkeys only), file upload (V12: there is
none), third-party scripts (V10.3.2, V14.2.3: there are none), SOAP and GraphQL (V13.3, V13.4).
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hmi.cloud import schema
from hmi.cloud.accounts import GRACE_S, RECENT_S, SESSION_S, VERIFIED_S
from hmi.cloud.api.app import WEB
from hmi.cloud.api.door import COOKIE
from hmi.sync.remote_commands import REMOTE_COMMANDS, Role
from tests.hmi.cloud.conftest import ORIGIN, Service, Somebody
from tests.hmi.cloud.service import running_cloud
from tests.hmi.cloud.test_access import SIGNED_IN, Row

CAR = "/api/vehicles/car-1"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS: list[tuple[str, str, str]] = [
    ("V14.4.4", "x-content-type-options", r"nosniff"),
    ("V14.4.5", "strict-transport-security", r"max-age=(\d{8,}); includeSubDomains"),
    ("V14.4.6", "referrer-policy", r"no-referrer"),
    ("V14.4.7", "x-frame-options", r"DENY"),
    ("V14.4.7", "content-security-policy", r".*frame-ancestors 'none'.*"),
    ("V14.5.3", "cross-origin-resource-policy", r"same-origin"),
    ("V1.14.6", "cross-origin-opener-policy", r"same-origin"),
    ("V1.14.6", "permissions-policy", r"camera=\(self\), geolocation=\(self\), microphone=\(\), .*"),
]
PAGES = ["/", "/app.js", "/api/me", "/api/nothing", "/health", "/nothing.js"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("rule", "name", "value"), HEADERS)
def test_every_answer_carries(service: Service, page: str, rule: str, name: str, value: str) -> None:
    answer = service.stranger().get(page)
    assert re.fullmatch(value, answer.headers.get(name, "")), (rule, page, dict(answer.headers))


@pytest.mark.parametrize("page", PAGES)
def test_v14_4_3_the_content_policy_lets_nothing_in_but_our_own_files(service: Service, page: str) -> None:
    policy = service.stranger().get(page).headers["content-security-policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert {name: rules[name] for name in POLICY} == POLICY
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy


def test_v14_4_3_the_pages_need_no_exception_from_the_policy() -> None:
    page = (WEB / "index.html").read_text()
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=|<style", page)
    for file in WEB.glob("*.js"):
        text = file.read_text()
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        )
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), f"{file.name} names another site"


def test_v14_4_1_and_2_and_v8_2_1_answers_name_their_kind_and_are_neither_kept_nor_shown(
    service: Service,
) -> None:
    headers = service.somebody().call("GET", "/api/me").headers
    assert headers["content-type"] == "application/json"
    assert headers["content-disposition"].startswith("attachment")
    assert headers["cache-control"] == "no-store"
    assert "charset=utf-8" in service.stranger().get("/").headers["content-type"]


def test_v14_3_3_no_answer_names_the_software(service: Service) -> None:
    for page in PAGES:
        assert not {"server", "x-powered-by"} & set(service.stranger().get(page).headers)


def test_v14_5_3_no_other_site_is_given_leave_to_read(service: Service) -> None:
    for method in ("GET", "OPTIONS"):
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}
        answer = service.stranger().request(method, "/api/me", headers=headers)
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_v14_5_1_methods_that_are_not_used_are_refused(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    for method in ("PATCH", "PUT", "DELETE", "TRACE"):
        assert owner.call(method, CAR).status_code == 405
    assert owner.call("POST", "/api/me").status_code == 405


# --- V4.2.2, V13.2.3: requests that another site makes ----------------------------------------------------

CHANGES = [row for row in SIGNED_IN if row.method != "GET"]


@pytest.mark.parametrize("origin", [None, "https://evil.example", "http://localhost:8443", "null"])
@pytest.mark.parametrize("row", CHANGES, ids=str)
def test_v4_2_2_another_site_changes_nothing(service: Service, row: Row, origin: str | None) -> None:
    owner = service.member("car-1", Role.OWNER)
    headers = {"Origin": origin} if origin else {}
    answer = owner.client.request(row.method, row.path(), json=row.body, headers=headers)
    assert answer.status_code == 403
    assert service.cars.commands == [] and service.cars.records == []
    assert owner.call("GET", "/api/me").status_code == 200


def test_v13_2_5_a_body_that_is_no_json_is_not_looked_at(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = owner.client.post(
            f"{CAR}/commands", content='{"name": "lock"}', headers={"Origin": ORIGIN, "Content-Type": kind}
        )
        assert answer.status_code == 415, kind
    assert service.cars.commands == []


def test_v13_1_a_body_without_end_is_not_read(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    answer = owner.client.post(f"{CAR}/commands", content=b" " * 70_000, headers=headers)
    assert answer.status_code == 413
    answer = owner.client.post(f"{CAR}/commands", content=iter([b"{}"]), headers=headers)
    assert answer.status_code == 413


# --- V3: sessions -----------------------------------------------------------------------------------------


def sign_in(person: Somebody) -> Any:
    options = person.call("POST", "/api/session/options").json()
    return person.call("POST", "/api/session", {"credential": person.phone.get(options)})


def test_v3_4_the_cookie_is_bound_to_this_host_and_out_of_scripts_reach(service: Service) -> None:
    cookie = sign_in(service.somebody()).headers["set-cookie"].lower()
    assert cookie.startswith("__host-session=")
    assert all(word in cookie for word in ("secure", "httponly", "samesite=strict", "path=/"))
    assert "domain" not in cookie


def test_v3_1_1_no_token_is_ever_in_an_address_or_an_answer(service: Service) -> None:
    person = service.somebody()
    token = person.client.cookies[COOKIE]
    for path in ("/api/me", "/api/sessions", "/api/audit"):
        assert token not in person.call("GET", path).text
    assert not [path for path in service.app.openapi()["paths"] if "token" in path]


def test_v3_2_1_signing_in_makes_a_new_token_and_ends_the_one_before(service: Service) -> None:
    person = service.somebody()
    before = person.client.cookies[COOKIE]
    assert sign_in(person).status_code == 201
    after = person.client.cookies[COOKIE]
    assert before != after
    stranger = service.stranger()
    stranger.cookies[COOKIE] = before
    assert stranger.get("/api/me").status_code == 401


def test_v3_2_2_tokens_are_long_and_only_their_hash_is_kept(service: Service) -> None:
    tokens = {service.somebody(f"p{n}").client.cookies[COOKIE] for n in range(5)}
    assert len(tokens) == 5 and all(len(token) >= 43 for token in tokens)
    with service.store.engine.connect() as connection:
        rows = str(connection.execute(schema.sessions.select()).all())
    assert not [token for token in tokens if token in rows]


def test_v3_3_1_signing_out_ends_the_session_and_empties_the_browser(service: Service) -> None:
    person = service.somebody()
    token = person.client.cookies[COOKIE]
    answer = person.call("DELETE", "/api/session")
    assert '"storage"' in answer.headers["clear-site-data"]
    person.client.cookies[COOKIE] = token
    assert person.call("GET", "/api/me").status_code == 401


def test_v3_3_2_a_session_ends_and_long_before_that_may_only_read(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    service.clock.now_s += RECENT_S + 1
    assert owner.call("GET", CAR).status_code == 200
    assert owner.call("POST", f"{CAR}/commands", {"name": "lock"}).status_code == 428
    owner.verify()
    assert owner.call("POST", f"{CAR}/commands", {"name": "lock"}).status_code == 202
    service.clock.now_s += SESSION_S + 1
    assert owner.call("GET", CAR).status_code == 401


@pytest.mark.parametrize("row", CHANGES, ids=str)
def test_v3_3_2_no_change_is_made_by_a_session_of_yesterday(service: Service, row: Row) -> None:
    owner = service.member("car-1", Role.OWNER)
    service.clock.now_s += RECENT_S + 1
    answer = owner.call(row.method, row.path(), row.body)
    # What a person does to their own sessions, or asks of the map, changes nothing for a car.
    own = row.route.startswith("/api/session") or row.route in ("/api/streets", "/api/places")
    assert (answer.status_code == 428) != own, answer.status_code


def test_v3_3_3_and_4_sessions_are_listed_and_ended_from_anywhere(service: Service) -> None:
    person = service.somebody()
    other = Somebody(service.stranger(), person.phone, person.account)
    assert sign_in(other).status_code == 201
    assert len(person.call("GET", "/api/sessions").json()) == 2
    assert other.call("DELETE", "/api/sessions").json() == {"ended": 1}
    assert person.call("GET", "/api/me").status_code == 401
    (left,) = other.call("GET", "/api/sessions").json()
    assert left["current"] is True
    assert other.call("DELETE", f"/api/sessions/{left['id']}").status_code == 200
    assert other.call("GET", "/api/me").status_code == 401


def test_v4_2_1_nobody_ends_somebody_elses_session(service: Service) -> None:
    one, other = service.somebody("one"), service.somebody("other")
    (session,) = other.call("GET", "/api/sessions").json()
    assert one.call("DELETE", f"/api/sessions/{session['id']}").status_code == 403
    assert one.call("DELETE", "/api/sessions").json() == {"ended": 0}
    assert other.call("GET", "/api/me").status_code == 200


@pytest.mark.parametrize(
    "command", [row for row in REMOTE_COMMANDS if row.verified], ids=lambda row: row.name
)
def test_v3_7_1_what_is_dear_needs_a_second_look_which_renews_the_token(
    service: Service, command: Any
) -> None:
    arguments = {"valet": {"on": True}, "set_consent": {"kind": "trips", "allowed": True}}
    owner = service.member("car-1", Role.OWNER)
    body = {"name": command.name, "arguments": arguments.get(command.name, {})}
    service.clock.now_s += VERIFIED_S + 1
    before = owner.client.cookies[COOKIE]
    assert owner.call("POST", f"{CAR}/commands", body).status_code == 428
    owner.verify()
    assert owner.client.cookies[COOKIE] != before
    assert owner.call("POST", f"{CAR}/commands", body).status_code == 202
    # What was under way with the old token may end; nothing begins with it, and it soon is nobody's.
    late = service.stranger()
    late.cookies[COOKIE] = before
    assert late.get("/api/me").status_code == 200
    assert late.post(f"{CAR}/commands", json=body, headers={"Origin": ORIGIN}).status_code == 428
    service.clock.now_s += GRACE_S + 1
    assert late.get("/api/me").status_code == 401


# --- V2.2.1, V11.1.4: too much of it ----------------------------------------------------------------------

KNOCKS: list[tuple[str, object]] = [
    ("/api/session/options", None),
    ("/api/session", {"credential": {}}),
    ("/api/accounts/options", {"name": "x"}),
    ("/api/accounts", {"name": "x", "credential": {}}),
]


@pytest.mark.parametrize(("path", "body"), KNOCKS)
def test_v2_2_1_guessing_is_limited(service: Service, path: str, body: object) -> None:
    client = service.stranger()
    codes = [client.post(path, json=body, headers={"Origin": ORIGIN}).status_code for _ in range(40)]
    assert codes[0] in (200, 403) and codes.count(429) == 20
    service.clock.now_s += 60
    assert client.post(path, json=body, headers={"Origin": ORIGIN}).status_code == codes[0]


@pytest.mark.parametrize(
    ("path", "body"), [("/api/pairings", {"code": "x" * 16}), ("/api/session/verify", {"credential": {}})]
)
def test_v2_2_1_guessing_is_limited_for_those_signed_in_too(
    service: Service, path: str, body: object
) -> None:
    person = service.somebody()
    codes = [person.call("POST", path, body).status_code for _ in range(40)]
    assert codes[0] == 403 and codes[-1] == 429


def test_v11_1_4_one_account_cannot_ask_without_end(service: Service) -> None:
    busy, other = service.somebody("busy"), service.somebody("other")
    codes = [busy.call("GET", "/api/me").status_code for _ in range(230)]
    assert codes[0] == 200 and codes[-1] == 429
    assert other.call("GET", "/api/me").status_code == 200


# --- V7: what is written down -----------------------------------------------------------------------------


def actions(rows: list[dict[str, Any]]) -> list[str]:
    return [row["action"] for row in rows]


def _unlock(service: Service, owner: Somebody) -> None:
    owner.verify()
    owner.call("POST", f"{CAR}/commands", {"name": "unlock"})


def _neighbour(service: Service, owner: Somebody) -> None:
    service.somebody("thief").call("GET", f"{CAR}/export")


def _erase(service: Service, owner: Somebody) -> None:
    owner.call("DELETE", f"{CAR}/data")


DEEDS: list[tuple[str, Callable[[Service, Somebody], None], str]] = [
    ("V7.2.1", _unlock, "unlock"),
    ("V7.2.2", _neighbour, "denied"),
    ("V8.3.5", lambda _service, owner: owner.call("GET", f"{CAR}/export"), "exported"),
    ("V8.3.5", _erase, "erased"),
    ("V7.2.2", lambda _service, owner: owner.call("DELETE", f"{CAR}/members/x"), "member removed"),
]


@pytest.mark.parametrize(("rule", "deed", "action"), DEEDS, ids=[f"{row[0]} {row[2]}" for row in DEEDS])
def test_v7_the_owner_can_read_who_did_what(
    service: Service, rule: str, deed: Callable[[Service, Somebody], None], action: str
) -> None:
    owner = service.member("car-1", Role.OWNER)
    deed(service, owner)
    (newest, *_) = owner.call("GET", f"{CAR}/audit").json()
    assert newest["action"] == action
    assert newest["account"] and newest["time_unix_ms"] == int(service.clock.now_s * 1000)


def test_v7_2_1_sign_ins_that_worked_and_that_did_not_are_written_down(service: Service) -> None:
    person = service.somebody()
    sign_in(person)
    person.verify()
    assert actions(person.call("GET", "/api/audit").json()) == ["verified", "signed in", "signed in"]
    service.stranger().post("/api/session", json={"credential": {}}, headers={"Origin": ORIGIN})
    (failed, *_) = service.accounts.own_audit("")
    assert failed["action"] == "denied" and "address" in str(failed["detail"])
    assert "denied" not in actions(person.call("GET", "/api/audit").json())


def test_v7_1_1_no_secret_is_written_down(service: Service) -> None:
    person = service.somebody()
    person.call("POST", "/api/pairings", {"code": "a-very-secret-code"})
    with service.store.engine.connect() as connection:
        rows = str(connection.execute(schema.audit.select()).all())
    assert "a-very-secret-code" not in rows and person.client.cookies[COOKIE] not in rows


def test_v7_4_1_an_error_says_nothing_about_the_inside(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    service.store.engine.dispose()
    for answer in (
        owner.call("GET", "/api/vehicles/car-9"),
        owner.call("POST", f"{CAR}/commands", {"name": 1}),
        owner.call("GET", "/api/nothing"),
    ):
        assert answer.status_code in (403, 404, 422)
        assert not re.search(r"Traceback|File \"|sqlalchemy|/hmi/", answer.text)


def test_v8_3_1_neither_positions_nor_searches_nor_codes_are_in_addresses(service: Service) -> None:
    for path, methods in service.app.openapi()["paths"].items():
        for method, question in methods.items():
            names = {row["name"] for row in question.get("parameters", [])}
            assert not names & {"lat", "lon", "text", "code", "name"}, (method, path)


def test_v9_1_old_tls_is_not_spoken(tmp_path: Path) -> None:
    with running_cloud(tmp_path) as cloud:
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = ssl.create_default_context(cafile=cloud.certificates.authority)
            context.minimum_version = context.maximum_version = version
            with socket.create_connection(("localhost", cloud.port)) as raw:
                context.wrap_socket(raw, server_hostname="localhost").close()
        context = ssl.create_default_context(cafile=cloud.certificates.authority)
        context.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning):
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        with socket.create_connection(("localhost", cloud.port)) as raw, pytest.raises(OSError):
            context.wrap_socket(raw, server_hostname="localhost")
