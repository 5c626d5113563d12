"""How long frames take, measured at the window that shows them."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtQuick import QQuickWindow


@dataclass(frozen=True, slots=True)
class FrameTimes:
    """`drawn` frames; what one took from the start of its synchronisation to the swap of its buffers."""

    drawn: int
    median_ms: float | None
    p99_ms: float | None


class FrameMeter(QObject):
    """Counts and times the frames of one window for as long as it lives."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._begun_s: float | None = None
        self._durations_s: list[float] = []
        # Direct: the signals may come from a render thread, and a queued slot would time the queue.
        window.beforeSynchronizing.connect(self._begin, Qt.ConnectionType.DirectConnection)
        window.frameSwapped.connect(self._end, Qt.ConnectionType.DirectConnection)

    def times(self) -> FrameTimes:
        if not self._durations_s:
            return FrameTimes(0, None, None)
        median_s, p99_s = np.percentile(self._durations_s, [50, 99])
        return FrameTimes(len(self._durations_s), round(1000 * median_s, 1), round(1000 * p99_s, 1))

    @Slot()
    def _begin(self) -> None:
        self._begun_s = time.perf_counter()

    @Slot()
    def _end(self) -> None:
        if self._begun_s is not None:
            self._durations_s.append(time.perf_counter() - self._begun_s)
            self._begun_s = None
