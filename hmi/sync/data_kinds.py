"""The kinds of personal data there are: one row each, with purpose, retention and where it goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataKind:
    """One kind of personal data: what it is for, how long the other side keeps it, where it goes."""

    id: str
    purpose: str
    retention_days: int
    destination: str
    position: bool = False
    """its records may hold coordinates"""
    dispensable: bool = False
    """goes first when the outbox is full; the rest outlives a month offline"""


DATA_KINDS: tuple[DataKind, ...] = (
    DataKind("position", "show where the car is", 7, "your cloud", position=True, dispensable=True),
    DataKind("trips", "keep a log of trips", 365, "your cloud", position=True),
    DataKind("health", "battery, tyres and doors on your phone", 90, "your cloud", dispensable=True),
    DataKind("maintenance", "tell you when service is due", 3650, "your cloud"),
    DataKind("diagnostics", "help a workshop find a fault", 30, "your cloud"),
    DataKind("records", "keep favourites, profiles and schedules the same everywhere", 3650, "your cloud"),
)
KIND_BY_ID: dict[str, DataKind] = {kind.id: kind for kind in DATA_KINDS}
