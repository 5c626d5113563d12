"""Which cars have changed, for the streams of events: one poll of the database for all of this process."""

import asyncio
from collections.abc import AsyncIterator

from hmi.cloud.store import Store
from hmi.supervision import Retry, keep_doing

POLL_S = 0.25
HEARTBEAT_S = 15.0


class Watching:
    """Tells streams when their car has changed; `run` polls until cancelled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._watched: dict[str, dict[object, asyncio.Event]] = {}
        self._revisions: dict[str, int] = {}

    @property
    def count(self) -> int:
        return sum(len(streams) for streams in self._watched.values())

    async def run(self) -> None:
        await keep_doing("changes of cars", self._look, POLL_S, retry=Retry(POLL_S, 5.0))

    async def _look(self) -> None:
        if not self._watched:
            return
        revisions = await asyncio.to_thread(self._store.revisions, list(self._watched))
        for vehicle, revision in revisions.items():
            if self._revisions.get(vehicle) != revision:
                self._revisions[vehicle] = revision
                for event in self._watched.get(vehicle, {}).values():
                    event.set()

    async def changes(self, vehicle: str) -> AsyncIterator[int | None]:
        """The car's revision at first and after each change; None when nothing has happened for a while."""
        key, event = object(), asyncio.Event()
        self._watched.setdefault(vehicle, {})[key] = event
        try:
            yield self._revisions.get(vehicle, 0)
            while True:
                try:
                    await asyncio.wait_for(event.wait(), HEARTBEAT_S)
                except TimeoutError:
                    yield None
                    continue
                event.clear()
                yield self._revisions.get(vehicle, 0)
        finally:
            del self._watched[vehicle][key]
            if not self._watched[vehicle]:
                del self._watched[vehicle]
