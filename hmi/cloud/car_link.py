"""The cloud's end of the cars.

Takes what they send, acknowledges what the database holds, passes on what they are asked.

Messages are stored in groups, one transaction a group, and acknowledged after its commit. Replicas share
the cars' messages by a shared subscription; any replica can reach any car.
"""

from __future__ import annotations

import logging
import queue
import secrets
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import paho.mqtt.client as mqtt
import sqlalchemy as sa
from paho.mqtt.enums import CallbackAPIVersion

from hmi.cloud.accounts import Accounts, NotAllowedError, pairing_code_hash
from hmi.cloud.certificates import CertificateFolder, KeyPair
from hmi.cloud.configuration import Configuration
from hmi.cloud.peers import SERVICE
from hmi.cloud.proving import CarProofs, command_key
from hmi.cloud.store import Store
from hmi.supervision import keep_doing_on_thread
from hmi.sync.errors import MessageError
from hmi.sync.messages import (
    CONTRACT_VERSION,
    RECOVERY,
    Acknowledgement,
    Command,
    CommandOutcome,
    Erasure,
    Message,
    Pairing,
    PairingStage,
    Presence,
    RecordBatch,
    TelemetryBatch,
    TwinUpdate,
    decode,
    encode,
    topic,
)
from hmi.sync.proofs import introduction
from hmi.sync.records import Record
from hmi.sync.remote_commands import Role

_LOG = logging.getLogger(__name__)
GROUP_MESSAGES = 200
LINGER_S = 0.02
"""While cars are many, a group waits this long for more: a transaction is dear, a message in it cheap."""
RETRY_DATABASE_S = 1.0
_RECORDS_PER_MESSAGE = 50


class CarLink:
    """One connection to the broker for all cars. Its thread is the only one that writes what cars send."""

    def __init__(self, configuration: Configuration, store: Store, accounts: Accounts) -> None:
        self._configuration = configuration
        self._store = store
        self._accounts = accounts
        self._key = command_key(configuration)
        folder = CertificateFolder(configuration.data_folder / "certificates")
        self._proofs = CarProofs(configuration.authority or folder.authority)
        # A replica has its own client id: two with one id would throw each other out.
        self._boot = secrets.token_hex(8)
        self._sequence = 0
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"{SERVICE}/{self._boot}",
            clean_session=True,
            protocol=mqtt.MQTTv311,
        )
        self._client.tls_set_context(_tls_context(configuration))
        self._client.on_socket_open = _send_at_once
        self._client.on_connect = self._on_connect
        self._client.on_message = self._on_message
        # Bounded: while the database is away, the broker and the cars' outboxes hold what comes.
        self._inbox: queue.Queue[tuple[str, bytes] | None] = queue.Queue(maxsize=10_000)
        self._thread = threading.Thread(target=self._run, name="car-link", daemon=True)
        self._busy = False
        self.received = 0
        self.refused = 0

    @property
    def connected(self) -> bool:
        return bool(self._client.is_connected())

    def start(self) -> None:
        self._thread.start()
        self._client.reconnect_delay_set(1, 10)
        self._client.connect_async(
            self._configuration.broker_host, self._configuration.broker_port, keepalive=30
        )
        self._client.loop_start()

    def stop(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        self._inbox.put(None)
        self._thread.join()

    def send_command(self, command: Command) -> None:
        """Ask a car; it is asked again when it comes back, until the deadline."""
        self._publish(command.vehicle, "command", command)

    def send_records(self, vehicle: str, records: Sequence[Record]) -> None:
        """Tell a car about edits."""
        for start in range(0, len(records), _RECORDS_PER_MESSAGE):
            self._send_part(vehicle, tuple(records[start : start + _RECORDS_PER_MESSAGE]))

    def _send_part(self, vehicle: str, part: tuple[Record, ...]) -> None:
        self._sequence += 1
        try:
            self._publish(vehicle, "records", RecordBatch(vehicle, self._boot, self._sequence, part))
        except MessageError as error:
            if len(part) == 1:
                _LOG.error("%s %s of %s is not sent: %s", part[0].kind, part[0].id, vehicle, error)
                return
            # Fewer of them are small enough; one that cannot be sent stays behind alone.
            middle = len(part) // 2
            self._send_part(vehicle, part[:middle])
            self._send_part(vehicle, part[middle:])

    def send_claim(self, vehicle: str, code: str, person: str) -> None:
        """Ask the driver whether `person` may have the car; the code that they typed vouches for our key."""
        key = self._key.public
        vouched = introduction(code, vehicle, "owner", person, key)
        claim = PairingStage.CLAIMED
        self._publish(
            vehicle,
            "pairing",
            Pairing(vehicle, claim, pairing_code_hash(code), "owner", person, key.hex(), vouched),
        )

    def send_desired(self, update: TwinUpdate) -> None:
        self._publish(update.vehicle, "desired", update)

    def _publish(self, vehicle: str, name: str, message: Message) -> None:
        payload = encode(message)
        if not isinstance(message, Acknowledgement):
            payload = self._key.proved(payload)
        self._client.publish(topic(vehicle, "down", name), payload, qos=1)

    def _on_connect(
        self, client: mqtt.Client, _data: object, _flags: object, reason: Any, _properties: object
    ) -> None:
        if reason.is_failure:
            _LOG.error("the broker refused the service: %s", reason)
            return
        group = self._configuration.shared_group
        prefix = f"$share/{group}/" if group else ""
        client.subscribe(f"{prefix}headunit/{CONTRACT_VERSION}/+/up/+", qos=1)
        _LOG.info("connected to the broker")

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        self._inbox.put((message.topic, bytes(message.payload)))

    def _run(self) -> None:
        keep_doing_on_thread("what cars send", self._take_group)

    def _take_group(self) -> bool:
        group = [self._inbox.get()]
        if self._busy:
            time.sleep(LINGER_S)
        while len(group) < GROUP_MESSAGES:
            try:
                group.append(self._inbox.get_nowait())
            except queue.Empty:
                break
        self._busy = len(group) > 1
        items = [item for item in group if item is not None]
        self._take([message for item in items if (message := self._read(*item)) is not None])
        return len(items) == len(group)

    def _read(self, path: str, payload: bytes) -> Message | None:
        self.received += 1
        try:
            message = decode(payload)
            vehicle, name = path.split("/")[2], path.split("/")[-1]
            # The broker vouches for the topic's vehicle; a message that says another one is forged.
            if message.vehicle != vehicle or name != _NAMES[type(message)]:
                raise MessageError(f"a {type(message).__name__} of {message.vehicle!r} on {path}")
            if isinstance(message, Pairing | Erasure):
                self._proofs.check(vehicle, payload)
        except (MessageError, KeyError) as error:
            self.refused += 1
            _LOG.warning("dropped a message on %s: %s", path, error)
            return None
        return message

    def _take(self, messages: Sequence[Message]) -> None:
        while messages:
            try:
                self._store_all(messages)
                return
            except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
                # Nothing was acknowledged, so nothing is lost; what was stored is dropped as a repetition.
                _LOG.error("the database does not take messages: %s", error.orig)
                threading.Event().wait(RETRY_DATABASE_S)
            except Exception as error:  # one message must not stop those of all other cars
                if len(messages) > 1:
                    for message in messages:
                        self._take([message])
                    return
                self.refused += 1
                _LOG.error("dropped a %s of %s: %s", type(messages[0]).__name__, messages[0].vehicle, error)
                return

    def _store_all(self, messages: Sequence[Message]) -> None:
        begin = 0
        for number, message in enumerate(messages):
            if isinstance(message, Erasure):
                # What came before it goes with the rest, what comes after it is new.
                self._store_between(messages[begin:number])
                self._erase(message)
                begin = number + 1
        self._store_between(messages[begin:])

    def _erase(self, wish: Erasure) -> None:
        if self._store.carry_out(wish):
            self._accounts.log("car", wish.vehicle, "erased", {})
        self._publish(wish.vehicle, "ack", Acknowledgement(wish.vehicle, wish.boot, (wish.sequence,)))

    def _store_between(self, messages: Sequence[Message]) -> None:
        batches = [m for m in messages if isinstance(m, TelemetryBatch | RecordBatch)]
        if batches:
            for vehicle, record in self._store.ingest(batches):
                self.send_records(vehicle, [record])
            done: dict[tuple[str, str], list[int]] = defaultdict(list)
            for batch in batches:
                done[batch.vehicle, batch.boot].append(batch.sequence)
            for (vehicle, boot), sequences in done.items():
                self._publish(vehicle, "ack", Acknowledgement(vehicle, boot, tuple(sequences)))
        said = [m for m in messages if isinstance(m, TwinUpdate | CommandOutcome | Presence)]
        if said:
            self._store.update_cars(said)
            for vehicle in {m.vehicle for m in said if isinstance(m, Presence) and m.online}:
                self._welcome(vehicle)
        for message in messages:
            if isinstance(message, Pairing):
                self._pair(message)

    def _pair(self, step: Pairing) -> None:
        if step.stage is PairingStage.OFFERED:
            if step.role not in (*Role, RECOVERY):
                _LOG.warning("%s offers an unknown role", step.vehicle)
                return
            self._accounts.offer_pairing(step.vehicle, step.code_hash, step.role)
        elif step.stage in (PairingStage.ACCEPTED, PairingStage.DECLINED):
            accepted = step.stage is PairingStage.ACCEPTED
            try:
                account = self._accounts.finish_pairing(step.vehicle, step.code_hash, accepted)
            except NotAllowedError as error:
                _LOG.warning("a pairing of %s came to nothing: %s", step.vehicle, error)
                return
            if account is not None:
                self._accounts.log(account, step.vehicle, "paired", {"role": step.role})

    def _welcome(self, vehicle: str) -> None:
        """A car came back: give it what it missed."""
        for command in self._store.open_commands(vehicle):
            self.send_command(command)
        twin = self._store.twin(vehicle)
        if twin.desired_version:
            self.send_desired(TwinUpdate(vehicle, False, twin.desired_version, True, twin.desired))
        self.send_records(vehicle, self._store.records(vehicle))


_NAMES: dict[type[Message], str] = {
    TelemetryBatch: "telemetry",
    RecordBatch: "records",
    Erasure: "erasure",
    TwinUpdate: "reported",
    CommandOutcome: "outcome",
    Presence: "presence",
    Pairing: "pairing",
}


def _send_at_once(_client: mqtt.Client, _data: object, line: Any) -> None:
    # Without this an acknowledgement waits 40 ms for the one before it to be confirmed (Nagle's algorithm).
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _tls_context(configuration: Configuration) -> ssl.SSLContext:
    certificates = CertificateFolder(configuration.data_folder / "certificates")
    pair = (
        KeyPair(configuration.certificate, configuration.key)
        if configuration.certificate is not None and configuration.key is not None
        else certificates.cloud()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(configuration.authority or certificates.authority)
    context.load_cert_chain(pair.certificate, pair.key)
    return context
