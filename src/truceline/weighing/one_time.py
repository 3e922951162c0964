"""Whether two counts can be of one time, and what of their size and their tellers tells that they are of one."""

from __future__ import annotations

from truceline.weighing.answers import Answer
from truceline.weighing.counts import Count
from truceline.weighing.pairs import one_plan
from truceline.weighing.scope import HARM
from truceline.weighing.verdicts import overlap
from truceline.weighing.words import classes

_DAYS = 5
"""Days within which reports tell of one thing."""
SAME_DAYS = 3
_WEEKS, _MANY = 24, 100
"""Days within which a running count is told on; and from so many on what nobody dates is taken for one."""
_KNOWN_BY = 8
"""From so many on a number is seldom told of two things."""
_KEPT = frozenset({"weapon", "boat", "vehicle", "mine"})
_CLOSE = 0.01
"""Figures of three digits that differ by less are told of one thing."""


def occasion(count: Count) -> int | None:
    """The day of what is counted, where it is one occasion's."""
    return None if count.answer.cumulative else count.on


def same_time(one: Count, other: Count) -> bool:
    a, b = one.answer, other.answer
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    if a.asof is None or b.asof is None:
        untold = a.cumulative is None or b.cumulative is None
        return (untold or a.cumulative == b.cumulative) and (overlap(a, b) or close(a, b))
    if a.mode == "planned":
        return one_plan(a, b) and close(a, b)
    if (p.end is not None or q.end is not None) and (p.start, p.end) != (q.start, q.end):
        return False
    if p.start is not None and p.end is not None:
        return True  # of one stretch of days, whenever it is told
    if a.cumulative and b.cumulative:
        if p.start is not None and q.start is not None and abs(p.start - q.start) > SAME_DAYS:
            return False
        if p.since and q.since and not p.since & q.since:
            return False
        return (p.start is None) == (q.start is None) or grows(a, b)
    days = occasion(one), occasion(other)
    if days[0] is not None and days[1] is not None:
        return abs(days[0] - days[1]) <= 1
    if any(d is not None and told < d - 1 for d, told in ((days[0], b.asof), (days[1], a.asof))):
        return False  # told before the day of the other
    if _run_on(one, other) or _told_again(one, other):
        return True
    if a.cumulative or b.cumulative:
        total, single = (one, other) if a.cumulative else (other, one)
        assert total.profile is not None  # noqa: S101
        if total.profile.start is not None or single.answer.cumulative is False:
            return _is_stock(one, other) or (total.profile.start is None and _of_toll(total, single))
        return abs(a.asof - b.asof) <= _DAYS
    known = [d if d is not None else c.answer.asof for d, c in zip(days, (one, other), strict=True)]
    if known[0] is None or known[1] is None:
        return False
    told = p.places & q.places or ((a.grown or b.grown) and grows(a, b)) or meets(one, other)
    return abs(known[0] - known[1]) <= (_DAYS if told else 1)  # else they are of two days


def _run_on(one: Count, other: Count) -> bool:
    """Whether two may be one running count, told weeks apart: one is a total, or something tells that they are of one."""
    a, b = one.answer, other.answer
    if not _is_running(one) or not _is_running(other) or not grows(a, b):
        return False
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    told = a.cumulative or b.cumulative or meets(one, other) or p.sides & q.sides or whose(one) & whose(other)
    return bool(told) and abs((a.asof or 0) - (b.asof or 0)) <= _WEEKS


def _told_again(one: Count, other: Count) -> bool:
    """Whether one number may be told again, weeks later: it says enough to be known by, and neither is of a day that
    the other excludes."""
    a, b = one.answer, other.answer
    size = max(a.low or a.high or 0, b.low or b.high or 0)
    near = abs((a.asof or 0) - (b.asof or 0)) <= _WEEKS
    return near and size >= _KNOWN_BY and meets(one, other)


def _is_running(count: Count) -> bool:
    """Whether it is a total, or may be one: so many harmed are seldom those of one occasion that nobody dates. Who is
    freed or moved comes in rounds."""
    a = count.answer
    harmed = count.profile is not None and count.profile.deed in HARM
    untold = harmed and a.cumulative is None and occasion(count) is None
    return bool(a.cumulative) or (untold and (a.low or a.high or 0) >= _MANY)


def close(one: Answer, other: Answer) -> bool:
    """Whether two figures may be of one thing at times that nobody tells: neither more than thrice the other."""
    if any(x.approximate and x.high is None for x in (one, other)) and overlap(one, other):
        return True  # "thousands" is told of any number of them
    a, b = one.low or one.high or 0, other.low or other.high or 0
    return max(a, b) <= 3 * min(a, b)


def _is_stock(one: Count, other: Count) -> bool:
    """Things kept, seen or moved: what there is on a day is the total up to it."""
    assert one.profile is not None and one.answer.asof is not None and other.answer.asof is not None  # noqa: S101
    total, single = (one, other) if one.answer.cumulative else (other, one)
    if occasion(single) is not None and occasion(single) == total.answer.asof and meets(one, other):
        return one.profile.deed not in HARM
    held = one.profile.kind.family in _KEPT or near_in_size(one.answer, other.answer)
    return held and abs(one.answer.asof - other.answer.asof) <= _DAYS


def _of_toll(total: Count, single: Count) -> bool:
    """A toll with no start told is the toll of the occasion that is spoken of."""
    assert total.profile is not None  # noqa: S101
    near = total.answer.asof is not None and single.answer.asof is not None
    days = abs((total.answer.asof or 0) - (single.answer.asof or 0))
    return (
        near
        and days <= _DAYS
        and total.profile.deed in ("kill", "injure")
        and grows(total.answer, single.answer)
    )


def grows(one: Answer, other: Answer) -> bool:
    """Whether the later is no smaller, and not of another order."""
    a, b = one.low or one.high or 0, other.low or other.high or 0
    if one.asof == other.asof:
        a, b = sorted((a, b))
    elif one.asof is not None and other.asof is not None and one.asof > other.asof:
        a, b = b, a
    return a <= b * 1.1 and b <= 3 * max(a, 1)


def near_in_size(one: Answer, other: Answer) -> bool:
    """Whether two figures of three digits and more that tell are all but the same."""
    a, b = one.low or one.high or 0, other.low or other.high or 0
    return min(a, b) >= 100 and abs(a - b) <= _CLOSE * max(a, b)


def meets(one: Count, other: Count) -> bool:
    a, b = one.answer, other.answer
    return (overlap(a, b) and close(a, b)) or near_in_size(a, b)


def whose(count: Count) -> frozenset[str]:
    """Whose those counted may be: what is told of it, and the names in the name of whoever counts them."""
    a, language = count.answer, count.pack
    named = " ".join(w for w in a.holder.split() if w[0].isupper()) if not a.line.own_voice else ""
    own = frozenset(classes(named, language))
    owners = count.profile.owners if count.profile is not None else frozenset[str]()
    return (owners | own) - language.titles - language.common - language.stop
