"""Which names and icons are shown where: candidates by importance, no two over each other, steady from run
to run.

Pure geometry: a `Measure` tells how wide a text is; nothing here draws. A run is a generator, so that the
caller
can spread it over several frames.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.camera import Camera
from maps.display.abbreviations import shortened
from maps.display.reader import Tile
from maps.display.style import KindStyle, Style

Box = tuple[float, float, float, float]
"""left, top, right, bottom in dp of the screen"""
Measure = Callable[[str], float]
"""Width of a text in dp."""

MOST_TURN_RAD = 0.9
"""A road may turn this much under its name, and MOST_STEP_RAD in one step."""
MOST_STEP_RAD = 0.35
GAP_DP = 7.0
SAME_ICON_DP = 150.0
"""Icons of one kind keep this far apart: a town of car parks is not a map."""
SAME_NAME_DP = 420.0
"""The same name is not repeated nearer than this."""
GUIDANCE_NAMES = 8
GUIDANCE_ICONS = 3
MOST_LABELS = 60


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


@dataclass
class _Taken:
    """Screen boxes already used, tested all at once."""

    rows: NDArray[np.float64] = field(default_factory=lambda: np.empty((512, 4)))
    count: int = 0

    def hits(self, boxes: Sequence[Box] | NDArray[np.float64]) -> bool:
        wanted = np.asarray(boxes, dtype=np.float64)[:, None, :]
        rows = self.rows[None, : self.count]
        over = (rows[..., 0] < wanted[..., 2]) & (rows[..., 2] > wanted[..., 0])
        over &= (rows[..., 1] < wanted[..., 3]) & (rows[..., 3] > wanted[..., 1])
        return bool(over.any())

    def add(self, boxes: Sequence[Box]) -> None:
        if not boxes:
            return
        count = self.count + len(boxes)
        while count > len(self.rows):
            self.rows = np.vstack([self.rows, np.empty_like(self.rows)])
        self.rows[self.count : count] = boxes
        self.count = count


def place(
    wish: Wish, style: Style, measure: Measure, before: Sequence[Label]
) -> Iterator[tuple[Label, ...] | None]:
    """Yields None at each pause and at last the labels to show, most important first."""
    kinds = style.kinds
    camera = wish.camera
    taken = _Taken()
    taken.add(wish.blocked)
    kept = {label.key: label for label in before}
    candidates: list[_Candidate] = []
    for _, tile in wish.tiles:
        for found in chain(_symbols(tile, wish, kinds), _paths(tile, wish, kinds)):
            candidates += found
            yield None
    for candidate in candidates:
        if candidate.key in kept:
            candidate.rank -= 12.0  # what is shown stays unless something better comes
    candidates.sort(key=lambda c: c.rank)
    placed: list[Label] = []
    spots: dict[str, list[tuple[float, float]]] = {}
    names = icons = 0
    for candidate in candidates:
        yield None
        if len(placed) >= MOST_LABELS:
            break
        if wish.guiding and (icons >= GUIDANCE_ICONS if candidate.icon else names >= GUIDANCE_NAMES):
            continue
        same = candidate.icon or candidate.text
        apart = SAME_ICON_DP if candidate.icon else SAME_NAME_DP
        if any(math.hypot(candidate.sx - x, candidate.sy - y) < apart for x, y in spots.get(same, ())):
            continue
        label = candidate.fit(camera, wish, measure, taken, kept.get(candidate.key))
        if label is None:
            continue
        taken.add(label.boxes)
        placed.append(label)
        spots.setdefault(same, []).append((candidate.sx, candidate.sy))
        if candidate.icon:
            icons += 1
        else:
            names += 1
    yield tuple(placed)


@dataclass
class _Candidate:
    key: tuple[object, ...]
    kind: int
    rank: float
    text: str
    second: str
    icon: str
    named: bool
    ink: str
    x: float
    y: float
    sx: float
    sy: float
    path: NDArray[np.float64] | None = None
    screen: NDArray[np.float64] | None = None
    """[P, 3] x, y, w of the path"""
    shield: bool = False

    def fit(
        self, camera: Camera, wish: Wish, measure: Measure, taken: _Taken, kept: Label | None
    ) -> Label | None:
        if self.path is not None:
            return self._along(camera, wish, measure, taken, kept)
        return self._at_point(camera, wish, measure, taken)

    def _at_point(self, camera: Camera, wish: Wish, measure: Measure, taken: _Taken) -> Label | None:
        boxes: list[Box] = []
        width = 0.0
        text, second = self.text, self.second
        if self.icon:
            boxes.append((self.sx - 20, self.sy - 20, self.sx + 20, self.sy + 20))
            if self.named and text:
                width = measure(text)
                named = (self.sx - width / 2 - 4, self.sy + 20, self.sx + width / 2 + 4, self.sy + 52)
                if _inside(named, camera) and not taken.hits([named]):
                    boxes.append(named)
                else:
                    text = ""
            else:
                text = ""
            second = ""
        else:
            width = max(measure(text), measure(second) if second else 0.0)
            half = 32 if second else 16
            boxes.append(
                (self.sx - width / 2 - GAP_DP, self.sy - half, self.sx + width / 2 + GAP_DP, self.sy + half)
            )
        if not _inside(boxes[0], camera) or taken.hits(boxes) or _on_route(boxes, wish.route):
            return None
        return Label(
            self.key, self.kind, self.rank, text, second, self.icon, self.ink, self.x, self.y,
            width=width, shield=self.shield, boxes=tuple(boxes), sx=self.sx, sy=self.sy,
        )  # fmt: skip

    def _along(
        self, camera: Camera, wish: Wish, measure: Measure, taken: _Taken, kept: Label | None
    ) -> Label | None:
        assert self.path is not None and self.screen is not None
        width = measure(self.text)
        points = self.screen
        steps = np.hypot(np.diff(points[:, 0]), np.diff(points[:, 1]))
        along = np.concatenate([[0.0], np.cumsum(steps)])
        total = float(along[-1])
        if total < width + 16.0:
            return None
        tries: list[float] = []
        if kept is not None and kept.path is not None:
            near = _project_on(points, camera, kept)
            if near is not None:
                tries.append(near)
        spare = total - width - 8.0
        tries += [width / 2 + 4.0 + spare * share for share in (0.5, 0.3, 0.7, 0.15, 0.85)]
        middles = np.array(tries)
        half = width / 2
        middles = middles[(middles - half >= 2.0) & (middles + half <= total - 2.0)]
        if not len(middles):
            return None
        count = max(3, math.ceil(width / 11.0) + 1)
        at = middles[:, None] + np.linspace(-half, half, count)
        xs, ys, ws = (np.interp(at, along, points[:, column]) for column in range(3))
        fits = (ws.min(axis=1) >= 0.3) & (ws.max(axis=1) <= wish.full_w * 0.92)
        dx, dy = xs[:, 1:] - xs[:, :-1], ys[:, 1:] - ys[:, :-1]
        turns = np.arctan2(
            dx[:, :-1] * dy[:, 1:] - dy[:, :-1] * dx[:, 1:], dx[:, :-1] * dx[:, 1:] + dy[:, :-1] * dy[:, 1:]
        )
        fits &= np.abs(turns).max(axis=1) <= MOST_STEP_RAD
        course = np.cumsum(turns, axis=1)
        fits &= np.maximum(course.max(axis=1), 0.0) - np.minimum(course.min(axis=1), 0.0) <= MOST_TURN_RAD
        low_x, high_x, low_y, high_y = xs.min(axis=1), xs.max(axis=1), ys.min(axis=1), ys.max(axis=1)
        fits &= (low_x > 12.0) & (high_x < camera.width - 12.0)
        fits &= (low_y > 16.0) & (high_y < camera.height - 16.0)
        for i in np.flatnonzero(fits):
            x, y = xs[i, ::2], ys[i, ::2]
            boxes = np.column_stack([x - 15.0, y - 15.0, x + 15.0, y + 15.0])
            if not taken.hits(boxes) and not _on_route(boxes, wish.route):
                return self._label_at(float(middles[i]), width, points, along, boxes)
        return None

    def _label_at(
        self,
        middle: float,
        width: float,
        points: NDArray[np.float64],
        along: NDArray[np.float64],
        boxes: NDArray[np.float64],
    ) -> Label:
        # keep only the bends the name needs, with room to slide as the picture changes
        half = width / 2
        first = max(0, int(np.searchsorted(along, middle - half * 1.8)) - 2)
        last = min(len(along), int(np.searchsorted(along, middle + half * 1.8)) + 2)
        step = min(max(int(np.searchsorted(along, middle)) - 1, 0), len(along) - 2)
        share = (middle - along[step]) / max(along[step + 1] - along[step], 1e-9)
        assert self.path is not None
        here = self.path[step] + (self.path[step + 1] - self.path[step]) * share
        return Label(
            self.key, self.kind, self.rank, self.text, "", "", self.ink, float(here[0]), float(here[1]),
            path=self.path[first:last], center=step - first + share, width=width,
            boxes=tuple((l, t, r, b) for l, t, r, b in boxes.tolist()),  # noqa: E741
            sx=float(np.interp(middle, along, points[:, 0])),
            sy=float(np.interp(middle, along, points[:, 1])),
        )  # fmt: skip


def _symbols(tile: Tile, wish: Wish, kinds: dict[int, KindStyle]) -> Iterator[list[_Candidate]]:
    symbols = tile.symbols
    if not len(symbols):
        return
    camera = wish.camera
    shown = np.zeros(64, dtype=bool)
    for kind, look in kinds.items():
        shown[kind] = look.from_zoom <= camera.zoom < look.to_zoom and (look.guidance or not wish.guiding)
    rows = np.flatnonzero(shown[np.minimum(symbols["kind"], 63)])
    if not len(rows):
        return
    world = tile.world(np.ascontiguousarray(symbols["at"][rows]))
    sx, sy, w = camera.to_screen(world)
    seen = (w > 0.4) & (w < wish.full_w * 0.9)
    seen &= (sx > -20) & (sx < camera.width + 20) & (sy > -20) & (sy < camera.height + 20)
    picked = np.flatnonzero(seen)[:80]
    out: list[_Candidate] = []
    for done, i in enumerate(picked):
        if done % 12 == 11:
            yield out
            out = []
        row = symbols[rows[i]]
        kind = int(row["kind"])
        look = kinds[kind]
        local, other = tile.name(int(row["words_begin"]), int(row["words_end"]), wish.language)
        if other and _latin(local) == _latin(other):
            other = ""  # the driver can read the sign
        if not local and not look.icon:
            continue
        x, y = float(world[i, 0]), float(world[i, 1])
        out.append(
            _Candidate(
                (kind, local, round(x * 4e7), round(y * 4e7)), kind, float(row["rank"]), local, other,
                look.icon, camera.zoom >= look.named_from and not wish.guiding, look.ink, x, y,
                float(sx[i]), float(sy[i]),
            )
        )  # fmt: skip
    yield out


def _paths(tile: Tile, wish: Wish, kinds: dict[int, KindStyle]) -> Iterator[list[_Candidate]]:
    paths = tile.paths
    if not len(paths):
        return
    camera = wish.camera
    world = tile.world(tile.bends)
    sx, sy, w = camera.to_screen(world)
    screen = np.column_stack([sx, sy, w])
    on_screen = (
        (w > 0.3) & (w < wish.full_w) & (sx > 0) & (sx < camera.width) & (sy > 0) & (sy < camera.height)
    )
    # counts of visible bends per path, without a loop over bends
    seen = np.concatenate([[0], np.cumsum(on_screen)])
    out: list[_Candidate] = []
    begins, ends = paths["bends_begin"], paths["bends_end"]
    maybe = (seen[ends] > seen[begins]) | (ends - begins < 12)
    for done, i in enumerate(np.flatnonzero(maybe)):
        if done % 4 == 3:
            yield out
            out = []
        row = paths[i]
        look = kinds.get(int(row["kind"]))
        if look is None or not look.from_zoom <= camera.zoom < look.to_zoom:
            continue
        begin, end = int(row["bends_begin"]), int(row["bends_end"])
        piece = screen[begin:end]
        if seen[end] == seen[begin] and not _crosses(piece, camera):
            continue
        first, last = _visible_run(piece, camera, wish.full_w)
        if last - first < 2:
            continue
        text, _other = tile.name(int(row["words_begin"]), int(row["words_end"]), wish.language)
        ref = tile.text(int(row["ref_begin"]), int(row["ref_end"]))
        rank = float(row["rank"])
        piece, bends = piece[first:last], world[begin + first : begin + last]
        length = float(np.hypot(np.diff(piece[:, 0]), np.diff(piece[:, 1])).sum())
        middle = piece[len(piece) // 2]
        if text and length > 60.0:
            if text == wish.next_name:
                rank = -100.0
            elif text in wish.route_names:
                rank = min(rank, 60.0)
            rank += 12.0 * float(middle[2]) - min(length, 600.0) / 100.0
            text = shortened(text)
            at = bends[len(bends) // 2]
            key = (int(row["kind"]), text, round(float(at[0]) * 4096), round(float(at[1]) * 4096))
            out.append(
                _Candidate(key, int(row["kind"]), rank, text, "", "", False, look.ink, float(at[0]),
                           float(at[1]), float(middle[0]), float(middle[1]), bends, piece)
            )  # fmt: skip
        if ref and length > 120.0 and not wish.guiding:
            at = bends[len(bends) // 2]
            out.append(
                _Candidate(("shield", ref, round(float(at[0]) * 4096), round(float(at[1]) * 4096)),
                           int(row["kind"]), 90.0, ref.split(";")[0], "", "", False, "shield",
                           float(at[0]), float(at[1]), float(middle[0]), float(middle[1]), shield=True)
            )  # fmt: skip
    yield out


def _visible_run(piece: NDArray[np.float64], camera: Camera, full_w: float) -> tuple[int, int]:
    """The longest run of bends on or just off the screen, one more at each end."""
    margin = 160.0
    good = (
        (piece[:, 2] > 0.3)
        & (piece[:, 2] < full_w)
        & (piece[:, 0] > -margin)
        & (piece[:, 0] < camera.width + margin)
        & (piece[:, 1] > -margin)
        & (piece[:, 1] < camera.height + margin)
    )
    if good.all():
        return 0, len(piece)
    padded = np.concatenate([[False], good, [False]]).astype(np.int8)
    begins, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    if not len(begins):
        # two far bends may cross the screen between them
        near = (piece[:, 2] > 0.3) & (piece[:, 2] < full_w)
        return (0, len(piece)) if bool(near.all()) and _crosses(piece, camera) else (0, 0)
    longest = int(np.argmax(ends - begins))
    first, last = int(begins[longest]), int(ends[longest])
    ok = piece[:, 2] > 0.3
    if first > 0 and ok[first - 1]:
        first -= 1
    if last < len(piece) and ok[last]:
        last += 1
    return first, last


def _crosses(piece: NDArray[np.float64], camera: Camera) -> bool:
    x0, x1 = np.minimum(piece[:-1, 0], piece[1:, 0]), np.maximum(piece[:-1, 0], piece[1:, 0])
    y0, y1 = np.minimum(piece[:-1, 1], piece[1:, 1]), np.maximum(piece[:-1, 1], piece[1:, 1])
    return bool(((x1 > 0) & (x0 < camera.width) & (y1 > 0) & (y0 < camera.height)).any())


def _project_on(points: NDArray[np.float64], camera: Camera, kept: Label) -> float | None:
    """Distance along the screen path nearest to where the label was."""
    x, y, w = camera.to_screen(np.array([[kept.x, kept.y]]))
    if w[0] < 0.3:
        return None
    dx, dy = np.diff(points[:, 0]), np.diff(points[:, 1])
    length2 = np.maximum(dx * dx + dy * dy, 1e-9)
    share = np.clip(((x[0] - points[:-1, 0]) * dx + (y[0] - points[:-1, 1]) * dy) / length2, 0.0, 1.0)
    away = np.hypot(points[:-1, 0] + share * dx - x[0], points[:-1, 1] + share * dy - y[0])
    step = int(np.argmin(away))
    if away[step] > 6.0:
        return None
    steps = np.sqrt(length2)
    return float(steps[:step].sum() + share[step] * steps[step])


def _latin(text: str) -> bool:
    """Whether most of the letters are Latin."""
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


def _inside(box: Box, camera: Camera) -> bool:
    return box[0] > 2 and box[1] > 2 and box[2] < camera.width - 2 and box[3] < camera.height - 2


def _on_route(boxes: Sequence[Box] | NDArray[np.float64], route: NDArray[np.float64] | None) -> bool:
    if route is None or not len(route):
        return False
    x, y = route[None, :, 0], route[None, :, 1]
    rows = np.asarray(boxes, dtype=np.float64)[:, None, :]
    on = (x > rows[..., 0] - 4) & (x < rows[..., 2] + 4) & (y > rows[..., 1] - 4) & (y < rows[..., 3] + 4)
    return bool(on.any())
