"""What nobody refers to any more ends on the GUI thread, whichever thread is at work."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot

from hmi.app.garbage import GarbageCollector


class Ring(QObject):
    """Refers to itself, as view models do through their subscriptions."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(10)
        weakref.finalize(self, lambda: ended_on.append(threading.current_thread()))


def test_qt_objects_end_on_the_gui_thread_while_another_allocates(
    qtbot: QtBot, qapp: QCoreApplication
) -> None:
    collector = GarbageCollector(qapp)
    ended_on: list[threading.Thread] = []
    over = threading.Event()

    def allocate() -> None:
        kept: list[list[object]] = []
        while not over.wait(0.0):
            kept.append([])

    busy = threading.Thread(target=allocate)
    busy.start()
    try:
        for _ in range(20):
            Ring(ended_on)
        qtbot.waitUntil(lambda: len(ended_on) == 20, timeout=10_000)
    finally:
        over.set()
        busy.join()
        collector.deleteLater()
    assert set(ended_on) == {threading.main_thread()}
    assert not gc.isenabled()
