"""Which names and icons are shown: by importance, no two over each other, steady from run to run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.labels.label_candidates import Candidate, joined, roads_in, symbols_in
from hmi.view_models.map.labels.labels import Label, Measure, Taken, Wish
from hmi.view_models.map.view.camera import Camera
from maps.display.format import SymbolKind as S
from maps.display.mercator import meters_per_world, unproject_point
from maps.display.style import Style

SAME_ICON_DP = 150.0
"""Icons of one kind keep this far apart: a town of car parks is not a map."""
SAME_NAME_DP = 420.0
"""The same name is not repeated nearer than this."""
STEADY_RANK = 12.0
AFTER_PLACES_RANK = 165.0
"""Towns and chargers come before it, main roads and all else after it (maps.build.tiles.classify): what is
shown stays where it is unless one of the former comes."""
EDGE_DP = 3.0
GUIDANCE_NAMES = 8
GUIDANCE_ICONS = 3
MOST_LABELS = 80
FAR_TOWNS = frozenset((S.FAR_METROPOLIS, S.FAR_CITY, S.FAR_TOWN, S.FAR_VILLAGE))
"""Known to the coarse world."""
TOWNS = frozenset((S.CITY, S.TOWN, S.VILLAGE, S.SUBURB, S.QUARTER, S.HAMLET))
"""Known to a region."""
SAME_TOWN_M = 15_000.0
"""Two towns of one name so near each other are one: each map has its own idea of a city's middle."""
FAR_TOWNS_APART_DP = 110.0
"""Empty land filled with names is no map either."""


def place(
    wish: Wish, style: Style, measure: Measure, before: Sequence[Label]
) -> Iterator[tuple[Label, ...] | None]:
    """Yields None at each pause, so that others get their turn, and at last the labels to show, most
    important first."""
    kinds = style.kinds
    camera = wish.camera
    taken = Taken()
    taken.add(wish.blocked)
    kept = {label.key: label for label in before}
    candidates: list[Candidate] = []
    for _, tile in wish.tiles:
        for found in chain(symbols_in(tile, wish, kinds), roads_in(tile, wish, kinds)):
            candidates += found
            yield None
    yield None
    candidates = without_known_towns(joined(candidates, measure))
    shown_boxes, owners = _boxes_now(before, camera)
    leaving = set(owners[_over_the_edge(shown_boxes, camera)].tolist())
    for candidate in candidates:
        known = kept.get(candidate.key)
        if known is not None and id(known) not in leaving and candidate.carries(camera, known):
            candidate.rank = _steady(candidate.rank)
    candidates.sort(key=lambda c: c.rank)
    placed: list[Label] = []
    spots: dict[str, list[tuple[float, float]]] = {}
    far_spots: list[tuple[float, float]] = []
    keys: set[tuple[object, ...]] = set()
    names = icons = 0
    for candidate in candidates:
        yield None
        if len(placed) >= MOST_LABELS:
            break
        if candidate.key in keys:
            continue
        if wish.guiding and (icons >= GUIDANCE_ICONS if candidate.icon else names >= GUIDANCE_NAMES):
            continue
        far = candidate.kind in FAR_TOWNS
        if far and any(
            math.hypot(candidate.sx - x, candidate.sy - y) < FAR_TOWNS_APART_DP for x, y in far_spots
        ):
            continue
        same = candidate.icon or candidate.text
        apart = SAME_ICON_DP if candidate.icon else SAME_NAME_DP
        if any(math.hypot(candidate.sx - x, candidate.sy - y) < apart for x, y in spots.get(same, ())):
            continue
        known = kept.get(candidate.key)
        others = shown_boxes[owners != id(known)]
        label = candidate.fit(camera, wish, measure, taken, known, others)
        if label is None:
            continue
        taken.add(label.boxes)
        placed.append(label)
        keys.add(label.key)
        spots.setdefault(same, []).append((candidate.sx, candidate.sy))
        if far:
            far_spots.append((candidate.sx, candidate.sy))
        if candidate.icon:
            icons += 1
        else:
            names += 1
    yield tuple(placed)


def without_known_towns(candidates: list[Candidate]) -> list[Candidate]:
    """What is left when towns of the coarse world are dropped that a region shows under the same name."""
    known: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.kind in TOWNS:
            for name in {candidate.text, candidate.second} - {""}:
                known.setdefault(name.casefold(), []).append(candidate)
    return [
        candidate
        for candidate in candidates
        if candidate.kind not in FAR_TOWNS
        or not any(
            _apart_m(candidate, town) < SAME_TOWN_M
            for name in (candidate.text, candidate.second)
            for town in known.get(name.casefold(), ())
        )
    ]


def _apart_m(one: Candidate, other: Candidate) -> float:
    scale = meters_per_world(unproject_point(one.x, one.y).lat_deg)
    return math.hypot(one.x - other.x, one.y - other.y) * scale


def _steady(rank: float) -> float:
    """Of what is shown already."""
    return min(rank - STEADY_RANK, AFTER_PLACES_RANK + max(rank, 0.0) / 100.0)


def _boxes_now(labels: Sequence[Label], camera: Camera) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Where the boxes [B, 4] of labels that were placed before are on the screen now, and whose by `id`."""
    boxes = np.array([box for label in labels for box in label.boxes]).reshape(-1, 4)
    counts = [len(label.boxes) for label in labels]
    world = np.array([(label.x, label.y) for label in labels]).reshape(-1, 2)
    x, y, _w = camera.to_screen(world)
    shift = np.column_stack([x, y]) - np.array([(label.sx, label.sy) for label in labels]).reshape(-1, 2)
    owners = np.repeat(np.array([id(label) for label in labels], dtype=np.int64), counts)
    return boxes + np.tile(np.repeat(shift, counts, axis=0), 2), owners


def _over_the_edge(boxes: NDArray[np.float64], camera: Camera) -> NDArray[np.bool_]:
    """[B]: what stands there must move anyway."""
    over = (boxes[:, :2] < -EDGE_DP).any(axis=1)
    over |= (boxes[:, 2] > camera.width + EDGE_DP) | (boxes[:, 3] > camera.height + EDGE_DP)
    return np.asarray(over)
