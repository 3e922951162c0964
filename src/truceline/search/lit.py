"""The sentence that answers, and which of its words are lit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from truceline.search.fold import fold, places

__all__ = ["light"]

_END = re.compile(r"""[.!?…؟۔。！？]+["”’»)\]]*(?=\s|$)|[。！？]|\n{2,}|(?<![^\n]{45})\n""")
"""A line break within a text that is wrapped, whose lines are long, ends no sentence."""
_WORD = re.compile(r"\w+")
LONGEST = 600
"""Characters of a sentence that are shown; a longer one is cut around the first lit word."""


def light(
    text: str, terms: Sequence[tuple[str, bool]], *, whole: bool = False
) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """(start, end, lit): the sentence of `text` in which most of `terms` stand, and the places in it.

    Terms are folded words, each with whether longer words that begin so count. `whole` takes all of
    `text` as the sentence. Where no term stands in the text (it stands in a title), nothing is lit.
    """
    folded, back = places(text)
    plain = _plain(folded)
    found: list[tuple[int, int, int]] = []
    for n, (words, prefix) in enumerate(terms):
        found.extend((back[a], back[b - 1] + 1, n) for a, b in _spots(plain, words, prefix))
    found.sort()
    start, end = (0, len(text)) if whole else _best(text, found)
    if end - start > LONGEST:
        first = next((a for a, _, _ in found if start <= a < end), start)
        start = max(start, first - LONGEST // 3)
        end = min(end, start + LONGEST)
    return start, end, _apart((a - start, b - start) for a, b, _ in found if start <= a and b <= end)


def _plain(folded: str) -> str:
    """Lower case without accents, one character for one."""
    if folded.isascii():
        return folded.lower()
    return "".join(_bare(c) for c in folded)


def _bare(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else base[0]


def _spots(plain: str, words: str, prefix: bool) -> list[tuple[int, int]]:
    """Where the words stand: as words, else anywhere."""
    tokens = [re.escape(t) for t in _WORD.findall(_plain(fold(words)))]
    if not tokens:
        return []
    body = r"[\W_]+".join(tokens)
    after = r"[^\W_]*" if prefix else r"(?!\w)"
    if spots := [m.span() for m in re.finditer(rf"(?<!\w){body}{after}", plain)]:
        return spots
    return [m.span() for m in re.finditer(body, plain)]


def _best(text: str, found: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    """The sentence with most of the terms, the first of equals; the first one where none has any."""
    edges = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    sentences = [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
    held: dict[tuple[int, int], set[int]] = {s: set() for s in sentences}
    at = 0
    for start, end, n in found:
        while at < len(sentences) - 1 and sentences[at][1] <= start:
            at += 1
        if sentences and sentences[at][0] <= start and end <= sentences[at][1]:
            held[sentences[at]].add(n)
    if not sentences:
        return 0, len(text)
    start, end = max(sentences, key=lambda s: (len(held[s]), -s[0]))
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _apart(spots: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for a, b in sorted(spots):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
