"""Offline OpenStreetMap: compile regions, route, search, match, guide and draw. Knows no vehicle, no Qt."""
