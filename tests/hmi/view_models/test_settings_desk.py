"""The settings screen knows phones, maps and what was sent, and what is touched there happens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from hmi.bus.bluetooth import Device, PairingRequest
from hmi.bus.phone import PhoneState
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.settings.settings_desk import SettingsDesk, installed_region, sent_today

NOW = datetime(2025, 11, 5, 12, 0, tzinfo=UTC)


class FakePhone(QObject):
    stateChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = PhoneState("on", devices=(Device("/lea", "aa", "Léa", True, False, True, None),))
        self.done: list[object] = []

    def become(self, state: PhoneState) -> None:
        self.state = state
        self.stateChanged.emit()

    def setDiscoverable(self, on: bool) -> None:
        self.done.append(("discoverable", on))

    def confirmPairing(self, yes: bool) -> None:
        self.done.append(("confirm", yes))

    def connectDevice(self, path: str) -> None:
        self.done.append(("connect", path))

    def disconnectDevice(self, path: str) -> None:
        self.done.append(("disconnect", path))

    def forget(self, path: str) -> None:
        self.done.append(("forget", path))


class FakeCloud(QObject):
    addressChanged = Signal()
    consentsChanged = Signal()
    exported = Signal(str)
    erased = Signal()
    problem = Signal(str, str)
    pairingOffered = Signal(str)
    pairingAsked = Signal(str)
    sentLogChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.address = "https://cloud.example"
        self.consents: Mapping[str, bool] = {}
        self.pairings: list[str | bool] = []
        self.sent_log: tuple[Mapping[str, Any], ...] = ()
        self.asked: list[tuple[str, bool]] = []
        self.refreshed = 0

    def set_consent(self, kind: str, allowed: bool) -> None:
        self.asked.append((kind, allowed))

    def export(self) -> None:
        self.pairings.append("export")

    def erase(self) -> None:
        self.pairings.append("erase")

    def offer_pairing(self, role: str) -> None:
        self.pairings.append(role)

    def answer_pairing(self, accepted: bool) -> None:
        self.pairings.append(accepted)

    def refresh_sent_log(self) -> None:
        self.refreshed += 1


@pytest.fixture
def phone() -> FakePhone:
    return FakePhone()


@pytest.fixture
def cloud() -> FakeCloud:
    return FakeCloud()


@pytest.fixture
def desk(settings: SettingsModel, phone: FakePhone, cloud: FakeCloud, tmp_path: Path) -> SettingsDesk:
    region = tmp_path / "monaco"
    region.mkdir()
    (region / "manifest.json").write_text(
        json.dumps({"name": "monaco", "osm_timestamp": "2023-12-26T21:21:22Z"})
    )
    (region / "graph").write_bytes(b"x" * 4_000_000)
    return SettingsDesk(settings, phone, cloud, [region, tmp_path / "nothing"])


def test_maps_are_listed_with_their_size_and_age(desk: SettingsDesk, settings: SettingsModel) -> None:
    settings.section = "maps"
    row = settings.rows.rows[-1]
    assert (row.label, row.subtitle.replace("\u00a0", " ")) == ("Monaco", "4.0 MB · map of 2023-12-26")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"name": 1, "osm_timestamp": "then"}'])
def test_a_folder_that_is_no_region_is_not_listed(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    assert installed_region(tmp_path) is None


def test_a_phone_is_paired_by_comparing_the_passkey(
    desk: SettingsDesk, settings: SettingsModel, phone: FakePhone
) -> None:
    settings.section = "phones"
    settings.act("phones", 0)
    phone.become(PhoneState("on", discoverable=True))
    assert settings.headTitle == "Visible to phones"
    phone.become(PhoneState("on", pairing=PairingRequest("Léa", "confirm", "123456")))
    assert "123456" in settings.headText
    settings.act("phones", 0)
    phone.become(PhoneState("on", devices=(Device("/lea", "aa", "Léa", True, True, True, None),)))
    settings.act("phone:/lea", 0)
    settings.act("phone:/lea", 1)
    assert phone.done == [
        ("discoverable", True),
        ("confirm", True),
        ("disconnect", "/lea"),
        ("forget", "/lea"),
    ]


def test_consents_go_both_ways(desk: SettingsDesk, settings: SettingsModel, cloud: FakeCloud) -> None:
    settings.switchTo("share_health", True)
    assert cloud.asked == [("health", True)]
    cloud.consents = {"health": False, "trips": True}
    cloud.consentsChanged.emit()
    assert settings.settings.share_trips
    assert not settings.settings.share_health
    assert cloud.asked == [("health", True)], "what came from the agent is not sent back"


def test_the_log_is_asked_for_when_it_is_looked_at(
    desk: SettingsDesk, settings: SettingsModel, cloud: FakeCloud
) -> None:
    settings.section = "privacy"
    assert cloud.refreshed == 1


def test_only_today_counts_and_destinations_add_up() -> None:
    def row(day: str, kind: str, messages: int) -> dict[str, Any]:
        return {
            "day": day,
            "kind": kind,
            "messages": messages,
            "bytes": 100,
            "last_unix_ms": 1_762_344_000_000,
        }

    sent = sent_today(
        [row("2025-11-05", "health", 3), row("2025-11-05", "health", 4), row("2025-11-04", "trips", 9)], NOW
    )
    assert set(sent) == {"health"}
    assert (sent["health"].values, sent["health"].bytes) == (7, 200)


def test_a_code_for_a_role_is_shown_scanned_and_answered(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    settings.section = "phones"
    assert settings.rows.rows[-1].labels == ["Owner", "Driver", "Guest", "Lost phone"]
    settings.act("companion:", 1)
    assert cloud.pairings == ["driver"]
    cloud.pairingOffered.emit("secret")
    pairing = settings.cloud_pairing
    assert (pairing.shown, pairing.link) == (True, "https://cloud.example/#pair=secret")
    cloud.pairingAsked.emit("Léa")
    assert pairing.asking is True
    assert pairing.title == "Léa wants to use this car as a driver"
    pairing.answer(True)
    assert (pairing.shown, cloud.pairings) == (False, ["driver", True])


def test_an_owner_who_lost_a_phone_comes_back_in_at_the_screen(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    settings.act("companion:", 3)
    assert cloud.pairings == ["recovery"]
    cloud.pairingOffered.emit("secret")
    cloud.pairingAsked.emit("Léa")
    pairing = settings.cloud_pairing
    assert pairing.title == "Léa takes the place of the owner who lost a phone" and pairing.text
    pairing.answer(True)
    assert cloud.pairings == ["recovery", True]


def test_putting_the_question_away_lets_nobody_in(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    settings.act("companion:", 0)
    cloud.pairingOffered.emit("secret")
    cloud.pairingAsked.emit("Eve")
    settings.cloud_pairing.close()
    assert cloud.pairings == ["owner", False]


def test_somebody_whom_nobody_invited_is_not_asked_about(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    cloud.pairingAsked.emit("Eve")
    assert settings.cloud_pairing.shown is False


def test_without_a_cloud_there_is_nobody_to_invite(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    cloud.address = ""
    cloud.addressChanged.emit()
    settings.section = "phones"
    assert all(row.key != "companion:" for row in settings.rows.rows)


def test_everything_is_exported_by_one_touch(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    said: list[tuple[str, str]] = []
    desk.said.connect(lambda title, text: said.append((title, text)))
    settings.section = "privacy"
    assert settings.headButtons == ["Export", "Erase"]
    settings.act("privacy", 0)
    assert cloud.pairings == ["export"]
    cloud.exported.emit("/var/lib/headunit/exports/x")
    assert said == [("Everything is exported", "/var/lib/headunit/exports/x")]


def test_everything_is_erased_after_a_question(
    desk: SettingsDesk, cloud: FakeCloud, settings: SettingsModel
) -> None:
    settings.act("privacy", 1)
    assert cloud.pairings == []
    settings.answer(True)
    assert cloud.pairings == ["erase"]
