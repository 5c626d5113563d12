"""The windows of these tests are drawn by the thread that grabs them."""

from __future__ import annotations

import os

# grabWindow and grabToImage wait for ever on the threaded loop when an item made in Python is dirty.
os.environ.setdefault("QSG_RENDER_LOOP", "basic")
