"""A phone that connects shows its bars and hands over its contacts, without a touch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal

from hmi.app.phone_link import PhoneLink, bars_of
from hmi.bus.bluetooth import Device
from hmi.bus.phone import PhoneState

ADA = Device("/a", "AA:BB", "Ada's phone", True, True, True, None)
BOB = Device("/b", "CC:DD", "Bob's phone", True, True, True, None)


class Phone(QObject):
    stateChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = PhoneState()
        self.read: list[str] = []

    def become(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.stateChanged.emit()

    def syncContacts(self) -> None:
        assert self.state.connected is not None
        self.read.append(self.state.connected.address)


class Line:
    bars = 99

    def show_phone(self, bars: int) -> None:
        self.bars = bars


def test_contacts_are_read_once_each_time_that_a_phone_connects() -> None:
    phone, line = Phone(), Line()
    link = PhoneLink(phone, line)  # type: ignore[arg-type]
    assert (phone.read, line.bars) == ([], -1)
    phone.become(devices=(ADA,), signal_percent=70)
    phone.become(signal_percent=20)
    assert (phone.read, line.bars) == (["AA:BB"], 1)
    phone.become(devices=(replace(ADA, connected=False),))
    assert line.bars == -1, "bars of a phone that is gone are nobody's"
    phone.become(devices=(ADA,))
    phone.become(devices=(replace(ADA, connected=False), BOB))
    assert phone.read == ["AA:BB", "AA:BB", "CC:DD"]
    assert link is not None


@pytest.mark.parametrize(
    ("percent", "bars"), [(None, -1), (0, 0), (10, 0), (30, 1), (50, 2), (70, 3), (100, 4), (120, 4)]
)
def test_bars_tell_how_well_the_phone_hears_its_network(percent: int | None, bars: int) -> None:
    assert bars_of(PhoneState(devices=(ADA,), signal_percent=percent)) == bars
