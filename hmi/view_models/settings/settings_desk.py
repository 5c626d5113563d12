"""Fills the settings screen with what others know (phones, maps, what was sent) and does what it asks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance, Slot

from hmi.bus.phone import PhoneState
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.settings.settings_rows import InstalledRegion, PairedPhone, SentSummary


class PhonePairing(Protocol):
    """`hmi.bus.phone.PhoneClient`, or a fake of it."""

    @property
    def state(self) -> PhoneState: ...
    @property
    def stateChanged(self) -> SignalInstance: ...
    def setDiscoverable(self, on: bool) -> None: ...
    def confirmPairing(self, yes: bool) -> None: ...
    def connectDevice(self, path: str) -> None: ...
    def disconnectDevice(self, path: str) -> None: ...
    def forget(self, path: str) -> None: ...


class Consents(Protocol):
    """`hmi.bus.cloud.CloudClient`, or a fake of it."""

    address: str
    consents: Mapping[str, bool]
    sent_log: tuple[Mapping[str, Any], ...]

    @property
    def consentsChanged(self) -> SignalInstance: ...
    @property
    def sentLogChanged(self) -> SignalInstance: ...
    @property
    def addressChanged(self) -> SignalInstance: ...
    @property
    def pairingOffered(self) -> SignalInstance: ...
    @property
    def pairingAsked(self) -> SignalInstance: ...
    @property
    def exported(self) -> SignalInstance: ...
    @property
    def erased(self) -> SignalInstance: ...
    @property
    def problem(self) -> SignalInstance: ...
    def export(self) -> None: ...
    def erase(self) -> None: ...
    def set_consent(self, kind: str, allowed: bool) -> None: ...
    def offer_pairing(self, role: str) -> None: ...
    def answer_pairing(self, accepted: bool) -> None: ...
    def refresh_sent_log(self) -> None: ...


class SettingsDesk(QObject):
    """Stands between the settings screen and the phone, the cloud link and the folders of map regions."""

    said = Signal(str, str)
    """title and text: what came of a touch"""

    def __init__(
        self,
        settings: SettingsModel,
        phone: PhonePairing,
        cloud: Consents,
        regions: Sequence[Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._phone, self._cloud = settings, phone, cloud
        self._regions = _rows(regions)
        phone.stateChanged.connect(self.refresh)
        cloud.consentsChanged.connect(self._take_consents)
        cloud.sentLogChanged.connect(self.refresh)
        settings.consentChanged.connect(cloud.set_consent)
        settings.sectionChanged.connect(self._open)
        settings.acted.connect(self._act)
        cloud.addressChanged.connect(self.refresh)
        cloud.exported.connect(self._say_exported)
        cloud.erased.connect(self._say_erased)
        cloud.problem.connect(self._say_problem)
        pairing = settings.cloud_pairing
        pairing.offered.connect(cloud.offer_pairing)
        pairing.answered.connect(cloud.answer_pairing)
        cloud.pairingOffered.connect(lambda code: pairing.show_code(cloud.address, code))
        cloud.pairingAsked.connect(pairing.show_person)
        self.refresh()

    def show_regions(self, folders: Sequence[Path]) -> None:
        """These are in use from now on."""
        self._regions = _rows(folders)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        state = self._phone.state
        around = replace(
            self._settings.surroundings,
            regions=self._regions,
            phones=tuple(
                PairedPhone(device.path, device.name, device.connected)
                for device in state.devices
                if device.paired
            ),
            pairing="" if state.pairing is None else state.pairing.passkey,
            discoverable=state.discoverable,
            bluetooth=state.bluetooth == "on",
            companion=self._cloud.address,
            exports=self._cloud.address != "",
            sent=sent_today(self._cloud.sent_log, datetime.now(UTC)),
        )
        self._settings.surround(around)

    @Slot()
    def _take_consents(self) -> None:
        self._settings.show_consents(self._cloud.consents)

    @Slot()
    def _open(self) -> None:
        # What was sent grows while nobody looks; it is asked for when somebody does.
        if self._settings.property("section") == "privacy":
            self._cloud.refresh_sent_log()

    @Slot(str, str)
    def _act(self, what: str, which: str) -> None:
        match what:
            case "phone pair":
                self._phone.setDiscoverable(True)
            case "phone stop":
                self._phone.setDiscoverable(False)
            case "phone yes":
                self._phone.confirmPairing(True)
            case "phone no":
                self._phone.confirmPairing(False)
            case "phone connect":
                self._phone.connectDevice(which)
            case "phone disconnect":
                self._phone.disconnectDevice(which)
            case "phone forget":
                self._phone.forget(which)
            case "privacy export":
                self._cloud.export()
            case "privacy erase":
                self._cloud.erase()

    @Slot(str)
    def _say_exported(self, folder: str) -> None:
        self.said.emit(QCoreApplication.translate("Settings", "Everything is exported"), folder)

    @Slot()
    def _say_erased(self) -> None:
        translate = QCoreApplication.translate
        self.said.emit(
            translate("Settings", "It is erased in the car"),
            translate("Settings", "and in the cloud as soon as it is reached."),
        )

    @Slot(str, str)
    def _say_problem(self, method: str, reason: str) -> None:
        if method in ("Export", "Erase"):
            self.said.emit(QCoreApplication.translate("Settings", "That did not work"), reason)


def installed_region(folder: Path) -> InstalledRegion | None:
    """What a compiled region says of itself; None for a folder that is none."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        stamp = str(manifest.get("osm_timestamp") or "")
        day = datetime.fromisoformat(stamp).date() if stamp else None
        name = str(manifest["name"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    # The map worker has it open; it is removed by the maintenance of the unit, not from here.
    return InstalledRegion(name, region_title(name), size, day, removable=False)


def region_title(name: str) -> str:
    """A region's name for people."""
    return name.replace("_", " ").replace("-", " ").title()


def _rows(folders: Sequence[Path]) -> tuple[InstalledRegion, ...]:
    return tuple(row for row in map(installed_region, folders) if row)


def sent_today(log: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, SentSummary]:
    """By kind, of the log's rows (`hmi.agent.privacy.door.SentEntry`) of this UTC day."""
    day = now.astimezone(UTC).date().isoformat()
    found: dict[str, SentSummary] = {}
    for row in log:
        if str(row.get("day")) != day:
            continue
        kind, before = str(row.get("kind")), found.get(str(row.get("kind")), SentSummary(0, 0))
        last = datetime.fromtimestamp(int(row.get("last_unix_ms", 0)) / 1000)
        found[kind] = SentSummary(
            before.values + int(row.get("messages", 0)),
            before.bytes + int(row.get("bytes", 0)),
            last if before.last is None or last > before.last else before.last,
        )
    return found
