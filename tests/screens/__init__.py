"""Pictures and measurements of every screen."""
