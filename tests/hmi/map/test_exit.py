"""A process that ends without closing its map ends quietly: no crash, no message, no child left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from tests.hmi.map.stage import MapStage

application = QGuiApplication([])
stage = MapStage([Path(sys.argv[1])], 588, 288)
stage.map.look_at(43.7375, 7.4245, 16.0)
for _ in range(5):
    stage.map.advance(1 / 30)
    stage.spin(0.02)
assert stage.map.canvas.frames > 0
if sys.argv[2] == "quit":
    QTimer.singleShot(0, application.quit)
    application.exec()
elif sys.argv[2] == "deleted":
    stage.view.deleteLater()
    stage.spin(0.1)
"""


@pytest.mark.parametrize("how", ["quit", "fall off the end", "deleted"])
@pytest.mark.parametrize("renderer", ["shaders", "painter"])
def test_a_map_that_nobody_closed_ends_with_its_process(monaco: Path, renderer: str, how: str) -> None:
    environment = {**os.environ, "QSG_RENDER_LOOP": "basic", "PYTHONPATH": str(REPOSITORY)}
    if renderer == "painter":
        environment |= {"QT_QUICK_BACKEND": "software", "QT_QPA_PLATFORM": "offscreen"}
    elif not os.environ.get("DISPLAY"):
        pytest.skip("needs a display with OpenGL; packaging/test brings one")
    else:
        environment |= {"QSG_RHI_BACKEND": "opengl"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(monaco), how],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
