"""No string is untranslated, and a language can be changed while the head unit runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from hmi.settings import SettingsFile
from hmi.units import LANGUAGES
from hmi.vehicle.alerts import ALERTS
from hmi.view_models.settings.model import SettingsModel

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "qml" / "Headunit" / "i18n"


def test_every_string_is_translated_with_its_placeholders() -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "packaging" / "translations", "--check"], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_language_is_shipped_and_says_the_alerts(language: str, qapp: QCoreApplication) -> None:
    translator = QTranslator()
    assert translator.load(f"{language}.qm", str(FOLDER))
    for alert in ALERTS:
        assert translator.translate("VehicleAlerts", alert.text), alert.text


def test_plurals_are_words_in_every_language(qapp: QCoreApplication) -> None:
    source = "%n change(s) wait for the cloud"
    for language in LANGUAGES:
        translator = QTranslator()
        assert translator.load(f"{language}.qm", str(FOLDER))
        said = {translator.translate("StatusLine", source, "", number) for number in (1, 2, 5)}
        assert all(text and "(s)" not in text for text in said)
        assert len(said) == {"ja": 1, "ar": 3}.get(language, 2)


def test_the_words_of_a_model_follow_the_language(qapp: QCoreApplication, tmp_path: Path) -> None:
    translator = QTranslator()

    def use(language: str) -> None:
        QCoreApplication.removeTranslator(translator)
        if translator.load(f"{language}.qm", str(FOLDER)):
            QCoreApplication.installTranslator(translator)

    try:
        model = SettingsModel(SettingsFile(tmp_path / "settings.json"), use)
        seen: list[str] = []
        model.changed.connect(lambda: seen.append(model.sections.rows[0].label))
        for language in ("fr", "de", "es", "ja", "ar", "en"):
            model.change(language=language)
        assert seen == ["Unités", "Einheiten", "Unidades", "単位", "الوحدات", "Units"]
    finally:
        QCoreApplication.removeTranslator(translator)
