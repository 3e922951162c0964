"""Names made of letters: "FVM", "FVM-North" by its letters "FVM-N", "M4" after a day."""

from __future__ import annotations

import re

from truceline.reading.block_view import BlockView

_FEWEST, _MOST = 2, 8
"""Letters of an abbreviation."""
_NUMBERED = re.compile(r"[A-Z]{1,4}-?\d{1,3}")
"""An abbreviation with the day that a movement is named for."""
_HYPHENS = ("-", "–")


def is_letters(word: str) -> bool:
    """Whether a word is an abbreviation."""
    letters = word.isalpha() and word.isupper() and _FEWEST <= len(word) <= _MOST
    return letters or _NUMBERED.fullmatch(word) is not None


def letters_end(view: BlockView, first: int) -> int:
    """The token after an abbreviation that begins at token `first`, with what is joined to it by a hyphen; 0
    where there is none."""
    tokens = view.tokens
    if first >= len(tokens) or not is_letters(tokens[first].text):
        return 0
    more = tokens[first + 1 : first + 3]
    joined = (
        len(more) == 2 and more[0].text in _HYPHENS and more[1].text.isupper() and not more[0].whitespace_
    )
    return first + 3 if joined else first + 1
