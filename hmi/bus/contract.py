"""The D-Bus contract between the agent and its clients: names, paths, versioned interfaces, signatures.

Only types that every library, QtDBus too, carries both ways are used: b, i, x, d, s, as, av, a{sv} (no
unsigned numbers, bytes or nested dictionaries). A change that an old client would misread gets a new
interface with the next number.

All members live on one object, `OBJECT_PATH` of `BUS_NAME`. Signals' ages are seconds at the moment of
sending; deadlines are CLOCK_MONOTONIC seconds, because clients and agent share a machine and its clock may be
set back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hmi.vehicle.signals import Value

BUS_NAME = "org.headunit.Agent"
OBJECT_PATH = "/org/headunit/Agent"

VEHICLE = "org.headunit.Vehicle1"
TRIP = "org.headunit.Trip1"
ALERTS = "org.headunit.Alerts1"
DIAGNOSTICS = "org.headunit.Diagnostics1"
SIMULATOR = "org.headunit.Simulator1"
CLOUD = "org.headunit.Cloud1"
ENERGY = "org.headunit.Energy1"
UPKEEP = "org.headunit.Upkeep1"

CHARGE_PLAN, CABIN_PLAN, CONSUMPTION = "charge_plan", "cabin_plan", "consumption"
WALLBOX = "wallbox"
"""what Energy1 tells, by name; the plans stand in the twin under the same names"""

BATCH_PERIOD_S = 1 / 30
"""The agent sends at most one batch of signals in this time."""
HEARTBEAT_PERIOD_S = 0.25
"""With nothing to say the agent sends an empty batch this often."""
SILENCE_S = 0.8
"""A client that hears no batch for this long takes the agent for lost (the bar is 1 s)."""
FRESH_S = 0.005
"""Ages below this are left out of a batch."""


@dataclass(frozen=True, slots=True)
class Member:
    """One method (with reply), signal (arguments only) or property (type in `arguments`)."""

    name: str
    arguments: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Interface:
    name: str
    methods: tuple[Member, ...] = ()
    signals: tuple[Member, ...] = ()
    properties: tuple[Member, ...] = ()


INTERFACES: tuple[Interface, ...] = (
    Interface(
        VEHICLE,
        methods=(
            Member("List", "", "as"),  # every path of the catalogue
            Member("Describe", "s", "a{sv}"),  # datatype unit kind minimum maximum allowed stale_after_s …
            Member("Get", "as", "a{sv}a{sv}"),  # paths ([] is all) -> values, ages_s
            Member("Holds", "", "a{sv}"),  # seconds by path, where a slow source's reading holds for longer
            Member("Actuate", "sa{sv}d"),  # id, {path: value}, deadline; outcome by CommandChanged
            Member("OnRoad", "ddd"),  # latitude longitude course (degrees) of a road the map match is sure of
        ),
        signals=(
            Member("Changed", "xa{sv}a{sv}"),  # sequence, values, ages_s (fresh ones left out)
            Member("CommandChanged", "sss"),  # id, outcome, reason
            Member("HoldsChanged", "a{sv}"),  # seconds by path; 0.0: as the catalogue says
            Member("Lost", "as"),  # paths flagged implausible: not to be shown any more
        ),
        properties=(Member("Version", "i"), Member("Sources", "as")),
    ),
    Interface(
        TRIP,
        methods=(
            Member("Names", "", "as"),
            Member("Get", "s", "a{sv}"),  # distance_m duration_s energy_wh recovered_wh average_mps …
            Member("Reset", "s"),
        ),
        signals=(Member("TripChanged", "sa{sv}"),),
    ),
    Interface(
        ALERTS,
        methods=(Member("Acknowledge", "s"), Member("ListActive", "", "as")),
        signals=(
            Member("Raised", "sisss"),  # id, priority, text, sound, signal that raised it
            Member("Cleared", "s"),
            Member("ActiveChanged", "as"),  # ids, the most important first
        ),
        properties=(Member("Active", "as"),),
    ),
    Interface(
        DIAGNOSTICS,
        methods=(
            Member("Codes", "", "as"),
            Member("Explain", "s", "a{sv}"),  # code -> system severity text_id advice_id …
            Member("FreezeFrame", "s", "a{sv}"),
            Member("Clear"),
        ),
        signals=(Member("CodesChanged", "as"),),
    ),
    Interface(
        SIMULATOR,
        methods=(
            Member("FollowRoute", "avavav"),  # latitudes, longitudes (degrees), speed limits (m/s)
            Member("StopFollowing"),
            Member("Place", "ddd"),  # latitude, longitude, heading
            Member("SetTimeFactor", "d"),
            Member("SetPedals", "dd"),  # accelerator, brake in percent; both negative: the driver model again
            Member("Scenarios", "", "as"),
            Member("RunScenario", "s"),
            Member("Faults", "", "as"),
            Member("SetFault", "sb"),
            Member("SetWorld", "sd"),  # wind_mps, grade_percent, outside_celsius …
            Member("Record", "s"),  # name of a new file among the agent's recordings; "" stops
            Member("Status", "", "a{sv}"),
        ),
        signals=(Member("StatusChanged", "a{sv}"),),
        properties=(Member("TimeFactor", "d"), Member("RouteRemaining", "d")),
    ),
    Interface(
        ENERGY,
        methods=(Member("Get", "", "s"),),  # JSON object by name: charge_plan cabin_plan consumption
        signals=(Member("Told", "s"),),  # the same, of what is new
    ),
    Interface(
        UPKEEP,
        methods=(
            Member("Get", "", "s"),  # JSON list of forecasts, the most pressing first (hmi.upkeep.forecast)
            Member("Done", "s"),  # part: changed or seen to today
            Member("InspectBy", "s"),  # ISO date of the next inspection
            Member("Export", "", "s"),  # the book as CSV
        ),
        signals=(Member("Told", "s"),),  # as Get
    ),
    Interface(
        CLOUD,
        methods=(
            Member("GetState", "", "si"),  # off | waiting | live, how many changes are unsent
            Member("Address", "", "s"),  # of the companion, https; "" without a cloud
            Member("Consents", "", "a{sv}"),  # kind of data -> may it leave the car?
            Member("SetConsent", "sb"),
            Member("SentLog", "", "as"),  # JSON rows
            Member("Export", "", "s"),  # everything the car holds, into a new folder -> its path
            Member("Erase"),  # what was told, here and in the cloud
            Member("Pair", "s", "s"),  # role -> code for the phone to scan
            Member("AnswerPairing", "b"),
            Member("Records", "", "s"),  # JSON list of [kind, id, fields]
            Member("WriteRecord", "sss"),  # kind, id, fields as a JSON object; "" removes the record
        ),
        signals=(
            Member("StateChanged", "si"),
            Member("PairingAsked", "s"),
            Member("RecordsChanged", "s"),  # JSON list of [kind, id, fields or null]
        ),
        properties=(Member("Status", "s"), Member("Unsent", "i")),
    ),
)

METHODS = {(each.name, member.name): member for each in INTERFACES for member in each.methods}
SIGNALS = {(each.name, member.name): member for each in INTERFACES for member in each.signals}
"""by interface and name"""


def is_address(text: str) -> bool:
    """Whether `text` names a bus: "system", "session" or a D-Bus address."""
    return text in ("system", "session") or re.fullmatch(r"[a-z-]+:\S+=\S+", text) is not None


def to_variant(value: Value) -> tuple[str, Any]:
    """A signal's value as sdbus and dbus-fast write a variant: (signature, value)."""
    if isinstance(value, bool):
        return ("b", value)
    if isinstance(value, int):
        return ("x", value)
    if isinstance(value, float):
        return ("d", value)
    if isinstance(value, str):
        return ("s", value)
    return ("as", list(value))


def from_variant(variant: tuple[str, Any]) -> object:
    """The bare value of a variant; lists become tuples. What it may be is the catalogue's to judge."""
    value = variant[1]
    return tuple(value) if isinstance(value, list) else value
