"""Which lanes lead where."""
