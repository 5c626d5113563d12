"""What one cloud process needs to know: defaults run everything in one process on loopback.

A file says otherwise.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from hmi.errors import HeadunitError


class ConfigurationError(HeadunitError):
    """The configuration file cannot be read or says something unknown."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One process of the service. Replicas share `database_url` and the broker."""

    data_folder: Path
    """certificates, and the database when it is SQLite"""
    host: str = "127.0.0.1"
    port: int = 8443
    public_origin: str = ""
    """what the browser's address line says; empty: https://localhost:PORT. Passkeys are bound to it."""
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
    """of the broker's certificate; None: the self-made one in the data folder"""
    certificate: Path | None = None
    key: Path | None = None
    command_key: Path | None = None
    """Ed25519 key (PEM) that proves commands to cars; None: made in the data folder. Replicas share one"""

    @property
    def origin(self) -> str:
        return self.public_origin or f"https://localhost:{self.port}"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_folder / 'cloud.sqlite'}"


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
    kinds = {field.name: type(getattr(base, field.name)) for field in fields(base)}
    changes: dict[str, object] = {}
    for name, value in table.items():
        if name not in kinds:
            raise ConfigurationError(f"{path}: unknown key {name!r}")
        if name in ("data_folder", "authority", "certificate", "key", "command_key", "prices_file"):
            if not isinstance(value, str):
                raise ConfigurationError(f"{path}: {name} must be a path")
            changes[name] = Path(value)
        elif name == "regions":
            if not isinstance(value, list) or not all(isinstance(row, str) for row in value):
                raise ConfigurationError(f"{path}: regions must be a list of paths")
            changes[name] = tuple(Path(row) for row in value)
        elif kinds[name] is float and type(value) is int:
            changes[name] = float(value)
        elif type(value) is not kinds[name]:
            raise ConfigurationError(f"{path}: {name} must be of type {kinds[name].__name__}")
        else:
            changes[name] = value
    return replace(base, **changes)  # type: ignore[arg-type]
