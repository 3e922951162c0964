"""What a brief is made from: values of `model/` only, all worked out for one pair of dates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from truceline.model.accord import Accord
from truceline.model.brief import BoardRow
from truceline.model.reading import Reading
from truceline.model.report import Handling, Report, Withhold
from truceline.model.span import Span
from truceline.model.standing import Standing
from truceline.model.weighing import Finding, Lineage, Value, Weighing

__all__ = ["BriefInput", "within_level"]


@dataclass(frozen=True, slots=True)
class BriefInput:
    """The material of one brief.

    `standings` holds every clause as of `as_of`; where a clause is given more than once (under
    several readings) the first is the one told, the others give their dates beside it. `before`
    holds the clauses as of `since`. For the picture, either `by_day` pairs a day (YYYY-MM-DD) with the
    clauses on it, or `board` gives the rows as they are drawn. `due` may name what falls due next, in order; without it, that is taken from the
    dates of `standings` within `horizon_days`. `confirmed` holds ids of claims that a person
    confirmed. Everything should already be worked out from reports within `level`; whatever
    still rests on a report above it is left out (see `within_level`).
    """

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    weighing: Weighing
    as_of: str
    known_at: str
    accord: Accord | None = None
    standings: tuple[Standing, ...] = ()
    before: tuple[Standing, ...] = ()
    by_day: tuple[tuple[str, tuple[Standing, ...]], ...] = ()
    board: tuple[BoardRow, ...] = ()
    """The picture's rows where they are worked out already (from reports within `level`); else from `by_day`."""
    due: tuple[Standing, ...] = ()
    since: str | None = None
    level: Handling = Handling.SHAREABLE
    confirmed: frozenset[str] = frozenset()
    horizon_days: int = 21
    withhold: Withhold = Withhold.MINORS
    """Whose names are left out."""


def within_level(given: BriefInput) -> BriefInput:
    """`given` without any report above its level, and without anything that rests on one.

    A standing, a finding or a lineage that any hidden report took part in is left out whole:
    what it would be without that report is not for the brief to work out.
    """
    shown = {r.id for r in given.reports if r.handling.within(given.level)}
    hidden = {r.id for r in given.reports} - shown
    if not hidden:
        return given

    def clean(standing: Standing) -> bool:
        spans = [s for x in standing.signals for s in x.spans]
        spans += [s for step in standing.trace for s in step.spans]
        spans += [s for step in standing.trace for x in step.signals for s in x.spans]
        reports = {x.report for x in standing.signals} | {s.report for s in spans}
        return not reports & hidden

    return replace(
        given,
        reports=tuple(r for r in given.reports if r.id in shown),
        readings=tuple(r for r in given.readings if r.report in shown),
        weighing=_weighing(given.weighing, hidden),
        standings=tuple(s for s in given.standings if clean(s)),
        before=tuple(s for s in given.before if clean(s)),
        by_day=tuple((d, tuple(s for s in day if clean(s))) for d, day in given.by_day),
        due=tuple(s for s in given.due if clean(s)),
    )


def _weighing(weighing: Weighing, hidden: set[str]) -> Weighing:
    def spans(value: Value) -> tuple[Span, ...]:
        return tuple(e.span for e in value.evidence)

    def lineage_clean(lineage: Lineage) -> bool:
        return not any(m.report in hidden for m in lineage.members)

    def finding_clean(finding: Finding) -> bool:
        return not any(s.report in hidden for v in finding.values for s in spans(v))

    return Weighing(
        lineages=tuple(x for x in weighing.lineages if lineage_clean(x)),
        findings=tuple(f for f in weighing.findings if finding_clean(f)),
        entities=(),
    )
