"""What the agent offers on the bus is what the contract says, member by member."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from hmi.bus.contract import BUS_NAME, INTERFACES, OBJECT_PATH, Member, from_variant, to_variant
from hmi.bus.wire import split
from hmi.vehicle.signals import Value
from tests.hmi.buses import AgentProcess, Bus, wait_until

CARRIED = {"b", "i", "x", "d", "s", "as", "av", "a{sv}"}


def test_introspection_agrees_with_the_contract(bus: Bus, start_agent: Callable[..., AgentProcess]) -> None:
    start_agent("--start", "43.73,7.42")
    text = ""

    def introspect() -> bool:
        nonlocal text
        done = subprocess.run(
            ["dbus-send", f"--bus={bus.address}", "--print-reply=literal", f"--dest={BUS_NAME}", OBJECT_PATH,
             "org.freedesktop.DBus.Introspectable.Introspect"],
            capture_output=True, text=True, timeout=10,
        )  # fmt: skip
        text = done.stdout
        return done.returncode == 0

    wait_until(introspect, 10, "the agent does not appear")
    node = ElementTree.fromstring(text[text.index("<node") :])
    offered = {each.get("name"): each for each in node.findall("interface")}
    for interface in INTERFACES:
        found = offered[interface.name]
        methods = {
            Member(str(m.get("name")), joined(m, "in"), joined(m, "out")) for m in found.findall("method")
        }
        signals = {Member(str(s.get("name")), joined(s, None)) for s in found.findall("signal")}
        properties = {Member(str(p.get("name")), str(p.get("type"))) for p in found.findall("property")}
        assert methods == set(interface.methods), interface.name
        assert signals == set(interface.signals), interface.name
        assert properties == set(interface.properties), interface.name


def test_only_types_that_qtdbus_carries_both_ways() -> None:
    for interface in INTERFACES:
        for member in (*interface.methods, *interface.signals, *interface.properties):
            assert set(split(member.arguments + member.reply)) <= CARRIED, member


@pytest.mark.parametrize("value", [True, 3, 2.5, "text", ("a", "b"), (), 2**40])
def test_values_survive_the_bus(value: Value) -> None:
    assert from_variant(to_variant(value)) == value


def joined(element: ElementTree.Element, direction: str | None) -> str:
    return "".join(
        str(each.get("type")) for each in element.findall("arg") if direction in (None, each.get("direction"))
    )
