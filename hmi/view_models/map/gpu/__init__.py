"""Frames drawn with Qt's rendering interface."""
