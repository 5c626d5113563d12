"""What a build left out: an object that a stage cannot use costs no more than itself, and is counted.

Maps of the world hold anything: shapes that no library can cut, texts that are none, relations whose members
have the wrong role. Whatever goes wrong with one of them is a loss with the object's id ("n1", "w2", "r3"),
not the end of a build. A full disk or memory and an unreadable source are no object's fault and raised on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.errors import MapsError

NAMED = 20
"""So many of a stage's objects are named; all are counted."""
NOT_AN_OBJECT_S = (OSError, MemoryError, MapsError)

Shapes = NDArray[np.object_]


class Losses:
    """Counts by stage, each object once a stage."""

    def __init__(self) -> None:
        self._lost: dict[str, dict[str, str]] = {}
        self._joined: dict[str, int] = {}

    def add(self, stage: str, object_id: str, reason: str | Exception) -> None:
        """One object is left out. An exception that is about no object is raised on."""
        if isinstance(reason, NOT_AN_OBJECT_S):
            raise reason
        text = f"{type(reason).__name__}: {reason}" if isinstance(reason, Exception) else reason
        self._lost.setdefault(stage, {}).setdefault(object_id, text[:200])

    @contextmanager
    def about(self, stage: str, object_id: str) -> Iterator[None]:
        """What is raised inside is this object's loss."""
        try:
            yield
        except Exception as error:
            self.add(stage, object_id, error)

    def join(self, report: Mapping[str, Any]) -> None:
        """Add what another process has lost, in the words of its `report`."""
        for stage, said in report.items():
            lost = self._lost.setdefault(str(stage), {})
            lost |= said["first"]
            self._joined[stage] = self._joined.get(stage, 0) + int(said["count"]) - len(said["first"])

    def count(self, stage: str) -> int:
        return len(self._lost.get(stage, ())) + self._joined.get(stage, 0)

    def report(self) -> dict[str, dict[str, Any]]:
        """By stage how many were lost, and the first of them with the reasons."""
        return {
            stage: {"count": self.count(stage), "first": dict(list(lost.items())[:NAMED])}
            for stage, lost in sorted(self._lost.items())
        }


def each(
    operation: Callable[[Any], Any], shapes: Shapes, ids: NDArray[np.object_], losses: Losses, stage: str
) -> Shapes:
    """`operation` on all shapes at once; when that fails, one by one. A lost one is empty.

    All that shapely's functions do with an array they do with each of its shapes, and raise when one fails.
    """
    try:
        return np.asarray(operation(shapes), dtype=object)
    except Exception as error:
        if isinstance(error, NOT_AN_OBJECT_S):
            raise
    out = np.full(len(shapes), shapely.GeometryCollection(), dtype=object)
    for row in range(len(shapes)):
        with losses.about(stage, str(ids[row])):
            out[row] = operation(shapes[row : row + 1])[0]
    return out
