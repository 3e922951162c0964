"""What is reported of an amount, against what was due by then: bounds, never points."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence

from truceline.model.accord import Change, Clause, Quantity, QuantityKind
from truceline.model.standing import Signal
from truceline.standing.amounts import NEVER, shifted
from truceline.standing.asked import Asked
from truceline.standing.dating import period_of, periods
from truceline.standing.names import called

__all__ = ["adds_up", "base_at", "base_note", "beyond", "bounded", "daily", "planned", "so_far", "target_of"]

_AMOUNTS = (QuantityKind.EXACT, QuantityKind.AT_LEAST, QuantityKind.TARGET, QuantityKind.LUMP)
_LENGTHS = ("metre", "kilometre")
_NAMED = 3
"""Planned days without a report that are named one by one."""


def target_of(clause: Clause, as_of: str = NEVER) -> float | None:
    """The total that must be performed, where the clause owes one; of a base that grows, as it was
    known by `as_of`."""
    q = clause.quantity
    if q is None or q.period or q.value is None or q.kind not in _AMOUNTS:
        return None
    base = base_at(q, as_of)
    # A share of things is a whole number of them: 30 in 100 of 8,112 weapons are 2,434.
    return q.value if base is None else float(math.ceil(round(q.value * base / 100, 6)))


def bounded(clause: Clause) -> bool:
    """Whether the text allows so much in all, and no more."""
    q = clause.quantity
    return q is not None and q.kind is QuantityKind.AT_MOST and q.value is not None and not q.period


def beyond(q: Asked) -> bool:
    """Whether more is told than the text allows: then it is not kept by being done."""
    owed = q.clause.quantity
    if owed is None or owed.value is None or not bounded(q.clause):
        return False
    total, told = q.tally.summed()
    return (total if adds_up(q.clause) else max((s.low or 0.0 for s in told), default=0.0)) > owed.value


def adds_up(clause: Clause) -> bool:
    """Whether amounts of the clause add up: two distances make no longer one."""
    return clause.quantity is None or clause.quantity.unit not in _LENGTHS


def base_at(q: Quantity, day: str) -> float | None:
    """The base of a percentage as it was known by a day; before the first is known, that one."""
    if not q.bases:
        return None
    return next((n for since, n in reversed(q.bases) if since <= day), q.bases[0][1])


def base_note(q: Asked, performed_on: str) -> str:
    """The base that a percentage was performed of, where more of it is known since."""
    owed = q.clause.quantity
    if owed is None or not owed.bases:
        return ""
    then, now = base_at(owed, performed_on), base_at(owed, q.as_of)
    return "" if then == now else f"of a base of {then:,.10g} as known then; {now:,.10g} since"


def daily(clause: Clause) -> bool:
    """Whether an amount is owed for each day by itself."""
    return clause.quantity is not None and clause.quantity.period == "day"


def so_far(q: Asked) -> str:
    """What is reported of an amount, in words; none where the answer may leave out notes."""
    if q.quiet:
        return ""
    told = (_own(q), _parts(q), _priority(q), _ratio(q), _together(q), _unreported(q))
    return "; ".join(w for w in told if w)


def planned(
    clause: Clause, opens: str | None, until: str, changes: Iterable[Change] = (), today: str = NEVER
) -> Iterator[tuple[str, float]]:
    """(day, amount) pairs that a schedule plans from `opens` until a day, in order, with what later texts
    known by `today` add to it or take away."""
    q = clause.quantity
    if q is None or opens is None:
        return
    plan = {shifted(opens, number - 1): amount for number, amount in q.schedule}
    for change in changes:
        if plan and change.on <= today and clause.id in change.clauses:
            for day, amount in change.schedule:
                plan[day] = plan.get(day, 0) + amount
    yield from ((day, plan[day]) for day in sorted(plan) if day <= until and plan[day] > 0)


def _plan(q: Asked) -> list[tuple[str, float]]:
    today = min(q.as_of, q.known_at)
    return [*planned(q.clause, q.dates.opens, q.as_of, q.accord.changes, today)]


def _own(q: Asked) -> str:
    owed = q.clause.quantity
    total, told = q.tally.summed(daily=daily(q.clause))
    if not total or owed is None:
        return ""
    if daily(q.clause) and (owed.value or owed.ramp):
        return _with_exceptions(_by_day(q, owed, total, told), owed)
    if owed.period and owed.value and q.dates.opens:
        return _with_exceptions(_by_period(q, owed), owed)
    if owed.schedule and q.dates.opens:
        by_now = sum(amount for _, amount in _plan(q))
        return f"at least {total:,.10g} reported, {by_now:,.10g} due by then"
    if not adds_up(q.clause):
        most = max((s.low or 0.0 for s in told), default=0.0)
        return _with_exceptions(_distance(q, owed, most), owed) if owed.value else ""
    under = " under this clause" if q.tally.shared and _in_total(q) else ""
    return _with_exceptions(f"at least {total:,.10g}{_bounds(q, owed)}{under}", owed)


def _bounds(q: Asked, owed: Quantity) -> str:
    """What the amount is set against."""
    if owed.kind is QuantityKind.AT_MOST and owed.value is not None:
        return f" reported, at most {owed.value:,.10g} allowed"
    if owed.kind is QuantityKind.RANGE and owed.value is not None and owed.high is not None:
        return f" reported, {owed.value:,.10g} to {owed.high:,.10g} owed"
    target = target_of(q.clause, q.as_of)
    return " reported" if target is None else f" of {target:,.10g} reported"


def _distance(q: Asked, owed: Quantity, most: float) -> str:
    """A distance with the class of things and the lines that it is measured from."""
    word = "at most {:,.10g} allowed" if owed.kind is QuantityKind.AT_MOST else "{:,.10g} owed"
    lines = [f"for {called(q.accord, party)} from {line}" for party, line in owed.measured_from]
    beside = "; ".join([*([f"for {owed.applies_to}"] if owed.applies_to else []), *lines])
    told = f"{most:,.10g} {owed.unit}s reported, {word.format(owed.value)}"
    return f"{told} ({beside})" if beside else told


def _with_exceptions(told: str, owed: Quantity) -> str:
    """What is told of the amount, with where or when another amount holds."""
    other = ", ".join(f"{amount:,.10g} for {words}" for words, amount in owed.exceptions)
    return f"{told} (but {other})" if told and other else told


def _by_day(q: Asked, owed: Quantity, total: float, told: Sequence[Signal]) -> str:
    """Both tests of an amount that is owed each day: each day by itself, and all days in sum."""
    occasions = q.tally.amounts.occasions(daily=True)
    days = [o.low for o in occasions]
    wanted = [_rate(q, owed, o.day) for o in occasions]
    open_ = [_unnumbered(q, owed, o.day) for o in occasions]
    each = _each(owed, "day", days, wanted, open_)
    if owed.kind is QuantityKind.AT_MOST or owed.tests == ("per_period",):
        return each or f"at least {total:,.10g} in all"
    last = max((s.on or s.known_on or "" for s in told), default="")
    if sum(days) == total:
        due = f"{_bound(open_)}{sum(wanted):,.10g} due on those days"
    elif q.dates.opens and last:
        told_of = [shifted(q.dates.opens, n) for n in range(max(_days(q.dates.opens, last), 0))]
        bound = _bound([_unnumbered(q, owed, day) for day in told_of])
        due = f"{bound}{sum(_rate(q, owed, day) for day in told_of):,.10g} due by {last}"
    else:
        due = ""
    whole = f"at least {total:,.10g} in all" + (f", {due}" if due else "")
    return "; ".join(w for w in (each, whole) if w and (w == whole or owed.tests != ("cumulative",)))


def _each(
    owed: Quantity, unit: str, told: Sequence[float], wanted: Sequence[float], open_: Sequence[str] = ()
) -> str:
    """The test of each period by itself: how many lie below what is owed, or above what is allowed."""
    if not told:
        return ""
    many = f"{len(told)} {unit}{'s' if len(told) > 1 else ''} reported"
    if owed.kind is QuantityKind.AT_MOST:
        over = sum(1 for low, value in zip(told, wanted, strict=True) if low > value)
        return f"{many}, {over or 'none'} above {wanted[0]:,.10g}, highest {max(told):,.10g}"
    short = sum(
        1
        for low, value, more in zip(told, wanted, open_ or [""] * len(told), strict=True)
        if low < value or (more == "more" and low == value)
    )
    below = f"{wanted[0]:,.10g}" if len({*wanted}) == 1 and not any(open_) else "what was due"
    return f"{many}, {short or 'none'} below {below}, lowest {min(told):,.10g}"


def _by_period(q: Asked, owed: Quantity) -> str:
    """Both tests of an amount that is owed for each week, month or year."""
    occasions = q.tally.amounts.occasions()
    sums = [
        sum(o.low for o in occasions if first <= o.day < end)
        for first, end in periods(q.dates.opens or "", owed.period or "", q.as_of)
        if any(first <= o.day < end for o in occasions)
    ]
    total, _ = q.tally.summed()
    if not sums:
        return f"at least {total:,.10g} in all"
    value = owed.value or 0.0
    each = _each(owed, owed.period or "", sums, [value] * len(sums))
    if owed.kind is QuantityKind.AT_MOST or owed.tests == ("per_period",):
        return each
    whole = f"at least {total:,.10g} in all, {value * len(sums):,.10g} due in those {owed.period}s"
    return whole if owed.tests == ("cumulative",) else f"{each}; {whole}"


def _priority(q: Asked) -> str:
    """Parts told before all of those that the text puts first: bounds, and no word on why."""
    owed = q.clause.quantity
    parts = {p.id: p for p in q.clause.parts}
    first = [parts[id] for id in (owed.order if owed is not None else ()) if id in parts]
    told = [((v.total or 0.0) if (v := q.others.get(p.id)) is not None else 0.0) for p in first]
    for n, part in enumerate(first[1:], 1):
        open_ = [
            f"{had:,.10g} of {p.value:,.10g} {p.words}"
            for p, had in zip(first[:n], told, strict=False)
            if had < p.value
        ]
        if told[n] and open_:
            return f"{told[n]:,.10g} {part.words} told with {' and '.join(open_)}, which the text puts first"
    return ""


def _rate(q: Asked, owed: Quantity, day: str) -> float:
    """What is owed on a day, where the rate rises or falls with the days of the duty."""
    value = owed.value or 0.0
    if owed.ramp and q.dates.opens:
        number = _days(q.dates.opens, day)
        value = next((n for since, n in reversed(owed.ramp) if since <= number), value)
    return value


def _unnumbered(q: Asked, owed: Quantity, day: str) -> str:
    """ "more" or "less", on a day on which the rate has no number but is only said to be that."""
    if owed.then is None or q.dates.opens is None or _days(q.dates.opens, day) < owed.then[0]:
        return ""
    return owed.then[1]


def _bound(words: Sequence[str]) -> str:
    """How a sum of rates is to be read, where some of them have no number."""
    said = {w for w in words if w}
    return f"{said.pop()} than " if said else ""


def _parts(q: Asked) -> str:
    """The shares that are counted for themselves."""
    told = ((p.words, q.others.get(p.id)) for p in q.clause.parts)
    return "; ".join(f"{words}: at least {v.total:,.10g}" for words, v in told if v is not None and v.total)


def _ratio(q: Asked) -> str:
    """What a ratio owes for that which is reported of the clause that it is taken of."""
    owed = q.clause.quantity
    if owed is None or not owed.per_clause or not owed.value or not owed.per:
        return ""
    base = q.others.get(owed.per_clause)
    if base is None or not base.total:
        return ""
    due = owed.value * base.total / owed.per + (owed.plus or 0)
    return f"{due:,.10g} due for the {base.total:,.10g} reported under {owed.per_clause}"


def _together(q: Asked) -> str:
    """What is told of this and other clauses together, which counts for none of them."""
    total, _ = q.tally.shared.summed() if q.tally.shared and not _in_total(q) else (0.0, [])
    return f"at least {total:,.10g} reported for several clauses together" if total else ""


def _in_total(q: Asked) -> bool:
    """Whether the accord names the clauses of which reports tell together: what they tell is set against them."""
    return any(q.clause.id in t.clauses for t in q.accord.totals)


def _unreported(q: Asked) -> str:
    """Planned days, and periods of a duty that comes back, of which nobody tells."""
    owed = q.clause.quantity
    if owed is not None and owed.schedule and q.tally:
        plan = _plan(q)
        if q.tally.summed()[0] >= sum(amount for _, amount in plan):
            return ""  # a total tells of all that was planned, if not round by round
        told = sorted({*q.tally.deeds, *q.tally.amounts.told})
        ends = [*(shifted(day, -1) for day, _ in plan[1:]), q.as_of]
        missing = [
            f"{amount:,.10g} planned for {day}"
            for (day, amount), end in zip(plan, ends, strict=True)
            if day < q.as_of and not any(shifted(day, -1) <= d <= max(end, day) for d in told)
        ]
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        return f"no report of {', '.join(missing[:_NAMED])}{more}" if missing else ""
    every = q.clause.deadline.every
    if every is None or q.dates.opens is None or not q.tally.deeds or period_of(every) in _SHORT:
        return ""
    spans = [
        s for s in periods(q.dates.opens, every, min(q.as_of, q.dates.until or q.as_of)) if s[1] <= q.as_of
    ]
    told_of = sum(1 for first, end in spans if any(first <= d < end for d in q.tally.deeds))
    many, unit = period_of(every)
    word = f"{unit}s" if many == 1 else f"periods of {many} {unit}s"
    return f"reported in {told_of} of {len(spans)} {word}" if spans else ""


_SHORT = ((1, "hour"), (1, "day"))


def _days(first: str, last: str) -> int:
    """How many days from `first` to `last`, both counted."""
    return (dt.date.fromisoformat(last[:10]) - dt.date.fromisoformat(first)).days + 1
