"""Questions about cars: their state, live and by look-up, what they are asked, what they have told."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from hmi.cloud.accounts import Accounts, NotAllowedError, Person
from hmi.cloud.api.bodies import CommandBody, PositionBody, SearchBody, VehicleId
from hmi.cloud.api.cars_link import Cars
from hmi.cloud.api.door import COOKIE, ROLES, Door
from hmi.cloud.api.watching import Watching
from hmi.cloud.places import Places
from hmi.cloud.store import Store
from hmi.cloud.street_map import StreetMap
from hmi.sync.data_kinds import DATA_KINDS, KIND_BY_ID
from hmi.sync.messages import Command
from hmi.sync.remote_commands import COMMAND_BY_NAME, OWNER, Role

_SAMPLE_ROLES = {"position": "see position", "trips": "see trips"}


def car_routes(
    door: Door,
    store: Store,
    accounts: Accounts,
    link: Cars,
    watching: Watching,
    now_unix_s: Callable[[], float],
) -> APIRouter:
    routes = APIRouter()
    Signed = Annotated[Person, Depends(door.person)]  # noqa: N806 (a type)
    Changing = Annotated[Person, Depends(door.changer)]  # noqa: N806

    @routes.get("/api/vehicles")
    def vehicles(who: Signed) -> list[dict[str, Any]]:
        return [
            {"id": id, "name": name, "role": role, "online": store.twin(id).online}
            for id, name, role in accounts.vehicles(who)
        ]

    @routes.get("/api/vehicles/{vehicle}")
    def vehicle_state(vehicle: VehicleId, who: Signed) -> dict[str, Any]:
        role = door.permit(who, vehicle, "see state")
        return state_of(store, vehicle, role, now_unix_s())

    @routes.get("/api/vehicles/{vehicle}/events")
    async def events(vehicle: VehicleId, request: Request, who: Signed) -> StreamingResponse:
        door.stream(who)
        await asyncio.to_thread(door.permit, who, vehicle, "see state")
        if watching.is_full:
            raise HTTPException(503, "too many streams; try again", {"Retry-After": "30"})
        token = request.cookies.get(COOKIE, "")

        def look() -> dict[str, Any]:
            # Who they are and what they may see is looked at with every message, not once for the stream.
            person = accounts.person(token)
            if person is None:
                raise NotAllowedError("the session is over")
            return state_of(store, vehicle, door.permit(person, vehicle, "see state"), now_unix_s())

        async def stream() -> AsyncIterator[str]:
            async with aclosing(watching.changes(vehicle, who.account)) as changes:
                async for revision in changes:
                    if await request.is_disconnected():
                        return
                    try:
                        state = await asyncio.to_thread(look)
                    except NotAllowedError:
                        return
                    except sa.exc.DBAPIError:
                        continue
                    if revision is None:
                        yield ": still here\n\n"
                    else:
                        yield f"id: {revision}\ndata: {json.dumps(state)}\n\n"

        # Its connection ends with it, instead of waiting for another question.
        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Connection": "close"})

    @routes.post("/api/vehicles/{vehicle}/commands", status_code=202)
    def ask(vehicle: VehicleId, body: CommandBody, who: Changing) -> dict[str, Any]:
        role = accounts.role(who, vehicle)
        row = COMMAND_BY_NAME.get(body.name)
        if row is None:
            raise HTTPException(422, "no such command")
        if role not in row.roles:
            raise NotAllowedError(f"a {role} may not {row.name}")
        if row.verified:
            door.second_look(who)
        row.check(body.arguments)
        now_s = now_unix_s()
        command = Command(
            vehicle,
            body.id or secrets.token_hex(16),
            row.name,
            dict(body.arguments),
            now_s,
            now_s + row.lifetime_s,
            who.account,
        )
        if store.add_command(command):
            accounts.log(who.account, vehicle, row.name, dict(body.arguments))
            link.send_command(command)
        return {"id": command.id, "deadline_unix_s": command.deadline_unix_s}

    @routes.get("/api/vehicles/{vehicle}/commands")
    def commands(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        return _commands(store, vehicle, door.permit(who, vehicle, "see state"))

    @routes.get("/api/vehicles/{vehicle}/samples/{kind}")
    def samples(
        vehicle: VehicleId,
        kind: Annotated[str, Field(max_length=64)],
        who: Signed,
        since_unix_ms: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    ) -> list[dict[str, Any]]:
        if kind not in KIND_BY_ID:
            raise HTTPException(404, "no such kind of data")
        door.permit(who, vehicle, _SAMPLE_ROLES.get(kind, "see state" if kind == "health" else "export"))
        return store.samples(vehicle, kind, since_unix_ms, limit)

    @routes.get("/api/kinds")
    def kinds(_who: Signed) -> list[dict[str, Any]]:
        """What a car may be allowed to tell, and how long it is kept here."""
        return [{"id": kind.id, "retention_days": kind.retention_days} for kind in DATA_KINDS]

    @routes.get("/api/vehicles/{vehicle}/alerts")
    def alerts(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        door.permit(who, vehicle, "see position")
        return store.alerts(vehicle)

    return routes


def map_routes(door: Door, streets_of: StreetMap, places_of: Places) -> APIRouter:
    """Questions about the world around the car, out of our own regions."""
    routes = APIRouter()
    Signed = Annotated[Person, Depends(door.person)]  # noqa: N806 (a type)

    # Asked by POST: a position and what somebody looks for belong into no log of addresses.
    @routes.post("/api/streets")
    def streets(body: PositionBody, _who: Signed) -> dict[str, list[list[float | int]]]:
        return {"streets": streets_of.around(body.position)}

    @routes.post("/api/places")
    def places(body: SearchBody, _who: Signed) -> list[dict[str, Any]]:
        return places_of.search(body.text, body.position)

    return routes


def state_of(store: Store, vehicle: str, role: Role, now_s: float) -> dict[str, Any]:
    """The car as `role` may see it."""
    twin = store.twin(vehicle)
    return {
        "vehicle": vehicle,
        "role": role.value,
        "now_unix_ms": int(now_s * 1000),
        "online": twin.online,
        "seen_unix_ms": twin.seen_unix_ms,
        "reported_unix_ms": twin.reported_unix_ms,
        "reported": _visible(twin.reported, role),
        "desired": _visible(twin.desired, role),
        "commands": _commands(store, vehicle, role)[:10],
    }


def _visible(properties: Mapping[str, Any], role: Role) -> dict[str, Any]:
    """What of the twin a role may see: what it may not ask for it may not read here either."""
    hidden: tuple[str, ...] = ()
    if role not in ROLES["see position"]:
        hidden += ("position",)
    if role not in OWNER:
        hidden += ("geofence", "speed_alert", "privacy_")
    return {name: value for name, value in properties.items() if not name.startswith(hidden)}


def _commands(store: Store, vehicle: str, role: Role) -> list[dict[str, Any]]:
    """The commands that a role may give: another's hold what it may not know, such as a place."""
    return [
        {
            "id": row.command.id,
            "name": row.command.name,
            "arguments": dict(row.command.arguments),
            "issued_unix_s": row.command.issued_unix_s,
            "deadline_unix_s": row.command.deadline_unix_s,
            "outcome": row.outcome,
            "reason": row.reason,
        }
        for row in store.commands(vehicle)
        if (known := COMMAND_BY_NAME.get(row.command.name)) is not None and role in known.roles
    ]
