"""What driving and heating cost: the car's consumption model, learned from its own trips. Pure."""
