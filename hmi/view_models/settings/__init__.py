"""The models of the settings screen and of pairing."""
