"""A sentence is due and is heard: by its best voice when that was asked ahead, else by another at once."""

from __future__ import annotations

import shutil
import threading
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.speech.chimes import CHIMES
from hmi.speech.speaker import Speaker, Wish, parts_of
from hmi.speech.voices import VOICES, Voice
from hmi.vehicle.alerts import Sound

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
QUICK = next(voice for voice in VOICES if voice.language == "en" and voice.engine == "espeak")
SLOW = replace(QUICK, ahead=True)
"""a voice that must be asked ahead"""


class Ears:
    """Implements `Plays`: keeps what it was given, and takes no time over it unless it is held."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, float, float]] = []
        """file, its seconds, volume"""
        self.hushed = 0
        self.news = threading.Condition()

    def play(self, path: Path, volume: float) -> None:
        with wave.open(str(path)) as file:
            seconds = file.getnframes() / file.getframerate()
        with self.news:
            self.heard.append((path.name, seconds, volume))
            self.news.notify_all()

    def hush(self) -> None:
        self.hushed += 1

    def wait(self, count: int = 1) -> list[tuple[str, float, float]]:
        with self.news:
            assert self.news.wait_for(lambda: len(self.heard) >= count, 20.0), self.heard
        return self.heard


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def speaker(tmp_path: Path, ears: Ears, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    monkeypatch.setattr("hmi.speech.speaker.VOICES", (QUICK, SLOW))
    monkeypatch.setattr("hmi.speech.speaker.READY_WITHIN_S", 15.0)  # the renderer's start, on a busy machine
    speaker = Speaker(tmp_path / "speech", player=ears, installed=lambda _language: (QUICK,))
    yield speaker
    speaker.close()


def test_a_sentence_is_heard_at_the_drivers_volume(speaker: Speaker, ears: Ears) -> None:
    speaker.volume_percent = 30
    speaker.say("In 200 metres, turn left.")
    [(_, seconds, volume)] = ears.wait()
    assert 1.0 < seconds < 5.0
    assert volume == pytest.approx(0.3)


def test_a_newer_sentence_ends_the_one_being_said(speaker: Speaker, ears: Ears) -> None:
    speaker.say("Turn left.")
    ears.wait()
    before = ears.hushed
    speaker.say("Turn right.")
    ears.wait(2)
    assert ears.hushed > before


def test_a_muted_speaker_says_nothing_and_keeps_the_sentence(tmp_path: Path, ears: Ears) -> None:
    speaker = Speaker(tmp_path, lambda: False, player=ears, installed=lambda _language: (QUICK,))
    speaker.say("Turn right")
    speaker.close()
    assert speaker.said == ["Turn right"]
    assert not ears.heard


def test_a_language_without_a_voice_is_silent_not_wrong(tmp_path: Path, ears: Ears) -> None:
    speaker = Speaker(tmp_path, player=ears, installed=lambda _language: ())
    speaker.say("右折")
    speaker.close()
    assert not ears.heard


def test_a_voice_that_needs_time_speaks_only_what_it_was_asked_ahead(
    tmp_path: Path, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.speech.speaker.READY_WITHIN_S", 15.0)
    monkeypatch.setattr("hmi.speech.speaker.VOICES", (SLOW, QUICK))

    def voices(_language: str) -> tuple[Voice, ...]:
        return (SLOW, QUICK)

    slow_path = None
    speaker = Speaker(tmp_path, player=ears, installed=voices)
    try:
        [part] = parts_of(SLOW, Wish("Turn left.", "en"))
        slow_path = speaker._cache.path(SLOW, part)
        speaker.say("Turn left.")
        ears.wait(1)
        speaker.prepare([("Bear right.", ())])
        ahead = speaker._cache.path(SLOW, parts_of(SLOW, Wish("Bear right.", "en"))[0])
        deadline_s = time.monotonic() + 20.0
        while not ahead.exists():
            assert time.monotonic() < deadline_s
            time.sleep(0.01)
        speaker.say("Bear right.")
        assert ears.wait(2)[1][0] == ahead.name
    finally:
        speaker.close()
    assert slow_path is not None


def test_a_renderer_that_is_killed_is_started_again(speaker: Speaker, ears: Ears) -> None:
    speaker.say("Turn left.")
    ears.wait()
    child = speaker._renderer._child
    assert child is not None
    child.kill()
    child.wait()
    speaker.say("Turn right.")
    assert len(ears.wait(2)) == 2


@pytest.mark.parametrize("kind", sorted(CHIMES))
def test_a_chime_is_short_and_heard(speaker: Speaker, ears: Ears, kind: str) -> None:
    speaker.chime(kind)
    [(_, seconds, _)] = ears.wait()
    assert 0.1 < seconds < 1.0


def test_what_was_used_least_lately_is_forgotten_when_there_is_too_much(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.speech.speaker.MOST_BYTES", 2500)
    for age, name in enumerate(("old", "middle", "new")):
        path = speaker._cache.folder / f"{name}.wav"
        path.write_bytes(b"0" * 1000)
        import os

        os.utime(path, (age, age))
    speaker._cache.tidy()
    assert sorted(path.stem for path in speaker._cache.folder.glob("*.wav")) == ["middle", "new"]


class Held(Ears):
    """Ears that hear a sound to its end only when the test lets them, or when they are hushed."""

    def __init__(self) -> None:
        super().__init__()
        self.over = threading.Event()

    def play(self, path: Path, volume: float) -> None:
        self.over.clear()
        super().play(path, volume)
        self.over.wait(20.0)

    def hush(self) -> None:
        super().hush()
        self.over.set()


@pytest.mark.parametrize(
    ("kind", "waits"), [("overspeed", True), ("chime", True), ("warning", False), ("alarm", False)]
)
def test_a_chime_waits_for_the_sentence_and_a_warning_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, waits: bool
) -> None:
    monkeypatch.setattr("hmi.speech.speaker.READY_WITHIN_S", 15.0)
    held = Held()
    speaker = Speaker(tmp_path, player=held, installed=lambda _language: (QUICK,))
    try:
        speaker.say("Turn left.")
        held.wait(1)
        speaker.chime(kind)
        if waits:
            time.sleep(0.1)
            assert len(held.heard) == 1
            held.over.set()
        assert held.wait(2)[1][0] == f"{kind}.wav"
    finally:
        speaker.close()


def test_what_is_due_does_not_wait_for_what_is_rendered_ahead(
    tmp_path: Path, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.speech.speaker.READY_WITHIN_S", 15.0)
    speaker = Speaker(tmp_path, player=ears, installed=lambda _language: (QUICK,))
    stuck = threading.Event()
    monkeypatch.setattr(speaker._renderer_ahead, "render", lambda *_: stuck.wait(20.0))
    try:
        speaker.prepare([("Bear right.", ())])
        speaker.say("Turn left.")
        assert len(ears.wait(1)) == 1
    finally:
        stuck.set()
        speaker.close()


def test_every_sound_of_an_alert_is_a_chime() -> None:
    assert {sound.value for sound in Sound if sound is not Sound.NONE} <= set(CHIMES)
