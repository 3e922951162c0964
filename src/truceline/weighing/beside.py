"""Figures of two questions that a reader may take for one, set side by side with what tells them apart.

A plan stands beside its outcome. Of two figures told in these days by different reports, of one
place or in like words, which cannot both answer one question, it is said what they count
differently: another span of time, a total and one occasion, another category, another object.
Only where one thing alone tells them apart, and where no report tells both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, finding
from truceline.weighing.counts import Count
from truceline.weighing.couples import Couples, Naming, Question
from truceline.weighing.pairs import windows_apart
from truceline.weighing.verdicts import overlap, told
from truceline.weighing.words import likeness

_HARM = ("kill", "injure")
_BEYOND = 3
"""A total of more than so many times a plan was not planned by it: the plan is for a day, or a round."""
_BY_NOW = 5
"""Days before the last word on a total that still tell of it as it is now."""
_THESE_DAYS = 2
_ALIKE = 0.5
_MOST = 40
"""So many counts of one place and stretch are looked at for each of them."""
Place = tuple[str, ...]
"""Matter, place and stretch of days."""
Apart = tuple[Reason, float, Count, Count]
"""The one thing that tells two questions apart, the evidence that they belong together, and the counts that tell both."""
_SAID = {
    Reason.WINDOW: "They count over different spans of time",
    Reason.CUMULATIVE: "One is a total, the other counts one occasion",
    Reason.CATEGORY: "They count different categories",
    Reason.OBJECT: "They count different things",
    Reason.PLANNED: "What is to be done and what is reported done are two questions",
}


def plan_keys(question: Question, broad: frozenset[str]) -> list[str]:
    """The same for a plan and for what may have come of it: one matter, and where no measure of the
    accord tells which, one place."""
    first = question.counts[0]
    if first.profile is not None and first.profile.deed in _HARM:
        return []  # nobody agrees on how many are to be harmed
    key = "|".join((first.thing, first.base[1], first.category, first.base[3], first.base[4]))
    if first.thing.startswith("m:"):
        return [key]
    return [f"{key}|{place}" for place in sorted(first.places - broad) or [""]]


def plan_and_outcome(asked: Sequence[Question]) -> tuple[Question, Question] | None:
    """The plan and the outcome that it is to be set beside: two questions, shown together, never one
    answer. A total stands beside the largest plan, an occasion beside the plan for its day."""
    planned = [q for q in asked if q.counts[0].answer.mode == "planned"]
    totals = [q for q in asked if q.counts[0].answer.mode == "done" and _spans_all(q)]
    if not planned or not totals:
        return None
    plan = max(planned, key=lambda q: (q.counts[0].answer.line.agreement, _size(q), len(q.counts)))
    done = max(totals, key=lambda q: (_size(q), len(q.counts)))
    return (plan, _latest(done)) if _size(done) <= _BEYOND * _size(plan) else None


def _latest(done: Question) -> Question:
    """A plan stands beside what has come of it by now, not beside what had come of it on the way."""
    last = max((c.answer.asof for c in done.counts if c.answer.asof is not None), default=None)
    return Question([c for c in done.counts if last is None or (c.answer.asof or last) >= last - _BY_NOW])


def _spans_all(question: Question) -> bool:
    if any(c.answer.cumulative for c in question.counts):
        return True
    first = question.counts[0]
    return first.thing.startswith("m:") and first.on is None


def _size(question: Question) -> float:
    return max((c.answer.size for c in question.counts), default=0.0)


def plan_beside(key: str, plan: Question, done: Question, name: str) -> Finding:
    """The finding that shows a plan and its outcome."""
    answers = [c.answer for c in (*plan.counts, *done.counts)]
    meet = all(overlap(p.answer, d.answer) for p in plan.counts for d in done.counts)
    why = "What was planned and what is reported done are two questions; " + (
        "the figures meet." if meet else "the figures need not be the same."
    )
    return finding(
        QuestionKind.FIGURE,
        f"plan|{key}",
        name,
        [replace(a, key=f"{a.mode}|{a.key}") for a in answers],
        Ruling(Verdict.COMPATIBLE, Reason.PLANNED, why),
        measure=plan.counts[0].figure.measure,
    )


class SideBySide(Couples[Apart]):
    """Questions that are shown two by two, with what tells them apart; `kind` opens the keys of their findings."""

    kind = ""

    def shown(self, question: Question, count: Count) -> Iterable[Answer]:
        """Which answers of a question stand beside another's, of which `count` is told apart."""
        return (c.answer for c in question.counts)

    def measure(self, one: Count, other: Count) -> str | None:
        """The measure of the accord that is asked."""
        return None

    def findings(self, again: Iterable[Question], name: Naming) -> Iterator[tuple[Question, Finding]]:
        """A finding for each two of those that hang together, with the one that leads it."""
        ranked = sorted(
            ((-by[1], a.rank, b.rank, a, b, by) for a, b, by in self.between(again)), key=lambda r: r[:3]
        )
        used: set[tuple[Question, Reason]] = set()
        for *_, one, other, (reason, _, a, b) in ranked:
            if (one, reason) in used or (other, reason) in used:
                continue  # each stands beside the one that tells best against it, and in no heap
            used |= {(one, reason), (other, reason)}
            yield one, self._finding(reason, ((one, a), (other, b)), name(reason, one, other))

    def _finding(self, reason: Reason, both: Sequence[tuple[Question, Count]], name: str) -> Finding:
        counts = [c for _, c in both]
        answers = [replace(a, key=f"{n}|{a.key}") for n, of in enumerate(both) for a in self.shown(*of)]
        why = f"{_SAID[reason]}, so they do not contradict each other: {', '.join(told(c.answer) for c in counts)}."
        places = sorted(f"{c.answer.span.report}:{c.answer.span.start}" for c in counts)
        key, ruling = "|".join((self.kind, reason.value, *places)), Ruling(Verdict.COMPATIBLE, reason, why)
        return finding(QuestionKind.FIGURE, key, name, answers, ruling, measure=self.measure(*counts))


class Beside(SideBySide):
    """Questions of these days that one thing alone tells apart. `broad`: places that tell nothing."""

    kind = "beside"

    def __init__(self, broad: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._broad = broad

    def places(self, question: Question) -> Iterable[Place]:
        return self._entries(question)

    def looking(self, place: Place) -> list[Place]:
        return [_on(place, -1)]

    def told(self, place: Place) -> list[tuple[Question, Question, Apart]]:
        here, later = self._counts(place)[-_MOST:], self._counts(_on(place, 1))[:_MOST]
        found: dict[tuple[Question, Question], Apart] = {}
        for k, (asked, one) in enumerate(here):
            for also, other in (*here[k + 1 :], *later):
                first = asked.rank < also.rank
                pair = (asked, also) if first else (also, asked)
                if asked is also or pair in found or not _reports(asked).isdisjoint(_reports(also)):
                    continue  # a report tells figures of both, and so tells them apart itself
                reason = _apart_by(one, other)
                if reason and _of_one_matter(one, other, self._broad):
                    found[pair] = (reason, 0.0, one, other) if first else (reason, 0.0, other, one)
        return [(one, other, by) for (one, other), by in found.items()]

    def shown(self, question: Question, count: Count) -> Iterable[Answer]:
        """The answers of these days."""
        at = count.answer.asof or 0
        near = (c.answer for c in question.counts if c.answer.asof is not None)
        return (a for a in near if abs((a.asof or 0) - at) <= _THESE_DAYS)

    def measure(self, one: Count, other: Count) -> str | None:
        """The one that both count by."""
        return one.figure.measure if one.figure.measure == other.figure.measure else None

    def _counts(self, place: Place) -> list[tuple[Question, Count]]:
        return [(q, count) for q in self.here(place) for count in self._entries(q)[place]]

    def _entries(self, question: Question) -> dict[Place, list[Count]]:
        """The counts of a question that have been done, by where they lie: matter, place and stretch of days."""
        return question.once(("beside", self._broad), partial(_entries, broad=self._broad))


def _entries(question: Question, broad: frozenset[str]) -> dict[Place, list[Count]]:
    found: dict[Place, list[Count]] = {}
    for count in question.counts:
        if count.answer.mode != "done" or count.answer.asof is None:
            continue
        stretch = count.answer.asof // (_THESE_DAYS + 1)
        matter = ("h:" if count.thing.startswith("h:") else count.thing, *count.base[3:])
        for place in (count.places - broad) or {""}:
            found.setdefault((*matter, place, str(stretch)), []).append(count)
    return found


def _on(place: Place, step: int) -> Place:
    """The place as many stretches on."""
    return (*place[:-1], str(int(place[-1]) + step))


def _reports(question: Question) -> frozenset[str]:
    return question.once("reports", lambda q: frozenset(c.answer.span.report for c in q.counts))


def _of_one_matter(one: Count, other: Count, broad: frozenset[str]) -> bool:
    a, b = one.answer, other.answer
    if a.line.origin == b.line.origin or abs((a.asof or 0) - (b.asof or 0)) > _THESE_DAYS or overlap(a, b):
        return False
    here, there = one.places - broad, other.places - broad
    if here and there:
        return bool(here & there)
    share, weight = likeness(one.words, other.words, one.pack.common)
    return share >= _ALIKE and weight >= 1.4


def _apart_by(one: Count, other: Count) -> Reason | None:
    """The one thing that tells two counts apart; None where nothing does, or more than one."""
    a, b = one.answer, other.answer
    found: list[Reason] = []
    if a.window and b.window and one.on is None and other.on is None and windows_apart(a.window, b.window):
        found.append(Reason.WINDOW)
    elif bool(a.cumulative) != bool(b.cumulative):
        single = b if a.cumulative else a
        if single.cumulative is not False and (one.on if single is a else other.on) is None:
            return None  # it may be a total as well
        found.append(Reason.CUMULATIVE)
    if one.category != other.category:
        found.append(Reason.CATEGORY)
    generic = one.pack.generic
    if one.profile and other.profile and one.profile.unlike(other.profile):
        return None  # nobody takes the one for the other
    if one.head != other.head and not {one.head, other.head} <= generic:
        if {one.head, other.head} & generic:
            return None  # the one may be among the other
        found.append(Reason.OBJECT)
    return found[0] if len(found) == 1 else None
