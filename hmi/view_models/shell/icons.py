"""The icon family of the interface: a glyph of Material Design Icons by its name, and the fonts of its text.

The icon font is the one inside qtawesome, which is never imported (it drags in a widget toolkit).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

TEXT_FAMILY = "Inter"
FALLBACK_FAMILIES = (
    "Inter Display",
    "Noto Sans Arabic",
    "Noto Sans CJK JP",
    "Noto Sans",
    "DejaVu Sans",
)
"""asked in this order for a script that Inter lacks, or for all when Inter is not installed"""


def install_fonts() -> None:
    """Let the text family fall back to Arabic and Japanese ones. Call once, after QGuiApplication."""
    QFont.insertSubstitutions(TEXT_FAMILY, list(FALLBACK_FAMILIES))


@cache
def icon_font() -> tuple[Path, Path]:
    """The font file and its table of names; raises FileNotFoundError where qtawesome is not installed."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("The icon font is missing: install QtAwesome")
    folder = Path(next(iter(spec.submodule_search_locations))) / "fonts"
    return (
        next(folder.glob("materialdesignicons6-webfont-*.ttf")),
        next(folder.glob("materialdesignicons6-webfont-charmap-*.json")),
    )


@cache
def glyphs() -> dict[str, str]:
    """Every icon name with the character that draws it."""
    table = json.loads(icon_font()[1].read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in table.items()}


@QmlElement
@QmlSingleton
class Icons(QObject):
    """Gives QML the glyph of a name; a name that the family lacks draws a crossed box, so that it is seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        font_id = QFontDatabase.addApplicationFont(str(icon_font()[0]))
        families = QFontDatabase.applicationFontFamilies(font_id)
        self._family = families[0] if families else ""
        self._glyphs = glyphs()

    @Slot(str, result=str)
    def glyph(self, name: str) -> str:
        if not name:
            return ""
        return self._glyphs.get(name, self._glyphs["close-box-outline"])

    def _get_family(self) -> str:
        return self._family

    family = Property(str, _get_family, constant=True)
