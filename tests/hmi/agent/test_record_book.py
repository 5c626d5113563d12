"""Edits are kept in the car first: without a cloud, over a power loss, with a clock set back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.agent.books.record_book import RecordBook
from hmi.sync.clock import Stamp
from hmi.sync.errors import MessageError
from hmi.sync.records import Record, RecordKind

FAVOURITE = RecordKind.FAVOURITE


def book(folder: Path, now_ms: int = 1000, node: str = "car") -> RecordBook:
    return RecordBook(folder / f"{node}.sqlite", node, lambda: now_ms)


def test_an_edit_is_there_after_a_restart(tmp_path: Path) -> None:
    first = book(tmp_path)
    first.write(FAVOURITE, "f1", {"name": "Home"})
    first.close()
    assert [record.values for record in book(tmp_path).all()] == [{"name": "Home"}]


def test_the_last_edit_counts_though_the_clock_was_set_back(tmp_path: Path) -> None:
    book(tmp_path, now_ms=2_000_000).write(FAVOURITE, "f1", {"name": "before"})
    later = book(tmp_path, now_ms=1_000)
    later.write(FAVOURITE, "f1", {"name": "after"})
    assert later.all()[0].values == {"name": "after"}


def test_what_was_deleted_elsewhere_is_gone_and_stays_gone(tmp_path: Path) -> None:
    here = book(tmp_path)
    edit = here.write(FAVOURITE, "f1", {"name": "Ex"})
    (changed,) = here.hear([Record(FAVOURITE, "f1").removed(Stamp(5000, 0, "phone"))])
    assert not changed.alive
    assert here.hear([edit]) == []


def test_hearing_the_same_twice_changes_nothing(tmp_path: Path) -> None:
    here = book(tmp_path)
    edit = Record(FAVOURITE, "f1").written("name", "A", Stamp(5000, 0, "phone"))
    assert len(here.hear([edit])) == 1
    assert here.hear([edit]) == []


def test_two_cars_and_a_phone_agree_in_the_end(tmp_path: Path) -> None:
    one, two = book(tmp_path, 1000, "one"), book(tmp_path, 999_000, "two")
    edits = [one.write(FAVOURITE, "f1", {"name": "A"}), two.write(FAVOURITE, "f1", {"icon": "cup"})]
    edits.append(one.remove(FAVOURITE, "f2"))
    for car in (one, two):
        car.hear(reversed(edits))
    assert one.all() == two.all()
    assert one.all()[0].values == {"icon": "cup", "name": "A"}


@pytest.mark.parametrize("name", ["", "a/b", "x" * 65])
def test_an_id_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(MessageError):
        book(tmp_path).write(FAVOURITE, name, {"name": "A"})
