"""Places by name for "send to car", out of our own compiled regions: what a phone looks for stays here."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from maps.errors import MapsError
from maps.geometry import LatLon
from maps.region.reader import Region
from maps.search.index import SearchIndex
from maps.search.several import search_all

LIMIT = 8
_LOG = logging.getLogger(__name__)


class Places:
    """The regions that this service has; with none nothing is found."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._indexes: list[SearchIndex] = []
        for folder in folders:
            try:
                self._indexes.append(SearchIndex(Region.open(folder)))
            except MapsError as error:
                # Streets without names are still a map.
                _LOG.warning("no places in %s: %s", folder, error)

    def search(self, text: str, near: LatLon) -> list[dict[str, Any]]:
        """Best first: ``{"name", "context", "lat", "lon", "distance_m"}``."""
        found = search_all(self._indexes, text, near, LIMIT).places
        return [
            {
                "name": place.name,
                "context": place.context,
                "lat": place.position.lat_deg,
                "lon": place.position.lon_deg,
                "distance_m": None if place.distance_m is None else round(place.distance_m),
            }
            for place in found
        ]
