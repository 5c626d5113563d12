"""What one cloud process needs to know: defaults run everything in one process on loopback.

A file says otherwise. What cannot work is refused before anything starts, with one sentence that names the
key.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import ssl
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from hmi.errors import HeadunitError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ConfigurationError(HeadunitError):
    """The configuration cannot be read, says something unknown or something that cannot work."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One process of the service. Replicas share `database_url`, `command_key` and the broker."""

    data_folder: Path
    """certificates, and the database when it is SQLite"""
    host: str = "127.0.0.1"
    port: int = 8443
    public_origin: str = ""
    """what the browser's address line says; empty: https://localhost:PORT. Passkeys are bound to it."""
    path_prefix: str = ""
    """where a proxy puts the service below the origin, for instance /headunit"""
    https: bool = True
    """False: a trusted proxy before this process does TLS"""
    https_certificate: Path | None = None
    """of public_origin's name, with its chain (PEM); None: self-made, for localhost"""
    https_key: Path | None = None
    trusted_proxies: tuple[str, ...] = ()
    """addresses or networks of proxies whose X-Forwarded-For is believed; anybody else's is nothing"""
    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite in the data folder"""
    broker_host: str = "127.0.0.1"
    broker_port: int = 8883
    embedded_broker: bool = True
    shared_group: str = ""
    """replicas of one group share the cars' messages ($share/GROUP).

    The broker must know shared subscriptions
    """
    regions: tuple[Path, ...] = ()
    """compiled map regions, for the companion's small map"""
    prices_url: str = ""
    """day-ahead prices of electricity, for instance

    https://api.energy-charts.info/price?bzn=FR&start={today}&end={tomorrow}; empty: none are fetched
    """
    prices_file: Path | None = None
    """the same document in a file that somebody else keeps up to date; goes before the address"""
    price_charges_per_kwh: float = 0.0
    """what is added to the market's price: network and levies"""
    price_tax_percent: float = 0.0
    """on both"""
    authority: Path | None = None
    """of the broker's certificate and the cars'; None: the self-made one in the data folder"""
    certificate: Path | None = None
    """of this service as the broker's client"""
    key: Path | None = None
    command_key: Path | None = None
    """Ed25519 key (PEM) that proves commands to cars; None: made in the data folder. Replicas share one"""

    @property
    def origin(self) -> str:
        return normal_origin(self.public_origin or f"https://localhost:{self.port}")

    @property
    def proxies(self) -> tuple[Network, ...]:
        return tuple(ipaddress.ip_network(text, strict=False) for text in self.trusted_proxies)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_folder / 'cloud.sqlite'}"


def normal_origin(text: str) -> str:
    """An origin as a browser writes it: scheme and host small, no usual port. Raises ValueError for none."""
    parts = urlsplit(text.strip())
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme.lower() not in ("https", "http") or not parts.hostname or extra or "@" in parts.netloc:
        raise ValueError(f"{text!r} is no origin like https://cars.example.org")
    scheme, host = parts.scheme.lower(), parts.hostname.lower().rstrip(".")
    with contextlib.suppress(UnicodeError):
        host = host.encode("idna").decode() if not host.isascii() else host
    host = f"[{host}]" if ":" in host else host
    usual = {"https": 443, "http": 80}[scheme]
    return f"{scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, usual) else "")


def read_configuration(path: Path | None, data_folder: Path) -> Configuration:
    """The configuration in a TOML file (keys as the fields above), or the defaults.

    Raises ConfigurationError.
    """
    base = Configuration(data_folder)
    if path is None:
        return base
    try:
        table = tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    kinds = {field.name: str(field.type) for field in fields(base)}
    changes: dict[str, Any] = {}
    for name, value in table.items():
        if name not in kinds:
            raise ConfigurationError(f"{path}: unknown key {name!r}")
        try:
            changes[name] = _READERS[kinds[name]](value)
        except TypeError as error:
            raise ConfigurationError(f"{path}: {name} must be {error}") from None
    return replace(base, **changes)


def check_configuration(configuration: Configuration) -> None:
    """Raises ConfigurationError, in one sentence that names the key, for what cannot work."""
    for name, check in _CHECKS:
        try:
            check(configuration)
        except (ValueError, OSError, sa.exc.ArgumentError) as error:
            raise ConfigurationError(f"{name}: {error}") from None


def _of(kind: type, words: str) -> Callable[[object], Any]:
    def read(value: object) -> Any:
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise TypeError(words)
        return float(value) if kind is float else value  # type: ignore[arg-type]

    return read


def _path(value: object) -> Path:
    if not isinstance(value, str) or not value:
        raise TypeError("a path")
    return Path(value).expanduser()


def _list(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(row, str) for row in value):
        raise TypeError("a list of texts")
    return tuple(value)


_READERS: dict[str, Callable[[object], Any]] = {
    "str": _of(str, "a text"),
    "int": _of(int, "a whole number"),
    "bool": _of(bool, "true or false"),
    "float": _of(float, "a number"),
    "Path": _path,
    "Path | None": _path,
    "tuple[str, ...]": _list,
    "tuple[Path, ...]": lambda value: tuple(Path(row).expanduser() for row in _list(value)),
}


def _ports(configuration: Configuration) -> None:
    for port in (configuration.port, configuration.broker_port):
        if not 0 < port < 65_536:
            raise ValueError(f"{port} is no port")
    if configuration.embedded_broker and configuration.port == configuration.broker_port:
        raise ValueError(f"HTTPS and the broker cannot both be at {configuration.port}")


def _origin(configuration: Configuration) -> None:
    origin = urlsplit(configuration.origin)
    host = origin.hostname or ""
    if origin.scheme != "https":
        raise ValueError(f"{configuration.origin} is not https, and browsers keep passkeys for that alone")
    if _is_address(host):
        raise ValueError(f"{host} is an address; passkeys need a name, such as localhost or cars.example.org")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _prefix(configuration: Configuration) -> None:
    if (
        not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", configuration.path_prefix)
        or "/.." in configuration.path_prefix
    ):
        raise ValueError(f"{configuration.path_prefix!r} is no path like /headunit")


def _proxies(configuration: Configuration) -> None:
    for network in configuration.proxies:
        if network.prefixlen == 0:
            raise ValueError(f"{network} is everybody")


def _https(configuration: Configuration) -> None:
    pair = (configuration.https_certificate, configuration.https_key)
    if not configuration.https:
        if pair != (None, None):
            raise ValueError("there is a certificate, but https is false")
        if not configuration.trusted_proxies:
            raise ValueError("false is for a proxy that does TLS; name it in trusted_proxies")
        return
    _pair(*pair, "https_certificate and https_key")


def _client(configuration: Configuration) -> None:
    _pair(configuration.certificate, configuration.key, "certificate and key")
    if configuration.authority is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        _readable(configuration.authority)
        try:
            context.load_verify_locations(configuration.authority)
        except ssl.SSLError:
            raise ValueError(f"{configuration.authority} is no certificate") from None


def _pair(certificate: Path | None, key: Path | None, words: str) -> None:
    if (certificate is None) != (key is None):
        raise ValueError(f"{words} belong together")
    if certificate is None or key is None:
        return
    _readable(certificate)
    _readable(key)
    try:
        # With a password, so that a key that wants one fails instead of asking the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except ssl.SSLError:
        raise ValueError(f"{certificate} and {key} are no certificate and its key") from None


def _readable(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from None


def _broker(configuration: Configuration) -> None:
    if configuration.shared_group and configuration.embedded_broker:
        raise ValueError("the embedded broker knows no shared subscriptions; set embedded_broker to false")
    if not re.fullmatch(r"[A-Za-z0-9_.-]{0,64}", configuration.shared_group):
        raise ValueError(f"{configuration.shared_group!r} is no name of a group")


def _database(configuration: Configuration) -> None:
    url = sa.make_url(configuration.database)
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError(f"{url.get_backend_name()} is neither sqlite nor postgresql")
    if configuration.shared_group and url.get_backend_name() == "sqlite":
        raise ValueError("replicas need PostgreSQL")


def _prices(configuration: Configuration) -> None:
    parts = urlsplit(configuration.prices_url)
    if configuration.prices_url and (parts.scheme not in ("https", "http") or not parts.hostname):
        raise ValueError(f"{configuration.prices_url!r} is no address")


def _regions(configuration: Configuration) -> None:
    for folder in configuration.regions:
        if not folder.is_dir():
            raise ValueError(f"there is no folder {folder}")


def _data(configuration: Configuration) -> None:
    configuration.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)


_CHECKS: tuple[tuple[str, Callable[[Configuration], None]], ...] = (
    ("port", _ports),
    ("public_origin", _origin),
    ("path_prefix", _prefix),
    ("trusted_proxies", _proxies),
    ("https", _https),
    ("certificate", _client),
    ("shared_group", _broker),
    ("database_url", _database),
    ("prices_url", _prices),
    ("regions", _regions),
    ("data", _data),
)
