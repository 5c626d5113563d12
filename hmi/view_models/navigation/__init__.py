"""The models of the map, the search, the preview and guidance."""
