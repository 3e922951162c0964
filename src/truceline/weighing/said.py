"""What the words of a claim tell by themselves, worked out once for all that hold the same text."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from weakref import WeakValueDictionary

from truceline.weighing.words import Pack, classes_of, marks_of, negated, words


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Said:
    """What the words of a claim tell by themselves."""

    tokens: tuple[str, ...]
    sequence: tuple[str, ...]
    words: frozenset[str]
    rare: frozenset[str]
    figures: frozenset[str]
    marks: frozenset[str]
    negated: bool
    face: int
    """A number for the words, and the names and figures among them, whatever their order."""
    copy: int
    """A number for the words in their order, and the names and figures among them."""


_NONE: frozenset[str] = frozenset()
_TEXTS: WeakValueDictionary[tuple[str, Pack], Said] = WeakValueDictionary()
"""Copies share what their words tell, for as long as one of them is held."""


def said_in(text: str, language: Pack) -> Said:
    found = _TEXTS.get((text, language))
    if found is None:
        found = _TEXTS[(text, language)] = _made(text, language)
    return found


def _made(text: str, language: Pack) -> Said:
    tokens = tuple(words(text, language))
    sequence = classes_of(tokens, language)
    held = frozenset(sequence)
    marks, denied = marks_of(text, language), negated(tokens, language)
    return Said(
        tokens,
        sequence,
        held,
        held - language.common,
        frozenset(w for w in held if w[0].isdigit()) or _NONE,
        marks or _NONE,
        denied,
        number_of(language.language, str(denied), *sorted(held), "", *(named := sorted(marks))),
        number_of(" ".join(tokens), *named),
    )


BITS = 56
"""Of a number that stands for words."""


def number_of(*told: str) -> int:
    """A number for what is told."""
    whole = "\x1f".join(told).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(whole, digest_size=BITS // 8).digest(), "big")
