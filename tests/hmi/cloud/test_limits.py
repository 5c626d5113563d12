"""Nobody holds the door shut: limits by person, address and time; each message looks at the grant again."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import HTTPException
from starlette.requests import Request

from hmi.cloud.api.cars import car_routes
from hmi.cloud.api.door import COOKIE, Door
from hmi.cloud.api.watching import STREAMS_PER_ACCOUNT, Watching
from hmi.cloud.configuration import Configuration
from hmi.cloud.listener import Limits, Listener, Seat
from hmi.sync.messages import Command, TwinUpdate
from hmi.sync.remote_commands import COMMAND_BY_NAME, Role
from tests.hmi.cloud.conftest import Service, Somebody
from tests.hmi.cloud.service import Cloud, free_port, running_cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    with running_cloud(tmp_path_factory.mktemp("cloud")) as cloud:
        yield cloud


def dial(cloud: Cloud) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=cloud.certificates.authority)
    plain = socket.create_connection(("127.0.0.1", cloud.port), 5)
    return context.wrap_socket(plain, server_hostname="localhost")


def test_a_thousand_unfinished_requests_lock_nobody_out(cloud: Cloud) -> None:
    held: list[socket.socket] = []
    try:
        for number in range(1100):
            plain = socket.create_connection(("127.0.0.1", cloud.port), 5)
            held.append(plain)
            if number % 100 == 99:
                with dial(cloud) as line:
                    line.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    assert b" 200 " in line.recv(200)
    finally:
        for plain in held:
            plain.close()


def test_headers_that_do_not_come_end_the_connection(cloud: Cloud) -> None:
    begun = (
        b"",
        b"GET / HT",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nOrigin: https://localhost",
    )
    lines = [dial(cloud) for _ in begun]
    began = time.monotonic()
    for line, head in zip(lines, begun, strict=True):
        line.settimeout(20)
        line.sendall(head)
    for line in lines:
        assert line.recv(100) == b""
        assert 5 < time.monotonic() - began < 15
        line.close()


async def _hold_seats(limits: Limits, count: int) -> tuple[int, int]:
    """How many of `count` unproven connections are open at the end, and of one that proved itself."""

    class Quiet(asyncio.Protocol):
        def __init__(self, seat: Seat) -> None:
            self._seat = seat

        def data_received(self, data: bytes) -> None:
            self._seat.prove()

    port = free_port()
    listener = Listener(Quiet, None, limits)
    await listener.open("127.0.0.1", port)
    _, honest = await asyncio.open_connection("127.0.0.1", port)
    honest.write(b"whole")
    await honest.drain()
    await asyncio.sleep(0.05)
    others = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    await asyncio.sleep(0.1)
    seats = listener.seats
    unproven = sum(not reader.at_eof() for reader, _ in others)
    assert not honest.transport.is_closing()
    for _, writer in (*others, (None, honest)):
        writer.close()
    listener.close()
    await listener.wait_closed()
    listener.drop_all()
    await asyncio.sleep(0.05)
    return seats, unproven


def test_the_oldest_unproven_connection_makes_room() -> None:
    seats, unproven = asyncio.run(_hold_seats(Limits(unproven_per_address=5, unproven=20), 40))
    assert seats <= 6 and unproven <= 5


def request_of(client: str, forwarded: str | None = None) -> Request:
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]
    return Request({"type": "http", "headers": headers, "client": (client, 1), "method": "GET", "path": "/"})


@pytest.mark.parametrize(
    ("client", "forwarded", "address"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "unknown"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::"),
    ],
)
def test_a_forwarded_address_counts_only_from_a_trusted_proxy(
    service: Service, client: str, forwarded: str | None, address: str
) -> None:
    proxies = Configuration(Path(), trusted_proxies=("10.0.0.0/24",)).proxies
    door = Door(service.accounts, "https://localhost:8443", service.clock, proxies)
    assert door.address(request_of(client, forwarded)) == address


def test_a_stranger_cannot_push_out_what_an_owner_wants_to_read(service: Service) -> None:
    owner = service.member("car-1", Role.OWNER)
    service.accounts.log(owner.account, "car-1", "valet", {"on": True})
    strangers = [service.somebody(f"S{number}") for number in range(3)]
    for number in range(400):
        service.clock.now_s += 1
        strangers[number % 3].call("GET", f"/api/vehicles/car-1/samples/trips?limit={number + 1}")
    rows = owner.call("GET", "/api/vehicles/car-1/audit").json()
    assert "valet" in {row["action"] for row in rows}
    denied = [row for row in rows if row["action"] == "denied"]
    assert len(denied) == 3 and sum(row["detail"]["times"] for row in denied) == 400
    for _ in range(300):  # and over days
        service.clock.now_s += 7200
        service.accounts.note_denied(strangers[0].account, "car-1", {})
    rows = owner.call("GET", "/api/vehicles/car-1/audit").json()
    assert "valet" in {row["action"] for row in rows}


def events_of(service: Service, watching: Watching, person: Somebody, door: Door | None = None) -> Any:
    """The stream's own generator: a test client would wait for its end."""
    door = door or Door(service.accounts, "https://localhost:8443", service.clock)
    routes = car_routes(door, service.store, service.accounts, service.cars, watching, service.clock)
    endpoint = next(r.endpoint for r in routes.routes if r.path == "/api/vehicles/{vehicle}/events")  # type: ignore[attr-defined]
    token = person.client.cookies[COOKIE]

    async def connected() -> bool:
        return False

    request = SimpleNamespace(cookies={COOKIE: token}, is_disconnected=connected)
    return endpoint("car-1", request, service.accounts.person(token))


@pytest.mark.parametrize("ending", ["removed", "demoted", "signed out", "expired", "revoked elsewhere"])
def test_a_stream_ends_or_narrows_with_the_next_message_after_the_grant_does(
    service: Service, ending: str
) -> None:
    person = service.member("car-1", Role.DRIVER)
    service.member("car-1", Role.OWNER, "Owner")
    service.store.update_cars([TwinUpdate("car-1", True, 1, True, {"position_lat": 43.7, "locked": True})])

    async def go() -> tuple[str, str | None]:
        watching = Watching(service.store)
        answer = await events_of(service, watching, person)
        stream = answer.body_iterator
        first = await anext(stream)
        match ending:
            case "removed":
                service.accounts.remove_member("car-1", person.account)
            case "demoted":
                service.accounts.set_member("car-1", person.account, Role.GUEST, None)
            case "signed out":
                person.call("DELETE", "/api/session")
            case "expired":
                service.accounts.set_member("car-1", person.account, Role.DRIVER, service.clock.now_s + 1)
                service.clock.now_s += 2
            case _:
                who = service.accounts.person(service.accounts.sign_in(person.account, "other"))
                assert who is not None
                service.accounts.revoke_others(who)
        for events in watching._watched.values():
            for event in events.values():
                event.set()
        try:
            return first, await anext(stream)
        except StopAsyncIteration:
            return first, None

    first, second = asyncio.run(go())
    assert "position_lat" in first
    if ending == "demoted":
        assert second is not None and "position_lat" not in second and "locked" in second
    else:
        assert second is None


def test_one_person_has_so_many_streams_and_the_oldest_make_room(service: Service) -> None:
    person = service.member("car-1", Role.GUEST)

    async def go() -> int:
        watching = Watching(service.store)
        streams = []
        for _ in range(300):
            service.clock.now_s += 2
            stream = (await events_of(service, watching, person)).body_iterator
            await anext(stream)
            streams.append(stream)
        for stream in streams[:-STREAMS_PER_ACCOUNT]:
            with pytest.raises(StopAsyncIteration):
                await anext(stream)
        count = watching.count
        for stream in streams:
            await stream.aclose()
        assert watching.count == 0
        return count

    assert asyncio.run(go()) == STREAMS_PER_ACCOUNT


def test_a_flood_of_streams_is_answered_with_a_word(service: Service) -> None:
    person = service.member("car-1", Role.GUEST)

    async def go() -> None:
        watching = Watching(service.store)
        door = Door(service.accounts, "https://localhost:8443", service.clock)
        for _ in range(20):
            await events_of(service, watching, person, door)
        with pytest.raises(HTTPException):
            await events_of(service, watching, person, door)

    asyncio.run(go())


@pytest.mark.parametrize("role", Role)
def test_a_role_reads_of_the_commands_only_those_that_it_may_give(service: Service, role: Role) -> None:
    for number, row in enumerate(COMMAND_BY_NAME.values()):
        arguments = {"lat": 43.7, "lon": 7.4, "radius_m": 9.0} if row.name == "geofence" else {}
        now_s = service.clock.now_s
        service.store.add_command(Command("car-1", f"c{number}", row.name, arguments, now_s, now_s + 60, "x"))
    twin = {"geofence_lat": 1, "speed_alert_kmh": 2, "position_lat": 3, "locked": True}
    service.store.update_cars([TwinUpdate("car-1", True, 1, True, twin)])
    person = service.member("car-1", role)
    listed = person.call("GET", "/api/vehicles/car-1/commands").json()
    state = person.call("GET", "/api/vehicles/car-1").json()
    allowed = {row.name for row in COMMAND_BY_NAME.values() if role in row.roles}
    assert {row["name"] for row in listed} == allowed
    assert {row["name"] for row in state["commands"]} <= allowed
    assert ("geofence_lat" in state["reported"]) is (role is Role.OWNER)
    assert ("position_lat" in state["reported"]) is (role is not Role.GUEST)
