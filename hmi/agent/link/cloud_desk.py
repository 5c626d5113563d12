"""The cloud link as the bus sees it; without a cloud an honest "off"."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from hmi.agent.books.record_book import RecordBook
from hmi.agent.charging.board import EnergyBoard
from hmi.agent.charging.schedules import Schedules
from hmi.agent.charging.socket_power import SocketPower
from hmi.agent.link.azure_transport import AzureTransport
from hmi.agent.link.cloud_link import CloudLink, LinkState
from hmi.agent.link.outbox import OutboxError
from hmi.agent.link.remote import Actuate, Get, RemoteControl, Wake
from hmi.agent.link.telematics import Telematics
from hmi.agent.link.transport import BrokerAddress, MqttTransport, Transport
from hmi.agent.privacy.export import erase_exports, held, write_export
from hmi.durable.files import make_private, set_aside, write_whole
from hmi.errors import CommandRefusedError
from hmi.supervision import keep_running, together
from hmi.sync.data_kinds import DATA_KINDS, KIND_BY_ID
from hmi.sync.errors import MessageError
from hmi.sync.messages import RECOVERY, Command
from hmi.sync.records import Record, RecordKind
from hmi.sync.remote_commands import Role

KEY_BYTES = 32
VALET = (RecordKind.SETTING, "valet")
DRIVER = "driver"


@dataclass(frozen=True, slots=True)
class CloudAccount:
    """Which cloud, and which of its cars this is."""

    vehicle: str
    broker: BrokerAddress
    state_dir: Path
    companion: str = ""
    """https address that phones open"""
    azure: bool = False
    """the broker is an Azure IoT hub"""
    device_key: str | None = None
    """base64 symmetric key of the hub's device; None: the certificate proves it"""
    command_key: bytes | None = None
    """public key of whoever commands this car, where it was not paired with it (a hub's own service)"""

    @property
    def exports(self) -> Path:
        return self.state_dir / "exports"

    def transport(self, boot: str) -> Transport:
        if self.azure:
            return AzureTransport(self.broker, self.vehicle, boot, self.device_key)
        return MqttTransport(self.broker, self.vehicle, boot)


class CloudDesk:
    """Starts the car's end of the cloud and answers for it on the bus."""

    def __init__(self, account: CloudAccount | None, book: RecordBook) -> None:
        self._account = account
        self._book = book
        self._telematics: Telematics | None = None
        self._schedules: Schedules | None = None
        self._sockets = SocketPower()
        self.board = EnergyBoard()
        self.board.listen(self._report_plan)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._state = LinkState.OFFLINE
        self.state_changed: Callable[[str, int], None] = lambda _status, _unsent: None
        self.pairing_asked: Callable[[str], None] = lambda _person: None
        self.records_changed: Callable[[str], None] = lambda _records: None
        self.also_exported: Callable[[], Mapping[str, str]] = dict
        """text by file name, of what else the car holds"""
        self.erased: Callable[[], Awaitable[None]] = _nothing_more

    async def run(self, get: Get, actuate: Actuate, wake: Wake | None = None) -> None:
        """Carry out the owner's plans and, where a cloud is configured, keep the link, until cancelled."""
        remote = RemoteControl(get, actuate, self._own, wake)
        self._schedules = Schedules(get, remote, self._book.all, told=self.board.tell, socket=self._sockets)
        tasks: list[Coroutine[Any, Any, None]] = [self._schedules.run()]
        if (account := self._account) is not None:
            link = partial(self._link, account, get, remote)
            tasks.append(keep_running("the cloud link", link, lost=self._forget_link))
        await together(*tasks)

    def restore(self, record: Mapping[str, Any]) -> None:
        """What the journal kept of `record`, before `run`."""
        self._sockets = SocketPower.from_record(record)

    def record(self) -> dict[str, Any]:
        """For the journal."""
        return (self._sockets if self._schedules is None else self._schedules.socket).record()

    def _report_plan(self, name: str, plan: Mapping[str, Any]) -> None:
        if self._telematics is not None:
            self._telematics.report_plan(name, plan)

    def _forget_link(self) -> None:
        self._telematics = None
        self._on_state(LinkState.OFFLINE)

    async def _link(
        self, account: CloudAccount, get: Get, remote: RemoteControl, well: Callable[[], None]
    ) -> None:
        loop = self._loop = asyncio.get_running_loop()
        boot = secrets.token_hex(8)

        def make_link(telematics: Telematics) -> CloudLink:
            def changed(state: LinkState) -> None:
                telematics.on_changed(state)
                loop.call_soon_threadsafe(self._on_state, state)

            return CloudLink(
                account.state_dir / "cloud.sqlite",
                account.vehicle,
                boot,
                _secret_key(account.state_dir / "privacy.key"),
                account.transport(boot),
                execute=telematics.execute,
                records_received=telematics.on_records,
                desired_received=telematics.on_desired,
                pairing_asked=lambda person: _soon(loop, self.pairing_asked, person),
                changed=changed,
            )

        telematics = Telematics(get, remote, make_link, self._on_records)
        # Opening a large database takes longer than the car's signals may wait.
        await asyncio.to_thread(telematics.open)
        if account.command_key is not None:
            telematics.link.trust(account.command_key)
        self._telematics = telematics
        # What was edited while there was no link, or between the book and the outbox when the power went. The
        # cloud merges: what it has is no news.
        telematics.link.send_records(self._book.all())
        for name, plan in self.board.told.items():
            telematics.report_plan(name, plan)
        await telematics.run(well)

    # What the bus offers (hmi.agent.service.cloud.Cloud).

    @property
    def status(self) -> str:
        return str(self._state.status)

    @property
    def unsent(self) -> int:
        return self._state.unsent

    @property
    def address(self) -> str:
        return "" if self._account is None else self._account.companion

    async def consents(self) -> Mapping[str, bool]:
        if self._telematics is None:
            return {kind.id: False for kind in DATA_KINDS}
        return await asyncio.wrap_future(
            self._telematics.link.ask(lambda door, _: {kind.id: door.allowed(kind.id) for kind in DATA_KINDS})
        )

    async def set_consent(self, kind: str, allowed: bool) -> None:
        telematics = self._linked()
        if kind not in KIND_BY_ID:
            raise KeyError(kind)
        await asyncio.wrap_future(telematics.link.set_consent(kind, allowed, DRIVER))
        if kind == "records" and allowed:
            # What was edited while it might not leave goes now.
            telematics.link.send_records(self._book.all())
        await telematics.report_consent()

    async def sent_log(self) -> list[str]:
        if self._telematics is None:
            return []
        entries = await asyncio.wrap_future(self._telematics.link.ask(lambda door, _: door.sent()))
        return [json.dumps(asdict(entry)) for entry in entries]

    async def export(self) -> str:
        """Write everything that the car holds into a new folder; its path. Raises ValueError."""
        account = self._account
        if account is None:
            raise ValueError("this car has no cloud")
        linked = await asyncio.wrap_future(self._linked().link.ask(held))
        records = self._book.all()
        try:
            folder = await asyncio.to_thread(
                write_export,
                account.exports,
                account.vehicle,
                linked,
                records,
                datetime.now(UTC),
                self.also_exported(),
            )
        except OSError as error:
            raise ValueError(f"the export cannot be written: {error.strerror or error}") from None
        return str(folder)

    async def erase(self, who: str = DRIVER) -> None:
        """Forget everything, here and, as soon as it is reached, in the cloud. Raises ValueError.

        What waited, the history of consent, favourites, plans, exports; all switches are off then.
        """
        telematics = self._linked()
        try:
            await asyncio.wrap_future(telematics.link.erase(who))
        except OutboxError as error:
            raise ValueError(str(error)) from None
        telematics.forget()
        gone = self._book.erase()
        if gone:
            self.records_changed(json.dumps([[r.kind, r.id, None] for r in gone]))
        if self._account is not None:
            await asyncio.to_thread(erase_exports, self._account.exports)
        self._sockets = SocketPower()
        if self._schedules is not None:
            self._schedules.forget_sockets()
        await self.erased()
        await telematics.report_consent()

    def offer_pairing(self, role: str) -> str:
        """A code for the screen. Raises ValueError for no such role, and while somebody else has the car."""
        if role not in (*Role, RECOVERY):
            raise ValueError(f"{role} is no role")
        lent = any((r.kind, r.id) == VALET and r.values.get("on") is True for r in self._book.all())
        if lent and role in (Role.OWNER, RECOVERY):
            raise ValueError("the car is lent; nobody becomes its owner now")
        return self._linked().link.offer_pairing(role)

    def answer_pairing(self, accepted: bool) -> None:
        self._linked().link.answer_pairing(accepted)

    def records(self) -> str:
        """What is alive, as a JSON list of [kind, id, fields]."""
        return json.dumps([[r.kind, r.id, r.values] for r in self._book.all() if r.alive])

    def write_record(self, kind: str, record: str, fields: str) -> None:
        """Set fields (a JSON object) of a record; an empty text removes it. Raises ValueError."""
        try:
            if fields:
                values = json.loads(fields)
                if not isinstance(values, dict):
                    raise ValueError("fields are a JSON object")
                edit = self._book.write(RecordKind(kind), record, values)
            else:
                edit = self._book.remove(RecordKind(kind), record)
        except (MessageError, RecursionError) as error:
            raise ValueError(str(error)) from None
        if self._telematics is not None:
            self._telematics.link.send_records([edit])
        if self._schedules is not None:
            self._schedules.wake()

    async def _own(self, command: Command) -> None:
        """Remote commands that are no actuation. Raises CommandRefusedError with a reason id."""
        if command.name == "erase":
            try:
                await self.erase(command.issued_by)
            except ValueError as error:
                raise CommandRefusedError("disk") from error
            return
        await self._linked().own(command)
        if command.name == "valet":
            # A record, so that the screen hears of it too.
            edit = self._book.write(*VALET, {"on": command.arguments["on"]})
            self.records_changed(json.dumps([[edit.kind, edit.id, edit.values]]))

    def _linked(self) -> Telematics:
        if self._telematics is None:
            raise ValueError("this car has no cloud")
        return self._telematics

    def _on_state(self, state: LinkState) -> None:
        self._state = state
        self.state_changed(str(state.status), state.unsent)

    def _on_records(self, records: tuple[Record, ...]) -> None:
        changed = self._book.hear(records)
        if changed and self._schedules is not None:
            self._schedules.wake()
        if changed:
            self.records_changed(json.dumps([[r.kind, r.id, r.values if r.alive else None] for r in changed]))


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[[str], None], argument: str) -> None:
    loop.call_soon_threadsafe(call, argument)


async def _nothing_more() -> None:
    """There is nobody else who keeps anything."""


def _secret_key(path: Path) -> bytes:
    """The key that seals the history of consent; made at the first start, readable by the agent alone.

    Raises OSError when it can neither be read nor made.
    """
    with contextlib.suppress(FileNotFoundError):
        make_private(path)
        key = path.read_bytes()
        if len(key) == KEY_BYTES:
            return key
        set_aside(path, f"a key of {len(key)} bytes, not {KEY_BYTES}")
    key = secrets.token_bytes(KEY_BYTES)
    write_whole(path, key)
    return key
