"""Private buses for the agent's tests."""

from tests.hmi.bus.conftest import bus, peer_thread, start_agent

__all__ = ["bus", "peer_thread", "start_agent"]
