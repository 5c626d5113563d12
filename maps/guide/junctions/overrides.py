"""Turns whose words a mapper has stated (`manoeuvre` relations), found along a path of edges."""

from __future__ import annotations

from maps.guide.junctions.network import RegionArrays


class Overrides:
    """Reads the override_* arrays of a region."""

    def __init__(self, region: RegionArrays) -> None:
        begin = region.array("override_begin").tolist()
        edges = region.array("override_edge").tolist()
        at = region.array("override_at").tolist()
        words = region.array("override_words").tolist()
        self._by_first: dict[int, list[tuple[tuple[int, ...], int, tuple[str, str]]]] = {}
        for row, place in enumerate(at):
            path = tuple(edges[begin[row] : begin[row + 1]])
            kind, _, modifier = region.string(words[row]).partition("|")
            self._by_first.setdefault(path[0], []).append((path, place, (kind, modifier)))

    def along(self, path: list[int]) -> dict[int, tuple[str, str]]:
        """(kind, modifier) by the place in the path of the edge before the turn."""
        found: dict[int, tuple[str, str]] = {}
        if not self._by_first:
            return found
        for k, edge in enumerate(path):
            for edges, place, words in self._by_first.get(edge, ()):
                if tuple(path[k : k + len(edges)]) == edges:
                    found[k + place] = words
        return found
