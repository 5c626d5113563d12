"""Texts of a region, each stored once and known by its number."""

from __future__ import annotations

from itertools import islice

import numpy as np
from numpy.typing import NDArray


class StringTable:
    """Numbers texts in the order they are added; number 0 is the empty text."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {"": 0}

    def add(self, text: str) -> int:
        return self._rows.setdefault(text, len(self._rows))

    def text(self, row: int) -> str:
        """The text with a number, found by going through them."""
        return next(islice(self._rows, row, None))

    def texts(self) -> list[str]:
        """All, by number."""
        return list(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def encode(self) -> tuple[bytes, NDArray[np.uint32]]:
        """All texts in UTF-8, one after another, and the byte offsets [strings+1]."""
        parts = [text.encode("utf-8", "replace") for text in self._rows]
        begin = np.zeros(len(parts) + 1, dtype=np.uint32)
        np.cumsum([len(part) for part in parts], out=begin[1:])
        return b"".join(parts), begin
