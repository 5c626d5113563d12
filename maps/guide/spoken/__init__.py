"""Maneuvers in words, and which of them are said."""
