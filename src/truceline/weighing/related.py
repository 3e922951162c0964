"""Figures of two questions that belong together, with what tells them apart: terms and what was done, one night
and all since, some of them and all, fighters and villagers.

Unlike `beside.told_apart` this looks at what is counted by its profile, and at what one report tells of both: who
reads that seven were killed since the truce and four of them at the bridge sees two answers and asks why.
"""

from __future__ import annotations

from functools import partial
from itertools import product

from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, finding
from truceline.weighing.beside import Apart, SideBySide
from truceline.weighing.counts import Count
from truceline.weighing.couples import Question, rank_of
from truceline.weighing.kin import ALL_ALONG, broader, evidence, left_over
from truceline.weighing.kinds import PERSON
from truceline.weighing.one_time import near_in_size, occasion
from truceline.weighing.scope import HARM, part_at
from truceline.weighing.verdicts import overlap, weigh_figures

_DAYS = 5
_FIRST = 6
_MOST = 24
_STRETCH = 8
_LEAST = {Reason.PLANNED: 1.5, Reason.CUMULATIVE: 1.0, Reason.WINDOW: 1.0, Reason.CATEGORY: 2.0}
_BEYOND = 1.2
"""More than so many times what is planned is no outcome of it."""
Stretch = tuple[str, str, int]
"""Family of kinds, rate, and a stretch of days."""


class Related(SideBySide):
    """Questions that belong together but for one thing. `broad`: places that tell nothing."""

    kind = "related"

    def __init__(self, broad: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._tell = partial(apart_by, broad=broad)

    def places(self, question: Question) -> list[Stretch]:
        return question.once("related", _keys)

    def looking(self, place: Stretch) -> list[Stretch]:
        family, rate, stretch = place
        return [(family, rate, stretch - 1)]

    def told(self, place: Stretch) -> list[tuple[Question, Question, Apart]]:
        family, rate, stretch = place
        both = (*self.here(place)[-_MOST:], *self.here((family, rate, stretch + 1))[:_MOST])
        return self.of(place, sorted(dict.fromkeys(both), key=rank_of), (), self._tell)


def _keys(question: Question) -> list[Stretch]:
    first = question.counts[0]
    if first.profile is None or first.answer.asof is None:
        return []
    days = {c.answer.asof // _STRETCH for c in question.counts if c.answer.asof is not None}
    if first.answer.mode == "planned" or (first.answer.mode == "done" and first.profile.deed not in HARM):
        days.add(ALL_ALONG)
    return [(first.profile.kind.family, first.figure.rate or "", d) for d in sorted(days)]


def apart_by(one: Question, other: Question, broad: frozenset[str] = frozenset()) -> Apart | None:
    """The one thing that tells two questions apart, the evidence that they belong together, and the counts
    that tell both; None where nothing does, or more than one thing."""
    best: Apart | None = None
    for a, b in product(one.counts[:_FIRST], other.counts[:_FIRST]):
        reason = _reason(a, b)
        if reason is None:
            continue
        weight = _weight(a, b, broad)
        if weight >= _LEAST[reason] and (best is None or weight > best[1]):
            best = reason, weight, a, b
    return best


def _weight(one: Count, other: Count, broad: frozenset[str]) -> float:
    """The evidence that two counts belong together. That their figures meet is none: they are told apart."""
    weight = evidence(one, other, broad)
    if near_in_size(one.answer, other.answer) or overlap(one.answer, other.answer):
        weight -= 1.0
    if one.answer.span.report == other.answer.span.report:
        weight += 1.0
    return weight


def _reason(one: Count, other: Count) -> Reason | None:
    p, q = one.profile, other.profile
    if (
        p is None
        or q is None
        or p.of_others(q)
        or abs((one.answer.asof or 0) - (other.answer.asof or 0)) > 3 * _STRETCH
    ):
        return None
    if one.answer.mode != other.answer.mode:
        return Reason.PLANNED if _is_outcome(one, other) else None
    if one.answer.mode != "done" or p.deed != q.deed:
        return None
    differ = [r for r in (_span(one, other), _category(one, other)) if r is not None]
    if len(differ) != 1:
        return None
    if p.kind.name != q.kind.name and not (p.kind.within(q.kind) or q.kind.within(p.kind)):
        return None
    if differ[0] is Reason.CATEGORY and one.answer.line.origin == other.answer.line.origin:
        return None  # a report tells its own parts apart
    if differ[0] is Reason.CATEGORY and not (of_one_matter(one, other) and _of_one_time(one, other)):
        return None
    if differ[0] is Reason.CATEGORY and (
        bool(one.answer.cumulative) != bool(other.answer.cumulative) or _in_rounds(one, other)
    ):
        return None  # a total, or what may be one, and what nobody tells the span of
    if p.elsewhere(q):
        return None
    return differ[0]


def _is_outcome(one: Count, other: Count) -> bool:
    """Whether one count is of what the other says is to be done."""
    plan, done = (one, other) if one.answer.mode == "planned" else (other, one)
    p, d = plan.profile, done.profile
    if {one.answer.mode, other.answer.mode} != {"planned", "done"} or p is None or d is None:
        return False
    if p.kind.name != d.kind.name and not (p.kind.within(d.kind) or d.kind.within(p.kind)):
        return False
    if (p.deed and d.deed and p.deed != d.deed) or d.deed in ("kill", "injure"):
        return False
    if occasion(done) is not None and occasion(done) != plan.on:
        return False
    if plan.on is not None and done.answer.asof is not None and done.answer.asof < plan.on:
        return False  # what was done before that day is not what came of it
    if done.category != plan.category and done.category:
        return False
    so_far = done.answer.cumulative or d.whole is not None or d.kind.family != PERSON
    size = plan.answer.size
    return bool(so_far) and done.answer.size <= _BEYOND * size


def _span(one: Count, other: Count) -> Reason | None:
    """What tells their times apart; nothing where they may be of one time."""
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    a, b = one.answer, other.answer
    if a.cumulative and b.cumulative:
        told = (p.start, p.end, p.since), (q.start, q.end, q.since)
        if told[0] == told[1] or any(t == (None, None, frozenset()) for t in told):
            return None
        if p.since and q.since and p.since & q.since:
            return None
        near = p.start is not None and q.start is not None and abs(p.start - q.start) <= 3
        return None if near and p.end == q.end else Reason.WINDOW
    if not a.cumulative and not b.cumulative:
        return _two_days(one, other)
    if bool(a.cumulative) == bool(b.cumulative):
        return None
    total, single = (one, other) if a.cumulative else (other, one)
    assert total.profile is not None and single.profile is not None  # noqa: S101
    if single.answer.cumulative is not False:
        return None
    of_itself = single.profile.part or single.profile.end is not None
    if total.profile.start is None and not of_itself and not _since(total):
        return None
    day = occasion(single)
    begins = total.profile.start
    last = total.answer.asof
    if day is not None and ((begins is not None and day < begins) or (last is not None and day > last)):
        return None
    most = total.answer.high or total.answer.low or 0.0
    if single.answer.size > most:
        return None
    return Reason.WINDOW if single.profile.end is not None else Reason.CUMULATIVE


def _two_days(one: Count, other: Count) -> Reason | None:
    """Two days, or two stretches, of which the same is counted at the same place, or of the same side."""
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    days = [occasion(c) for c in (one, other)]
    if p.kind.name != q.kind.name or days[0] is None or days[1] is None or abs(days[0] - days[1]) < 2:
        return None
    if overlap(one.answer, other.answer):
        return None  # what is counted alike on two days asks for no reason
    if one.answer.span.report == other.answer.span.report:
        return None  # a report tells its own days apart
    there = p.deed not in HARM and (p.places | p.around) & (q.places | q.around)
    return Reason.WINDOW if p.kind.name != PERSON and (there or p.sides & q.sides) else None


def _since(count: Count) -> bool:
    node = count.answer.node
    return node.pack.turn("since", part_at(node, count.figure)[0])


def _of_one_time(one: Count, other: Count) -> bool:
    days = [occasion(c) if occasion(c) is not None else c.answer.asof for c in (one, other)]
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= _DAYS // 2


def _in_rounds(one: Count, other: Count) -> bool:
    """Whether one tells the day of a round and the other, which is greater, none: that may be of all rounds."""
    p = one.profile
    if p is None or p.deed in HARM or (occasion(one) is None) == (occasion(other) is None):
        return False
    whole, round_ = (one, other) if occasion(one) is None else (other, one)
    return (whole.answer.high or whole.answer.low or 0.0) > round_.answer.size


def _category(one: Count, other: Count) -> Reason | None:
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    if p.sides != q.sides:
        return None  # those of a people, and those of whom nobody tells whose they are
    if p.kind.name == q.kind.name and p.mixed == q.mixed and left_over(one) == left_over(other):
        return None
    return Reason.CATEGORY


def of_one_matter(one: Count, other: Count) -> bool:
    """Whether two counts of different categories are of one occasion: the broader is not the smaller."""
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    if overlap(one.answer, other.answer) or near_in_size(one.answer, other.answer):
        return False  # one figure in broader and in narrower words
    a, b = one.answer.size, other.answer.size
    if p.wider != q.wider:
        return a >= b if p.wider else b >= a
    if q.kind.name in p.mixed or broader(p.kind, q.kind):
        return a >= b
    if p.kind.name in q.mixed or broader(q.kind, p.kind):
        return b >= a
    return False


def told_closely(question: Question, name: str) -> list[Finding]:
    """Of a count that goes on, the figures that are one step told exactly and rounded or as a bound: a finding
    for each exact figure that is told so by others."""
    answers = [c.answer for c in question.counts]
    if weigh_figures(answers).verdict is Verdict.COMPATIBLE:
        return []
    exact = [a for a in answers if a.low is not None and a.low == a.high and not a.approximate]
    steps: dict[str, list[Answer]] = {}
    for answer in answers:
        others = [e for e in exact if e.key != answer.key and overlap(e, answer) and _rounder(answer, e)]
        near = min(others, key=partial(_nearest, answer), default=None)
        if near is not None:
            steps.setdefault(near.key, []).append(answer)
    found = []
    for key, rough in sorted(steps.items()):
        together = [a for a in answers if a.key == key or any(a.key == r.key for r in rough)]
        ruling = weigh_figures(together)
        if ruling.reason not in (Reason.ROUNDING, Reason.BOUND):
            continue
        first = next(a for a in together if a.key == key)
        found.append(
            finding(
                QuestionKind.FIGURE,
                f"closely|{first.span.report}|{first.span.start}",
                f"{name}: {first.text}, exactly and rounded",
                together,
                ruling,
            )
        )
    return found


def _nearest(answer: Answer, exact: Answer) -> tuple[int, bool, float, str]:
    """Which exact figure a rounded one is likely to stand for: of the same day, else the one told before, and of
    these the next."""
    days = (exact.asof or 0) - (answer.asof or 0)
    off = abs((exact.low or 0) - answer.size)
    return abs(days), days > 0, off, exact.key


def _rounder(one: Answer, other: Answer) -> bool:
    """Whether a figure is told less exactly than another."""
    if one.approximate or one.low is None or one.high is None:
        return True
    return _zeros(one.low) > _zeros(other.low or 0)


def _zeros(number: float) -> int:
    """How many noughts end a number."""
    told = str(int(number))
    return len(told) - len(told.rstrip("0"))
