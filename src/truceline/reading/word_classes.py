"""The parser's own rules for word classes, asked once for each kind of token and then remembered.

The rules look at a token's tag and dependency, at a short list of words and, for one of them, at
the dependency of the token before; so what they say of one token holds for all of its kind.
Matching them anew takes a fifth of the time of parsing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LOWER, POS, TAG
from spacy.tokens import Doc

_LOOKED_AT = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
_NEVER_ASKED = frozenset({"LEMMA"})
_Kind = tuple[int, int, int, int, int]


class WordClasses:
    """Sets the word class of each token of a doc as `ruler` (an attribute ruler of spaCy) does."""

    def __init__(self, ruler: Callable[[Doc], Doc], patterns: list[Mapping[str, Any]]) -> None:
        self._ruler = ruler
        self._known: dict[_Kind, tuple[int, int, int]] = {}
        self._words = frozenset(_words(patterns))
        self._plain = all(_simple(p) for p in patterns)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc) or not self._plain:
            return self._ruler(doc)
        kinds = self._kinds(doc)
        known = self._known
        if not all(k in known for k in kinds):
            doc = self._ruler(doc)
            for kind, said in zip(kinds, doc.to_array([POS, TAG, DEP]).tolist(), strict=True):
                known[kind] = tuple(said)
            return doc
        return doc.from_array([POS, TAG, DEP], np.array([known[k] for k in kinds], np.uint64))

    def _kinds(self, doc: Doc) -> list[_Kind]:
        store, words = doc.vocab.strings, self._words
        raw = doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()
        before = [0, *(row[2] for row in raw[:-1])]
        return [
            (low if store[low] in words else 0, tag, dep, space, last)
            for (low, tag, dep, space), last in zip(raw, before, strict=True)
        ]


def _asked(pattern: Mapping[str, Any]) -> bool:
    """Whether a rule sets anything that reading looks at."""
    return not set(pattern["attrs"]) <= _NEVER_ASKED


def _words(patterns: list[Mapping[str, Any]]) -> Iterator[str]:
    for pattern in filter(_asked, patterns):
        for tokens in pattern["patterns"]:
            for token in tokens:
                low = token.get("LOWER", ())
                yield from (low,) if isinstance(low, str) else low.get("IN", ()) if low else ()


def _simple(pattern: Mapping[str, Any]) -> bool:
    """Whether a rule looks at no more than a token's kind tells."""
    if not _asked(pattern):
        return True
    for tokens in pattern["patterns"]:
        *before, last = tokens
        if len(before) > 1 or any(set(t) - {"DEP"} for t in before) or set(last) - _LOOKED_AT:
            return False
        if pattern["index"] != len(before) or not isinstance(last.get("LOWER", ""), str | dict):
            return False
        if isinstance(last.get("LOWER"), dict) and set(last["LOWER"]) != {"IN"}:
            return False
    return True
