"""How long a sentence takes to say, before any voice has said it.

Fitted to sentences of 50 routes in each language as the voices of `hmi.speech` say them (least squares over
letters and digits); raised by an eighth, so that about one sentence in twenty takes longer than told here.
"""

from __future__ import annotations

LETTER_S = {"en": 0.073, "de": 0.074, "fr": 0.066, "es": 0.077, "ja": 0.222, "ar": 0.112}
"""a letter of an alphabet; in Japanese those of a foreign name"""
SIGN_S = 0.102
"""a kana or kanji"""
DIGIT_S = {"en": 0.40, "de": 0.47, "fr": 0.34, "es": 0.38, "ja": 0.36, "ar": 0.50}
BEGIN_S = {"ja": 0.65}
LEAST_S = 0.7
ON_THE_SAFE_SIDE = 1.125


def speaking_s(text: str, language: str) -> float:
    """Seconds that a sentence takes in a language (ISO 639-1); an unknown one is spoken like English."""
    signs = sum(map(_is_sign, text))
    letters = sum(letter.isalpha() and not _is_sign(letter) for letter in text)
    digits = sum(map(str.isdigit, text))
    spoken = BEGIN_S.get(language, 0.0) + signs * SIGN_S
    spoken += letters * LETTER_S.get(language, LETTER_S["en"]) + digits * DIGIT_S.get(language, DIGIT_S["en"])
    return max(LEAST_S, ON_THE_SAFE_SIDE * spoken)


def _is_sign(letter: str) -> bool:
    return "\u3000" <= letter < "\uff00"
