"""Azure IoT Hub's dialect of MQTT 3.1.1 behind the same interface.

Twin, direct methods, telemetry, device-bound messages.

Topics, user name and token are Microsoft's ("Use MQTT to communicate with an IoT hub", API version
2021-04-12). The hub keeps twins and queues itself, so the contract's messages map like this:

    telemetry, records, outcome, presence, pairing   device-to-cloud messages with a property `name`
    reported                                          PATCH of the reported properties desired
    PATCH of the desired properties, or the twin at connecting command
    direct method `command`, answered 202; its outcome follows records, ack, pairing (down)
    device-bound messages with a property `name`

Tested against a local server that follows those documents; the real service was not reached from there.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from hmi.agent.link.transport import (
    KEEPALIVE_S,
    BrokerAddress,
    Connected,
    Disconnected,
    Received,
    TransportError,
    TransportEvent,
    spread_retries,
    tls_context,
)
from hmi.sync.errors import MessageError
from hmi.sync.messages import Presence, TwinUpdate, decode, encode
from hmi.sync.records import FieldValue

_LOG = logging.getLogger(__name__)
API_VERSION = "2021-04-12"
TOKEN_S = 3600.0
"""The hub ends a connection when its token does; the next one begins with a new token."""
_SUBSCRIPTIONS = ("$iothub/twin/res/#", "$iothub/twin/PATCH/properties/desired/#", "$iothub/methods/POST/#")


class AzureTransport:
    """One device of one hub. `key` is the device's base64 symmetric key; None.

    The certificate in `address` proves it.
    """

    def __init__(
        self,
        address: BrokerAddress,
        device: str,
        boot: str,
        key: str | None = None,
        now_unix_s: Callable[[], float] = time.time,
    ) -> None:
        self._address = address
        self._device = device
        self._boot = boot
        self._key = key
        self._now_unix_s = now_unix_s
        self._requests = itertools.count(1)
        self._twin_request = ""
        self._reported: set[str] = set()
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=device, clean_session=True, protocol=mqtt.MQTTv311
        )
        self._client.max_queued_messages_set(256)
        self._client.will_set(self._events("presence"), encode(Presence(device, boot, False)), qos=1)
        if address.authority is not None:
            self._client.tls_set_context(tls_context(address))

    def start(self, on_event: Callable[[TransportEvent], None]) -> None:
        client = self._client

        def on_pre_connect(_client: mqtt.Client, _data: Any) -> None:
            self._sign_in()

        def on_connect(_client: mqtt.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
            if reason.is_failure:
                on_event(Disconnected(str(reason)))
                return
            topics = [*_SUBSCRIPTIONS, f"devices/{self._device}/messages/devicebound/#"]
            client.subscribe([(topic, 1) for topic in topics])

        def on_subscribe(_client: mqtt.Client, _data: Any, _mid: int, reasons: Any, _properties: Any) -> None:
            if any(reason.is_failure for reason in reasons):
                on_event(Disconnected("subscription refused"))
                return
            self._twin_request = self._request()
            client.publish(f"$iothub/twin/GET/?$rid={self._twin_request}", b"", qos=0)

        def on_disconnect(
            _client: mqtt.Client, _data: Any, _flags: Any, reason: Any, _properties: Any
        ) -> None:
            on_event(Disconnected(str(reason)))

        def on_message(_client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
            try:
                self._on_message(message.topic, bytes(message.payload), on_event)
            except (ValueError, KeyError, MessageError) as error:
                _LOG.warning("dropped a message of the hub on %s: %s", message.topic, error)

        client.on_pre_connect = on_pre_connect
        client.on_connect = on_connect
        client.on_subscribe = on_subscribe
        client.on_disconnect = on_disconnect
        client.on_message = on_message
        spread_retries(client)
        client.connect_async(self._address.host, self._address.port, keepalive=KEEPALIVE_S)
        client.loop_start()

    def publish(self, name: str, payload: bytes) -> None:
        if name == "reported":
            self._report(decode(payload))
            return
        self._send(self._events(name), payload)

    def stop(self) -> None:
        if self._client.is_connected():
            said = self._client.publish(
                self._events("presence"), encode(Presence(self._device, self._boot, False)), qos=1
            )
            said.wait_for_publish(1.0)
        self._client.disconnect()
        self._client.loop_stop()

    def _sign_in(self) -> None:
        user = f"{self._address.host}/{self._device}/?api-version={API_VERSION}"
        token = None
        if self._key is not None:
            resource = f"{self._address.host}/devices/{self._device}"
            token = sas_token(resource, self._key, int(self._now_unix_s() + TOKEN_S))
        self._client.username_pw_set(user, token)

    def _events(self, name: str) -> str:
        return f"devices/{self._device}/messages/events/{urlencode({'name': name})}"

    def _request(self) -> str:
        return str(next(self._requests))

    def _send(self, topic: str, payload: bytes) -> None:
        info = self._client.publish(topic, payload, qos=1)
        if info.rc != mqtt.MQTT_ERR_SUCCESS:
            raise TransportError(mqtt.error_string(info.rc))

    def _report(self, update: object) -> None:
        if not isinstance(update, TwinUpdate):
            raise TypeError("reported carries a TwinUpdate")
        patch: dict[str, FieldValue] = dict(update.properties)
        if update.full:
            patch |= dict.fromkeys(self._reported - patch.keys())
        topic = f"$iothub/twin/PATCH/properties/reported/?$rid={self._request()}"
        self._send(topic, json.dumps(patch, ensure_ascii=False).encode())
        self._reported |= patch.keys()

    def _on_message(self, topic: str, payload: bytes, on_event: Callable[[TransportEvent], None]) -> None:
        path, _, query = topic.partition("?")
        if topic.startswith(f"devices/{self._device}/messages/devicebound/"):
            name = parse_qs(topic.rsplit("/", 1)[-1])["name"][0]
            on_event(Received(name, payload))
        elif path.startswith("$iothub/methods/POST/"):
            request = parse_qs(query)["$rid"][0]
            name = path.split("/")[3]
            status = 202 if name == "command" else 404
            self._client.publish(f"$iothub/methods/res/{status}/?$rid={request}", b"{}", qos=0)
            if name == "command":
                on_event(Received("command", b"J" + payload))
        elif path.startswith("$iothub/twin/PATCH/properties/desired/"):
            on_event(self._desired(_object(payload), full=False))
        elif path.startswith("$iothub/twin/res/") and parse_qs(query)["$rid"][0] == self._twin_request:
            twin = _object(payload)
            reported, desired = twin.get("reported"), twin.get("desired")
            self._reported = {name for name in reported or {} if not name.startswith("$")}
            on_event(Connected())
            if isinstance(desired, dict):
                on_event(self._desired(desired, full=True))

    def _desired(self, properties: Mapping[str, Any], *, full: bool) -> Received:
        version = properties.get("$version", 0)
        wanted = {name: value for name, value in properties.items() if not name.startswith("$")}
        return Received("desired", encode(TwinUpdate(self._device, False, version, full, wanted)))


def sas_token(resource: str, key: str, expires_unix_s: int) -> str:
    """A shared access signature for `resource` ("HUB/devices/ID") by a base64 key.

    Raises ValueError for another key.
    """
    target = quote(resource, safe="")
    digest = hmac.new(
        base64.b64decode(key, validate=True), f"{target}\n{expires_unix_s}".encode(), hashlib.sha256
    )
    signature = quote(base64.b64encode(digest.digest()).decode(), safe="")
    return f"SharedAccessSignature sr={target}&sig={signature}&se={expires_unix_s}"


def _object(payload: bytes) -> dict[str, Any]:
    body = json.loads(payload)
    if not isinstance(body, dict):
        raise ValueError("not a JSON object")
    return body
