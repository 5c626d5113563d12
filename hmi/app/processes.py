"""The processes beside the head unit: private bus, agent, virtual display.

They end with it, and the first two come back when they die.

No Qt: whoever owns an event loop calls `Child.poll` a few times a second.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from hmi.errors import HeadunitError

log = logging.getLogger(__name__)

RESTART_FIRST_S = 0.1
RESTART_LAST_S = 5.0
WATCHDOG_S = 10.0
UP_WITHIN_S = 60.0
"""a cold start on a slow card, with all maps to look through"""
LOOKED_LATELY_S = 1.0
STEADY_AFTER_S = 10.0
"""a child that ran this long starts again without delay"""

BUS_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class ProcessError(HeadunitError):
    """A process that the head unit cannot do without does not start."""


class Child:
    """One process that ends with this one, and is started again whenever it ends before it is stopped."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
        watchdog_s: float | None = None,
    ) -> None:
        """One that says by sd_notify that it is alive (hmi.watchdog) is started again, too, when it has not
        said so for `watchdog_s`."""
        self.name = name
        self._watchdog_s = watchdog_s
        self._line: socket.socket | None = None
        self._heard_s = self._looked_s = 0.0
        self._is_up = False
        self.starts = 0
        self._command = tuple(command)
        self._environment = {**os.environ, **(environment or {})}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._started_s = 0.0
        self._delay_s = RESTART_FIRST_S
        self._restart_at_s: float | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Raises ProcessError when there is no such command."""
        environment = {**self._environment, **self._listen()}
        output: IO[bytes] | int = self._log.open("ab") if self._log is not None else subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                dying_with_parent(self._command),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise ProcessError(f"{self.name} does not start: {error}") from error
        finally:
            if not isinstance(output, int):
                output.close()
        self.starts += 1
        self._started_s = time.monotonic()
        self._restart_at_s = None

    def poll(self) -> None:
        """Start it again if it has ended; at once the first time, more slowly if it keeps ending."""
        if self._process is None:
            return
        now_s = time.monotonic()
        if self._process.poll() is None:
            if self._hangs(now_s):
                log.warning("%s hangs and is started again", self.name)
                self._process.kill()
            return
        if self._restart_at_s is None:
            steady = now_s - self._started_s > STEADY_AFTER_S
            self._delay_s = RESTART_FIRST_S if steady else min(self._delay_s * 2, RESTART_LAST_S)
            self._restart_at_s = now_s + self._delay_s
        if now_s >= self._restart_at_s:
            try:
                self.start()
            except ProcessError as error:  # no memory for it, say: a little later there may be
                log.warning("%s", error)
                self._delay_s = min(self._delay_s * 2, RESTART_LAST_S)
                self._restart_at_s = now_s + self._delay_s

    def last_words(self) -> str:
        """The last line that it wrote, if it has ended more than once: why it does not stay."""
        if self.starts < 2 or self._log is None or not self._log.exists():
            return ""
        lines = self._log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""

    def _listen(self) -> dict[str, str]:
        """What tells the child where and how often to say that it is alive."""
        if self._watchdog_s is None:
            return {}
        if self._line is None:
            self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
            self._line.bind("")  # the kernel finds an abstract name
        self._is_up = False
        self._heard_s = self._looked_s = time.monotonic()
        name = "@" + self._line.getsockname()[1:].decode()
        return {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": str(round(self._watchdog_s * 1e6))}

    def _hangs(self, now_s: float) -> bool:
        if self._line is None or self._watchdog_s is None:
            return False
        with contextlib.suppress(BlockingIOError):
            while said := self._line.recv(4096):
                self._is_up |= b"READY=1" in said
                self._heard_s = now_s
        # Whoever did not look for a while, because this process itself stood still, cannot blame another.
        if now_s - self._looked_s > LOOKED_LATELY_S:
            self._heard_s = now_s
        self._looked_s = now_s
        return now_s - self._heard_s > (self._watchdog_s if self._is_up else UP_WITHIN_S)

    def stop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(3.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class PrivateBus:
    """A dbus-daemon of our own in `folder`; `address` stays the same when it is started again."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("dbus-daemon") is None:
            raise ProcessError("dbus-daemon is not installed (Debian package dbus)")
        self._socket = folder / "bus"
        configuration = folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(socket=self._socket))
        self.address = f"unix:path={self._socket}"
        self.child = Child(
            "the D-Bus daemon",
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--nosyslog"],
        )

    def start(self, timeout_s: float = 10.0) -> None:
        """Returns when it takes connections."""
        self._socket.unlink(missing_ok=True)
        self.child.start()
        deadline_s = time.monotonic() + timeout_s
        while not self._socket.exists():
            if self.child.pid is None or time.monotonic() > deadline_s:
                raise ProcessError("the D-Bus daemon does not start")
            time.sleep(0.01)


class VirtualDisplay:
    """An X server without a screen; `name` is what DISPLAY must hold to draw on it."""

    def __init__(self, width: int, height: int) -> None:
        if shutil.which("Xvfb") is None:
            raise ProcessError("there is no display, and no Xvfb to stand in for one (Debian package xvfb)")
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24"]
        with os.fdopen(read_end) as announced:
            self._process = subprocess.Popen(
                dying_with_parent([*command, "-nolisten", "tcp", "-noreset"]),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[write_end],
            )
            os.close(write_end)
            number = announced.readline().strip()
        if not number:
            raise ProcessError("Xvfb does not start")
        self.name = f":{number}"

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def agent(
    bus_address: str,
    *,
    start: str | None,
    state_folder: Path,
    log: Path | None = None,
    options: Sequence[str] = (),
) -> Child:
    """The telematics agent with the simulated car, on the bus at `bus_address`; `options` are its own."""
    command = [sys.executable, "-m", "hmi.agent", "--bus", bus_address, "--source", "simulator"]
    if start is not None:
        command += ["--start", start]
    command += options
    environment = {"XDG_STATE_HOME": str(state_folder)}
    return Child("the agent", command, environment=environment, log=log, watchdog_s=WATCHDOG_S)


def dying_with_parent(command: Sequence[str]) -> list[str]:
    """`command` such that the kernel ends it when the thread that starts it ends, however that happens."""
    # setpriv (util-linux) sets it in the child: a preexec_fn may deadlock in a process with threads.
    return ["setpriv", "--pdeathsig", "TERM", "--", *command]
