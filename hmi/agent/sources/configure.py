"""Which sources this car has: read from `--source` options or from a TOML file.

An option is KIND or KIND:ARGUMENT with settings behind commas, a file holds the same as tables:

    simulator
    can:socketcan:can0,dbc=generator/toyota/_toyota_2017.dbc,mapping=toyota_rav4_2018,priority=50
    obd:/dev/ttyUSB0
    uds:socketcan:can0,request=7E0,response=7E8,mapping=uds_obd
    gpsd:127.0.0.1:2947
    nmea:/dev/ttyACM0
    replay:/path/drive.log.xz,dbc=…,mapping=…,speed=2,loop=yes
    kuksa:127.0.0.1:55555

    [[source]]
    use = "gpsd:127.0.0.1:2947"
    priority = 70

A library is loaded only for the source that needs it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hmi.agent.sources.source import Source
from hmi.errors import HeadunitError

Settings = Mapping[str, str]


class SourceError(HeadunitError):
    """A source is not described as it must be; the text says which and why."""


def make_sources(descriptions: Sequence[str], simulator: Callable[[], Source]) -> list[Source]:
    """A source for each description. Raises SourceError, and whatever the source says of its files."""
    return [_make(description, simulator) for description in descriptions]


def read_descriptions(path: Path) -> list[str]:
    """The `[[source]]` tables of a TOML file as descriptions. Raises SourceError."""
    try:
        tables: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("source", [])
        return [
            ",".join([str(table["use"]), *(f"{key}={value}" for key, value in table.items() if key != "use")])
            for table in tables
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SourceError(f"{path}: {error}") from None


def _make(description: str, simulator: Callable[[], Source]) -> Source:
    first, *rest = description.split(",")
    kind, _, argument = first.partition(":")
    settings = dict(pair.partition("=")[::2] for pair in rest)
    makers: dict[str, Callable[[], Source]] = {
        "simulator": simulator,
        "can": lambda: _can(argument, settings),
        "obd": lambda: _obd(argument, settings),
        "uds": lambda: _uds(argument, settings),
        "gpsd": lambda: _gpsd(argument, settings),
        "nmea": lambda: _nmea(argument, settings),
        "replay": lambda: _replay(argument, settings),
        "kuksa": lambda: _kuksa(argument, settings),
    }
    if kind not in makers:
        raise SourceError(f"there is no source {kind!r}; there are {', '.join(makers)}")
    try:
        return makers[kind]()
    except (ValueError, KeyError) as error:
        raise SourceError(f"{description}: {error}") from None
    except ModuleNotFoundError as error:
        raise SourceError(f"{description}: the package {error.name} is not installed") from None


def _decoder(settings: Settings) -> Any:
    from hmi.agent.sources.decoder import CanDecoder, find_dbc, find_mapping

    return CanDecoder(find_dbc(settings["dbc"]), find_mapping(settings["mapping"]))


def _can(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.can import CanSource

    interface, _, channel = argument.partition(":")
    return CanSource(interface, channel, _decoder(settings), int(settings.get("priority", 50)))


def _obd(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.obd import ObdSource

    return ObdSource(argument, int(settings.get("priority", 30)))


def _uds(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.control_unit import Address
    from hmi.agent.sources.decoder import find_mapping
    from hmi.agent.sources.uds import UdsSource, read_rows

    interface, _, channel = argument.partition(":")
    request, response = (int(settings.get(key, usual), 16) for key, usual in _OBD_IDS)
    rows = read_rows(find_mapping(settings.get("mapping", "uds_obd")))
    return UdsSource(Address(interface, channel, request, response), rows, int(settings.get("priority", 35)))


_OBD_IDS = (("request", "7E0"), ("response", "7E8"))
"""of the engine's control unit, as ISO 15765-4 gives them"""


def _gpsd(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.gnss import GpsdSource

    host, _, port = argument.partition(":")
    return GpsdSource(host or "127.0.0.1", int(port or 2947), int(settings.get("priority", 60)))


def _nmea(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.gnss import NmeaSource

    return NmeaSource(argument, int(settings.get("priority", 60)))


def _replay(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.replay import ReplaySource

    return ReplaySource(
        Path(argument),
        _decoder(settings) if "dbc" in settings else None,
        channel=settings.get("channel", "can0"),
        speed=float(settings.get("speed", 1)),
        loop=settings.get("loop", "no") in ("yes", "true", "True", "1"),
        priority=int(settings.get("priority", 40)),
    )


def _kuksa(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.kuksa import KuksaSource

    host, _, port = argument.partition(":")
    return KuksaSource(host or "127.0.0.1", int(port or 55555), int(settings.get("priority", 55)))
