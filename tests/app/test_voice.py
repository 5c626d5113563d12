"""Sentences go to the speech program that the machine has; what is wrong with it never stops guidance."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmi.app.voice import Voice


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine's only speech program writes what it is to say."""
    record = tmp_path / "said"
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\necho "$@" >> {record}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return record


@pytest.fixture
def voice(said: Path) -> Iterator[Voice]:
    voice = Voice()
    yield voice
    voice.hush()


def test_a_sentence_is_said_in_the_drivers_language_and_volume(voice: Voice, said: Path) -> None:
    voice.language, voice.volume_percent = "fr", 30
    voice.say("Tournez à droite")
    deadline_s = time.monotonic() + 5.0
    while not said.exists() or not said.read_text():
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    assert said.read_text() == "-v fr -a 60 -- Tournez à droite\n"


def test_a_muted_voice_says_nothing_and_keeps_the_sentence(said: Path) -> None:
    voice = Voice(allowed=lambda: False)
    voice.say("Turn right")
    assert voice.said == ["Turn right"]
    assert not said.exists()


def test_a_speech_program_that_cannot_run_leaves_guidance_silent(voice: Voice, said: Path) -> None:
    (said.parent / "espeak-ng").write_bytes(b"\x7fELF torn")
    voice.say("Turn right")
    voice.say("Turn left")
    assert voice.said == ["Turn right", "Turn left"]
