"""The owner's cloud on loopback, for the simulated car: issues the car's certificate, then serves."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hmi.app.processes import WATCHDOG_S, Child, ProcessError, dying_with_parent

VEHICLE = "simulated-car"
ISSUE_TIMEOUT_S = 60.0


class LocalCloud:
    """Begins to issue the certificate at once, which takes a second; `agent_options` waits for it."""

    def __init__(self, folder: Path, regions: Sequence[Path]) -> None:
        command = [sys.executable, "-m", "hmi.cloud", "--data", str(folder)]
        port, self._broker_port = _free_ports(2)
        self.url = f"https://localhost:{port}"
        """of the companion, for a browser on this machine; passkeys are bound to a name, not a number"""
        self._issuing = subprocess.Popen(
            dying_with_parent([*command, "add-vehicle", VEHICLE, "--name", "Simulated car"]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        serving = ["--port", str(port), "--broker-port", str(self._broker_port)]
        for region in regions:
            serving += ["--region", str(region)]
        serve = [*command, *serving]
        self.child = Child("the cloud", serve, log=folder.with_suffix(".log"), watchdog_s=WATCHDOG_S)

    def agent_options(self) -> list[str]:
        """How the agent finds the cloud and shows who it is. Raises ProcessError without a certificate."""
        output, errors = self._issuing.communicate(timeout=ISSUE_TIMEOUT_S)
        if self._issuing.returncode != 0:
            raise ProcessError(f"the cloud issues no certificate: {errors.strip().splitlines()[-1:]}")
        options = ["--cloud", f"127.0.0.1:{self._broker_port}", "--vehicle", VEHICLE, "--companion", self.url]
        for line in output.splitlines():
            kind, _, file = line.partition(" ")
            options += [f"--{kind}", file]
        return options

    def stop(self) -> None:
        if self._issuing.poll() is None:
            self._issuing.terminate()
            self._issuing.communicate()
        self.child.stop()


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on just now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()
