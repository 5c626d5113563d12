"""Questions about what is kept in step between phone and car, and about the price of electricity."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from hmi.cloud.accounts import NotAllowedError, Person
from hmi.cloud.api.bodies import RecordBody, RecordId, VehicleId
from hmi.cloud.api.door import Door
from hmi.cloud.edits import Edits
from hmi.cloud.prices import PriceBook
from hmi.cloud.store import Store
from hmi.sync.record_schemas import OURS
from hmi.sync.records import RecordKind


def record_routes(door: Door, store: Store, edits: Edits, prices: PriceBook) -> APIRouter:
    routes = APIRouter()
    Signed = Annotated[Person, Depends(door.person)]  # noqa: N806 (a type)
    Changing = Annotated[Person, Depends(door.changer)]  # noqa: N806

    @routes.get("/api/vehicles/{vehicle}/records/{kind}")
    def records(vehicle: VehicleId, kind: RecordKind, who: Signed) -> list[dict[str, Any]]:
        door.permit(who, vehicle, "see records")
        return [{"id": r.id, "fields": r.values} for r in store.records(vehicle, kind) if r.alive]

    @routes.put("/api/vehicles/{vehicle}/records/{kind}/{record}")
    def write_record(
        vehicle: VehicleId, kind: RecordKind, record: RecordId, body: RecordBody, who: Changing
    ) -> dict[str, Any]:
        door.permit(who, vehicle, "change records")
        _refuse_ours(kind, record)
        fields = edits.write(vehicle, kind, record, body.fields)
        prices.follow_plan(vehicle, kind, record)
        return {"id": record, "fields": fields}

    @routes.delete("/api/vehicles/{vehicle}/records/{kind}/{record}")
    def delete_record(
        vehicle: VehicleId, kind: RecordKind, record: RecordId, who: Changing
    ) -> dict[str, bool]:
        door.permit(who, vehicle, "change records")
        _refuse_ours(kind, record)
        edits.remove(vehicle, kind, record)
        prices.follow_plan(vehicle, kind, record)
        return {"deleted": True}

    @routes.get("/api/prices")
    def day_ahead_prices(_who: Signed) -> dict[str, Any]:
        return prices.public()

    return routes


def _refuse_ours(kind: RecordKind, record: str) -> None:
    if (kind, record) in OURS:
        raise NotAllowedError(f"{kind.value}/{record} is the car's own to write")
