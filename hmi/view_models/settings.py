"""The settings, on their screen and for everybody else: one model that reads, changes and keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.errors import SettingsError
from hmi.settings import SPECS, Profiles, Settings, SettingsFile, SettingValue
from hmi.units import RIGHT_TO_LEFT, Format, Quantity
from hmi.view_models.rows import Rows

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SAVE_AFTER_MS = 400
"""a slider under a finger would write the disk thirty times a second"""

NATIVE_NAMES = {
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "ja": "日本語",
    "ar": "العربية",
}
"""a language is listed in its own words, so that who cannot read the present one finds the way back"""


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the list on the left."""

    section: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One row of a section: a choice among few, a switch, or a number to step."""

    key: str
    kind: str
    """choice, languages, flag, slider or number"""
    label: str
    subtitle: str
    labels: list[str]
    """of the choices, in the order of the table"""
    choice: int
    """chosen, of a choice"""
    on: bool
    """of a switch"""
    value_text: str
    """of a number, in the driver's units"""
    fraction: float
    """of a number within its bounds"""


SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "units": ("ruler", ("distance_unit", "temperature_unit", "pressure_unit", "consumption_unit", "clock")),
    "language": ("translate", ("language",)),
    "display": ("theme-light-dark", ("appearance", "brightness_percent")),
    "voice": (
        "account-voice",
        ("voice", "voice_volume_percent", "overspeed_first_kmh", "overspeed_second_kmh"),
    ),
    "maps": ("map-outline", ("avoid_tolls", "avoid_motorways", "avoid_ferries")),
    "privacy": (
        "shield-lock-outline",
        ("share_trips", "share_health", "share_charging", "share_driving", "share_voice"),
    ),
    "profiles": ("account-multiple", ()),
    "phones": ("devices", ()),
}


@QmlElement
class SettingsModel(QObject):
    """The profiles in force; a change takes effect at once and is on disk within half a second."""

    changed = Signal()
    languageChanged = Signal()
    problem = Signal(str)
    """one sentence: what could not be read or saved"""
    sectionChanged = Signal()

    def __init__(
        self,
        file: SettingsFile,
        use_language: Callable[[str], None] = lambda _language: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._use_language = use_language
        loaded = file.read()
        self._profiles = loaded.profiles
        self._problems = loaded.problems
        self._night_outside = False
        self._section = "units"
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

    def change(self, **changes: SettingValue) -> None:
        """Other values for the current profile, at once; raises SettingsError for a forbidden one."""
        self._replace(self._profiles.changed(**changes))

    def set_profiles(self, profiles: Profiles) -> None:
        self._replace(profiles)

    @Slot()
    def save(self) -> None:
        """Write what is in force; a failure is told once and tried again at the next change."""
        self._save_timer.stop()
        try:
            self._file.write(self._profiles)
        except SettingsError as error:
            self.problem.emit(str(error))

    @Slot(str, int)
    def choose(self, key: str, index: int) -> None:
        spec = SPECS.get(key)
        if spec is not None and 0 <= index < len(spec.choices):
            self.change(**{key: spec.choices[index]})

    @Slot(str, bool)
    def switchTo(self, key: str, on: bool) -> None:
        spec = SPECS.get(key)
        if spec is not None and spec.kind == "flag":
            self.change(**{key: on})

    @Slot(str, int)
    def step(self, key: str, steps: int) -> None:
        spec = SPECS.get(key)
        if spec is not None and spec.kind == "number":
            value = float(getattr(self.settings, key)) + steps * spec.step
            self.change(**{key: min(spec.maximum, max(spec.minimum, value))})

    @Slot(str, float)
    def slide(self, key: str, fraction: float) -> None:
        """Set a number by its place between its bounds, snapped to its step."""
        spec = SPECS.get(key)
        if spec is not None and spec.kind == "number":
            value = spec.minimum + min(1.0, max(0.0, fraction)) * (spec.maximum - spec.minimum)
            self.change(**{key: min(spec.maximum, round(value / spec.step) * spec.step)})

    @Slot()
    def dimmest(self) -> None:
        self.change(brightness_percent=SPECS["brightness_percent"].minimum)

    @Slot(bool)
    def setNightOutside(self, night: bool) -> None:
        """Whether it is dark, for `auto`."""
        if night != self._night_outside:
            self._night_outside = night
            self.changed.emit()

    @Slot()
    def retranslate(self) -> None:
        self._show()
        self.changed.emit()

    def _get_section(self) -> str:
        return self._section

    def _set_section(self, section: str) -> None:
        if section in SECTIONS and section != self._section:
            self._section = section
            self._show()
            self.sectionChanged.emit()

    def _get_night(self) -> bool:
        appearance = self.settings.appearance
        return self._night_outside if appearance == "auto" else appearance == "night"

    def _section_rows(self) -> Rows[Section]:
        return self._sections

    def _setting_rows(self) -> Rows[SettingRow]:
        return self._rows

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self.settings.language

    @Property(bool, notify=languageChanged)
    def rightToLeft(self) -> bool:
        return self.settings.language in RIGHT_TO_LEFT

    @Property(str, notify=changed)
    def appearance(self) -> str:
        return self.settings.appearance

    night = Property(bool, _get_night, notify=changed)

    @Property(float, notify=changed)
    def brightness(self) -> float:
        return self.settings.brightness_percent / 100

    @Property(str, notify=changed)
    def voice(self) -> str:
        return self.settings.voice

    section = Property(str, _get_section, _set_section, notify=sectionChanged)
    sections = Property(Rows, _section_rows, notify=changed)
    rows = Property(Rows, _setting_rows, notify=changed)

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
        self._sections.show(
            [Section(section, icon, _section_title(section)) for section, (icon, _keys) in SECTIONS.items()]
        )
        keys = SECTIONS[self._section][1]
        self._rows.show([_row(key, self.settings, self.format) for key in keys])


_KINDS = {"language": "languages", "brightness_percent": "slider", "voice_volume_percent": "slider"}
"""rows that are not drawn by the kind of their setting alone"""


def _row(key: str, settings: Settings, form: Format) -> SettingRow:
    spec = SPECS[key]
    value = getattr(settings, key)
    title, subtitle = _title(key)
    span = spec.maximum - spec.minimum
    return SettingRow(
        key=key,
        kind=_KINDS.get(key, spec.kind),
        label=title,
        subtitle=subtitle,
        labels=[_choice_label(key, choice) for choice in spec.choices],
        choice=spec.choices.index(value) if spec.kind == "choice" else -1,
        on=value is True,
        value_text=_number(key, value, form).text if spec.kind == "number" else "",
        fraction=(value - spec.minimum) / span if spec.kind == "number" and span else 0.0,
    )


def _number(key: str, value: float, form: Format) -> Quantity:
    if key.endswith("_percent"):
        return form.percent(value)
    if key.endswith("_kmh"):
        return form.speed(value)
    return Quantity(form.number(value), "")


def _section_title(section: str) -> str:
    tr = QCoreApplication.translate
    return {
        "units": tr("Settings", "Units"),
        "language": tr("Settings", "Language"),
        "display": tr("Settings", "Display"),
        "voice": tr("Settings", "Voice"),
        "maps": tr("Settings", "Maps"),
        "privacy": tr("Settings", "Privacy"),
        "profiles": tr("Settings", "Profiles"),
        "phones": tr("Settings", "Phones"),
    }[section]


def _title(key: str) -> tuple[str, str]:
    tr = QCoreApplication.translate
    return {
        "distance_unit": (tr("Settings", "Distance"), ""),
        "temperature_unit": (tr("Settings", "Temperature"), ""),
        "pressure_unit": (tr("Settings", "Tyre pressure"), ""),
        "consumption_unit": (tr("Settings", "Consumption"), ""),
        "clock": (tr("Settings", "Clock"), ""),
        "language": (tr("Settings", "Language"), ""),
        "appearance": (tr("Settings", "Appearance"), ""),
        "brightness_percent": (tr("Settings", "Brightness"), ""),
        "voice": (tr("Settings", "Spoken guidance"), ""),
        "voice_volume_percent": (tr("Settings", "Volume"), ""),
        "overspeed_first_kmh": (tr("Settings", "Larger sign"), tr("Settings", "over the limit by")),
        "overspeed_second_kmh": (tr("Settings", "One chime"), tr("Settings", "over the limit by")),
        "avoid_tolls": (tr("Settings", "Avoid tolls"), ""),
        "avoid_motorways": (tr("Settings", "Avoid motorways"), ""),
        "avoid_ferries": (tr("Settings", "Avoid ferries"), ""),
        "share_trips": (tr("Settings", "Trips and places"), ""),
        "share_health": (tr("Settings", "Vehicle health"), ""),
        "share_charging": (tr("Settings", "Battery and charging"), ""),
        "share_driving": (tr("Settings", "Driving style"), ""),
        "share_voice": (tr("Settings", "Voice recordings"), ""),
    }[key]


def _choice_label(key: str, choice: str) -> str:
    tr = QCoreApplication.translate
    if key == "language":
        return NATIVE_NAMES[choice]
    return {
        "km": tr("Settings", "km"),
        "mi_ft": tr("Settings", "miles, feet"),
        "mi_yd": tr("Settings", "miles, yards"),
        "celsius": "°C",
        "fahrenheit": "°F",
        "bar": "bar",
        "kpa": "kPa",
        "psi": "psi",
        "per_distance": "kWh/100",
        "distance_on": tr("Settings", "km/kWh"),
        "24h": "24 h",
        "12h": "12 h",
        "auto": tr("Settings", "Auto"),
        "day": tr("Settings", "Day"),
        "night": tr("Settings", "Night"),
        "on": tr("Settings", "On"),
        "alerts": tr("Settings", "Alerts"),
        "off": tr("Settings", "Off"),
    }[choice]
