"""What keeps two figures apart by who tells them, and when, whatever they count."""

from __future__ import annotations

from truceline.model.reading import Figure
from truceline.model.span import Span
from truceline.weighing.answers import Answer
from truceline.weighing.counts import Count
from truceline.weighing.nodes import Node, day
from truceline.weighing.spanned import BREACH
from truceline.weighing.verdicts import opposed, overlap
from truceline.weighing.words import sentence_bounds, words

_ONE_PLAN = 5
"""Days within which what is announced may be of one plan."""


def one_voice(one: Count, other: Count) -> bool:
    """Whether one voice gives two figures in one report, or one claim the figure of the other beside its own: it
    counts two things."""
    a, b = one.answer, other.answer
    if a.replaced or b.replaced:
        return False  # it takes the one back for the other
    if a.span.report != b.span.report:
        return a.key != b.key and (_tells_both(one, other) or _tells_both(other, one))
    if a.line.origin != b.line.origin:
        return _some_of_them(one, other)
    return not overlap(a, b) or (a.key != b.key and _in_one_sentence(a, b))


def _some_of_them(one: Count, other: Count) -> bool:
    """Whether the later of two figures of one paragraph tells how many of the earlier there are of some ("11 soldiers were
    lost ... Five soldiers of the navy were ..."): by the same holder, or in the outlet's own words behind a holder's."""
    whole, part = sorted((one, other), key=lambda c: c.order)
    a, b = whole.answer, part.answer
    if overlap(a, b) or a.size <= b.size or b.grown or b.righted:
        return False
    if "\n\n" in a.node.report.text[a.span.end : b.span.start] or not (
        a.holder == b.holder or b.line.own_voice
    ):
        return False
    p, q = whole.profile, part.profile
    of_some = p is not None and q is not None and q.owners and not p.owners
    return bool(of_some) or (a.holder == b.holder and not b.line.own_voice)


def _tells_both(one: Count, other: Count) -> bool:
    """Whether the claim of one tells the figure of the other too, as another: not as what its own has grown from,
    was put in the place of, or is some of."""
    node, own, theirs = one.answer.node, one.figure, other.figure
    if (
        len(node.told_figures) < 2
        or one.answer.grown
        or one.answer.righted
        or overlap(one.answer, other.answer)
    ):
        return False
    for figure in node.told_figures:
        if figure.span.start == own.span.start or not _one_number(figure, theirs):
            continue
        if figure.unit == own.unit and not _one_by_the_other(
            node, *sorted((figure.span, own.span), key=_start)
        ):
            return True
    return False


def _one_number(one: Figure, other: Figure) -> bool:
    """Whether two figures tell one number, with or without a bound."""
    return _bound(one) is not None and _bound(one) == _bound(other)


def _bound(figure: Figure) -> float | None:
    return figure.high if figure.low is None else figure.low


def _one_by_the_other(node: Node, first: Span, last: Span) -> bool:
    """Whether the words between two figures make the one some of the other, or put it in the other's place."""
    pack = node.pack
    between = words(node.report.text[first.end : last.start], pack)
    return bool(pack.instead & set(between)) or any(" ".join(between[:n]) in pack.shares for n in (1, 2, 3))


def _start(span: Span) -> int:
    return span.start


def _in_one_sentence(one: Answer, other: Answer) -> bool:
    """Whether two figures stand in one sentence, neither beside the other as another way to put it."""
    first, last = sorted((one.span, other.span), key=lambda s: s.start)
    text = one.node.report.text
    return last.start < sentence_bounds(text, first.start)[1] and "(" not in text[first.end : last.start]


def accuse_each_other(one: Count, other: Count) -> bool:
    """Whether two parties tell two numbers of breaches: a party counts those of the other."""
    a, b = one.answer, other.answer
    breaches = all(c.profile is not None and c.profile.kind.family == BREACH for c in (one, other))
    return breaches and opposed(a, b) and not overlap(a, b)


def one_plan(a: Answer, b: Answer) -> bool:
    """Whether two figures of what is to be done may be of one plan: of the agreement's terms, or told within
    a few days. What is announced later than that is of the next round, and two that one report tells are terms of
    their own."""
    if a.span.report == b.span.report and not overlap(a, b):
        return False
    if a.line.agreement or b.line.agreement or a.asof is None or b.asof is None:
        return True
    return abs(a.asof - b.asof) <= _ONE_PLAN


def windows_apart(one: str, other: str) -> bool:
    """Whether two spans of time begin days apart, or are told in other words."""
    a, b = day(one), day(other)
    if a is not None and b is not None:
        return abs(a - b) > 3
    return one != other


def told_apart(one: Answer, other: Answer) -> bool:
    """Whether one report tells two figures, not by two sides, that are of another order: they are of two occasions, or
    the one is among the other."""
    if one.span.report != other.span.report or overlap(one, other):
        return False
    parties = {one.line.party, other.line.party} - {None}
    a, b = one.size, other.size
    return len(parties) < 2 and min(a, b) * 2 < max(a, b)
