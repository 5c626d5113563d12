"""Passkeys, and how a phone becomes an owner's: a code on the car's screen, once, for five minutes."""

from __future__ import annotations

import pytest

from hmi.cloud.accounts import PAIRING_S, pairing_code_hash
from hmi.sync.remote_commands import Role
from tests.hmi.cloud.authenticator import Authenticator
from tests.hmi.cloud.conftest import ORIGIN, Service

CODE = "Yk2jP0vZ8rTqLw9A"


def sign_in(service: Service, phone: Authenticator) -> int:
    client = service.stranger()
    options = client.post("/api/session/options", headers={"Origin": ORIGIN}).json()
    answer = client.post("/api/session", json={"credential": phone.get(options)}, headers={"Origin": ORIGIN})
    return int(answer.status_code)


def test_a_passkey_signs_in_again(service: Service) -> None:
    assert sign_in(service, service.somebody().phone) == 201


def test_an_unknown_passkey_does_not(service: Service) -> None:
    assert sign_in(service, Authenticator(ORIGIN)) == 403


def test_a_passkey_of_a_look_alike_site_does_not(service: Service) -> None:
    phone = service.somebody().phone
    phone.origin = "https://localhost.evil.example"
    assert sign_in(service, phone) == 403


def test_a_touch_without_fingerprint_does_not(service: Service) -> None:
    phone = service.somebody().phone
    phone.verifies = False
    assert sign_in(service, phone) == 403


def test_a_copied_authenticator_is_noticed_by_its_counter(service: Service) -> None:
    phone = service.somebody().phone
    assert sign_in(service, phone) == 201
    phone.count = 0
    assert sign_in(service, phone) == 403


def test_an_answer_cannot_be_played_back(service: Service) -> None:
    phone, client = service.somebody().phone, service.stranger()
    options = client.post("/api/session/options", headers={"Origin": ORIGIN}).json()
    body = {"credential": phone.get(options)}
    codes = [client.post("/api/session", json=body, headers={"Origin": ORIGIN}).status_code for _ in range(2)]
    assert codes == [201, 403]


def test_somebody_elses_passkey_is_no_second_look(service: Service) -> None:
    owner, other = service.somebody("owner"), service.somebody("other")
    options = owner.call("POST", "/api/session/verify/options").json()
    answer = owner.call("POST", "/api/session/verify", {"credential": other.phone.get(options)})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "credential", [{}, {"response": {}}, {"response": {"clientDataJSON": "%%%"}}, {"rawId": 3}]
)
def test_nonsense_instead_of_a_passkey_is_refused(service: Service, credential: dict[str, object]) -> None:
    answer = service.stranger().post(
        "/api/session", json={"credential": credential}, headers={"Origin": ORIGIN}
    )
    assert answer.status_code == 403


def test_a_phone_that_the_driver_accepts_owns_the_car(service: Service) -> None:
    person = service.somebody("Léa")
    service.pair(person, "car-1", CODE)
    assert service.cars.claims == [("car-1", CODE, "Léa")]
    assert person.call("GET", "/api/vehicles").json()[0]["role"] == Role.OWNER


def test_a_phone_that_the_driver_declines_gets_nothing(service: Service) -> None:
    person = service.somebody()
    service.pair(person, "car-1", CODE, accepted=False)
    assert person.call("GET", "/api/vehicles").json() == []


def test_a_code_works_once(service: Service) -> None:
    first, second = service.somebody("first"), service.somebody("second")
    service.accounts.offer_pairing("car-1", pairing_code_hash(CODE), Role.OWNER)
    assert first.call("POST", "/api/pairings", {"code": CODE}).status_code == 200
    assert second.call("POST", "/api/pairings", {"code": CODE}).status_code == 403
    service.accounts.finish_pairing("car-1", pairing_code_hash(CODE), True)
    assert second.call("GET", "/api/vehicles").json() == []


def test_a_code_works_for_five_minutes(service: Service) -> None:
    person = service.somebody()
    service.accounts.offer_pairing("car-1", pairing_code_hash(CODE), Role.OWNER)
    service.clock.now_s += PAIRING_S + 1
    assert person.call("POST", "/api/pairings", {"code": CODE}).status_code == 403


def test_another_car_cannot_answer_for_this_one(service: Service) -> None:
    person = service.somebody()
    service.accounts.offer_pairing("car-1", pairing_code_hash(CODE), Role.OWNER)
    person.call("POST", "/api/pairings", {"code": CODE})
    assert service.accounts.finish_pairing("car-2", pairing_code_hash(CODE), True) is None
    assert person.call("GET", "/api/vehicles").json() == []
