"""What plays in the car: any player on the bus that speaks MPRIS 2 (freedesktop.org's mpris-spec)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from hmi.bus.peer_client import PeerClient
from hmi.bus.peers import PROPERTIES, Peers
from hmi.bus.reading import flag, listing, mapping, number, text
from hmi.bus.thread import BusThread
from hmi.bus.wire import Arguments

_PREFIX = "org.mpris.MediaPlayer2."
_PATH = "/org/mpris/MediaPlayer2"
_ROOT = "org.mpris.MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_TRACKS = "org.mpris.MediaPlayer2.TrackList"
LONGEST_TRACK_LIST = 50
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Track:
    """One piece. Empty text and None are unknown."""

    id: str = ""
    title: str = ""
    artist: str = ""
    album: str = ""
    length_s: float | None = None
    art_url: str = ""
    """file: or https: of the cover"""


@dataclass(frozen=True, slots=True)
class Player:
    """One source of sound: a music player, a radio, a phone that streams."""

    name: str
    """on the bus; what `choose` takes"""
    identity: str
    """for people"""
    status: str = "stopped"
    """playing, paused or stopped"""
    track: Track = Track()
    tracks: tuple[Track, ...] = ()
    """what comes, where the player tells"""
    position_s: float = 0.0
    position_time_s: float = 0.0
    """monotonic time at which `position_s` was true"""
    rate: float = 1.0
    volume: float = 1.0
    shuffle: bool = False
    repeat: str = "None"
    """None, Track or Playlist"""
    can_play: bool = False
    can_pause: bool = False
    can_next: bool = False
    can_previous: bool = False
    can_seek: bool = False

    def position_at(self, now_s: float) -> float:
        """Seconds into the track at monotonic `now_s`."""
        moved = (now_s - self.position_time_s) * self.rate if self.status == "playing" else 0.0
        position = max(0.0, self.position_s + moved)
        return position if self.track.length_s is None else min(position, self.track.length_s)


@dataclass(frozen=True, slots=True)
class MediaState:
    """All players and the one that the driver hears or last chose."""

    players: tuple[Player, ...] = ()
    current: Player | None = None


class MediaClient(PeerClient):
    """Players as they come and go. `state` changes on the GUI thread; slots return at once."""

    def __init__(self, thread: BusThread, address: str = "session", parent: QObject | None = None) -> None:
        self._players: dict[str, Player] = {}
        self._owners: dict[str, str] = {}
        self._chosen = ""
        super().__init__(thread, address, MediaState(), parent)

    @property
    def state(self) -> MediaState:
        found: MediaState = self._state
        return found

    @Slot(str)
    def choose(self, name: str) -> None:
        """Make a player the current one; the others pause."""

        async def switch(peers: Peers) -> None:
            self._chosen = name
            for other in list(self._players.values()):
                if other.name != name and other.status == "playing" and other.can_pause:
                    await peers.call(other.name, _PATH, f"{_PLAYER}.Pause")
            chosen = self._players.get(name)
            if chosen is not None and chosen.can_play:
                await peers.call(name, _PATH, f"{_PLAYER}.Play")
            self._tell()

        self.ask(switch)

    @Slot()
    def playPause(self) -> None:
        self._control("PlayPause")

    @Slot()
    def next(self) -> None:
        self._control("Next")

    @Slot()
    def previous(self) -> None:
        self._control("Previous")

    @Slot(float)
    def seek(self, position_s: float) -> None:
        """Go to a position of the current track."""
        player = self.state.current
        if player is None:
            return
        track, name = player.track.id or "/", player.name
        offset_us = round((position_s - player.position_at(time.monotonic())) * 1e6)

        async def go(peers: Peers) -> None:
            if track.startswith("/") and track != "/":
                await peers.call(name, _PATH, f"{_PLAYER}.SetPosition", "ox", track, round(position_s * 1e6))
            else:
                await peers.call(name, _PATH, f"{_PLAYER}.Seek", "x", offset_us)
            await self._read_position(peers, name)

        self.ask(go)

    @Slot(float)
    def setVolume(self, volume: float) -> None:
        self._set("Volume", "d", min(max(volume, 0.0), 1.0))

    @Slot(bool)
    def setShuffle(self, shuffle: bool) -> None:
        self._set("Shuffle", "b", shuffle)

    @Slot(str)
    def goTo(self, track_id: str) -> None:
        """Play a piece of the current player's track list."""
        name = self.state.current.name if self.state.current else ""

        async def go(peers: Peers) -> None:
            await peers.call(name, _PATH, f"{_TRACKS}.GoTo", "o", track_id)

        if name:
            self.ask(go)

    async def serve(self, peers: Peers, well: Callable[[], None]) -> None:
        self._players.clear()
        self._owners.clear()
        changed: asyncio.Queue[str] = asyncio.Queue()

        def on_owner(name: str, _old: str, new: str) -> None:
            if not name.startswith(_PREFIX):
                return
            if new:
                self._owners[name] = new
                changed.put_nowait(name)
            else:
                self._owners.pop(name, None)
                self._players.pop(name, None)
                self._tell()

        def on_change(sender: str, _path: str, arguments: Arguments) -> None:
            if arguments[0] in (_PLAYER, _ROOT, _TRACKS):
                for name in self._named(sender):
                    changed.put_nowait(name)

        def on_seek(sender: str, _path: str, arguments: Arguments) -> None:
            for name in self._named(sender):
                player = self._players.get(name)
                if player is not None:
                    self._players[name] = replace(
                        player, position_s=arguments[0] / 1e6, position_time_s=time.monotonic()
                    )
            self._tell()

        await peers.on_owner_change(on_owner)
        await peers.subscribe(None, _PATH, f"{PROPERTIES}.PropertiesChanged", "sa{sv}as", on_change)
        await peers.subscribe(None, _PATH, f"{_PLAYER}.Seeked", "x", on_seek)
        for name in await peers.names():
            if name.startswith(_PREFIX):
                self._owners[name] = await peers.owner(name)
                changed.put_nowait(name)
        self._tell()
        well()
        while True:
            name = await changed.get()
            try:
                self._players[name] = await _read_player(peers, name)
            except Exception as error:  # one player's nonsense is not the end of the others
                _LOG.debug("%s: %s", name, error)
                self._players.pop(name, None)
            self._tell()

    def _named(self, sender: str) -> list[str]:
        return [name for name, owner in self._owners.items() if owner == sender]

    async def _read_position(self, peers: Peers, name: str) -> None:
        self._players[name] = await _read_player(peers, name)
        self._tell()

    def _tell(self) -> None:
        players = tuple(self._players[name] for name in sorted(self._players))
        playing = [player for player in players if player.status == "playing"]
        if self._chosen not in self._players:
            self._chosen = playing[0].name if playing else (players[0].name if players else "")
        self.publish(MediaState(players, self._players.get(self._chosen)))

    def _control(self, method: str) -> None:
        name = self.state.current.name if self.state.current else ""

        async def act(peers: Peers) -> None:
            await peers.call(name, _PATH, f"{_PLAYER}.{method}")

        if name:
            self.ask(act)

    def _set(self, name: str, signature: str, value: Any) -> None:
        player = self.state.current.name if self.state.current else ""

        async def act(peers: Peers) -> None:
            await peers.set_property(player, _PATH, f"{_PLAYER}.{name}", signature, value)

        if player:
            self.ask(act)


async def _read_player(peers: Peers, name: str) -> Player:
    root = await peers.properties(name, _PATH, _ROOT)
    now = time.monotonic()
    found = await peers.properties(name, _PATH, _PLAYER)
    tracks: tuple[Track, ...] = ()
    if flag(root.get("HasTrackList")):
        listed = await peers.properties(name, _PATH, _TRACKS)
        ids = [each for each in listing(listed.get("Tracks")) if isinstance(each, str)][:LONGEST_TRACK_LIST]
        described = await peers.call(name, _PATH, f"{_TRACKS}.GetTracksMetadata", "ao", ids, reply="aa{sv}")
        tracks = tuple(track(entry) for entry in described)
    return Player(
        name=name,
        identity=text(root.get("Identity")) or name.removeprefix(_PREFIX),
        status=(text(found.get("PlaybackStatus")) or "stopped").lower(),
        track=track(found.get("Metadata")),
        tracks=tracks,
        position_s=(number(found.get("Position")) or 0.0) / 1e6,
        position_time_s=now,
        rate=_or_one(number(found.get("Rate"))),
        volume=_or_one(number(found.get("Volume"))),
        shuffle=flag(found.get("Shuffle")),
        repeat=text(found.get("LoopStatus")) or "None",
        can_play=flag(found.get("CanPlay")),
        can_pause=flag(found.get("CanPause")),
        can_next=flag(found.get("CanGoNext")),
        can_previous=flag(found.get("CanGoPrevious")),
        can_seek=flag(found.get("CanSeek")),
    )


def track(metadata: Any) -> Track:
    """A piece from MPRIS metadata, whose values are not always of the type that the specification says."""
    found = mapping(metadata)
    length = number(found.get("mpris:length")) or 0.0
    return Track(
        id=text(found.get("mpris:trackid")),
        title=text(found.get("xesam:title")),
        artist=text(found.get("xesam:artist")),
        album=text(found.get("xesam:album")),
        length_s=length / 1e6 if length > 0 else None,
        art_url=text(found.get("mpris:artUrl")),
    )


def _or_one(value: float | None) -> float:
    return 1.0 if value is None else value
