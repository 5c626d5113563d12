"""The rows of the settings screen, section by section, in the driver's words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from hmi.settings import SPECS, Profiles, Settings
from hmi.units import Format, Quantity

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
    """One entry of the list at the side."""

    section: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One row of a section. Its key goes back with every touch."""

    key: str
    kind: str
    """choice, languages, flag, slider, number, or item (a thing with buttons)"""
    label: str
    subtitle: str = ""
    labels: list[str] = field(default_factory=list)
    """of the choices, in the order of the table; of an item's buttons"""
    choice: int = -1
    """chosen, of a choice"""
    on: bool = False
    """of a switch; an item that is the present one"""
    value_text: str = ""
    """of a number, in the driver's units"""
    fraction: float = -1.0
    """of a number within its bounds; of an item's progress (-1: none)"""
    icon: str = ""
    open: bool = True
    """may be changed now; false for set-up in a moving car"""


@dataclass(frozen=True, slots=True)
class InstalledRegion:
    """A map region that is in the car or could be."""

    region: str
    name: str
    size_bytes: int
    map_date: date | None = None
    installed: bool = True
    update: bool = False
    """a newer one is offered"""
    progress: float = -1.0
    """0..1 while it is being fetched"""
    removable: bool = True


@dataclass(frozen=True, slots=True)
class SentSummary:
    """What of one kind has left the car today."""

    values: int
    bytes: int
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class PairedPhone:
    device: str
    name: str
    connected: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the settings screen shows beside the settings themselves."""

    regions: tuple[InstalledRegion, ...] = ()
    sent: Mapping[str, SentSummary] = field(default_factory=lambda: MappingProxyType({}))
    phones: tuple[PairedPhone, ...] = ()
    pairing: str = ""
    """passkey to compare, while a phone is being paired"""
    discoverable: bool = False
    bluetooth: bool = False
    companion: str = ""
    """https address of the companion; empty: this car has no cloud"""
    exports: bool = False
    """somebody is there who exports and erases what was sent"""


SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "units": ("ruler", ("distance_unit", "temperature_unit", "pressure_unit", "consumption_unit", "clock")),
    "language": ("translate", ("language",)),
    "display": ("theme-light-dark", ("brightness_percent", "appearance", "animations")),
    "voice": (
        "account-voice",
        ("voice", "voice_volume_percent", "overspeed_first_kmh", "overspeed_second_kmh"),
    ),
    "maps": (
        "map-outline",
        (
            "avoid_tolls",
            "avoid_motorways",
            "avoid_ferries",
            "avoid_unpaved",
            "vehicle_height_cm",
            "vehicle_weight_kg",
        ),
    ),
    "privacy": ("shield-lock-outline", tuple(key for key in SPECS if key.startswith("share_"))),
    "profiles": ("account-multiple", ()),
    "phones": ("devices", ()),
}

ADJUSTMENTS = frozenset(
    {"appearance", "brightness_percent", "voice", "voice_volume_percent"}
    | {key for key in SPECS if key.startswith("avoid_")}
)
"""one touch, needed while driving; everything else here is set-up"""

ROWS_WHILE_MOVING = 6
"""A longer list shows only what may be changed."""

_KINDS = {"language": "languages", "brightness_percent": "slider", "voice_volume_percent": "slider"}
"""rows that are not drawn by the kind of their setting alone"""


def section_list(*, set_up: bool) -> tuple[Section, ...]:
    """All of them; in a moving car those in which something may be changed."""
    return tuple(
        Section(section, icon, section_title(section))
        for section, (icon, keys) in SECTIONS.items()
        if set_up or not ADJUSTMENTS.isdisjoint(keys)
    )


def setting_rows(
    section: str, profiles: Profiles, form: Format, around: Surroundings, *, set_up: bool
) -> tuple[SettingRow, ...]:
    """All rows of `section`. `set_up`: what needs more than one touch may be changed now."""
    keys = SECTIONS[section][1]
    rows = [_setting_row(key, profiles.settings, form, around, set_up=set_up) for key in keys]
    match section:
        case "maps":
            rows += [_region_row(region, form, set_up=set_up) for region in around.regions]
        case "profiles":
            rows += _profile_rows(profiles, set_up=set_up)
        case "phones":
            rows += [_phone_row(phone, set_up=set_up) for phone in around.phones]
            if around.companion:
                rows.append(_companion_row(set_up=set_up))
    if not set_up and len(rows) > ROWS_WHILE_MOVING:
        rows = [row for row in rows if row.open]
    return tuple(rows)


def section_head(section: str, form: Format, around: Surroundings) -> tuple[str, str, list[str]]:
    """Title, second line and buttons over the rows; empty where the rows say all."""
    translate = QCoreApplication.translate
    match section:
        case "privacy":
            values = sum(row.values for row in around.sent.values())
            size = form.size(sum(row.bytes for row in around.sent.values())).text
            text = (
                translate("Settings", "{count} values today · {size}").format(
                    count=form.number(values), size=size
                )
                if values
                else translate("Settings", "Nothing sent today")
            )
            buttons = [translate("Settings", "Export"), translate("Settings", "Erase")]
            return translate("Settings", "What leaves the car"), text, buttons if around.exports else []
        case "maps" if not around.regions:
            text = translate("Settings", "headunit-maps build makes one from an OpenStreetMap extract.")
            return translate("Settings", "No map is installed"), text, []
        case "profiles":
            return translate("Settings", "Who is driving"), "", [translate("Settings", "Add")]
        case "phones":
            if not around.bluetooth:
                return (
                    translate("Settings", "Phones"),
                    translate("Settings", "This unit has no Bluetooth at the moment."),
                    [],
                )
            if around.pairing:
                text = translate("Settings", "Does the phone show {passkey}?").format(passkey=around.pairing)
                return (
                    translate("Settings", "Pairing"),
                    text,
                    [translate("Settings", "Yes"), translate("Settings", "No")],
                )
            if around.discoverable:
                text = translate("Settings", "Choose this car on your phone.")
                return translate("Settings", "Visible to phones"), text, [translate("Settings", "Stop")]
            text = "" if around.phones else translate("Settings", "No phone has been paired yet.")
            return translate("Settings", "Phones"), text, [translate("Settings", "Pair")]
    return "", "", []


def section_title(section: str) -> str:
    translate = QCoreApplication.translate
    return {
        "units": translate("Settings", "Units"),
        "language": translate("Settings", "Language"),
        "display": translate("Settings", "Display"),
        "voice": translate("Settings", "Voice"),
        "maps": translate("Settings", "Maps"),
        "privacy": translate("Settings", "Privacy"),
        "profiles": translate("Settings", "Profiles"),
        "phones": translate("Settings", "Phones"),
    }[section]


def profile_name(profiles: Profiles, profile: str) -> str:
    """As typed, else a number, since an unnamed driver is a driver too."""
    name = profiles.by_id[profile].name
    if name:
        return name
    number = list(profiles.by_id).index(profile) + 1
    return QCoreApplication.translate("Settings", "Driver {number}").format(number=number)


def _setting_row(
    key: str, settings: Settings, form: Format, around: Surroundings, *, set_up: bool
) -> SettingRow:
    spec = SPECS[key]
    value = getattr(settings, key)
    label, subtitle = _words(key)
    if key.startswith("share_"):
        subtitle = _sent_text(around.sent.get(key.removeprefix("share_")), form)
    span = spec.maximum - spec.minimum
    return SettingRow(
        key=key,
        kind=_KINDS.get(key, spec.kind),
        label=label,
        subtitle=subtitle,
        labels=[_choice_label(key, choice) for choice in spec.choices]
        if spec.kind == "choice"
        else [QCoreApplication.translate("Settings", "Dimmest")]
        if key == "brightness_percent"
        else [],
        choice=spec.choices.index(value) if spec.kind == "choice" else -1,
        on=value is True,
        value_text=_number(key, value, form).text if spec.kind == "number" else "",
        fraction=(value - spec.minimum) / span if spec.kind == "number" and span else -1.0,
        open=set_up or key in ADJUSTMENTS,
    )


def _region_row(region: InstalledRegion, form: Format, *, set_up: bool) -> SettingRow:
    translate = QCoreApplication.translate
    words = [form.size(region.size_bytes).text]
    if region.map_date is not None:
        words.append(translate("Settings", "map of {date}").format(date=region.map_date.isoformat()))
    if region.progress >= 0:
        buttons = [translate("Settings", "Cancel")]
    elif not region.installed:
        buttons = [translate("Settings", "Download")]
    else:
        buttons = [translate("Settings", "Update")] if region.update else []
        buttons += [translate("Settings", "Remove")] if region.removable else []
    return SettingRow(
        key=f"region:{region.region}",
        kind="item",
        label=region.name,
        subtitle=" · ".join(words),
        labels=buttons,
        fraction=region.progress,
        icon="map-check-outline" if region.installed else "map-outline",
        open=set_up,
    )


def _profile_rows(profiles: Profiles, *, set_up: bool) -> list[SettingRow]:
    translate = QCoreApplication.translate
    rows: list[SettingRow] = []
    for profile in profiles.by_id:
        current = profile == profiles.current
        buttons = [] if current else [translate("Settings", "Use")]
        if len(profiles.by_id) > 1:
            buttons.append(translate("Settings", "Remove"))
        rows.append(
            SettingRow(
                key=f"profile:{profile}",
                kind="item",
                label=profile_name(profiles, profile),
                subtitle=NATIVE_NAMES[profiles.by_id[profile].language],
                labels=buttons,
                on=current,
                icon="account-circle" if current else "account-circle-outline",
                open=set_up,
            )
        )
    return rows


def _phone_row(phone: PairedPhone, *, set_up: bool) -> SettingRow:
    translate = QCoreApplication.translate
    first = translate("Settings", "Disconnect") if phone.connected else translate("Settings", "Connect")
    return SettingRow(
        key=f"phone:{phone.device}",
        kind="item",
        label=phone.name,
        subtitle=translate("Settings", "connected")
        if phone.connected
        else translate("Settings", "not connected"),
        labels=[first, translate("Settings", "Forget")],
        on=phone.connected,
        icon="cellphone-check" if phone.connected else "cellphone",
        open=set_up,
    )


def _companion_row(*, set_up: bool) -> SettingRow:
    translate = QCoreApplication.translate
    return SettingRow(
        key="companion:",
        kind="item",
        label=translate("Settings", "App"),
        subtitle=translate("Settings", "invite as"),
        labels=[
            translate("Settings", "Owner"),
            translate("Settings", "Driver"),
            translate("Settings", "Guest"),
            translate("Settings", "Lost phone"),
        ],
        icon="qrcode",
        open=set_up,
    )


def _sent_text(sent: SentSummary | None, form: Format) -> str:
    translate = QCoreApplication.translate
    if sent is None or sent.values == 0 or sent.last is None:
        return translate("Settings", "Nothing sent")
    moment = form.clock(sent.last.time())
    return translate("Settings", "{count} values sent at {time}").format(
        count=form.number(sent.values), time=moment
    )


def _number(key: str, value: float, form: Format) -> Quantity:
    if key.endswith("_percent"):
        return form.percent(value)
    if key in ("vehicle_height_cm", "vehicle_weight_kg") and value <= 0.0:
        return Quantity(QCoreApplication.translate("Settings", "as built"), "")
    if key == "vehicle_height_cm":
        return form.height(value / 100.0)
    if key == "vehicle_weight_kg":
        return form.weight(value)
    if key.endswith("_kmh"):
        return form.speed(value)
    return Quantity(form.number(value), "")


def _words(key: str) -> tuple[str, str]:
    translate = QCoreApplication.translate
    return {
        "distance_unit": (translate("Settings", "Distance"), ""),
        "temperature_unit": (translate("Settings", "Temperature"), ""),
        "pressure_unit": (translate("Settings", "Tyre pressure"), ""),
        "consumption_unit": (translate("Settings", "Consumption"), ""),
        "clock": (translate("Settings", "Clock"), ""),
        "language": (translate("Settings", "Language"), ""),
        "appearance": (translate("Settings", "Appearance"), ""),
        "brightness_percent": (translate("Settings", "Brightness"), ""),
        "animations": (
            translate("Settings", "Animations"),
            translate("Settings", "only while the car stands"),
        ),
        "voice": (translate("Settings", "Spoken guidance"), ""),
        "voice_volume_percent": (translate("Settings", "Volume"), ""),
        "overspeed_first_kmh": (
            translate("Settings", "Larger sign"),
            translate("Settings", "over the limit by"),
        ),
        "overspeed_second_kmh": (
            translate("Settings", "One chime"),
            translate("Settings", "over the limit by"),
        ),
        "avoid_tolls": (translate("Settings", "Avoid tolls"), ""),
        "avoid_motorways": (translate("Settings", "Avoid motorways"), ""),
        "avoid_ferries": (translate("Settings", "Avoid ferries"), ""),
        "avoid_unpaved": (translate("Settings", "Avoid unpaved roads"), ""),
        "vehicle_height_cm": (
            translate("Settings", "Height of the car"),
            translate("Settings", "with what is on the roof"),
        ),
        "vehicle_weight_kg": (
            translate("Settings", "Weight of the car"),
            translate("Settings", "with trailer and load"),
        ),
        "share_position": (translate("Settings", "Position"), ""),
        "share_trips": (translate("Settings", "Trips and places"), ""),
        "share_health": (translate("Settings", "Vehicle health"), ""),
        "share_maintenance": (translate("Settings", "Maintenance"), ""),
        "share_diagnostics": (translate("Settings", "Fault codes"), ""),
        "share_records": (translate("Settings", "Favourites and profiles"), ""),
    }[key]


def _choice_label(key: str, choice: str) -> str:
    translate = QCoreApplication.translate
    if key == "language":
        return NATIVE_NAMES[choice]
    return {
        "km": translate("Settings", "km"),
        "mi_ft": translate("Settings", "miles, feet"),
        "mi_yd": translate("Settings", "miles, yards"),
        "celsius": "°C",
        "fahrenheit": "°F",
        "bar": "bar",
        "kpa": "kPa",
        "psi": "psi",
        "per_distance": "kWh/100",
        "distance_on": translate("Settings", "km/kWh"),
        "24h": "24 h",
        "12h": "12 h",
        "auto": translate("Settings", "Auto"),
        "day": translate("Settings", "Day"),
        "night": translate("Settings", "Night"),
        "on": translate("Settings", "On"),
        "alerts": translate("Settings", "Alerts"),
        "off": translate("Settings", "Off"),
    }[choice]
