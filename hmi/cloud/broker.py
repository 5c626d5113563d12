"""The MQTT broker that runs inside the cloud process.

Mutual TLS, and each certificate may use its own topics only: hmi.cloud.mqtt_gate stands between it and the
world.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
import time
from collections import OrderedDict

from amqtt.broker import Broker
from amqtt.contexts import Action, BrokerConfig, ListenerConfig, ListenerType
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.listener import Limits, Listener, Seat
from hmi.cloud.mqtt_gate import Account, Gate
from hmi.cloud.peers import Peer, PeerKind, peer_of

_LOG = logging.getLogger(__name__)
_PLUGINS = ("CertificatePlugin", "OwnTopicsPlugin")
_LIMITS = Limits(unproven_per_address=128, unproven=192, per_address=4096)
_TAKE_OVER_S = 5.0
_LONGEST_WAIT_S = 5.0
_MAX_ACCOUNTS = 10_000


class CertificatePlugin(BaseAuthPlugin):  # type: ignore[misc]
    """A client is who its certificate says; its client id must be that name."""

    async def authenticate(self, *, session: Session) -> bool | None:
        peer = peer_of(session.ssl_object)
        return peer is not None and peer.may_call_itself(session.client_id or "")


class OwnTopicsPlugin(BaseTopicPlugin):  # type: ignore[misc]
    """Answers a refused subscription; what is published the gate has looked at."""

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None
    ) -> bool | None:
        peer = peer_of(session.ssl_object) if session is not None else None
        if peer is None or topic is None:
            return False
        return peer.may_publish(topic) if action == Action.PUBLISH else peer.may_receive(topic)


class EmbeddedBroker:
    """To be started and shut down in the running event loop."""

    def __init__(self, certificates: CertificateFolder, host: str, port: int) -> None:
        self._host, self._port = host, port
        plugins: dict[str, dict[str, object]] = {f"{__name__}.{name}": {} for name in _PLUGINS}
        listener = ListenerConfig(type=ListenerType.EXTERNAL)
        self._broker = Broker(BrokerConfig(listeners={"default": listener}, plugins=plugins))
        self._gates: dict[str, Gate] = {}
        self._accounts: OrderedDict[str, Account] = OrderedDict()
        self._serving: set[asyncio.Task[None]] = set()
        self._listener = Listener(self._make, _tls(certificates), _LIMITS)

    async def start(self) -> None:
        """Raises OSError when the port is not to be had."""
        await self._broker.start()
        try:
            await self._listener.open(self._host, self._port)
        except OSError:
            await self._broker.shutdown()
            raise

    async def shutdown(self) -> None:
        self._listener.close()
        self._listener.drop_all()
        await self._listener.wait_closed()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await self._broker.shutdown()

    def _account_of(self, peer: Peer) -> Account:
        """Kept over its connections: a new one is no new allowance."""
        name = f"{peer.kind}/{peer.name}"
        account = self._accounts.pop(name, None) or Account(time.monotonic())
        self._accounts[name] = account
        if len(self._accounts) > _MAX_ACCOUNTS:
            self._accounts.popitem(last=False)
        return account

    def _make(self, seat: Seat) -> asyncio.Protocol:
        reader = asyncio.StreamReader(limit=64 * 1024)

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(self._serve(seat, reader, writer))
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)

        return asyncio.StreamReaderProtocol(reader, connected)

    async def _serve(self, seat: Seat, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = peer_of(writer.get_extra_info("ssl_object"))
        if peer is None:
            _LOG.warning("a certificate that names neither a car nor a service")
            seat.drop()
            return
        account = self._account_of(peer)
        if peer.kind is PeerKind.VEHICLE:
            # Who comes again and again waits longer and longer, for less than the patience with a CONNECT.
            await asyncio.sleep(min(_LONGEST_WAIT_S, account.connects.wait_s(1, time.monotonic())))
        names: list[str] = []
        before: list[Gate] = []

        def begin(client_id: str, gate: Gate) -> None:
            names.append(client_id)
            if client_id in self._gates:
                before.append(self._gates[client_id])
            self._gates[client_id] = gate

        gate = Gate(peer, seat, reader, writer, begin, account)
        try:
            # The broker must have done with an older connection before it hears of the next one.
            if await gate.is_admitted():
                for older in before:
                    older.end()
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(older.ended.wait(), _TAKE_OVER_S)
                await self._broker.external_connected(gate.reader, gate.writer, "default")
        except Exception as error:  # one client's packets must not end the others' broker
            _LOG.warning("the connection of %s ended: %r", peer.name, error)
        finally:
            await gate.close()
            for name in names:
                if self._gates.get(name) is gate:
                    del self._gates[name]


def embedded_broker(certificates: CertificateFolder, host: str, port: int) -> EmbeddedBroker:
    """A broker to be started and shut down in the running event loop."""
    return EmbeddedBroker(certificates, host, port)


def _tls(certificates: CertificateFolder) -> ssl.SSLContext:
    pair = certificates.server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(certificates.authority)
    context.load_cert_chain(pair.certificate, pair.key)
    return context
