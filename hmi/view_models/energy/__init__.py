"""The models of the energy screen and of a charging stop."""
