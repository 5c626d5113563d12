"""The way from the HTTPS interface to the cars, as far as it needs one."""

from collections.abc import Sequence
from typing import Protocol

from hmi.sync.messages import Command
from hmi.sync.records import Record


class Cars(Protocol):
    """hmi.cloud.car_link.CarLink is the real one."""

    received: int
    refused: int

    @property
    def connected(self) -> bool: ...

    def send_command(self, command: Command) -> None: ...

    def send_records(self, vehicle: str, records: Sequence[Record]) -> None: ...

    def send_claim(self, vehicle: str, code: str, person: str) -> None: ...
