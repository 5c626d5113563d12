"""When prompts begin and end, on random routes driven as a person drives them: at each road's speed, slower
at turns, gathering speed again.

    python -m tests.benchmarks.prompt_timing [--routes 500] [--voice]

Each route is told in one of the six languages in turn. Sentences are as long as they are told to be
(`maps.guide.spoken.pace`), with --voice as long as the language's quickest voice really says them. A table by
speed (of where the last word begins, beside UMTRI-95-6), then one JSON line: `late` (ends after the turn),
`overlapping` (begins before the one before has ended), `twice`, `sentences`; and besides how many turns
had neither a last word nor were told with the one before, and how many of those that began where the road
allows it lie outside 20 % of the distance."""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
from dataclasses import dataclass, field
from datetime import UTC

import numpy as np
from numpy.typing import NDArray

from hmi.navigation.announcements import Announcement, Stage, last_word_m
from hmi.navigation.trip import Trip, drive
from maps.errors import RouteNotFoundError
from maps.guide.maneuvers import Guide
from maps.guide.progress import RouteLine
from maps.guide.spoken.announced import for_driver, only_goes_on
from maps.guide.spoken.pace import speaking_s
from maps.models import Fix, Maneuver, Place, RouteRequest, RoutingProfile, Waypoint
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, random_pairs, region_of

EXTRACTS = ("liechtenstein", "sanfrancisco-downtown", "heidelberg", "porto")
LANGUAGES = ("en", "de", "fr", "es", "ja", "ar")
TURN_MPS = {"uturn": 2.5, "sharp left": 4.0, "sharp right": 4.0, "left": 6.5, "right": 6.0}
ACCELERATION_MPS2, BRAKING_MPS2 = 1.5, 2.0
SAMPLE_M = 2.0


@dataclass
class Tally:
    """What was heard on all routes."""

    sentences: int = 0
    late: int = 0
    overlapping: int = 0
    twice: int = 0
    turns: int = 0
    unsaid: int = 0
    last_words: list[tuple[float, float, float]] = field(default_factory=list)
    """(speed m/s, distance m, seconds to the turn) of the last words that the road gave room to"""
    longest_silence_m: float = 0.0


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--routes", type=int, default=500)
    options.add_argument("--seed", type=int, default=20261201)
    options.add_argument("--voice", action="store_true", help="measure sentences by the quickest voice")
    args = options.parse_args()
    tally = Tally()
    seconds = spoken_s if args.voice else speaking_s
    for number, name in enumerate(EXTRACTS):
        region = region_of(extract(name))
        engine, guide = RouteEngine([region], timezone=UTC), Guide([region])
        wanted = len(range(number, args.routes, len(EXTRACTS)))
        pairs = random_pairs(region, 2 * wanted, np.random.default_rng(args.seed), least_m=800.0)
        done = 0
        for origin, destination in pairs:
            if done == wanted:
                break
            with contextlib.suppress(RouteNotFoundError):
                route = engine.route(
                    RouteRequest((Waypoint(origin), Waypoint(destination)), RoutingProfile())
                )[0]
                maneuvers = for_driver(guide.maneuvers(route))
                place = Place("", destination, "address")
                listen(Trip.along(route, maneuvers, (place,)), LANGUAGES[done % 6], seconds, tally)
                done += 1
    report(tally)
    return 0


def listen(trip: Trip, language: str, seconds, tally: Tally) -> None:
    """Drive a route once a second and note what is said when."""
    at_s, along_m = profile(trip.line, trip.maneuvers)
    heard: list[tuple[float, float, float, Announcement]] = []
    for now_s in np.arange(0.0, at_s[-1], 1.0):
        along = float(np.interp(now_s, at_s, along_m))
        speed = float(np.interp(now_s + 0.5, at_s, along_m) - np.interp(now_s - 0.5, at_s, along_m))
        fix = Fix(
            trip.line.position_at(along), float(now_s), max(speed, 0.0), trip.line.course_at(along), 4.0
        )
        trip, said = drive(trip, fix, None, language=language, units="metric")
        heard += [(float(now_s), along, speed, announcement) for announcement in said]
        if trip.arrived:
            break
    until_s, before_m, keys = -1.0, 0.0, set()
    for now_s, along, speed, said in heard:
        length_s = seconds(said.text, language)
        tally.sentences += 1
        tally.overlapping += now_s < until_s - 1e-6
        tally.twice += (said.maneuver, said.stage) in keys
        keys.add((said.maneuver, said.stage))
        until_s = now_s + length_s
        tally.longest_silence_m = max(tally.longest_silence_m, along - before_m)
        before_m = along
        maneuver = trip.maneuvers[said.maneuver]
        if said.stage is not Stage.NOW or maneuver.type in ("depart", "arrive"):
            continue
        turn_s = float(np.interp(maneuver.distance_along_m, along_m, at_s))
        tally.late += until_s > turn_s
        begun_m = trip.maneuvers[said.maneuver - 1].distance_along_m if said.maneuver else 0.0
        ahead_m = maneuver.distance_along_m - along
        previous_end = max((t + seconds(a.text, language) for t, _, _, a in heard if t < now_s), default=-1.0)
        room = along - begun_m > 1.5 * speed + 15.0 and now_s - previous_end > 1.2
        if room:
            tally.last_words.append((speed, ahead_m, turn_s - now_s))
    told = {said.maneuver for _, _, _, said in heard if said.stage is Stage.NOW}
    told |= {said.maneuver + 1 for _, _, _, said in heard if said.then}
    for index, maneuver in enumerate(trip.maneuvers[1:], 1):
        if maneuver.type != "arrive" and not only_goes_on(maneuver):
            tally.turns += 1
            tally.unsaid += index not in told


def profile(line: RouteLine, maneuvers: tuple[Maneuver, ...]) -> tuple[NDArray, NDArray]:
    """Seconds and metres along the route of a drive that brakes before turns and speeds up after them."""
    along = np.arange(0.0, line.length_m + SAMPLE_M, SAMPLE_M)
    edge = np.clip(
        np.searchsorted(line.edge_begin_m, along, side="right") - 1, 0, len(line.edge_speed_mps) - 1
    )
    top = np.maximum(line.edge_speed_mps[edge], 2.0)
    for maneuver in maneuvers:
        slow = TURN_MPS.get(maneuver.modifier, 99.0)
        slow = min(slow, 7.0) if "round" in maneuver.type or maneuver.type == "rotary" else slow
        if maneuver.type not in ("depart", "arrive"):
            near = np.abs(along - maneuver.distance_along_m) < 6.0
            top[near] = np.minimum(top[near], slow)
    top[0] = top[-1] = 1.5
    for index in range(1, len(top)):
        top[index] = min(top[index], np.sqrt(top[index - 1] ** 2 + 2 * ACCELERATION_MPS2 * SAMPLE_M))
    for index in range(len(top) - 2, -1, -1):
        top[index] = min(top[index], np.sqrt(top[index + 1] ** 2 + 2 * BRAKING_MPS2 * SAMPLE_M))
    at_s = np.concatenate(([0.0], np.cumsum(2.0 * SAMPLE_M / (top[1:] + top[:-1]))))
    return at_s, along


@functools.cache
def spoken_s(text: str, language: str) -> float:
    from hmi.speech.engines import render
    from hmi.speech.speaker import PAUSE_S, Wish, parts_of
    from hmi.speech.voices import voices_for

    voice = next(voice for voice in voices_for(language) if not voice.ahead)
    sounds = [render(voice, part) for part in parts_of(voice, Wish(text, language))]
    return sum(len(samples) / rate for samples, rate in sounds) + PAUSE_S * (len(sounds) - 1)


def report(tally: Tally) -> None:
    print(f"{'km/h':>10} {'turns':>6} {'begins m':>9} {'UMTRI m':>8} {'s ahead':>8} {'within 20 %':>12}")
    inside = within = fast = slow = early_enough = 0
    for low in range(0, 140, 10):
        rows = [row for row in tally.last_words if low <= row[0] * 3.6 < low + 10]
        if not rows:
            continue
        ratios = [metres / last_word_m(speed) for speed, metres, _ in rows]
        inside = sum(0.8 <= ratio <= 1.2 for ratio in ratios)
        if low >= 30:
            fast += len(rows)
            within += inside
        else:
            slow += len(rows)
            early_enough += sum(seconds >= 4.0 for _, _, seconds in rows)
        print(
            f"{low:>4}–{low + 10:<5} {len(rows):>6} {np.median([row[1] for row in rows]):>9.0f}"
            f" {np.median([last_word_m(row[0]) for row in rows]):>8.0f}"
            f" {np.median([row[2] for row in rows]):>8.1f} {inside / len(rows):>12.1%}"
        )
    print(
        json.dumps(
            {
                "late": tally.late,
                "overlapping": tally.overlapping,
                "twice": tally.twice,
                "sentences": tally.sentences,
                "turns": tally.turns,
                "turns_without_last_word": tally.unsaid,
                "within_20_percent": round(within / max(1, fast), 4),
                "four_seconds_below_30_kmh": round(early_enough / max(1, slow), 4),
                "longest_silence_m": round(tally.longest_silence_m),
            }
        )
    )


if __name__ == "__main__":
    raise SystemExit(main())
