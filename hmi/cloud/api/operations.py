"""What whoever runs the service asks: is it alive, is it ready, how is it doing."""

import sqlalchemy as sa
from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from hmi.cloud.api.cars_link import Cars
from hmi.cloud.api.watching import Watching
from hmi.cloud.store import Store


def operation_routes(store: Store, link: Cars, watching: Watching) -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/health")
    def health() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    @routes.get("/ready")
    def ready() -> PlainTextResponse:
        with store.engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        if not link.connected:
            return PlainTextResponse("the broker is away\n", 503)
        return PlainTextResponse("ready\n")

    @routes.get("/metrics")
    def metrics() -> PlainTextResponse:
        rows = {
            "headunit_messages_received_total": link.received,
            "headunit_messages_refused_total": link.refused,
            "headunit_broker_connected": int(link.connected),
            "headunit_event_streams": watching.count,
        }
        text = "".join(f"# TYPE {n} {_metric_type(n)}\n{n} {v}\n" for n, v in rows.items())
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    return routes


def _metric_type(name: str) -> str:
    return "counter" if name.endswith("_total") else "gauge"
