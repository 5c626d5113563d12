"""What a junction is, and what turning into each of its arms is called."""
