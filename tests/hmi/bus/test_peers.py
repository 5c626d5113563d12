"""Signatures and values of foreign services."""

from __future__ import annotations

import pytest

from hmi.bus.wire import decode, decode_all, split


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
