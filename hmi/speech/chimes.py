"""Signals without words: one row each, as tones that need no file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hmi.speech.engines import Sound

RATE_HZ = 24000


@dataclass(frozen=True, slots=True)
class Tone:
    """A struck note: its pitch, how long it rings, and what its loudness is of full scale."""

    hertz: float
    seconds: float
    loudness: float = 0.35


CHIMES: dict[str, tuple[Tone, ...]] = {
    "overspeed": (Tone(880.0, 0.12), Tone(659.3, 0.22)),
    "chime": (Tone(1046.5, 0.25, 0.25),),
    "warning": (Tone(784.0, 0.14, 0.5), Tone(784.0, 0.24, 0.5)),
    "alarm": (Tone(988.0, 0.14, 0.6), Tone(988.0, 0.14, 0.6), Tone(988.0, 0.24, 0.6)),
}
"""by what they tell: too fast, and the sounds of alerts (hmi.vehicle.alerts.Sound)"""
AT_ONCE = frozenset({"warning", "alarm"})
"""these end a sentence that is being said; the others sound after it"""


def chime(kind: str) -> Sound:
    """The sound of a signal."""
    notes = []
    for tone in CHIMES[kind]:
        seconds = np.arange(round(tone.seconds * RATE_HZ)) / RATE_HZ
        ring = np.exp(-4.0 * seconds / tone.seconds) * np.minimum(1.0, seconds / 0.004)
        wave = np.sin(2 * np.pi * tone.hertz * seconds) + 0.3 * np.sin(4 * np.pi * tone.hertz * seconds)
        notes.append(tone.loudness * ring * wave / 1.3)
    return np.concatenate(notes).astype(np.float32), RATE_HZ
