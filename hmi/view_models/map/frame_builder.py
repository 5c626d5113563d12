"""Puts one picture together each frame: which tiles, which of our own lines, which labels, into a Frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hmi.view_models.map.content.camera_control import CameraControl, Insets, Mode
from hmi.view_models.map.content.lowering import RouteCorridor
from hmi.view_models.map.content.markers import marker_sprites
from hmi.view_models.map.content.overlay import OverlayBuilder
from hmi.view_models.map.content.scene import SceneState
from hmi.view_models.map.content.tile_store import TileStore
from hmi.view_models.map.labels.label_layer import LabelLayer
from hmi.view_models.map.labels.labels import Box, Label, Wish
from hmi.view_models.map.labels.placement_thread import PlacementThread
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.frame import Frame
from hmi.view_models.map.view.style_uniforms import FogRange, fog_range
from hmi.view_models.map.view.visible import ancestor, shows_the_same, stand_ins, visible_tiles
from maps.display.format import tile_key
from maps.display.reader import Tile
from maps.display.style import Style
from maps.models import Route


@dataclass(frozen=True, slots=True)
class Outlook:
    """What surrounds the picture and is the same for many frames."""

    night: bool
    language: str
    insets: Insets
    covers: tuple[Box, ...]
    """cards and buttons over the map: left, top, right, bottom in dp"""
    scale: float
    """device pixels per dp"""


class FrameBuilder:
    """Remembers what the last frame showed, so that the next costs only what changed."""

    def __init__(
        self,
        style: Style,
        painter: SpritePainter,
        placer: PlacementThread,
        store: TileStore,
        camera_control: CameraControl,
    ) -> None:
        self.overlays = OverlayBuilder(style)
        self.camera: Camera | None = None
        """of the last frame"""
        self._style = style
        self._painter = painter
        self._store = store
        self._director = camera_control
        self._labels = LabelLayer(placer, painter)
        self._drawn: list[int] = []
        self._tiles: list[tuple[int, Tile]] = []
        self._world = 0
        self._tiles_for: tuple[object, ...] | None = None
        """what the two above were gathered for; None while houses are still to be lowered"""
        self._gathered = 0
        """how often"""
        self._wanted: list[int] = []
        self._wanted_for: Camera | None = None
        self._corridor: RouteCorridor | None = None
        self._corridor_route: Route | None = None
        self._lowered: dict[int, tuple[Tile, Tile]] = {}
        self._placed_for: tuple[object, ...] = ()

    @property
    def labels(self) -> tuple[Label, ...]:
        """Those that are shown or fade in."""
        return self._labels.labels

    def forget(self) -> None:
        """Other regions are shown: nothing of the last frame holds."""
        self._wanted_for = None
        self._wanted = []
        self._drawn = []
        self._tiles, self._world, self._tiles_for = [], 0, None
        self._lowered.clear()
        self._labels.reset()
        self._placed_for = ()

    def compose(self, dt_s: float, state: SceneState, outlook: Outlook) -> tuple[Frame, bool]:
        """The next frame, and whether another must follow because something still moves or fades."""
        camera_control = self._director
        camera = camera_control.camera()
        fog = fog_range(camera)
        self._choose_tiles(camera, fog)
        moving = self._gather_tiles(state)
        still = camera == self.camera
        self.camera = camera
        frame = Frame(camera, fog, outlook.scale, outlook.night, self._tiles, self._world)
        frame.overlays = self.overlays.paths(state)
        frame.areas = self.overlays.areas(state, night=outlook.night)
        if camera_control.track is not None:
            disc, rim = self.overlays.disc(state, camera_control.track, camera, night=outlook.night)
            frame.areas.append(disc)
            frame.overlays.append(rim)
        arrow = self.overlays.maneuver(state)
        if arrow is not None:
            frame.overlays.append(arrow)
        frame.driven_m = state.driven_m
        fading = self._lay_labels(dt_s, state, outlook, frame, arrow=arrow is not None, still=still)
        return frame, moving or fading or not still

    def _choose_tiles(self, camera: Camera, fog: FogRange) -> None:
        if self._wanted_for is None or not shows_the_same(camera, self._wanted_for):
            wanted = visible_tiles(camera, fog.full_w)
            self._wanted_for = camera
            if wanted != self._wanted:
                self._wanted = wanted
                # coarse ancestors first, so that something can be shown at once, then the picture itself
                coarse = {ancestor(key, 3) for key in wanted}
                self._store.ask([*coarse, *wanted])

    def _gather_tiles(self, state: SceneState) -> bool:
        """What to draw of what is wanted; True when that is other tiles than in the last frame."""
        route = state.routes[state.selected] if state.routes and not state.preview else None
        reason = (id(self._wanted), self._store.fetched, id(route))
        if reason == self._tiles_for:
            return False
        before = self._drawn
        self._drawn = stand_ins(self._wanted, self._store.ready, before)
        self._tiles, self._world, settled = self._gather(self._drawn, route)
        self._tiles_for = reason if settled else None
        self._gathered += 1
        return self._drawn != before

    def _gather(self, keys: list[int], route: Route | None) -> tuple[list[tuple[int, Tile]], int, bool]:
        """The coarse world and how much of it, then tiles with the houses along the route lowered; a changed
        tile is one the renderer uploads anew. False when some houses are still to be lowered."""
        settled = True
        if route is not self._corridor_route:
            self._corridor_route = route
            self._lowered.clear()
            building = self._style.building
            self._corridor = (
                RouteCorridor(self.overlays.line(route), building.near_route_m, building.near_route_highest_m)
                if route is not None
                else None
            )
        world: dict[int, Tile] = {}
        for key in keys:
            tile = self._store.backdrop(key)
            if tile is not None:
                world[id(tile)] = tile
        tiles = [(tile_key(tile.zoom, tile.x, tile.y), tile) for tile in world.values()]
        fresh = 0
        for key in keys:
            for tile in self._store.tiles(key):
                shown = tile
                if self._corridor is not None and len(tile.walls):
                    known = self._lowered.get(id(tile))
                    if known is None and fresh < 1:
                        # one a frame: it takes about a millisecond
                        fresh += 1
                        known = self._lowered[id(tile)] = (tile, self._corridor.lowered(tile))
                    if known is not None:
                        shown = known[1]
                    else:
                        settled = False
                tiles.append((key, shown))
        return tiles, len(world), settled

    def _lay_labels(
        self, dt_s: float, state: SceneState, outlook: Outlook, frame: Frame, *, arrow: bool, still: bool
    ) -> bool:
        painter, labels, camera, camera_control = self._painter, self._labels, frame.camera, self._director
        painter.scale, painter.night = outlook.scale, outlook.night
        head = self.overlays.arrow_head() if arrow else None
        markers, blocked = marker_sprites(
            painter,
            self._style,
            state,
            camera_control.track,
            camera,
            head,
            outlook.insets.bottom,
            outlook.covers,
        )
        cards = (*outlook.insets.covered(camera.width, camera.height), *outlook.covers)
        guiding = state.maneuver is not None and camera_control.mode is not Mode.FREE
        # placed again only when something that matters changed: a still map rests
        reason = (
            camera,
            self._gathered,
            painter.look,
            outlook.language,
            guiding,
            state.next_name,
            blocked,
            cards,
            id(state.routes),
        )
        if labels.wants_placing and reason != self._placed_for:
            self._placed_for = reason
            labels.start(
                Wish(
                    camera,
                    tuple(frame.tiles),
                    outlook.language,
                    frame.fog.full_w,
                    guiding=guiding,
                    next_name=state.next_name,
                    blocked=(*cards, *blocked),
                    route=self.overlays.ahead_on_screen(state, camera),
                    route_names=self.overlays.names(state),
                )
            )
        labels.advance(dt_s)
        sprites = labels.sprites(camera, frame.fog, still=still, kept_free=(*cards, *blocked))
        frame.sprites = np.ascontiguousarray(np.concatenate([sprites, markers]))
        return labels.busy
