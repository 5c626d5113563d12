"""Settings take effect at once, are kept, and wait for the car to stand where they are set-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.settings import SettingsFile
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.settings.settings_rows import (
    SECTIONS,
    InstalledRegion,
    PairedPhone,
    SentSummary,
    Surroundings,
    section_title,
)
from hmi.view_models.shell.distraction import DistractionModel
from tests.hmi.fake_car import FakeCar

from .conftest import Clock


def test_a_change_is_in_force_at_once_and_on_disk_soon(settings: SettingsModel, tmp_path: Path) -> None:
    changes: list[str] = []
    settings.languageChanged.connect(lambda: changes.append(settings.language))
    settings.choose("language", 5)
    assert changes == ["ar"]
    assert settings.rightToLeft
    settings.save()
    assert SettingsFile(tmp_path / "settings.json").read().profiles.settings.language == "ar"


def test_a_disk_that_fails_is_told_and_the_change_stays(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "no").write_text("")
    model = SettingsModel(SettingsFile(tmp_path / "no" / "settings.json"))
    problems: list[str] = []
    model.problem.connect(problems.append)
    model.choose("language", 1)
    model.save()
    assert model.language == "fr"
    assert len(problems) == 1
    assert problems[0].startswith("Settings cannot be saved")


def test_every_setting_of_a_section_has_words_in_the_table(settings: SettingsModel) -> None:
    for section in SECTIONS:
        settings.section = section
        assert section_title(section)
        for row in settings.rows.rows:
            assert row.label
            assert row.kind in ("choice", "languages", "flag", "slider", "number", "item")


def test_day_night_and_auto(settings: SettingsModel) -> None:
    settings.setNightOutside(True)
    assert settings.night
    settings.choose("appearance", 1)
    assert not settings.night
    settings.setNightOutside(False)
    settings.choose("appearance", 2)
    assert settings.night


def test_numbers_stay_within_their_bounds(settings: SettingsModel) -> None:
    for _ in range(40):
        settings.step("brightness_percent", -1)
    assert settings.brightness == pytest.approx(0.05)
    settings.slide("brightness_percent", 0.5)
    assert settings.settings.brightness_percent in (50, 55)
    settings.slide("brightness_percent", 7.0)
    assert settings.brightness == 1.0


def test_nonsense_from_a_touch_changes_nothing(settings: SettingsModel) -> None:
    before = settings.profiles
    settings.choose("language", 17)
    settings.choose("nothing", 0)
    settings.switchTo("language", True)
    settings.step("language", 1)
    settings.act("profile:nobody", 0)
    settings.act("region:nowhere", 0)
    assert settings.profiles == before


@pytest.fixture
def moving(car: FakeCar, settings: SettingsModel, clock: Clock) -> DistractionModel:
    distraction = DistractionModel(car, clock)
    settings.limit_by(distraction)
    return distraction


def test_no_set_up_in_a_moving_car(settings: SettingsModel, moving: DistractionModel) -> None:
    assert settings.locked
    settings.choose("language", 1)
    settings.switchTo("share_trips", True)
    settings.act("profiles", 0)
    assert settings.language == "en"
    assert not settings.settings.share_trips
    assert len(settings.profiles.by_id) == 1
    settings.choose("appearance", 1)
    assert settings.appearance == "day"
    assert settings.sections.rowCount() <= 6
    assert settings.section == "display", "the page of units cannot be used now"


def test_standing_or_a_passenger_opens_it(
    settings: SettingsModel, moving: DistractionModel, car: FakeCar, clock: Clock
) -> None:
    settings.unlockForPassenger()
    assert settings.locked, "nobody sits there"
    car.say(
        {
            "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus": "OCCUPIED",
            "Vehicle.Cabin.Seat.Row1.PassengerSide.IsBelted": True,
        }
    )
    assert settings.passengerMayUnlock
    settings.unlockForPassenger()
    assert not settings.locked
    car.say({"Vehicle.Cabin.Seat.Row1.PassengerSide.IsBelted": False})
    assert settings.locked
    car.say({"Vehicle.Speed": 0.0})
    assert not settings.locked


def test_privacy_tells_what_was_sent_and_asks_before_erasing(settings: SettingsModel) -> None:
    settings.section = "privacy"
    assert not any(row.on for row in settings.rows.rows)
    assert {row.subtitle for row in settings.rows.rows} == {"Nothing sent"}
    from datetime import datetime

    sent = {"health": SentSummary(38, 4800, datetime(2025, 1, 1, 14, 2))}
    settings.surround(Surroundings(sent=sent))
    assert "38 values sent at 14:02" in [row.subtitle for row in settings.rows.rows]
    assert settings.headText.replace("\u00a0", " ") == "38 values today · 5 kB"
    done: list[tuple[str, str]] = []
    settings.acted.connect(lambda what, which: done.append((what, which)))
    settings.act("privacy", 1)
    assert settings.question
    settings.answer(False)
    assert done == []
    settings.act("privacy", 1)
    settings.answer(True)
    assert done == [("privacy erase", "")]
    assert settings.question == ""


def test_a_consent_is_told_and_one_from_elsewhere_is_not_told_back(settings: SettingsModel) -> None:
    told: list[tuple[str, bool]] = []
    settings.consentChanged.connect(lambda kind, on: told.append((kind, on)))
    settings.switchTo("share_health", True)
    settings.show_consents({"health": False, "trips": True, "unheard of": True})
    assert told == [("health", True)]
    assert settings.settings.share_trips
    assert not settings.settings.share_health


def test_regions_and_phones_are_handled_by_their_owners(settings: SettingsModel) -> None:
    settings.surround(
        Surroundings(
            regions=(
                InstalledRegion("monaco", "Monaco", 4_000_000, update=True),
                InstalledRegion("porto", "Porto", 9_000_000, installed=False),
                InstalledRegion("oslo", "Oslo", 9_000_000, installed=False, progress=0.3),
            ),
            phones=(PairedPhone("a", "Léa", True), PairedPhone("b", "Work", False)),
            bluetooth=True,
        )
    )
    done: list[tuple[str, str]] = []
    settings.acted.connect(lambda what, which: done.append((what, which)))
    settings.act("region:monaco", 0)
    settings.act("region:porto", 0)
    settings.act("region:oslo", 0)
    settings.act("region:monaco", 1)
    settings.answer(True)
    settings.act("phone:a", 0)
    settings.act("phone:b", 0)
    settings.act("phone:b", 1)
    settings.act("phones", 0)
    assert done == [
        ("region update", "monaco"),
        ("region install", "porto"),
        ("region cancel", "oslo"),
        ("region remove", "monaco"),
        ("phone disconnect", "a"),
        ("phone connect", "b"),
        ("phone forget", "b"),
        ("phone pair", ""),
    ]


def test_profiles_come_and_go(settings: SettingsModel) -> None:
    settings.section = "profiles"
    settings.act("profiles", 0)
    assert [row.label for row in settings.rows.rows] == ["Driver 1", "Driver 2"]
    assert settings.profile == "Driver 2"
    settings.act("profile:driver", 0)
    assert settings.profile == "Driver 1"
    settings.act("profile:profile-1", 1)
    settings.answer(True)
    assert len(settings.profiles.by_id) == 1
