"""What sources share whose device is asked: questions on a worker thread, each in its time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping

from hmi.agent.sources.source import Sink

POLL_S = 0.02


async def ask_on_thread(ask: Callable[[Sink, threading.Event], None], sink: Sink) -> None:
    """Run `ask(hand_over, stop)`, which blocks, on a thread of its own; what it hands over comes to `sink` on
    the event loop. Cancelled, it sets `stop`, and nothing is handed over any more."""
    loop = asyncio.get_running_loop()
    stop = threading.Event()

    def hand_over(values: Mapping[str, object], time_s: float) -> None:
        if not stop.is_set():
            loop.call_soon_threadsafe(sink, values, time_s)

    try:
        await asyncio.to_thread(ask, hand_over, stop)
    finally:
        stop.set()


class Due:
    """Which of several questions are to be asked now, each every so many seconds."""

    def __init__(self, periods_s: Mapping[int, float]) -> None:
        self._periods_s = dict(periods_s)
        self._at_s = dict.fromkeys(periods_s, 0.0)

    def now(self) -> list[int]:
        """Those that are due; each counts as asked from now."""
        now_s = time.monotonic()
        due = [each for each, at_s in self._at_s.items() if now_s >= at_s]
        self._at_s.update((each, now_s + self._periods_s[each]) for each in due)
        return due

    def again(self, each: int) -> None:
        """Ask this one at once."""
        self._at_s[each] = 0.0

    def drop(self, each: int) -> None:
        """Never ask this one again."""
        self._at_s.pop(each, None)
