"""How answers stand to each other, and why. Nothing is averaged, nothing is called true."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import combinations
from math import inf

from truceline.model.weighing import Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, counted
from truceline.weighing.packed import packed

_TELLS = 100
"""From so many on a round figure may stand for the exact one beside it, if it is off by less than `_A_HAIR`."""
_A_HAIR = 0.005
_SCALED, _A_DIGIT = 1_000_000, 0.02
"""From so many on figures are told with a word for the scale ("2.6 billion"), and rounded by as much."""
_STEP = 0.1
"""Totals of one day that differ by less may be steps of one count that goes on."""
_OPEN, _ANY_YEAR = "..", "XXXX"
FAR = 1.25
_VAGUELY = 10
"""What is told as "thousands" is not told as tens of thousands."""
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
    a twentieth), "nearly" a tenth below, an open bound all beyond it, and the round number that it is told with:
    "more than 2,000" and "2,000" are one count in two words."""
    low, high = answer.low, answer.high
    if low is not None and high is not None:
        if answer.approximate and low == high:
            slack = min(_round_digit(low) / 2, abs(low) / 20)
            return low - slack, high + slack
        return low, high
    if high is not None:
        return (high * 0.9 if answer.approximate else 0.0), _told_with(answer, high, high + 1)
    if low is not None:
        return _told_with(answer, low, low - 1), inf
    return -inf, inf


def _told_with(answer: Answer, bound: float, beside: float) -> float:
    """The round number that a bound is told with: "more than 2,000" is 2,001 at the least, unless it says so."""
    if _round_digit(beside) == 1 or _round_digit(bound) > 1:
        return bound
    itself = "".join(filter(str.isdecimal, answer.text)) == f"{bound:.0f}"
    return bound if itself else beside


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
    if b != inf or d != inf:
        return True
    low, high = sorted((a, c))
    vague = (one if a <= c else other).approximate
    return high <= low * (_VAGUELY if vague else 2)


def rounded(one: float, other: float) -> bool:
    """Whether of two exact figures of three digits the one is the other, rounded: 940 for 938."""
    low, high = sorted((one, other))
    if low < _TELLS or high - low > (_A_DIGIT if low >= _SCALED else _A_HAIR) * high:
        return False
    return any(abs(x - y) <= _round_digit(x) / 2 for x, y in ((low, high), (high, low)))


def weigh_figures(answers: Sequence[Answer]) -> Ruling:
    """The ruling on figures that answer one question."""
    if len({a.key for a in answers}) == 1:
        return agreeing(answers, "figure")
    apart = [(x, y) for x, y in combinations(_distinct(answers), 2) if not overlap(x, y)]
    if not apart:
        return _reconciled(answers)
    one_act = len({a.line.origin for a in answers}) == 1 and not answers[0].line.own_voice
    if one_act and not all(_said_again(x, y) for x, y in apart):
        return Ruling(
            Verdict.DIFFERING,
            Reason.MISQUOTATION,
            f"One statement is carried with different figures: {_both(*apart[0])}.",
        )
    grown = {a.key for a in answers if a.grown}
    told_apart = [(p, _told_apart(*p, grown)) for p in apart]
    none = next((p for p, r in told_apart if r is not Reason.CORRECTION and _none_at_all(*p)), None)
    if none is not None:
        said = f"One says that there was none, another counts some: {_both(*none)}."
        return flat_contradiction(*none, said)
    running = [p for p, reason in told_apart if reason is None and _at_once(*p)]
    unlike = [p for p, reason in told_apart if reason is None and p not in running]
    if not unlike and len(running) == len(apart):
        unlike = running  # steps of one count where something tells that it goes on
    if unlike:
        return _open(unlike, "figures", "they")
    why = next(r for r in _BY_RANK if any(reason is r for _, reason in told_apart))
    pair = next(p for p, reason in told_apart if reason is why)
    verdict = Verdict.DIFFERING if why is Reason.CORRECTION else Verdict.COMPATIBLE
    said = _put_right(*pair) if why is Reason.CORRECTION else _SAID[why]
    return Ruling(verdict, why, f"{said}: {_both(*pair)}.")


_SAID = {
    Reason.WINDOW: "They count over different spans of time",
    Reason.CUMULATIVE: "One is a total, the other counts one occasion",
    Reason.UPDATE: "The figure of the later day is the higher, as in a count that goes on",
}
_BY_RANK = (Reason.CORRECTION, *_SAID)


def _told_apart(one: Answer, other: Answer, grown: Collection[str]) -> Reason | None:
    """Why two figures that cannot be one do not contradict each other, or that one took the place of the other."""
    if one.line.withdrawn or other.line.withdrawn or _puts_right(one, other) or _corrects(one, other):
        return Reason.CORRECTION
    if _other_stretch(one, other):
        return Reason.WINDOW
    rises = _updates(one, other, grown) and not _at_once(one, other)
    if rises and (one.key in grown or other.key in grown):
        return Reason.UPDATE
    if one.cumulative is not None and other.cumulative is not None and one.cumulative != other.cumulative:
        return Reason.CUMULATIVE
    return Reason.UPDATE if rises else None


def _said_again(one: Answer, other: Answer) -> bool:
    """Whether what is traced to one statement was told on two days, or told as grown: a count that goes on is no
    misquotation."""
    days = one.node.said, other.node.said
    again = one.grown or other.grown or (None not in days and days[0] != days[1])
    apart = abs((one.asof or 0) - (other.asof or 0))
    again = again or bool(one.cumulative and other.cumulative and apart > 1)
    return again and apart > 0 and _updates(one, other)


def _put_right(one: Answer, other: Answer) -> str:
    if one.line.withdrawn or other.line.withdrawn:
        return "A figure was taken back by those who gave it"
    if _puts_right(one, other):
        return "A figure was put right by those who gave it"
    return "A later version of the same report changed the figure"


def _open(pairs: Sequence[tuple[Answer, Answer]], things: str, differing: str) -> Ruling:
    """The ruling on pairs of answers that nothing reconciles: a dispute where two sides give them."""
    one, other = next((p for p in pairs if opposed(*p)), pairs[0])
    if opposed(one, other):
        said = f"Two sides give {things} that cannot both hold: {_both(one, other)}."
        return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said)
    said = f"No report says why {differing} differ: {_both(one, other)}."
    return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, said)


def opposed(one: Answer, other: Answer) -> bool:
    """Whether two answers are of different sides: a body that takes none, an outlet, or somebody of no known interest
    differs and disputes nothing."""
    a, b = one.line.party, other.line.party
    return bool(a and b) and a != b and neutral().isdisjoint((a, b))


def flat_contradiction(one: Answer, other: Answer, said: str) -> Ruling:
    """The ruling where one says no to what another says: a dispute, but for a body that takes no side and between
    outlets."""
    outlets = one.line.own_voice and other.line.own_voice
    if outlets or not neutral().isdisjoint((one.line.party or "", other.line.party or "")):
        return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, said)
    return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said)


@cache
def neutral() -> frozenset[str]:
    """Bodies that help, watch or judge and are nobody's side (`packs/neutral.yaml`)."""
    data = packed("neutral.yaml")
    return frozenset(data["bodies"] if data else ())


def _both(one: Answer, other: Answer) -> str:
    return f"{told(one)}, {told(other)}"


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
    if not one.window or not other.window:
        return False
    if one.cumulative and other.cumulative and not _other_end(a[0], b[0]):
        return False  # totals since one day, each up to when it was told
    return len(a) != len(b) or any(_other_end(x, y) for x, y in zip(a, b, strict=True))


def _other_end(one: str, other: str) -> bool:
    """Whether two ends of stretches of days cannot be one: of an open end and of an unknown year nothing is known."""
    if _OPEN in (one, other):
        return False
    partly = one.startswith(_ANY_YEAR) or other.startswith(_ANY_YEAR)
    return one[len(_ANY_YEAR) :] != other[len(_ANY_YEAR) :] if partly else one != other


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
    if all(abs((x.low or 0) - (y.low or 0)) <= 1 for x, y in apart):
        said = "One day apart, as when days are counted from 0 or from 1"
        return Ruling(Verdict.DIFFERING, Reason.COUNT_START, f"{said}: {_both(*apart[0])}.")
    at_once = [(x, y) for x, y in apart if x.asof is None or y.asof is None or x.asof == y.asof]
    if not at_once:
        return Ruling(
            Verdict.DIFFERING, Reason.UPDATE, f"A later report gives another date: {_both(*apart[0])}."
        )
    return _open(at_once, "dates", "the dates")
