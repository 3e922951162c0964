"""From the checked shape of `accord.yaml` to an `Accord`, with each title found in its text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from truceline.accord import shape as s
from truceline.accord.lines import Node, child, line_of
from truceline.accord.phrase import moment
from truceline.errors import AccordError
from truceline.model.accord import (
    Accord,
    Actor,
    Change,
    Clause,
    DayCount,
    Deadline,
    Document,
    Moment,
    Monitor,
    Part,
    Phase,
    Quantity,
    RivalReading,
    Rule,
    Source,
    Total,
    Vocabulary,
    Watch,
)
from truceline.model.span import Span

__all__ = ["TITLE_LOST", "TITLE_MEND", "accord_of", "moment_of", "title_place"]

TITLE_LOST = "the title does not stand in the file word for word, so that nothing can point to it"
TITLE_MEND = "write it on one line, without backslashes or doubled quotation marks"


def accord_of(
    shape: s.AccordShape,
    nodes: Node,
    text: str,
    file: Path,
    vocabulary: Vocabulary,
    watches: tuple[Watch, ...],
) -> Accord:
    """The accord that `shape` describes; clause spans point into `text` (report "accord:NAME")."""
    clauses = tuple(_clause(c, _span(shape.id, text, nodes, i, c, file)) for i, c in enumerate(shape.clauses))
    actors = tuple(
        Actor(a.id, a.name, tuple(a.roles), a.party or (a.id if "party" in a.roles else None), tuple(a.names))
        for a in shape.actors
    )
    return Accord(
        id=shape.id,
        name=shape.name,
        short_name=shape.short_name,
        review=shape.review,
        text_status=shape.text_status,
        parties=_having("party", actors),
        mediators=_having("mediator", actors),
        start=shape.start[:10],
        start_planned=shape.start_planned,
        start_actual=shape.start_actual,
        day_counts=tuple(
            DayCount(d.id, d.first, d.words, tuple(d.holders), tuple(d.sources)) for d in shape.day_counts
        ),
        phases=tuple(Phase(p.n, p.name, _maybe(p.start), p.length_days, p.contingent) for p in shape.phases),
        clauses=clauses,
        vocabulary=vocabulary,
        watches=watches,
        verifiers=_having("verifier", actors),
        sources=tuple(
            Source(key, v) if isinstance(v, str) else Source(key, v.address, v.note)
            for key, v in shape.sources.items()
        ),
        documents=tuple(
            Document(d.id, d.name, d.status, tuple(d.by), tuple(d.sources), d.confidence)
            for d in shape.documents
        ),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        labels={a.id: a.name for a in actors},
        signed=shape.signed,
        announced=shape.announced,
        ended=shape.ended,
        actors=actors,
        guarantors=_having("guarantor", actors),
        bound=_having("bound", actors),
        topics=tuple(shape.topics.items()),
        measures=tuple(shape.measures.items()),
        anchors=tuple((words, date[:10]) for words, date in shape.anchors.items()),
        monitors=tuple(
            Monitor(
                m.actor,
                m.words,
                tuple(m.clauses),
                m.access,
                m.until,
                m.counting,
                tuple(m.sources),
                m.confidence,
            )
            for m in shape.monitors
        ),
        rules=tuple(
            Rule(r.id, r.words, tuple(r.clauses), tuple(r.sources), r.confidence) for r in shape.rules
        ),
        changes=tuple(
            Change(
                c.id,
                c.kind,
                c.on,
                c.words,
                tuple(c.by),
                tuple(c.clauses),
                c.until,
                c.by_accord,
                tuple(c.sources),
                c.confidence,
                tuple(sorted(c.schedule.items())),
            )
            for c in shape.changes
        ),
        notes=tuple(shape.notes),
        totals=tuple(Total(t.id, t.words, tuple(t.clauses), t.measure) for t in shape.totals),
        text_read=shape.text_read,
    )


def moment_of(given: str | s.WhenShape | s.MomentShape) -> Moment:
    """A moment from its phrase, its phrase with a precondition, or its full form."""
    if isinstance(given, str):
        return moment(given)
    if isinstance(given, s.WhenShape):
        plain = moment(given.when)
        values = {name: getattr(plain, name) for name in Moment.__dataclass_fields__}
        values["condition"] = given.condition or plain.condition
        values["condition_clause"] = given.condition_clause
        values["condition_amount"] = given.condition_amount
        return Moment(**values)
    return Moment(
        given.kind,
        given.words,
        date=given.date,
        n=given.n,
        unit=given.unit,
        phase=given.phase,
        anchor=given.anchor,
        condition=given.condition,
        condition_clause=given.condition_clause,
        condition_amount=given.condition_amount,
        time=given.time,
        of=tuple(moment_of(m) for m in given.of),
    )


def title_place(nodes: Node, index: int, text: str, title: str) -> int | None:
    """Where the title of clause `index` begins in `text`; None where it does not stand there word for word."""
    node: Node = nodes
    for key in ("clauses", index, "title"):
        found = child(node, key)
        if found is None:
            return None
        node = found[1]
    at = node.at
    if text[at : at + 1] in "\"'":
        at += 1
    return at if text[at : at + len(title)] == title else None


def _span(name: str, text: str, nodes: Node, index: int, clause: s.ClauseShape, file: Path) -> Span:
    at = title_place(nodes, index, text, clause.title)
    if at is None:
        line = line_of(nodes, ("clauses", index, "title"))
        raise AccordError(TITLE_LOST, file=file, line=line, clause=clause.id, mend=TITLE_MEND)
    return Span.of(f"accord:{name}", text, at, at + len(clause.title))


def _clause(c: s.ClauseShape, span: Span) -> Clause:
    return Clause(
        id=c.id,
        title=c.title,
        span=span,
        obligors=tuple(c.obligors),
        deadline=_deadline(c.deadline),
        ref=c.ref,
        topic=c.topic,
        topics_also=tuple(c.topics_also),
        beneficiaries=tuple(c.beneficiaries),
        phase=c.phase,
        quantity=_quantity(c.quantity) if c.quantity else None,
        depends_on=tuple(c.depends_on),
        place=c.place,
        readings=tuple(
            RivalReading(
                r.id,
                r.words,
                tuple(r.holders),
                _deadline(r.deadline) if r.deadline else None,
                r.effect,
                r.day_count,
                tuple(r.sources),
                tuple(r.sets_aside),
                r.deed_on,
            )
            for r in c.readings
        ),
        verifiers=tuple(c.verifiers),
        notes=tuple(c.notes),
        doubts=tuple(c.doubts),
        sources=tuple(c.sources),
        confidence=c.confidence,
        settles=tuple(c.settles),
        kind=c.kind,
        document=c.document,
        shares=tuple(c.shares.items()),
        replaces=tuple(c.replaces),
        survives_suspension=c.survives_suspension,
        best_effort=c.best_effort,
        parts=tuple(Part(p.id, p.words, p.value, p.measure) for p in c.parts),
        carries=tuple(c.carries),
    )


def _deadline(d: s.DeadlineShape) -> Deadline:
    return Deadline(
        kind=d.kind,
        opens=_maybe(d.opens),
        due=_maybe(d.due),
        until=_maybe(d.until),
        every=d.every,
        condition=d.condition,
        condition_clause=d.condition_clause,
        begin_by=_maybe(d.begin_by),
        begins=d.begins,
        words=d.words,
    )


def _quantity(q: s.QuantityShape) -> Quantity:
    return Quantity(
        kind=q.kind,
        value=q.value,
        high=q.high,
        unit=q.unit,
        measure=q.measure,
        period=q.period,
        per=q.per,
        per_unit=q.per_unit,
        plus=q.plus,
        parts=tuple(q.parts.items()),
        schedule=tuple(sorted(q.schedule.items())),
        note=q.note,
        tests=tuple(q.tests),
        exceptions=tuple(q.exceptions.items()),
        applies_to=q.applies_to,
        measured_from=tuple(q.measured_from.items()),
        base=q.base,
        reference=q.reference,
        order=tuple(q.order),
        counts=tuple(q.counts),
        also_reported=tuple(q.also_reported),
        ramp=tuple(sorted((day, n) for day, n in q.ramp.items() if not isinstance(n, str))),
        then=next(((day, n) for day, n in q.ramp.items() if isinstance(n, str)), None),
        per_clause=q.per_clause,
        bases=tuple(sorted(q.bases.items())),
    )


def _maybe(given: str | s.WhenShape | s.MomentShape | None) -> Moment | None:
    return None if given is None else moment_of(given)


def _having(role: str, actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(a.id for a in actors if role in a.roles)
