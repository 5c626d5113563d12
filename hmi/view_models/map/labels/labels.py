"""A label, what a moment asks of labels, and the screen they have taken: pure geometry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.view.camera import Camera
from maps.display.reader import Tile

Box = tuple[float, float, float, float]
"""left, top, right, bottom in dp of the screen"""
Measure = Callable[[str], float]
"""Width of a text in dp."""


NAMED_SHARE = 0.84


@dataclass(frozen=True)
class Label:
    """One thing shown. World coordinates; a path's label sits at `center` (index of a bend + share of the
    step)."""

    key: tuple[object, ...]
    kind: int
    rank: float
    text: str
    second: str
    """the driver's language, under the local name"""
    icon: str
    ink: str
    x: float
    y: float
    path: NDArray[np.float64] | None = None
    """[P, 2] world; None for a label at a point"""
    center: float = 0.0
    width: float = 0.0
    """dp of the text"""
    shield: bool = False
    disc_dp: float = 36.0
    boxes: tuple[Box, ...] = ()
    """screen boxes it took when it was placed: left, top, right, bottom in dp"""
    sx: float = 0.0
    """where on the screen (x, y) was then"""
    sy: float = 0.0


@dataclass(frozen=True)
class Wish:
    """What the moment asks of the labels."""

    camera: Camera
    tiles: Sequence[tuple[int, Tile]]
    language: str
    full_w: float
    """w where the fog is full"""
    guiding: bool = False
    next_name: str = ""
    blocked: tuple[Box, ...] = ()
    """screen boxes under cards, marker, pins"""
    route: NDArray[np.float64] | None = None
    """[P, 2] screen dp of the route ahead: no name may lie on it"""
    route_names: frozenset[str] = frozenset()

    @property
    def farthest_w(self) -> float:
        """w of the farthest name: on the way up the screen to full fog the last sixth is left clear."""
        return 1.0 / (1.0 - NAMED_SHARE * (1.0 - 1.0 / self.full_w))


@dataclass
class Taken:
    """Screen boxes already used, tested all at once."""

    rows: NDArray[np.float64] = field(default_factory=lambda: np.empty((512, 4)))
    count: int = 0

    def hits(self, boxes: Sequence[Box] | NDArray[np.float64]) -> bool:
        return overlap(boxes, self.rows[: self.count])

    def add(self, boxes: Sequence[Box]) -> None:
        if not boxes:
            return
        count = self.count + len(boxes)
        while count > len(self.rows):
            self.rows = np.vstack([self.rows, np.empty_like(self.rows)])
        self.rows[self.count : count] = boxes
        self.count = count


def overlap(boxes: Sequence[Box] | NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    """Whether any of the boxes lies over any of the others."""
    wanted = np.asarray(boxes, dtype=np.float64)[:, None, :]
    rows = others[None]
    over = (rows[..., 0] < wanted[..., 2]) & (rows[..., 2] > wanted[..., 0])
    over &= (rows[..., 1] < wanted[..., 3]) & (rows[..., 3] > wanted[..., 1])
    return bool(over.any())
