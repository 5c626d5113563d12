"""Where the car is, from everything that tells: satellites, wheels, turn rate and the map. Pure; no I/O."""
