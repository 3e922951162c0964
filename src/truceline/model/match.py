"""Whether words fit a `Pattern`: by the words that stand there, never by likeness.

Words are folded first: lower case, no accents, every hyphen, apostrophe and stop a gap, so
that "cease-fire", "second-phase" and "Israel's" need no spelling of their own. An
alternative may be several words; `*` at the end of a word lets that word go on, and `~` between
words lets a few others stand there ("pulled ~ back": "pulled its guns back").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from truceline.model.accord import Pattern

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_WORD_OR_STAR = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+\*?|~")
_BETWEEN = r"(?:\S+ ){1,6}?"
"""What may stand between a verb and its particle."""


def fold(words: str) -> str:
    """`words` in lower case without accents and punctuation, one space around each word."""
    plain = _bare(words)
    found = _WORD.findall(plain)
    return f" {' '.join(found)} " if found else " "


def _bare(words: str) -> str:
    if words.isascii():
        return words.lower()
    decomposed = unicodedata.normalize("NFKD", words.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class _Group:
    """Alternatives of one group: plain strings to find, expressions for a star within, entity ids."""

    pieces: tuple[str, ...]
    expressions: tuple[re.Pattern[str], ...]
    entities: frozenset[str]
    leads: tuple[str, ...]
    """Plain strings of which one stands wherever an expression does: how these begin."""

    def fits(self, folded: str, entities: Collection[str]) -> bool:
        return (
            any(p in folded for p in self.pieces)
            or any(e in self.entities for e in entities)
            or (any(p in folded for p in self.leads) and any(x.search(folded) for x in self.expressions))
        )


@dataclass(frozen=True, slots=True)
class Matcher:
    """A `Pattern` made ready; `of` compiles it, `fits` asks."""

    all: tuple[_Group, ...]
    none: _Group
    about: tuple[_Group, ...] = ()

    @classmethod
    def of(cls, pattern: Pattern) -> Matcher:
        return cls(
            tuple(group_of(g) for g in pattern.all),
            group_of(pattern.none),
            tuple(group_of(g) for g in pattern.about),
        )

    def fits(self, folded: str, entities: Collection[str] = ()) -> bool:
        """Whether each group has an alternative in `folded` (see `fold`) or among `entities`,
        and nothing of `none` is there. A pattern without groups fits nothing."""
        return (
            bool(self.all)
            and all(g.fits(folded, entities) for g in self.all)
            and not self.none.fits(folded, entities)
        )

    def partly(self, folded: str, entities: Collection[str] = ()) -> bool:
        """Whether any group has an alternative there, and nothing of `none` is."""
        return any(g.fits(folded, entities) for g in self.all) and not self.none.fits(folded, entities)


def matches(pattern: Pattern, words: str, entities: Collection[str] = ()) -> bool:
    """Whether `words`, in which `entities` (ids) are mentioned, fit `pattern`."""
    return compiled(pattern).fits(fold(words), entities)


@lru_cache(maxsize=4096)
def compiled(pattern: Pattern) -> Matcher:
    """The matcher of a pattern, made once."""
    return Matcher.of(pattern)


@lru_cache(maxsize=4096)
def contains(alternatives: tuple[str, ...]) -> Matcher:
    """A matcher that asks for any one of `alternatives` (a measure's counted things, say)."""
    return Matcher((group_of(alternatives),), group_of(()))


def group_of(alternatives: tuple[str, ...]) -> _Group:
    pieces: list[str] = []
    expressions: list[re.Pattern[str]] = []
    parted: list[str] = []
    leads: list[str] = []
    entities: set[str] = set()
    for alternative in alternatives:
        if alternative.startswith("@"):
            entities.add(alternative[1:])
            continue
        found = _WORD_OR_STAR.findall(_bare(alternative))
        if not found:
            continue
        if "~" in found or any(w.endswith("*") for w in found[:-1]):
            leads.append(f" {found[0][:-1]}" if found[0][-1] in "*~" else f" {found[0]} ")
        if "~" in found:
            parted.append(
                " ".join(re.escape(w[:-1]) + r"\S*" if w[-1] == "*" else re.escape(w) for w in found)
            )
        elif any(w.endswith("*") for w in found[:-1]):
            parts = (re.escape(w[:-1]) + r"\S*" if w.endswith("*") else re.escape(w) for w in found)
            expressions.append(re.compile(f" {' '.join(parts)} "))
        elif found[-1].endswith("*"):
            pieces.append(f" {' '.join(found)[:-1]}")
        else:
            pieces.append(f" {' '.join(found)} ")
    if parted:
        one_of = "|".join(p.replace(re.escape("~") + " ", _BETWEEN) for p in parted)
        expressions.append(re.compile(f" (?:{one_of}) "))
    return _Group(tuple(pieces), tuple(expressions), frozenset(entities), tuple(leads))
