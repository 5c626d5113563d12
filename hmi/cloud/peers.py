"""Who is at the other end of an MQTT connection, by its certificate, and what such a one may say and hear.

Names of cars and of the service are of different kinds: a car's name is an id, a service's holds a slash,
which no id does. The kind stands in the certificate's URI (`spiffe://headunit/vehicle/ID`,
`…/service/NAME`); a broker that reads common names only (mosquitto) tells them apart by the slash.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hmi.sync.errors import MessageError
from hmi.sync.messages import CONTRACT_VERSION, checked_id

_TRUST_DOMAIN = "spiffe://headunit/"
SERVICE = "service/cloud"
"""the cloud's own common name"""


class PeerKind(StrEnum):
    """What somebody is to the broker."""

    VEHICLE = "vehicle"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Peer:
    """The holder of a certificate."""

    kind: PeerKind
    name: str

    def may_call_itself(self, client_id: str) -> bool:
        """A car has one connection, under its own name; replicas of a service tell themselves apart."""
        if self.kind is PeerKind.VEHICLE:
            return client_id == self.name
        return client_id.startswith(f"{PeerKind.SERVICE}/{self.name}/")

    def may_publish(self, topic: str) -> bool:
        """A car below its own `up`, the service below any car's `down`."""
        vehicle, direction, name = _levels(topic)
        if not vehicle or _is_wild(vehicle) or _is_wild(name):
            return False
        if self.kind is PeerKind.VEHICLE:
            return vehicle == self.name and direction == "up"
        return direction == "down"

    def may_receive(self, topic: str) -> bool:
        """A message of that topic, or a subscription to that filter."""
        vehicle, direction, name = _levels(topic)
        if not vehicle or (_is_wild(name) and name != "+"):
            return False
        if self.kind is PeerKind.VEHICLE:
            return vehicle == self.name and direction == "down"
        return direction == "up" and (vehicle == "+" or not _is_wild(vehicle))


def peer_of(connection: ssl.SSLObject | None) -> Peer | None:
    """Whose verified certificate this connection showed, or None."""
    certificate: dict[str, Any] | None = connection.getpeercert() if connection is not None else None
    found = [
        peer
        for kind, uri in (certificate or {}).get("subjectAltName", ())
        if kind == "URI" and (peer := _peer_from_uri(str(uri))) is not None
    ]
    return found[0] if len(found) == 1 else None


def _peer_from_uri(uri: str) -> Peer | None:
    if not uri.startswith(_TRUST_DOMAIN):
        return None
    kind, _, name = uri.removeprefix(_TRUST_DOMAIN).partition("/")
    try:
        return Peer(PeerKind(kind), checked_id(name))
    except (ValueError, MessageError):
        return None


def _levels(topic: str) -> tuple[str, str, str]:
    """(vehicle, direction, name) of a topic of the contract; empty words for any other."""
    levels = topic.split("/")
    if len(levels) != 5 or levels[:2] != ["headunit", str(CONTRACT_VERSION)] or not levels[4]:
        return "", "", ""
    return levels[2], levels[3], levels[4]


def _is_wild(level: str) -> bool:
    return "+" in level or "#" in level
