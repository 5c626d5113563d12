"""The same frames drawn with QPainter, where shaders draw nothing."""
