"""Clauses as claims tell them, and how likely two of them tell of one matter.

A telling is a clause with its words as classes, who and which places it names, the days that it tells, and the
acts that reading found in it with those who do them. Two tellings are the likelier of one matter the more of
their words they share, and their sentences beside, if they tell one day or one number, or name the same sides; other
places speak against it. The weights are those of a logistic regression on what careful readers of reports on fifteen
conflicts set side by side, rounded: each fourteen of them find as much in the one left out (`docs/decisions/0207-*`). Denials that
do not repeat what they deny ("a lie", "denied it") are of what the same report has told just before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, combinations, pairwise

from truceline.model.reading import Act, MentionType, Modality, Stance
from truceline.model.span import Span
from truceline.weighing.event_words import event_words
from truceline.weighing.events import days_of, partly_of
from truceline.weighing.nodes import Node
from truceline.weighing.words import KEPT, PAIRS, Pack, classes, sentence_bounds, words

_MARKS = re.compile(r"[,;:—–]\s|\s[–-]\s|[.!?][\"”’]?\s+(?=[A-Z\"“‘])")
_MARK = re.compile(r"[,;:—–.!?-][\"”’]?\s")
_LEAST = 5
"""A clause of fewer words goes with the one before it."""
_COMMON = 0.4
"""What a frequent word weighs among all (`words.likeness`)."""
_COUNTRY = 5
_AT_ONCE = 1000
"""Characters of a report within which tellings are looked at together whatever they share."""
RARE, FREQUENT, SHARE, SIDE, DAY, NUMBER = 1.1, 1.5, 2.7, 0.25, 2.3, 2.3
OTHER_PLACE = -0.6
AROUND, MOST_AROUND = 0.5, 6
"""What a word counts that the sentences of two tellings share and they do not, and how many count."""
TURNS = frozenset({"begin", "end"})
_FACT = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.EVALUATIVE})
_WILL = frozenset({Stance.REFUSES, Stance.PROMISES, Stance.DEMANDS, Stance.THREATENS})
_NONE: frozenset[str] = frozenset()
_NO_NAME = frozenset({""})
SOME = 0.05
"""Tellings that share less of their words share no more than a day or a side."""
START = -4.4
"""Log-odds that two tellings that share nothing are of one matter."""


@dataclass(slots=True, eq=False)
class Telling:
    """One clause of a claim."""

    node: Node
    span: Span
    words: frozenset[str]
    """Its words as classes, without those of names and times."""
    frequent: frozenset[str]
    """Of these the ones that news of a truce is full of."""
    weight: float
    sides: frozenset[str]
    """The parties and countries that it names."""
    places: frozenset[str]
    """The places, but for countries."""
    days: tuple[tuple[int, int], ...]
    partly: frozenset[str]
    """What it tells of days whose year or date is not known ("02-29", "6": a Saturday)."""
    acts: frozenset[str]
    """The kinds of the acts that it tells (PLOVER roots)."""
    doers: frozenset[str]
    around: frozenset[str]
    """The words of its sentence as classes, those of names and times too."""
    numbers: frozenset[tuple[float | None, float | None]]
    """The figures that it tells, by their bounds."""
    named: frozenset[str]
    """The words of the names that it tells, as classes, but for those of parties and countries."""


@lru_cache(maxsize=4_000)
def terms_of(telling: Telling) -> frozenset[str]:
    """By what it is found: rare words of its sentence, two frequent ones, days, and its place in its report."""
    rare = telling.around - telling.node.pack.common
    found = set(_told_in(telling.words, telling.frequent) | rare)
    if telling.days:
        on = [f"@{first}" for first, last in telling.days if last - first <= 1]
        found.update(on, (f"{day}+{told}" for day in on for told in telling.frequent | telling.acts))
    report, place = telling.span.report, telling.span.start // _AT_ONCE
    found.update((f"{report}#{place}", f"{report}#{place + 1}"))
    return frozenset(found)


@lru_cache(maxsize=PAIRS)
def _told_in(words: frozenset[str], frequent: frozenset[str]) -> frozenset[str]:
    """The words by which a clause is found: rare ones, and two frequent ones."""
    return (words - frequent).union([f"{a}+{b}" for a, b in combinations(sorted(frequent), 2)])


def tellings_of(node: Node) -> tuple[Telling, ...]:
    """The clauses of a claim, in their order."""
    return node.once(_tellings)


def _tellings(node: Node) -> tuple[Telling, ...]:
    acts = node.carries.acts(node.claim.id)
    found = []
    for segment in node.claim.content:
        for start, end in _clauses(segment.quote, node.pack):
            found.append(_telling(node, acts, segment.start + start, segment.start + end))
    return tuple(found)


def _telling(node: Node, acts: Iterable[Act], start: int, end: int) -> Telling:
    text = node.report.text
    mentions = [m for m in node.told_mentions if start <= m.span.start < end and (m.entity or m.party)]
    times = [w for w in node.told_times if start <= w.span.start < end]
    part = text[start:end]
    if part == node.claim.words:
        words, frequent, weight = _weighed(node.words, node.pack)
    else:
        words, frequent, weight = _words_of(part, node.pack)
    if mentions or times:
        apart: set[str] = set()
        for span in (*(m.span for m in mentions), *(w.span for w in times)):
            apart.update(classes(span.quote, node.pack))
        words -= apart
        frequent -= apart
        weight = _weight(words, frequent)
    names = [m.span.quote for m in mentions if not m.party and m.precision != _COUNTRY]
    here = [a for a in acts if start <= a.span.start < end]
    first, last = sentence_bounds(text, start)
    return Telling(
        node=node,
        span=Span(node.report.id, start, end, part),
        words=words,
        frequent=frequent,
        weight=weight,
        sides=frozenset(
            (
                *(m.party for m in mentions if m.party),
                *(m.entity or "" for m in mentions if m.precision == _COUNTRY),
            )
        )
        - _NO_NAME
        if mentions
        else _NONE,
        places=frozenset(
            m.entity
            for m in mentions
            if m.entity and m.type is MentionType.PLACE and m.precision != _COUNTRY and not m.party
        )
        if mentions
        else _NONE,
        days=tuple(d for d in map(days_of, times) if d is not None) if times else (),
        partly=frozenset(p for p in map(partly_of, times) if p) if times else _NONE,
        acts=frozenset(a.root for a in here) if here else _NONE,
        doers=frozenset(i for a in here for p in a.actors for i in p.ids) if here else _NONE,
        around=_words_of(text[first:last], node.pack)[0],
        numbers=frozenset((f.low, f.high) for f in node.told_figures if start <= f.span.start < end),
        named=frozenset(chain.from_iterable(classes(name, node.pack) for name in names)) if names else _NONE,
    )


@lru_cache(maxsize=PAIRS)
def _words_of(text: str, language: Pack) -> tuple[frozenset[str], frozenset[str], float]:
    """The words of a clause as classes, the frequent ones, and what all of them weigh."""
    return _weighed(frozenset(classes(text, language)), language)


def _weighed(words: frozenset[str], language: Pack) -> tuple[frozenset[str], frozenset[str], float]:
    frequent = words & language.common
    return words, frequent, _weight(words, frequent)


def _weight(words: frozenset[str], frequent: frozenset[str]) -> float:
    return len(words) - (1 - _COMMON) * len(frequent)


@lru_cache(maxsize=KEPT)
def _clauses(text: str, language: Pack) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a text begin and end: at marks, and at words that open another."""
    cuts = {0, len(text)}
    if _MARK.search(text):
        cuts.update(m.end() for m in _MARKS.finditer(text))
    for name in ("joins", "further"):
        if language.turn(name, text):
            cuts.update(m.start() for m in language.turns[name].finditer(text))
    ends = sorted(cuts)
    found: list[tuple[int, int]] = []
    short = False
    for start, end in pairwise(ends):
        few = len(text[start:end].split()) < _LEAST
        if found and (few or short):
            found[-1] = (found[-1][0], end)
            short = short and len(text[slice(*found[-1])].split()) < _LEAST
        else:
            found.append((start, end))
            short = few
    return tuple(_bare(text, *part) for part in found if text[slice(*part)].strip())


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def shared(one: Telling, other: Telling) -> float:
    """How much of the words of the shorter two tellings share (0 to 1, and less where they are few)."""
    both = one.words & other.words
    return _weight(both, both & one.frequent) / (min(one.weight, other.weight) + 1)


def likely(one: Telling, other: Telling) -> float:
    """The log-odds that two tellings are of one matter."""
    both, frequent = len(one.words & other.words), len(one.frequent & other.frequent)
    if one.node.pack is other.node.pack:  # as `shared`, of what is counted already
        share = (both - (1 - _COMMON) * frequent) / (min(one.weight, other.weight) + 1)
    else:
        share = shared(one, other)
    told = START + RARE * (both - frequent) + FREQUENT * frequent
    sides = len(one.sides & other.sides) if one.sides and other.sides else 0
    told += SHARE * share + SIDE * sides
    told += AROUND * min(len(one.around & other.around) - both, MOST_AROUND)
    if not one.numbers.isdisjoint(other.numbers):
        told += NUMBER
    if (one.days or one.partly) and (other.days or other.partly) and same_day(one, other):
        told += DAY
    if one.places and other.places and one.places.isdisjoint(other.places):
        told += OTHER_PLACE
    return told


def same_day(one: Telling, other: Telling) -> bool:
    """Whether the days of two tellings meet; one told in part is any that it may be."""
    if any(a <= d and c <= b for a, b in one.days for c, d in other.days):
        return True
    if one.partly or other.partly:
        return not _partly(one).isdisjoint(other.partly) or not _partly(other).isdisjoint(one.partly)
    return False


def _partly(telling: Telling) -> set[str]:
    """The days of a telling as they may be told in part."""
    told = set(telling.partly)
    for first, last in telling.days:
        if last - first <= 1:
            told.update(
                (date.fromordinal(first).strftime("%m-%d"), str(date.fromordinal(first).isoweekday()))
            )
    return told


def may_meet(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be of one matter: neither stands in the other's words, they share some or a name, and what
    they tell was not done in different places."""
    a, b = one.span, other.span
    if a.report == b.report and a.start < b.end and b.start < a.end:
        return False
    if shared(one, other) < SOME and one.named.isdisjoint(other.named):
        return False
    elsewhere = one.places and other.places and not one.places & other.places
    return not (elsewhere and one.acts & other.acts)


_BACK = 300
"""Characters between a denial and what it denies, at most."""
_FEW = 5
"""Words of a denial that says that it is a lie, at most."""


def points_back(telling: Telling) -> bool:
    """Whether a telling denies, and not in words of its own, what another told before."""
    claim = telling.node.claim
    if telling.node.speaker is None or telling.span.start > claim.content[0].start + 1:
        return False
    if (few := _is_a_lie(claim.words, telling.node.pack)) is not None:
        return few
    return claim.stance is Stance.DENIES and _points_only(claim.words, telling.node.pack)


@lru_cache(maxsize=KEPT)
def _is_a_lie(text: str, language: Pack) -> bool | None:
    """Of a text that says that something is a lie, whether it says little else; None of others."""
    plain = f" {' '.join(words(text, language))} "
    if any(f" {lie} " in plain for lie in event_words(language.language).lies):
        return len(set(classes(text, language))) <= _FEW
    return None


@lru_cache(maxsize=KEPT)
def _points_only(text: str, language: Pack) -> bool:
    """Whether a text has no words but those that point back ("the claims")."""
    told = [w for w in words(text, language) if w not in language.definite]
    return bool(told) and all(language.turn("pointing", w) for w in told)


@lru_cache(maxsize=KEPT)
def has_verb(text: str, language: Pack) -> bool:
    ending = language.past_ending
    return language.turn("finite", text) or bool(
        ending and any(w.endswith(ending) for w in words(text, language))
    )


def may_answer(telling: Telling) -> bool:
    """Whether a telling may deny what another told before, in whatever words."""
    return telling.node.claim.modality is Modality.NEGATED or points_back(telling)


def answered(telling: Telling, before: Sequence[Node]) -> Telling | None:
    """What a denial is of: the last that another, than who denies, has told before it in the report, of which `before` are the
    claims; of one in words of its own right behind such a denial of the same speaker as well."""
    near = [
        n
        for n in before
        if n.claim.content[-1].end <= telling.span.start
        and telling.span.start - n.claim.content[-1].end <= _BACK
    ]
    if not near:
        return None
    last = max(near, key=lambda n: n.claim.content[0].start)
    if not points_back(telling):
        again = telling.node.claim.modality is Modality.NEGATED and _one_speaker(telling.node, last)
        first = tellings_of(last)[:1] if again else ()
        return answered(first[0], before) if first and points_back(first[0]) else None
    others = [n for n in near if not _one_speaker(n, telling.node) and _of_fact(n)]
    told = [
        t for n in others for t in tellings_of(n) if of_fact(t) and (t.acts or has_verb(t.span.quote, n.pack))
    ]
    return max(told, key=lambda t: (t.node.claim.content[0].start, t.weight, -t.span.start), default=None)


def _of_fact(node: Node) -> bool:
    claim = node.claim
    return (
        claim.modality is Modality.ACTUAL and claim.stance is not Stance.DENIES and node.speaker is not None
    )


def of_fact(telling: Telling) -> bool:
    """Whether it tells what is or was, and not what somebody asks, will do, may do or would have done."""
    claim, pack = telling.node.claim, telling.node.pack
    return (
        claim.modality in _FACT and claim.stance not in _WILL and not pack.turn("modals", telling.span.quote)
    )


def _one_speaker(one: Node, other: Node) -> bool:
    if one.speaker is None or other.speaker is None:
        return one.speaker is other.speaker
    return one.speaker.name == other.speaker.name


@lru_cache(maxsize=KEPT)
def negates(text: str, told: frozenset[str], language: Pack) -> str:
    """The first word that tells something behind a "not" of a text's own verb; none where it only asks, or has none."""
    known, tokens = event_words(language.language), words(text, language)
    at = next((k for k, w in enumerate(tokens) if w in known.nots or w.endswith(language.negative)), None)
    if at is None or not known.open_to.isdisjoint(tokens[at:]):
        return ""
    thin = TURNS.union(*(classes(w, language) for w in known.thin))
    behind = classes(" ".join(tokens[at + 1 :]), language)
    return next((w for w in behind if w in told and w not in thin and not w[0].isdigit()), "")
