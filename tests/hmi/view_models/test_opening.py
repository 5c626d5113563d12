"""Opening hours as mappers write them, at moments that matter."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from hmi.view_models.navigation.opening import Hours, hours_at, read_week

SATURDAY = datetime(2026, 11, 21)


def at(text: str, hour: int, minute: int = 0, day: int = 21) -> Hours | None:
    return hours_at(text, SATURDAY.replace(day=day, hour=hour, minute=minute))


@pytest.mark.parametrize(
    ("text", "hour", "expected"),
    [
        ("Mo-Sa 07:30-20:00; Su 09:00-19:00", 14, Hours(True, time(20, 0))),
        ("Mo-Sa 07:30-20:00; Su 09:00-19:00", 21, Hours(False, None)),
        ("12:00-14:00,19:30-21:45", 15, Hours(False, time(19, 30))),
        ("12:00-14:00,19:30-21:45", 13, Hours(True, time(14, 0))),
        ("24/7", 3, Hours(True, None)),
        ("Mo-Su 00:00-24:00", 3, Hours(True, None)),
        ("Mo-Su 10:00-18:00; Sa off", 12, Hours(False, None)),
        ("Sa,Su 12:00-13:45, Th-Mo 19:30-21:45; Tu,We off", 20, Hours(True, time(21, 45))),
        ("Sa,Su 12:00-13:45, Th-Mo 19:30-21:45; Tu,We off", 13, Hours(True, time(13, 45))),
        ("Mo-Sa 08:30-19:30; PH off", 9, Hours(True, time(19, 30))),
        ('Mo-Sa 08:30-19:30 "by appointment"', 9, Hours(True, time(19, 30))),
        ("11:00-13:00,14:30-19:00; Su,Mo off", 14, Hours(False, time(14, 30))),
        ("Fr 18:00-02:00", 1, Hours(True, time(2, 0))),
        ("Sa 18:00-02:00", 1, Hours(False, time(18, 0))),
        ("07:00-10:30,12:00-24:00", 23, Hours(True, time(0, 0))),
    ],
)
def test_what_a_weeks_table_tells(text: str, hour: int, expected: Hours) -> None:
    assert at(text, hour) == expected


@pytest.mark.parametrize(
    "text",
    [
        "May 17-Oct 01: 12:00-20:00",
        "sunrise-sunset",
        "week 1-20 Mo 10:00-12:00",
        'Mo-Fr 09:00-17:00 || "on request"',
        "19:00+",
        "by appointment",
        "",
        ";;;",
        "Mo-",
    ],
)
def test_what_it_does_not_tell_is_not_guessed(text: str) -> None:
    assert at(text, 12) is None


def test_a_later_rule_takes_the_days_it_names() -> None:
    week = read_week("Mo-Su 09:00-18:00; We 09:00-12:00; Su off")
    assert week is not None
    assert week[2] == ((540, 720),)
    assert week[6] == ()
    assert week[0] == ((540, 1080),)
