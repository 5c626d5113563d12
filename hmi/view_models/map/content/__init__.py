"""What lies on the map: tiles, routes, the car, pins, and where the camera looks."""
