"""The media screen: what plays on whichever player the bus has, and the touches that steer it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, QUrl, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement

from hmi.bus.media import MediaState, Player, Track
from hmi.view_models.rows import Rows
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import Limited
from hmi.view_models.vehicle import CarLink, Clock

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

POSITION_MS = 500
MAXIMUM_SOURCES = 4
"""beside the tab of the queue, as many as stay wide enough to hit"""


class MediaSource(Protocol):
    """`hmi.bus.media.MediaClient`, or a fake of it."""

    @property
    def state(self) -> MediaState: ...
    @property
    def stateChanged(self) -> SignalInstance: ...
    def playPause(self) -> None: ...
    def next(self) -> None: ...
    def previous(self) -> None: ...
    def seek(self, position_s: float) -> None: ...
    def setVolume(self, volume: float) -> None: ...
    def setShuffle(self, shuffle: bool) -> None: ...
    def choose(self, name: str) -> None: ...
    def goTo(self, track_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One player in the row of sources."""

    source: str
    label: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One piece of the queue, or one station of a radio."""

    track: str
    label: str
    details: str
    current: bool


@QmlElement
class MediaModel(QObject, Limited):
    """What plays; empty and honest when nothing does."""

    changed = Signal()
    positionChanged = Signal()

    def __init__(
        self,
        link: CarLink,
        settings: SettingsModel,
        player: MediaSource | None = None,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._settings = settings
        self._client = player
        self._clock = clock
        self._listing = False
        self._sources: Rows[SourceRow] = Rows(SourceRow, self)
        self._tracks: Rows[TrackRow] = Rows(TrackRow, self)
        self._timer = QTimer(self)
        self._timer.setInterval(POSITION_MS)
        self._timer.timeout.connect(self.positionChanged)
        settings.changed.connect(self.refresh)
        if player is not None:
            player.stateChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def limits_changed(self) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        player = self._player
        players = self._client.state.players if self._client is not None else ()
        self._sources.show(
            [
                SourceRow(
                    row.name, row.identity, source_icon(row), player is not None and row.name == player.name
                )
                for row in players[:MAXIMUM_SOURCES]
            ]
        )
        rows = () if player is None else player.tracks[: self.limits.maximum_rows]
        playing = "" if player is None else player.track.id
        self._tracks.show(
            [TrackRow(row.id, row.title or self._untitled(), row.artist, row.id == playing) for row in rows]
        )
        if not rows:
            self._listing = False
        if player is not None and player.status == "playing":
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()
        self.positionChanged.emit()

    @Slot()
    def playPause(self) -> None:
        if self._client is not None:
            self._client.playPause()

    @Slot()
    def next(self) -> None:
        if self._client is not None:
            self._client.next()

    @Slot()
    def previous(self) -> None:
        if self._client is not None:
            self._client.previous()

    @Slot(float)
    def seek(self, fraction: float) -> None:
        player = self._player
        if self._client is not None and player is not None and player.track.length_s:
            self._client.seek(max(0.0, min(1.0, fraction)) * player.track.length_s)

    @Slot(float)
    def setVolume(self, volume: float) -> None:
        if self._client is not None:
            self._client.setVolume(max(0.0, min(1.0, volume)))

    @Slot()
    def toggleShuffle(self) -> None:
        player = self._player
        if self._client is not None and player is not None:
            self._client.setShuffle(not player.shuffle)

    @Slot(str)
    def select(self, source: str) -> None:
        """Hear another player. A radio shows its stations at once: nobody turns it on for nothing."""
        if self._client is None:
            return
        chosen = next((row for row in self._client.state.players if row.name == source), None)
        self._listing = chosen is not None and source_icon(chosen) == "radio" and bool(chosen.tracks)
        self._client.choose(source)
        self.changed.emit()

    @Slot()
    def toggleListing(self) -> None:
        self._listing = not self._listing and self._tracks.rowCount() > 0
        self.changed.emit()

    @Slot(str)
    def play(self, track: str) -> None:
        """A piece of the queue, or a station."""
        if self._client is not None:
            self._client.goTo(track)

    def _source_rows(self) -> Rows[SourceRow]:
        return self._sources

    def _track_rows(self) -> Rows[TrackRow]:
        return self._tracks

    sources = Property(Rows, _source_rows, notify=changed)
    tracks = Property(Rows, _track_rows, notify=changed)

    @Property(bool, notify=changed)
    def available(self) -> bool:
        return self._player is not None

    @Property(bool, notify=changed)
    def listing(self) -> bool:
        """The queue or the stations are shown instead of what plays."""
        return self._listing

    @Property(str, notify=changed)
    def title(self) -> str:
        return "" if self._player is None else self._track.title or self._untitled()

    @Property(str, notify=changed)
    def artist(self) -> str:
        return self._track.artist

    @Property(str, notify=changed)
    def album(self) -> str:
        return self._track.album

    @Property(QUrl, notify=changed)
    def art(self) -> QUrl:
        url = QUrl(self._track.art_url)
        # Only files: a picture from the network would tell somebody else what is heard here.
        return url if url.isLocalFile() else QUrl()

    @Property(bool, notify=changed)
    def playing(self) -> bool:
        return self._player is not None and self._player.status == "playing"

    @Property(bool, notify=changed)
    def canNext(self) -> bool:
        return self._player is not None and self._player.can_next

    @Property(bool, notify=changed)
    def canPrevious(self) -> bool:
        return self._player is not None and self._player.can_previous

    @Property(bool, notify=changed)
    def canSeek(self) -> bool:
        return self._player is not None and self._player.can_seek

    @Property(bool, notify=changed)
    def shuffle(self) -> bool:
        return self._player is not None and self._player.shuffle

    @Property(float, notify=changed)
    def volume(self) -> float:
        return 0.0 if self._player is None else self._player.volume

    @Property(bool, notify=changed)
    def timed(self) -> bool:
        """The length is known; a live stream has none."""
        return self._track.length_s is not None

    @Property(float, notify=positionChanged)
    def fraction(self) -> float:
        length_s = self._track.length_s
        return 0.0 if not length_s or self._player is None else self._position_s() / length_s

    @Property(str, notify=positionChanged)
    def position(self) -> str:
        known = self._player is not None and self._track.length_s is not None
        return self._settings.format.playing_time(self._position_s() if known else None)

    @Property(str, notify=changed)
    def length(self) -> str:
        return self._settings.format.playing_time(self._track.length_s)

    @property
    def _player(self) -> Player | None:
        return None if self._client is None else self._client.state.current

    @property
    def _track(self) -> Track:
        return Track() if self._player is None else self._player.track

    def _position_s(self) -> float:
        return 0.0 if self._player is None else self._player.position_at(self._clock())

    def _untitled(self) -> str:
        return QCoreApplication.translate("Media", "Unknown title")


def source_icon(player: Player) -> str:
    """A player says who it is only by its name."""
    words = f"{player.name} {player.identity}".lower()
    for word, glyph in (
        ("radio", "radio"),
        ("bluez", "bluetooth"),
        ("bluetooth", "bluetooth"),
        ("phone", "bluetooth"),
        ("usb", "usb"),
        ("podcast", "podcast"),
    ):
        if word in words:
            return glyph
    return "play-circle-outline"
