"""Which sources this car has: read from `--source` options or from a TOML file.

An option is KIND or KIND:ARGUMENT with settings behind commas, a file holds the same as tables:

    simulator
    can:socketcan:can0,dbc=generator/toyota/_toyota_2017.dbc,mapping=toyota_rav4_2018,priority=50
    can:socketcan:can1,dbc=vw_meb.dbc,mapping=vw_meb,fd=yes,bitrate=500000,data_bitrate=2000000,wake=17F#00
    obd:/dev/ttyUSB0,baud=115200
    obd:socket://[fd00::7]:35000
    uds:socketcan:can0,request=7E4,response=7EC,mapping=hyundai_ioniq5
    gpsd:[::1]:2947
    nmea:/dev/ttyACM0,baud=9600
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hmi.agent.sources.source import Source
from hmi.errors import HeadunitError

Settings = Mapping[str, str]
Number = TypeVar("Number", int, float)


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
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path} is no TOML: {error}") from None
    except (KeyError, TypeError, AttributeError):
        raise SourceError(f'{path}: each [[source]] needs a line like use = "gpsd:127.0.0.1"') from None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a description of this kind may hold."""

    make: Callable[[str, Settings], Source]
    settings: tuple[str, ...] = ("priority",)
    argument: str = ""
    """what stands behind the colon, where it must"""


def _make(description: str, simulator: Callable[[], Source]) -> Source:
    first, *rest = description.split(",")
    name, _, argument = first.partition(":")
    settings = dict(pair.partition("=")[::2] for pair in rest)
    kinds = {"simulator": Kind(lambda _argument, _settings: simulator(), settings=()), **KINDS}
    kind = kinds.get(name)
    if kind is None:
        raise SourceError(f"there is no source {name!r}; there are {', '.join(kinds)}")
    if kind.argument and not argument:
        raise SourceError(f"{description}: expected {name}:{kind.argument}")
    odd = next((key for key in settings if key not in kind.settings), None)
    if odd is not None:
        known = ", ".join(kind.settings) or "none"
        raise SourceError(f"{description}: there is no setting {odd!r}; there are: {known}")
    try:
        return kind.make(argument, settings)
    except KeyError as error:
        raise SourceError(f"{description}: {error.args[0]}=… is missing") from None
    except ValueError as error:
        raise SourceError(f"{description}: {error}") from None
    except ModuleNotFoundError as error:
        raise SourceError(f"{description}: the package {error.name} is not installed") from None


def _number(settings: Settings, key: str, usual: float) -> float:
    return _read(key, settings[key], float) if key in settings else usual


def _priority(settings: Settings, usual: int) -> int:
    return _read("priority", settings["priority"], int) if "priority" in settings else usual


def _read(key: str, text: str, convert: Callable[[str], Number]) -> Number:
    try:
        return convert(text)
    except ValueError:
        raise ValueError(f"{key} {text!r} is no such number") from None


def _host_and_port(argument: str, usual_port: int) -> tuple[str, int]:
    """HOST, HOST:PORT, ::1, [::1] or [::1]:PORT."""
    host, port = argument, ""
    if argument.startswith("["):
        host, bracket, rest = argument[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise ValueError(f"{argument!r} is no address; an IPv6 address stands in [brackets]")
        port = rest[1:]
    elif argument.count(":") == 1:
        host, _, port = argument.partition(":")
    number = _read("port", port, int) if port else usual_port
    if not 0 < number < 65_536:
        raise ValueError(f"port {number} is no port")
    return host or "127.0.0.1", number


def _yes(settings: Settings, key: str) -> bool:
    return settings.get(key, "no") in ("yes", "true", "True", "1")


def _baud(settings: Settings, usual: int) -> int:
    baud = _read("baud", settings["baud"], int) if "baud" in settings else usual
    if baud <= 0:
        raise ValueError(f"baud {baud} is no rate")
    return baud


_WIRE = ("bitrate", "fd", "data_bitrate")
"""settings of every CAN bus: bits a second, CAN FD, bits a second of FD's data"""


def _wire(settings: Settings) -> dict[str, Any]:
    """What python-can is told of the bus besides interface and channel."""
    options: dict[str, Any] = {}
    for key in ("bitrate", "data_bitrate"):
        if key in settings:
            options[key] = _read(key, settings[key], int)
    if _yes(settings, "fd"):
        options["fd"] = True
    elif "data_bitrate" in options:
        raise ValueError("data_bitrate is a rate of CAN FD, which fd=yes switches on")
    return options


def _interface_and_channel(argument: str) -> tuple[str, str]:
    interface, _, channel = argument.partition(":")
    if not channel:
        raise ValueError("expected INTERFACE:CHANNEL, like socketcan:can0")
    return interface, channel


def _decoder(settings: Settings) -> Any:
    from hmi.agent.sources.decoder import CanDecoder, dbc_of, find_dbc, find_mapping

    if not settings.keys() & {"dbc", "mapping"}:
        raise KeyError("dbc")
    dbc = find_dbc(settings["dbc"]) if "dbc" in settings else None
    mapping = find_mapping(settings["mapping"])
    return CanDecoder(dbc or find_dbc(dbc_of(mapping)), mapping)


def _can(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.can import CanSource

    wake = _wake_frame(settings["wake"]) if "wake" in settings else None
    return CanSource(
        *_interface_and_channel(argument),
        _decoder(settings),
        _priority(settings, 50),
        wire=_wire(settings),
        wake=wake,
    )


def _wake_frame(text: str) -> tuple[int, bytes]:
    """53F#0011 as candump writes a frame."""
    identifier, hash_sign, payload = text.partition("#")
    try:
        number, data = int(identifier, 16), bytes.fromhex(payload)
    except ValueError:
        number, data = -1, b""
    if not hash_sign or not 0 <= number <= 0x1FFFFFFF:
        raise ValueError(f"wake={text!r} is no frame like 53F#0011")
    return number, data


def _obd(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.obd import ObdSource

    return ObdSource(argument, _priority(settings, 30), _baud(settings, 38_400))


def _uds(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.control_unit import Address
    from hmi.agent.sources.decoder import find_mapping
    from hmi.agent.sources.uds import UdsSource, read_rows

    request, response = (
        _read(key, settings.get(key, usual), lambda text: int(text, 16)) for key, usual in _OBD_IDS
    )
    rows = read_rows(find_mapping(settings.get("mapping", "uds_obd")))
    address = Address(*_interface_and_channel(argument), request, response, _wire(settings))
    return UdsSource(address, rows, _priority(settings, 35))


_OBD_IDS = (("request", "7E0"), ("response", "7E8"))
"""of the engine's control unit, as ISO 15765-4 gives them"""


def _gpsd(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.gnss import GpsdSource

    return GpsdSource(*_host_and_port(argument, 2947), _priority(settings, 60))


def _nmea(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.gnss import NmeaSource

    return NmeaSource(argument, _priority(settings, 60), _baud(settings, 9600))


def _replay(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.replay import ReplaySource

    path = Path(argument)
    if not path.is_file():
        raise ValueError("there is no such file")
    return ReplaySource(
        path,
        _decoder(settings) if "mapping" in settings or "dbc" in settings else None,
        channel=settings.get("channel", "can0"),
        speed=_number(settings, "speed", 1.0),
        loop=_yes(settings, "loop"),
        priority=_priority(settings, 40),
    )


def _kuksa(argument: str, settings: Settings) -> Source:
    from hmi.agent.sources.kuksa import KuksaSource

    return KuksaSource(*_host_and_port(argument, 55555), _priority(settings, 55))


KINDS: Mapping[str, Kind] = {
    "can": Kind(_can, ("dbc", "mapping", "wake", *_WIRE, "priority"), "INTERFACE:CHANNEL"),
    "obd": Kind(_obd, ("baud", "priority"), argument="PORT"),
    "uds": Kind(_uds, ("request", "response", "mapping", *_WIRE, "priority"), "INTERFACE:CHANNEL"),
    "gpsd": Kind(_gpsd),
    "nmea": Kind(_nmea, ("baud", "priority"), argument="PORT"),
    "replay": Kind(_replay, ("dbc", "mapping", "channel", "speed", "loop", "priority"), "FILE"),
    "kuksa": Kind(_kuksa),
}
