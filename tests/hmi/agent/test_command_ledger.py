"""A command runs once, before its deadline, or not at all.

10,000 fuzzed schedules of delay, repetition and power loss.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from pathlib import Path

from hmi.agent.link.command_ledger import MAX_CLOCK_LEAD_S, MAX_LIFETIME_S, CommandLedger
from hmi.sync.messages import Command, Outcome

NOW_S = 1_800_000_000.0


def command(id: str, issued_s: float = NOW_S, lifetime_s: float = 60.0) -> Command:
    return Command("car", id, "unlock", {}, issued_s, issued_s + lifetime_s, "lea")


def ledger() -> CommandLedger:
    return CommandLedger(sqlite3.connect(":memory:"), "car")


def test_a_repeated_command_gets_the_first_answer_again() -> None:
    book = ledger()
    assert book.admit(command("a"), int(NOW_S * 1000)).execute
    ended = book.ended("a", Outcome.CONFIRMED, "", int(NOW_S * 1000) + 5)
    for later_ms in (10, 1_000_000):
        again = book.admit(command("a"), int(NOW_S * 1000) + later_ms)
        assert not again.execute
        assert again.answer == ended


def test_a_command_repeated_while_it_runs_is_left_alone() -> None:
    book = ledger()
    assert book.admit(command("a"), int(NOW_S * 1000)).execute
    again = book.admit(command("a"), int(NOW_S * 1000) + 1)
    assert not again.execute and again.answer is None


def test_a_late_command_expires_even_if_it_is_the_first_delivery() -> None:
    late = ledger().admit(command("a"), int((NOW_S + 60) * 1000))
    assert not late.execute
    assert late.answer is not None and late.answer.outcome is Outcome.EXPIRED


def test_a_command_from_the_future_or_for_longer_than_a_day_is_refused() -> None:
    book = ledger()
    ahead = book.admit(command("a", NOW_S + MAX_CLOCK_LEAD_S + 1), int(NOW_S * 1000))
    long = book.admit(command("b", lifetime_s=MAX_LIFETIME_S + 1), int(NOW_S * 1000))
    assert [row.answer.reason for row in (ahead, long) if row.answer] == ["clock", "lifetime"]
    assert not ahead.execute and not long.execute


def test_power_lost_while_it_ran_means_failed_and_never_again(tmp_path: Path) -> None:
    path = tmp_path / "agent.sqlite"
    assert CommandLedger(sqlite3.connect(path), "car").admit(command("a"), int(NOW_S * 1000)).execute
    after = CommandLedger(sqlite3.connect(path), "car")
    (interrupted,) = after.interrupted(int(NOW_S * 1000) + 1)
    assert (interrupted.id, interrupted.outcome, interrupted.reason) == ("a", Outcome.FAILED, "interrupted")
    assert not after.admit(command("a"), int(NOW_S * 1000) + 2).execute


def test_ten_thousand_fuzzed_schedules_execute_nothing_late_and_nothing_twice() -> None:
    chance = random.Random(4)
    database = sqlite3.connect(":memory:")
    book = CommandLedger(database, "car")
    executed: Counter[str] = Counter()
    running: list[str] = []
    now_s = NOW_S
    schedules = []
    for number in range(10_000):
        issued_s = NOW_S + chance.uniform(0, 50_000)
        lifetime_s = chance.choice([0.0, 0.001, 1.0, 60.0, 3600.0, 90_000.0])
        deliveries = [
            issued_s + chance.choice([-400, 0.0, 0.5, 59.9, 61, 5000]) for _ in range(chance.randint(1, 4))
        ]
        schedules += [(at, command(f"c{number}", issued_s, lifetime_s)) for at in deliveries]
    schedules.sort(key=lambda row: row[0])
    for at, asked in schedules:
        # Now and then the car's clock is set back; power is lost; a running command ends.
        now_s = at - (chance.uniform(0, 3600) if chance.random() < 0.01 else 0.0)
        if chance.random() < 0.01:
            book = CommandLedger(database, "car")
            for outcome in book.interrupted(int(now_s * 1000)):
                running.remove(outcome.id)
        if running and chance.random() < 0.7:
            book.ended(running.pop(0), Outcome.CONFIRMED, "", int(now_s * 1000))
        if book.admit(asked, int(now_s * 1000)).execute:
            assert now_s <= asked.deadline_unix_s, "executed late"
            executed[asked.id] += 1
            running.append(asked.id)
    assert len(executed) > 1000, "the fuzz must also let commands through"
    assert max(executed.values()) == 1, "executed twice"
