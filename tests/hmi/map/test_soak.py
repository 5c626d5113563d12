"""A map that is opened and closed many times leaves nothing behind and never takes another's name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
TIMES = 100
MOST_GROWTH_MB = 130.0
"""From the tenth window to the last. About one a window stays with Qt: what Python made for the graphics card
may not be deleted from Python once the card is gone. A map that stays would be eight and more."""
PROGRAM = """
import faulthandler
import gc
import random
import sys
import threading
from pathlib import Path

faulthandler.enable()
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from hmi.view_models.map.content.scene import MapScene
from hmi.view_models.map.vector_map import VectorMap
from tests.hmi.map.stage import MapStage

random.seed(7)
application = QGuiApplication([])
problems = []
application_threads = threading.active_count()


def resident_mb():
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(rows["VmRSS"].split()[0]) / 1024


kept = []
for number in range(int(sys.argv[2])):
    stage = MapStage([Path(sys.argv[1])], 588, 288)
    bearing, pitch = random.uniform(0, 360), random.choice([0, 60])
    stage.map.look_at(43.7375, 7.4245, random.uniform(13.0, 18.5), bearing, pitch)
    for _ in range(random.randint(1, 12)):
        stage.map.advance(1 / 30)
        stage.spin(random.choice([0.0, 0.004]))
        stage.map.night = random.random() < 0.5
    names = (type(stage.map), type(stage.scene), type(stage.map.canvas).__name__)
    if names[:2] != (VectorMap, MapScene) or not names[2].endswith("Canvas"):
        problems.append(f"window {number}: {names}")
    # asking for the items keeps their names, and with them what they hold
    for item in stage.view.contentItem().childItems() if number % 10 == 9 else ():
        if not isinstance(item, QQuickItem):
            problems.append(f"window {number}: an item is called {type(item).__name__}")
    if random.random() < 0.3:
        gc.collect()
    way = random.choice(["close", "hide and show", "delete window"])
    if way == "hide and show":
        stage.view.hide()
        stage.spin(0.01)
        stage.view.show()
        stage.map.advance(1 / 30)
        stage.spin(0.02)
    if way == "delete window":
        stage.map.close()
        stage.view.deleteLater()
        stage.spin(0.02)
    else:
        stage.close()
    # no event loop runs here that would do what deleteLater asks for
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    item = None
    del stage
    if number == 9:
        gc.collect()
        first = resident_mb()
    if threading.active_count() > application_threads + 1:
        problems.append(f"window {number}: threads {[t.name for t in threading.enumerate()]}")
gc.collect()
print(f"{resident_mb() - first:.1f}")
print(problems)
"""


@pytest.mark.soak
@pytest.mark.parametrize("renderer", ["shaders", "painter"])
def test_a_map_is_opened_and_closed_a_hundred_times(monaco: Path, renderer: str) -> None:
    environment = {**os.environ, "QSG_RENDER_LOOP": "basic", "PYTHONPATH": str(REPOSITORY)}
    if renderer == "painter":
        environment |= {"QT_QUICK_BACKEND": "software", "QT_QPA_PLATFORM": "offscreen"}
    elif not os.environ.get("DISPLAY"):
        pytest.skip("needs a display with OpenGL; packaging/test brings one")
    else:
        environment |= {"QSG_RHI_BACKEND": "opengl"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(monaco), str(TIMES)],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    growth, problems = ended.stdout.splitlines()[-2:]
    assert problems == "[]"
    assert float(growth) < MOST_GROWTH_MB
