"""How answers stand to each other, and why. Nothing is averaged, nothing is called true."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from math import inf

from truceline.model.weighing import Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, counted

_TELLS = 100
"""From so many on a round figure may stand for the exact one beside it, if it is off by less than `_A_HAIR`."""
_A_HAIR = 0.005
_STEP = 0.1
"""Totals of one day that differ by less may be steps of one count that goes on."""
FAR = 1.25
"""An exact figure further above a bound than this is another figure, not a closer one."""


def agreeing(answers: Sequence[Answer], thing: str = "value") -> Ruling:
    """The ruling where all give one answer."""
    origins, interests = counted(answers)
    outlets = len({a.node.outlet for a in answers})
    if not any(a.sourced for a in answers):
        return Ruling(Verdict.SINGLE, None, f"The {thing} is unsourced: no origin stands behind it.")
    if origins <= 1:
        said = "one origin" if outlets == 1 else f"one origin, carried by {outlets} outlets"
        return Ruling(Verdict.SINGLE, None, f"The {thing} rests on {said}.")
    if interests <= 1 and all(a.line.own_voice for a in answers):
        return Ruling(Verdict.SINGLE, None, f"The {thing} is one outlet's own, in {origins} reports.")
    if interests <= 1:
        return Ruling(
            Verdict.COMPATIBLE,
            None,
            f"{origins} statements of one party give the same {thing}: one interest.",
        )
    if len({a.node.report.id for a in answers if a.sourced}) == 1:
        return Ruling(
            Verdict.COMPATIBLE,
            None,
            f"{origins} origins give the same {thing}, all as one report tells it; no other confirms it.",
        )
    return Ruling(Verdict.CORROBORATED, None, f"{origins} independent origins give the same {thing}.")


def range_of(answer: Answer) -> tuple[float, float]:
    """The numbers that the words allow: a rounded figure allows half its last round digit (at most
    a twentieth), "nearly" a tenth below, an open bound all beyond it."""
    low, high = answer.low, answer.high
    if low is not None and high is not None:
        if answer.approximate and low == high:
            slack = min(_round_digit(low) / 2, abs(low) / 20)
            return low - slack, high + slack
        return low, high
    if high is not None:
        return (high * 0.9 if answer.approximate else 0.0), high
    if low is not None:
        return low, inf
    return -inf, inf


def _round_digit(number: float) -> float:
    digit = 1.0
    while number and number % (digit * 10) == 0 and digit < abs(number):
        digit *= 10
    return digit


def overlap(one: Answer, other: Answer) -> bool:
    """Whether one figure can meet both answers."""
    (a, b), (c, d) = range_of(one), range_of(other)
    if max(a, c) > min(b, d):
        return a == b and c == d and rounded(a, c)
    if b == inf and d != inf and not one.approximate:
        return d <= a * FAR or c <= a
    if d == inf and b != inf and not other.approximate:
        return b <= c * FAR or a <= c
    return not (b == inf and d == inf and min(a, c) * 2 < max(a, c))


def rounded(one: float, other: float) -> bool:
    """Whether of two exact figures of three digits the one is the other, rounded: 940 for 938."""
    low, high = sorted((one, other))
    if low < _TELLS or high - low > _A_HAIR * high:
        return False
    return any(abs(x - y) <= _round_digit(x) / 2 for x, y in ((low, high), (high, low)))


def weigh_figures(answers: Sequence[Answer]) -> Ruling:
    """The ruling on figures that answer one question."""
    if len({a.key for a in answers}) == 1:
        return agreeing(answers, "figure")
    apart = [(x, y) for x, y in combinations(_distinct(answers), 2) if not overlap(x, y)]
    if not apart:
        return _reconciled(answers)
    one, other = apart[0]
    said = f"{told(one)}, {told(other)}"
    if len({a.line.origin for a in answers}) == 1 and not answers[0].line.own_voice:
        return Ruling(
            Verdict.DIFFERING,
            Reason.MISQUOTATION,
            f"One statement is carried with different figures: {said}.",
        )
    if all(x.line.withdrawn or y.line.withdrawn for x, y in apart):
        return Ruling(
            Verdict.DIFFERING, Reason.CORRECTION, f"A figure was taken back by those who gave it: {said}."
        )
    if all(_puts_right(x, y) for x, y in apart):
        return Ruling(
            Verdict.DIFFERING, Reason.CORRECTION, f"A figure was put right by those who gave it: {said}."
        )
    if all(_corrects(x, y) for x, y in apart):
        return Ruling(
            Verdict.DIFFERING,
            Reason.CORRECTION,
            f"A later version of the same report changed the figure: {said}.",
        )
    denied = next(((x, y) for x, y in apart if _none_at_all(x, y)), None)
    if denied is not None:
        said = f"{told(denied[0])}, {told(denied[1])}"
        return Ruling(
            Verdict.CONTESTED, Reason.DISPUTE, f"One says that there was none, another counts some: {said}."
        )
    if all(_other_stretch(x, y) for x, y in apart):
        return Ruling(Verdict.DIFFERING, Reason.WINDOW, f"They count over different spans of time: {said}.")
    grown = {a.key for a in answers if a.grown}
    rises = bool(grown) and all(_updates(x, y, grown) for x, y in apart)
    if not rises and all(
        x.cumulative is not None and y.cumulative is not None and x.cumulative != y.cumulative
        for x, y in apart
    ):
        return Ruling(
            Verdict.DIFFERING, Reason.CUMULATIVE, f"One is a total, the other counts one occasion: {said}."
        )
    running = [p for p in apart if not _at_once(*p)]
    if running and all(_updates(x, y, grown) for x, y in running):
        return Ruling(Verdict.DIFFERING, Reason.UPDATE, f"The later report gives the higher figure: {said}.")
    for one, other in apart:
        if _updates(one, other, grown):
            continue  # the later of two tolls is the higher: nobody disputes that
        if one.line.party and other.line.party and one.line.party != other.line.party:
            return Ruling(
                Verdict.CONTESTED,
                Reason.DISPUTE,
                f"Two sides give figures that cannot both hold: {told(one)}, {told(other)}.",
            )
    open_ = next((p for p in apart if not _updates(*p, grown) and not _corrects(*p)), apart[0])
    said = f"{told(open_[0])}, {told(open_[1])}"
    return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, f"No report says why they differ: {said}.")


def _distinct(answers: Sequence[Answer]) -> list[Answer]:
    """One answer a value and interest: enough to see every difference, few enough to compare in pairs."""
    found: dict[tuple[str, str | None, int | None], Answer] = {}
    for answer in answers:
        found.setdefault((answer.key, answer.line.party, answer.asof), answer)
    return list(found.values())[:60]


def _reconciled(answers: Sequence[Answer]) -> Ruling:
    texts = sorted({a.text for a in answers})
    named = ", ".join(f"“{t}”" for t in texts[:4])
    if any((a.low is None) != (a.high is None) for a in answers):
        return Ruling(Verdict.COMPATIBLE, Reason.BOUND, f"A bound and a figure within it: {named}.")
    return Ruling(Verdict.COMPATIBLE, Reason.ROUNDING, f"The same figure, rounded differently: {named}.")


def told(answer: Answer) -> str:
    """A figure as told: its words, whose they are, and the day."""
    day = answer.node.report.published or answer.node.report.known_on
    return f"“{answer.text}” ({answer.holder}{', ' + day if day else ''})"


def _puts_right(one: Answer, other: Answer) -> bool:
    """Whether one figure takes the place of the other: one is told as wrong, or the later of one interest as
    put right."""
    if one.replaced or other.replaced:
        return True
    late = max((one, other), key=lambda a: a.asof or 0)
    return late.righted and one.interest == other.interest and one.asof != other.asof


def _corrects(one: Answer, other: Answer) -> bool:
    a, b = one.node.report, other.node.report
    return a.item == b.item and a.id != b.id and (a.version_of == b.id or b.version_of == a.id)


def _at_once(one: Answer, other: Answer) -> bool:
    """Whether two totals of one day, not of two parties, are so near that they are steps of a running count."""
    if one.asof != other.asof or not (one.cumulative and other.cumulative):
        return False
    low, high = sorted((range_of(one)[0], range_of(other)[0]))
    parties = {one.line.party, other.line.party} - {None}
    return len(parties) < 2 and high - low <= _STEP * high


def _none_at_all(one: Answer, other: Answer) -> bool:
    """Whether of two interests one says that there was not a single one, and the other counts some."""
    none, some = (one, other) if one.high == 0 else (other, one)
    return none.high == 0 and (some.low or 0) > 0 and one.interest != other.interest


def _other_stretch(one: Answer, other: Answer) -> bool:
    """Whether two figures are told for other stretches of days."""
    a, b = ([day[:10] for day in (x.window or "").split("/")] for x in (one, other))
    if (one.cumulative or other.cumulative) and (len(a) < 2 or len(b) < 2):
        return False  # a day up to which a total counts is no stretch
    return bool(one.window and other.window) and a != b


def _updates(one: Answer, other: Answer, grown: Collection[str] = ()) -> bool:
    """Whether the later figure is the higher; of one occasion, where it is told as grown ("risen to five"),
    and within one report, where both are totals told one after the other."""
    if one.asof is None or other.asof is None:
        return False
    early, late = (one, other) if (one.asof, range_of(one)) < (other.asof, range_of(other)) else (other, one)
    if range_of(early)[0] > range_of(late)[0]:
        return False
    if late.key in grown:
        return True
    if one.asof == other.asof:
        both = one.cumulative and other.cumulative
        return bool(both and one.span.report == other.span.report and one.line.origin != other.line.origin)
    return early.cumulative is not False


def _days_meet(one: Answer, other: Answer) -> bool:
    first = max(one.low if one.low is not None else -inf, other.low if other.low is not None else -inf)
    last = min(one.high if one.high is not None else inf, other.high if other.high is not None else inf)
    return first <= last


def weigh_dates(answers: Sequence[Answer]) -> Ruling:
    """The ruling on dates; `low` and `high` are ordinals of the first and the last day."""
    if len({a.key for a in answers}) == 1:
        return agreeing(answers, "date")
    apart = [(x, y) for x, y in combinations(_distinct(answers), 2) if not _days_meet(x, y)]
    if not apart:
        return Ruling(
            Verdict.COMPATIBLE,
            Reason.WINDOW,
            "The day that one report gives lies in the span that another gives.",
        )
    one, other = apart[0]
    said = f"{told(one)}, {told(other)}"
    if all(abs((x.low or 0) - (y.low or 0)) <= 1 for x, y in apart):
        return Ruling(
            Verdict.DIFFERING,
            Reason.COUNT_START,
            f"One day apart, as when days are counted from 0 or from 1: {said}.",
        )
    if all(x.asof is not None and y.asof is not None and x.asof != y.asof for x, y in apart):
        return Ruling(Verdict.DIFFERING, Reason.UPDATE, f"A later report gives another date: {said}.")
    if one.line.party and other.line.party and one.line.party != other.line.party:
        return Ruling(
            Verdict.CONTESTED, Reason.DISPUTE, f"Two sides give dates that cannot both hold: {said}."
        )
    return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, f"No report says why the dates differ: {said}.")
