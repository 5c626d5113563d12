"""The HTTP server of the service: uvicorn behind our own listener, with a deadline on whatever may hang."""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from hmi.cloud.configuration import Configuration
from hmi.cloud.listener import Limits, Listener, Seat

HEADERS_S = 10.0
BODY_S = 30.0
MAX_HEADER_BYTES = 16 * 1024
LIMITS = Limits(unproven_per_address=32, unproven=64, per_address=256, prove_within_s=HEADERS_S)


class HastyProtocol(H11Protocol):
    """HTTP/1.1 whose headers and bodies have to come in time."""

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seat = seat
        self._waits_for: Any = None
        self._deadline: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        state = self.conn.their_state
        if state is not h11.IDLE:
            self._seat.prove()
            self._seat.idle = False
        self._wait_for(state if state in (h11.IDLE, h11.SEND_BODY) else None)

    def on_response_complete(self) -> None:
        # From here uvicorn's own patience with an idle connection counts.
        self._wait_for(None)
        self._seat.idle = True
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_for(None)
        super().connection_lost(exc)

    def _wait_for(self, state: Any) -> None:
        """One deadline for a request's headers and one for its body, however slowly they trickle."""
        if state is self._waits_for:
            return
        self._waits_for = state
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if state is not None:
            seconds = HEADERS_S if state is h11.IDLE else BODY_S
            self._deadline = self.loop.call_later(seconds, self._seat.drop)


class HttpsServer(uvicorn.Server):
    """uvicorn that is handed its connections by a Listener."""

    def __init__(self, configuration: Configuration, app: Any, tls: ssl.SSLContext | None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=HastyProtocol,
                ws="none",
                # Who asks is decided at the door (hmi.cloud.api.door), by the proxies that are trusted.
                proxy_headers=False,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=2,
                h11_max_incomplete_event_size=MAX_HEADER_BYTES,
            )
        )
        self._configuration = configuration
        self.listener = Listener(self._make, tls, LIMITS, configuration.proxies)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 (uvicorn's)
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            sys.exit(1)
        await self.listener.open(self._configuration.host, self._configuration.port)
        self.servers = [self.listener]  # type: ignore[list-item]
        self.started = True

    def _make(self, seat: Seat) -> asyncio.Protocol:
        state: ServerState = self.server_state
        return HastyProtocol(
            config=self.config,
            server_state=state,
            app_state=self.lifespan.state,
            _loop=asyncio.get_running_loop(),
            seat=seat,
        )


def https_context(configuration: Configuration, own: tuple[str, str]) -> ssl.SSLContext | None:
    """TLS with the configured certificate or the self-made one; None where a proxy does it."""
    if not configuration.https:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    certificate, key = own
    if configuration.https_certificate is not None and configuration.https_key is not None:
        certificate, key = str(configuration.https_certificate), str(configuration.https_key)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["http/1.1"])
    return context
