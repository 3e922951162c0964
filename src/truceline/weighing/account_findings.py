"""What tellings of one matter come to: who tells it, on which day, as done or still to be, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, islice
from math import inf

from truceline.model.reading import Figure, Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.alike import cut
from truceline.weighing.answers import Answer, Ruling, counted, finding
from truceline.weighing.charges import accused_in
from truceline.weighing.event_words import event_words
from truceline.weighing.tellings import Telling, likely, same_day, shared
from truceline.weighing.verdicts import agreeing, flat_contradiction
from truceline.weighing.words import KEPT, Pack, negated, words

SURE = 1.0
"""The log-odds from which on what two tellings say differently is of one thing."""
_DAYS = 4
"""A yes and a no so many days apart are of one time."""
_MOST = 8
_MUCH = 0.5
"""Of the words of the shorter so much is shared by two tellings of which one denies the other, or bears it out."""
_DEEDS = frozenset({"ASSAULT", "COERCE"})
_FACT = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.EVALUATIVE})
_WILL = frozenset({Stance.REFUSES, Stance.PROMISES, Stance.DEMANDS, Stance.THREATENS})
_AHEAD = frozenset({Modality.FUTURE, Modality.INTENTION, Modality.OBLIGATION})
Told = tuple[Telling, Answer]


def account_findings(told: Sequence[Told]) -> list[Finding]:
    """The finding on an account, where two reports give it, or two interests in one; the first of `told`, tellings
    with the answers that they give, leads."""
    answers = [a for _, a in told]
    if len({t.span.report for t, _ in told}) < 2 and len({a.interest for a in answers}) < 2:
        return []  # one says one thing twice
    lead = told[0][0]
    question = f"reported: {cut(_with_cue(lead))}"
    return [finding(QuestionKind.OCCURRENCE, key_of(lead), question, answers, _ruling(told))]


def _with_cue(telling: Telling) -> str:
    """What is told, behind the verb that it hangs on: "accused the army of firing" and not "the army of firing"."""
    claim, span = telling.node.claim, telling.span
    if claim.cue is None or claim.stance is Stance.ASSERTS or span.start - claim.cue.end != 1:
        return span.quote
    return f"{claim.cue.quote} {span.quote}"


def key_of(telling: Telling) -> str:
    """The key of the question that a telling leads."""
    first = telling.node.claim.content[0].start
    return f"alike|{telling.node.claim.id}|{telling.span.start - first}"


def answer_of(telling: Telling, line: Lineage) -> Answer:
    """What a telling answers to the question on its account, with its origin."""
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
    """Whether a telling says that it is not so or will not be; what only asks or supposes says neither."""
    claim, text = telling.node.claim, telling.span.quote
    if claim.stance in (Stance.DENIES, Stance.REFUSES) and telling.span.start <= claim.content[0].start + 1:
        return True
    pack = telling.node.pack
    if text != claim.words or pack.turn("further", text):
        return _negated(text, pack)
    return telling.node.negated and event_words(pack.language).asking.isdisjoint(telling.node.tokens[:1])


@lru_cache(maxsize=KEPT)
def _negated(text: str, language: Pack) -> bool:
    tokens = words(text, language)
    if tokens[:1] and tokens[0] in event_words(language.language).asking:
        return False
    if language.turn("further", text):  # "without" says nothing of its verb
        turned = language.turned
        tokens = [w for w in tokens if w not in turned or not language.turn("further", w)]
    return negated(tokens, language)


def _ruling(told: Sequence[Told]) -> Ruling:
    answers = [a for _, a in told]
    pairs = _sure(told)
    for (_, a), (_, b) in _of(pairs, _against):
        yes, no = (a, b) if a.polarity else (b, a)
        said = f"{_by(yes)} says that it is so, {_by(no)} that it is not."
        near = a.asof is None or b.asof is None or abs(a.asof - b.asof) <= _DAYS
        if a.interest == b.interest or not near:
            return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
        return flat_contradiction(a, b, said)
    for (_, a), (_, b) in _of(pairs, _turned_round):
        said = f"{_by(a)} and {_by(b)} each name others as having done it."
        return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said)
    for (_, a), (_, b) in _of(pairs, lambda x, y: {x[1].mode, y[1].mode} == {"planned", "done"}):
        due, done = (a, b) if a.mode == "planned" else (b, a)
        return Ruling(
            Verdict.COMPATIBLE, Reason.PLANNED, f"{_by(due)} tells it as planned, {_by(done)} as done."
        )
    for (s, a), (t, b) in _of(pairs, _other_count):
        counts = _unlike_counts(s, t) or ()
        first, second = (f"“{f.span.quote}” ({x.holder})" for f, x in zip(counts, (a, b), strict=False))
        said = f"They count differently: {first}, {second}."
        if a.asof is not None and b.asof is not None and a.asof != b.asof:
            return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
        return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, said)
    unlike = len({a.polarity for a in answers}) > 1
    for (s, a), (t, b) in _of(pairs, _other_day):
        said = f"{_shown(a)} ({a.holder}), {_shown(b)} ({b.holder})."
        if same_day(s, t):
            return Ruling(Verdict.COMPATIBLE, Reason.WINDOW, f"One day lies in the other's span: {said}")
        return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, f"They tell different days: {said}")
    if unlike:
        return Ruling(
            Verdict.COMPATIBLE, None, "Some say no to something of it; none denies what another says."
        )
    if len({a.line.origin for a in answers}) > 1 and counted(answers)[1] > 1:
        if any(_of(pairs, _borne_out)):
            return Ruling(
                Verdict.CORROBORATED, None, f"{counted(answers)[0]} independent origins tell of it."
            )
        return Ruling(
            Verdict.COMPATIBLE, None, "They tell of one matter, and none says all that another says."
        )
    return agreeing(answers, "account")


def _sure(told: Sequence[Told]) -> list[tuple[Told, Told]]:
    """The pairs that are surely of one thing, of the first tellings that differ in more than who copied them."""
    unlike: dict[object, Told] = {}
    for t, a in told:
        unlike.setdefault((t.words, t.sides, t.days, a.mode, a.interest), (t, a))
    return [(x, y) for x, y in combinations(islice(unlike.values(), _MOST), 2) if likely(x[0], y[0]) >= SURE]


def _of(pairs: Sequence[tuple[Told, Told]], of: Callable[[Told, Told], bool]) -> Iterator[tuple[Told, Told]]:
    return (pair for pair in pairs if of(*pair))


def _other_day(one: Told, other: Told) -> bool:
    """Whether each tells a day, and not the same: a night is of both its days."""
    a, b = one[1], other[1]
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return False
    if max(a.high - a.low, b.high - b.low) <= 1:
        return a.high < b.low or b.high < a.low
    return (a.low, a.high) != (b.low, b.high)


def _against(one: Told, other: Told) -> bool:
    """Whether one says that it is so, and the other of much the same that it is not."""
    if one[1].polarity == other[1].polarity or not (_of_fact(one[0]) and _of_fact(other[0])):
        return False
    return shared(one[0], other[0]) >= _MUCH


def _borne_out(one: Told, other: Told) -> bool:
    """Whether two of other origins and interests say much the same."""
    (s, a), (t, b) = one, other
    return a.line.origin != b.line.origin and a.interest != b.interest and shared(s, t) >= _MUCH


def _of_fact(telling: Telling) -> bool:
    """Whether it tells what is or was, and not what somebody will do, may do or would have done."""
    claim, pack = telling.node.claim, telling.node.pack
    return (
        claim.modality in _FACT and claim.stance not in _WILL and not pack.turn("modals", telling.span.quote)
    )


def _other_count(one: Told, other: Told) -> bool:
    """Whether both count things of one unit, and no number can be what both tell."""
    return _unlike_counts(one[0], other[0]) is not None


def _unlike_counts(one: Telling, other: Telling) -> tuple[Figure, Figure] | None:
    """A figure of each, where they have figures of one unit of which none can be another of them."""
    both = [(f, g) for f in _figures(one) for g in _figures(other) if f.unit == g.unit]
    return both[0] if both and not any(_meet(f, g) for f, g in both) else None


def _meet(one: Figure, other: Figure) -> bool:
    return max(one.low or 0.0, other.low or 0.0) <= min(
        inf if x.high is None else x.high for x in (one, other)
    )


def _figures(telling: Telling) -> list[Figure]:
    span = telling.span
    return [f for f in telling.node.told_figures if f.unit and span.start <= f.span.start < span.end]


def _turned_round(one: Told, other: Told) -> bool:
    """Whether one side tells of a deed of the other's, or charges it, and this side tells the like of its own
    accuser or of others."""
    a, b = one[1].line.party, other[1].line.party
    if not a or not b or a == b:
        return False
    if one[0].node.claim.stance is other[0].node.claim.stance is Stance.ACCUSES:
        return accused_in(one[0].node) == b or accused_in(other[0].node) == a
    if not one[0].acts & other[0].acts & _DEEDS:
        return False
    return (b in one[0].doers and b not in other[0].doers) or (a in other[0].doers and a not in one[0].doers)


def _shown(answer: Answer) -> str:
    first, last = (date.fromordinal(int(d or 1)).isoformat() for d in (answer.low, answer.high))
    return first if first == last else f"{first} to {last}"


def _by(answer: Answer) -> str:
    day = answer.node.claim.said_on or answer.node.report.published
    return f"{answer.holder} ({day})" if day else answer.holder
