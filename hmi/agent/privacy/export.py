"""Everything the car holds about its people, written where they can take it: JSON, and GPX for maps."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hmi.agent.link.outbox import Outbox
from hmi.agent.privacy.door import PrivacyDoor
from hmi.sync.data_kinds import DATA_KINDS
from hmi.sync.gpx import gpx
from hmi.sync.records import Record, RecordKind

KEPT_EXPORTS = 5
"""older ones go: an export is a copy of everything, it must not lie about for ever"""
_PLACES = (RecordKind.FAVOURITE, RecordKind.RECENT)


def held(door: PrivacyDoor, outbox: Outbox) -> dict[str, Any]:
    """What the link's database holds. Belongs to the link's thread."""
    number, seal = door.head
    return {
        "consents": {kind.id: door.allowed(kind.id) for kind in DATA_KINDS},
        "consent_history": [asdict(change) for change in door.history()],
        "consent_history_head": {"number": number, "seal": seal, "first_tampered": door.first_tampered()},
        "sent_log": [asdict(entry) for entry in door.sent()],
        "dropped_for_want_of_room": outbox.dropped,
        "waiting": [
            {"kind": sample.kind, "time_unix_ms": sample.time_unix_ms, **sample.body}
            for sample in outbox.waiting_samples()
        ],
    }


def write_export(
    folder: Path,
    vehicle: str,
    linked: Mapping[str, Any],
    records: Sequence[Record],
    now: datetime,
    files: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write a new folder below `folder`, readable by this user alone, and return it. `files` is what else
    goes into it, text by name. Raises OSError."""
    name = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    target = folder / name
    target.mkdir(parents=True, mode=0o700)
    document = {
        "vehicle": vehicle,
        "exported": now.astimezone(UTC).isoformat(),
        "records": [{"kind": r.kind.value, "id": r.id, "fields": r.values} for r in records if r.alive],
        **linked,
    }
    waiting = linked.get("waiting", [])
    track = gpx(
        [row for row in waiting if row["kind"] == "position"],
        [row for row in waiting if row["kind"] == "trips"],
        [record.values for record in records if record.alive and record.kind in _PLACES],
    )
    _write(target / "headunit.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    _write(target / "headunit.gpx", track)
    for file, text in files.items():
        _write(target / file, text)
    for old in sorted(path for path in folder.iterdir() if path.is_dir())[:-KEPT_EXPORTS]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def erase_exports(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
