"""The car's end of the cloud."""
