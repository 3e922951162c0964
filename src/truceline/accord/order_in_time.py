"""The order of an accord in time: dates that cannot be, and clauses that wait for each other in a circle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from truceline.accord.build import moment_of
from truceline.accord.shape import AccordShape, AnyMoment, DeadlineShape
from truceline.model.accord import Moment, MomentKind

__all__ = ["Fault", "Path", "calendar", "circles", "clause_in", "clause_key", "deadlines", "moments"]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at `path` of the file, and how to mend it."""

    path: Path
    what: str
    mend: str | None = None


_LONG = dt.timedelta(days=90)
"""Lists are exchanged and orders given some weeks before a text is signed; earlier than that is a slip of the year."""


def clause_key(id: str) -> str:
    """Clause ids are one where only case or a dash differs, as `Accord.clause` reads them."""
    return id.casefold().replace("_", "-")


def calendar(a: AccordShape) -> Iterator[Fault]:
    """Days that cannot be: before the agreement, in the wrong order, or counted from a day that is not given."""
    known = {
        "planned start": ("start_planned", a.start_planned),
        "actual start": ("start_actual", a.start_actual),
        "signing": ("signed", a.signed),
    }
    zero = min(d.first for d in a.day_counts)
    first_day = min(x[:10] for x in (a.announced, a.signed, a.start_planned, a.start) if x)
    long_before = (dt.date.fromisoformat(first_day) - _LONG).isoformat()
    for path, d in deadlines(a):
        for at, m in moments(d):
            lacking, given = known.get(m.anchor or "", ("", "given"))
            if not given:
                yield Fault((*path, *at), f"the {m.anchor} is not given", f"add `{lacking}: ...`")
            if m.kind is MomentKind.DAY and m.n is not None and m.n < zero:
                what = f"there is no day {m.n}: the first day is day {zero}"
                yield Fault((*path, *at), what, "count from there, or add a day count with `first: 0`")
            if m.kind is MomentKind.DATE and at != ("opens",) and (m.date or "") < long_before:
                what = f"{m.date} lies long before the agreement ({first_day})"
                yield Fault((*path, *at), what, "check the year")
    for field in ("signed", "announced"):
        date = getattr(a, field)
        if date and date[:10] > a.start[:10]:
            yield Fault(
                (field,), f"{field} on {date[:10]}, after the start on {a.start[:10]}", "check both dates"
            )
    if a.ended and a.ended[:10] < a.start[:10]:
        yield Fault(
            ("ended",), f"ended on {a.ended[:10]}, before the start on {a.start[:10]}", "check both dates"
        )
    for path, d in deadlines(a):
        opens, due, until, begin = (
            moment_of(m) if m is not None else None for m in (d.opens, d.due, d.until, d.begin_by)
        )
        for name, early, late in (
            ("due", opens, due),
            ("until", opens, until),
            ("begin_by", opens, begin),
            ("due", begin, due),
        ):
            if early and late and _later(early, late, a):
                yield Fault((*path, name), f"{late.words!r} lies before {early.words!r}", "swap the two")


def _later(one: Moment, two: Moment, a: AccordShape) -> bool:
    """Whether the first lies after the second, by every day count; False where a day is not known from the file."""
    if one.kind is two.kind is MomentKind.DAY and one.phase == two.phase:
        return (one.n or 0) > (two.n or 0)
    days = [(_day(one, a, d.first), _day(two, a, d.first)) for d in a.day_counts]
    return all(x is not None and y is not None and x > y for x, y in days)


def _day(m: Moment, a: AccordShape, first: int) -> dt.date | None:
    """The date of a moment that the file alone fixes."""
    start = dt.date.fromisoformat(a.start[:10])
    if m.kind is MomentKind.DATE and m.date:
        return dt.date.fromisoformat(m.date)
    if m.kind is MomentKind.DAY and m.phase is None and m.n is not None:
        return start + dt.timedelta(days=m.n - first)
    days = {"day": 1, "week": 7}.get(m.unit or "", 0) if m.n else 1
    sign = {MomentKind.AFTER: 1, MomentKind.BEFORE: -1}.get(m.kind, 0)
    base = {"start": a.start, "signing": a.signed}.get(m.anchor or "")
    if not (days and sign and base):
        return None
    return dt.date.fromisoformat(base[:10]) + dt.timedelta(days=sign * days * (m.n or 0))


def circles(a: AccordShape) -> Iterator[Fault]:
    """Chains that come back to where they began have no date. Two duties may hold only while each other does."""
    place = {clause_key(c.id): i for i, c in enumerate(a.clauses)}
    after: dict[str, set[str]] = {}
    for c in a.clauses:
        named = [*c.depends_on]
        for _, m in moments(c.deadline):
            named += [x for x in (clause_in(m.anchor), m.condition_clause) if x]
        if c.deadline.condition_clause and clause_key(c.deadline.condition_clause) == clause_key(c.id):
            named.append(c.id)
        after[clause_key(c.id)] = {clause_key(x) for x in named} & place.keys()
    try:
        TopologicalSorter(after).prepare()
    except CycleError as e:
        ring = [a.clauses[place[k]].id for k in reversed(e.args[1])]
        what = f"clauses wait for each other in a circle: {' -> '.join(ring)}"
        if len(ring) == 2:
            what = f"clause {ring[0]!r} waits for itself"
        at = a.clauses[place[clause_key(ring[0])]]
        yield Fault(
            ("clauses", place[clause_key(at.id)], "depends_on" if at.depends_on else "deadline"),
            what,
            "a contested order belongs in `rules` and `readings`; leave one link out",
        )


def deadlines(a: AccordShape) -> Iterator[tuple[Path, DeadlineShape]]:
    """Every deadline of the file, those of rival readings too, with its path."""
    for i, c in enumerate(a.clauses):
        yield ("clauses", i, "deadline"), c.deadline
        for j, r in enumerate(c.readings):
            if r.deadline:
                yield ("clauses", i, "readings", j, "deadline"), r.deadline


def moments(d: DeadlineShape) -> Iterator[tuple[Path, Moment]]:
    """Every moment of a deadline with its path in it; of a choice of moments each by itself too."""
    given: dict[str, AnyMoment | None] = {
        "opens": d.opens,
        "begin_by": d.begin_by,
        "due": d.due,
        "until": d.until,
    }
    for field, value in given.items():
        if value is not None:
            m = moment_of(value)
            yield (field,), replace(m, of=())
            yield from (((field,), part) for part in m.of)


def clause_in(anchor: str | None) -> str | None:
    """The id of the clause that an anchor names."""
    return anchor.removeprefix("clause:") if anchor and anchor.startswith("clause:") else None
