"""Questions on who did it: what is told of one deed and one day, where sides name each other, or say that they did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Context, Ruling, by, called, finding
from truceline.weighing.doers import Blamed, deeds, of_others, told_doers
from truceline.weighing.nodes import Node, iso

_STRETCH = 16
"""Days looked at together."""
_BEFORE, _LIKE_BEFORE, _REPLY = 2, 5, 10
"""What tells no day is of one so many days before, at most: a reproach; a deed of which the like words are told; a denial
of what the side is charged with."""
_SHARED = 2
_MOST = 60
"""So many tellings of one day that differ are compared."""


def told_deeds(node: Node, line: Lineage, _: Context) -> list[tuple[str, Blamed]]:
    """(deed and stretch of days, answer) for each deed that a claim tells and each stretch that it may be of."""
    found = []
    for name, told in told_doers(node, line):
        last = told.low if told.low is not None else told.answer.asof
        if last is not None:
            for stretch in range((last - _REPLY) // _STRETCH, (last + _REPLY) // _STRETCH + 1):
                found.append((f"{name}|{stretch}", told))
    return found


def doer_findings(key: str, told: Sequence[Blamed], context: Context) -> list[Finding]:
    """The findings on one deed, one for each day of the stretch of which it is disputed who did it."""
    name, _, stretch = key.partition("|")
    deed = deeds(told[0].answer.node.pack.language)[name]
    found = []
    for day, some in _by_day(_sided(told), alike=not deed.blames):
        ruling = _ruling(some, context.names) if day // _STRETCH == int(stretch) else None
        if ruling is not None:
            answers = [b.answer for b in some]
            asked = deed.question.format(day=iso(day))
            found.append(finding(QuestionKind.OCCURRENCE, f"doer|{name}|{day}", asked, answers, ruling))
    return found


def _sided(told: Sequence[Blamed]) -> list[Blamed]:
    """With the party of those who speak, where another report tells it."""
    lines = [b.answer.line for b in told]
    sides = {x.entity: x.party for x in lines if x.entity and x.party}
    return [replace(b, own=sides.get(b.own, b.own), against=sides.get(b.against, b.against)) for b in told]


def _by_day(told: Sequence[Blamed], *, alike: bool) -> list[tuple[int, list[Blamed]]]:
    """What is told of one day; what tells no day, with the last one before it of which it can be."""
    days: dict[int, list[Blamed]] = {}
    for one in told:
        if one.low is not None and one.high is not None:
            days.setdefault(next((d for d in (one.low, one.high) if d in days), one.low), []).append(one)
    for one in told:
        asof = one.answer.asof
        if one.low is not None or asof is None:
            continue
        before = (asof - n for n in range(_REPLY + 1) if asof - n in days)
        day = next((d for d in before if _may_be(one, days[d], asof - d, alike)), None if alike else asof)
        if day is not None:
            days.setdefault(day, []).append(one)
    return sorted((d, sorted(some, key=lambda b: b.answer.node.order)) for d, some in days.items())


def _may_be(one: Blamed, others: Sequence[Blamed], since: int, alike: bool) -> bool:
    """Whether what tells no day may be of one so many days before, of which others tell."""
    if one.did is False and any(b.did and one.who == b.who for b in others[:_MOST]):
        return True
    if not alike:
        return since <= _BEFORE
    return since <= _LIKE_BEFORE and any(_like(one, b) for b in others[:_MOST])


def _like(one: Blamed, other: Blamed) -> bool:
    return bool(one.places & other.places) or len(one.words & other.words) >= _SHARED


def _ruling(told: Sequence[Blamed], labels: Mapping[str, str]) -> Ruling | None:
    """The dispute over who did it; None where there is none."""
    pair = next(_disputes(told), None)
    if pair is None:
        return None
    (one, other), (first, second) = pair, (by(b.answer) for b in pair)
    if not one.did:
        said = f"{first} and {second} each say that it was not their side."
    elif one.against and other.against:
        said = f"{first} and {second} each say that the other side did it."
    elif other.did:
        said = f"{first} says that {_named(one, labels)} did it, {second} that {_named(other, labels)} did."
    else:
        said = f"{first} says that {_named(one, labels)} did it, {second} that it did not."
    unclear = next((b for b in told if b.did is None), None)
    beside = f" {by(unclear.answer)}: not established." if unclear else ""
    return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said + beside)


def _named(one: Blamed, labels: Mapping[str, str]) -> str:
    if one.who:
        return labels.get(one.who) or called(one.who, one.answer.node.reading)
    return "the other side"


def _disputes(told: Sequence[Blamed]) -> Iterator[tuple[Blamed, Blamed]]:
    """The pairs of two sides of which each names the other, or one says that it did not do what the other says; last
    those of which each says only that it was not they."""
    unlike = {
        (b.own, b.who, b.against, b.did, b.places): b for b in reversed(told) if b.did is not None and b.own
    }
    pairs = [
        (a, b)
        for a, b in combinations([*reversed(unlike.values())][:_MOST], 2)
        if a.own != b.own and (a.places & b.places or not (a.places and b.places))
    ]
    for one, other in pairs:
        if one.did and other.did and of_others(one, other):
            yield one, other
        elif one.did != other.did:
            yes, no = (one, other) if one.did else (other, one)
            if yes.who == no.who or (yes.against and yes.against != no.who):
                yield yes, no
    yield from ((a, b) for a, b in pairs if not (a.did or b.did) and _is_party(a) and _is_party(b))


def _is_party(one: Blamed) -> bool:
    return one.who not in (one.answer.line.entity, one.answer.line.origin)
