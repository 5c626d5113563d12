"""One notification at a time, the most urgent first, none lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.alerts import AlertsModel
from hmi.view_models.shell.notifications import (
    FORGOTTEN_AFTER_S,
    MAXIMUM_WAITING,
    SHOWN_FOR_S,
    Notification,
    NotificationQueue,
    Priority,
)
from tests.hmi.fake_car import FakeCar

from .conftest import Clock

NOTE = Notification("note", "A note")
ADVICE = Notification("advice", "Advice", priority=Priority.ADVICE)
TYRE = Notification("tyre", "Tyre low", priority=Priority.WARNING)
FIRE = Notification("fire", "Stop now", priority=Priority.DANGER)
CALL = Notification("call", "Léa calls", action="Answer")


def test_a_message_is_gone_after_six_seconds() -> None:
    queue = NotificationQueue().pushed(NOTE, 0.0)
    assert queue.advanced(SHOWN_FOR_S - 0.1).shown == NOTE
    assert queue.advanced(SHOWN_FOR_S).shown is None


def test_one_that_needs_an_answer_stays_until_it_is_touched() -> None:
    queue = NotificationQueue().pushed(CALL, 0.0)
    assert queue.advanced(3600.0).shown == CALL
    assert queue.dismissed(3600.0).shown is None


def test_the_urgent_one_comes_first_and_the_other_comes_back() -> None:
    queue = NotificationQueue().pushed(NOTE, 0.0).pushed(FIRE, 1.0)
    assert queue.shown == FIRE
    assert queue.advanced(1.0 + SHOWN_FOR_S).shown == NOTE


def test_a_less_urgent_one_waits() -> None:
    queue = NotificationQueue().pushed(FIRE, 0.0).pushed(NOTE, 1.0).pushed(TYRE, 2.0)
    assert queue.shown == FIRE
    queue = queue.advanced(7.0)
    assert queue.shown == TYRE
    assert queue.advanced(14.0).shown == NOTE


def test_the_same_again_neither_starts_over_nor_doubles() -> None:
    queue = NotificationQueue().pushed(TYRE, 0.0).pushed(TYRE, 5.0)
    assert queue.advanced(6.0).shown is None
    queue = NotificationQueue().pushed(FIRE, 0.0).pushed(TYRE, 1.0).pushed(TYRE, 2.0)
    assert len(queue.waiting) == 1


def test_what_is_over_disappears() -> None:
    queue = NotificationQueue().pushed(FIRE, 0.0).pushed(TYRE, 1.0)
    assert queue.withdrawn("tyre", 2.0).waiting == ()
    assert queue.withdrawn("fire", 2.0).shown == TYRE


def test_old_notes_are_forgotten_but_no_warning_is() -> None:
    queue = NotificationQueue().pushed(FIRE, 0.0).pushed(NOTE, 0.0).pushed(TYRE, 0.0)
    queue = queue.dismissed(FORGOTTEN_AFTER_S + 1)
    assert queue.shown == TYRE
    assert queue.waiting == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["push", "advance", "dismiss", "withdraw"]), st.integers(0, 30)),
        max_size=60,
    )
)
def test_whatever_happens_the_most_urgent_is_on_screen(steps: list[tuple[str, int]]) -> None:
    queue, now_s = NotificationQueue(), 0.0
    for step, number in steps:
        now_s += 1.0
        if step == "push":
            queue = queue.pushed(Notification(f"k{number}", "t", priority=Priority(number % 4)), now_s)
            assert queue.shown is not None
            assert all(row.notification.priority <= queue.shown.priority for row in queue.waiting)
        elif step == "advance":
            queue = queue.advanced(now_s)
        elif step == "dismiss":
            queue = queue.dismissed(now_s)
        else:
            queue = queue.withdrawn(f"k{number}", now_s)
            assert queue.shown is None or queue.shown.key != f"k{number}"
        keys = [row.notification.key for row in queue.waiting]
        assert len(keys) == len(set(keys)) <= MAXIMUM_WAITING
        assert queue.shown is not None or not queue.waiting


def test_losing_the_car_is_told_once_and_taken_back(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    model = AlertsModel(car, settings, clock)
    car.say({"Vehicle.Speed": 1.0})
    assert not model.shown
    car.leave()
    assert model.title == "No data from the car"
    car.say({"Vehicle.Speed": 1.0})
    assert not model.shown


def test_a_warning_chimes_and_a_note_does_not(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    model = AlertsModel(car, settings, clock)
    chimes: list[str] = []
    model.chimed.connect(chimes.append)
    model.push(NOTE)
    model.push(TYRE)
    model.push(TYRE)
    assert chimes == ["warn"]
