"""What the agent has told of energy so far, by name: read by the bus, the twin and whoever comes later."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any


class EnergyBoard:
    """Holds the latest of each name; every listener hears each change once, on the agent's loop."""

    def __init__(self) -> None:
        self._told: dict[str, Mapping[str, Any]] = {}
        self.on_bus: Callable[[str], None] = lambda _text: None
        self._listeners: list[Callable[[str, Mapping[str, Any]], None]] = []

    def tell(self, name: str, value: Mapping[str, Any]) -> None:
        """`value` is plain JSON."""
        self._told[name] = value
        for listener in self._listeners:
            listener(name, value)
        self.on_bus(json.dumps({name: value}))

    def listen(self, listener: Callable[[str, Mapping[str, Any]], None]) -> None:
        """Hear of everything that is told from now on."""
        self._listeners.append(listener)

    @property
    def told(self) -> Mapping[str, Mapping[str, Any]]:
        return self._told

    def energy(self) -> str:
        """Everything, as the bus carries it."""
        return json.dumps(self._told)
