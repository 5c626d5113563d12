"""Where the map is looked at from, what is in view, and the style there."""
