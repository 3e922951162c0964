"""What the shape of an `accord.yaml` cannot see: names that lead nowhere, dates out of order, circles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from truceline.accord.build import moment_of
from truceline.accord.order_in_time import (
    Fault,
    Path,
    calendar,
    circles,
    clause_key,
    deadlines,
    moments,
)
from truceline.accord.references import references
from truceline.accord.shape import AccordShape, ClauseShape, QuantityShape
from truceline.model.accord import ClauseKind, DeadlineKind, MomentKind, QuantityKind

__all__ = ["Fault", "clause_key", "faults"]


def faults(shape: AccordShape) -> list[Fault]:
    """Everything that is wrong with an accord whose shape is right."""
    return [
        *_doubles(shape),
        *_parties(shape),
        *references(shape),
        *_changes(shape),
        *_conditions(shape),
        *_phases(shape),
        *calendar(shape),
        *(f for i, c in enumerate(shape.clauses) for f in _clause(c, ("clauses", i), shape)),
        *circles(shape),
    ]


def _doubles(a: AccordShape) -> Iterator[Fault]:
    lists: list[tuple[Path, str, Sequence[str]]] = [
        (("clauses",), "clause", [clause_key(c.id) for c in a.clauses]),
        (("clauses",), "part", [clause_key(p.id) for c in a.clauses for p in c.parts]),
        (("actors",), "actor", [x.id for x in a.actors]),
        (("documents",), "document", [x.id for x in a.documents]),
        (("day_counts",), "day count", [x.id for x in a.day_counts]),
        (("rules",), "rule", [x.id for x in a.rules]),
        (("changes",), "change", [x.id for x in a.changes]),
        (("totals",), "total", [x.id for x in a.totals]),
    ]
    for path, kind, ids in lists:
        for i, id in enumerate(ids):
            if id in ids[:i]:
                field = f"{kind} id {id!r} is used twice"
                yield Fault((*path, i, "id"), field, f"give each {kind} its own id")
    # A reading is called by its id alone, so ids are the accord's and not the clause's.
    taken = {d.id for d in a.day_counts}
    for i, c in enumerate(a.clauses):
        for j, r in enumerate(c.readings):
            if r.id in taken:
                path = ("clauses", i, "readings", j, "id")
                yield Fault(path, f"reading id {r.id!r} is used twice", "give each reading its own id")
            taken.add(r.id)


def _parties(a: AccordShape) -> Iterator[Fault]:
    if len([x for x in a.actors if "party" in x.roles]) < 2:
        yield Fault(("actors",), "an agreement has at least two parties", "give two actors `roles: [party]`")
    for i, actor in enumerate(a.actors):
        if "institution" in actor.roles and not actor.party:
            yield Fault(("actors", i), f"{actor.id!r} is an institution of nobody", "add `party: ...`")


def _changes(a: AccordShape) -> Iterator[Fault]:
    planned = {clause_key(c.id) for c in a.clauses if c.quantity and c.quantity.schedule}
    for i, change in enumerate(a.changes):
        if change.schedule and not planned & set(map(clause_key, change.clauses)):
            what = "it changes a schedule, and no clause that it names has one"
            yield Fault(("changes", i, "schedule"), what, "name the clause in `clauses`")


def _conditions(a: AccordShape) -> Iterator[Fault]:
    for path, deadline in deadlines(a):
        for field, m in moments(deadline):
            if m.condition_amount is not None and not m.condition_clause:
                what = "`condition_amount` says how much of another clause, and names none"
                yield Fault((*path, *field), what, "add `condition_clause: ...`")


def _phases(a: AccordShape) -> Iterator[Fault]:
    numbers = [p.n for p in a.phases]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Fault(("phases",), f"phases are numbered {numbers}", "number them 1, 2, 3 in order")
    next_day: int | None = 1
    for i, p in enumerate(a.phases):
        start = moment_of(p.start) if p.start is not None else None
        if start and start.kind is MomentKind.DAY and start.phase is None:
            if next_day is not None and start.n != next_day and i:
                yield Fault(
                    ("phases", i, "start"),
                    f"phase {p.n} starts on day {start.n}, but the phases before it end on day {next_day - 1}",
                    f"write `start: day {next_day}` or mend the lengths",
                )
            next_day = start.n
        elif i and not (start and start.anchor == f"phase:{p.n - 1}:end"):
            next_day = None
        next_day = next_day + p.length_days if next_day is not None and p.length_days else None
    if a.phases and a.phases[0].start is None:
        yield Fault(("phases", 0), "the first phase has no start", "write `start: start` or `start: day 1`")
    for path, deadline in deadlines(a):
        for field, m in moments(deadline):
            for n in filter(None, (m.phase, _phase_in(m.anchor))):
                if n not in numbers:
                    yield Fault((*path, *field), f"there is no phase {n}", f"the phases are {numbers}")
    for i, c in enumerate(a.clauses):
        if c.phase is not None and c.phase not in numbers:
            yield Fault(("clauses", i, "phase"), f"there is no phase {c.phase}", f"the phases are {numbers}")


_NEEDS: dict[DeadlineKind, tuple[str, ...]] = {
    DeadlineKind.BY: ("due",),
    DeadlineKind.WINDOW: ("opens", "due"),
    DeadlineKind.RECURRING: ("every",),
    DeadlineKind.EVENT: ("due",),
}
_AMOUNTS = {QuantityKind.EXACT, QuantityKind.AT_LEAST, QuantityKind.AT_MOST, QuantityKind.TARGET}


def _clause(c: ClauseShape, at: Path, a: AccordShape) -> Iterator[Fault]:
    roles = {x.id: x.roles for x in a.actors}
    for j, name in enumerate(c.verifiers):
        if name in roles and "verifier" not in roles[name]:
            what = f"{name!r} is a verifier here, and has not the role `verifier`"
            mend = "only a neutral body that looks for itself can find a breach"
            yield Fault((*at, "verifiers", j), what, mend)
    clauses = {clause_key(x.id) for x in a.clauses}
    for j, part in enumerate(c.parts):
        if clause_key(part.id) in clauses:
            what = f"{part.id!r} is a clause already"
            yield Fault((*at, "parts", j, "id"), what, "give the part its own id")
        if c.quantity and c.quantity.value is not None and part.value > c.quantity.value:
            whole = f"{c.quantity.value:g}"
            yield Fault((*at, "parts", j), f"the part ({part.value:g}) is more than the whole ({whole})")
    deadlines = [((*at, "deadline"), c.deadline)]
    deadlines += [
        ((*at, "readings", j, "deadline"), r.deadline) for j, r in enumerate(c.readings) if r.deadline
    ]
    for path, d in deadlines:
        for field in _NEEDS.get(d.kind, ()):
            if getattr(d, field) is None:
                yield Fault(
                    path, f"a deadline of kind {d.kind.value!r} needs `{field}`", f"add `{field}: ...`"
                )
        if d.kind is DeadlineKind.PHASE and c.phase is None:
            yield Fault(path, "a deadline of kind 'phase' needs the clause's `phase`", "add `phase: N`")
        if d.kind is DeadlineKind.DURING and d.opens is None and d.until is None and not d.condition:
            yield Fault(
                path, "a deadline of kind 'during' needs `opens` or `until`", "add `opens: start` at least"
            )
        if d.every and d.kind is not DeadlineKind.RECURRING:
            yield Fault((*path, "every"), "only a recurring deadline has `every`", "write `kind: recurring`")
    if c.quantity:
        yield from _quantity(c.quantity, (*at, "quantity"))
    if c.kind in (ClauseKind.PARAMETER, ClauseKind.RESERVATION) and c.deadline.due is not None:
        yield Fault(
            (*at, "kind"),
            f"a {c.kind.value} is no task and cannot be due",
            "write `kind: duty` or drop `due`",
        )


def _quantity(q: QuantityShape, at: Path) -> Iterator[Fault]:
    if q.kind in _AMOUNTS and q.value is None and q.reference is None:
        yield Fault(at, f"an amount of kind {q.kind.value!r} needs `value`", "add `value: ...`")
    if q.kind is QuantityKind.RANGE and (q.value is None or q.high is None or q.value > q.high):
        yield Fault(at, "a range needs `value` (its low end) and a higher `high`", "add both")
    if q.kind in (QuantityKind.RATIO, QuantityKind.LUMP) and not (q.value and q.per):
        yield Fault(at, f"a {q.kind.value} needs `value` and `per`", "say how many for how many")
    if q.kind is QuantityKind.SCHEDULE and not q.schedule:
        yield Fault(at, "a schedule needs `schedule`", "write `schedule: {day: amount, ...}`")
    if q.kind in (QuantityKind.ALL, QuantityKind.QUALITATIVE) and q.value is not None:
        yield Fault((*at, "value"), f"an amount of kind {q.kind.value!r} has no number", "drop `value`")
    for name, part in q.parts.items():
        if q.value is not None and part > q.value:
            yield Fault(
                (*at, "parts", name), f"the part {name!r} ({part:g}) is more than the whole ({q.value:g})"
            )
    if q.per_clause and q.kind not in (QuantityKind.RATIO, QuantityKind.LUMP):
        yield Fault((*at, "per_clause"), "only a ratio or a lump is taken of a clause", "write `kind: ratio`")
    if q.ramp and (not q.period or min(q.ramp) < 1):
        yield Fault((*at, "ramp"), "a ramp needs a `period` and days from 1 on", "write `{1: 400, 6: 600}`")
    open_ended = [day for day, n in q.ramp.items() if isinstance(n, str)]
    if open_ended and (len(open_ended) > 1 or open_ended[0] != max(q.ramp) or len(q.ramp) < 2):
        what = "in a ramp, a rate without a number (`more`, `less`) stands last, after a number"
        yield Fault((*at, "ramp"), what, "write `{1: 400, 6: more}`")
    if q.bases and q.unit != "percent":
        yield Fault((*at, "bases"), "only a percentage has a base that grows", "write `unit: percent`")
    if q.kind is QuantityKind.SCHEDULE and q.value is not None and sum(q.schedule.values()) > q.value:
        total = sum(q.schedule.values())
        yield Fault((*at, "schedule"), f"the schedule adds up to {total:g}, more than {q.value:g}")


def _phase_in(anchor: str | None) -> int | None:
    return int(anchor.split(":")[1]) if anchor and anchor.startswith("phase:") else None
