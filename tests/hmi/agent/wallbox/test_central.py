"""Sessions from plug to invoice line over a real websocket by all versions; hostile peers hurt themselves."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from hmi.agent.charging.problem import Interval
from hmi.agent.wallbox.billing import Session, invoice_line
from hmi.agent.wallbox.central import MOST_A_SECOND, CentralSystem
from hmi.agent.wallbox.profile import periods
from hmi.energy.charge_plan import ChargePlan, ChargeStep, PlanReason

PASSWORD = "a password of the wall"
NOW = datetime.now(UTC).replace(microsecond=0)
PLAN = ChargePlan(
    NOW.timestamp(),
    PlanReason.WAITS,
    steps=tuple(
        ChargeStep(NOW.timestamp() + 900 * n, NOW.timestamp() + 900 * (n + 1), 0.2, 11.0 if n >= 4 else 0.0)
        for n in range(8)
    ),
)


def at(minutes: float) -> str:
    return (NOW + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def basic(name: str, password: str = PASSWORD) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


class Wall:
    """A charge point made by somebody else: plain JSON over a websocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.number, self.profiles = socket, 0, []  # type: ignore[var-annotated]

    async def ask(self, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        await self.socket.send(json.dumps([2, str(self.number), action, payload]))
        while True:
            message = json.loads(await asyncio.wait_for(self.socket.recv(), 5))
            if message[0] == 2:
                await self.obey(message)
            elif message[1] == str(self.number):
                assert message[0] == 3, message
                return dict(message[2])

    async def obey(self, message: list[Any]) -> None:
        assert message[2] == "SetChargingProfile"
        self.profiles.append(message[3])
        await self.socket.send(json.dumps([3, message[1], {"status": "Accepted"}]))

    async def await_profile(self) -> None:
        while not self.profiles:
            await self.obey(json.loads(await asyncio.wait_for(self.socket.recv(), 5)))


def served(work: Callable[[CentralSystem, list[Session]], Awaitable[None]]) -> list[Session]:
    """Run `work` beside a central system; the sessions that ended."""
    ended: list[Session] = []

    async def live() -> None:
        ready = asyncio.Event()
        central = CentralSystem("127.0.0.1", 0, PASSWORD, ended.append)
        task = asyncio.create_task(central.run(ready.set))
        await ready.wait()
        try:
            await work(central, ended)
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    asyncio.run(live())
    return ended


def open_wall(central: CentralSystem, version: str, name: str = "wall-1", **more: Any) -> Any:
    headers = more.pop("headers", basic(name))
    return connect(
        f"ws://127.0.0.1:{central.port}/ocpp/{name}",
        subprotocols=[version],  # type: ignore[list-item]
        additional_headers=headers,
        **more,
    )


async def session_16(wall: Wall) -> None:
    boot = await wall.ask("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
    assert boot["status"] == "Accepted"
    await wall.await_profile()
    status = {"connectorId": 1, "errorCode": "NoError", "status": "Preparing"}
    await wall.ask("StatusNotification", status)
    await wall.ask("Authorize", {"idTag": "owner"})
    begun = await wall.ask(
        "StartTransaction", {"connectorId": 1, "idTag": "owner", "meterStart": 1000, "timestamp": at(0)}
    )
    values = [{"timestamp": at(30), "sampledValue": [{"value": "6.5", "unit": "kWh"}]}]
    transaction = begun["transactionId"]
    await wall.ask("MeterValues", {"connectorId": 1, "transactionId": transaction, "meterValue": values})
    await wall.ask(
        "StopTransaction", {"transactionId": transaction, "meterStop": 12_000, "timestamp": at(60)}
    )


async def session_2(wall: Wall) -> None:
    station = {"vendorName": "V", "model": "M"}
    boot = await wall.ask("BootNotification", {"reason": "PowerUp", "chargingStation": station})
    assert boot["status"] == "Accepted"
    await wall.await_profile()
    status = {"timestamp": at(0), "connectorStatus": "Occupied", "evseId": 1, "connectorId": 1}
    await wall.ask("StatusNotification", status)
    for number, (kind, minute, wh) in enumerate(
        (("Started", 0, 1000.0), ("Updated", 30, 6500.0), ("Ended", 60, 12_000.0))
    ):
        await wall.ask(
            "TransactionEvent",
            {
                "eventType": kind,
                "timestamp": at(minute),
                "triggerReason": "MeterValuePeriodic",
                "seqNo": number,
                "transactionInfo": {"transactionId": "t1"},
                "meterValue": [{"timestamp": at(minute), "sampledValue": [{"value": wh}]}],
            },
        )


@pytest.mark.parametrize(
    ("version", "session"), [("ocpp1.6", session_16), ("ocpp2.0.1", session_2), ("ocpp2.1", session_2)]
)
def test_a_session_from_plug_to_invoice_line(
    version: str, session: Callable[[Wall], Awaitable[None]]
) -> None:
    profiles: list[dict[str, Any]] = []

    async def work(central: CentralSystem, ended: list[Session]) -> None:
        central.follow(PLAN)
        async with open_wall(central, version) as socket:
            wall = Wall(socket)
            await session(wall)
            assert central.points == ("wall-1",)
            profiles.extend(wall.profiles)

    (ended,) = served(work)
    assert ended.kwh == pytest.approx(11.0)
    half = NOW.timestamp() + 1800
    tariff = [Interval(NOW.timestamp(), half, 0.40), Interval(half, half + 1800, 0.10)]
    line = invoice_line(ended, tariff, "EUR")
    assert line.cost == pytest.approx(5.5 * 0.4 + 5.5 * 0.1)
    assert line.told()["kwh"] == 11.0
    body = profiles[0].get("csChargingProfiles") or profiles[0]["chargingProfile"]
    schedule = body["chargingSchedule"]
    rows = (schedule[0] if isinstance(schedule, list) else schedule)["chargingSchedulePeriod"]
    assert [row["limit"] for row in rows] == [0.0, 11_000.0]
    # Told from when it was sent, and the suite was collected some time before.
    passed_s = time.time() - NOW.timestamp()
    assert rows[1]["startPeriod"] == pytest.approx(3600 - passed_s, abs=30)


@pytest.mark.parametrize(
    "frames",
    [
        ["not json"],
        ["[]", "[2]", "{}", "null", "[9, 9, 9]"],
        [json.dumps([2, "1", "Nonsense", {}])],
        [json.dumps([2, "1", "StartTransaction", {"meterStart": "much"}])],
        [json.dumps([2, "1", "StopTransaction", {"transactionId": 7, "meterStop": 1, "timestamp": "never"}])],
        [json.dumps([3, "1", {}])] * 3,
        [b"\x00\x01"],
        ["[" * 20_000],
        [json.dumps([2, "1", "Heartbeat", {}])] * round(MOST_A_SECOND * 6),
        ["x" * 100_000],
    ],
    ids=["text", "shapes", "action", "types", "unknown", "answers", "binary", "deep", "fast", "large"],
)
def test_a_hostile_peer_ends_with_a_line_in_the_log_and_the_service_goes_on(
    frames: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    async def work(central: CentralSystem, ended: list[Session]) -> None:
        async with open_wall(central, "ocpp1.6", "bad") as socket:
            try:
                for frame in frames:
                    await socket.send(frame)
                async with asyncio.timeout(0.3):
                    while True:
                        await socket.recv()
            except (ConnectionClosed, TimeoutError):
                pass
        central.follow(PLAN)
        async with open_wall(central, "ocpp1.6") as socket:
            await session_16(Wall(socket))

    assert len(served(work)) == 1
    assert caplog.records


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("wall-1", {}),
        ("wall-1", basic("wall-1", "guessed")),
        ("wall-1", basic("wall-2")),
        ("wall-1", {"Authorization": "Basic ???"}),
        ("..%2f..", basic("..%2f..")),
    ],
)
def test_nobody_without_the_password_is_let_in(name: str, headers: dict[str, str]) -> None:
    async def work(central: CentralSystem, ended: list[Session]) -> None:
        with pytest.raises(InvalidStatus):
            async with open_wall(central, "ocpp1.6", name, headers=headers):
                pass

    assert served(work) == []


def test_a_short_password_refuses_at_the_start() -> None:
    with pytest.raises(ValueError, match="16 characters"):
        CentralSystem("127.0.0.1", 0, "short", lambda _session: None)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.floats(0, 1e5, allow_nan=False), st.floats(allow_nan=True, allow_infinity=True)),
        max_size=20,
    )
)
def test_a_meter_never_runs_backwards_on_the_bill(rows: list[tuple[float, float]]) -> None:
    session = Session("p", "1", 0.0)
    for when, wh in rows:
        session = session.metered(when, wh)
    line = invoice_line(session.ended(1e5), [Interval(0, 1e6, 0.3)], "EUR")
    assert line.kwh >= 0
    assert line.cost is not None and line.cost == pytest.approx(0.3 * line.kwh, rel=1e-6, abs=1e-9)


def test_a_price_that_is_not_known_makes_no_sum() -> None:
    session = Session("p", "1", 0.0).metered(0, 0).metered(3600, 5000).ended(3600)
    assert invoice_line(session, [Interval(0, 1800, 0.3)], "EUR").cost is None


def test_the_plan_becomes_few_periods() -> None:
    rows = periods(PLAN, NOW.timestamp() + 1000)
    assert rows == [{"start_period": 0, "limit": 0.0}, {"start_period": 2600, "limit": 11_000.0}]
