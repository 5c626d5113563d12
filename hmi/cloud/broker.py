"""The MQTT broker that runs inside the cloud process.

Mutual TLS, and each certificate may use its own topics only.
"""

from __future__ import annotations

import ssl
from typing import Any

from amqtt.broker import Broker
from amqtt.contexts import Action, BrokerConfig, ListenerConfig, ListenerType
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from hmi.cloud.certificates import CertificateFolder
from hmi.sync.messages import CONTRACT_VERSION

CLOUD = "cloud"
_PLUGINS = ("CertificatePlugin", "OwnTopicsPlugin")


class CertificatePlugin(BaseAuthPlugin):  # type: ignore[misc]
    """A client is who its certificate says; its client id must be that name."""

    async def authenticate(self, *, session: Session) -> bool | None:
        name = common_name(session.ssl_object)
        if name is None or session.client_id is None:
            return False
        return session.client_id == name or (name == CLOUD and session.client_id.startswith(f"{CLOUD}-"))


class OwnTopicsPlugin(BaseTopicPlugin):  # type: ignore[misc]
    """A car writes below its own `up` and reads below its own `down`.

    The service reads and writes everything.
    """

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None
    ) -> bool | None:
        if session is None or topic is None or session.client_id is None:
            return False
        if session.client_id.startswith(f"{CLOUD}-"):
            return True
        return topic_allowed(session.client_id, topic, writes=action == Action.PUBLISH)


def topic_allowed(vehicle: str, topic: str, *, writes: bool) -> bool:
    """Whether the car `vehicle` may publish to (or be handed messages of) `topic`."""
    direction = "up" if writes else "down"
    prefix = f"headunit/{CONTRACT_VERSION}/{vehicle}/{direction}/"
    rest = topic.removeprefix(prefix)
    return rest != topic and "/" not in rest and "#" not in rest and rest != ""


def common_name(connection: ssl.SSLObject | None) -> str | None:
    """The common name of the client's verified certificate, or None."""
    certificate: dict[str, Any] | None = connection.getpeercert() if connection is not None else None
    for group in (certificate or {}).get("subject", ()):
        for name, value in group:
            if name == "commonName":
                return str(value)
    return None


def embedded_broker(certificates: CertificateFolder, host: str, port: int) -> Broker:
    """A broker to be started and shut down in the running event loop."""
    server = certificates.server()
    listener = ListenerConfig(
        type=ListenerType.TCP,
        bind=f"{host}:{port}",
        ssl=True,
        cafile=certificates.authority,
        certfile=server.certificate,
        keyfile=server.key,
    )
    plugins: dict[str, dict[str, object]] = {f"{__name__}.{name}": {} for name in _PLUGINS}
    return Broker(BrokerConfig(listeners={"default": listener}, plugins=plugins))
