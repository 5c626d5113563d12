"""The settings, on their screen and for everybody else: one model that reads, changes and keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.distraction.policy import Activity
from hmi.errors import SettingsError
from hmi.settings import SPECS, Profiles, Settings, SettingsFile, SettingValue
from hmi.units import RIGHT_TO_LEFT, Format
from hmi.view_models.rows import Rows
from hmi.view_models.settings.pairing import ROLES, PairingModel
from hmi.view_models.settings.settings_rows import (
    ADJUSTMENTS,
    SECTIONS,
    Section,
    SettingRow,
    Surroundings,
    profile_name,
    section_head,
    section_list,
    setting_rows,
)
from hmi.view_models.shell.distraction import Limited

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SAVE_AFTER_MS = 400
"""a slider under a finger would write the disk thirty times a second"""


@QmlElement
class SettingsModel(QObject, Limited):
    """The profiles in force; a change takes effect at once and is on disk within half a second."""

    changed = Signal()
    languageChanged = Signal()
    problem = Signal(str)
    """one sentence: what could not be read or saved"""
    sectionChanged = Signal()
    questionChanged = Signal()
    acted = Signal(str, str)
    """(what, on which) for others to do: region install update remove cancel; phone pair stop yes no connect
    disconnect forget; privacy export erase"""
    consentChanged = Signal(str, bool)
    """(kind of data, may leave the car): the driver has moved a switch"""

    def __init__(
        self,
        file: SettingsFile,
        use_language: Callable[[str], None] = lambda _language: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pairing = PairingModel(self)
        self._file = file
        self._use_language = use_language
        loaded = file.read()
        self._profiles = loaded.profiles
        self._problems = loaded.problems
        self._night_outside = False
        self._section = next(iter(SECTIONS))
        self._around = Surroundings()
        self._question: tuple[str, str] = ("", "")
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(SAVE_AFTER_MS)
        self._save_timer.timeout.connect(self.save)
        use_language(self.settings.language)
        self._sections: Rows[Section] = Rows(Section, self)
        self._rows: Rows[SettingRow] = Rows(SettingRow, self)
        self._show()

    @property
    def profiles(self) -> Profiles:
        return self._profiles

    @property
    def settings(self) -> Settings:
        return self._profiles.settings

    @property
    def format(self) -> Format:
        return Format(self.settings.units, self.settings.language)

    @property
    def problems(self) -> tuple[SettingsError, ...]:
        """What was wrong with the file at the start."""
        return self._problems

    @property
    def cloud_pairing(self) -> PairingModel:
        return self._pairing

    @property
    def surroundings(self) -> Surroundings:
        return self._around

    def change(self, **changes: SettingValue) -> None:
        """Other values for the current profile, at once; raises SettingsError for a forbidden one."""
        self._replace(self._profiles.changed(**changes))

    def set_profiles(self, profiles: Profiles) -> None:
        self._replace(profiles)

    def surround(self, around: Surroundings) -> None:
        """Map regions, phones and the log of what was sent, as others know them."""
        if around != self._around:
            self._around = around
            self._show()
            self.changed.emit()

    def show_consents(self, consents: Mapping[str, bool]) -> None:
        """What the agent holds, where it was changed elsewhere (on the phone); nothing is sent back."""
        known = {f"share_{kind}": on for kind, on in consents.items() if f"share_{kind}" in SPECS}
        self._replace(self._profiles.changed(**known))

    @Slot()
    def limits_changed(self) -> None:
        self.retranslate()

    @Slot()
    def save(self) -> None:
        """Write what is in force; a failure is told once and tried again at the next change."""
        self._save_timer.stop()
        try:
            self._file.write(self._profiles)
        except SettingsError as error:
            self.problem.emit(str(error))

    # touches ----------------------------------------------------------------------------------

    @Slot(str, int)
    def choose(self, key: str, index: int) -> None:
        spec = SPECS.get(key)
        if spec is not None and self._open(key) and 0 <= index < len(spec.choices):
            self.change(**{key: spec.choices[index]})

    @Slot(str, bool)
    def switchTo(self, key: str, on: bool) -> None:
        spec = SPECS.get(key)
        if spec is not None and spec.kind == "flag" and self._open(key):
            self.change(**{key: on})
            if key.startswith("share_"):
                self.consentChanged.emit(key.removeprefix("share_"), on)

    @Slot(str, int)
    def step(self, key: str, steps: int) -> None:
        spec = SPECS.get(key)
        if spec is not None and spec.kind == "number" and self._open(key):
            value = float(getattr(self.settings, key)) + steps * spec.step
            self.change(**{key: min(spec.maximum, max(spec.minimum, value))})

    @Slot(str, float)
    def slide(self, key: str, fraction: float) -> None:
        """Set a number by its place between its bounds, snapped to its step."""
        spec = SPECS.get(key)
        if spec is not None and spec.kind == "number" and self._open(key):
            value = spec.minimum + min(1.0, max(0.0, fraction)) * (spec.maximum - spec.minimum)
            self.change(**{key: min(spec.maximum, max(spec.minimum, round(value / spec.step) * spec.step))})

    @Slot(str, int)
    def act(self, key: str, button: int) -> None:
        """A button of an item, or (key: the section) of the head."""
        if key == "brightness_percent":
            self.change(brightness_percent=SPECS[key].minimum)
            return
        if self.locked:
            return
        what, _, which = key.partition(":")
        match what:
            case "profile":
                self._act_on_profile(which, button)
            case "profiles":
                self._try(lambda: self._profiles.added(""))
            case "region":
                self._act_on_region(which, button)
            case "phone":
                connected = any(phone.device == which and phone.connected for phone in self._around.phones)
                verbs = ("disconnect" if connected else "connect", "forget")
                self.acted.emit(f"phone {verbs[button]}", which)
            case "companion" if button < len(ROLES):
                self._pairing.offer(ROLES[button])
            case "phones":
                if self._around.pairing:
                    self.acted.emit("phone yes" if button == 0 else "phone no", "")
                else:
                    self.acted.emit("phone stop" if self._around.discoverable else "phone pair", "")
            case "privacy" if button == 0:
                self.acted.emit("privacy export", "")
            case "privacy":
                self._ask("privacy erase", "")

    @Slot(bool)
    def answer(self, yes: bool) -> None:
        """To the question that is asked before something is gone for good."""
        verb, which = self._question
        self._ask("", "")
        if not yes or not verb:
            return
        if verb == "profile remove":
            self._try(lambda: self._profiles.removed(which))
        else:
            self.acted.emit(verb, which)

    @Slot(bool)
    def setNightOutside(self, night: bool) -> None:
        """Whether it is dark, for `auto`."""
        if night != self._night_outside:
            self._night_outside = night
            self.changed.emit()

    @Slot()
    def unlockForPassenger(self) -> None:
        if self._distraction is not None:
            self._distraction.unlockForPassenger()

    @Slot()
    def retranslate(self) -> None:
        self._show()
        self.changed.emit()

    # what QML sees ----------------------------------------------------------------------------

    def _get_section(self) -> str:
        return self._section

    def _set_section(self, section: str) -> None:
        if section in SECTIONS and section != self._section:
            self._section = section
            self._show()
            self.sectionChanged.emit()
            self.changed.emit()

    def _section_rows(self) -> Rows[Section]:
        return self._sections

    def _setting_rows(self) -> Rows[SettingRow]:
        return self._rows

    section = Property(str, _get_section, _set_section, notify=sectionChanged)
    sections = Property(Rows, _section_rows, notify=changed)
    rows = Property(Rows, _setting_rows, notify=changed)

    @Property(PairingModel, constant=True)
    def pairing(self) -> PairingModel:
        return self._pairing

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self.settings.language

    @Property(bool, notify=languageChanged)
    def rightToLeft(self) -> bool:
        return self.settings.language in RIGHT_TO_LEFT

    @Property(str, notify=changed)
    def appearance(self) -> str:
        return self.settings.appearance

    @Property(bool, notify=changed)
    def night(self) -> bool:
        appearance = self.settings.appearance
        return self._night_outside if appearance == "auto" else appearance == "night"

    @Property(float, notify=changed)
    def brightness(self) -> float:
        return self.settings.brightness_percent / 100

    @Property(str, notify=changed)
    def voice(self) -> str:
        return self.settings.voice

    @Property(str, notify=changed)
    def profile(self) -> str:
        return profile_name(self._profiles, self._profiles.current)

    @Property(str, notify=changed)
    def headTitle(self) -> str:
        return section_head(self._section, self.format, self._around)[0]

    @Property(str, notify=changed)
    def headText(self) -> str:
        return section_head(self._section, self.format, self._around)[1]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def headButtons(self) -> list[str]:
        return section_head(self._section, self.format, self._around)[2]

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """The car moves and nobody else operates the screen: no set-up."""
        return not self.allows(Activity.SET_UP)

    @Property(bool, notify=changed)
    def passengerMayUnlock(self) -> bool:
        return self._distraction is not None and bool(self._distraction.passengerMayUnlock)

    @Property(str, notify=questionChanged)
    def question(self) -> str:
        translate = QCoreApplication.translate
        return {
            "": "",
            "privacy erase": translate("Settings", "Erase everything that was sent?"),
            "profile remove": translate("Settings", "Remove this profile?"),
            "region remove": translate("Settings", "Remove this map?"),
        }[self._question[0]]

    @Property(str, notify=questionChanged)
    def questionText(self) -> str:
        translate = QCoreApplication.translate
        return {
            "": "",
            "privacy erase": translate(
                "Settings", "It is deleted here and in the cloud and cannot be brought back."
            ),
            "profile remove": translate("Settings", "Its settings, favourites and places are gone."),
            "region remove": translate("Settings", "There is no guidance there until it is loaded again."),
        }[self._question[0]]

    # inside -----------------------------------------------------------------------------------

    def _act_on_profile(self, profile: str, button: int) -> None:
        if profile != self._profiles.current and button == 0:
            self._try(lambda: self._profiles.selected(profile))
        else:
            self._ask("profile remove", profile)

    def _act_on_region(self, region: str, button: int) -> None:
        found = next((row for row in self._around.regions if row.region == region), None)
        if found is None:
            return
        if found.progress >= 0:
            self.acted.emit("region cancel", region)
        elif not found.installed:
            self.acted.emit("region install", region)
        elif found.update and button == 0:
            self.acted.emit("region update", region)
        else:
            self._ask("region remove", region)

    def _ask(self, verb: str, which: str) -> None:
        self._question = (verb, which)
        self.questionChanged.emit()

    def _open(self, key: str) -> bool:
        return not self.locked or key in ADJUSTMENTS

    def _try(self, change: Callable[[], Profiles]) -> None:
        try:
            self._replace(change())
        except SettingsError as error:
            self.problem.emit(str(error))

    def _replace(self, profiles: Profiles) -> None:
        before = self.settings
        if profiles == self._profiles:
            return
        self._profiles = profiles
        if self.settings.language != before.language:
            self._use_language(self.settings.language)
            self.languageChanged.emit()
        self._show()
        self.changed.emit()
        self._save_timer.start()

    def _show(self) -> None:
        sections = section_list(set_up=not self.locked)
        if all(row.section != self._section for row in sections):
            # The car has set off: go to the first page on which something can still be done.
            self._section = sections[0].section
            self.sectionChanged.emit()
        self._sections.show(sections)
        rows = setting_rows(self._section, self._profiles, self.format, self._around, set_up=not self.locked)
        self._rows.show(rows)
