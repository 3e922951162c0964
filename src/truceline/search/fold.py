"""Spellings of one word made one before it is looked for, with the way back to the place in the text.

What SQLite's own tokeniser folds (case, Latin and Greek accents) is left to it. Here are: Arabic
and Persian letters that are written in several ways, vowel points of Arabic and Hebrew, digits of
other scripts, marks that are not seen, and the marks between thousands ("1,700" is "1700").
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "places"]

_SAME_LETTER = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىیئ", "ي")
    | dict.fromkeys("ک", "\N{ARABIC LETTER KAF}")
    | dict.fromkeys("ةۀ", "\N{ARABIC LETTER HEH}")
    | {"ؤ": "\N{ARABIC LETTER WAW}", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
_POINTS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_UNSEEN = "\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c"
_GONE = re.compile(rf"[{_POINTS}{_UNSEEN}]+|(?<=\d)[,.'’٬\u00a0\u2009\u202f](?=\d{{3}}(?!\d))")
_ASCII = 0x80


def fold(text: str) -> str:
    """`text` as it is indexed and asked for; equal to `text` for most of plain English."""
    return _same(_GONE.sub("", text))


def places(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters (and its end) the offset in `text`."""
    kept: list[int] = []
    at = 0
    for gone in _GONE.finditer(text):
        kept.extend(range(at, gone.start()))
        at = gone.end()
    kept.extend(range(at, len(text)))
    folded = _same("".join(text[i] for i in kept))
    return folded, [*kept, len(text)]


def _same(text: str) -> str:
    """One character for one character."""
    if text.isascii():
        return text
    text = text.translate(_SAME_LETTER)
    return "".join(_digit(c) if ord(c) > _ASCII and c.isdecimal() else c for c in text)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character))
