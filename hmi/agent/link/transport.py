"""How the car's messages reach a broker: our own MQTT topics or Azure IoT Hub's, behind one interface."""

from __future__ import annotations

import logging
import random
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import paho.mqtt.client as mqtt
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from paho.mqtt.enums import CallbackAPIVersion

from hmi.errors import HeadunitError
from hmi.sync.messages import Presence, encode, topic
from hmi.sync.proofs import CarKey

_LOG = logging.getLogger(__name__)
KEEPALIVE_S = 30
FIRST_RETRY_S = 1.0
LAST_RETRY_S = 120.0


PROVED = frozenset({"pairing", "erasure"})
"""What the cloud takes only with the proof of the car's own key, whatever broker brought it."""


class TransportError(HeadunitError):
    """The message was not handed to the network; keep it and try again when connected."""


@dataclass(frozen=True, slots=True)
class Connected:
    """The broker accepted this car."""


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The link is down; the transport goes on trying."""

    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """A message for this car. `name` is the contract's: command, desired, records, ack."""

    name: str
    payload: bytes


TransportEvent = Connected | Disconnected | Received


class Transport(Protocol):
    """One broker. Events come from the transport's own thread."""

    def start(self, on_event: Callable[[TransportEvent], None]) -> None:
        """Connect, and reconnect for ever with growing pauses and jitter."""

    def publish(self, name: str, payload: bytes) -> None:
        """Hand one message over, at least once. Raises TransportError when not connected."""

    def stop(self) -> None:
        """Say good-bye and disconnect."""


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """Where the broker is and how the car proves who it is."""

    host: str
    port: int
    authority: Path | None = None
    """certificate authority that must have signed the broker's certificate; None: no TLS (loopback only)"""
    certificate: Path | None = None
    key: Path | None = None


class MqttTransport:
    """MQTT 3.1.1 with the topics of hmi.sync.messages; TLS 1.3 with the car's certificate."""

    def __init__(self, address: BrokerAddress, vehicle: str, boot: str) -> None:
        self._address = address
        self._vehicle = vehicle
        self._boot = boot
        self._key = car_key(address)
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=vehicle, clean_session=True, protocol=mqtt.MQTTv311
        )
        # What was not acknowledged by the cloud is in the outbox; paho need not keep it a second time.
        self._client.max_queued_messages_set(256)
        self._client.will_set(topic(vehicle, "up", "presence"), encode(Presence(vehicle, boot, False)), qos=1)
        if address.authority is not None:
            self._client.tls_set_context(tls_context(address))

    def start(self, on_event: Callable[[TransportEvent], None]) -> None:
        client = self._client

        def on_connect(_client: mqtt.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
            if reason.is_failure:
                on_event(Disconnected(str(reason)))
                return
            client.subscribe(topic(self._vehicle, "down", "+"), qos=1)
            spread_retries(client)

        def on_subscribe(_client: mqtt.Client, _data: Any, _mid: int, reasons: Any, _properties: Any) -> None:
            if any(reason.is_failure for reason in reasons):
                on_event(Disconnected("subscription refused"))
                return
            on_event(Connected())

        def on_disconnect(
            _client: mqtt.Client, _data: Any, _flags: Any, reason: Any, _properties: Any
        ) -> None:
            on_event(Disconnected(str(reason)))

        def on_connect_fail(_client: mqtt.Client, _data: Any) -> None:
            on_event(Disconnected(f"{self._address.host}:{self._address.port} does not answer"))

        def on_message(_client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
            on_event(Received(message.topic.rsplit("/", 1)[-1], bytes(message.payload)))

        def on_socket_open(_client: mqtt.Client, _data: Any, line: Any) -> None:
            # Without this a command's outcome waits 40 ms for the message before it (Nagle's algorithm).
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        client.on_socket_open = on_socket_open
        client.on_connect = on_connect
        client.on_subscribe = on_subscribe
        client.on_disconnect = on_disconnect
        client.on_connect_fail = on_connect_fail
        client.on_message = on_message
        spread_retries(client)
        client.connect_async(self._address.host, self._address.port, keepalive=KEEPALIVE_S)
        client.loop_start()

    def publish(self, name: str, payload: bytes) -> None:
        if name in PROVED and self._key is not None:
            payload = self._key.proved(payload)
        info = self._client.publish(topic(self._vehicle, "up", name), payload, qos=1)
        if info.rc != mqtt.MQTT_ERR_SUCCESS:
            raise TransportError(mqtt.error_string(info.rc))

    def stop(self) -> None:
        if self._client.is_connected():
            self._client.publish(
                topic(self._vehicle, "up", "presence"),
                encode(Presence(self._vehicle, self._boot, False)),
                qos=1,
            ).wait_for_publish(1.0)
        self._client.disconnect()
        self._client.loop_stop()


def spread_retries(client: mqtt.Client) -> None:
    """Pauses between attempts that grow and differ.

    A fleet that lost its broker must not come back in one second.
    """
    first_s = FIRST_RETRY_S * random.uniform(0.5, 1.5)
    client.reconnect_delay_set(max(1, round(first_s)), round(LAST_RETRY_S * random.uniform(0.5, 1.0)))


def car_key(address: BrokerAddress) -> CarKey | None:
    """The key of the car's certificate, for what it has to prove. Raises TransportError for a useless one."""
    if address.certificate is None or address.key is None:
        return None
    try:
        certificate = x509.load_pem_x509_certificate(address.certificate.read_bytes())
        key = serialization.load_pem_private_key(address.key.read_bytes(), password=None)
    except ValueError as error:
        pair = f"{address.certificate} and {address.key}"
        raise TransportError(f"{pair} are no certificate and key: {error}") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TransportError(f"{address.key} is neither an elliptic curve's key nor an RSA one")
    return CarKey(certificate, key)


def tls_context(address: BrokerAddress) -> ssl.SSLContext:
    """TLS 1.3 with the broker verified and, where there is one, the car's certificate shown."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(address.authority)
    if address.certificate is not None:
        context.load_cert_chain(address.certificate, address.key)
    return context
