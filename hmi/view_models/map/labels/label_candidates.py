"""What in view could get a name or an icon, and whether it fits where it would stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.labels.label_sprites import SMOOTH_DP
from hmi.view_models.map.labels.labels import Box, Label, Measure, Taken, Wish, overlap
from hmi.view_models.map.view.camera import Camera
from maps.display.abbreviations import shortened
from maps.display.format import SymbolKind
from maps.display.reader import Tile
from maps.display.style import KindStyle

MOST_TURN_RAD = 0.9
"""A road may turn this much under its name, and MOST_STEP_RAD in one step."""
MOST_STEP_RAD = 0.35
PAST_END_DP = 20.0
SLIDE_DP = 20.0
"""A name is tried at every so many dp along its road, the straightest and most central place first."""
MOST_TRIES = 20
GAP_DP = 7.0
JOINED_DP = 0.75
"""Two pieces of a road that end this near each other are one road, cut by a tile's edge."""
SHORTEST_PIECE_DP = 4.0
OVERHANG_DP = 14.0
"""A name may reach this far past each end of its road: a side street ends in the middle of the main road."""
UPRIGHT_RAD = 0.12
"""A name on a road this near to upright reads upward."""
NOTHING = np.empty((0, 4))
ROAD_KINDS = (SymbolKind.ROAD_MAJOR, SymbolKind.ROAD_MAIN, SymbolKind.ROAD_MINOR, SymbolKind.ROAD_PATH)


@dataclass
class Candidate:
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
    disc_dp: float = 36.0

    def carries(self, camera: Camera, label: Label) -> bool:
        """Whether a label that is shown already is this one, on this piece of its road."""
        return self.screen is None or _project_on(self.screen, camera, label) is not None

    def length_dp(self) -> float:
        assert self.screen is not None
        return float(np.hypot(*np.diff(self.screen[:, :2], axis=0).T).sum())

    def fit(
        self,
        camera: Camera,
        wish: Wish,
        measure: Measure,
        taken: Taken,
        kept: Label | None,
        shown: NDArray[np.float64] = NOTHING,
    ) -> Label | None:
        """The label where it may stand, or None; `kept` is what is shown of it now, `shown` [B, 4] the boxes
        of others that are: a name that has a choice keeps off them."""
        if self.path is not None:
            return self._along(camera, wish, measure, taken, kept, shown)
        return self._at_point(camera, wish, measure, taken)

    def _at_point(self, camera: Camera, wish: Wish, measure: Measure, taken: Taken) -> Label | None:
        boxes: list[Box] = []
        width = 0.0
        text, second = self.text, self.second
        if self.icon:
            reach = self.disc_dp / 2 + 2
            boxes.append((self.sx - reach, self.sy - reach, self.sx + reach, self.sy + reach))
            if self.named and text:
                width = measure(text)
                top = self.sy + reach
                named = (self.sx - width / 2 - 4, top, self.sx + width / 2 + 4, top + 32)
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
            width=width, shield=self.shield, disc_dp=self.disc_dp, boxes=tuple(boxes), sx=self.sx, sy=self.sy,
        )  # fmt: skip

    def _along(
        self,
        camera: Camera,
        wish: Wish,
        measure: Measure,
        taken: Taken,
        kept: Label | None,
        shown: NDArray[np.float64],
    ) -> Label | None:
        assert self.path is not None and self.screen is not None
        width = measure(self.text)
        path, points = _with_overhang(self.path, self.screen)
        steps = np.hypot(np.diff(points[:, 0]), np.diff(points[:, 1]))
        along = np.concatenate([[0.0], np.cumsum(steps)])
        total = float(along[-1])
        if total < width + 8.0:
            return None
        half = width / 2
        spare = total - width - 8.0
        tries = max(3, min(MOST_TRIES, int(spare / SLIDE_DP)))
        along_road = half + 4.0 + spare * np.linspace(0.0, 1.0, tries)
        was = _project_on(points, camera, kept) if kept is not None else None
        crowded: Label | None = None
        # where it was, and else wherever it is least bent and most central
        for middles in (along_road,) if was is None else (np.array([was]), along_road):
            held = middles is not along_road
            for middle, x, y in _places(points, along, middles, half, camera, wish.farthest_w):
                boxes = np.column_stack([x - 15.0, y - 15.0, x + 15.0, y + 15.0])
                if taken.hits(boxes) or _on_route(boxes, wish.route):
                    continue
                alone = held or not overlap(boxes, shown)
                if alone or crowded is None:
                    label = self._label_at(middle, width, path, points, along, boxes, kept)
                    if alone:
                        return label
                    crowded = label
        return crowded

    def _label_at(
        self,
        middle: float,
        width: float,
        path: NDArray[np.float64],
        points: NDArray[np.float64],
        along: NDArray[np.float64],
        boxes: NDArray[np.float64],
        kept: Label | None,
    ) -> Label:
        # keep only the bends the name needs, with room to slide as the picture changes
        half = width / 2
        first = max(0, int(np.searchsorted(along, middle - half * 1.8)) - 2)
        last = min(len(along), int(np.searchsorted(along, middle + half * 1.8)) + 2)
        step = min(max(int(np.searchsorted(along, middle)) - 1, 0), len(along) - 2)
        share = (middle - along[step]) / max(along[step + 1] - along[step], 1e-9)
        here = path[step] + (path[step + 1] - path[step]) * share
        bends, center = path[first:last], step - first + share
        # whichever way its pieces were drawn, a name's road runs the way it is read, or as it did before
        if kept is not None and kept.path is not None:
            at = min(int(kept.center), len(kept.path) - 2)
            against = float((kept.path[at + 1] - kept.path[at]) @ (path[step + 1] - path[step])) < 0.0
        else:
            dx, dy = points[step + 1, :2] - points[step, :2]
            against = not -math.pi / 2 - UPRIGHT_RAD < math.atan2(dy, dx) < math.pi / 2 - UPRIGHT_RAD
        if against:
            bends, center = bends[::-1], len(bends) - 1 - center
        return Label(
            self.key, self.kind, self.rank, self.text, "", "", self.ink, float(here[0]), float(here[1]),
            path=bends, center=center, width=width,
            boxes=tuple((l, t, r, b) for l, t, r, b in boxes.tolist()),  # noqa: E741
            sx=float(np.interp(middle, along, points[:, 0])),
            sy=float(np.interp(middle, along, points[:, 1])),
        )  # fmt: skip


def symbols_in(tile: Tile, wish: Wish, kinds: dict[int, KindStyle]) -> Iterator[list[Candidate]]:
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
    seen = (w > 0.4) & (w < wish.farthest_w)
    seen &= (sx > -20) & (sx < camera.width + 20) & (sy > -20) & (sy < camera.height + 20)
    picked = np.flatnonzero(seen)[:80]
    out: list[Candidate] = []
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
            Candidate(
                (kind, local, round(x * 4e7), round(y * 4e7)), kind, float(row["rank"]), local, other,
                look.icon, camera.zoom >= look.named_from and not wish.guiding, look.ink, x, y,
                float(sx[i]), float(sy[i]), disc_dp=look.disc_dp,
            )
        )  # fmt: skip
    yield out


def roads_in(tile: Tile, wish: Wish, kinds: dict[int, KindStyle]) -> Iterator[list[Candidate]]:
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
    out: list[Candidate] = []
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
        if text and length > SHORTEST_PIECE_DP:
            if text == wish.next_name:
                rank = -100.0
            elif text in wish.route_names:
                rank = min(rank, 60.0)
            rank += 12.0 * float(middle[2]) - min(length, 600.0) / 100.0
            text = shortened(text)
            at = bends[len(bends) // 2]
            key = (int(row["kind"]), text, round(float(at[0]) * 4096), round(float(at[1]) * 4096))
            out.append(
                Candidate(key, int(row["kind"]), rank, text, "", "", False, look.ink, float(at[0]),
                           float(at[1]), float(middle[0]), float(middle[1]), bends, piece)
            )  # fmt: skip
        if ref and length > 120.0 and middle[2] < wish.farthest_w and not wish.guiding:
            at = bends[len(bends) // 2]
            out.append(
                Candidate(("shield", ref, round(float(at[0]) * 4096), round(float(at[1]) * 4096)),
                           int(row["kind"]), 90.0, ref.split(";")[0], "", "", False, "shield",
                           float(at[0]), float(at[1]), float(middle[0]), float(middle[1]), shield=True)
            )  # fmt: skip
    yield out


def joined(candidates: list[Candidate], measure: Measure) -> list[Candidate]:
    """Roads that the tiles' edges or a change of class cut are whole again, so that a name may lie across."""
    out = []
    roads: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.path is None:
            out.append(candidate)
        else:
            kind = SymbolKind.ROAD_MAJOR if candidate.kind in ROAD_KINDS else candidate.kind
            roads.setdefault((kind, candidate.text), []).append(candidate)
    for pieces in roads.values():
        while len(pieces) > 1:
            found = _meeting(pieces)
            if found is None:
                break
            first, second, joined = found
            pieces = [piece for i, piece in enumerate(pieces) if i not in (first, second)] + [joined]
        least = measure(pieces[0].text) + 8.0 - 2.0 * OVERHANG_DP
        out += [piece for piece in pieces if piece.length_dp() > least]
    return out


def _meeting(pieces: list[Candidate]) -> tuple[int, int, Candidate] | None:
    """Two pieces, one of which goes on where the other ends, and both in one; where several meet, those that
    go on the straightest."""
    screens = [piece.screen for piece in pieces if piece.screen is not None]
    flat = np.array([screen[[0, -1], :2] for screen in screens]).reshape(-1, 2)
    near = np.abs(flat[:, None] - flat[None]).max(axis=2) < JOINED_DP
    owner = np.arange(len(flat)) // 2
    a, b = np.nonzero(near & (owner[:, None] < owner[None]))
    if not len(a):
        return None
    outward = flat - np.array([screen[[1, -2], :2] for screen in screens]).reshape(-1, 2)
    outward /= np.maximum(np.hypot(outward[:, 0], outward[:, 1]), 1e-9)[:, None]
    best = int(np.argmin((outward[a] * outward[b]).sum(axis=1)))
    end, begin = int(a[best]), int(b[best])
    first, second = int(owner[end]), int(owner[begin])
    one, other = pieces[first], pieces[second]
    assert one.path is not None and one.screen is not None
    assert other.path is not None and other.screen is not None
    ahead = slice(None) if end % 2 else slice(None, None, -1)
    after = slice(None, None, -1) if begin % 2 else slice(None)
    return (
        first,
        second,
        replace(
            one if one.rank <= other.rank else other,
            path=np.concatenate([one.path[ahead], other.path[after][1:]]),
            screen=np.concatenate([one.screen[ahead], other.screen[after][1:]]),
        ),
    )


def _places(
    points: NDArray[np.float64],
    along: NDArray[np.float64],
    middles: NDArray[np.float64],
    half: float,
    camera: Camera,
    farthest_w: float,
) -> Iterator[tuple[float, NDArray[np.float64], NDArray[np.float64]]]:
    """Where on its road a name of half that width may stand, best first: its middle, x and y under it."""
    total = float(along[-1])
    middles = middles[(middles >= half + 2.0) & (middles <= total - half - 2.0)]
    if not len(middles):
        return
    count = max(3, math.ceil(2.0 * half / 11.0) + 1)
    at = middles[:, None] + np.linspace(-half, half, count)
    xs, ys, ws = (np.interp(at, along, points[:, column]) for column in range(3))
    fits = (ws.min(axis=1) >= 0.3) & (ws.max(axis=1) <= farthest_w)
    fits &= (xs.min(axis=1) > 12.0) & (xs.max(axis=1) < camera.width - 12.0)
    fits &= (ys.min(axis=1) > 16.0) & (ys.max(axis=1) < camera.height - 16.0)
    if not fits.any():
        return
    middles, xs, ys = middles[fits], xs[fits], ys[fits]
    # bends of the rounded line that letters stand on, also just past its ends, as each stands between the
    # points about it
    wide = middles[:, None] + np.linspace(-half - PAST_END_DP, half + PAST_END_DP, count + 4)
    x, y = _rounded(wide, along, points[:, 0]), _rounded(wide, along, points[:, 1])
    dx, dy = x[:, 1:] - x[:, :-1], y[:, 1:] - y[:, :-1]
    turns = np.arctan2(
        dx[:, :-1] * dy[:, 1:] - dy[:, :-1] * dx[:, 1:], dx[:, :-1] * dx[:, 1:] + dy[:, :-1] * dy[:, 1:]
    )
    course = np.cumsum(turns[:, 1:-1], axis=1)
    bend = np.maximum(course.max(axis=1), 0.0) - np.minimum(course.min(axis=1), 0.0)
    fits = (np.abs(turns).max(axis=1) <= MOST_STEP_RAD) & (bend <= MOST_TURN_RAD)
    effort = bend + np.abs(middles - total / 2) / total
    for i in np.argsort(effort, kind="stable"):
        if fits[i]:
            yield float(middles[i]), xs[i, ::2], ys[i, ::2]


def _with_overhang(
    path: NDArray[np.float64], screen: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A road [P, 2] and [P, 3] that goes on straight for OVERHANG_DP at both ends."""
    step = np.hypot(*(screen[[0, -1], :2] - screen[[1, -2], :2]).T)
    share = (OVERHANG_DP / np.maximum(step, 1e-6))[:, None]
    past = path[[0, -1]] + (path[[0, -1]] - path[[1, -2]]) * share
    past_screen = screen[[0, -1]] + (screen[[0, -1]] - screen[[1, -2]]) * share
    return (
        np.concatenate([past[:1], path, past[1:]]),
        np.concatenate([past_screen[:1], screen, past_screen[1:]]),
    )


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


def _rounded(
    at: NDArray[np.float64], along: NDArray[np.float64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values along a line with its bends rounded off as they are when a name is drawn."""
    reach = np.clip(np.minimum(at, along[-1] - at), 0.0, SMOOTH_DP)
    before, after = np.interp(at - reach, along, values), np.interp(at + reach, along, values)
    return np.asarray((before + 2.0 * np.interp(at, along, values) + after) / 4.0)


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
