"""Settings outlive crashes, full disks, damage and nonsense."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hmi.errors import SettingsError
from hmi.settings import SPECS, Profiles, Settings, SettingsFile, default_path
from hmi.sync.data_kinds import DATA_KINDS


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "headunit" / "settings.json")


def test_a_first_start_has_defaults_and_no_complaint(file: SettingsFile) -> None:
    loaded = file.read()
    assert loaded.profiles.settings == Settings()
    assert loaded.problems == ()


def test_nothing_leaves_the_car_until_somebody_says_so() -> None:
    assert [row.name for row in fields(Settings) if row.name.startswith("share_") and row.default] == []
    kinds = [key.removeprefix("share_") for key in SPECS if key.startswith("share_")]
    assert kinds == [kind.id for kind in DATA_KINDS]


def test_what_is_written_is_read(file: SettingsFile) -> None:
    written = Profiles().changed(language="ar", brightness_percent=5, share_health=True).added("Léa")
    file.write(written)
    loaded = file.read()
    assert loaded.profiles == written
    assert loaded.problems == ()


def test_every_default_is_allowed_by_its_own_row() -> None:
    for spec in SPECS.values():
        assert spec.allows(spec.default), spec.key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "xx"),
        ("brightness_percent", 101),
        ("brightness_percent", float("nan")),
        ("brightness_percent", True),
        ("share_trips", 1),
        ("name", "x" * 33),
        ("name", "two\nlines"),
        ("no_such_setting", 1),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(key: str, value: object) -> None:
    with pytest.raises(SettingsError):
        Profiles().changed(**{key: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"version": 1, "current": "driver", "profi',
        b"null",
        b"[]",
        b'{"version": 99, "current": "driver", "profiles": {"driver": {}}}',
        b'{"version": 1, "profiles": {}}',
        b'{"version": 1, "profiles": {"driver": 3}}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
)
def test_a_damaged_file_gives_defaults_is_reported_and_kept(file: SettingsFile, content: bytes) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(content)
    loaded = file.read()
    assert loaded.profiles == Profiles()
    assert len(loaded.problems) == 1
    assert "damaged" in str(loaded.problems[0])
    kept = file.path.with_name("settings.json.damaged-1")
    assert kept.read_bytes() == content
    assert file.read().problems == ()
    file.write(Profiles().changed(language="fr"))
    assert file.read().profiles.settings.language == "fr"


def test_a_second_damage_does_not_overwrite_the_first(file: SettingsFile) -> None:
    file.path.parent.mkdir(parents=True)
    for content in (b"one", b"two"):
        file.path.write_bytes(content)
        file.read()
    assert file.path.with_name("settings.json.damaged-1").read_bytes() == b"one"
    assert file.path.with_name("settings.json.damaged-2").read_bytes() == b"two"


def test_one_bad_value_costs_only_itself(file: SettingsFile) -> None:
    file.write(Profiles().changed(language="de"))
    document = json.loads(file.path.read_text())
    document["profiles"]["driver"]["brightness_percent"] = "bright"
    document["profiles"]["driver"]["from_a_newer_release"] = 1
    file.path.write_text(json.dumps(document))
    loaded = file.read()
    assert loaded.profiles.settings.language == "de"
    assert loaded.profiles.settings.brightness_percent == 80
    assert [str(problem) for problem in loaded.problems] == [
        "The setting brightness_percent held 'bright'; its default 80 is in force."
    ]
    assert file.path.exists()


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*SPECS, "version", "current", "profiles", "driver"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(row=_JSON, current=_JSON)
def test_no_content_raises_and_all_that_is_read_is_allowed(
    tmp_path: Path, row: object, current: object
) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_text(json.dumps({"version": 1, "current": current, "profiles": {"driver": row}}))
    settings = file.read().profiles.settings
    for key, spec in SPECS.items():
        assert spec.allows(getattr(settings, key))


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "headunit").write_text("a file where the folder should be")
    file = SettingsFile(tmp_path / "headunit" / "settings.json")
    with pytest.raises(SettingsError, match=r"^Settings cannot be saved: .*\.$"):
        file.write(Profiles())
    assert file.read().profiles == Profiles()


def test_a_full_disk_leaves_the_old_settings_and_no_litter(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write(Profiles().changed(language="es"))

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        file.write(Profiles().changed(language="ja"))
    monkeypatch.undo()
    assert file.read().profiles.settings.language == "es"
    assert sorted(path.name for path in file.path.parent.iterdir()) == ["settings.json", "settings.json.copy"]


def test_a_damaged_file_is_replaced_by_its_copy(file: SettingsFile) -> None:
    file.write(Profiles().changed(language="es"))
    file.path.write_bytes(b"{")
    loaded = file.read()
    assert loaded.profiles.settings.language == "es"
    assert "Its copy is in force" in str(loaded.problems[0])
    assert file.read().problems == ()


def test_killed_at_any_moment_while_writing_the_file_is_whole(file: SettingsFile) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from hmi.settings import Profiles, SettingsFile\n"
        "file = SettingsFile(Path(sys.argv[1]))\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for language in ('fr', 'de', 'es', 'ja', 'ar'):\n"
        "        file.write(Profiles().changed(language=language))\n"
    )
    file.write(Profiles().changed(language="en"))
    for pause_s in (0.001, 0.004, 0.009, 0.013, 0.02):
        writer = subprocess.Popen([sys.executable, "-c", program, str(file.path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(pause_s)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        loaded = file.read()
        assert loaded.problems == ()
        assert loaded.profiles.settings.language in ("en", "fr", "de", "es", "ja", "ar")


def test_profiles_are_separate_few_and_private() -> None:
    profiles = Profiles().changed(language="fr", share_trips=True, home="43.7,7.4 Home")
    guest = profiles.added("Guest")
    assert guest.settings.language == "fr"
    assert not guest.settings.share_trips
    assert guest.settings.home == ""
    assert guest.changed(language="de").selected("driver").settings.language == "fr"
    assert guest.removed(guest.current).current == "driver"
    with pytest.raises(SettingsError, match="last profile"):
        Profiles().removed("driver")
    full = profiles
    for number in range(5):
        full = full.added(f"Guest {number}")
    with pytest.raises(SettingsError, match="room for 6"):
        full.added("One more")


def test_the_file_is_where_xdg_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path() == tmp_path / "headunit" / "settings.json"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert default_path().is_absolute()
