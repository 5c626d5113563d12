"""Words of a list that a misspelt beginning may mean: optimal string alignment distance, all words at
once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST_WORD = 4
"""Of three letters any one may be wrong and half of the list would match."""
LONGEST_WORD = 24


def typos_allowed(word: str, most: int) -> int:
    """How many typing errors a word of this length may have."""
    if len(word) < SHORTEST_WORD:
        return 0
    return min(most, 1 if len(word) < 7 else 2)


def words_within_typos(vocabulary: Sequence[str], word: str, most: int) -> list[tuple[int, int]]:
    """(number, distance) of the words of which some beginning is within the allowed distance of `word`.

    A letter missing, added, wrong, or two neighbours swapped counts one each.
    """
    allowed = typos_allowed(word, most)
    if not allowed:
        return []
    table = _letters(vocabulary)
    target = np.array([ord(c) for c in word[:LONGEST_WORD]], dtype=np.uint32)
    distance = _prefix_distances(table, target)
    close = np.flatnonzero(distance <= allowed)
    return [(int(n), int(distance[n])) for n in close]


def _letters(vocabulary: Sequence[str]) -> NDArray[np.uint32]:
    """[V, L] code points, 0 after a word's end."""
    return (
        np.array(vocabulary, dtype=f"<U{LONGEST_WORD}").view(np.uint32).reshape(len(vocabulary), LONGEST_WORD)
    )


def _prefix_distances(table: NDArray[np.uint32], target: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """[V] least distance between the target and any beginning of each word."""
    columns = min(table.shape[1], len(target) + 2)
    count = len(table)
    previous_previous = np.zeros((columns + 1, count), dtype=np.uint8)
    previous = np.tile(np.arange(columns + 1, dtype=np.uint8)[:, None], (1, count))
    letters = np.ascontiguousarray(table[:, :columns].T)
    for i, letter in enumerate(target):
        current = np.empty_like(previous)
        current[0] = i + 1
        for j in range(columns):
            same = letters[j] == letter
            best = np.minimum(previous[j] + ~same, np.minimum(previous[j + 1], current[j]) + np.uint8(1))
            if i and j:
                swapped = (letters[j] == target[i - 1]) & (letters[j - 1] == letter)
                best = np.where(swapped, np.minimum(best, previous_previous[j - 1] + np.uint8(1)), best)
            current[j + 1] = best
        previous_previous, previous = previous, current
    return np.asarray(previous.min(axis=0))
