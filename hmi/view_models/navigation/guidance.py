"""What the guided driver reads: the next maneuver, lanes, speed against the limit, and when the trip ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from time import monotonic

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.navigation.arrival_clock import ArrivalClock, arrival_clock
from hmi.navigation.state import Guidance, NavigationState, Phase
from hmi.units import DASH, NO_BREAK_SPACE, Format
from hmi.vehicle.state import VehicleState
from hmi.view_models.navigation.context import Navigation, Preferences, Vehicle
from hmi.view_models.rows import Rows
from maps.country.areas import Area, Areas, LimitSign
from maps.display.abbreviations import shortened
from maps.geometry import BoundingBox, LatLon, distance_m
from maps.models import Fix, Lane, Maneuver
from maps.route.pace import Pace

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

QVariantMap = dict
"""Qt's name, by which the QML checker knows the type"""

REFRESH_MS = 250
JAM_LENGTHS = (1, 2, 5)
"""kilometres or miles that a driver takes a jam ahead to be long"""
AREA_STEP_M = 500.0
"""Borders are known to a hundred metres."""
NO_LIMIT_KMH = 255
MAP_MODES: tuple[str, ...] = ("perspective", "headingUp", "northUp")
"""what the compass steps through"""
MAXIMUM_LANES = 8
"""more would be thinner than an arrow; the ones at the far side of the turn are left out"""
RAMPS = frozenset({"on ramp", "off ramp", "fork"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One maneuver as its card shows it."""

    kind: str = ""
    modifier: str = ""
    turn_deg: float = 0.0
    stubs_deg: tuple[float, ...] = ()
    roundabout_exit: int = 0
    left_hand: bool = False
    tunnel: bool = False
    street: str = ""
    street_short: str = ""
    """for where `street` does not fit"""
    exit_ref: str = ""
    toward: str = ""
    lanes: tuple[tuple[tuple[str, ...], bool, str], ...] = ()

    def as_map(self) -> dict[str, object]:
        """For QML: field names in camelCase, lanes as maps."""
        plain: dict[str, object] = {
            _camel(field.name): _listed(getattr(self, field.name)) for field in fields(self)
        }
        plain["lanes"] = [
            {"indications": list(indications), "valid": valid, "active": active}
            for indications, valid, active in self.lanes
        ]
        return plain


@dataclass(frozen=True, slots=True)
class Speed:
    """Speed beside the limit. `over` is 0 within it, 1 over it, 2 and 3 over the driver's two steps."""

    number: str = ""
    unit: str = ""
    limit: str = ""
    unlimited: bool = False
    board: bool = False
    """the country's sign is a white board, no ring"""
    own_limit: str = ""
    """the limit in the driver's unit, where the signs have another"""
    ahead: str = ""
    ahead_unlimited: bool = False
    ahead_distance: str = ""
    over: int = 0


@dataclass(frozen=True, slots=True)
class Trip:
    """When and how one arrives. Empty strings are not shown."""

    arrival: str = ""
    span: str = ""
    """from when to when four trips in five arrive"""
    duration: str = ""
    distance: str = ""
    battery: str = ""
    battery_low: bool = False
    destination: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the list of maneuvers."""

    kind: str
    modifier: str
    turn_deg: float
    stubs_deg: list[float]
    """a list, because QML takes no tuple"""
    roundabout_exit: int
    left_hand: bool
    tunnel: bool
    street: str
    street_short: str
    distance: str


@dataclass(frozen=True, slots=True)
class _PhaseFacts:
    phase: str = "browse"
    busy: bool = False
    rerouting: bool = False
    problem: str = ""
    road: str = ""
    destination: str = ""
    positioned: bool = False
    stops: int = 0
    unmapped: str = ""
    """no_map: none is installed; no_region: none of where the car is"""


def turn_of(maneuver: Maneuver, destination: str = "") -> Turn:
    """A maneuver as its card shows it."""
    street = street_of(maneuver, destination)
    return Turn(
        kind=maneuver.type,
        modifier=maneuver.modifier,
        turn_deg=(maneuver.bearing_after_deg - maneuver.bearing_before_deg + 180) % 360 - 180,
        stubs_deg=maneuver.stubs_deg,
        roundabout_exit=maneuver.roundabout_exit,
        left_hand=maneuver.left_hand,
        tunnel=maneuver.enters_tunnel,
        street=street,
        street_short=shortened(street),
        exit_ref=maneuver.exit_ref,
        toward=maneuver.destinations,
        lanes=_shown_lanes(maneuver.lanes, to_right="right" in maneuver.modifier),
    )


def upcoming_turn(guidance: Guidance, destination: str = "") -> Turn:
    """The next maneuver; until a junction before it is passed, the lanes are those to keep to there."""
    turn = turn_of(guidance.maneuver, destination)
    if not guidance.lanes_before:
        return turn
    return replace(turn, lanes=_shown_lanes(guidance.lanes_before, to_right=guidance.lanes_before[-1].valid))


def _shown_lanes(lanes: tuple[Lane, ...], *, to_right: bool) -> tuple[tuple[tuple[str, ...], bool, str], ...]:
    """As many as fit, those on the side that counts."""
    shown = lanes[-MAXIMUM_LANES:] if to_right else lanes[:MAXIMUM_LANES]
    return tuple((lane.indications, lane.valid, lane.active) for lane in shown)


def street_of(maneuver: Maneuver, destination: str = "") -> str:
    if maneuver.type == "arrive":
        return destination or maneuver.name
    if maneuver.type in RAMPS and maneuver.destinations:
        return maneuver.destinations
    if maneuver.ref and maneuver.name and maneuver.ref not in maneuver.name:
        return f"{maneuver.ref} {maneuver.name}"
    return maneuver.name or maneuver.ref or maneuver.rotary_name or maneuver.destinations


def overspeed(
    speed_kmh: float | None, limit_kmh: int | None, first_step_kmh: float, second_step_kmh: float
) -> int:
    """0 within the limit (or unknown), 1 over it, 2 and 3 over the two steps."""
    if speed_kmh is None or limit_kmh is None or limit_kmh == NO_LIMIT_KMH:
        return 0
    # What is read on screen is compared, so that 50 in a 50 zone is never "over".
    excess_kmh = round(speed_kmh) - limit_kmh
    if excess_kmh <= 0:
        return 0
    return 1 + int(excess_kmh > first_step_kmh) + int(excess_kmh > second_step_kmh)


def battery_on_arrival_percent(
    charge_percent: float | None, capacity_kwh: float | None, energy_wh: float | None
) -> float | None:
    """State of charge after spending `energy_wh`, never below zero; None when anything is unknown."""
    if charge_percent is None or not capacity_kwh or energy_wh is None:
        return None
    return min(100.0, max(0.0, charge_percent - energy_wh / (10 * capacity_kwh)))


BATTERY_LOW_PERCENT = 15.0


@QmlElement
class NavigationModel(QObject):
    """Guidance for the map screen, and the driver's wishes back to the navigator."""

    phaseChanged = Signal()
    turnChanged = Signal()
    progressChanged = Signal()
    speedChanged = Signal()
    tripChanged = Signal()
    modeChanged = Signal()
    voiceChanged = Signal()
    chimed = Signal()
    """once, when the second overspeed step is passed"""

    def __init__(
        self,
        navigator: Navigation,
        vehicle: Vehicle,
        preferences: Preferences,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
        *,
        pace: Callable[[], Pace] = Pace,
    ) -> None:
        super().__init__(parent)
        self._pace = pace
        self._navigator = navigator
        self._vehicle = vehicle
        self._preferences = preferences
        self._now = now
        self._phase = _PhaseFacts()
        self._last_destination = ""
        self._turn, self._then = Turn(), Turn()
        self._distance, self._progress = "", 0.0
        self._speed, self._trip = Speed(), Trip()
        self._mode = MAP_MODES[0]
        self._last_mode = self._mode
        self._muted = False
        self._maps: Sequence[BoundingBox] | None = None
        self._steps: Rows[Step] = Rows(Step, self)
        self._shown_maneuvers: Sequence[Maneuver] = ()
        self._area_at: LatLon | None = None
        self._area: Area | None = None
        navigator.subscribe(self._navigation_changed)
        vehicle.stateChanged.connect(self._vehicle_changed)
        preferences.changed.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._vehicle_changed)
        self._timer.start(REFRESH_MS)
        self.refresh()

    def show_maps(self, maps: Sequence[BoundingBox]) -> None:
        """What the installed regions cover, so that an empty map is explained."""
        self._maps = tuple(maps)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        self._shown_maneuvers = ()
        self._navigation_changed(self._navigator.state)

    def _navigation_changed(self, state: NavigationState) -> None:
        guidance = state.guidance
        if state.stops:
            self._last_destination = state.stops[-1].name
        destination = self._last_destination if state.phase is not Phase.BROWSE else ""
        phase = _PhaseFacts(
            str(state.phase),
            state.busy,
            state.rerouting,
            state.problem,
            shortened(guidance.road_name) if guidance else "",
            destination,
            state.fix is not None,
            len(state.stops),
            _unmapped(self._maps, state.fix),
        )
        if phase != self._phase:
            self._phase = phase
            self.phaseChanged.emit()
        self._show_turn(guidance, destination)
        self._show_steps(state, guidance)
        self._vehicle_changed()

    def _show_turn(self, guidance: Guidance | None, destination: str) -> None:
        turn = upcoming_turn(guidance, destination) if guidance else Turn()
        then = turn_of(guidance.then, destination) if guidance and guidance.then else Turn()
        if (turn, then) != (self._turn, self._then):
            self._turn, self._then = turn, then
            self.turnChanged.emit()
        form = self._preferences.format
        # Without a position the last distance is an old one.
        known = self._phase.positioned
        distance = form.distance(guidance.distance_to_maneuver_m if known else None).text if guidance else ""
        progress = guidance.maneuver_progress if guidance and known else 0.0
        if distance != self._distance or abs(progress - self._progress) > 0.002:
            self._distance, self._progress = distance, progress
            self.progressChanged.emit()

    def _show_steps(self, state: NavigationState, guidance: Guidance | None) -> None:
        along_m = guidance.distance_along_m if guidance else 0.0
        ahead = tuple(m for m in state.maneuvers if m.distance_along_m >= along_m - 1)
        if ahead == self._shown_maneuvers and ahead:
            return
        self._shown_maneuvers = ahead
        destination = state.stops[-1].name if state.stops else ""
        form = self._preferences.format
        rows: list[Step] = []
        before_m = along_m if guidance else 0.0
        for maneuver in ahead:
            turn = turn_of(maneuver, destination)
            leg_m = maneuver.distance_along_m - before_m
            before_m = maneuver.distance_along_m
            rows.append(
                Step(
                    turn.kind,
                    turn.modifier,
                    turn.turn_deg,
                    list(turn.stubs_deg),
                    turn.roundabout_exit,
                    turn.left_hand,
                    turn.tunnel,
                    turn.street,
                    turn.street_short,
                    form.distance(max(0.0, leg_m)).text,
                )
            )
        self._steps.show(rows)

    @Slot()
    def _vehicle_changed(self) -> None:
        state, navigation = self._vehicle.state, self._navigator.state
        # A limit of where the car was is no limit of where it is.
        guidance = navigation.guidance if navigation.fix is not None else None
        form, settings = self._preferences.format, self._preferences.settings
        time_s = monotonic()
        speed_kmh = state.number("Vehicle.Speed", time_s)
        limit_kmh = navigation.limit_kmh
        ahead_kmh = guidance.limit_ahead_kmh if guidance else None
        area = self._area_of(navigation.fix)
        signed_in = area.speed_unit if area is not None else ""
        quantity = form.speed(speed_kmh)
        speed = Speed(
            number=quantity.number,
            unit=quantity.unit,
            limit="" if limit_kmh == NO_LIMIT_KMH else form.limit(limit_kmh, signed_in),
            unlimited=limit_kmh == NO_LIMIT_KMH,
            board=area is not None and area.limit_sign is not LimitSign.RING,
            own_limit="" if limit_kmh == NO_LIMIT_KMH else form.own_limit(limit_kmh, signed_in),
            ahead="" if ahead_kmh == NO_LIMIT_KMH else form.limit(ahead_kmh, signed_in),
            ahead_unlimited=ahead_kmh == NO_LIMIT_KMH,
            ahead_distance=form.distance(guidance.limit_ahead_m).text
            if guidance and guidance.limit_ahead_m is not None
            else "",
            over=overspeed(speed_kmh, limit_kmh, settings.overspeed_first_kmh, settings.overspeed_second_kmh),
        )
        if speed != self._speed:
            if speed.over == 3 and self._speed.over < 3:
                self.chimed.emit()
            self._speed = speed
            self.speedChanged.emit()
        trip = self._trip_of(navigation.guidance, navigation.fix is not None, state, form, time_s)
        if trip != self._trip:
            self._trip = trip
            self.tripChanged.emit()

    def _area_of(self, fix: Fix | None) -> Area | None:
        """The country whose signs the car passes; asked anew after some way."""
        if fix is None:
            return None
        if self._area_at is None or distance_m(self._area_at, fix.position) > AREA_STEP_M:
            self._area_at, self._area = fix.position, Areas.load().area_of(fix.position) or self._area
        return self._area

    def _trip_of(
        self, guidance: Guidance | None, positioned: bool, state: VehicleState, form: Format, time_s: float
    ) -> Trip:
        if guidance is None:
            return Trip()
        if not positioned:
            # How far it was is not how far it is.
            return Trip(DASH, duration=form.duration(None), distance=form.distance(None).text)
        charge = state.number("Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed", time_s)
        capacity = state.number("Vehicle.Powertrain.TractionBattery.NetCapacity", time_s)
        battery = battery_on_arrival_percent(charge, capacity, guidance.energy_remaining_wh)
        navigation, pace = self._navigator.state, self._pace()
        there = arrival_clock(
            self._now(),
            guidance.duration_remaining_s,
            navigation.fix.position if navigation.fix is not None else None,
            navigation.stops[-1].position if navigation.stops else None,
            pace,
        )
        return Trip(
            arrival=clock_and_days(form, there),
            span=f"{form.clock(there.earliest.time())} {DASH} {form.clock(there.latest.time())}",
            duration=_short_duration(form, guidance.duration_remaining_s * pace.factor),
            distance=form.distance(guidance.distance_remaining_m).text,
            battery="" if battery is None else form.percent(battery).text,
            battery_low=battery is not None and battery < BATTERY_LOW_PERCENT,
        )

    # Intents ------------------------------------------------------------------------------------

    @Slot()
    def stop(self) -> None:
        """End guidance, or leave the arrival card."""
        self._navigator.stop()

    @Slot(int)
    def avoidAhead(self, index: int) -> None:
        """Go round the next stretch of the route; `index` is a row of `jamLengths`."""
        if 0 <= index < len(JAM_LENGTHS):
            self._navigator.avoid_ahead(JAM_LENGTHS[index] * self._preferences.format.big_unit_m)

    @Slot()
    def skipStop(self) -> None:
        """Leave out the stop that comes next."""
        self._navigator.skip_stop()

    @Slot()
    def nextMode(self) -> None:
        """What the compass does: 3D, heading up, north up, and round again."""
        current = self._mode if self._mode in MAP_MODES else self._last_mode
        self._set_mode(MAP_MODES[(MAP_MODES.index(current) + 1) % len(MAP_MODES)])

    @Slot()
    def recenter(self) -> None:
        """Back to following the car the way it was followed before."""
        self._set_mode(self._last_mode)

    @Slot()
    def toggleVoice(self) -> None:
        self._muted = not self._muted
        self.voiceChanged.emit()

    @Slot()
    def repeat(self) -> None:
        """Say the next maneuver again."""
        self._navigator.repeat()

    @property
    def muted_now(self) -> bool:
        """For whoever speaks."""
        return self._muted

    # Properties ---------------------------------------------------------------------------------

    def _get_phase(self) -> str:
        return self._phase.phase

    def _get_busy(self) -> bool:
        return self._phase.busy

    def _get_rerouting(self) -> bool:
        return self._phase.rerouting

    def _get_problem(self) -> str:
        return self._phase.problem

    def _get_road(self) -> str:
        return self._phase.road

    def _get_unmapped(self) -> str:
        return self._phase.unmapped

    def _get_destination(self) -> str:
        return self._phase.destination

    def _get_positioned(self) -> bool:
        return self._phase.positioned

    def _get_guiding(self) -> bool:
        return self._phase.phase == Phase.GUIDING

    def _get_turn(self) -> dict[str, object]:
        return self._turn.as_map()

    def _get_then(self) -> dict[str, object]:
        return self._then.as_map()

    def _get_distance(self) -> str:
        return self._distance

    def _get_progress(self) -> float:
        return self._progress

    def _get_speed(self) -> dict[str, object]:
        return {_camel(field.name): getattr(self._speed, field.name) for field in fields(Speed)}

    def _get_trip(self) -> dict[str, object]:
        return {_camel(field.name): getattr(self._trip, field.name) for field in fields(Trip)}

    def _get_mode(self) -> str:
        return self._mode

    def _set_mode(self, mode: str) -> None:
        if mode == self._mode:
            return
        self._mode = mode
        if mode in MAP_MODES:
            self._last_mode = mode
        self.modeChanged.emit()

    def _get_muted(self) -> bool:
        return self._muted

    @Property("QStringList", notify=phaseChanged)  # type: ignore[arg-type]
    def jamLengths(self) -> list[str]:
        """How long a jam may be taken to be, in the driver's unit."""
        form = self._preferences.format
        return [form.trip_distance(length * form.big_unit_m).text for length in JAM_LENGTHS]

    def _get_stop_count(self) -> int:
        return self._phase.stops

    def _get_steps(self) -> QObject:
        return self._steps

    phase = Property(str, _get_phase, notify=phaseChanged)
    guiding = Property(bool, _get_guiding, notify=phaseChanged)
    busy = Property(bool, _get_busy, notify=phaseChanged)
    rerouting = Property(bool, _get_rerouting, notify=phaseChanged)
    problem = Property(str, _get_problem, notify=phaseChanged)
    road = Property(str, _get_road, notify=phaseChanged)
    unmapped = Property(str, _get_unmapped, notify=phaseChanged)
    positioned = Property(bool, _get_positioned, notify=phaseChanged)
    destination = Property(str, _get_destination, notify=phaseChanged)
    turn = Property(QVariantMap, _get_turn, notify=turnChanged)
    then = Property(QVariantMap, _get_then, notify=turnChanged)
    distance = Property(str, _get_distance, notify=progressChanged)
    progress = Property(float, _get_progress, notify=progressChanged)
    speed = Property(QVariantMap, _get_speed, notify=speedChanged)
    trip = Property(QVariantMap, _get_trip, notify=tripChanged)
    mapMode = Property(str, _get_mode, _set_mode, notify=modeChanged)
    muted = Property(bool, _get_muted, notify=voiceChanged)
    steps = Property(QObject, _get_steps, notify=phaseChanged)
    stopCount = Property(int, _get_stop_count, notify=phaseChanged)


def _unmapped(maps: Sequence[BoundingBox] | None, fix: Fix | None) -> str:
    if maps is None:
        return ""
    if not maps:
        return "no_map"
    return "no_region" if fix is not None and not any(box.contains(fix.position) for box in maps) else ""


def clock_and_days(form: Format, there: ArrivalClock) -> str:
    """14:32, or 0:10 +1 when that is tomorrow."""
    clock = form.clock(there.likely.time())
    return f"{clock}{NO_BREAK_SPACE}{there.days:+d}" if there.days else clock


def _short_duration(form: Format, duration_s: float) -> str:
    """Minutes, or hours as 4:18 h: in words they would not stand beside the clock."""
    return form.duration(duration_s) if duration_s < 3570 else form.hours(duration_s + 30).text


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
