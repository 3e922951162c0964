"""Counts retold: whether two claims repeat one count of one body, though in other words.

"The mission counted 43 impacts" in one report and "43 mortar rounds, by the observers' count" in
another go back to one count where the same body is behind both, the figures can be one (the same, rounded,
or a bound), and what is counted is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import floor, log

from truceline.model.reading import Figure
from truceline.weighing.nodes import Node, places_of
from truceline.weighing.scope import is_count
from truceline.weighing.tellers import who_counts
from truceline.weighing.utterances import BACK
from truceline.weighing.words import Pack, classes, sentence_at, sentence_bounds

ASKED = 1.6
"""How much evidence makes two counts one: a figure that is the same counts 1, what is counted 0.5, who
counted up to 0.5, every further word 0.25."""
_UNTOLD, _NAMELESS = 1.75, 2.2
"""So much is asked for where nothing tells who counted; and where somebody who is not named may have."""
_RARE = {3: 0.25, 4: 0.5}
"""What a figure counts more that has so many telling digits: few others come upon it."""
_LONG_AFTER = (0.35, 0.15)
"""So much more where days lie between; less where one body or person is sure to tell both."""
_SAME = 0.9
_ONE_DAY = 0.25
_FEW = 10
"""A smaller figure tells little by itself."""
_LITTLE = 0.4
STEP = 1.25
"""Figures whose quotient is smaller may be one."""
_ROUNDED = 0.05
_FURTHER = 3
_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure as it is compared: its bounds, what is counted in classes of words, whether denied, and the words around
    it."""

    words: str
    low: float | None
    best: float | None
    high: float | None
    about: bool
    counted: frozenset[str]
    denied: bool
    around: frozenset[str]
    """The words of the claim, and of the sentence that holds it."""
    before: frozenset[str]
    """The words of the sentence before, of a number alone: none where it is told what is counted."""

    @property
    def size(self) -> float:
        return self.best or self.low or self.high or 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """All by which the counts of a claim are compared; one and the same for copies."""

    tallies: tuple[Tally, ...]
    words: frozenset[str]
    named: frozenset[str]
    """The words of the names of whom its counts go back to."""
    language: Pack


def evidence(one: Node, other: Node, who: int) -> tuple[float, str]:
    """How much more than is asked for tells that two claims repeat one count, `who` being told as by `same_teller`,
    and the two figures; less than nothing where too little does, or something speaks against it."""
    places, others = places_of(one), places_of(other)
    if places and others and not places & others:
        return -ASKED, ""
    best, told = _most_alike(one.once(_told), other.once(_told), bool(who))
    if not best:
        return -ASKED, ""
    first, second = (" ".join(words.split()) for words in told)
    nameless = any(n.speaker is not None and n.speaker.anonymous for n in (one, other))
    asked = ASKED if who else _NAMELESS if nameless else _UNTOLD
    if long_after(one, other):
        asked += _LONG_AFTER[who == 3]
    if one.said is not None and one.said == other.said:
        best += _ONE_DAY
    best += {3: 0.5, 2: 0.4, 1: 0.25}.get(who, 0.0) - asked
    return best, first if first == second else f"{first} / {second}"


def long_after(one: Node, other: Node) -> bool:
    """Whether a claim was told so long after another, or before what a body published later, that only what is exact
    shows the two to be one."""
    if one.known is None or other.known is None or (one.said is not None and other.said is not None):
        return False
    days = [n.known if n.said is None else n.said for n in (one, other)]
    return not -1 <= (days[1] or 0) - (days[0] or 0) <= BACK


@lru_cache(maxsize=_PAIRS)
def _most_alike(one: _Told, other: _Told, known: bool) -> tuple[float, tuple[str, str]]:
    """How much the two figures tell that are most alike, and these; whether it is `known` that one teller is behind
    both."""
    return max(
        ((_alike(a, b, one, other, known), (a.words, b.words)) for a in one.tallies for b in other.tallies),
        default=(0.0, ("", "")),
    )


def _alike(a: Tally, b: Tally, one: _Told, other: _Told, known: bool) -> float:
    share = _meet(a, b)
    if not share or a.denied != b.denied:
        return 0.0
    if min(a.size, b.size) < _FEW:
        share *= _LITTLE
    elif share >= _SAME:
        share += _RARE.get(min(_digits(a), _digits(b), max(_RARE)), 0.0)
    common = one.language.common
    if a.counted and b.counted and a.counted & b.counted:
        counted, held = 0.5, a.counted & b.counted
    elif (held := (a.counted & other.words) | (b.counted & one.words)) - common:
        counted = 0.5
    elif a.counted and b.counted:
        return 0.0
    else:
        counted = 0.1
        if not a.counted or not b.counted:  # a number alone counts what is spoken of
            if held := (a.counted & b.around) | (b.counted & a.around):
                counted = 0.5
            elif held := (a.counted & b.before) | (b.counted & a.before):
                counted = 0.3
    shared = (a.around & b.around) - (common | held)
    if known:
        shared -= one.named | other.named
    further = {w for w in shared if not w[0].isdigit() and w not in one.language.titles}
    if min(a.size, b.size) < _FEW and len(further) < _FURTHER:
        return 0.0
    return share + counted + 0.25 * min(_FURTHER, len(further))


def terms(node: Node) -> frozenset[str]:
    """Under what a claim's exact figures are found, whoever tells them: each with a telling word beside it."""
    found: set[str] = set()
    for tally in tallies(node):
        if tally.size >= _FEW:
            size = tally.best or tally.low or tally.high or 0.0
            beside = tally.around - node.pack.common
            found.update(f"={size:.0f}&{word}" for word in beside if not word[0].isdigit())
    return frozenset(found)


def _told(node: Node) -> _Told:
    return _one_told(tallies(node), node.words, _named(node), node.pack)


_one_told = lru_cache(maxsize=_PAIRS)(_Told)
"""What copies share is one, so that it is compared once."""


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


def _digits(tally: Tally) -> int:
    """How many digits of a figure tell; of a bound, those of the number that stands in the text."""
    sizes = [tally.size] if tally.best is not None else [tally.size - 1, tally.size, tally.size + 1]
    return min(len(f"{size:.0f}".rstrip("0")) for size in sizes)


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
    found = []
    for figure in node.told_figures:
        if figure.unit in node.pack.time_units or figure.category == "duration" or not is_count(node, figure):
            continue
        size = figure.best or figure.low or figure.high
        if not size or size < 2:
            continue
        found.append(_count(node, figure))
    return tuple(found)


def _count(node: Node, figure: Figure) -> Tally:
    counted = frozenset(classes(figure.counted or "", node.pack))
    before = " ".join(
        node.report.text[max(s.start, 0) : min(s.end, figure.span.start)]
        for s in node.claim.content
        if s.start < figure.span.start
    )
    held = set(node.pack.negations)
    denied = any(w in held or w.endswith(node.pack.negative) for w in before.lower().split())
    text, start = node.report.text, figure.span.start
    first = 0 if counted else len(text[: sentence_bounds(text, start)[0]].rstrip())
    return Tally(
        figure.span.quote,
        figure.low,
        figure.best,
        figure.high,
        figure.approximate,
        counted,
        denied,
        node.words.union(classes(sentence_at(text, start), node.pack)),
        frozenset(classes(sentence_at(text, first - 1), node.pack)) if first else frozenset(),
    )
