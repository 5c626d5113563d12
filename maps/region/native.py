"""Loops that NumPy cannot express, compiled to machine code by Numba.

A function's machine code is kept beside its source (or, where that may not be written, in the user's cache),
so it is compiled once for a computer: `headunit-maps warm` does that ahead of the first question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

long: Any = np.int64
"""A number as the compiled loops count; 32 unsigned bits and a signed number would make a float otherwise."""


def read(kind: str) -> Any:
    """The type of a vector that is only read, so that mapped files fit."""
    return numba.types.Array(getattr(numba.types, kind), 1, "C", readonly=True)


def table(kind: str) -> Any:
    """The type of a matrix that is only read."""
    return numba.types.Array(getattr(numba.types, kind), 2, "C", readonly=True)


def written(kind: str) -> Any:
    """The type of a vector that is written."""
    return numba.types.Array(getattr(numba.types, kind), 1, "C")


def native(*arguments: Any) -> Callable[[F], F]:
    """Compile for these argument types; without Python's global lock."""

    def wrap(function: F) -> F:
        signature = tuple(
            getattr(numba.types, argument) if isinstance(argument, str) else argument
            for argument in arguments
        )
        compiled: Any
        try:
            compiled = numba.njit(signature, nogil=True, cache=True)(function)
        except RuntimeError:
            # Nowhere to keep machine code: compiled anew in each process.
            compiled = numba.njit(signature, nogil=True)(function)
        return cast(F, compiled)

    return wrap
