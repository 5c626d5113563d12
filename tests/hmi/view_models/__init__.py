"""Tests of what the screens are told."""
