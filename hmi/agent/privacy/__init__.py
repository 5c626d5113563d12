"""The single door that data leaves the car by."""
