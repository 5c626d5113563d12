"""Snap one position fix to the road edges near it; the index itself belongs to the region."""

from maps.region.snap import HEADING_TOLERANCE_DEG, SnappedEdges, Snapper

__all__ = ["HEADING_TOLERANCE_DEG", "SnappedEdges", "Snapper"]
