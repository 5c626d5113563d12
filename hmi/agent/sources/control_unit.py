"""One control unit of the car, asked by UDS (ISO 14229) on ISO-TP (ISO 15765-2) over a CAN bus.

Blocking; one caller at a time. What can go wrong is one of three: the unit is gone (UnitLostError),
it refuses (UnitRefusedError), or what it says makes no sense (NonsenseError).
"""

from __future__ import annotations

import contextlib
import logging
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import can
import isotp
from udsoncan import DidCodec
from udsoncan.client import Client
from udsoncan.connections import PythonIsoTpConnection
from udsoncan.exceptions import (
    ConfigError,
    InvalidResponseException,
    NegativeResponseException,
    TimeoutException,
    UnexpectedResponseException,
)
from udsoncan.services.ReadDTCInformation import ReadDTCInformation

ANSWER_S = 1.0
PENDING_S = 5.0
"""after "response pending" (0x78)"""
STORED = 0x08
"""the status bit "confirmed": what other testers show as a stored code"""
VIN = 0xF190
ALL_GROUPS = 0xFFFFFF
_REASONS: Mapping[int, str] = {
    0x10: "it says no more than that",
    0x11: "it does not know the service",
    0x12: "it does not know the question",
    0x13: "it found the question badly formed",
    0x14: "its answer would be too long",
    0x21: "it is busy",
    0x22: "the conditions are not right",
    0x31: "what was asked for is not there",
    0x33: "it must be unlocked first",
    0x72: "it could not write its memory",
    0x7E: "not in this session",
    0x7F: "not in this session",
}
UNKNOWN_TO_IT = frozenset({0x11, 0x12, 0x13, 0x14, 0x31, 0x33, 0x7E, 0x7F})
"""refusals that will be the same next time"""

for _name in ("UdsClient", "Connection", "isotp"):
    # These libraries log every request and every refusal; the source tells what matters.
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class UnitLostError(OSError):
    """The bus or the unit does not answer."""


class UnitRefusedError(Exception):
    """A negative response; the text says why."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the control unit refuses: {_REASONS.get(code, f'reason 0x{code:02X}')}")
        self.code = code


class NonsenseError(ValueError):
    """An answer that the standard does not allow."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the unit is; identifiers above 0x7FF are 29 bits long."""

    interface: str
    channel: str
    request: int = 0x7E0
    response: int = 0x7E8
    wire: Mapping[str, Any] = field(default_factory=dict)
    """what python-can is told of the bus besides: bitrate, fd, data_bitrate"""

    @property
    def fd(self) -> bool:
        return bool(self.wire.get("fd"))


class ControlUnit:
    """`sizes`: the payload's length by data identifier, 0 where it is not known.

    Raises UnitLostError when there is no such bus.
    """

    def __init__(self, address: Address, sizes: Mapping[int, int], answer_s: float = ANSWER_S) -> None:
        self._sizes = sizes
        self._lock = threading.Lock()
        self._wire = _Wire(address)
        long = address.request > 0x7FF
        stack = isotp.TransportLayer(
            rxfn=self._wire.receive,
            txfn=self._wire.send,
            address=isotp.Address(
                isotp.AddressingMode.Normal_29bits if long else isotp.AddressingMode.Normal_11bits,
                txid=address.request,
                rxid=address.response,
            ),
            params={
                "tx_padding": 0xCC,
                "logger_name": "isotp",
                "can_fd": address.fd,
                "tx_data_length": 64 if address.fd else 8,
            },
            read_timeout=0.05,
        )
        codecs: dict[int | str, str | DidCodec | type[DidCodec]] = {VIN: _Raw(17)}
        codecs.update({did: _Raw(size) for did, size in sizes.items()})
        self._client = Client(
            PythonIsoTpConnection(stack),
            config={
                "data_identifiers": codecs,
                "request_timeout": PENDING_S,
                "p2_timeout": answer_s,
                "p2_star_timeout": PENDING_S,
            },
        )
        self._client.open()

    def close(self) -> None:
        with contextlib.suppress(RuntimeError):
            self._client.close()
        self._wire.close()

    def read(self, did: int) -> bytes:
        """The payload of one data identifier (service 0x22)."""
        with self._asking():
            answer = self._client.read_data_by_identifier([did])
            return bytes(_some(answer).service_data.values[did])

    def vin(self) -> str:
        """17 characters, or empty where the unit does not know."""
        try:
            return self.read(VIN).decode("ascii").strip()
        except (UnitRefusedError, NonsenseError, UnicodeDecodeError):
            return ""

    def codes(self) -> tuple[int, ...]:
        """Stored fault codes (service 0x19 02), three bytes each."""
        with self._asking():
            answer = self._client.get_dtc_by_status_mask(STORED)
            dtcs = _some(answer).service_data.dtcs
            return tuple(dict.fromkeys(dtc.id for dtc in dtcs if dtc.status.confirmed))

    def clear(self) -> None:
        """Forget all fault codes (service 0x14)."""
        with self._asking():
            self._client.clear_dtc(ALL_GROUPS)

    def snapshot(self, code: int) -> dict[int, bytes]:
        """What was noted with a fault code first (service 0x19 04): payloads by data identifier."""
        with self._asking():
            subfunction = ReadDTCInformation.Subfunction.reportDTCSnapshotRecordByDTCNumber
            request = ReadDTCInformation.make_request(subfunction, dtc=code, snapshot_record_number=0xFF)
            return _first_record(
                bytes(_some(self._client.send_request(request)).data or b""), code, self._sizes
            )

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except TimeoutException:
                raise UnitLostError(self._wire.problem or "the control unit does not answer") from None
            except NegativeResponseException as error:
                raise UnitRefusedError(error.response.code or 0) from None
            except (
                InvalidResponseException,
                UnexpectedResponseException,
                ConfigError,
                NotImplementedError,
                ValueError,
                KeyError,
                struct.error,
            ) as error:
                raise NonsenseError(f"the control unit's answer makes no sense ({error})") from None
            except (isotp.IsoTpError, RuntimeError) as error:
                raise UnitLostError(self._wire.problem or str(error)) from None


class _Wire:
    """The CAN bus below the transport. Its errors must not end the transport's threads with a traceback."""

    def __init__(self, address: Address) -> None:
        self.problem = ""
        mask = 0x1FFFFFFF if address.response > 0x7FF else 0x7FF
        wanted = {"can_id": address.response, "can_mask": mask, "extended": address.response > 0x7FF}
        try:
            self._bus = can.Bus(
                interface=address.interface, channel=address.channel, can_filters=[wanted], **address.wire
            )
        except (can.CanError, OSError, ValueError) as error:
            raise UnitLostError(f"{address.channel}: {error}") from None

    def receive(self, timeout_s: float) -> isotp.CanMessage | None:
        try:
            message = self._bus.recv(timeout_s)
        except (can.CanError, OSError, ValueError) as error:
            self.problem = str(error)
            time.sleep(timeout_s)
            return None
        if message is None or message.is_error_frame or message.is_remote_frame:
            return None
        return isotp.CanMessage(
            arbitration_id=message.arbitration_id,
            data=bytes(message.data),
            extended_id=message.is_extended_id,
            is_fd=message.is_fd,
        )

    def send(self, message: isotp.CanMessage) -> None:
        try:
            self._bus.send(
                can.Message(
                    arbitration_id=message.arbitration_id,
                    data=message.data,
                    is_extended_id=message.is_extended_id,
                    is_fd=message.is_fd,
                )
            )
        except (can.CanError, OSError, ValueError) as error:
            self.problem = str(error)

    def close(self) -> None:
        with contextlib.suppress(can.CanError, OSError):
            self._bus.shutdown()


class _Raw(DidCodec):
    """The bytes as they are."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def encode(self, *values: Any) -> bytes:
        return bytes(values[0])

    def decode(self, payload: bytes) -> bytes:
        return bytes(payload)

    def __len__(self) -> int:
        if self._size == 0:
            raise DidCodec.ReadAllRemainingData
        return self._size


def _some(answer: Any) -> Any:
    if answer is None:
        raise NonsenseError("the control unit's answer is empty")
    return answer


def _first_record(body: bytes, code: int, sizes: Mapping[int, int]) -> dict[int, bytes]:
    """`body`: subfunction, code, status, then records: number, count, identifiers with their payloads.

    The standard does not say how long an unknown identifier's payload is: reading ends there.
    """
    if len(body) < 5 or body[0] != 0x04 or int.from_bytes(body[1:4], "big") != code:
        raise NonsenseError("the control unit's answer belongs to another code")
    found: dict[int, bytes] = {}
    if len(body) < 7:
        return found
    at = 7
    for _ in range(body[6]):
        did = int.from_bytes(body[at : at + 2], "big")
        size = sizes.get(did)
        if not size:
            break
        payload = body[at + 2 : at + 2 + size]
        if len(payload) < size:
            raise NonsenseError("the control unit's answer is cut short")
        found[did] = payload
        at += 2 + size
    return found
