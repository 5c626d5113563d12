"""What is written down for longer than a process lives, whole or not at all, for nobody else to read."""
