"""Child process that turns sentences into sound files, so that the head unit never waits for a voice.

One JSON object a line on standard input: `path`, `voice` (row of VOICES), `pieces` ([[text, language], …]);
one back: `path` and `seconds`, or `path` and `error`. It ends when its input does. A file appears whole or
not at all."""

from __future__ import annotations

import json
import os
import sys
import wave
from pathlib import Path

import numpy as np

from hmi.speech.engines import Sound, render
from hmi.speech.readings import Piece
from hmi.speech.voices import VOICES


def main() -> int:
    os.nice(5)
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what an engine prints is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        answer = {"path": asked["path"]}
        try:
            sound = render(VOICES[asked["voice"]], [Piece(*piece) for piece in asked["pieces"]])
            answer["seconds"] = write(Path(asked["path"]), sound)
        except Exception as error:
            answer["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(answer), file=answers)
    return 0


def write(path: Path, sound: Sound) -> float:
    """Write 16-bit mono sound; returns how long it is."""
    samples, rate = sound
    part = path.with_suffix(f".{os.getpid()}")
    with wave.open(str(part), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes())
    part.replace(path)
    return len(samples) / rate


if __name__ == "__main__":
    sys.exit(main())
