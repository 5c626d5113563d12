"""Records that live in several places at once (favourites, profiles, schedules …) and how they merge.

A record is a grow-only map of last-writer registers, one a field, and one tombstone. A field written after
the tombstone lives; one written before it is gone for good. That makes every copy a join-semilattice: all
copies that have seen the same edits are equal, in whatever order they came.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from hmi.sync.clock import Stamp

Scalar = str | int | float | bool | None
FieldValue = Scalar | list["FieldValue"] | dict[str, "FieldValue"]


class RecordKind(StrEnum):
    """What is kept in step between car, phone and cloud."""

    FAVOURITE = "favourite"
    RECENT = "recent"
    PROFILE = "profile"
    SETTING = "setting"
    CHARGE_SCHEDULE = "charge_schedule"
    CLIMATE_SCHEDULE = "climate_schedule"
    DESTINATION = "destination"
    """sent to the car; one or several stops"""


@dataclass(frozen=True, slots=True)
class Written:
    """A field's value and when it was written."""

    value: FieldValue
    stamp: Stamp

    def merged(self, other: Written) -> Written:
        return max(self, other, key=_order)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of one owner. `fields` holds only what is newer than `deleted`."""

    kind: RecordKind
    id: str
    fields: Mapping[str, Written] = field(default_factory=lambda: MappingProxyType({}))
    deleted: Stamp | None = None

    @property
    def alive(self) -> bool:
        return bool(self.fields)

    @property
    def values(self) -> dict[str, FieldValue]:
        """Name to value, as a reader wants it."""
        return {name: written.value for name, written in self.fields.items()}

    @property
    def newest(self) -> Stamp | None:
        """The latest stamp anywhere in the record."""
        stamps = [written.stamp for written in self.fields.values()]
        if self.deleted is not None:
            stamps.append(self.deleted)
        return max(stamps, default=None)

    def written(self, name: str, value: FieldValue, stamp: Stamp) -> Record:
        """The record after one field's edit."""
        return self.merged(Record(self.kind, self.id, {name: Written(value, stamp)}))

    def removed(self, stamp: Stamp) -> Record:
        """The record after its deletion; the tombstone stays, so that an old copy cannot bring it back."""
        return self.merged(Record(self.kind, self.id, deleted=stamp))

    def merged(self, other: Record) -> Record:
        """What both copies say together. Raises ValueError for copies of different records."""
        if (self.kind, self.id) != (other.kind, other.id):
            raise ValueError(f"{self.kind} {self.id} and {other.kind} {other.id} are different records")
        deleted = max((s for s in (self.deleted, other.deleted) if s is not None), default=None)
        fields = dict(self.fields)
        for name, written in other.fields.items():
            fields[name] = written.merged(fields[name]) if name in fields else written
        if deleted is not None:
            fields = {name: written for name, written in fields.items() if written.stamp > deleted}
        return Record(self.kind, self.id, MappingProxyType(dict(sorted(fields.items()))), deleted)


def _order(written: Written) -> tuple[Stamp, str]:
    # Two different values under one stamp mean a broken writer (a restored backup, a cloned disk); the text
    # of the value decides then, so that all copies still agree.
    return written.stamp, json.dumps(written.value, sort_keys=True)
