"""The names that an `accord.yaml` uses, each held against what the file declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from truceline.accord.lines import meant
from truceline.accord.order_in_time import Fault, Path, clause_in, clause_key, deadlines, moments
from truceline.accord.shape import AccordShape, ClauseShape

__all__ = ["references"]

_UNNAMED = "unnamed"
"""Stands as obligor where the text names nobody."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A name as the file uses it: at `path`, for something of this kind."""

    path: Path
    kind: str
    name: str | None
    also: tuple[str, ...] = ()
    """What may stand here beside what is declared."""


def references(a: AccordShape) -> Iterator[Fault]:
    """Every name that leads nowhere: of actors, clauses, topics, measures, documents, day counts, sources."""
    known: dict[str, Sequence[str]] = {
        "actor": [x.id for x in a.actors],
        "clause": [c.id for c in a.clauses],
        "source": list(a.sources),
        "topic": list(a.topics),
        "measure": list(a.measures),
        "document": [d.id for d in a.documents],
        "day count": [d.id for d in a.day_counts],
    }
    keys = {clause_key(id) for id in known["clause"]}
    called = {name.casefold(): x.id for x in a.actors for name in (x.name, *x.names)}
    for use in _uses(a):
        if not use.name or use.name in (declared := [*known.get(use.kind, ()), *use.also]):
            continue
        if use.kind == "clause" and clause_key(use.name) in {*keys, *map(clause_key, use.also)}:
            continue
        if use.kind == "actor" and (id := called.get(use.name.casefold())):
            what = f"there is no actor {use.name!r}; it is called here by its id"
            yield Fault(use.path, what, f"did you mean {id!r}?")
        else:
            mend = meant(use.name, declared) or f"known: {', '.join(declared[:12])}"
            yield Fault(use.path, f"there is no {use.kind} {use.name!r}", mend)


def _uses(a: AccordShape) -> Iterator[_Use]:
    for i, actor in enumerate(a.actors):
        yield _Use(("actors", i, "party"), "actor", actor.party)
    for i, d in enumerate(a.documents):
        yield from _each(("documents", i, "by"), "actor", d.by)
        yield from _each(("documents", i, "sources"), "source", d.sources)
    for i, count in enumerate(a.day_counts):
        yield from _each(("day_counts", i, "holders"), "actor", count.holders)
        yield from _each(("day_counts", i, "sources"), "source", count.sources)
    for i, total in enumerate(a.totals):
        yield from _each(("totals", i, "clauses"), "clause", total.clauses)
        yield _Use(("totals", i, "measure"), "measure", total.measure)
    for i, rule in enumerate(a.rules):
        yield from _each(("rules", i, "clauses"), "clause", rule.clauses)
        yield from _each(("rules", i, "sources"), "source", rule.sources)
    for i, monitor in enumerate(a.monitors):
        yield _Use(("monitors", i, "actor"), "actor", monitor.actor)
        yield from _each(("monitors", i, "clauses"), "clause", monitor.clauses)
        yield from _each(("monitors", i, "sources"), "source", monitor.sources)
    for i, change in enumerate(a.changes):
        yield from _each(("changes", i, "by"), "actor", change.by)
        yield from _each(("changes", i, "clauses"), "clause", change.clauses)
        yield from _each(("changes", i, "sources"), "source", change.sources)
    parts = tuple(p.id for c in a.clauses for p in c.parts)
    for i, c in enumerate(a.clauses):
        yield from _of_clause(c, ("clauses", i), parts)
    for path, deadline in deadlines(a):
        for field, m in moments(deadline):
            yield _Use((*path, *field), "clause", m.condition_clause)
            yield _Use((*path, *field), "clause", clause_in(m.anchor))
        yield _Use((*path, "condition_clause"), "clause", deadline.condition_clause)


def _of_clause(c: ClauseShape, at: Path, parts: tuple[str, ...]) -> Iterator[_Use]:
    yield from _each((*at, "obligors"), "actor", c.obligors, (_UNNAMED,))
    yield from _each((*at, "beneficiaries"), "actor", c.beneficiaries)
    yield from _each((*at, "verifiers"), "actor", c.verifiers)
    yield from _each((*at, "sources"), "source", c.sources)
    yield from _each((*at, "topics_also"), "topic", c.topics_also)
    yield from _each((*at, "depends_on"), "clause", c.depends_on)
    yield from _each((*at, "replaces"), "clause", c.replaces)
    yield from _each((*at, "carries"), "clause", c.carries)
    for name in c.shares:
        yield _Use((*at, "shares", name), "obligor", name, tuple(c.obligors))
    yield _Use((*at, "topic"), "topic", c.topic)
    yield _Use((*at, "document"), "document", c.document)
    if c.quantity:
        yield _Use((*at, "quantity", "per_clause"), "clause", c.quantity.per_clause, parts)
        yield _Use((*at, "quantity", "measure"), "measure", c.quantity.measure)
        for name in c.quantity.measured_from:
            yield _Use((*at, "quantity", "measured_from", name), "actor", name)
    for j, part in enumerate(c.parts):
        yield _Use((*at, "parts", j, "measure"), "measure", part.measure)
    for j, r in enumerate(c.readings):
        yield from _each((*at, "readings", j, "holders"), "actor", r.holders)
        yield from _each((*at, "readings", j, "sources"), "source", r.sources)
        yield _Use((*at, "readings", j, "day_count"), "day count", r.day_count)


def _each(path: Path, kind: str, names: Iterable[str], also: tuple[str, ...] = ()) -> Iterator[_Use]:
    return (_Use((*path, j), kind, name, also) for j, name in enumerate(names))
