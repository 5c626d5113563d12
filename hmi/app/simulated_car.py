"""A car without a car: private bus, agent with the simulated car, the owner's cloud; all end with us."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hmi.app import processes
from hmi.app.local_cloud import LocalCloud
from hmi.navigation.demo_trip import PlannedTrip


@dataclass(frozen=True, slots=True)
class Car:
    """What the head unit is connected to."""

    bus: str
    children: tuple[processes.Child, ...] = ()
    """of this process, to be looked after"""
    companion_url: str = ""


@contextlib.contextmanager
def simulated_car(folder: Path, trip: PlannedTrip, regions: Sequence[Path]) -> Iterator[Car]:
    """A private bus with the agent and its simulated car on it, and the owner's cloud on loopback."""
    cloud = LocalCloud(folder / "cloud", regions)
    with contextlib.ExitStack() as stack:
        stack.callback(cloud.stop)
        bus = processes.PrivateBus(folder)
        bus.start()
        stack.callback(bus.child.stop)
        agent = processes.agent(
            bus.address,
            start=str(trip.origin),
            state_folder=folder / "state",
            log=folder / "agent.log",
            options=["--heading", f"{trip.heading_deg:.1f}", *cloud.agent_options()],
        )
        agent.start()
        stack.callback(agent.stop)
        cloud.child.start()
        yield Car(bus.address, (bus.child, agent, cloud.child), cloud.url)
