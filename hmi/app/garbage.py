"""Collect Python's garbage on the GUI thread only: a cycle that holds Qt objects must not end on another."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_EVERY_MS = 200
YOUNG, MIDDLE, OLD = range(3)
"""Python's generations."""


class GarbageCollector(QObject):
    """Takes the place of Python's automatic collection, which runs on whatever thread happens to allocate.

    A QObject that ends on another thread than its own leaves its timers with the event loop, which crashes at
    the next of them.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(LOOK_EVERY_MS)

    @Slot()
    def collect(self) -> None:
        collect_what_is_due()


def collect_what_is_due() -> None:
    """As Python would by itself, on this thread: the young often, the old seldom."""
    for generation, most in zip((YOUNG, MIDDLE, OLD), gc.get_threshold(), strict=True):
        if gc.get_count()[generation] <= most:
            break
        gc.collect(generation)
