"""One charge point's conversation by version: OCPP 1.6; 2.0.1 and 2.1, which here differ in names alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ocpp import v16, v21, v201
from ocpp.routing import on
from ocpp.v16 import call as call_16
from ocpp.v16 import call_result as result_16
from ocpp.v21 import call as call_21
from ocpp.v21 import call_result as result_21
from ocpp.v201 import call as call_201
from ocpp.v201 import call_result as result_201

from hmi.agent.wallbox.profile import iso, profile_2, profile_16, unix_of
from hmi.energy.charge_plan import ChargePlan

HEARTBEAT_S = 300
ENERGY = "Energy.Active.Import.Register"


class Desk(Protocol):
    """Who keeps the sessions of all points."""

    def now(self) -> float: ...
    def begin(self, point: str, unix_s: float, wh: float | None, session: str | None = None) -> str: ...
    def meter(self, point: str, session: str | None, unix_s: float, wh: float) -> None: ...
    def end(self, point: str, session: str | None, unix_s: float, wh: float | None) -> None: ...


def readings(meter_values: Sequence[Mapping[str, Any]], now: float) -> list[tuple[float, float]]:
    """(Unix seconds, Wh) of the energy register, of either version's meter values."""
    found = []
    for row in meter_values:
        at = unix_of(row.get("timestamp"), now)
        for sample in row.get("sampled_value") or []:
            if sample.get("measurand", ENERGY) != ENERGY or sample.get("phase"):
                continue
            unit = sample.get("unit") or (sample.get("unit_of_measure") or {}).get("unit") or "Wh"
            try:
                wh = float(sample.get("value")) * (1000.0 if unit == "kWh" else 1.0)
            except (TypeError, ValueError):
                continue
            found.append((at, wh))
    return found


class Point16(v16.ChargePoint):
    """OCPP 1.6: transactions are numbered by us."""

    desk: Desk
    on_boot: Callable[[], None] = staticmethod(lambda: None)

    @on("BootNotification")
    def boot(self, **_: Any) -> Any:
        self.on_boot()
        return result_16.BootNotification(iso(self.desk.now()), HEARTBEAT_S, "Accepted")

    @on("Heartbeat")
    def heartbeat(self, **_: Any) -> Any:
        return result_16.Heartbeat(iso(self.desk.now()))

    @on("StatusNotification")
    def status(self, **_: Any) -> Any:
        return result_16.StatusNotification()

    @on("Authorize")
    def authorize(self, **_: Any) -> Any:
        return result_16.Authorize({"status": "Accepted"})

    @on("StartTransaction")
    def start_transaction(self, meter_start: int, timestamp: str, **_: Any) -> Any:
        session = self.desk.begin(self.id, unix_of(timestamp, self.desk.now()), float(meter_start))
        return result_16.StartTransaction(int(session), {"status": "Accepted"})

    @on("MeterValues")
    def meter_values(
        self, meter_value: list[dict[str, Any]], transaction_id: int | None = None, **_: Any
    ) -> Any:
        session = None if transaction_id is None else str(transaction_id)
        for at, wh in readings(meter_value, self.desk.now()):
            self.desk.meter(self.id, session, at, wh)
        return result_16.MeterValues()

    @on("StopTransaction")
    def stop_transaction(self, meter_stop: int, timestamp: str, transaction_id: int, **_: Any) -> Any:
        at = unix_of(timestamp, self.desk.now())
        self.desk.end(self.id, str(transaction_id), at, float(meter_stop))
        return result_16.StopTransaction()

    async def obey(self, plan: ChargePlan) -> None:
        """Send the plan as a profile. Raises TimeoutError, OCPPError."""
        profile = profile_16(plan, self.desk.now())
        if profile is not None:
            await self.call(call_16.SetChargingProfile(0, profile))


class _Point2:
    """What 2.0.1 and 2.1 share; the base class of the version stands beside it."""

    desk: Desk
    id: str
    results: Any
    calls: Any
    call: Any
    on_boot: Callable[[], None] = staticmethod(lambda: None)

    @on("BootNotification")
    def boot(self, **_: Any) -> Any:
        self.on_boot()
        return self.results.BootNotification(
            current_time=iso(self.desk.now()), interval=HEARTBEAT_S, status="Accepted"
        )

    @on("Heartbeat")
    def heartbeat(self, **_: Any) -> Any:
        return self.results.Heartbeat(current_time=iso(self.desk.now()))

    @on("StatusNotification")
    def status(self, **_: Any) -> Any:
        return self.results.StatusNotification()

    @on("NotifyReport")
    def report(self, **_: Any) -> Any:
        return self.results.NotifyReport()

    @on("NotifyEvent")
    def event(self, **_: Any) -> Any:
        return self.results.NotifyEvent()

    @on("Authorize")
    def authorize(self, **_: Any) -> Any:
        return self.results.Authorize(id_token_info={"status": "Accepted"})

    @on("MeterValues")
    def meter_values(self, meter_value: list[dict[str, Any]], **_: Any) -> Any:
        for at, wh in readings(meter_value, self.desk.now()):
            self.desk.meter(self.id, None, at, wh)
        return self.results.MeterValues()

    @on("TransactionEvent")
    def transaction(
        self,
        event_type: str,
        timestamp: str,
        transaction_info: dict[str, Any],
        meter_value: list[dict[str, Any]] | None = None,
        id_token: dict[str, Any] | None = None,
        **_: Any,
    ) -> Any:
        session, now = str(transaction_info["transaction_id"]), self.desk.now()
        at = unix_of(timestamp, now)
        if event_type == "Started":
            self.desk.begin(self.id, at, None, session)
        for when, wh in readings(meter_value or [], now):
            self.desk.meter(self.id, session, when, wh)
        if event_type == "Ended":
            self.desk.end(self.id, session, at, None)
        return self.results.TransactionEvent(
            id_token_info=None if id_token is None else {"status": "Accepted"}
        )

    async def obey(self, plan: ChargePlan) -> None:
        """Send the plan as a profile. Raises TimeoutError, OCPPError."""
        profile = profile_2(plan, self.desk.now())
        if profile is not None:
            await self.call(self.calls.SetChargingProfile(evse_id=0, charging_profile=profile))


class Point201(_Point2, v201.ChargePoint):
    results, calls = result_201, call_201


class Point21(_Point2, v21.ChargePoint):
    results, calls = result_21, call_21


POINTS: Mapping[str, type[Any]] = {"ocpp2.1": Point21, "ocpp2.0.1": Point201, "ocpp1.6": Point16}
"""by WebSocket subprotocol, the newest first"""
