"""What tellings of one matter come to: who tells it, on which day, as done or still to be, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from truceline.model.reading import Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.alike import cut
from truceline.weighing.answers import Answer, Ruling, counted, finding
from truceline.weighing.nodes import Node
from truceline.weighing.tellings import Telling, likely, same_day
from truceline.weighing.verdicts import agreeing
from truceline.weighing.words import KEPT, Pack, negated, words

SURE = 1.0
"""The log-odds from which on what two tellings say differently is of one thing."""
_DAYS = 4
"""A yes and a no so many days apart are of one time."""
_MOST = 60
_AHEAD = frozenset({Modality.FUTURE, Modality.INTENTION, Modality.OBLIGATION})
_OPEN = frozenset({Modality.POSSIBLE, Modality.CONDITIONAL})


def account_findings(tellings: Sequence[Telling], line_of: Callable[[Node], Lineage]) -> list[Finding]:
    """The finding on an account, where those of two interests give it, or one gives it twice otherwise; the
    first of `tellings` leads."""
    answers = [_answer(t, line_of(t.node)) for t in tellings]
    lead = tellings[0]
    ruling = _ruling(list(zip(tellings, answers, strict=True)))
    reports = {t.span.report for t in tellings}
    if len({a.interest for a in answers}) < 2 and (len(reports) < 2 or ruling.reason is None):
        return []
    question = f"reported: {cut(lead.span.quote)}"
    return [finding(QuestionKind.OCCURRENCE, key_of(lead), question, answers, ruling)]


def key_of(telling: Telling) -> str:
    """The key of the question that a telling leads."""
    first = telling.node.claim.content[0].start
    return f"alike|{telling.node.claim.id}|{telling.span.start - first}"


def _answer(telling: Telling, line: Lineage) -> Answer:
    node, polarity = telling.node, not denied(telling)
    days = telling.days[0] if len(telling.days) == 1 else None
    mode = "denied" if not polarity else "planned" if node.claim.modality in _AHEAD else "done"
    return Answer(
        cut(telling.span.quote),
        telling.span,
        node,
        line,
        low=None if days is None else float(days[0]),
        high=None if days is None else float(days[1]),
        polarity=polarity,
        mode=mode,
        key=f"{mode}|{line.origin}",
    )


def denied(telling: Telling) -> bool:
    """Whether a telling says that it is not so or will not be."""
    claim = telling.node.claim
    if claim.stance in (Stance.DENIES, Stance.REFUSES):
        return True
    return _negated(telling.span.quote, telling.node.pack)


@lru_cache(maxsize=KEPT)
def _negated(text: str, language: Pack) -> bool:
    return negated(words(text, language), language)


Told = tuple[Telling, Answer]


def _ruling(told: Sequence[Told]) -> Ruling:
    answers = [a for _, a in told]
    for (_, a), (_, b) in _pairs(told, lambda x, y: x[1].polarity != y[1].polarity):
        yes, no = (a, b) if a.polarity else (b, a)
        said = f"{_by(yes)} says that it is so, {_by(no)} that it is not."
        near = a.asof is None or b.asof is None or abs(a.asof - b.asof) <= _DAYS
        if a.interest == b.interest or not near:
            return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
        if a.line.own_voice and b.line.own_voice:
            return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, said)
        return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said)
    for (_, a), (_, b) in _pairs(told, _other_doers):
        if a.interest != b.interest and not (a.line.own_voice and b.line.own_voice):
            said = f"{_by(a)} names another as having done it than {_by(b)}."
            return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said)
    for (_, a), (_, b) in _pairs(told, lambda x, y: {x[1].mode, y[1].mode} == {"planned", "done"}):
        due, done = (a, b) if a.mode == "planned" else (b, a)
        return Ruling(
            Verdict.COMPATIBLE, Reason.PLANNED, f"{_by(due)} tells it as planned, {_by(done)} as done."
        )
    dated = [t for t in told if t[1].low is not None]
    for (s, a), (t, b) in _pairs(dated, lambda x, y: x[1].low != y[1].low or x[1].high != y[1].high):
        said = f"{_shown(a)} ({a.holder}), {_shown(b)} ({b.holder})."
        if same_day(s, t):
            return Ruling(Verdict.COMPATIBLE, Reason.WINDOW, f"One day lies in the other's span: {said}")
        return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, f"They tell different days: {said}")
    if len({a.line.origin for a in answers}) > 1 and counted(answers)[1] > 1:
        return Ruling(Verdict.CORROBORATED, None, f"{counted(answers)[0]} independent origins tell of it.")
    return agreeing(answers, "account")


def _pairs(told: Sequence[Told], of: Callable[[Told, Told], bool]) -> Iterator[tuple[Told, Told]]:
    """The pairs that differ so, of those that are surely of one thing."""
    for one, other in combinations(told[:_MOST], 2):
        if of(one, other) and likely(one[0], other[0]) >= SURE:
            yield one, other


def _other_doers(one: Told, other: Told) -> bool:
    a, b = one[0], other[0]
    return bool(a.acts & b.acts and a.doers and b.doers and not a.doers & b.doers)


def _shown(answer: Answer) -> str:
    first, last = (date.fromordinal(int(d or 1)).isoformat() for d in (answer.low, answer.high))
    return first if first == last else f"{first} to {last}"


def _by(answer: Answer) -> str:
    day = answer.node.claim.said_on or answer.node.report.published
    return f"{answer.holder} ({day})" if day else answer.holder
