"""Private buses for the agent's tests."""

from tests.hmi.bus.conftest import bus, bus_thread, start_agent

__all__ = ["bus", "bus_thread", "start_agent"]
