"""Tests of the head unit."""
