"""The agent itself: sources feed the store, the store feeds the bus, the journal keeps what must last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from hmi.agent.books.journal import Journal
from hmi.agent.books.record_book import RecordBook
from hmi.agent.conclusions import Conclusions, Diagnosed
from hmi.agent.link.cloud_desk import CloudDesk
from hmi.agent.service.bus_link import BusLink
from hmi.agent.service.commander import Commander
from hmi.agent.service.gated import Variants
from hmi.agent.service.refusals import RefusedError, UnknownError
from hmi.agent.service.simulator import Simulator, SimulatorInterface
from hmi.agent.signals import positioning
from hmi.agent.signals.plausibility import StepGuard
from hmi.agent.signals.positioning import Positioning
from hmi.agent.signals.store import SignalStore
from hmi.agent.sources.recording import Recorder, RecordingError
from hmi.agent.sources.source import Played, Source, Wakeable
from hmi.agent.upkeep_desk import UpkeepDesk
from hmi.agent.wallbox.desk import WallboxDesk
from hmi.bus.contract import CONSUMPTION, WALLBOX, from_variant, to_variant
from hmi.durable.files import private_folder
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry, described, keep_doing, keep_running, together
from hmi.vehicle.commands import Command, Outcome
from hmi.vehicle.signals import BY_PATH, CATALOGUE, Value
from maps.geometry import LatLon

SAVE_PERIOD_S = 1.0
LOOK_PERIOD_S = 0.2
RECEIVER_AGE_S = 0.08
"""How old a receiver's fix is when it is heard: measured on ../shared's drive of 2018, two thirds of its
error."""
SOURCE_RETRY = Retry(0.25, 5.0)
WAKES_WITHIN_S = 20.0
CANNOT_BE_WOKEN = "cannot_be_woken"
"""id of the refusal, for the phone to put into words"""

BOOKS, CHARGING = "books", "charging"
UPKEEP_BOOK, UPKEEP_TODAY = "upkeep", "upkeep_today"
KEPT = (BOOKS, CHARGING, UPKEEP_BOOK, UPKEEP_TODAY)
_RECORDING = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)
_LOG = logging.getLogger(__name__)


class Agent:
    """Owns store, sources, conclusions, cloud and bus link."""

    def __init__(
        self,
        sources: Sequence[Source],
        journal: Journal,
        cloud: CloudDesk,
        trusted_users: frozenset[int] = frozenset(),
    ) -> None:
        self._sources = tuple(sources)
        self._journal = journal
        self._cloud = cloud
        self._wallbox: WallboxDesk | None = None
        self._store = SignalStore()
        self._positioning = Positioning()
        self._recorder: Recorder | None = None
        self._recordings = journal.path.parent / "recordings"
        self._played = next((s for s in self._sources if isinstance(s, Played)), None)
        self._save_now = asyncio.Event()
        # One writer, one thread: a pool would spread SQLite's memory over an arena for each of its threads.
        self._writer = ThreadPoolExecutor(1, "journal")
        self._waiting: dict[str, asyncio.Future[Command]] = {}
        self._commander = Commander(self._store, self._sources, self._on_command)
        played = [partial(SimulatorInterface, s, self) for s in self._sources if isinstance(s, Simulator)]
        self._link = BusLink(self, self._cloud, self._store, played, trusted_users)
        diagnosed = next((s for s in self._sources if isinstance(s, Diagnosed)), None)
        self.conclusions = Conclusions(
            self._store,
            diagnosed,
            self._link,
            self._time_factor,
            self._save_now.set,
            lambda model: self._cloud.board.tell(CONSUMPTION, model.record()),
        )
        self.upkeep = UpkeepDesk(self.value, self._time_factor, self._save_now.set)
        self._upkeep_kept = 0
        self._cloud.also_exported = lambda: {"maintenance.csv": self.upkeep.as_csv()}
        self._cloud.erased = self._forget_traces
        self._taken_up = False
        with contextlib.suppress(sqlite3.Error):  # then as soon as it can be read
            self._take_up(self._read_kept())
        if self._played is not None:
            self._played.changed = self._save_now.set
            self._played.lifted = self._on_lifted

    async def run(self, bus_address: str) -> None:
        """Serve until cancelled."""
        await together(
            *(self._run_source(source) for source in self._sources),
            keep_doing("the journal", self._save_in_time, 0.0),
            keep_doing(
                "what the agent concludes", self._look, LOOK_PERIOD_S, retry=Retry(LOOK_PERIOD_S, 1.0)
            ),
            keep_doing("what the car will need", self._look_at_upkeep, LOOK_PERIOD_S),
            self._link.run(bus_address),
            self._cloud.run(self.value, self.actuate_and_wait, self.wake),
            *(() if self._wallbox is None else (self._wallbox.run(),)),
        )

    def serve_wallbox(self, host: str, port: int, password: str, book: RecordBook) -> None:
        """Be the central system of the owner's charge points, from `run` on."""
        self._wallbox = WallboxDesk(host, port, password, book, self._cloud.board)
        self._wallbox.restore(self._journal.read(WALLBOX) or {})

    def save(self) -> None:
        """Write what must last, now. Raises sqlite3.Error."""
        if not self._taken_up:
            self._take_up(self._read_kept())
        self._journal.write(**self._records(), **self._upkeep_book())

    def close(self) -> None:
        self.record("")
        self._writer.shutdown()
        try:
            self.save()
        except sqlite3.Error as error:
            _LOG.error("what must last could not be written: %s", error)
        self._journal.close()

    # What the bus offers (hmi.agent.service).

    def list_paths(self) -> list[str]:
        return [spec.path for spec in CATALOGUE]

    def describe(self, path: str) -> Mapping[str, Value]:
        spec = BY_PATH.get(path)
        if spec is None:
            raise UnknownError(f"{path} is no signal of this car")
        row: dict[str, Value] = {
            "path": spec.path,
            "datatype": spec.datatype,
            "unit": spec.unit,
            "kind": str(spec.kind),
            "rate_hz": spec.rate_hz,
            "settable": any(path in source.actuators for source in self._sources),
        }
        stored = self._store.readings.get(path)
        optional = {
            "minimum": spec.minimum,
            "maximum": spec.maximum,
            "stale_after_s": spec.stale_after_s,
            "allowed": spec.allowed or None,
            "source": None if stored is None else stored.source,
            "implausible": self.conclusions.implausible.get(path),
        }
        return row | {key: value for key, value in optional.items() if value is not None}

    def get(self, paths: list[str]) -> tuple[Variants, Variants]:
        unknown = next((path for path in paths if path not in BY_PATH), None)
        if unknown is not None:
            raise UnknownError(f"{unknown} is no signal of this car")
        now = time.monotonic()
        found = self._store.fresh(paths, now)
        return (
            {path: to_variant(stored.value) for path, stored in found.items()},
            {path: ("d", max(0.0, now - stored.time_s)) for path, stored in found.items()},
        )

    def holds(self) -> Mapping[str, float]:
        return self._store.holds()

    def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None:
        if len(targets) != 1 or not 0 < len(identifier) <= 64:
            raise RefusedError("a command has an id of 1 to 64 characters and exactly one signal")
        ((path, variant),) = targets.items()
        try:
            self._commander.submit(identifier, path, from_variant(variant), deadline_s)
        except CommandRefusedError as error:
            raise RefusedError(str(error)) from None

    def source_names(self) -> list[str]:
        return [source.name for source in self._sources]

    def record(self, name: str) -> None:
        """Write the drive to a new file of that name among the recordings; empty stops. Raises ValueError."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            with contextlib.suppress(OSError):
                recorder.close()
        if name:
            if not _RECORDING.fullmatch(name):
                raise ValueError("a recording is named by letters, digits, - _ and . alone, without a folder")
            try:
                private_folder(self._recordings)
                self._recorder = Recorder(self._recordings / name)
            except (RecordingError, OSError) as error:
                raise ValueError(str(error)) from None

    def on_road(self, lat_deg: float, lon_deg: float, course_deg: float) -> None:
        """The map match of a head unit is sure of this road. Raises RefusedError for what is no place."""
        try:
            position = LatLon(lat_deg, lon_deg)
        except ValueError as error:
            raise RefusedError(str(error)) from None
        if not math.isfinite(course_deg):
            raise RefusedError("the course is a number of degrees")
        self._positioning.on_road(position, course_deg % 360.0)

    # For the cloud.

    def value(self, path: str) -> Value | None:
        return self._store.value(path, time.monotonic())

    async def actuate_and_wait(self, path: str, value: Value, deadline_s: float = 5.0) -> None:
        """Set one signal within `deadline_s` seconds. Raises CommandRefusedError or TimeoutError."""
        identifier = f"agent-{secrets.token_hex(8)}"
        future: asyncio.Future[Command] = asyncio.get_running_loop().create_future()
        self._waiting[identifier] = future
        try:
            self._commander.submit(identifier, path, value, time.monotonic() + deadline_s)
            command = await future
        finally:
            self._waiting.pop(identifier, None)
        if command.outcome is Outcome.EXPIRED:
            raise TimeoutError(command.reason)
        if command.outcome is not Outcome.DONE:
            raise CommandRefusedError(command.reason)

    async def wake(self) -> None:
        """Return when the car's control units speak again. Raises CommandRefusedError("cannot_be_woken")."""
        wakeable = [source for source in self._sources if isinstance(source, Wakeable)]
        self.conclusions.waking(True)
        try:
            async with asyncio.timeout(WAKES_WITHIN_S):
                while self.conclusions.asleep:
                    if not wakeable:
                        raise CommandRefusedError(CANNOT_BE_WOKEN)
                    for source in list(wakeable):
                        try:
                            await source.wake()
                        except CommandRefusedError as error:
                            _LOG.warning("%s cannot wake the car: %s", type(source).__name__, error)
                            wakeable.remove(source)
                    await asyncio.sleep(2 * LOOK_PERIOD_S)
        except TimeoutError:
            raise CommandRefusedError(CANNOT_BE_WOKEN) from None
        finally:
            self.conclusions.waking(False)

    # Inside.

    async def _run_source(self, source: Source) -> None:
        async def attempt(well: Callable[[], None]) -> None:
            await source.run(partial(self._hear, source, StepGuard(), well))
            await asyncio.Event().wait()  # a recorded drive is over

        # One broken source, or a library below it, must not take the others with it.
        await keep_running(source.name, attempt, retry=SOURCE_RETRY)

    def _hear(
        self,
        source: Source,
        guard: StepGuard,
        well: Callable[[], None],
        values: Mapping[str, object],
        time_s: float,
    ) -> None:
        guard.time_factor = self._time_factor()
        possible = {
            path: value
            for path, value in values.items()
            if not isinstance(value, float) or guard.admit(path, value, time_s)
        }
        age_s = 0.0 if source is self._played else RECEIVER_AGE_S
        told = self._positioning.hear(possible, time_s, time_factor=self._time_factor(), age_s=age_s)
        self._store.ingest(source.name, source.priority, told.as_it_is, time_s)
        if told.reckoned:
            self._store.ingest(positioning.NAME, positioning.PRIORITY, told.reckoned, time_s)
        if self._recorder is not None:
            try:
                self._recorder.hear(possible, time_s)
            except OSError as error:
                _LOG.error("the recording ends here: %s", error.strerror or error)
                self.record("")
        if self._store.has_changes:
            self._link.wake()
        well()

    def _on_lifted(self) -> None:
        """The car that is played was put somewhere else."""
        self._positioning.forget()
        self.conclusions.forget_positions()

    def _upkeep_book(self) -> dict[str, dict[str, object]]:
        """The book is long and changes once a day: it is written when it has changed."""
        return {} if self.upkeep.revision == self._upkeep_kept else {UPKEEP_BOOK: self.upkeep.book_record()}

    def _look_at_upkeep(self) -> None:
        if self._taken_up:  # a day that is over must not be written over a book not yet read
            self.upkeep.look(time.monotonic())

    def _look(self) -> None:
        self.conclusions.look(time.monotonic())

    async def _save_in_time(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SAVE_PERIOD_S):
                await self._save_now.wait()
        self._save_now.clear()
        if not self._taken_up:
            loop = asyncio.get_running_loop()
            self._take_up(await loop.run_in_executor(self._writer, self._read_kept))
        # fsync takes milliseconds on flash: not on the loop that owes 30 batches a second.
        revision = self.upkeep.revision
        write = partial(self._journal.write, **self._records(), **self._upkeep_book())
        await asyncio.get_running_loop().run_in_executor(self._writer, write)
        self._upkeep_kept = revision

    def _read_kept(self) -> dict[str, dict[str, Any]]:
        return {name: self._journal.read(name) or {} for name in KEPT}

    def _take_up(self, kept: Mapping[str, dict[str, Any]]) -> None:
        """Go on as it was kept. Nothing is written over it before; what makes no sense is set aside."""
        self._taken_up = True
        now_s = time.monotonic()
        for name, restore in (
            (BOOKS, lambda record: self.conclusions.restore(record, now_s)),
            (CHARGING, self._cloud.restore),
            (UPKEEP_BOOK, self.upkeep.restore_book),
            (UPKEEP_TODAY, self.upkeep.restore_today),
        ):
            try:
                restore(kept[name])
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
                self._journal.set_aside(name, described(error))

    async def _forget_traces(self) -> None:
        """Everything was erased: also what was overwritten in the journal, and where the car was recorded."""
        self.record("")
        await asyncio.to_thread(shutil.rmtree, self._recordings, ignore_errors=True)
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, partial(self._journal.write, **self._records()))
        await loop.run_in_executor(self._writer, self._journal.forget_traces)

    def _records(self) -> dict[str, dict[str, object]]:
        records: dict[str, dict[str, object]] = {
            BOOKS: self.conclusions.record(),
            CHARGING: self._cloud.record(),
            UPKEEP_TODAY: self.upkeep.today_record(),
        }
        if self._wallbox is not None:
            records[WALLBOX] = self._wallbox.record()
        if self._played is not None:
            records[self._played.name] = self._played.snapshot()
        return records

    def _time_factor(self) -> float:
        return 1.0 if self._played is None else self._played.time_factor

    def _on_command(self, command: Command) -> None:
        waiting = self._waiting.get(command.id)
        if waiting is None:
            self._link.tell_command(command)
        elif command.outcome.final and not waiting.done():
            waiting.set_result(command)
