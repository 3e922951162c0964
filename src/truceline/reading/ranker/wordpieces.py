"""Words cut into the pieces that the encoder knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MOST = 4
"""Pieces of a word that are looked at; the rest of a long one is left out."""
LONGEST = 24
FIRST, LAST, UNKNOWN, NAME = "[CLS]", "[SEP]", "[UNK]", "[MASK]"
"""Pieces that are no words; the last stands for every name."""


class Wordpieces:
    """A closed list of pieces, and each word's greedy cut into them (Wu et al. 2016), kept once made."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number = {p: k for k, p in enumerate(pieces)}
        self.first, self.last, self._unknown, self.name = (
            self._number[p] for p in (FIRST, LAST, UNKNOWN, NAME)
        )
        self._seen: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Numbers of a word's pieces, one or more; case and accents are left out."""
        found = self._seen.get(word)
        if found is None:
            cut = [n for run in _runs(word) for n in self._cut(run)]
            found = self._seen[word] = tuple(cut[:MOST]) or (self._unknown,)
        return found

    def _cut(self, run: str) -> list[int]:
        out: list[int] = []
        at = 0
        while at < len(run):
            ends = range(min(len(run), at + LONGEST), at, -1)
            mark = "##" if at else ""
            end = next((e for e in ends if mark + run[at:e] in self._number), 0)
            if not end:
                return [self._unknown]
            out.append(self._number[mark + run[at:end]])
            at = end
        return out


def _runs(word: str) -> list[str]:
    """Letters and digits together, every other sign by itself."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    out: list[str] = []
    joined = False
    for c in bare:
        if c.isalnum():
            if joined:
                out[-1] += c
            else:
                out.append(c)
        elif not c.isspace():
            out.append(c)
        joined = c.isalnum()
    return out
