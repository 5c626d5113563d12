"""The trip that is being driven, kept on disk so that a power cut does not end it: route, maneuvers, stops.

It is written beside the work whenever the trip changes, and taken away when it ends. What cannot be read, or
is not what was written, is no trip; reading never raises.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import logging
import threading
import time
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from hmi.durable.files import write_whole
from maps.models import Maneuver, Place, Route

log = logging.getLogger(__name__)

FORMAT_VERSION = 1
RESUMED_WITHIN_S = 12 * 3600.0
"""A trip that was left longer ago is another day's."""
MAXIMUM_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class KeptTrip:
    """A trip as it was last."""

    route: Route
    maneuvers: tuple[Maneuver, ...]
    stops: tuple[Place, ...]
    """one for each leg"""
    reached: int
    saved_unix_s: float


class TripFile:
    """The file. `keep` and `forget` return at once; a thread writes what is newest."""

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._wanted: KeptTrip | None = None
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None
        self._dirty = False

    def read(self) -> KeptTrip | None:
        """The trip that a power cut has left, if it is not too old."""
        if self._path is None:
            return None
        try:
            if self._path.stat().st_size > MAXIMUM_BYTES:
                return None
            document = json.loads(self._path.read_bytes())
            text = document["trip"]
            if document["version"] != FORMAT_VERSION or document["sha256"] != _digest(text):
                return None
            kept: KeptTrip = _decoded(KeptTrip, json.loads(text))
        except FileNotFoundError:
            return None
        except Exception as error:  # whatever is wrong with it: without this trip everything else works
            log.warning("the trip before cannot be read: %s", error)
            return None
        age_s = self._clock() - kept.saved_unix_s
        fits = len(kept.stops) == len(kept.route.legs) and 0 <= kept.reached < len(kept.stops)
        return kept if fits and 0.0 <= age_s <= RESUMED_WITHIN_S else None

    def keep(
        self, route: Route, maneuvers: tuple[Maneuver, ...], stops: tuple[Place, ...], reached: int
    ) -> None:
        """Have this trip on disk soon."""
        self._want(KeptTrip(route, maneuvers, stops, reached, self._clock()))

    def forget(self) -> None:
        """Have none on disk soon."""
        self._want(None)

    def close(self) -> None:
        """Wait for what is being written."""
        if self._writer is not None:
            self._writer.join()

    def _want(self, kept: KeptTrip | None) -> None:
        if self._path is None:
            return
        with self._lock:
            self._wanted, self._dirty = kept, True
            if self._writer is None or not self._writer.is_alive():
                self._writer = threading.Thread(target=self._write, name="trip file", daemon=True)
                self._writer.start()

    def _write(self) -> None:
        assert self._path is not None
        while True:
            with self._lock:
                if not self._dirty:
                    self._writer = None
                    return
                kept, self._dirty = self._wanted, False
            try:
                if kept is None:
                    with contextlib.suppress(FileNotFoundError):
                        self._path.unlink()
                else:
                    text = json.dumps(_encoded(kept))
                    document = {"version": FORMAT_VERSION, "sha256": _digest(text), "trip": text}
                    write_whole(self._path, json.dumps(document).encode())
            except OSError as error:
                log.warning("the trip could not be kept: %s", error)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _encoded(value: Any) -> Any:
    """As JSON has it: objects by field, arrays by type and bytes."""
    if isinstance(value, np.ndarray):
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"dtype": value.dtype.str, "data": data}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _encoded(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_encoded(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, np.generic):
        return value.item()
    return value


def _decoded(wanted: Any, value: Any) -> Any:
    """A value of the wanted type. Raises TypeError, ValueError or KeyError for what is none."""
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        choices = [choice for choice in typing.get_args(wanted) if choice is not type(None)]
        return None if value is None else _decoded(choices[0], value)
    if origin is tuple:
        inner = typing.get_args(wanted)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_decoded(inner[0], item) for item in value)
        return tuple(_decoded(kind, item) for kind, item in zip(inner, value, strict=True))
    if origin is np.ndarray:
        return np.frombuffer(base64.b64decode(value["data"]), dtype=np.dtype(value["dtype"])).copy()
    if is_dataclass(wanted) and isinstance(wanted, type):
        hints = typing.get_type_hints(wanted)
        return wanted(
            **{field.name: _decoded(hints[field.name], value[field.name]) for field in fields(wanted)}
        )
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(wanted, type) and not isinstance(value, wanted):
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return value
