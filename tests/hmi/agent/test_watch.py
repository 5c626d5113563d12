"""The owner hears of a fast, straying or stolen car once, and of nothing else."""

from __future__ import annotations

import pytest

from hmi.agent.link.watch import LOOKS_NEEDED, Look, Watched, Wishes, watch
from hmi.sync.messages import Sample
from maps.geometry import LatLon

HERE = LatLon(43.73, 7.42)
SPEED = Wishes().asked("speed_alert", {"kmh": 100.0})
FENCE = Wishes().asked("geofence", {"lat": 43.73, "lon": 7.42, "radius_m": 500.0})


def north(metres: float) -> LatLon:
    return LatLon(HERE.lat_deg + metres / 111_195, HERE.lon_deg)


def told(looks: list[Look], wishes: Wishes = Wishes()) -> list[Sample]:  # noqa: B008 (frozen)
    state, found = Watched(), []
    for second, look in enumerate(looks):
        state, samples = watch(state, look, wishes, second * 1000)
        found += samples
    return found


def drive(*speeds_kmh: float | None) -> list[Look]:
    return [Look(speed, HERE, "ON") for speed in speeds_kmh]


def test_too_fast_is_told_once_until_the_car_was_clearly_slower() -> None:
    assert told(drive(*[120] * 30, *[98] * 5, *[120] * 30), SPEED) == [
        Sample("diagnostics", 2000, {"alert": "speed", "speed_kmh": 120, "limit_kmh": 100.0})
    ]
    assert len(told(drive(*[120] * 5, 90, *[120] * 5), SPEED)) == 2


@pytest.mark.parametrize(
    ("speeds", "wishes"),
    [
        ((120, 120, 90, 120, 120), SPEED),
        ((100,) * 20, SPEED),
        ((None,) * 20, SPEED),
        ((250,) * 20, Wishes()),
        ((250,) * 20, SPEED.asked("speed_alert", {"kmh": 0.0})),
    ],
)
def test_a_short_excess_an_unknown_speed_or_no_wish_is_not_told(
    speeds: tuple[float | None, ...], wishes: Wishes
) -> None:
    assert told(drive(*speeds), wishes) == []


def test_leaving_and_entering_the_circle_are_told_once_each() -> None:
    way = [0.0] * 3 + [490, 520, 490, 530] + [600.0] * 10 + [490, 460, 440, 440, 440, 0, 0]
    alerts = told([Look(50, north(metres), "ON") for metres in way], FENCE)
    assert [(sample.kind, sample.body["alert"]) for sample in alerts] == [
        ("position", "left"),
        ("position", "entered"),
    ]


def test_a_circle_that_the_car_is_outside_of_from_the_start_says_nothing_until_it_enters() -> None:
    assert told([Look(0, north(5000), "OFF")] * 10, FENCE) == []


def test_a_parked_car_that_is_towed_is_told_with_and_without_its_place() -> None:
    parked = [Look(0, HERE, "OFF")] * 5
    towed = [Look(None, north(metres), None) for metres in (20, 60, 150, 300, 500, 900, 1500)]
    alerts = told(parked + towed)
    assert [sample.kind for sample in alerts] == ["position", "diagnostics"]
    assert "lat" not in alerts[1].body


@pytest.mark.parametrize("ignition", ["ON", "START", None, "ACC"])
def test_a_driven_car_is_not_stolen(ignition: str | None) -> None:
    assert told([Look(50, north(100.0 * n), ignition) for n in range(20)]) == []


def test_one_jump_of_the_receiver_is_no_theft() -> None:
    looks = [Look(0, HERE, "OFF")] * 5 + [Look(0, north(400), "OFF")] * (LOOKS_NEEDED - 1)
    assert told(looks + [Look(0, HERE, "OFF")] * 20) == []


HANDED_OVER = SPEED.handed_over(True, HERE)


def test_who_parks_the_car_may_drive_it_slowly_and_near() -> None:
    assert told(drive(*[70] * 20), HANDED_OVER) == []
    assert [sample.body["limit_kmh"] for sample in told(drive(*[90] * 20), HANDED_OVER)] == [80.0]
    away = [Look(30, north(100.0 * n), "ON") for n in range(20)]
    assert [sample.body["alert"] for sample in told(away, HANDED_OVER)] == ["left"]
    assert told(away, HANDED_OVER.handed_over(False, HERE)) == []


def test_the_owners_own_stricter_wishes_stay_while_somebody_parks() -> None:
    strict = Wishes().asked("speed_alert", {"kmh": 50.0}).handed_over(True, None).in_force
    assert (strict.speed_kmh, strict.fence) == (50.0, None)
    assert FENCE.handed_over(True, north(5000)).in_force.fence == FENCE.fence


WISHES = [Wishes(), SPEED, FENCE, FENCE.asked("speed_alert", {"kmh": 80.0}), HANDED_OVER]


@pytest.mark.parametrize("wishes", WISHES)
def test_wishes_outlive_a_power_cut(wishes: Wishes) -> None:
    assert Wishes.from_kept(wishes.kept()) == wishes


def test_a_car_that_is_towed_while_its_agent_restarts_is_told() -> None:
    state = Watched()
    for second in range(5):
        state, _ = watch(state, Look(0, HERE, "OFF"), Wishes(), second * 1000)
    again = Watched.from_kept(state.kept())
    assert again.stood_at == HERE
    found: list[Sample] = []
    for second in range(5):
        again, samples = watch(again, Look(None, north(900), None), Wishes(), second * 1000)
        found += samples
    assert [sample.body["alert"] for sample in found] == ["moved", "moved"]


@pytest.mark.parametrize("body", [{}, {"stood_at": None}])
def test_a_car_that_was_not_parked_is_not_taken_for_parked(body: dict[str, None]) -> None:
    assert Watched.from_kept(body) == Watched() == Watched.from_kept(Watched().kept())


def test_a_service_done_is_told_once_also_when_the_workshop_cut_the_power() -> None:
    def looks(*service_km: float | None) -> list[Look]:
        return [Look(0.0, HERE, "ON", km) for km in service_km]

    assert told(looks(None, 800, 750, 15_000, 700, None, *[15_000] * 9)) == [
        Sample("maintenance", 8000, {"next_service_km": 15_000})
    ], "one odd value is no service"
    assert told(looks(800, 790, 791, 780, 1500, 1500, 1500)) == []
    assert told(looks(*[15_000] * 9)) == [], "what was before is unknown"
    before, _ = watch(Watched(), looks(120)[0], Wishes(), 0)
    state = Watched.from_kept(before.kept())
    found = []
    for second, look in enumerate(looks(*[20_000] * 5)):
        state, samples = watch(state, look, Wishes(), second * 1000)
        found += samples
    assert [sample.kind for sample in found] == ["maintenance"]
