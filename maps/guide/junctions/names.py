"""When a road's name changes enough to be told, after Project OSRM's rules.

A name that only gains or loses a direction ("Main Street" to "Main Street North"), that is contained in the
other, or whose number stays while the name goes, is not news to a driver.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

DIRECTIONS = frozenset(
    ["n", "ne", "e", "se", "s", "sw", "w", "nw", "north", "south", "west", "east", "nor", "sou", "we", "ea"]
)
"""Suffixes and prefixes that do not make another name (OSRM's car profile)."""


@dataclass(frozen=True, slots=True)
class RoadName:
    """All that signs call a road."""

    name: str = ""
    ref: str = ""
    destinations: str = ""
    exits: str = ""

    @property
    def as_sign(self) -> str:
        """Name and number as a sign would have them, "A8: Autoroute du Soleil"."""
        return f"{self.ref}: {self.name}" if self.ref and self.name else self.name or self.ref

    @property
    def is_blank(self) -> bool:
        return not (self.name or self.ref or self.destinations or self.exits)


NAMELESS = RoadName()


def is_news(before: RoadName, after: RoadName, *, directions_matter: bool = False) -> bool:
    """Whether going from one road to the next is worth telling by name; not symmetric."""
    if before == after:
        return False
    return _is_news(
        before.name, before.ref, before.exits, after.name, after.ref, after.exits, directions_matter
    )


def are_alike(a: RoadName, b: RoadName) -> bool:
    """Whether two named roads can be one: no news in either direction."""
    return not a.is_blank and not b.is_blank and not is_news(a, b) and not is_news(b, a)


@lru_cache(maxsize=65536)
def _is_news(
    name: str, ref: str, exits: str, to_name: str, to_ref: str, to_exits: str, directions_matter: bool
) -> bool:
    if not name and not ref and (to_name or to_ref):
        return True
    only_direction = _differ_by_direction(name, to_name, frozenset() if directions_matter else DIRECTIONS)
    same_name = name.startswith(to_name) or to_name.startswith(name) or only_direction
    same_ref = not ref or not to_ref or ref in to_ref or to_ref in ref
    neither_named = not name and not to_name
    no_refs = not ref and not to_ref
    small = (
        (neither_named and no_refs)
        or (same_name and (same_ref or no_refs))
        or (same_ref and bool(name) and not to_name)
        or (same_name and bool(ref) and not to_ref)
        or only_direction
    )
    swapped = (
        (not name and bool(ref) and bool(to_name) and not to_ref)
        or (bool(name) and not ref and not to_name and bool(to_ref))
        or (neither_named and not same_ref)
    )
    # An exit number often stands only on the first piece of a ramp: losing it is no news.
    loses_exit = same_name and bool(exits) and not to_exits
    return not small or swapped or (exits != to_exits and not loses_exit)


def _differ_by_direction(a: str, b: str, directions: frozenset[str]) -> bool:
    """Whether all that two names do not share are words for a direction."""
    shared = _longest_shared(a, b)
    if not shared:
        rest: tuple[str, ...] = (a, b)
    else:
        i, j = a.index(shared), b.index(shared)
        rest = (a[:i], a[i + len(shared) :], b[:j], b[j + len(shared) :])
    return all(not part or part in directions for part in (text.lower().strip(" ") for text in rest))


def _longest_shared(a: str, b: str) -> str:
    best, best_end = 0, 0
    before = [0] * len(b)
    for i, letter in enumerate(a):
        now = [0] * len(b)
        for j, other in enumerate(b):
            if letter == other:
                now[j] = before[j - 1] + 1 if j else 1
                if now[j] > best:
                    best, best_end = now[j], i + 1
        before = now
    return a[best_end - best : best_end]
