"""Foreign words for a Japanese voice: the phonemes of the word's own language as katakana.

After the Cabinet's notice on writing loanwords (外来語の表記, 1991): a consonant without a vowel takes u,
t and d take o, and a long vowel the bar.
"""

from __future__ import annotations

import re

_VOWELS = {
    **dict.fromkeys("aɑɐæʌɒaɜ", "a"),
    **dict.fromkeys("iɪyʏɨ", "i"),
    **dict.fromkeys("uʊɯ", "u"),
    **dict.fromkeys("eɛəøœᵊ", "e"),
    **dict.fromkeys("oɔɤ", "o"),
}
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": ("サ", "スィ", "ス", "セ", "ソ"),
    "z": ("ザ", "ズィ", "ズ", "ゼ", "ゾ"),
    "sh": ("シャ", "シ", "シュ", "シェ", "ショ"),
    "zh": ("ジャ", "ジ", "ジュ", "ジェ", "ジョ"),
    "ch": ("チャ", "チ", "チュ", "チェ", "チョ"),
    "t": ("タ", "ティ", "トゥ", "テ", "ト"),
    "d": ("ダ", "ディ", "ドゥ", "デ", "ド"),
    "ts": ("ツァ", "ツィ", "ツ", "ツェ", "ツォ"),
    "n": "ナニヌネノ",
    "h": ("ハ", "ヒ", "フ", "ヘ", "ホ"),
    "f": ("ファ", "フィ", "フ", "フェ", "フォ"),
    "b": "バビブベボ",
    "v": ("ヴァ", "ヴィ", "ヴ", "ヴェ", "ヴォ"),
    "p": "パピプペポ",
    "m": "マミムメモ",
    "y": ("ヤ", "イ", "ユ", "イェ", "ヨ"),
    "r": "ラリルレロ",
    "w": ("ワ", "ウィ", "ウ", "ウェ", "ウォ"),
    "ny": ("ニャ", "ニ", "ニュ", "ニェ", "ニョ"),
}
_ALONE = {"t": "ト", "d": "ド", "n": "ン", "m": "ム", "ch": "チ", "zh": "ジュ", "sh": "シュ", "y": "イ"}
_CONSONANTS = (
    *(("tʃ", "ch"), ("dʒ", "zh"), ("ts", "ts"), ("pf", "f")),
    *(("ʃ", "sh"), ("ʒ", "zh"), ("ç", "h"), ("x", "h"), ("χ", "h"), ("θ", "s"), ("ð", "z"), ("ŋ", "n")),
    *(("ɲ", "ny"), ("ɫ", "r"), ("ʎ", "y"), ("ʝ", "y"), ("j", "y"), ("ɥ", "y"), ("ɡ", "g"), ("ɣ", "g")),
    *(("β", "b"), ("ʁ", "r"), ("ɹ", "r"), ("ɾ", "r"), ("r", "r"), ("l", "r"), ("c", "k"), ("q", "k")),
    *((letter, letter) for letter in "kgsztdnhfbvpmw"),
)


def katakana(phonemes: str) -> str:
    """IPA (as espeak-ng writes it) as katakana; a space between words is kept."""
    plain = re.sub(r"[ˈˌ‍͜͡ʲʔ]", "", phonemes)
    spoken: list[str] = []
    at = 0
    while at < len(plain):
        row, length = _consonant(plain, at)
        vowel = _VOWELS.get(plain[at + length : at + length + 1])
        if vowel is not None:
            at += length + 1
            rounded = plain[at - 1] in "yʏ" and row not in ("", "y")
            spoken.append(_ROWS[row][1] + "ュ" if rounded else _ROWS[row]["aiueo".index(vowel)])
            if plain[at : at + 1] == "ː":
                spoken.append("ー")
                at += 1
            elif plain[at : at + 1] == "\u0303":  # nasal
                spoken.append("ン")
                at += 1
        elif length:
            silent = row == "r" and spoken and spoken[-1] == "ー"
            spoken.append("" if silent else _ALONE.get(row, _ROWS[row][2]))
            at += length
        else:
            spoken.append("・" if plain[at].isspace() else "")
            at += 1
    return "".join(spoken).strip("・")


def _consonant(plain: str, at: int) -> tuple[str, int]:
    for sign, row in _CONSONANTS:
        if plain.startswith(sign, at):
            return row, len(sign)
    return "", 0
