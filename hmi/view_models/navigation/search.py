"""Finding a place: what was typed, what it may become, what was found, and what to do with it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.errors import SettingsError
from hmi.navigation.places_book import (
    PlacesBook,
    PlacesFile,
    place_from_setting,
    setting_from_place,
)
from hmi.navigation.state import NavigationState, Phase, SearchState
from hmi.view_models.navigation.categories import icon_of
from hmi.view_models.navigation.context import Navigation, Preferences
from hmi.view_models.navigation.facts import facts_of
from hmi.view_models.rows import Rows
from maps.geometry import LatLon
from maps.models import Place
from maps.search.coordinates import looks_like_code

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

MAXIMUM_STOPS = 10
"""the destination included; what the route engine promises"""
USUAL_MPS = 9.0
"""straight over the map: how fast one gets nearer, for whether a place is open when one is there"""
KIND_ICONS = {"home": "home", "work": "briefcase", "favourite": "star", "recent": "history"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a list."""

    place: str
    detail: str
    """what one chooses it by, then where it is"""
    distance: str
    """how far, or along a route how many minutes more"""
    icon: str
    begin: int = 0
    length: int = 0
    """the part of the name that the query matched"""
    favourite: bool = False
    kind: str = "found"
    """found, home, work, favourite, recent"""
    closed: bool = False
    """when one would be there"""


@QmlElement
class SearchModel(QObject):
    """Search as you type. `adding` means that a chosen place becomes one more stop, not the destination."""

    textChanged = Signal()
    foundChanged = Signal()
    addingChanged = Signal()
    keptChanged = Signal()
    chosen = Signal()
    """a place was chosen: the search may close"""
    bookChanged = Signal()
    """the driver has changed what is kept (not `take_book`)"""

    def __init__(
        self,
        navigator: Navigation,
        preferences: Preferences,
        places_file: PlacesFile | None = None,
        parent: QObject | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._preferences = preferences
        self._file = places_file if places_file is not None else PlacesFile()
        self._book = self._file.read()
        self._kept: tuple[Place, ...] = ()
        self._kept_rows: Rows[PlaceRow] = Rows(PlaceRow, self)
        self._text = ""
        self._category = ""
        self._along_route = False
        self._adding = False
        self._places: tuple[Place, ...] = ()
        self._shown: tuple[Place, ...] = ()
        """the same in the order of the rows"""
        self._rows: Rows[PlaceRow] = Rows(PlaceRow, self)
        self._now = now
        self._left_out: tuple[str, ...] = ()
        self._added_s: tuple[float | None, ...] = ()
        self._found: tuple[bool, int, str, bool] = (False, 0, "", False)
        self._search: SearchState | None = None
        """what was shown last; a fix that comes in changes nothing here"""
        navigator.subscribe(self._navigation_changed)
        preferences.changed.connect(self._preferences_changed)
        self._preferences_changed()

    @property
    def book(self) -> PlacesBook:
        return self._book

    def take_book(self, book: PlacesBook) -> None:
        """What is kept, as it was changed elsewhere."""
        if book != self._book:
            self._book = book
            self._keep_book()

    def go_through(self, stops: Sequence[Place]) -> None:
        """Preview a way through `stops`, the destination last, as they were sent from a phone."""
        self._navigator.preview(stops[-MAXIMUM_STOPS:])
        self._book = self._book.visited(stops[-1])
        self._book_changed()
        self.chosen.emit()

    def remember(self, place: Place) -> None:
        """Put a place among the recent ones without going there."""
        self._book = self._book.visited(place)
        self._book_changed()

    @Slot()
    def _preferences_changed(self) -> None:
        self._places, self._shown, self._added_s = (), (), ()
        self._search = None
        self._rows.show([])
        self._show_kept()
        self._navigation_changed(self._navigator.state)

    def _show_kept(self) -> None:
        """Home, work, favourites, then where one lately went; each place once."""
        settings = self._preferences.settings
        own = [
            place
            for place in (
                place_from_setting(settings.home, "home"),
                place_from_setting(settings.work, "work"),
            )
            if place is not None
        ]
        favourites = list(self._book.favourites)
        recents = [place for place in self._book.recents if not self._book.is_favourite(place)]
        self._kept = (*own, *favourites, *recents)
        kinds = [place.category for place in own] + ["favourite"] * len(favourites)
        kinds += ["recent"] * len(recents)
        self._kept_rows.show(
            [
                PlaceRow(
                    place.name,
                    place.context,
                    "",
                    KIND_ICONS[kind],
                    favourite=self._book.is_favourite(place),
                    kind=kind,
                )
                for place, kind in zip(self._kept, kinds, strict=True)
            ]
        )
        self.keptChanged.emit()

    def _navigation_changed(self, state: NavigationState) -> None:
        search = state.search
        if search is self._search:
            return
        self._search = search
        self._left_out = search.left_out
        if search.places != self._places or search.added_s != self._added_s or not self._rows.rows:
            self._places, self._added_s = search.places, search.added_s
            self._show_found()
        known = search.next_letters is not None
        letters = "".join(sorted(search.next_letters or ())).lower()
        # While an answer is on its way the old letters may dim a key that leads somewhere.
        fresh = known and not search.busy and search.text == self._text and not self._category
        found = (search.busy, search.total, letters, fresh)
        if found != self._found:
            self._found = found
        self.foundChanged.emit()

    def _show_found(self) -> None:
        added = self._added_s or (None,) * len(self._places)
        found = [
            (self._row(place, added_s), place, added_s)
            for place, added_s in zip(self._places, added, strict=True)
        ]
        if self._category:
            # Whoever looks for a pharmacy looks for an open one.
            found.sort(key=lambda row: row[0].closed)
        self._shown = tuple(place for _, place, _ in found)
        self._rows.show([row for row, _, _ in found])

    def _row(self, place: Place, added_s: float | None) -> PlaceRow:
        form = self._preferences.format
        distance_m = place.distance_m
        distance = "" if distance_m is None else form.distance(distance_m).text
        if added_s is not None:
            distance = QCoreApplication.translate("SearchModel", "+{minutes}").format(
                minutes=form.duration(added_s)
            )
        there = self._now() + timedelta(seconds=(distance_m or 0.0) / USUAL_MPS)
        facts = facts_of(place, there, form)
        return PlaceRow(
            place.name,
            " · ".join(part for part in (facts.words, place.context) if part),
            distance,
            icon_of(place.category),
            place.match_begin,
            place.match_length,
            self._book.is_favourite(place),
            closed=facts.closed,
        )

    # Intents ------------------------------------------------------------------------------------

    @Slot(str)
    def type(self, letters: str) -> None:
        self._set_text(self._text + letters)

    @Slot()
    def erase(self) -> None:
        self._set_text(self._text[:-1])

    @Slot()
    def clear(self) -> None:
        self._category = ""
        self._along_route = False
        self._set_text("", force=True)

    @Slot(str)
    def showCategory(self, category: str) -> None:
        """Places of a kind near the car, narrowed by what is typed."""
        self._category = "" if category == self._category else category
        self._ask()

    @Slot()
    def toggleAlongRoute(self) -> None:
        """Only what lies near the rest of the way, in the order in which it comes; chargers, unless asked."""
        self._along_route = not self._along_route
        if self._along_route and not self._category and not self._text:
            self._category = "charging_station"
        self._ask()

    @Slot()
    def endCategory(self) -> None:
        """The search is left: a kind asked for then is not asked for the next time."""
        if self._category or self._along_route:
            self._category, self._along_route = "", False
            self._ask()

    @Slot(int)
    def choose(self, index: int) -> None:
        if 0 <= index < len(self._shown):
            self.go(self._shown[index])

    @Slot(int)
    def chooseKept(self, index: int) -> None:
        if 0 <= index < len(self._kept):
            self.go(self._kept[index])

    @Slot()
    def goHome(self) -> None:
        self._go_to_setting(self._preferences.settings.home, "home")

    @Slot()
    def goToWork(self) -> None:
        self._go_to_setting(self._preferences.settings.work, "work")

    @Slot(int, bool)
    def toggleFavourite(self, index: int, kept: bool) -> None:
        """Of the places kept, or of those found."""
        place = self._listed(index, kept)
        if place is not None:
            self._book = self._book.toggled(place)
            self._book_changed()

    @Slot(int, bool)
    def setHome(self, index: int, kept: bool) -> None:
        place = self._listed(index, kept)
        if place is not None:
            self._preferences.change(home=setting_from_place(place))

    @Slot(int, bool)
    def setWork(self, index: int, kept: bool) -> None:
        place = self._listed(index, kept)
        if place is not None:
            self._preferences.change(work=setting_from_place(place))

    @Slot(int)
    def forget(self, index: int) -> None:
        """Take a kept place off every list."""
        place = self._listed(index, kept=True)
        if place is None:
            return
        if place.category in ("home", "work"):
            self._preferences.change(**{place.category: ""})
            return
        self._book = self._book.forgotten(place)
        if self._book.is_favourite(place):
            self._book = self._book.toggled(place)
        self._book_changed()

    @Slot()
    def chooseFirst(self) -> None:
        self.choose(0)

    @Slot(float, float, str)
    def choosePoint(self, lat_deg: float, lon_deg: float, name: str) -> None:
        """A point that was held on the map."""
        self.go(Place(name=name, position=LatLon(lat_deg, lon_deg), category="point"))

    @Slot(object)
    def go(self, place: Place) -> None:
        """Preview a way to `place`, or by way of it."""
        state = self._navigator.state
        stops: Sequence[Place] = (place,)
        if self._adding and state.stops:
            stops = (*state.stops[:-1], place, state.stops[-1])[-MAXIMUM_STOPS:]
        if self._adding and state.phase is Phase.GUIDING:
            self._navigator.change_stops(stops)
        else:
            self._navigator.preview(stops)
        if place.category not in ("home", "work"):
            self._book = self._book.visited(place)
            self._book_changed()
        self._set_adding(False)
        self.clear()
        self.chosen.emit()

    def _go_to_setting(self, text: str, category: str) -> None:
        place = place_from_setting(text, category)
        if place is not None:
            self.go(place)

    def _listed(self, index: int, kept: bool) -> Place | None:
        places = self._kept if kept else self._shown
        return places[index] if 0 <= index < len(places) else None

    def _book_changed(self) -> None:
        self._keep_book()
        self.bookChanged.emit()

    def _keep_book(self) -> None:
        try:
            self._file.write(self._book)
        except SettingsError as error:
            # Kept for this drive all the same; the driver can do nothing about a full disk now.
            log.warning("%s", error)
        self._show_kept()
        self._show_found()

    # Properties ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.textChanged.emit()
        self._navigator.search(self._text, category=self._category, along_route=self._along_route)

    def _get_text(self) -> str:
        return self._text

    def _set_text(self, text: str, force: bool = False) -> None:
        if text != self._text or force:
            self._text = text
            self._ask()

    def _get_along_route(self) -> bool:
        return self._along_route

    def _get_completion(self) -> str:
        """The rest of the best name, when it begins with what was typed."""
        first = self._shown[0].name if self._shown else ""
        typed = self._text
        return first[len(typed) :].lower() if typed and first.lower().startswith(typed.lower()) else ""

    def _get_category(self) -> str:
        return self._category

    def _get_adding(self) -> bool:
        return self._adding

    def _set_adding(self, adding: bool) -> None:
        if adding != self._adding:
            self._adding = adding
            self.addingChanged.emit()

    def _get_places(self) -> QObject:
        return self._rows

    def _get_has_home(self) -> bool:
        return place_from_setting(self._preferences.settings.home, "home") is not None

    def _get_has_work(self) -> bool:
        return place_from_setting(self._preferences.settings.work, "work") is not None

    def _get_kept(self) -> QObject:
        return self._kept_rows

    def _get_busy(self) -> bool:
        return self._found[0]

    def _get_left_out(self) -> str:
        """Words that the first place does not answer, as they were typed."""
        return " ".join(self._left_out) if self._places and not self._found[0] else ""

    def _get_code(self) -> bool:
        """What is typed may become a plus code: letters and digits are wanted side by side."""
        return looks_like_code(self._text)

    def _get_language(self) -> str:
        return self._preferences.settings.language

    def _get_total(self) -> int:
        return self._found[1]

    def _get_letters(self) -> str:
        return self._found[2]

    def _get_letters_known(self) -> bool:
        return self._found[3] and bool(self._text)

    text = Property(str, _get_text, _set_text, notify=textChanged)
    alongRoute = Property(bool, _get_along_route, notify=textChanged)
    category = Property(str, _get_category, notify=textChanged)
    completion = Property(str, _get_completion, notify=foundChanged)
    adding = Property(bool, _get_adding, _set_adding, notify=addingChanged)
    places = Property(QObject, _get_places, notify=addingChanged)
    hasHome = Property(bool, _get_has_home, notify=keptChanged)
    hasWork = Property(bool, _get_has_work, notify=keptChanged)
    kept = Property(QObject, _get_kept, notify=addingChanged)
    busy = Property(bool, _get_busy, notify=foundChanged)
    total = Property(int, _get_total, notify=foundChanged)
    leftOut = Property(str, _get_left_out, notify=foundChanged)
    language = Property(str, _get_language, notify=keptChanged)
    code = Property(bool, _get_code, notify=textChanged)
    letters = Property(str, _get_letters, notify=foundChanged)
    lettersKnown = Property(bool, _get_letters_known, notify=foundChanged)
