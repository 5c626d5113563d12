"""A cloud in this process, its clock in the test's hand, and people with phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from hmi.cloud.accounts import Accounts, pairing_code_hash
from hmi.cloud.api.app import create_app
from hmi.cloud.configuration import Configuration
from hmi.cloud.store import Store
from hmi.sync.messages import Command
from hmi.sync.records import Record
from hmi.sync.remote_commands import Role
from tests.hmi.cloud.authenticator import Authenticator

ORIGIN = "https://localhost:8443"


@dataclass
class CarsHeard:
    """Keeps what the cars would have been told."""

    received: int = 0
    refused: int = 0
    connected: bool = True
    commands: list[Command] = field(default_factory=list)
    records: list[tuple[str, Record]] = field(default_factory=list)
    claims: list[tuple[str, str, str]] = field(default_factory=list)

    def send_command(self, command: Command) -> None:
        self.commands.append(command)

    def send_records(self, vehicle: str, records: Sequence[Record]) -> None:
        self.records += [(vehicle, record) for record in records]

    def send_claim(self, vehicle: str, code: str, person: str) -> None:
        self.claims.append((vehicle, code, person))


@dataclass
class Clock:
    now_s: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Somebody:
    """A person with a phone that is signed in."""

    client: TestClient
    phone: Authenticator
    account: str

    def call(self, method: str, path: str, body: object = None, **more: Any) -> Any:
        return self.client.request(method, path, json=body, headers={"Origin": ORIGIN}, **more)

    def verify(self) -> None:
        """Touch the passkey again."""
        options = self.call("POST", "/api/session/verify/options").json()
        answer = self.call("POST", "/api/session/verify", {"credential": self.phone.get(options)})
        assert answer.status_code == 200, answer.text


@dataclass
class Service:
    """The service as a test handles it."""

    app: Any
    store: Store
    accounts: Accounts
    cars: CarsHeard
    clock: Clock

    def stranger(self) -> TestClient:
        # A server error is an answer to look at here, not an exception of the test.
        return TestClient(self.app, base_url=ORIGIN, raise_server_exceptions=False)

    def somebody(self, name: str = "Léa") -> Somebody:
        client, phone = self.stranger(), Authenticator(ORIGIN)
        headers = {"Origin": ORIGIN}
        options = client.post("/api/accounts/options", json={"name": name}, headers=headers).json()
        answer = client.post(
            "/api/accounts", json={"name": name, "credential": phone.create(options)}, headers=headers
        )
        assert answer.status_code == 201, answer.text
        return Somebody(client, phone, answer.json()["account"])

    def member(
        self, vehicle: str, role: Role, name: str = "Léa", expires_unix_s: float | None = None
    ) -> Somebody:
        person = self.somebody(name)
        self.accounts.set_member(vehicle, person.account, role, expires_unix_s)
        return person

    def pair(self, person: Somebody, vehicle: str, code: str, accepted: bool = True) -> None:
        """The whole way: car offers, phone claims, driver answers."""
        self.accounts.offer_pairing(vehicle, pairing_code_hash(code), Role.OWNER)
        assert person.call("POST", "/api/pairings", {"code": code}).status_code == 200
        self.accounts.finish_pairing(vehicle, pairing_code_hash(code), accepted)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    clock = Clock()
    store = Store(f"sqlite:///{tmp_path / 'cloud.sqlite'}", clock)
    store.migrate()
    accounts = Accounts(store.engine, clock)
    for vehicle in ("car-1", "car-2"):
        accounts.add_vehicle(vehicle, vehicle)
    cars = CarsHeard()
    app = create_app(Configuration(tmp_path), store, accounts, cars, clock)
    yield Service(app, store, accounts, cars, clock)
    store.close()


@pytest.fixture
def make_member(service: Service) -> Callable[[Role], Somebody]:
    return lambda role: service.member("car-1", role)
