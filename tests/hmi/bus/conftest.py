"""A bus, an agent with the simulated car, and the thread on which foreign services are spoken to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from hmi.bus.thread import BusThread
from tests.hmi.buses import AgentProcess, Bus


@pytest.fixture
def bus() -> Iterator[Bus]:
    if shutil.which("dbus-daemon") is None:
        pytest.fail("dbus-daemon is missing: run ./packaging/test, which installs it")
    bus = Bus()
    yield bus
    bus.close()


@pytest.fixture
def start_agent(bus: Bus, tmp_path: Path) -> Iterator[Callable[..., AgentProcess]]:
    """Start agents on the bus; all are ended with the test."""
    started: list[AgentProcess] = []

    def start(*arguments: str) -> AgentProcess:
        agent = AgentProcess(bus.address, tmp_path / "state", *arguments)
        started.append(agent)
        return agent

    yield start
    for agent in started:
        agent.kill()


@pytest.fixture
def bus_thread(qapp: QCoreApplication) -> Iterator[BusThread]:
    thread = BusThread()
    yield thread
    thread.stop()
