"""Signatures and values of foreign services."""

from __future__ import annotations

import asyncio
import gc

import pytest

from hmi.bus.addresses import open_bus
from hmi.bus.peers import Peers
from hmi.bus.wire import decode, decode_all, split
from tests.hmi.buses import Bus


@pytest.mark.parametrize(
    ("signature", "types"),
    [
        ("", []),
        ("sa{sv}as", ["s", "a{sv}", "as"]),
        ("a(oa{sv})x", ["a(oa{sv})", "x"]),
        ("aai(i(ss))", ["aai", "(i(ss))"]),
    ],
)
def test_a_signature_falls_into_complete_types(signature: str, types: list[str]) -> None:
    assert split(signature) == tuple(types)


def test_variants_lose_their_signature_and_structs_stay_tuples() -> None:
    listed = [("/call1", {"State": ("s", "incoming"), "Meta": ("a{sv}", {"n": ("x", 3)})})]
    assert decode("a(oa{sv})", listed) == [("/call1", {"State": "incoming", "Meta": {"n": 3}})]
    assert decode_all("sv", ("a", ("as", ["b"]))) == ("a", ["b"])


def test_a_connection_that_is_collected_late_does_not_deafen_the_one_that_has_its_number(bus: Bus) -> None:
    async def ask() -> None:
        for _ in range(3):
            old = Peers(open_bus(bus.address))
            await old.on_owner_change(lambda *_names: None)
            old.close()
            new = Peers(open_bus(bus.address))
            await new.names()
            del old
            gc.collect()
            async with asyncio.timeout(5):
                await new.names()
            new.close()

    asyncio.run(ask())
