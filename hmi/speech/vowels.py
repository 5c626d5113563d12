"""Arabic with its vowels: a model puts them in, the words of our own phrases are known.

The model (text2tashkeel, Apache-2.0) takes orders for tales: انعطف is read "he turned" rather than "turn!".
Every imperative and every word of a sign that guidance uses is therefore written out here.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import Any

_MARKS = re.compile("[\u064b-\u0652\u0670]")
KNOWN = (
    "اسْتَدِرْ",
    "انْعَطِفْ",
    "تَابِعْ",
    "الْزَمْ",
    "انْدَمِجْ",
    "خُذِ",
    "ادْخُلْ",
    "اخْرُجْ",
    "اتَّجِهْ",
    "الْمَدْخَلَ",
    "الْمَخْرَجَ",
    "سَتَصِلُ",
    "وَصَلْتَ",
    "وِجْهَتِكَ",
    "مَحَطَّتِكَ",
    "الدَّوَّارِ",
    "دَوَّارٍ",
)
_WORD = re.compile("[\u0621-\u0652\u0670]+")
_BY_LETTERS = {_MARKS.sub("", word): word for word in KNOWN}


def with_vowels(text: str) -> str:
    """The text with its short vowels; as it was where the model is not installed or fails."""
    plain = _MARKS.sub("", text)
    try:
        marked = str(_model().diacritize(plain))
    except Exception:
        return text
    written = _WORD.findall(plain)
    if len(_WORD.findall(marked)) != len(written):
        return marked
    # By the word that was written: the model may have made another of it ("go in" becomes "he put in").
    words = iter(written)

    def known(found: re.Match[str]) -> str:
        return _BY_LETTERS.get(next(words), found.group())

    return _WORD.sub(known, marked)


@cache
def _model() -> Any:
    return importlib.import_module("text2tashkeel").Diacritizer()
