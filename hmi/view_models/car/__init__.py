"""The models of the car: drive, climate, maintenance."""
