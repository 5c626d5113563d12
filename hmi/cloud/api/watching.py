"""Which cars have changed, for the streams of events: one poll of the database for all of this process."""

import asyncio
from collections.abc import AsyncGenerator

from hmi.cloud.store import Store
from hmi.supervision import Retry, keep_doing

POLL_S = 0.25
HEARTBEAT_S = 15.0
STREAMS_PER_ACCOUNT = 8
STREAMS = 2000


class Watching:
    """Tells streams when their car has changed; `run` polls until cancelled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._watched: dict[str, dict[object, asyncio.Event]] = {}
        self._by_account: dict[str, dict[object, asyncio.Event]] = {}
        self._revisions: dict[str, int] = {}

    @property
    def is_full(self) -> bool:
        return self.count >= STREAMS

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

    async def changes(self, vehicle: str, account: str) -> AsyncGenerator[int | None, None]:
        """The car's revision at first and after each change; None when nothing has happened for a while.

        Ends when the account opens more streams than it may have: the oldest make room.
        """
        key, event = object(), asyncio.Event()
        self._watched.setdefault(vehicle, {})[key] = event
        own = self._by_account.setdefault(account, {})
        own[key] = event
        while len(own) > STREAMS_PER_ACCOUNT:
            # Forgotten here and woken there: it finds that it has no place any more.
            own.pop(next(iter(own))).set()
        try:
            yield self._revisions.get(vehicle, 0)
            while True:
                try:
                    await asyncio.wait_for(event.wait(), HEARTBEAT_S)
                except TimeoutError:
                    yield None
                    continue
                if key not in own:
                    return
                event.clear()
                yield self._revisions.get(vehicle, 0)
        finally:
            own.pop(key, None)
            if not own and self._by_account.get(account) is own:
                del self._by_account[account]
            del self._watched[vehicle][key]
            if not self._watched[vehicle]:
                del self._watched[vehicle]
