"""Which cars have changed, for the streams of events: one poll of the database for all of this process."""

import asyncio
from collections.abc import AsyncIterator

import sqlalchemy as sa

from hmi.cloud.store import Store

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
        while True:
            await asyncio.sleep(POLL_S)
            if not self._watched:
                continue
            try:
                revisions = await asyncio.to_thread(self._store.revisions, list(self._watched))
            except sa.exc.DBAPIError:
                continue
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
