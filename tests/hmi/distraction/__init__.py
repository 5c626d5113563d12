"""Tests of what is locked while moving."""
