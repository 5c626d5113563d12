"""The icon of a kind of place: the table of kinds has most, the driver's own places have theirs."""

from __future__ import annotations

from maps.categories import BY_ID

OWN_ICONS: dict[str, str] = {
    "home": "home",
    "work": "briefcase",
    "point": "map-marker",
    "position": "crosshairs",
}

OTHER = "map-marker-outline"


def icon_of(category: str) -> str:
    """The mdi6 name for a category; a plain marker for one that has no picture."""
    known = BY_ID.get(category)
    return known.icon if known is not None else OWN_ICONS.get(category, OTHER)
