"""What to do while the car charges: how long it takes, what is within a walk, and the drive in figures."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import numpy as np
from PySide6.QtCore import Property, QCoreApplication, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.distraction.policy import Activity
from hmi.navigation.requests import Failure, FindNearby, FoundPlaces, Request
from hmi.units import Format, Quantity
from hmi.vehicle.signals import Value
from hmi.vehicle.state import VehicleState
from hmi.view_models.energy.energy_view import BATTERY, CHARGE_LIMIT, PLUGGED
from hmi.view_models.navigation.categories import icon_of
from hmi.view_models.rows import Rows
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import Limited
from hmi.view_models.vehicle import CarLink, Clock, Refresher
from maps.geometry import LatLon, bearing_deg, distance_m
from maps.hours import opening_at
from maps.models import Place

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "food": ("silverware-fork-knife", ("restaurant", "fast_food")),
    "coffee": ("coffee", ("cafe", "bakery")),
    "shops": ("cart", ("supermarket", "shop")),
    "sights": ("image-filter-hdr", ("museum", "attraction", "park")),
    "toilets": ("human-male-female", ("toilets",)),
    "drive": ("chart-box-outline", ()),
}
"""icon, and the categories of places; the last one is the drive that led here, in figures"""
WALK_MPS, DETOUR = 1.35, 1.3
"""a grown person in a town, and how much longer streets are than the line through the air"""
LONGEST_WALK_S = 15 * 60.0
FOUND_EACH = 20
MOVED_M = 50.0
"""asked anew when the car stands elsewhere"""
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_WORDS = re.compile(rf"\b(?:{'|'.join(_DAYS)}|off|closed|PH)\b")
PHONE_KEYS = ("phone", "contact:phone")


class MapQuestions(Protocol):
    """`hmi.navigation.worker.MapWorker`, or a fake of it."""

    def submit(self, request: Request, reply: Callable[..., None]) -> int: ...
    def cancel(self, request_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class NearbyRow:
    """A place to walk to."""

    place: str
    details: str
    """how far on foot, and how long it is open"""
    icon: str
    turn_deg: float
    """which way, clockwise from the car's nose; from north where the nose is not known"""
    closed: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the drive."""

    number: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class KindRow:
    kind: str
    icon: str
    label: str


@QmlElement
class ChargingStop(QObject, Limited):
    """Opens by itself when the cable is in; closed and locked in a moving car."""

    changed = Signal()
    driveWanted = Signal(object)
    """a Place to drive to after all"""
    callWanted = Signal(str)

    def __init__(
        self,
        link: CarLink,
        settings: SettingsModel,
        maps: MapQuestions | None = None,
        clock: Clock = time.monotonic,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._settings, self._maps, self._clock, self._now = link, settings, maps, clock, now
        self._plugged = False
        self._open = False
        self._kind = next(iter(KINDS))
        self._asked_at: LatLon | None = None
        self._waiting: dict[int, str] = {}
        self._found: dict[str, tuple[Place, ...]] = {}
        self._places: tuple[Place, ...] = ()
        self._chosen: Place | None = None
        self._rows: Rows[NearbyRow] = Rows(NearbyRow, self)
        self._figures: Rows[FigureRow] = Rows(FigureRow, self)
        self._kinds: Rows[KindRow] = Rows(KindRow, self)
        self._refresher = Refresher(link, self.refresh, 1000, self)
        settings.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def limits_changed(self) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        state, now_s = self._link.state, self._clock()
        plugged = state.get(PLUGGED, now_s) is True
        if plugged != self._plugged:
            self._plugged = plugged
            self._open = plugged
        if not self._may_open():
            self._open, self._chosen = False, None
        if self._open:
            self._ask()
            self._show()
        self.changed.emit()

    @Slot()
    def toggle(self) -> None:
        """Show it, or what was there before."""
        self._open = not self._open and self._may_open()
        self._chosen = None
        self.refresh()

    @Slot(str)
    def choose(self, kind: str) -> None:
        if kind in KINDS and self._open:
            self._kind, self._chosen, self._asked_at = kind, None, None
            self._found = {}
            self.refresh()

    @Slot(int)
    def look(self, index: int) -> None:
        """More about a place; -1 closes it."""
        self._chosen = self._places[index] if 0 <= index < len(self._places) else None
        self.changed.emit()

    @Slot()
    def call(self) -> None:
        if self._number():
            self.callWanted.emit(self._number())

    @Slot()
    def drive(self) -> None:
        if self._chosen is not None:
            self.driveWanted.emit(self._chosen)

    # what is asked of the map -----------------------------------------------------------------

    def _may_open(self) -> bool:
        return self.allows(Activity.LEISURE)

    def _ask(self) -> None:
        position = self._position()
        categories = KINDS[self._kind][1]
        if position is None or self._maps is None or not categories:
            return
        if self._asked_at is not None and distance_m(position, self._asked_at) < MOVED_M:
            return
        for request_id in self._waiting:
            self._maps.cancel(request_id)
        self._asked_at, self._waiting = position, {}
        for category in categories:
            request = FindNearby("", position, FOUND_EACH, category)
            self._waiting[self._maps.submit(request, self._answer(category))] = category

    def _answer(self, category: str) -> Callable[[FoundPlaces | Failure], None]:
        kind = self._kind

        def take(answer: FoundPlaces | Failure) -> None:
            self._waiting = {key: value for key, value in self._waiting.items() if value != category}
            if kind == self._kind:
                self._found[category] = () if isinstance(answer, Failure) else answer.places
                self._show()
                self.changed.emit()

        return take

    def _show(self) -> None:
        form, now = self._settings.format, self._now()
        self._kinds.show([KindRow(kind, icon, _kind_label(kind)) for kind, (icon, _) in KINDS.items()])
        self._figures.show(self._figure_rows(form))
        self._places = within_a_walk(place for places in self._found.values() for place in places)
        heading_deg = self._link.state.number("Vehicle.CurrentLocation.Heading", self._clock())
        rows = [
            nearby_row(place, self._asked_at, heading_deg or 0.0, now, form)
            for place in self._places
            if self._asked_at is not None
        ]
        self._rows.show(rows[: self.limits.maximum_rows])

    def _figure_rows(self, form: Format) -> list[FigureRow]:
        translate = QCoreApplication.translate
        trip, stop = self._trip("current"), self._trip("since charge")
        distance_driven_m = _number(trip, "distance_m")
        per_km = _number(trip, "consumption_wh_per_km")
        average_mps, highest_mps = _number(trip, "average_mps"), _number(trip, "highest_mps")
        rows: tuple[tuple[str, Quantity], ...] = (
            (translate("ChargingStop", "driven"), form.trip_distance(distance_driven_m)),
            (translate("ChargingStop", "on the road"), form.hours(_number(trip, "moving_s"))),
            (translate("ChargingStop", "consumption"), form.consumption(per_km)),
            (translate("ChargingStop", "recovered by braking"), form.energy(_number(trip, "recovered_wh"))),
            (translate("ChargingStop", "mean speed"), form.speed(_kmh(average_mps))),
            (translate("ChargingStop", "highest speed"), form.speed(_kmh(highest_mps))),
            (translate("ChargingStop", "charged here"), form.energy(_number(stop, "charged_wh"))),
        )
        return [FigureRow(quantity.number, quantity.unit, label) for label, quantity in rows]

    def _trip(self, name: str) -> Mapping[str, Value]:
        return self._link.trips.get(name, {}) if self._link.connected else {}

    def _position(self) -> LatLon | None:
        state, now_s = self._link.state, self._clock()
        latitude = state.number("Vehicle.CurrentLocation.Latitude", now_s)
        longitude = state.number("Vehicle.CurrentLocation.Longitude", now_s)
        # A car that stands under a roof stands where it was last seen.
        return self._asked_at if latitude is None or longitude is None else LatLon(latitude, longitude)

    # what QML sees ----------------------------------------------------------------------------

    @Property(bool, notify=changed)
    def available(self) -> bool:
        """Whether it may be opened now."""
        return self._may_open()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._open

    @Property(str, notify=changed)
    def title(self) -> str:
        """How long it still takes, or what it waits for."""
        translate, form = QCoreApplication.translate, self._settings.format
        left_s = self._left_s()
        if not self._plugged:
            return translate("ChargingStop", "Around here")
        return translate("ChargingStop", "Plugged in") if left_s is None else form.duration(left_s)

    @Property(str, notify=changed)
    def text(self) -> str:
        """To what level and until when; what has been charged."""
        return charge_text(
            self._link.state,
            self._clock(),
            self._left_s(),
            self._now(),
            _number(self._trip("since charge"), "charged_wh") if self._plugged else None,
            self._settings.format,
        )

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._kind

    @Property(str, notify=changed)
    def empty(self) -> str:
        """Why the list is empty, in one sentence."""
        translate = QCoreApplication.translate
        if self._rows.rows or not KINDS[self._kind][1]:
            return ""
        if self._waiting:
            return translate("ChargingStop", "Looking around")
        if self._asked_at is None:
            return translate("ChargingStop", "The car’s position is unknown.")
        return translate("ChargingStop", "Nothing like that within a 15-minute walk.")

    @Property(str, notify=changed)
    def chosen(self) -> str:
        return "" if self._chosen is None else self._chosen.name

    @Property(str, notify=changed)
    def chosenHours(self) -> str:
        """The whole table, as signs at doors have it."""
        attributes = {} if self._chosen is None else dict(self._chosen.attributes)
        return said_hours(attributes.get("opening_hours", ""), self._settings.settings.language)

    @Property(str, notify=changed)
    def chosenContext(self) -> str:
        return "" if self._chosen is None else self._chosen.context

    @Property(str, notify=changed)
    def chosenNumber(self) -> str:
        return self._number()

    def _row_list(self) -> Rows[NearbyRow]:
        return self._rows

    def _figure_list(self) -> Rows[FigureRow]:
        return self._figures

    def _kind_list(self) -> Rows[KindRow]:
        return self._kinds

    places = Property(Rows, _row_list, notify=changed)
    figures = Property(Rows, _figure_list, notify=changed)
    kinds = Property(Rows, _kind_list, notify=changed)

    def _left_s(self) -> float | None:
        state, now_s = self._link.state, self._clock()
        if state.get(BATTERY + "Charging.IsCharging", now_s) is not True:
            return None
        return state.number(BATTERY + "Charging.TimeToComplete", now_s) or None

    def _number(self) -> str:
        attributes = {} if self._chosen is None else dict(self._chosen.attributes)
        found = next((attributes[key] for key in PHONE_KEYS if attributes.get(key)), "")
        return found.partition(";")[0].strip()


def said_hours(text: str, language: str) -> str:
    """OpenStreetMap's opening_hours with the days and words of a language."""
    translate, locale = QCoreApplication.translate, QLocale(language)
    words = {
        day: locale.dayName(number, QLocale.FormatType.ShortFormat) for number, day in enumerate(_DAYS, 1)
    } | {
        "off": translate("ChargingStop", "closed"),
        "closed": translate("ChargingStop", "closed"),
        "PH": translate("ChargingStop", "holidays"),
    }
    said = _WORDS.sub(lambda found: words[found[0]], text)
    return " · ".join(part.strip() for part in said.split(";") if part.strip())


def within_a_walk(places: Iterable[Place]) -> tuple[Place, ...]:
    """Those that can be walked to in time, the nearest first, each once."""
    once: dict[tuple[str, str], Place] = {}
    for place in sorted(places, key=lambda place: place.distance_m or 0.0):
        if place.distance_m is not None and walk_s(place.distance_m) <= LONGEST_WALK_S:
            once.setdefault((place.name, place.context), place)
    return tuple(once.values())


def walk_s(straight_m: float) -> float:
    """How long a person takes to a place so far off, as the crow flies."""
    return straight_m * DETOUR / WALK_MPS


def nearby_row(place: Place, origin: LatLon, heading_deg: float, now: datetime, form: Format) -> NearbyRow:
    translate = QCoreApplication.translate
    words = [
        translate("ChargingStop", "{minutes} on foot").format(
            minutes=form.duration(walk_s(place.distance_m or 0.0))
        )
    ]
    hours = opening_at(dict(place.attributes).get("opening_hours", ""), now, place.position)
    if hours is not None:
        changes_at = hours.changes_within(now)
        if changes_at is not None and not hours.open and changes_at.date() != now.date():
            changes_at = None
        moment = None if changes_at is None else form.clock(changes_at.time())
        if hours.open:
            timed, untimed = translate("ChargingStop", "open until {time}"), translate("ChargingStop", "open")
        else:
            timed = translate("ChargingStop", "opens at {time}")
            untimed = translate("ChargingStop", "closed today")
        words.append(timed.format(time=moment) if moment else untimed)
    at = place.position
    ends = (origin.lat_deg, origin.lon_deg, at.lat_deg, at.lon_deg)
    course_deg = float(bearing_deg(*(np.float64(end) for end in ends)))
    return NearbyRow(
        place=place.name,
        details=" · ".join(words),
        icon=icon_of(place.category),
        turn_deg=(course_deg - heading_deg) % 360,
        closed=hours is not None and not hours.open,
    )


def charge_text(
    state: VehicleState,
    now_s: float,
    left_s: float | None,
    now: datetime,
    charged_wh: float | None,
    form: Format,
) -> str:
    """80 % at 15:04 · 50 kW · 12 kWh charged: what is known of it."""
    translate = QCoreApplication.translate
    words: list[str] = []
    limit = state.number(CHARGE_LIMIT, now_s)
    if left_s is not None:
        percent = form.percent(100.0 if limit is None else limit).text
        moment = form.clock((now + timedelta(seconds=left_s)).time())
        words.append(translate("ChargingStop", "{percent} at {time}").format(percent=percent, time=moment))
    power_w = state.number(BATTERY + "CurrentPower", now_s)
    if left_s is not None and power_w is not None and power_w > 0:
        words.append(form.power(power_w).text)
    if charged_wh:
        words.append(
            translate("ChargingStop", "{energy} charged").format(energy=form.energy(charged_wh).text)
        )
    return " · ".join(words)


def _kind_label(kind: str) -> str:
    translate = QCoreApplication.translate
    return {
        "food": translate("ChargingStop", "Food"),
        "coffee": translate("ChargingStop", "Coffee"),
        "shops": translate("ChargingStop", "Shops"),
        "sights": translate("ChargingStop", "Sights"),
        "toilets": translate("ChargingStop", "Toilets"),
        "drive": translate("ChargingStop", "Drive"),
    }[kind]


def _number(trip: Mapping[str, Value], key: str) -> float | None:
    value = trip.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _kmh(speed_mps: float | None) -> float | None:
    return None if speed_mps is None else speed_mps * 3.6
