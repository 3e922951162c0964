"""Whether two claims go back to one utterance: what speaks for it and what against it, as one sum.

Two outlets that heard one speech tell it in words of their own. No single thing shows that they heard the same:
who spoke, on what day and where, a phrase that both keep in quotation marks, names and figures in both, words
that stand for one another. Each counts for something; what the two tell otherwise counts against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from truceline.model.reading import Manner, MentionType
from truceline.weighing.nodes import Node, described
from truceline.weighing.renderings import LIGHT, Sentence, laid_beside, negative, sentences
from truceline.weighing.spoken_names import venue_of
from truceline.weighing.utterances import around, one_of_several
from truceline.weighing.words import PAIRS, Pack, classes, words

ASKED = 1.7
"""So much is asked for; a sum beyond it is what an edge weighs."""
_WHO = {3: 0.6, 2: 0.2, 1: 0.0}
"""What it counts that one person or body speaks in both, that one speaks for the other, or may."""
_SHARED = 2
_SHARE = 0.48
_LEAST = 2.4
"""So much of the shorter sentence, and words of so much weight, are found in the other, but for a phrase that both
quote; two names stand for the weight, and one figure for a word of it."""
_NAMELESS = -0.2
_ONE_DAY, _NEXT_DAY, _ANY_DAY = 0.4, 0.1, -0.1
_DAYS_OFF = {3: -0.5, 4: -0.8}
_PLACE = 0.4
_QUOTE, _QUOTES = 0.5, 1.5
"""What a word of a phrase quoted by both counts, and all of them at most."""
_WORD, _WORDS = 0.4, 1.4
"""What a word counts that is found in the other sentence, times the share of the shorter one that is found."""
_NAME, _NAMES = 0.3, 0.6
_FIGURE = 0.4
_OTHER_FIGURES = 0.8
_SLACK = 1e-6
"""Sums of the same in another order differ by less."""
_NEAR = 0.7
_KEPT = 8_000
"""Pairs of texts of which the answer is kept: copies come within days."""
_QUOTED = re.compile(r"[\"“”]([^\"“”]{6,})[\"“”]")


@dataclass(slots=True, eq=False)
class Remark:
    """What a claim is compared by, worked out once and not for every other claim."""

    words: frozenset[str]
    names: frozenset[str]
    """The names in it but for those of sides and countries, which everybody has in mouth."""
    matter: frozenset[str]
    """The same without those of months and days of the week, which tell no matter apart."""
    figures: frozenset[str]
    negated: bool
    said: int | None
    """The day on which it was said; by default that of its speaker's other words in the report."""
    known: int | None
    nameless: frozenset[str] | None
    """How its speaker is described who is not named."""
    another: bool
    """Whether one of several who are not named is told from the others ("a second official")."""
    phrases: tuple[tuple[str, float], ...]
    """The phrases quoted in it where it is not all quotation, with the weight of each."""
    quotations: tuple[str, ...]


def remark_of(node: Node) -> Remark:
    said, speaker = node.text, node.speaker
    nameless = described(speaker) if speaker is not None and speaker.anonymous else None
    another = nameless is not None and one_of_several(node)
    names = _names(node)
    return Remark(
        said.words,
        names,
        names - node.pack.months,
        said.figures,
        negative(node),
        node.spoken,
        node.known,
        nameless,
        another,
        *_quotes(node),
    )


def unlike(one: Remark, other: Remark) -> bool:
    """Whether it is seen at once that two remarks go back to no one utterance: eight in ten that are compared."""
    if one.another or other.another:
        return True
    return not (one.phrases or other.phrases) and _reversed_or_other(one, other)


def _reversed_or_other(one: Remark, other: Remark) -> bool:
    """Whether one says the reverse of the other, or tells of another matter."""
    if one.negated != other.negated:
        return True
    return bool(one.matter and other.matter) and one.names.isdisjoint(other.names)


def evidence(one: Node, other: Node, who: int) -> float:
    """How much more than is asked for tells that two claims go back to one utterance; 0 where too little does.
    `who`: how sure it is that one person or body says both (3, 2, 1)."""
    a, b = one.once(remark_of), other.once(remark_of)
    if unlike(a, b):
        return 0.0
    quote = max(_quoted(a, b), _quoted(b, a)) if a.phrases or b.phrases else 0.0
    if not quote and _reversed_or_other(a, b):
        return 0.0
    if len(a.words & b.words) < _SHARED:
        return 0.0
    days = _days(a, b)
    if days is None:
        return 0.0
    if a.nameless is None or b.nameless is None:
        found = _WHO[who] + days
    else:  # described alike, or not
        alike = a.nameless <= b.nameless or b.nameless <= a.nameless
        found = (0.0 if alike else _NAMELESS) + days
    found += min(_QUOTES, _QUOTE * quote)
    if found + _WORDS + _NAMES + _FIGURE + _PLACE < ASKED:
        return 0.0
    shared = a.names & b.names
    counted = 0.0
    if a.figures and b.figures:
        counted = -_OTHER_FIGURES if a.figures.isdisjoint(b.figures) else _FIGURE
    if found + _WORDS + min(_NAMES, _NAME * len(shared)) + counted + _PLACE < ASKED - _SLACK:
        return 0.0  # whatever words they share
    told, share, other_matter = _text(one, other)
    if not quote and (share < _SHARE or (told + (counted > 0) < _LEAST and len(shared) < 2)):
        return 0.0  # another remark of the same speaker
    if not quote and other_matter:
        return 0.0
    found += min(_WORDS, _WORD * told * share)
    found += min(_NAMES, _NAME * len(shared)) * min(1.0, 2 * share)
    found += counted
    if found + _PLACE < ASKED:
        return 0.0
    places = one.once(_venue), other.once(_venue)
    if None not in places:
        if places[0] != places[1]:
            return 0.0  # said in two places
        found += _PLACE
    return max(0.0, found - ASKED)


def _days(one: Remark, other: Remark) -> float | None:
    """What the days of two claims count; None where they were said on two days."""
    a, b = one.said, other.said
    if a is not None and b is not None:
        return _ONE_DAY if a == b else _ANY_DAY if abs(a - b) == 1 else None
    if one.known is None or other.known is None:
        return _ANY_DAY
    if a is None and b is None:
        apart = abs(one.known - other.known)
        return _ONE_DAY if apart == 0 else _NEXT_DAY if apart == 1 else _DAYS_OFF.get(apart, 0.0)
    behind = other.known - a if a is not None else one.known - (b or 0)
    if behind < 0:
        return -_NEXT_DAY
    return _ONE_DAY if behind <= 1 else _DAYS_OFF.get(behind, 0.0)


def _venue(node: Node) -> str | None:
    return venue_of(around(node), node.pack.language)


def _names(node: Node) -> frozenset[str]:
    sides: set[str] = set()
    for m in node.told_mentions:
        if m.party or m.type is MentionType.PARTY or (m.type is MentionType.PLACE and m.precision == 5):
            sides.update(node.pack.alike.get(w, w) for w in words(m.span.quote, node.pack))
    return frozenset([m for m in node.marks if not m[0].isdigit() and m not in sides])


def quoted(one: Node, other: Node) -> float:
    """The weight of the longest phrase in quotation marks of one that the other quotes too."""
    return _quoted(one.once(remark_of), other.once(remark_of))


def _quoted(one: Remark, other: Remark) -> float:
    held = other.quotations if one.phrases else ()
    return max((weight for run, weight in one.phrases if any(run in text for text in held)), default=0.0)


def _quotes(node: Node) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...]]:
    """The phrases quoted in a claim that is not all quotation, with the weight of each; and all that it quotes."""
    if node.claim.manner is Manner.DIRECT:
        return (), (_run(node.text.sequence),)
    phrases, quotations = [], []
    for text in _QUOTED.findall(node.claim.words):
        told = classes(text, node.pack)
        quotations.append(_run(told))
        if len(told) > 1:
            phrases.append((quotations[-1], sum(LIGHT if t in node.pack.common else 1.0 for t in told)))
    return tuple(phrases), tuple(quotations)


def _run(told: tuple[str, ...]) -> str:
    return f" {' '.join(told)} "


def _text(one: Node, other: Node) -> tuple[float, float, bool]:
    """Of the sentences that are most alike: the weight of the words found, the share of the shorter one that they
    are, and whether each tells of a matter of its own."""
    return _likest(one.claim.words, one.pack, other.claim.words, other.pack)


@lru_cache(maxsize=_KEPT)
def _likest(one: str, language: Pack, other: str, other_language: Pack) -> tuple[float, float, bool]:
    pairs = (
        _alike(a, b, language) for a in sentences(one, language) for b in sentences(other, other_language)
    )
    return max(pairs, key=lambda x: x[0] * x[1], default=(0.0, 0.0, False))


@lru_cache(maxsize=PAIRS)
def _alike(one: Sentence, other: Sentence, pack: Pack) -> tuple[float, float, bool]:
    laid = laid_beside(one, other, pack)
    weight = laid.same + _NEAR * laid.near
    return weight, weight / laid.whole if laid.whole else 0.0, laid.apart
