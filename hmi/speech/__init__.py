"""Guidance aloud: how a sentence is read in each language, which voice reads it, and when it is heard."""
