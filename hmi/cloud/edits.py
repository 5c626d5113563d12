"""The cloud's own hand in the records: stamps an edit, keeps it, and tells the car."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from hmi.cloud.store import Store
from hmi.sync.clock import HybridClock, Stamp
from hmi.sync.record_schemas import check_fields, straightened
from hmi.sync.records import FieldValue, Record, RecordKind

Tell = Callable[[str, Sequence[Record]], None]
"""Send records to a car: CarLink.send_records."""


class Edits:
    """What phones and the service itself write. Safe for any number of threads."""

    def __init__(self, store: Store, tell: Tell, now_unix_s: Callable[[], float] = time.time) -> None:
        self._store = store
        self._tell = tell
        self._now_unix_s = now_unix_s
        self._clock = HybridClock.of(f"cloud-{secrets.token_hex(4)}")
        self._lock = threading.Lock()

    def write(
        self, vehicle: str, kind: RecordKind, record: str, fields: Mapping[str, FieldValue]
    ) -> dict[str, FieldValue]:
        """Set fields of a record; all its fields as they are then.

        Raises MessageError for what none may hold.
        """
        fields = {name: straightened(value) for name, value in fields.items()}
        check_fields(kind, fields)
        self._catch_up(vehicle, kind, record)
        edit = Record(kind, record)
        for name, value in fields.items():
            edit = edit.written(name, value, self._stamp())
        merged = self._store.merge_records(vehicle, [edit])
        self._tell(vehicle, merged)
        return merged[0].values if merged else {}

    def remove(self, vehicle: str, kind: RecordKind, record: str) -> None:
        self._catch_up(vehicle, kind, record)
        self._tell(vehicle, self._store.merge_records(vehicle, [Record(kind, record).removed(self._stamp())]))

    def _catch_up(self, vehicle: str, kind: RecordKind, record: str) -> None:
        # A car whose clock is years ahead must not win against every edit that follows its own.
        newest = self._store.newest_stamp(vehicle, kind, record)
        if newest is not None:
            with self._lock:
                self._clock = self._clock.observe(newest, int(self._now_unix_s() * 1000))

    def _stamp(self) -> Stamp:
        with self._lock:
            self._clock = self._clock.tick(int(self._now_unix_s() * 1000))
            return self._clock.last
