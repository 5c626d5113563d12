"""The configuration of a mosquitto that a fleet's cars and replicas of the cloud meet at.

Two doors: at the cars' a client is called what its certificate says and nothing else, so that no car can end
or take over another's connection; at the service's replicas tell themselves apart by client ids of their
own. What is retained is refused, a session ends with its connection or soon after, and sizes are those of
the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.peers import SERVICE
from hmi.sync.messages import CONTRACT_VERSION, MAX_PAYLOAD_BYTES

_CARS = f"""\
pattern write headunit/{CONTRACT_VERSION}/%u/up/+
pattern read headunit/{CONTRACT_VERSION}/%u/down/+
"""
_SERVICE = f"""\
user {SERVICE}
topic read headunit/{CONTRACT_VERSION}/+/up/+
topic write headunit/{CONTRACT_VERSION}/+/down/+
"""
_LISTENER = """\
listener {port} {host}
allow_anonymous false
require_certificate true
use_identity_as_username true
use_username_as_clientid {cars}
tls_version tlsv1.3
cafile {authority}
certfile {certificate}
keyfile {key}
acl_file {acl}
"""
_WHOLE = """\
per_listener_settings true
persistence false
retain_available false
max_packet_size {packet_bytes}
max_queued_messages 100000
max_queued_bytes 67108864
max_inflight_messages 0
persistent_client_expiration 1d
set_tcp_nodelay true
sys_interval 0
"""


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the broker listens. The service's door is for the replicas' network, not for the world."""

    cars_host: str
    cars_port: int
    service_host: str
    service_port: int


def write_mosquitto(folder: Path, certificates: CertificateFolder, doors: Doors) -> Path:
    """Write `mosquitto.conf` and its lists of topics into `folder`; returns the former's path."""
    pair = certificates.server()
    parts = [_WHOLE.format(packet_bytes=MAX_PAYLOAD_BYTES + 1024)]
    for name, host, port, topics in (
        ("cars", doors.cars_host, doors.cars_port, _CARS),
        ("service", doors.service_host, doors.service_port, _SERVICE),
    ):
        acl = folder / f"{name}.acl"
        acl.write_text(topics)
        # mosquitto reads it as a user of its own.
        acl.chmod(0o644)
        parts.append(
            _LISTENER.format(
                port=port,
                host=host,
                cars=str(name == "cars").lower(),
                authority=certificates.authority,
                certificate=pair.certificate,
                key=pair.key,
                acl=acl,
            )
        )
    path = folder / "mosquitto.conf"
    path.write_text("\n".join(parts))
    return path
