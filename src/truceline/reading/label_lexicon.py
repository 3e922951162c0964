"""The lexicon of evaluative labels: data of a language pack, the same for every side.

No entry holds a party or a people; every class names its counterpart, and a class without
one is refused. How it is kept so stands in docs/reference/labels.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pydantic import Field

from truceline.errors import PackError
from truceline.model.match import fold
from truceline.reading.inflection import noun_forms, verb_forms
from truceline.reading.pack import PackShape, load_pack


class _Class(PackShape):
    id: str
    name: str
    counterpart: str


class _Term(PackShape):
    cls: str = Field(alias="class")
    kind: str
    words: list[str]
    neutral: str
    of: tuple[str, ...] = ()
    patron: bool = False
    quoted: bool = False
    unless_near: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()


class _LabelsFile(PackShape):
    nouns: dict[str, list[str]]
    classes: list[_Class]
    terms: list[_Term]


class _Of(StrEnum):
    """What a modifier can judge besides a class of nouns."""

    NAMES = "names"
    ANYTHING = "anything"
    ALONE = "alone"


_NOUNS = frozenset(("actor", "event", "definite", "named", "phrase"))
_VERBS = frozenset(("deed", "verb"))


@dataclass(frozen=True, slots=True)
class Term:
    """A group of label words of one class, and where they are no labels."""

    cls: str
    kind: str
    neutral: str
    nouns: frozenset[str]
    names: bool
    """Whether a proper name can be the noun."""
    anything: bool
    """Whether it judges whatever it stands with."""
    alone: bool
    """Whether it judges with nothing behind it ("the raid was heinous")."""
    patron: bool
    quoted: bool
    """Whether it is a label only in somebody's own words, between quotation marks."""
    unless_near: frozenset[str]
    unless_before: frozenset[str]
    unless_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelsPack:
    """The lexicon: terms by word, phrases by their folded words, counterparts by class."""

    words: Mapping[str, tuple[Term, ...]]
    phrases: tuple[tuple[str, Term], ...]
    counterparts: Mapping[str, str]


@lru_cache(maxsize=4)
def labels_pack(language: str = "en") -> LabelsPack:
    """The label lexicon of a language; raises `PackError` where it is not symmetric or not usable."""
    shape = load_pack(language, "labels.yaml", _LabelsFile)
    where = f"packs/{language}/labels.yaml"
    counterparts = {c.id: c.counterpart for c in shape.classes}
    for id, other in counterparts.items():
        if counterparts.get(other) != id:
            raise PackError(
                f"class {id!r} and its counterpart {other!r} do not name each other",
                where=where,
                mend="pair them",
            )
    nouns_of = {k: frozenset(f for w in ws for f in noun_forms(w)) for k, ws in shape.nouns.items()}
    words: dict[str, list[Term]] = {}
    phrases: list[tuple[str, Term]] = []
    for t in shape.terms:
        if t.cls not in counterparts or any(o not in (*_Of, *nouns_of) for o in t.of):
            raise PackError(
                f"term {t.words[0]!r} names no known class or nouns", where=where, mend="name one"
            )
        nouns = frozenset(w for o in t.of for w in nouns_of.get(o, ()))
        term = Term(
            t.cls,
            t.kind,
            t.neutral,
            nouns,
            _Of.NAMES in t.of,
            _Of.ANYTHING in t.of,
            _Of.ALONE in t.of,
            t.patron,
            t.quoted,
            frozenset(t.unless_near),
            frozenset(t.unless_before),
            frozenset(t.unless_after),
        )
        for w in dict.fromkeys(f for base in t.words for f in _forms(base, t.kind)):
            if t.kind == "phrase":
                phrases.append((fold(w), term))
            else:
                words.setdefault(w, []).append(term)
    return LabelsPack({w: tuple(ts) for w, ts in words.items()}, tuple(phrases), counterparts)


def _forms(word: str, kind: str) -> tuple[str, ...]:
    if kind in _VERBS:
        return verb_forms(word)
    many = kind == "phrase" and word.endswith(("s", "ed")) and not word.endswith("ss")
    if many or word.endswith("ness") or (word.endswith("ing") and not word.endswith("ling")):
        return (word,)  # "blood on their hands", "bullying" have no other form
    return noun_forms(word) if kind in _NOUNS else (word,)
