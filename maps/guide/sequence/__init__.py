"""A leg as a sequence of steps, and the passes that merge and leave out."""
