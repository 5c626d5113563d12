"""Remote commands run once, before their deadline, or not at all, whatever is repeated or delayed.

A command is written down as begun before the car acts on it. After a power loss a begun command without an
outcome is reported as failed and never tried again: its deadline guards against lateness, the ledger
against twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from hmi.durable.database import KeptDatabase
from hmi.sync.messages import Command, CommandOutcome, Outcome

KEEP_S = 30 * 24 * 3600.0
"""How long an outcome is remembered past the deadline, so that a late repetition gets the same answer."""
MAX_LIFETIME_S = 24 * 3600.0
"""A command that is good for longer than a day is a schedule, and those are synced records."""
MAX_CLOCK_LEAD_S = 300.0
"""A command from further in the future means that one of the two clocks is wrong."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS commands (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    deadline_unix_s REAL NOT NULL,
    begun_unix_ms INTEGER NOT NULL,
    outcome TEXT,
    reason TEXT NOT NULL DEFAULT '',
    ended_unix_ms INTEGER
);
"""


@dataclass(frozen=True, slots=True)
class Admission:
    """What to do with a command that arrived: execute it, or answer at once."""

    execute: bool
    answer: CommandOutcome | None


class CommandLedger:
    """The commands this car has seen, on the agent's database."""

    def __init__(self, database: KeptDatabase, vehicle: str) -> None:
        self._database = database
        self._vehicle = vehicle
        database.executescript(_SCHEMA)

    def interrupted(self, now_unix_ms: int) -> list[CommandOutcome]:
        """Outcomes of commands that a power loss cut off; call it once, at the start."""
        with self._database:
            rows = self._database.execute(
                "UPDATE commands SET outcome = ?, reason = 'interrupted', ended_unix_ms = ?"
                " WHERE outcome IS NULL RETURNING id",
                (Outcome.FAILED.value, now_unix_ms),
            ).fetchall()
        return [
            CommandOutcome(self._vehicle, row[0], Outcome.FAILED, "interrupted", now_unix_ms) for row in rows
        ]

    def admit(self, command: Command, now_unix_ms: int) -> Admission:
        """Decide, and remember the decision before anything happens. Durable when this returns."""
        known = self._known(command.id)
        if known is not None:
            return known
        outcome, reason = _verdict(command, now_unix_ms / 1000)
        with self._database:
            self._database.execute(
                "INSERT INTO commands VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    command.id,
                    command.name,
                    command.issued_by,
                    command.deadline_unix_s,
                    now_unix_ms,
                    outcome.value if outcome else None,
                    reason,
                    now_unix_ms if outcome else None,
                ),
            )
            self._database.execute(
                "DELETE FROM commands"
                " WHERE outcome IS NOT NULL AND deadline_unix_s < ? AND begun_unix_ms < ?",
                (now_unix_ms / 1000 - KEEP_S, now_unix_ms - KEEP_S * 1000),
            )
        if outcome is None:
            return Admission(True, None)
        return Admission(False, CommandOutcome(self._vehicle, command.id, outcome, reason, now_unix_ms))

    def ended(self, command_id: str, outcome: Outcome, reason: str, now_unix_ms: int) -> CommandOutcome:
        """Remember how an executed command ended; the first ending counts."""
        with self._database:
            self._database.execute(
                "UPDATE commands SET outcome = ?, reason = ?, ended_unix_ms = ?"
                " WHERE id = ? AND outcome IS NULL",
                (outcome.value, reason, now_unix_ms, command_id),
            )
        known = self._known(command_id)
        if known is None or known.answer is None:
            raise KeyError(command_id)
        return known.answer

    def _known(self, command_id: str) -> Admission | None:
        row = self._database.execute(
            "SELECT outcome, reason, ended_unix_ms FROM commands WHERE id = ?", (command_id,)
        ).fetchone()
        if row is None:
            return None
        if row[0] is None:
            # Still being executed: its outcome follows by itself.
            return Admission(False, None)
        return Admission(False, CommandOutcome(self._vehicle, command_id, Outcome(row[0]), row[1], row[2]))


def _verdict(command: Command, now_unix_s: float) -> tuple[Outcome | None, str]:
    if command.deadline_unix_s <= now_unix_s:
        return Outcome.EXPIRED, "deadline"
    if command.issued_unix_s > now_unix_s + MAX_CLOCK_LEAD_S:
        return Outcome.REFUSED, "clock"
    if command.deadline_unix_s - command.issued_unix_s > MAX_LIFETIME_S:
        return Outcome.REFUSED, "lifetime"
    return None, ""
