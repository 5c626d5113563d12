"""The media screen: what plays on whichever player the bus has, and the touches that steer it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, QUrl, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement

from hmi.view_models.rows import Rows
from hmi.view_models.settings import SettingsModel
from hmi.view_models.vehicle import CarLink, Clock

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

POSITION_MS = 500
MAXIMUM_SOURCES = 5


class MediaSource(Protocol):
    """The players of the bus; `state` has the fields of `hmi.bus.media.MediaState`."""

    @property
    def state(self) -> Any: ...
    @property
    def changed(self) -> SignalInstance: ...
    def playPause(self) -> None: ...
    def next(self) -> None: ...
    def previous(self) -> None: ...
    def seek(self, position_s: float) -> None: ...
    def setVolume(self, volume: float) -> None: ...
    def setShuffle(self, shuffle: bool) -> None: ...
    def select(self, player: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SourceTab:
    """One player in the row of sources."""

    source: str
    label: str
    icon: str
    current: bool


@QmlElement
class MediaModel(QObject):
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
        self._player = player
        self._clock = clock
        self._sources: Rows[SourceTab] = Rows(SourceTab, self)
        self._timer = QTimer(self)
        self._timer.setInterval(POSITION_MS)
        self._timer.timeout.connect(self.positionChanged)
        settings.changed.connect(self.refresh)
        if player is not None:
            player.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        state = self._state
        if state is not None:
            self._sources.show(
                [
                    SourceTab(row.id, row.name, _source_icon(row), row.id == state.current)
                    for row in state.players[:MAXIMUM_SOURCES]
                ]
            )
        if state is not None and state.playing:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()
        self.positionChanged.emit()

    @Slot()
    def playPause(self) -> None:
        if self._player is not None:
            self._player.playPause()

    @Slot()
    def next(self) -> None:
        if self._player is not None:
            self._player.next()

    @Slot()
    def previous(self) -> None:
        if self._player is not None:
            self._player.previous()

    @Slot(float)
    def seek(self, fraction: float) -> None:
        state = self._state
        if self._player is not None and state is not None and state.length_s:
            self._player.seek(max(0.0, min(1.0, fraction)) * state.length_s)

    @Slot(float)
    def setVolume(self, volume: float) -> None:
        if self._player is not None:
            self._player.setVolume(max(0.0, min(1.0, volume)))

    @Slot()
    def toggleShuffle(self) -> None:
        state = self._state
        if self._player is not None and state is not None:
            self._player.setShuffle(not state.shuffle)

    @Slot(str)
    def select(self, source: str) -> None:
        if self._player is not None:
            self._player.select(source)

    @property
    def _state(self) -> Any | None:
        return None if self._player is None else self._player.state

    def _field(self, name: str, default: Any) -> Any:
        state = self._state
        value = default if state is None else getattr(state, name, default)
        return default if value is None else value

    def _position_s(self) -> float | None:
        state = self._state
        if state is None or state.length_s is None or state.position_s is None:
            return None
        position_s = float(state.position_s)
        if state.playing:
            position_s += max(0.0, self._clock() - state.position_at_s)
        return min(position_s, float(state.length_s))

    def _get_title(self) -> str:
        title = str(self._field("title", ""))
        if title or not self._get_available():
            return title
        return QCoreApplication.translate("Media", "Unknown title")

    def _get_available(self) -> bool:
        return bool(self._field("players", ()))

    def _get_fraction(self) -> float:
        position_s, length_s = self._position_s(), self._field("length_s", 0.0)
        return 0.0 if position_s is None or not length_s else position_s / length_s

    def _get_art(self) -> QUrl:
        url = QUrl(str(self._field("art_url", "")))
        # Only files: a picture from the network would tell somebody else what is heard here.
        return url if url.isLocalFile() else QUrl()

    def _source_rows(self) -> Rows[SourceTab]:
        return self._sources

    available = Property(bool, _get_available, notify=changed)
    title = Property(str, _get_title, notify=changed)

    @Property(str, notify=changed)
    def artist(self) -> str:
        return str(self._field("artist", ""))

    @Property(str, notify=changed)
    def album(self) -> str:
        return str(self._field("album", ""))

    art = Property(QUrl, _get_art, notify=changed)

    @Property(bool, notify=changed)
    def playing(self) -> bool:
        return bool(self._field("playing", False))

    @Property(bool, notify=changed)
    def canNext(self) -> bool:
        return bool(self._field("can_next", False))

    @Property(bool, notify=changed)
    def canPrevious(self) -> bool:
        return bool(self._field("can_previous", False))

    @Property(bool, notify=changed)
    def canSeek(self) -> bool:
        return bool(self._field("can_seek", False))

    @Property(bool, notify=changed)
    def canShuffle(self) -> bool:
        return bool(self._field("can_shuffle", False))

    @Property(bool, notify=changed)
    def shuffle(self) -> bool:
        return bool(self._field("shuffle", False))

    @Property(bool, notify=changed)
    def hasVolume(self) -> bool:
        return self._field("volume", None) is not None

    @Property(float, notify=changed)
    def volume(self) -> float:
        return float(self._field("volume", 0.0))

    sources = Property(Rows, _source_rows, notify=changed)

    @Property(bool, notify=changed)
    def timed(self) -> bool:
        return self._position_s() is not None

    fraction = Property(float, _get_fraction, notify=positionChanged)

    @Property(str, notify=positionChanged)
    def position(self) -> str:
        return self._settings.format.playing_time(self._position_s())

    @Property(str, notify=changed)
    def length(self) -> str:
        return self._settings.format.playing_time(self._field("length_s", None))


def _source_icon(player: Any) -> str:
    icon = str(getattr(player, "icon", "") or "")
    if icon:
        return icon
    name = f"{player.id} {player.name}".lower()
    for word, glyph in (
        ("radio", "radio"),
        ("bluez", "bluetooth"),
        ("phone", "bluetooth"),
        ("usb", "usb"),
        ("podcast", "podcast"),
        ("mpv", "play-circle-outline"),
    ):
        if word in name:
            return glyph
    return "music"
