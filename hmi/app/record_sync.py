"""Keeps favourites, recent places and profiles in step with the agent's synced records.

Everything here goes through one reconciliation (hmi.sync.three_way) of what is kept here, what the records
say, and what both last agreed on, which outlives a restart. An edit counts as agreed only once the agent has
it on disk, so one that was made while the agent was away is written when it is back.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from hmi.durable.files import write_whole
from hmi.navigation.synced_places import KINDS, book_of, profiles_of, rows_of
from hmi.sync.records import RecordKind
from hmi.sync.three_way import Fields, Key, reconcile
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.settings.model import SettingsModel

_LOG = logging.getLogger(__name__)
MAXIMUM_BYTES = 4_000_000
MARK = (RecordKind.SETTING.value, "in-step")
"""A record that is there once something was agreed. An agent without it has lost its book, which is no reason
to drop what is kept here."""


class RecordsLink(Protocol):
    """`hmi.bus.cloud.CloudClient`, or a fake of it."""

    @property
    def recordsRead(self) -> SignalInstance: ...
    @property
    def recordsChanged(self) -> SignalInstance: ...
    @property
    def recordWritten(self) -> SignalInstance: ...
    def read_records(self) -> None: ...
    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None: ...


class AgreedFile:
    """What both sides last agreed on. Reading never raises: an unreadable file means nothing was agreed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[Key, Fields]:
        try:
            with self.path.open("rb") as file:
                document = json.loads(file.read(MAXIMUM_BYTES))
            return {(str(kind), str(id)): dict(fields) for kind, id, fields in document["rows"]}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            _LOG.warning("what was agreed with the synced records cannot be read: %s", error)
            return {}

    def write(self, rows: Mapping[Key, Fields]) -> None:
        document = {"rows": [[kind, id, dict(fields)] for (kind, id), fields in rows.items()]}
        try:
            write_whole(self.path, json.dumps(document).encode())
        except OSError as error:
            # The next start takes both sides together instead: nothing is lost, a deletion may come back.
            _LOG.warning("what was agreed with the synced records cannot be kept: %s", error)


class RecordSync(QObject):
    """Stands between the agent's records and the models that the driver changes."""

    def __init__(
        self,
        cloud: RecordsLink,
        search: SearchModel,
        settings: SettingsModel,
        agreed_file: AgreedFile,
        parent: QObject | None = None,
        now_unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        super().__init__(parent)
        self._cloud, self._search, self._settings, self._file = cloud, search, settings, agreed_file
        self._now_unix_ms = now_unix_ms
        self._agreed = agreed_file.read()
        self._records: dict[Key, Fields] | None = None
        self._writing: dict[Key, Fields | None] = {}
        self._busy = False
        cloud.recordsRead.connect(self._on_read)
        cloud.recordsChanged.connect(self._on_changed)
        cloud.recordWritten.connect(self._on_written)
        search.bookChanged.connect(self._meet)
        settings.changed.connect(self._on_settings)
        self._profiles = settings.profiles
        cloud.read_records()

    @Slot(list)
    def _on_read(self, rows: Sequence[Sequence[Any]]) -> None:
        self._records = {(kind, id): fields for kind, id, fields in rows if kind in KINDS}
        self._writing.clear()
        if not any((kind, id) == MARK for kind, id, _ in rows):
            self._agree({})
            self._cloud.write_record(*MARK, {"begun_unix_ms": self._now_unix_ms()})
        self._meet()

    @Slot(list)
    def _on_changed(self, rows: Sequence[Sequence[Any]]) -> None:
        if self._records is None:
            return  # they come whole with the answer to read_records
        for kind, id, fields in rows:
            if kind not in KINDS:
                continue
            if fields is None:
                self._records.pop((kind, id), None)
            else:
                self._records[kind, id] = fields
        self._meet()

    @Slot()
    def _on_settings(self) -> None:
        if self._settings.profiles != self._profiles:
            self._meet()

    @Slot()
    def _meet(self) -> None:
        if self._records is None or self._busy:
            return
        self._busy = True
        try:
            records = self._records
            # What is on its way to the agent's disk is as good as agreed for where a place stands.
            ranked = self._agreed | {key: row for key, row in self._writing.items() if row is not None}
            here = rows_of(self._search.book, self._settings.profiles, records, ranked, self._now_unix_ms())
            rows, edits = reconcile(self._agreed, here, records)
            book, profiles = book_of(rows), profiles_of(rows, self._settings.profiles)
            self._search.take_book(book)
            self._settings.set_profiles(profiles)
            self._profiles = profiles
            agreed = rows_of(book, profiles, rows, rows, self._now_unix_ms())
            for key in {edit.key for edit in edits} | set(self._writing):
                # Agreed only when it is on the agent's disk.
                before = self._agreed.get(key)
                self._writing[key] = agreed.pop(key, None)
                if before is not None:
                    agreed[key] = before
            self._agree(agreed)
            self._records = dict(rows)
        finally:
            self._busy = False
        for edit in edits:
            kind, record = edit.key
            self._cloud.write_record(kind, record, edit.fields)

    @Slot(str, str)
    def _on_written(self, kind: str, record: str) -> None:
        key = (kind, record)
        if key not in self._writing:
            return
        fields = self._writing.pop(key)
        agreed = {other: row for other, row in self._agreed.items() if other != key}
        if fields is not None:
            agreed[key] = fields
        self._agree(agreed)

    def _agree(self, rows: dict[Key, Fields]) -> None:
        if rows != self._agreed:
            self._agreed = rows
            self._file.write(rows)
