"""Counts retold: whether two claims repeat one count of one body, though in other words.

"The mission counted 43 impacts" in one report and "43 mortar rounds, by the observers' count" in
another go back to one count where the same body is behind both, the figures can be one (the same, rounded,
or a bound), and what is counted is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import floor, log

from truceline.model.reading import Figure, LinkKind
from truceline.weighing.cast import named_in
from truceline.weighing.nodes import Node, Speaker, described, places_of
from truceline.weighing.scope import is_count
from truceline.weighing.spoken_names import naming
from truceline.weighing.who import Who, fits
from truceline.weighing.words import KEPT, Pack, classes, sentence_at

ASKED = 1.6
"""How much evidence makes two counts one: a figure that is the same counts 1, what is counted 0.5, who
counted up to 0.5, every further word 0.25."""
_FEW = 10
"""A smaller figure tells little by itself."""
_LITTLE = 0.4
STEP = 1.25
"""Figures whose quotient is smaller may be one."""
_ROUNDED = 0.05
_FURTHER = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure as it is compared: its bounds, what is counted in classes of words, whether denied."""

    words: str
    at: int
    low: float | None
    best: float | None
    high: float | None
    about: bool
    counted: frozenset[str]
    denied: bool

    @property
    def size(self) -> float:
        return self.best or self.low or self.high or 0.0


def who_counts(node: Node) -> Who:
    """Whom a claim's count goes back to: its speaker; in an outlet's own words a body that they name as
    counting ("the mission registered 938")."""
    return node.once(_who_counts)


def _who_counts(node: Node) -> Who:
    if node.speaker is not None:
        return node.speaker.who
    known = naming(node.pack.language)
    if known.counting is None or not node.own:
        return Who()
    return named_in(node.claim, node.report.text, node.carries.cast, node.pack, node.told_mentions)


def same_teller(one: Node, other: Node) -> int:
    """How sure it is that one body or person is behind both: 3, 2, 1 as in `fits`; 0 where it is not."""
    if one.speaker is None or other.speaker is None:
        return fits(who_counts(one), who_counts(other), naming(one.pack.language))
    who = _one_speaker(one.once(_teller), other.once(_teller))
    if who is None:
        return 0
    if not who and one.speaker.anonymous and other.speaker.anonymous:
        if relayed_by(one) & relayed_by(other):
            return 1  # one agency spoke with somebody whom it does not name
        a, b = described(one.speaker), described(other.speaker)
        return int(bool(a and b) and (a <= b or b <= a))
    return who


@dataclass(frozen=True, slots=True, eq=False)
class _Teller:
    """A speaker in a language: one for all that are alike, so that two of them are soon told apart."""

    speaker: Speaker
    pack: Pack


@lru_cache(maxsize=20_000)
def _told_by(speaker: Speaker, language: Pack) -> _Teller:
    return _Teller(speaker, language)


def _teller(node: Node) -> _Teller | None:
    return None if node.speaker is None else _told_by(node.speaker, node.pack)


@lru_cache(maxsize=KEPT)
def _one_speaker(a: _Teller, b: _Teller) -> int | None:
    """How sure it is that two speakers are one, as in `same_teller`; None where they are of two parties."""
    one, other = a.speaker, b.speaker
    if one.party and other.party and one.party != other.party:
        return None
    fit = one.fits(other)
    who = fits(one.who, other.who, naming(a.pack.language))
    return max(who, fit + 1 if fit else 0, int(_of_one_side(one, other)))


def _of_one_side(one: Speaker, other: Speaker) -> bool:
    """Whether one may tell what the other does, both being of one party: not two people, nor somebody who is not named
    and a person who is."""
    if one.party is None or one.party != other.party:
        return False
    people = [bool(s.who.persons) for s in (one, other)]
    return not all(people) and not (any(people) and (one.anonymous or other.anonymous))


def relayed_by(node: Node) -> frozenset[str]:
    """The agencies through which a claim came."""
    return frozenset(link.name for link in node.claim.chain if link.kind is LinkKind.AGENCY)


def evidence(one: Node, other: Node, who: int) -> tuple[float, str]:
    """How much tells that two claims repeat one count, `who` being told as by `same_teller`, and the two
    figures; 0 where something speaks against it."""
    places, others = places_of(one), places_of(other)
    if places and others and not places & others:
        return 0.0, ""
    best, told = max(
        ((_alike(a, b, one, other), (a.words, b.words)) for a in tallies(one) for b in tallies(other)),
        default=(0.0, ("", "")),
    )
    if not best:
        return 0.0, ""
    first, second = (" ".join(words.split()) for words in told)
    return best + {3: 0.5, 2: 0.4}.get(who, 0.25), first if first == second else f"{first} / {second}"


def _alike(a: Tally, b: Tally, one: Node, other: Node) -> float:
    share = _meet(a, b)
    if not share or a.denied != b.denied:
        return 0.0
    if min(a.size, b.size) < _FEW:
        share *= _LITTLE
    common = one.pack.common
    if a.counted and b.counted and a.counted & b.counted:
        counted, held = 0.5, a.counted & b.counted
    elif (held := (a.counted & other.words) | (b.counted & one.words)) - common:
        counted = 0.5
    elif a.counted and b.counted:
        return 0.0
    else:
        counted = 0.1
    shared = one.once(_around)[a.at] & other.once(_around)[b.at]
    shared -= common | held | one.once(_named) | other.once(_named)
    further = {w for w in shared if not w[0].isdigit() and w not in one.pack.titles}
    if min(a.size, b.size) < _FEW and len(further) < _FURTHER:
        return 0.0
    return share + counted + 0.25 * min(_FURTHER, len(further))


def _around(node: Node) -> dict[int, frozenset[str]]:
    """The words of the claim, and of the sentence that holds a figure, by the figure's place."""
    text = node.report.text
    return {t.at: node.words.union(classes(sentence_at(text, t.at), node.pack)) for t in tallies(node)}


def _named(node: Node) -> frozenset[str]:
    """The words of the names of whom its counts go back to."""
    who = who_counts(node)
    return frozenset(chain.from_iterable((*who.bodies, who.persons)))


def _meet(a: Tally, b: Tally) -> float:
    """How much two figures tell that they are one: the same 1, rounded 0.7, a bound and what lies
    just beyond it 0.6."""
    if a.best is not None and b.best is not None:
        if a.best == b.best:
            return 1.0
        near = abs(a.best - b.best) <= _ROUNDED * max(a.best, b.best)
        rounded = (a.about and _round(a.best)) or (b.about and _round(b.best))
        return 0.7 if near and rounded else 0.0
    if a.best is None and b.best is None:
        return 1.0 if (a.low, a.high) == (b.low, b.high) else 0.0
    bound, exact = (a, b) if a.best is None else (b, a)
    value = exact.best or 0.0
    if bound.low is not None and bound.high is None:
        if value in (bound.low, bound.low - 1):
            return 0.9
        return 0.6 if bound.low <= value <= STEP * bound.low and _just_beyond(value, bound.low) else 0.0
    if bound.high is not None and bound.low is None:
        if value in (bound.high, bound.high + 1):
            return 0.9
        return 0.6 if bound.high / STEP <= value <= bound.high and _just_beyond(value, bound.high) else 0.0
    if bound.low is not None and bound.high is not None:
        return 0.5 if bound.low <= value <= bound.high <= STEP * bound.low else 0.0
    return 0.0


def _just_beyond(value: float, bound: float) -> bool:
    """Whether a bound is the round number that is nearest: who counts 75 says "more than 70" no more than "nearly
    80"; he does say "more than 1,000" of 1,240."""
    step = 1.0
    while bound >= 10 * step and bound % (10 * step) == 0:
        step *= 10
    return abs(value - bound) < step / 2 or step == 1.0


def _round(value: float) -> bool:
    """Whether a number has one or two telling digits."""
    return value >= _FEW and value % 10 ** max(1, floor(log(value, 10)) - 1) == 0


def tallies(node: Node) -> tuple[Tally, ...]:
    """The figures of a claim that count something."""
    return node.once(_tallies)


def _tallies(node: Node) -> tuple[Tally, ...]:
    return tuple(_counted(node))


def _counted(node: Node) -> Iterator[Tally]:
    for figure in node.told_figures:
        if figure.unit in node.pack.time_units or figure.category == "duration" or not is_count(node, figure):
            continue
        size = figure.best or figure.low or figure.high
        if not size or size < 2:
            continue
        yield _count(node, figure)


def _count(node: Node, figure: Figure) -> Tally:
    counted = frozenset(classes(figure.counted or "", node.pack))
    before = " ".join(
        node.report.text[max(s.start, 0) : min(s.end, figure.span.start)]
        for s in node.claim.content
        if s.start < figure.span.start
    )
    held = set(node.pack.negations)
    denied = any(w in held or w.endswith(node.pack.negative) for w in before.lower().split())
    return Tally(
        figure.span.quote,
        figure.span.start,
        figure.low,
        figure.best,
        figure.high,
        figure.approximate,
        counted,
        denied,
    )
