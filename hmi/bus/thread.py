"""The thread on which the UI process speaks D-Bus, and the way back from it to the GUI thread.

sdbus, not QtDBus: PySide holds the interpreter while QtDBus connects, QtDBus' own thread needs it to unhook
the receivers of a connection that was closed, and the two waited for each other for ever. QtDBus also blocks
the caller on a bus that hangs, and hands nested dictionaries to Python as arguments that cannot be read.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QSocketNotifier

from hmi.supervision import hear_the_rest, heard

Letter = tuple[QObject, Callable[..., object], tuple[Any, ...]]


class BusThread:
    """Made and stopped on the GUI thread; one for the whole process is enough."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        hear_the_rest(self._loop)
        self._letters: deque[Letter] = deque()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._notifier = QSocketNotifier(self._bell, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._deliver)
        self._thread = threading.Thread(target=self._loop.run_forever, name="bus", daemon=True)
        self._thread.start()

    def submit(self, coroutine: Coroutine[Any, Any, None]) -> Future[None] | None:
        """Run it on the thread; None, and nothing happens, after `stop`."""
        if self._loop.is_closed():
            coroutine.close()
            return None
        running = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        running.add_done_callback(partial(heard, "the bus thread"))
        return running

    def soon(self, callback: Callable[..., object], *arguments: Any) -> bool:
        """Call on the thread, in the order of asking; false, and nothing happens, after `stop`."""
        if self._loop.is_closed():
            return False
        self._loop.call_soon_threadsafe(callback, *arguments)
        return True

    def post(self, owner: QObject, callback: Callable[..., object], *arguments: Any) -> None:
        """Call on the GUI thread, in the order of posting, unless `owner` is gone by then.

        For the bus thread: no Qt object is touched there, whose end may come at any time on the GUI thread.
        """
        self._letters.append((owner, callback, arguments))
        os.eventfd_write(self._bell, 1)

    def stop(self) -> None:
        """End everything that runs on it; what was posted and not yet delivered is dropped."""
        if self._loop.is_closed():
            return

        async def cancel() -> None:
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(cancel(), self._loop).result(2.0)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(2.0)
        self._notifier.setEnabled(False)
        if not self._thread.is_alive():
            self._loop.close()
            os.close(self._bell)

    def _deliver(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.eventfd_read(self._bell)
        try:
            for _ in range(len(self._letters)):
                owner, callback, arguments = self._letters.popleft()
                if shiboken6.isValid(owner):
                    callback(*arguments)
        finally:
            # A callback raised, or the thread was faster: the rest comes with the event loop's next turn.
            if self._letters and not self._loop.is_closed():
                os.eventfd_write(self._bell, 1)
