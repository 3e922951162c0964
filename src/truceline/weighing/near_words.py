"""Words that one translator uses where another uses another: of one meaning, or one a kind of the other.

`packs/LANGUAGE.wordnet.txt` is made of WordNet 3.1 (see NOTICE): of every word that is frequent enough the
numbers of its foremost meanings, and of what these are kinds of. `packs/LANGUAGE.near.yaml` holds what
news takes for one another besides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from truceline.weighing.packed import packed
from truceline.weighing.words import KEPT

Meanings = tuple[frozenset[int], frozenset[int]]
"""The numbers of a word's own meanings, and of what they are kinds of."""
NONE: Meanings = (frozenset(), frozenset())
EXACT, NEAR = 1.0, 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Thesaurus:
    """The meanings of the words of a language."""

    of: dict[str, str] = field(default_factory=dict)
    """Word -> the numbers of its meanings, and behind a stroke of what they are kinds of."""
    endings: tuple[tuple[str, str], ...] = ()


@cache
def thesaurus(language: str) -> Thesaurus:
    """What is known of a language ("en"); nothing where it has no such file."""
    found: dict[str, str] = {}
    listed = files("truceline.weighing").joinpath("packs", f"{language}.wordnet.txt")
    if listed.is_file():
        for line in listed.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                word, _, numbers = line.partition(" ")
                found[word] = numbers
    data = packed(f"{language}.near.yaml")
    if data is None:
        return Thesaurus(found)
    for number, group in enumerate(data["near"], 1):
        for word in group:
            found[word] = f"-{number} {found.get(word, '/')}"
    return Thesaurus(found, tuple(data["endings"].items()))


@lru_cache(maxsize=KEPT)
def meanings(word: str, language: str) -> Meanings:
    """The meanings of a word in whatever form; none where it is not known."""
    known = thesaurus(language)
    if word in known.of:
        return _numbers(known.of[word])
    for end, instead in known.endings:
        if word.endswith(end) and len(word) - len(end) >= 2:
            root = word[: -len(end)]
            for plain in (root + instead, root + "e", root, root[:-1]):
                if plain in known.of:
                    return _numbers(known.of[plain])
    return NONE


def _numbers(told: str) -> Meanings:
    own, _, kinds = told.partition("/")
    return frozenset(map(int, own.split())), frozenset(map(int, kinds.split()))


@lru_cache(maxsize=KEPT)
def near(one: str, other: str, language: str) -> bool:
    """Whether two words may stand for one another."""
    own, kinds = meanings(one, language)
    others, other_kinds = meanings(other, language)
    return bool(own & others or own & other_kinds or kinds & others)
