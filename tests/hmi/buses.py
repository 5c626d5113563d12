"""Private D-Bus daemons, agents and mock services for tests, each ended by its own pid."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
"""python-dbusmock comes as a Debian package, for Debian's Python."""


class Bus:
    """A dbus-daemon of one's own that can be stopped and started again at the same address."""

    def __init__(self, policy: str = "", *, open_to_all: bool = False) -> None:
        # Not tmp_path: a socket's path may have 107 bytes, and the name of a test is in that folder's.
        folder = self._folder = Path(tempfile.mkdtemp(prefix="headunit-bus-"))
        if open_to_all:
            folder.chmod(0o755)
        self.address = f"unix:path={folder}/bus"
        self._config = folder / "bus.conf"
        self._config.write_text(
            f"""<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
              "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>{self.address}</listen>
              <auth>EXTERNAL</auth>
              {
                policy
                or '''<policy context="default">
                <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
              </policy>'''
            }
            </busconfig>"""
        )
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        (self._folder / "bus").unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={self._config}", "--nofork"], stderr=subprocess.DEVNULL
        )
        wait_until((self._folder / "bus").exists, 5.0, "the bus does not start")

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Alive, with its socket open, but stopped."""
        assert self._process is not None
        with stopped(self._process.pid):
            yield

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


class AgentProcess:
    """`headunit-agent` as a process that can be killed and started again."""

    def __init__(
        self,
        address: str,
        state: Path,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        self._log = log
        self._environment = {**os.environ, **(environment or {})}
        self._command = [
            sys.executable, "-m", "hmi.agent", "--bus", address, "--state-dir", str(state), *arguments,
        ]  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        errors = None if self._log is None else self._log.open("a")
        self.process = subprocess.Popen(self._command, cwd=REPOSITORY, env=self._environment, stderr=errors)
        if errors is not None:
            errors.close()

    def kill(self) -> None:
        """As a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> int:
        """Ask it to end; its exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """A process that hangs for a while."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def mock_service(address: str, template: str, log: Path) -> Iterator[None]:
    """One of python-dbusmock's service templates on the bus at `address`, taken for the system bus."""
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", "dbusmock", "--template", template], env=environment, stdout=output
        )
        try:
            yield
        finally:
            process.kill()
            process.wait()


def send(address: str, service: str, path: str, member: str, *arguments: str) -> str:
    """A call with dbus-send, waiting for the reply: what the test driver does to a mock."""
    return subprocess.run(
        [
            "dbus-send",
            f"--bus={address}",
            "--print-reply=literal",
            f"--dest={service}",
            path,
            member,
            *arguments,
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=10,
    ).stdout


def wait_until(ready: Callable[[], object], timeout_s: float, what: str) -> None:
    """Without a Qt event loop; with one use qtbot.waitUntil."""
    until = time.monotonic() + timeout_s
    while not ready():
        if time.monotonic() > until:
            raise AssertionError(what)
        time.sleep(0.02)


def descriptors_of(pid: int) -> int:
    """How many files, sockets and timers a process holds open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
