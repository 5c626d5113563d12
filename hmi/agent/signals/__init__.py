"""The best known reading of every signal, and whether to believe it."""
