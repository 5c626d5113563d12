"""Sentences of random routes in six languages as sound: how long, at what cost, and is any spelled?

    python -m tests.benchmarks.speech [--routes 50] [--sample 40]

A row for each installed voice: sentences, seconds of speech by median and most, seconds of processor for a
second of speech, seconds by `maps.guide.spoken.pace` for a second of sound (5 %, median), and sentences whose
phonemes hold the word "letter" of the language or another voice's. Voices that are rendered ahead are
measured on a sample. One JSON line last.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import re
import resource
from datetime import UTC

import numpy as np

from hmi.navigation.announcements import soon_said
from hmi.speech.engines import phonemes, render
from hmi.speech.places import languages_at
from hmi.speech.speaker import PAUSE_S, Wish, parts_of
from hmi.speech.voices import Voice, voices_for
from maps.errors import RouteNotFoundError
from maps.guide.maneuvers import Guide
from maps.guide.spoken.announced import for_driver
from maps.guide.spoken.pace import speaking_s
from maps.models import RouteRequest, RoutingProfile, Waypoint
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, random_pairs, region_of

EXTRACTS = ("liechtenstein", "sanfrancisco-downtown", "heidelberg", "porto")
LANGUAGES = ("en", "de", "fr", "es", "ja", "ar")
SPELLED = {"en": "lˈɛɾɚ|lˈɛtə", "de": "bˈuːxʃtaːbə", "fr": "lˈɛtʁ", "es": "lˈetɾa", "ar": "ħˈarf"}
"""what espeak-ng says before a sign that it does not know"""


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--routes", type=int, default=50)
    options.add_argument("--sample", type=int, default=40)
    args = options.parse_args()
    sentences = collect(args.routes)
    rows = {}
    heads = ("sentences", "median s", "most s", "cpu s/s", "pace 5 %", "50 %", "spelled")
    print(f"{'voice':<16}" + "".join(f"{head:>10}" for head in heads))
    for language in LANGUAGES:
        for voice in voices_for(language):
            row = measure(voice, sorted(sentences[language]), args.sample)
            rows[f"{language} {voice.engine}"] = row
            print(f"{language + ' ' + voice.engine:<16}" + "".join(f"{value:>10}" for value in row.values()))
    print(json.dumps({"spelled": sum(row["spelled"] for row in rows.values()), "voices": rows}))
    return 0


def collect(routes: int) -> dict[str, set[tuple[str, tuple[str, ...], tuple[str, ...]]]]:
    """Sentences by language, each with the names in it and the languages of where it is said."""
    found: dict[str, set[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {name: set() for name in LANGUAGES}
    for number, name in enumerate(EXTRACTS):
        region = region_of(extract(name))
        engine, guide = RouteEngine([region], timezone=UTC), Guide([region])
        wanted = len(range(number, routes, len(EXTRACTS)))
        for origin, destination in random_pairs(region, wanted, np.random.default_rng(7), least_m=800.0):
            with contextlib.suppress(RouteNotFoundError):
                request = RouteRequest((Waypoint(origin), Waypoint(destination)), RoutingProfile())
                maneuvers = for_driver(guide.maneuvers(engine.route(request)[0]))
                spoken_there = languages_at(origin)
                for language in LANGUAGES:
                    for index in range(0, len(maneuvers), 3):
                        for said in soon_said(maneuvers, index, language=language, units="metric"):
                            found[language].add((said.text, said.names, spoken_there))
    return found


def measure(voice: Voice, sentences: list[tuple[str, tuple[str, ...], tuple[str, ...]]], sample: int) -> dict:
    chosen = sentences
    if voice.ahead:
        chosen = random.Random(1).sample(sentences, min(sample, len(sentences)))
    seconds, ratios, spelled = [], [], 0
    before_s = processor_s()
    for text, names, there in chosen:
        parts = parts_of(voice, Wish(text, voice.language, names, there))
        sounds = [render(voice, part) for part in parts]
        seconds.append(sum(len(samples) / rate for samples, rate in sounds) + PAUSE_S * (len(sounds) - 1))
        ratios.append(speaking_s(text, voice.language) / seconds[-1])
    cost_s = processor_s() - before_s
    if voice.engine != "openjtalk":
        for text, names, there in chosen:
            for part in parts_of(voice, Wish(text, voice.language, names, there)):
                for piece in part:
                    read = phonemes(piece.text, piece.language)
                    spelled += bool(re.search(SPELLED.get(piece.language, "$^"), read)) or "(en)" in read
    return {
        "sentences": len(chosen),
        "median_s": round(float(np.median(seconds)), 2),
        "most_s": round(max(seconds), 2),
        "cpu_per_s": round(cost_s / sum(seconds), 3),
        "pace_p5": round(float(np.percentile(ratios, 5)), 2),
        "pace_median": round(float(np.median(ratios)), 2),
        "spelled": spelled,
    }


def processor_s() -> float:
    """Of this process and of the programs it ran."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    raise SystemExit(main())
