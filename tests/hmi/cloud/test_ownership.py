"""A car that has had an owner keeps one; accounts end, get a second passkey, and are recovered at the car."""

from __future__ import annotations

import contextlib
import itertools
import random
import secrets
import threading
from collections.abc import Callable
from functools import partial

import pytest

from hmi.cloud.accounts import NotAllowedError, Passkey, pairing_code_hash
from hmi.sync.clock import Stamp
from hmi.sync.messages import RECOVERY, Erasure, RecordBatch
from hmi.sync.records import Record, RecordKind
from hmi.sync.remote_commands import Role
from tests.hmi.cloud.authenticator import Authenticator
from tests.hmi.cloud.conftest import ORIGIN, Service, Somebody

PEOPLE = ("ana", "ben", "cem", "dia")
Step = Callable[[], object]


def everybody(service: Service) -> None:
    for name in PEOPLE:
        service.accounts.create(name, name, Passkey(name.encode(), name, b"", 0), "test")


def scan(service: Service, account: str, role: str) -> None:
    code = secrets.token_urlsafe(16)
    service.accounts.offer_pairing("car-1", pairing_code_hash(code), role)
    person = service.accounts.person(service.accounts.sign_in(account, "test"))
    assert person is not None
    service.accounts.claim_pairing(person, code)
    service.accounts.finish_pairing("car-1", pairing_code_hash(code), True)


def steps(service: Service) -> list[Step]:
    accounts, now_s = service.accounts, service.clock.now_s
    found: list[Step] = [partial(accounts.remove_member, "car-1", name) for name in PEOPLE]
    untils = (None, now_s + 10, now_s - 10)
    for name, role, until in itertools.product(PEOPLE, Role, untils):
        found.append(partial(accounts.set_member, "car-1", name, role, until))
    for name, offer in itertools.product(PEOPLE, (*Role, RECOVERY)):
        found.append(partial(scan, service, name, offer))
    return found


def owners(service: Service) -> list[str]:
    return [
        member.account
        for member in service.accounts.members("car-1")
        if member.role is Role.OWNER and member.expires_unix_s is None
    ]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_in_whatever_order_an_owner_remains(service: Service, seed: int) -> None:
    everybody(service)
    service.accounts.set_member("car-1", "ana", Role.OWNER, None)
    chance, possible = random.Random(seed), steps(service)
    for _ in range(150):
        with contextlib.suppress(NotAllowedError):
            chance.choice(possible)()
        assert owners(service)
        service.clock.now_s += chance.choice([0, 0, 20])


def test_of_all_owners_who_leave_at_the_same_moment_one_stays(service: Service) -> None:
    everybody(service)
    for _ in range(10):
        for name in PEOPLE:
            service.accounts.set_member("car-1", name, Role.OWNER, None)
        ready = threading.Barrier(len(PEOPLE))

        def leave(name: str, ready: threading.Barrier = ready) -> None:
            ready.wait()
            with contextlib.suppress(NotAllowedError):
                service.accounts.remove_member("car-1", name)

        threads = [threading.Thread(target=leave, args=(name,)) for name in PEOPLE]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(owners(service)) == 1


@pytest.mark.parametrize(("held", "offered"), list(itertools.product(Role, Role)))
def test_nobody_loses_by_scanning_a_code(service: Service, held: Role, offered: Role) -> None:
    everybody(service)
    rank = [Role.GUEST, Role.DRIVER, Role.OWNER]
    service.accounts.set_member("car-1", "ana", held, None)
    scan(service, "ana", offered)
    (member,) = service.accounts.members("car-1")
    assert member.role is max(held, offered, key=rank.index)


def test_an_owner_has_no_end_date(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    guest = service.member("car-1", Role.GUEST, "Bo")
    path = f"/api/vehicles/car-1/members/{guest.account}"
    body = {"role": "owner", "expires_unix_s": service.clock.now_s + 60}
    assert owner.call("PUT", path, body).status_code == 403
    assert owner.call("PUT", path, {"role": "driver", "expires_unix_s": 1}).status_code == 200


OURS = ["setting/valet", "setting/in-step", "charge_schedule/prices"]


@pytest.mark.parametrize("record", OURS)
@pytest.mark.parametrize("role", [Role.OWNER, Role.DRIVER])
def test_what_says_how_the_car_is_is_written_by_nobodys_hand(
    service: Service, record: str, role: Role
) -> None:
    person = service.member("car-1", role)
    path = f"/api/vehicles/car-1/records/{record}"
    assert person.call("PUT", path, {"fields": {"on": False}}).status_code == 403
    assert person.call("DELETE", path).status_code == 403
    assert service.cars.records == []


def one_more(person: Somebody, name: str = "Old phone") -> Authenticator:
    phone = Authenticator(ORIGIN)
    options = person.call("POST", "/api/passkeys/options").json()
    answer = person.call("POST", "/api/passkeys", {"name": name, "credential": phone.create(options)})
    assert answer.status_code == 201, answer.text
    return phone


def test_a_second_passkey_opens_the_same_account_and_the_first_can_go(service: Service) -> None:
    person = service.somebody()
    assert person.call("GET", "/api/passkeys").json()[0]["name"] == "first passkey"
    phone = one_more(person)
    first, second = person.call("GET", "/api/passkeys").json()
    assert second["name"] == "Old phone"
    other = service.stranger()
    headers = {"Origin": ORIGIN}
    options = other.post("/api/session/options", json={}, headers=headers).json()
    answer = other.post("/api/session", json={"credential": phone.get(options)}, headers=headers)
    assert answer.json() == {"account": person.account}
    # Whoever loses a phone closes it out.
    assert person.call("DELETE", f"/api/passkeys/{second['id']}").status_code == 200
    assert other.get("/api/me").status_code == 401
    options = other.post("/api/session/options", json={}, headers=headers).json()
    assert (
        other.post("/api/session", json={"credential": phone.get(options)}, headers=headers).status_code
        == 403
    )
    assert person.call("DELETE", f"/api/passkeys/{first['id']}").status_code == 403, "the last one stays"


def test_a_passkey_is_added_only_after_a_look_at_one_and_to_ones_own_account(service: Service) -> None:
    person, other = service.somebody(), service.somebody("Bo")
    options = person.call("POST", "/api/passkeys/options").json()
    stolen = {"name": "x", "credential": Authenticator(ORIGIN).create(options)}
    assert other.call("POST", "/api/passkeys", stolen).status_code == 403
    service.clock.now_s += 600
    assert person.call("POST", "/api/passkeys/options").status_code == 428
    for path in ("/api/account", "/api/passkeys/00"):
        assert person.call("DELETE", path).status_code == 428
    for _ in range(9):
        person.verify()
        one_more(person)
    person.verify()
    options = person.call("POST", "/api/passkeys/options").json()
    body = {"name": "eleventh", "credential": Authenticator(ORIGIN).create(options)}
    assert person.call("POST", "/api/passkeys", body).status_code in (403, 429)


def test_a_deleted_account_leaves_nothing_of_the_person(service: Service) -> None:
    person = service.member("car-1", Role.OWNER, "Zacharias")
    service.accounts.log(person.account, "car-1", "valet", {"on": True})
    edit = Record(RecordKind.FAVOURITE, "f").written("name", "Home", Stamp(5, 0, "car"))
    service.store.ingest([RecordBatch("car-1", "b", 1, (edit,))])
    answer = person.call("DELETE", "/api/account")
    assert answer.json() == {"erased": ["car-1"]}
    assert person.call("GET", "/api/me").status_code == 401
    assert [command.name for command in service.cars.commands] == ["erase"]
    assert service.store.records("car-1") == []
    with service.store.engine.connect() as connection:
        for (table,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).all():
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all():
                # The erasure's own command is still to be answered; it names who asked until then.
                assert "Zacharias" not in str(row)
                assert person.account not in str(row), table


def test_an_only_owner_among_others_does_not_just_go(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    driver = service.member("car-1", Role.DRIVER, "Bo")
    answer = owner.call("DELETE", "/api/account")
    assert answer.status_code == 403 and "car-1" in answer.json()["detail"]
    assert driver.call("DELETE", "/api/account").json() == {"erased": []}
    assert owner.call("DELETE", "/api/account").json() == {"erased": ["car-1"]}
    assert service.accounts.members("car-1") == []


def test_the_car_lets_its_owner_back_in_when_the_passkey_is_lost(service: Service) -> None:
    lost = service.member("car-1", Role.OWNER)
    service.accounts.set_member("car-2", lost.account, Role.OWNER, None)
    driver = service.member("car-1", Role.DRIVER, "Bo")
    new = service.somebody("Léa again")
    code = secrets.token_urlsafe(16)
    service.accounts.offer_pairing("car-1", pairing_code_hash(code), RECOVERY)
    assert new.call("POST", "/api/pairings", {"code": code}).status_code == 200
    # Nothing before the driver's yes at the screen.
    assert lost.call("GET", "/api/vehicles/car-1").status_code == 200
    assert service.accounts.finish_pairing("car-1", pairing_code_hash(code), True) == new.account
    assert new.call("GET", "/api/vehicles/car-1").json()["role"] == "owner"
    assert lost.call("GET", "/api/vehicles/car-1").status_code == 403
    assert driver.call("GET", "/api/vehicles/car-1").json()["role"] == "driver"
    # What the person in this car cannot show is not touched.
    assert lost.call("GET", "/api/vehicles/car-2").json()["role"] == "owner"


@pytest.mark.parametrize("accepted", [True, False])
def test_recovery_takes_no_place_of_somebody_who_can_still_get_in(service: Service, accepted: bool) -> None:
    first = service.member("car-1", Role.OWNER)
    new = service.somebody("Mallory")
    code = secrets.token_urlsafe(16)
    service.accounts.offer_pairing("car-1", pairing_code_hash(code), RECOVERY)
    if accepted:
        service.member("car-1", Role.OWNER, "Bo")
        assert new.call("POST", "/api/pairings", {"code": code}).status_code == 403
    else:
        assert new.call("POST", "/api/pairings", {"code": code}).status_code == 200
        assert service.accounts.finish_pairing("car-1", pairing_code_hash(code), False) is None
    assert first.call("GET", "/api/vehicles/car-1").json()["role"] == "owner"
    assert new.call("GET", "/api/vehicles/car-1").status_code == 403


def test_an_erased_car_is_still_its_owners(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    assert service.store.carry_out(Erasure("car-1", "b", 1))
    assert owner.call("GET", "/api/vehicles/car-1").status_code == 200
