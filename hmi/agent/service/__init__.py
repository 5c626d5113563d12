"""The agent's end of the bus: the interfaces of `hmi.bus.contract` exported with sdbus, without logic."""
