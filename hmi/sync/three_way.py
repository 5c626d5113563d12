"""What is kept here against what the records say: which edits to write, and what both say together. Pure.

`base` is what both agreed on last. Only what differs from it here becomes an edit, so that what was taken
over from elsewhere is never written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hmi.sync.records import FieldValue

Key = tuple[str, str]
"""kind and id of a record"""
Fields = Mapping[str, FieldValue]
Rows = Mapping[Key, Fields]


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields to write into a record; None removes it."""

    key: Key
    fields: Fields | None


def reconcile(base: Rows, here: Rows, records: Rows) -> tuple[dict[Key, Fields], tuple[Edit, ...]]:
    """The rows as both say them together, and the edits that make the records say so too.

    A record that was never agreed on is new where it is. One that was is gone where it is missing, unless
    the other side has changed it since: an edit outlives a deletion.
    """
    rows: dict[Key, Fields] = {}
    edits: list[Edit] = []
    for key in sorted({*here, *records}):
        mine, theirs, was = here.get(key), records.get(key), base.get(key)
        if mine is None:
            if was is not None:
                edits.append(Edit(key, None))
            elif theirs is not None:
                rows[key] = theirs
        elif theirs is None:
            if mine != was and mine:
                rows[key] = mine
                edits.append(Edit(key, mine))
        else:
            changed = {name: value for name, value in mine.items() if _is_edit(name, value, was, theirs)}
            rows[key] = {**theirs, **changed}
            if changed:
                edits.append(Edit(key, changed))
    return rows, tuple(edits)


def _is_edit(name: str, value: FieldValue, was: Fields | None, theirs: Fields) -> bool:
    if name not in theirs:
        return was is None or name not in was or was[name] != value
    if was is None:
        return False
    return value != theirs[name] and (name not in was or was[name] != value)
