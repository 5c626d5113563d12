"""The HTTPS interface of the cloud.

What the companion and other programs may ask, each question behind one check.

Cookies are `__Host-`, HttpOnly, Secure, SameSite=Strict; every change also needs this origin's Origin
header, so that no other site can make one (OWASP ASVS 4.0, V3.4, V4.2.2, V13.2.3). Who may do what is the
table ROLES.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, Protocol

import sqlalchemy as sa
from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from hmi.cloud.accounts import Accounts, NotAllowedError, Person
from hmi.cloud.configuration import Configuration
from hmi.cloud.passkeys import Passkeys
from hmi.cloud.rate_limit import RateLimit
from hmi.cloud.store import Store
from hmi.cloud.street_map import StreetMap
from hmi.sync.clock import HybridClock
from hmi.sync.data_kinds import DATA_KINDS, KIND_BY_ID
from hmi.sync.errors import MessageError
from hmi.sync.gpx import gpx
from hmi.sync.messages import Command
from hmi.sync.records import Record, RecordKind
from hmi.sync.remote_commands import COMMAND_BY_NAME, DRIVERS, EVERYBODY, OWNER, Role
from maps.geometry import LatLon

COOKIE = "__Host-session"
WEB = Path(__file__).parent / "web"
POLL_S = 0.25
HEARTBEAT_S = 15.0
MAX_BODY_BYTES = 64 * 1024
ROLES: dict[str, frozenset[Role]] = {
    "see state": EVERYBODY,
    "see position": DRIVERS,
    "see trips": DRIVERS,
    "see records": DRIVERS,
    "change records": DRIVERS,
    "see members": OWNER,
    "change members": OWNER,
    "see audit": OWNER,
    "export": OWNER,
    "erase": OWNER,
}
_SAMPLE_ROLES = {"position": "see position", "trips": "see trips"}
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Cars(Protocol):
    """The way to the cars; hmi.cloud.car_link.CarLink is the real one."""

    received: int
    refused: int

    @property
    def connected(self) -> bool: ...

    def send_command(self, command: Command) -> None: ...

    def send_records(self, vehicle: str, records: Sequence[Record]) -> None: ...

    def send_claim(self, vehicle: str, code_hash: str, person: str) -> None: ...


class Body(BaseModel):
    """What a client sends: exactly the fields that are asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NameBody(Body):
    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")


class CredentialBody(Body):
    credential: dict[str, JsonValue]


class CreateBody(NameBody, CredentialBody):
    """A new account: its name and the passkey that was made for it."""


class CodeBody(Body):
    code: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")


class CommandBody(Body):
    name: str = Field(max_length=64)
    arguments: dict[str, str | bool | float] = {}
    id: str = Field(default="", max_length=64, pattern=r"^[A-Za-z0-9_-]*$")
    """chosen by the client, so that a repeated request is one command"""


class RecordBody(Body):
    fields: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")], JsonValue] = Field(max_length=64)


class MemberBody(Body):
    role: Role
    expires_unix_s: float | None = Field(default=None, ge=0, le=253_402_300_799)

    # JSON has no enums: the role arrives as a word.
    model_config = ConfigDict(extra="forbid", strict=False)


VehicleId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
RecordId = VehicleId


def create_app(
    configuration: Configuration,
    store: Store,
    accounts: Accounts,
    link: Cars,
    now_unix_s: Callable[[], float] = time.time,
) -> FastAPI:
    """The service's HTTP application. The caller starts and stops `link`."""
    passkeys = Passkeys(configuration.origin, accounts)
    knocking = RateLimit(per_minute=20, burst=20, clock=now_unix_s)
    asking = RateLimit(per_minute=600, burst=200, clock=now_unix_s)
    watching = _Watch(store)
    streets_of = StreetMap(configuration.regions)
    clock = [HybridClock.of(f"cloud-{secrets.token_hex(4)}")]

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        poller = asyncio.create_task(watching.run())
        yield
        poller.cancel()

    app = FastAPI(title="Headunit cloud", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await _refusal(request, configuration.origin) or await call_next(request)
        for name, value in _SECURITY.items():
            response.headers.setdefault(name, value)
        if request.url.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    @app.exception_handler(NotAllowedError)
    async def not_allowed(_request: Request, error: NotAllowedError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=403)

    @app.exception_handler(MessageError)
    async def bad_message(_request: Request, error: MessageError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=422)

    @app.exception_handler(sa.exc.OperationalError)
    async def database_away(_request: Request, _error: sa.exc.OperationalError) -> JSONResponse:
        return JSONResponse({"detail": "the database is away; try again"}, status_code=503)

    def knock(request: Request) -> None:
        if not knocking.allow(request.client.host if request.client else ""):
            raise HTTPException(429, "too many attempts; wait a minute", {"Retry-After": "60"})

    def person(request: Request) -> Person:
        found = accounts.person(request.cookies.get(COOKIE, ""))
        if found is None:
            raise HTTPException(401, "sign in first")
        if not asking.allow(found.account):
            raise HTTPException(429, "too many requests; wait a moment", {"Retry-After": "5"})
        return found

    Signed = Annotated[Person, Depends(person)]  # noqa: N806 (a type)

    def permit(who: Person, vehicle: str, action: str) -> Role:
        role = accounts.role(who, vehicle)
        if role not in ROLES[action]:
            raise NotAllowedError(f"a {role} may not {action}")
        return role

    def set_cookie(response: Response, account: str, request: Request) -> None:
        token = accounts.sign_in(account, request.headers.get("User-Agent", "")[:200])
        response.set_cookie(
            COOKIE, token, max_age=30 * 24 * 3600, path="/", secure=True, httponly=True, samesite="strict"
        )

    # --- accounts -----------------------------------------------------------------------------------------

    @app.post("/api/accounts/options", dependencies=[Depends(knock)])
    def account_options(body: NameBody) -> dict[str, Any]:
        return passkeys.creation_options(body.name)

    @app.post("/api/accounts", dependencies=[Depends(knock)], status_code=201)
    def create_account(body: CreateBody, request: Request, response: Response) -> dict[str, str]:
        account = passkeys.create(body.name, dict(body.credential), "first passkey")
        set_cookie(response, account, request)
        return {"account": account}

    @app.post("/api/session/options", dependencies=[Depends(knock)])
    def session_options() -> dict[str, Any]:
        return passkeys.request_options()

    @app.post("/api/session", dependencies=[Depends(knock)], status_code=201)
    def sign_in(body: CredentialBody, request: Request, response: Response) -> dict[str, str]:
        account = passkeys.prove(dict(body.credential))
        set_cookie(response, account, request)
        return {"account": account}

    @app.post("/api/session/verify/options")
    def verify_options(who: Signed) -> dict[str, Any]:
        return passkeys.request_options(who.account)

    @app.post("/api/session/verify", dependencies=[Depends(knock)])
    def verify(who: Signed, body: CredentialBody) -> dict[str, bool]:
        passkeys.prove(dict(body.credential), who.account)
        accounts.verified(who)
        return {"verified": True}

    @app.delete("/api/session")
    def sign_out(who: Signed, response: Response) -> dict[str, bool]:
        accounts.sign_out(who)
        response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return {"signed_out": True}

    @app.get("/api/me")
    def me(who: Signed) -> dict[str, Any]:
        return {"account": who.account, "name": who.name, "verified": accounts.is_verified(who)}

    @app.get("/api/sessions")
    def sessions(who: Signed) -> list[dict[str, Any]]:
        return [_plain(row) for row in accounts.sessions(who)]

    @app.delete("/api/sessions/{session}")
    def revoke(session: Annotated[str, Field(max_length=64)], who: Signed) -> dict[str, bool]:
        accounts.revoke_session(who, session)
        return {"revoked": True}

    @app.post("/api/pairings", dependencies=[Depends(knock)])
    def pair(body: CodeBody, who: Signed) -> dict[str, str]:
        vehicle, code_hash = accounts.claim_pairing(who, body.code)
        link.send_claim(vehicle, code_hash, who.name)
        return {"vehicle": vehicle, "state": "the car asks its driver"}

    # --- cars ---------------------------------------------------------------------------------------------

    @app.get("/api/vehicles")
    def vehicles(who: Signed) -> list[dict[str, Any]]:
        return [
            {"id": id, "name": name, "role": role, "online": store.twin(id).online}
            for id, name, role in accounts.vehicles(who)
        ]

    @app.get("/api/vehicles/{vehicle}")
    def vehicle_state(vehicle: VehicleId, who: Signed) -> dict[str, Any]:
        role = permit(who, vehicle, "see state")
        return _state(store, vehicle, role, now_unix_s())

    @app.get("/api/vehicles/{vehicle}/events")
    async def events(vehicle: VehicleId, request: Request, who: Signed) -> StreamingResponse:
        role = await asyncio.to_thread(permit, who, vehicle, "see state")

        async def stream() -> AsyncIterator[str]:
            async for revision in watching.changes(vehicle):
                if await request.is_disconnected():
                    return
                if revision is None:
                    # A session or role that has ended meanwhile ends the stream.
                    if await asyncio.to_thread(accounts.person, request.cookies.get(COOKIE, "")) is None:
                        return
                    await asyncio.to_thread(permit, who, vehicle, "see state")
                    yield ": still here\n\n"
                    continue
                state = await asyncio.to_thread(_state, store, vehicle, role, now_unix_s())
                yield f"id: {revision}\ndata: {json.dumps(state)}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    @app.post("/api/vehicles/{vehicle}/commands", status_code=202)
    def ask(vehicle: VehicleId, body: CommandBody, who: Signed) -> dict[str, Any]:
        role = accounts.role(who, vehicle)
        row = COMMAND_BY_NAME.get(body.name)
        if row is None:
            raise HTTPException(422, "no such command")
        if role not in row.roles:
            raise NotAllowedError(f"a {role} may not {row.name}")
        if row.verified and not accounts.is_verified(who):
            raise HTTPException(428, "prove who you are first")
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

    @app.get("/api/vehicles/{vehicle}/commands")
    def commands(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        permit(who, vehicle, "see state")
        return _commands(store, vehicle)

    @app.get("/api/vehicles/{vehicle}/samples/{kind}")
    def samples(
        vehicle: VehicleId,
        kind: Annotated[str, Field(max_length=64)],
        who: Signed,
        since_unix_ms: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    ) -> list[dict[str, Any]]:
        if kind not in KIND_BY_ID:
            raise HTTPException(404, "no such kind of data")
        permit(who, vehicle, _SAMPLE_ROLES.get(kind, "see state" if kind == "health" else "export"))
        return store.samples(vehicle, kind, since_unix_ms, limit)

    @app.get("/api/vehicles/{vehicle}/alerts")
    def alerts(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        permit(who, vehicle, "see position")
        return store.alerts(vehicle)

    @app.get("/api/vehicles/{vehicle}/records/{kind}")
    def records(vehicle: VehicleId, kind: RecordKind, who: Signed) -> list[dict[str, Any]]:
        permit(who, vehicle, "see records")
        return [{"id": r.id, "fields": r.values} for r in store.records(vehicle, kind) if r.alive]

    @app.put("/api/vehicles/{vehicle}/records/{kind}/{record}")
    def write_record(
        vehicle: VehicleId, kind: RecordKind, record: RecordId, body: RecordBody, who: Signed
    ) -> dict[str, Any]:
        permit(who, vehicle, "change records")
        edit = Record(kind, record)
        for name, value in body.fields.items():
            edit = edit.written(name, value, tick().last)
        merged = store.merge_records(vehicle, [edit])
        link.send_records(vehicle, merged)
        return {"id": record, "fields": merged[0].values if merged else {}}

    @app.delete("/api/vehicles/{vehicle}/records/{kind}/{record}")
    def delete_record(vehicle: VehicleId, kind: RecordKind, record: RecordId, who: Signed) -> dict[str, bool]:
        permit(who, vehicle, "change records")
        link.send_records(vehicle, store.merge_records(vehicle, [Record(kind, record).removed(tick().last)]))
        return {"deleted": True}

    @app.get("/api/streets")
    def streets(
        _who: Signed,
        lat: Annotated[float, Query(ge=-90, le=90)],
        lon: Annotated[float, Query(ge=-180, le=180)],
    ) -> dict[str, list[list[float | int]]]:
        return {"streets": streets_of.around(LatLon(lat, lon))}

    @app.get("/api/vehicles/{vehicle}/members")
    def members(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        permit(who, vehicle, "see members")
        return [_plain(member) for member in accounts.members(vehicle)]

    @app.put("/api/vehicles/{vehicle}/members/{account}")
    def change_member(
        vehicle: VehicleId, account: Annotated[str, Field(max_length=64)], body: MemberBody, who: Signed
    ) -> dict[str, bool]:
        permit(who, vehicle, "change members")
        if account not in {member.account for member in accounts.members(vehicle)}:
            raise NotAllowedError("no such member")
        if account == who.account:
            raise NotAllowedError("nobody changes their own role")
        accounts.set_member(vehicle, account, body.role, body.expires_unix_s)
        accounts.log(who.account, vehicle, "member changed", {"account": account, "role": body.role.value})
        return {"changed": True}

    @app.delete("/api/vehicles/{vehicle}/members/{account}")
    def remove_member(
        vehicle: VehicleId, account: Annotated[str, Field(max_length=64)], who: Signed
    ) -> dict[str, bool]:
        if account != who.account:
            permit(who, vehicle, "change members")
        else:
            accounts.role(who, vehicle)
        accounts.remove_member(vehicle, account)
        accounts.log(who.account, vehicle, "member removed", {"account": account})
        return {"removed": True}

    @app.get("/api/vehicles/{vehicle}/audit")
    def audit(vehicle: VehicleId, who: Signed) -> list[dict[str, Any]]:
        permit(who, vehicle, "see audit")
        return list(accounts.audit(vehicle))

    @app.get("/api/vehicles/{vehicle}/export")
    def export(vehicle: VehicleId, who: Signed) -> dict[str, Any]:
        permit(who, vehicle, "export")
        accounts.log(who.account, vehicle, "exported", {})
        return {
            "vehicle": vehicle,
            "exported_unix_s": now_unix_s(),
            "state": _state(store, vehicle, Role.OWNER, now_unix_s()),
            "records": [{"kind": r.kind, "id": r.id, "fields": r.values} for r in store.records(vehicle)],
            "samples": {kind.id: store.samples(vehicle, kind.id, 0, 10_000_000) for kind in DATA_KINDS},
            "audit": accounts.audit(vehicle, 1_000_000),
        }

    @app.get("/api/vehicles/{vehicle}/export.gpx")
    def export_gpx(vehicle: VehicleId, who: Signed) -> Response:
        permit(who, vehicle, "export")
        accounts.log(who.account, vehicle, "exported", {"format": "gpx"})
        places = [
            record.values
            for kind in (RecordKind.FAVOURITE, RecordKind.RECENT)
            for record in store.records(vehicle, kind)
        ]
        track = gpx(
            store.samples(vehicle, "position", 0, 10_000_000),
            store.samples(vehicle, "trips", 0, 10_000_000),
            places,
        )
        attachment = {"Content-Disposition": 'attachment; filename="headunit.gpx"'}
        return Response(track, media_type="application/gpx+xml", headers=attachment)

    @app.delete("/api/vehicles/{vehicle}/data")
    def erase(vehicle: VehicleId, who: Signed) -> dict[str, bool]:
        permit(who, vehicle, "erase")
        if not accounts.is_verified(who):
            raise HTTPException(428, "prove who you are first")
        store.erase_vehicle_data(vehicle)
        accounts.log(who.account, vehicle, "erased", {})
        return {"erased": True}

    # --- operations ---------------------------------------------------------------------------------------

    @app.get("/health", include_in_schema=False)
    def health() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    @app.get("/ready", include_in_schema=False)
    def ready() -> PlainTextResponse:
        with store.engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        if not link.connected:
            return PlainTextResponse("the broker is away\n", 503)
        return PlainTextResponse("ready\n")

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> PlainTextResponse:
        rows = {
            "headunit_messages_received_total": link.received,
            "headunit_messages_refused_total": link.refused,
            "headunit_broker_connected": int(link.connected),
            "headunit_event_streams": watching.count,
        }
        text = "".join(f"# TYPE {n} {_metric_type(n)}\n{n} {v}\n" for n, v in rows.items())
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    def tick() -> HybridClock:
        clock[0] = clock[0].tick(int(now_unix_s() * 1000))
        return clock[0]

    app.mount("/", StaticFiles(directory=WEB, html=True), name="companion")
    return app


class _Watch:
    """Tells streams which cars have changed: one poll of the database for all streams of this process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._watched: dict[str, dict[object, asyncio.Event]] = {}
        self._revisions: dict[str, int] = {}

    @property
    def count(self) -> int:
        return sum(len(streams) for streams in self._watched.values())

    async def run(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            if not self._watched:
                continue
            try:
                revisions = await asyncio.to_thread(self._store.revisions, list(self._watched))
            except sa.exc.DBAPIError:
                continue
            for vehicle, revision in revisions.items():
                if self._revisions.get(vehicle) != revision:
                    self._revisions[vehicle] = revision
                    for event in self._watched.get(vehicle, {}).values():
                        event.set()

    async def changes(self, vehicle: str) -> AsyncIterator[int | None]:
        """The car's revision at first and after each change; None when nothing has happened for a while."""
        key, event = object(), asyncio.Event()
        self._watched.setdefault(vehicle, {})[key] = event
        try:
            yield self._revisions.get(vehicle, 0)
            while True:
                try:
                    await asyncio.wait_for(event.wait(), HEARTBEAT_S)
                except TimeoutError:
                    yield None
                    continue
                event.clear()
                yield self._revisions.get(vehicle, 0)
        finally:
            del self._watched[vehicle][key]
            if not self._watched[vehicle]:
                del self._watched[vehicle]


async def _refusal(request: Request, origin: str) -> Response | None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    if request.headers.get("Origin") != origin:
        return JSONResponse({"detail": "this request comes from another site"}, status_code=403)
    length = request.headers.get("Content-Length", "0")
    if "Transfer-Encoding" in request.headers or not length.isdigit() or int(length) > MAX_BODY_BYTES:
        return JSONResponse({"detail": "the request is too large"}, status_code=413)
    return None


def _state(store: Store, vehicle: str, role: Role, now_s: float) -> dict[str, Any]:
    twin = store.twin(vehicle)
    hidden = () if role in ROLES["see position"] else ("position",)
    return {
        "vehicle": vehicle,
        "role": role.value,
        "now_unix_ms": int(now_s * 1000),
        "online": twin.online,
        "seen_unix_ms": twin.seen_unix_ms,
        "reported_unix_ms": twin.reported_unix_ms,
        "reported": {n: v for n, v in twin.reported.items() if not n.startswith(hidden)},
        "desired": dict(twin.desired),
        "commands": _commands(store, vehicle)[:10],
    }


def _commands(store: Store, vehicle: str) -> list[dict[str, Any]]:
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
    ]


def _plain(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _metric_type(name: str) -> str:
    return "counter" if name.endswith("_total") else "gauge"
