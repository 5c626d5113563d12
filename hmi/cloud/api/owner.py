"""What only an owner may ask: who else has the car, who did what, all to take along, all gone."""

import secrets
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from hmi.cloud.accounts import Accounts, NotAllowedError, Person
from hmi.cloud.api.bodies import MemberBody, VehicleId, plain
from hmi.cloud.api.cars import state_of
from hmi.cloud.api.cars_link import Cars
from hmi.cloud.api.door import Door
from hmi.cloud.store import Store
from hmi.sync.data_kinds import DATA_KINDS
from hmi.sync.gpx import gpx
from hmi.sync.messages import Command
from hmi.sync.records import RecordKind
from hmi.sync.remote_commands import COMMAND_BY_NAME, Role

_EVERYTHING = 10_000_000
AccountId = Annotated[str, Field(max_length=64)]


def owner_routes(
    door: Door, store: Store, accounts: Accounts, link: Cars, now_unix_s: Callable[[], float]
) -> APIRouter:
    routes = APIRouter()
    Signed = Annotated[Person, Depends(door.person)]  # noqa: N806 (a type)
    Changing = Annotated[Person, Depends(door.changer)]  # noqa: N806

    @routes.get("/api/vehicles/{vehicle}/members")
    def members(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        door.permit(who, vehicle, "see members")
        return [plain(member) for member in accounts.members(vehicle)]

    @routes.put("/api/vehicles/{vehicle}/members/{account}")
    def change_member(
        vehicle: VehicleId, account: AccountId, body: MemberBody, who: Changing
    ) -> dict[str, bool]:
        door.permit(who, vehicle, "change members")
        if account not in {member.account for member in accounts.members(vehicle)}:
            raise NotAllowedError("no such member")
        if account == who.account:
            raise NotAllowedError("nobody changes their own role")
        accounts.set_member(vehicle, account, body.role, body.expires_unix_s)
        accounts.log(who.account, vehicle, "member changed", {"account": account, "role": body.role.value})
        return {"changed": True}

    @routes.delete("/api/vehicles/{vehicle}/members/{account}")
    def remove_member(vehicle: VehicleId, account: AccountId, who: Changing) -> dict[str, bool]:
        if account != who.account:
            door.permit(who, vehicle, "change members")
        else:
            accounts.role(who, vehicle)
        accounts.remove_member(vehicle, account)
        accounts.log(who.account, vehicle, "member removed", {"account": account})
        return {"removed": True}

    @routes.get("/api/vehicles/{vehicle}/audit")
    def audit(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        door.permit(who, vehicle, "see audit")
        return list(accounts.audit(vehicle))

    @routes.get("/api/vehicles/{vehicle}/export")
    def export(vehicle: VehicleId, who: Signed) -> dict[str, Any]:
        door.permit(who, vehicle, "export")
        accounts.log(who.account, vehicle, "exported", {})
        return {
            "vehicle": vehicle,
            "exported_unix_s": now_unix_s(),
            "state": state_of(store, vehicle, Role.OWNER, now_unix_s()),
            "records": [{"kind": r.kind, "id": r.id, "fields": r.values} for r in store.records(vehicle)],
            "samples": {kind.id: store.samples(vehicle, kind.id, 0, _EVERYTHING) for kind in DATA_KINDS},
            "audit": accounts.audit(vehicle, _EVERYTHING),
        }

    @routes.get("/api/vehicles/{vehicle}/export.gpx")
    def export_gpx(vehicle: VehicleId, who: Signed) -> Response:
        door.permit(who, vehicle, "export")
        accounts.log(who.account, vehicle, "exported", {"format": "gpx"})
        places = [
            record.values
            for kind in (RecordKind.FAVOURITE, RecordKind.RECENT)
            for record in store.records(vehicle, kind)
        ]
        track = gpx(
            store.samples(vehicle, "position", 0, _EVERYTHING),
            store.samples(vehicle, "trips", 0, _EVERYTHING),
            places,
        )
        attachment = {"Content-Disposition": 'attachment; filename="headunit.gpx"'}
        return Response(track, media_type="application/gpx+xml", headers=attachment)

    @routes.delete("/api/vehicles/{vehicle}/data")
    def erase(vehicle: VehicleId, who: Changing) -> dict[str, str]:
        """Everything here at once, and in the car as soon as it hears of it: within a day, or ask again."""
        door.permit(who, vehicle, "erase")
        door.second_look(who)
        accounts.log(who.account, vehicle, "erased", {})
        return {"erased": "cloud", "command": erasing(store, link, now_unix_s)(vehicle, who.account)}

    return routes


def erasing(store: Store, link: Cars, now_unix_s: Callable[[], float]) -> Callable[[str, str], str]:
    """What erases a car's data here at once and has the car do so, for an account; the command's id."""

    def erase(vehicle: str, account: str) -> str:
        store.erase_vehicle_data(vehicle)
        now_s = now_unix_s()
        row = COMMAND_BY_NAME["erase"]
        wish = Command(vehicle, secrets.token_hex(16), row.name, {}, now_s, now_s + row.lifetime_s, account)
        store.add_command(wish)
        link.send_command(wish)
        return wish.id

    return erase
