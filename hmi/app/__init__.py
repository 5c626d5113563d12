"""The head unit's process: options, processes beside it, and the root that wires every object."""
