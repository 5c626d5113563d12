"""When to speak of the next maneuver, and how much there is time to say.

Pure: `announce` takes what was said and what lies ahead and returns both the sentence to say now, if any, and
the new record of what was said. The last word before a turn begins where drivers want it: 137 m ahead at
64 km/h and 2.8 m more or less for each km/h (Green and George, UMTRI-95-6), below 30 km/h at least four
seconds ahead. No sentence begins that cannot end before the turn, or before a more urgent one is due: a
shorter one is said instead, or none. Nothing is said twice, and never two at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from maps.guide.progress import Ahead
from maps.guide.spoken.announced import only_goes_on
from maps.guide.spoken.instructions import follow_for, say
from maps.guide.spoken.pace import speaking_s
from maps.models import Maneuver

FAST_MPS = 22.0
"""From about 80 km/h the early announcement is made …"""
EARLY_M = 2000.0
"""… from so far ahead."""
PREPARE_S, PREPARE_M = 18.0, (120.0, 800.0)
UMTRI_M, UMTRI_KMH, UMTRI_M_PER_KMH = 137.0, 64.0, 2.8
UMTRI_FROM_KMH = 30.0
LONGER_SENTENCE = 1.18
"""A long sentence may begin so much farther ahead than the distance above."""
SLOW_LEAD_S = 4.0
"""Below 30 km/h the last word begins so long before the turn."""
ENDS_BEFORE_S = 1.0
"""How long before the turn a sentence has ended."""
APART_S = 1.5
"""Silence between a sentence and one that is more urgent."""
ACCELERATION_MPS2 = 1.5
"""A car slower than its road is taken to gather speed like this."""
TICK_S = 1.0
"""Fixes come once a second: what falls due before the next is said now, if now is nearer to the right
moment."""
LONG_STRETCH_M = 2500.0
"""How far it goes on is said once where nothing has to be done for so long."""
NEW_ORDER_S = 4.0
"""A turn of a new route that is nearer than this cannot be made any more."""
SHORT_START_M = 250.0
"""A first turn so near is told together with which way to set off."""
SETTLED_M = 60.0
"""… and only so far behind the turn."""

Speaking = Callable[[str, str], float]
"""seconds that a sentence takes, by text and language"""


class Stage(IntEnum):
    NOTHING = 0
    GOES_ON = 1
    EARLY = 2
    PREPARE = 3
    NOW = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What was said last; a later maneuver or stage is the only thing that may be said next."""

    maneuver: int = -1
    stage: Stage = Stage.NOTHING
    until_s: float = -math.inf
    """when it ends, in the time of the fixes"""
    departed: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    text: str
    maneuver: int
    stage: Stage
    names: tuple[str, ...] = ()
    """parts of the text that are names, to be read as the country reads them"""
    then: bool = False
    """whether it says the maneuver after it too"""


def announce(
    said: Said,
    maneuvers: Sequence[Maneuver],
    ahead: Ahead,
    *,
    now_s: float,
    speed_mps: float,
    language: str,
    units: str,
    speaking: Speaking = speaking_s,
    under_way: bool = False,
) -> tuple[Said, Announcement | None]:
    """What to say now, or None; and what has been said then. `now_s` is the time of the fix.

    `under_way`: the route is a new one of a car that was being guided; what it does next is said at once.
    """
    if now_s < said.until_s:
        return said, None
    maneuver = maneuvers[ahead.maneuver]
    approach = _Approach(ahead.distance_to_maneuver_m, speed_mps, ahead.expected_speed_mps)
    voice = _Voice(maneuvers, ahead, language, units, speaking)
    departing = (
        not said.departed and said.maneuver < 0 and maneuvers[0].type == "depart" and ahead.maneuver > 0
    )
    if departing:
        found = voice.anew(approach) if under_way else voice.departure(approach)
        if found is not None:
            return _spoken(said, found, now_s, language, speaking, departed=True)
        if under_way and voice.too_late(approach):
            return said, None
    stage = approach.stage(voice.longest_s)
    done = said.stage if said.maneuver == ahead.maneuver else Stage.NOTHING
    if said.maneuver > ahead.maneuver or (stage <= done and stage is not Stage.NOTHING):
        return said, None
    if stage is Stage.NOTHING or (only_goes_on(maneuver) and stage < Stage.NOW):
        found = voice.goes_on(approach, done)
    elif only_goes_on(maneuver) or (maneuver.type == "arrive" and stage is Stage.NOW):
        # To stay on the road asks nothing of the driver, and "you have arrived" is said on arrival.
        found = None
    else:
        found = voice.order(approach, stage)
    if found is None:
        return said, None
    return _spoken(said, found, now_s, language, speaking)


def announce_arrival(
    said: Said,
    maneuvers: Sequence[Maneuver],
    index: int,
    *,
    now_s: float,
    language: str,
    units: str,
    speaking: Speaking = speaking_s,
) -> tuple[Said, Announcement | None]:
    """ "You have arrived", once for the arrival at `index`."""
    if said.maneuver > index or (said.maneuver == index and said.stage is Stage.NOW):
        return said, None
    text = say(maneuvers[index], language, units, last_leg=maneuvers[index].leg == maneuvers[-1].leg)
    return _spoken(said, Announcement(text, index, Stage.NOW), now_s, language, speaking)


def soon_said(
    maneuvers: Sequence[Maneuver], index: int, *, language: str, units: str
) -> tuple[Announcement, ...]:
    """What is likely to be said of the maneuvers from `index` on, the nearest first, for a voice that has to
    be ready; distances are those of `PREPARE_M`, where sentences begin."""
    found: list[Announcement] = []
    for at, maneuver in enumerate(maneuvers[index : index + 3], index):
        if only_goes_on(maneuver):
            continue
        then = maneuvers[at + 1] if at + 1 < len(maneuvers) else None
        then = None if then is None or then.type == "arrive" else then
        last_leg = maneuver.leg == maneuvers[-1].leg
        for following in (None, then):
            text = say(maneuver, language, units, then=following, last_leg=last_leg)
            found.append(Announcement(text, at, Stage.NOW, _names(maneuver)))
        text = say(maneuver, language, units, distance_m=PREPARE_M[1], last_leg=last_leg)
        found.append(Announcement(text, at, Stage.PREPARE, _names(maneuver)))
    return tuple(found)


def last_word_m(speed_mps: float) -> float:
    """How far ahead of a turn the last word about it begins, by UMTRI-95-6; below 30 km/h by time."""
    kmh = speed_mps * 3.6
    if kmh >= UMTRI_FROM_KMH:
        return UMTRI_M + UMTRI_M_PER_KMH * (kmh - UMTRI_KMH)
    edge = UMTRI_M + UMTRI_M_PER_KMH * (UMTRI_FROM_KMH - UMTRI_KMH)
    return min(edge, speed_mps * (SLOW_LEAD_S + TICK_S))


@dataclass(frozen=True, slots=True)
class _Approach:
    """The way to the next maneuver: how far, and how soon the car may be there."""

    distance_m: float
    speed_mps: float
    expected_mps: float

    @property
    def pace_mps(self) -> float:
        """The speed to plan early words by: a jam or a red light will not last."""
        return max(self.speed_mps, 0.6 * self.expected_mps, 4.0)

    def seconds_to(self, distance_m: float) -> float:
        """The soonest that the car, gathering speed up to its road's, has come so far."""
        if distance_m <= 0.0:
            return 0.0
        speed, top = max(self.speed_mps, 0.0), max(self.expected_mps, self.speed_mps)
        if self.speed_mps * 3.6 >= UMTRI_FROM_KMH:
            return distance_m / speed
        rise_s = (top - speed) / ACCELERATION_MPS2
        rise_m = (speed + top) / 2.0 * rise_s
        if rise_m >= distance_m:
            return (
                math.sqrt(speed * speed + 2.0 * ACCELERATION_MPS2 * distance_m) - speed
            ) / ACCELERATION_MPS2
        return rise_s + (distance_m - rise_m) / top

    def last_word_due(self, sentence_s: float) -> bool:
        due_m = last_word_m(self.speed_mps)
        if self.speed_mps * 3.6 >= UMTRI_FROM_KMH:
            wanted_m = (sentence_s + ENDS_BEFORE_S) * self.speed_mps
            due_m = min(max(due_m, wanted_m), LONGER_SENTENCE * due_m)
            # Said at the tick that is nearer to the right place, this or the next.
            return self.distance_m - 0.5 * TICK_S * self.speed_mps <= due_m
        soonest_s = self.seconds_to(self.distance_m)
        return self.distance_m <= due_m or soonest_s <= max(SLOW_LEAD_S, sentence_s + ENDS_BEFORE_S) + TICK_S

    def last_word_in_s(self) -> float:
        """How soon the last word may fall due."""
        pace = max(self.speed_mps, 0.1)
        if self.speed_mps * 3.6 >= UMTRI_FROM_KMH:
            return max(0.0, (self.distance_m - LONGER_SENTENCE * last_word_m(self.speed_mps)) / pace)
        return max(0.0, self.seconds_to(self.distance_m) - SLOW_LEAD_S - 2.0 * TICK_S)

    def stage(self, sentence_s: float) -> Stage:
        if self.last_word_due(sentence_s):
            return Stage.NOW
        pace = self.pace_mps
        if self.distance_m <= min(max(PREPARE_S * pace, PREPARE_M[0]), PREPARE_M[1]):
            return Stage.PREPARE
        if pace >= FAST_MPS and self.distance_m <= EARLY_M:
            return Stage.EARLY
        return Stage.NOTHING


@dataclass(frozen=True, slots=True)
class _Voice:
    """The sentences that could be said of the next maneuver, the longest that fits first."""

    maneuvers: Sequence[Maneuver]
    ahead: Ahead
    language: str
    units: str
    speaking: Speaking

    @property
    def maneuver(self) -> Maneuver:
        return self.maneuvers[self.ahead.maneuver]

    @property
    def then(self) -> Maneuver | None:
        then = self.maneuvers[self.ahead.then] if self.ahead.then is not None else None
        return None if then is None or then.type == "arrive" else then

    @property
    def longest_s(self) -> float:
        return self.speaking(self._say(self.maneuver, None, self.then), self.language)

    def departure(self, approach: _Approach) -> Announcement | None:
        """Which way to set off; with the first turn where that is near, and only if both fit."""
        depart = self.maneuvers[0]
        near = approach.stage(self.longest_s)
        if near >= Stage.NOW or only_goes_on(self.maneuver) or self.maneuver.type == "arrive":
            then = None
        else:
            short_m = max(SHORT_START_M, PREPARE_S * approach.pace_mps)
            then = self.maneuver if approach.distance_m <= short_m else None
        if near >= Stage.NOW:
            return None
        text = say(depart, self.language, self.units, then=then)
        left_s = (
            approach.seconds_to(approach.distance_m) - ENDS_BEFORE_S if then else approach.last_word_in_s()
        )
        if self.speaking(text, self.language) + (0.0 if then else APART_S) > left_s:
            return None
        return Announcement(text, 0, Stage.NOW, _names(depart), then=then is not None)

    def anew(self, approach: _Approach) -> Announcement | None:
        """What a new route asks next, at once: a turn far enough ahead to be told, or to follow the road."""
        if approach.distance_m >= LONG_STRETCH_M or only_goes_on(self.maneuver):
            text = follow_for(approach.distance_m, self.language, self.units)
            return Announcement(text, self.ahead.maneuver, Stage.GOES_ON)
        stage = approach.stage(self.longest_s)
        if self.maneuver.modifier == "uturn" and stage is Stage.NOW:
            # Bound to no spot: wherever there is room.
            text = self._say(self.maneuver, None, None)
            return Announcement(text, self.ahead.maneuver, Stage.NOW, _names(self.maneuver))
        if self.too_late(approach):
            return None
        found = self.order(approach, stage)
        if found is None and stage is not Stage.NOW:
            found = self.order(approach, Stage.NOW)
        if found is None or stage >= Stage.PREPARE:
            return found
        return replace(found, stage=Stage.GOES_ON)

    def too_late(self, approach: _Approach) -> bool:
        """Whether an order of a new route would come too late to be followed."""
        return self.maneuver.type != "arrive" and approach.distance_m < NEW_ORDER_S * approach.speed_mps

    def goes_on(self, approach: _Approach, done: Stage) -> Announcement | None:
        """How far the road is followed, once, where nothing has to be done for long."""
        began_m = self.maneuvers[self.ahead.maneuver - 1].distance_along_m if self.ahead.maneuver else 0.0
        behind_m = self.maneuver.distance_along_m - began_m - approach.distance_m
        if done is not Stage.NOTHING or approach.distance_m < LONG_STRETCH_M or behind_m < SETTLED_M:
            return None
        text = follow_for(approach.distance_m, self.language, self.units)
        return Announcement(text, self.ahead.maneuver, Stage.GOES_ON)

    def order(self, approach: _Approach, stage: Stage) -> Announcement | None:
        """The fullest sentence that ends in time; None where even the shortest would not."""
        if stage is Stage.NOW:
            left_s = approach.distance_m / max(approach.speed_mps, 0.1)
            if approach.speed_mps * 3.6 < UMTRI_FROM_KMH:
                left_s = min(left_s, approach.seconds_to(approach.distance_m))
            distance_m, left_s = None, left_s - ENDS_BEFORE_S
        else:
            distance_m, left_s = approach.distance_m, approach.last_word_in_s() - APART_S
        then = self.then if stage is not Stage.EARLY else None
        bare = _without_road(self.maneuver)
        choices = [(self.maneuver, then), (bare, then), (self.maneuver, None), (bare, None)]
        for maneuver, following in choices:
            text = self._say(maneuver, distance_m, following)
            if self.speaking(text, self.language) <= left_s:
                return Announcement(
                    text, self.ahead.maneuver, stage, _names(maneuver), then=following is not None
                )
        return None

    def _say(self, maneuver: Maneuver, distance_m: float | None, then: Maneuver | None) -> str:
        return say(
            maneuver,
            self.language,
            self.units,
            distance_m=distance_m,
            then=then,
            last_leg=maneuver.leg == self.maneuvers[-1].leg,
        )


def _spoken(
    said: Said,
    found: Announcement,
    now_s: float,
    language: str,
    speaking: Speaking,
    *,
    departed: bool = False,
) -> tuple[Said, Announcement]:
    begin_s = max(now_s, said.until_s)
    until_s = begin_s + speaking(found.text, language)
    return Said(found.maneuver, found.stage, until_s, departed or said.departed), found


def _without_road(maneuver: Maneuver) -> Maneuver:
    return replace(maneuver, name="", ref="", destinations="")


def _names(maneuver: Maneuver) -> tuple[str, ...]:
    parts = (maneuver.name, maneuver.rotary_name, *maneuver.destinations.rpartition(":")[2].split(","))
    return tuple(part.strip() for part in parts if part and part.strip())
