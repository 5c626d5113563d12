"""A simulated electric car: what a real one would report, from physics and a driver who follows a route."""
