"""The page that describes the wire contract names what the code speaks: a stranger can rely on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import hmi.sync
from hmi.agent.link.remote import GUARDS
from hmi.cloud.car_link import _NAMES
from hmi.cloud.store import REMEMBER_BATCHES_DAYS
from hmi.sync.messages import CONTRACT_VERSION, MAX_PAYLOAD_BYTES, Message, Outcome, PairingStage
from hmi.sync.records import RecordKind
from hmi.sync.remote_commands import REMOTE_COMMANDS

PAGE = (Path(hmi.sync.__file__).parent / "contract.md").read_text()
CHAPTERS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_it_is_the_page_of_this_version() -> None:
    assert PAGE.startswith(f"# The wire contract, version {CONTRACT_VERSION}\n")
    assert f"headunit/{CONTRACT_VERSION}/" in CHAPTERS["Transport"]
    assert f"{MAX_PAYLOAD_BYTES // 1024} KiB" in CHAPTERS["Encoding"]
    assert f"{REMEMBER_BATCHES_DAYS} days" in CHAPTERS["Transport"]


def test_it_names_every_topic() -> None:
    up = set(re.findall(r"/V/up/([a-z]+)`", CHAPTERS["Transport"]))
    assert up == set(_NAMES.values())
    down = set(re.findall(r"/V/down/([a-z]+)`", CHAPTERS["Transport"]))
    assert down == {"command", "desired", "records", "pairing", "ack"}


def test_it_names_every_type_outcome_and_stage() -> None:
    types = set(re.findall(r"^\| `([a-z]+)` \|", CHAPTERS["Encoding"], re.MULTILINE))
    assert types == {message.TYPE for message in get_args(Message)}
    for word in (*Outcome, *PairingStage):
        assert f"`{word}`" in CHAPTERS["Encoding"]


@pytest.mark.parametrize("reason", sorted({reason for rows in GUARDS.values() for reason, _ in rows}))
def test_it_names_every_reason_for_refusal(reason: str) -> None:
    assert f"`{reason}`" in CHAPTERS["Commands"]


def test_every_command_has_its_guards() -> None:
    assert {row.name for row in REMOTE_COMMANDS} == set(GUARDS)


def test_records_that_are_described_are_of_kinds_that_there_are() -> None:
    kinds = set(re.findall(r"^\| `([a-z_]+)/", CHAPTERS["Records"], re.MULTILINE))
    assert kinds <= set(RecordKind)
