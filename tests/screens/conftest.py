"""The windows of these tests are drawn by the thread that grabs them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

# grabWindow and grabToImage wait for ever on the threaded loop when an item made in Python is dirty.
os.environ.setdefault("QSG_RENDER_LOOP", "basic")


@pytest.fixture(autouse=True, scope="module")
def windows_end_on_the_main_thread() -> Iterator[None]:
    """What a file's windows left behind is collected here: on a thread of the next file's, Qt objects would
    leave their timers behind, and the next event crash."""
    yield
    gc.collect()
