"""What a noun counts, by kinds: soldiers and servicemen are one, both are people, shells are not mortar rounds.

The kinds of a language are data (`packs/kinds/LANGUAGE.yaml`); a noun that is in none is a kind of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from truceline.weighing.packed import filled, packed
from truceline.weighing.words import Pack, classes, stem, words

PERSON = "person"
CIVILIAN = "civilian"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind with those it belongs to, the broadest last; `known` where the language has it as a kind."""

    name: str
    line: tuple[str, ...]
    known: bool = True

    @property
    def family(self) -> str:
        """The broadest kind it belongs to."""
        return self.line[-1]

    @property
    def broadest(self) -> bool:
        return len(self.line) == 1

    def within(self, other: Kind) -> bool:
        """Whether all of this kind are of the other as well."""
        return other.name in self.line


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The kinds of one language."""

    nouns: dict[tuple[str, ...], Kind] = field(default_factory=dict)
    leading: frozenset[str] = frozenset()
    """Nouns that only lead to the thing counted ("the bodies of")."""
    dead: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    """Nouns of those who are counted, of whatever kind they are ("40 names")."""
    of_whom: frozenset[str] = frozenset()
    """What stands before those of whom a number is told."""
    deeds: dict[str, str] = field(default_factory=dict)
    """What in speech of people tells the same deed as a matter -> the matter."""


@cache
def kinds(language: str = "en") -> Kinds:
    """The kinds of a language, or none."""
    data = packed(f"kinds/{language}.yaml")
    if data is None:
        return Kinds()
    above = {name: entry.get("of") for name, entry in data["kinds"].items()}
    nouns: dict[tuple[str, ...], Kind] = {}
    for name, entry in data["kinds"].items():
        line = [name]
        while (parent := above[line[-1]]) is not None:
            line.append(parent)
        kind = Kind(name, tuple(line))
        for noun in entry["nouns"]:
            nouns[tuple(words(noun))] = kind
    deeds = {phrase: deed for deed, phrases in data["deeds"].items() for phrase in phrases}
    return Kinds(**(filled(Kinds, data) | {"nouns": nouns, "deeds": deeds}))


def kind_of(phrase: str, language: Pack) -> Kind | None:
    """The kind of the last noun of a phrase; None of no words."""
    return _kind_of(phrase, language)


@lru_cache(maxsize=20_000)
def _kind_of(phrase: str, language: Pack) -> Kind | None:
    plain = [w for w in words(phrase, language) if not w[0].isdigit()]
    cut = next((k for k, w in enumerate(plain) if k and w in language.genitive), len(plain))
    plain = plain[:cut]
    if not plain:
        return None
    known = kinds(language.language)
    for size in (3, 2, 1):
        for form in _forms(plain[-size:], language) if len(plain) >= size else ():
            if form in known.nouns:
                return known.nouns[form]
    named = classes(plain[-1], language)
    return Kind(named[-1], (named[-1],), known=False) if named else None


def _forms(run: Sequence[str], language: Pack) -> list[tuple[str, ...]]:
    """A noun as told, and in the singular."""
    last = run[-1]
    found = [last]
    for end, instead in language.plurals:
        if last.endswith(end) and len(last) > len(end) + 1:
            found.append(last[: -len(end)] + instead)
    return [(*run[:-1], form) for form in found]


def is_plural(word: str, language: Pack) -> bool:
    """Whether a noun of a known kind stands in the plural, by the regular endings."""
    known = kinds(language.language).nouns
    return (word,) not in known and any(f in known for f in _forms([word], language))


def leads(phrase: str, language: Pack) -> bool:
    """Whether the phrase only leads to the thing counted ("impacts" of mortar rounds)."""
    plain = words(phrase, language)
    known = kinds(language.language)
    return bool(plain) and any(f[-1] in known.leading for f in _forms(plain[-1:], language))


def dead(phrase: str, language: Pack) -> bool:
    """Whether a phrase tells of the dead by what is left of them ("bodies")."""
    return _names_any(phrase, kinds(language.language).dead, language)


def listed(phrase: str, language: Pack) -> bool:
    """Whether a phrase counts people and tells nothing of their kind ("40 names")."""
    return _names_any(phrase, kinds(language.language).listed, language)


def of_whom(text: str, language: Pack) -> set[Kind]:
    """The kinds of people that a text tells a number to be of or among ("casualties among its military")."""
    plain, led = words(text, language), kinds(language.language).of_whom
    found = set()
    for n, word in enumerate(plain):
        if " ".join(plain[max(0, n - 2) : n]) in led or (n and plain[n - 1] in led):
            kind = kind_of(word, language)
            if kind is not None and kind.known and kind.family == PERSON and not kind.broadest:
                found.add(kind)
    return found


def _names_any(phrase: str, known: frozenset[str], language: Pack) -> bool:
    return any(f[-1] in known for w in words(phrase, language) for f in _forms([w], language))


def deeds_in(classed: Sequence[str], language: Pack) -> list[str]:
    """Classes of a text with those of people's deeds under the matter that they tell."""
    known = _deeds(language)
    return [known.get(c, c) for c in classed]


def deed_in(text: str, language: Pack) -> str:
    """The matter that a text tells in words used of people ("fell", "lost their lives"); empty where none."""
    found = _spoken(language)
    match = found[0].search(text) if found else None
    return found[1][" ".join(match.group().casefold().split())] if found and match else ""


@cache
def _spoken(language: Pack) -> tuple[re.Pattern[str], dict[str, str]] | None:
    deeds = kinds(language.language).deeds
    if not deeds:
        return None
    turns = "|".join(r"\s+".join(map(re.escape, d.split())) for d in sorted(deeds, key=len, reverse=True))
    return re.compile(rf"\b(?:{turns})\b", re.IGNORECASE), deeds


@cache
def _deeds(language: Pack) -> dict[str, str]:
    return {stem(w, language): deed for w, deed in kinds(language.language).deeds.items() if " " not in w}
