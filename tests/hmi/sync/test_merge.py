"""Edits made in the car, on the phone and in the cloud end up the same everywhere."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from hmi.sync.clock import HybridClock, Stamp
from hmi.sync.records import Record, RecordKind

stamps = st.builds(Stamp, st.integers(0, 5), st.integers(0, 3), st.sampled_from(["car", "phone", "cloud"]))
values = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.text(max_size=3))


@st.composite
def records(draw: st.DrawFn) -> Record:
    record = Record(RecordKind.FAVOURITE, "home")
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            record = record.written(
                draw(st.sampled_from(["name", "icon", "stop"])), draw(values), draw(stamps)
            )
        else:
            record = record.removed(draw(stamps))
    return record


@given(records(), records(), records())
def test_merging_is_commutative_associative_and_idempotent(a: Record, b: Record, c: Record) -> None:
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(c) == a.merged(b.merged(c))
    assert a.merged(a) == a
    assert a.merged(b).merged(b) == a.merged(b)


def test_two_people_edit_different_fields_of_one_favourite_and_both_edits_stay() -> None:
    start = Record(RecordKind.FAVOURITE, "f1").written("name", "Café", Stamp(1, 0, "car"))
    in_car = start.written("name", "Café de Paris", Stamp(2, 0, "car"))
    on_phone = start.written("icon", "cup", Stamp(2, 0, "phone"))
    assert in_car.merged(on_phone).values == {"name": "Café de Paris", "icon": "cup"}


def test_an_old_copy_does_not_bring_a_deleted_favourite_back() -> None:
    old = Record(RecordKind.FAVOURITE, "f1").written("name", "Ex", Stamp(1, 0, "car"))
    deleted = old.removed(Stamp(2, 0, "phone"))
    assert not deleted.merged(old).alive
    assert deleted.merged(old).merged(old) == deleted


def test_an_edit_after_the_deletion_was_seen_makes_the_record_anew() -> None:
    deleted = Record(RecordKind.FAVOURITE, "f1").removed(Stamp(2, 0, "phone"))
    assert deleted.written("name", "Back", Stamp(3, 0, "car")).values == {"name": "Back"}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 100)), max_size=30))
def test_a_clock_that_is_set_back_still_stamps_later_edits_later(steps: list[tuple[bool, int]]) -> None:
    clock, other = HybridClock.of("car"), HybridClock.of("phone")
    for is_local, wall_ms in steps:
        before = clock.last
        if is_local:
            clock = clock.tick(wall_ms)
        else:
            other = other.tick(wall_ms)
            clock = clock.observe(other.last, wall_ms)
            assert clock.last > other.last
        assert clock.last > before


class Household(RuleBasedStateMachine):
    """Car, phone and cloud, their clocks days apart, over a network that repeats and reorders."""

    edits = Bundle("edits")

    def __init__(self) -> None:
        super().__init__()
        self.skew_ms = {"car": -3_600_000, "phone": 86_400_000, "cloud": 0}
        self.clocks = {node: HybridClock.of(node) for node in self.skew_ms}
        self.copies: dict[str, dict[str, Record]] = {node: {} for node in self.skew_ms}
        self.sent: list[Record] = []
        self.now_ms = 10**9

    def _hear(self, node: str, record: Record) -> None:
        mine = self.copies[node].get(record.id)
        self.copies[node][record.id] = record if mine is None else mine.merged(record)
        if record.newest is not None:
            wall_ms = self.now_ms + self.skew_ms[node]
            self.clocks[node] = self.clocks[node].observe(record.newest, wall_ms)

    @rule(
        target=edits,
        node=st.sampled_from(["car", "phone", "cloud"]),
        name=st.sampled_from("ab"),
        value=values,
    )
    def edit(self, node: str, name: str, value: object) -> tuple[str, str, object]:
        self.now_ms += 7
        self.clocks[node] = self.clocks[node].tick(self.now_ms + self.skew_ms[node])
        mine = self.copies[node].get("r", Record(RecordKind.SETTING, "r"))
        record = mine.written(name, value, self.clocks[node].last)  # type: ignore[arg-type]
        # What the person just did is what the person sees, whatever the clocks say.
        assert record.values[name] == value
        self.copies[node]["r"] = record
        self.sent.append(record)
        return node, name, value

    @rule(node=st.sampled_from(["car", "phone", "cloud"]))
    def delete(self, node: str) -> None:
        self.clocks[node] = self.clocks[node].tick(self.now_ms + self.skew_ms[node])
        record = self.copies[node].get("r", Record(RecordKind.SETTING, "r")).removed(self.clocks[node].last)
        assert not record.alive
        self.copies[node]["r"] = record
        self.sent.append(record)

    @rule(node=st.sampled_from(["car", "phone", "cloud"]), pick=st.integers(0, 10**6))
    def deliver(self, node: str, pick: int) -> None:
        if self.sent:
            self._hear(node, self.sent[pick % len(self.sent)])

    @invariant()
    def converges_once_all_has_been_heard_in_any_order(self) -> None:
        finals = []
        for seed, copy in enumerate(self.copies.values()):
            messages = self.sent * 2
            random.Random(seed).shuffle(messages)
            final = copy.get("r", Record(RecordKind.SETTING, "r"))
            for message in messages:
                final = final.merged(message)
            finals.append(final)
        assert finals[0] == finals[1] == finals[2]


TestHousehold = Household.TestCase
TestHousehold.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
