"""The service's HTTP application: one guard before all questions, then the questions by subject."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from hmi.cloud.accounts import Accounts, NotAllowedError
from hmi.cloud.api.cars import car_routes, map_routes
from hmi.cloud.api.cars_link import Cars
from hmi.cloud.api.door import HEADERS, Door
from hmi.cloud.api.operations import operation_routes
from hmi.cloud.api.owner import erasing, owner_routes
from hmi.cloud.api.people import people_routes
from hmi.cloud.api.records import record_routes
from hmi.cloud.api.watching import Watching
from hmi.cloud.configuration import Configuration
from hmi.cloud.edits import Edits
from hmi.cloud.passkeys import Passkeys
from hmi.cloud.places import Places
from hmi.cloud.prices import PriceBook, Surcharge, price_source
from hmi.cloud.store import Store
from hmi.cloud.street_map import StreetMap
from hmi.supervision import begin
from hmi.sync.errors import MessageError

WEB = Path(__file__).parents[1] / "web"


def create_app(
    configuration: Configuration,
    store: Store,
    accounts: Accounts,
    link: Cars,
    now_unix_s: Callable[[], float] = time.time,
) -> FastAPI:
    """The caller starts and stops `link`."""
    door = Door(accounts, configuration.origin, now_unix_s, configuration.proxies)
    watching = Watching(store)
    edits = Edits(store, link.send_records, now_unix_s)
    surcharge = Surcharge(configuration.price_charges_per_kwh, configuration.price_tax_percent)
    prices = PriceBook(store, price_source(configuration), edits, now_unix_s, surcharge)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        tasks = [begin("changes of cars", watching.run()), begin("prices", prices.run())]
        yield
        for task in tasks:
            task.cancel()

    app = FastAPI(
        title="Headunit cloud",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        root_path=configuration.path_prefix,
    )

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = door.refusal(request) or await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.scope["path"].removeprefix(configuration.path_prefix).startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
            # An answer that is opened as a page of its own is saved, never shown (ASVS V14.4.2).
            response.headers.setdefault("Content-Disposition", 'attachment; filename="api.json"')
        return response

    @app.exception_handler(NotAllowedError)
    async def not_allowed(request: Request, error: NotAllowedError) -> JSONResponse:
        await asyncio.to_thread(door.note_denied, request, str(error))
        return JSONResponse({"detail": str(error)}, status_code=403)

    @app.exception_handler(MessageError)
    async def bad_message(_request: Request, error: MessageError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=422)

    @app.exception_handler(RequestValidationError)
    async def bad_request(_request: Request, error: RequestValidationError) -> JSONResponse:
        # What was sent is not sent back: it may be what no JSON can say, and is nobody's business.
        faults = [{"loc": list(fault["loc"])[:8], "msg": fault["msg"]} for fault in error.errors()[:20]]
        said = json.dumps({"detail": faults}, default=str, allow_nan=False)
        return JSONResponse(json.loads(said.encode("ascii", "replace")), status_code=422)

    @app.exception_handler(RecursionError)
    async def too_deep(_request: Request, _error: RecursionError) -> JSONResponse:
        return JSONResponse({"detail": "the request is nested too deeply"}, status_code=422)

    @app.exception_handler(sa.exc.DBAPIError)
    async def database_away(_request: Request, _error: sa.exc.DBAPIError) -> JSONResponse:
        return JSONResponse({"detail": "the database is away; try again"}, status_code=503)

    for routes in (
        people_routes(
            door,
            accounts,
            Passkeys(configuration.origin, accounts),
            link,
            erasing(store, link, now_unix_s),
        ),
        car_routes(door, store, accounts, link, watching, now_unix_s),
        map_routes(door, StreetMap(configuration.regions), Places(configuration.regions)),
        record_routes(door, store, edits, prices),
        owner_routes(door, store, accounts, link, now_unix_s),
        operation_routes(store, link, watching),
    ):
        app.include_router(routes)
    app.mount("/", StaticFiles(directory=WEB, html=True), name="companion")
    return app
