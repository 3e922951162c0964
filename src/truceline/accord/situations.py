"""`cases.yaml`: what a lawyer expects of an accord when certain facts are given, as `Situation`s."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from truceline.accord.folder import load
from truceline.accord.lines import clause_of, examined, line_of, meant
from truceline.accord.places import CASES, folder_of
from truceline.accord.shape import Date
from truceline.errors import AccordError
from truceline.model.accord import (
    Accord,
    Actor,
    Clause,
    Expectation,
    Fact,
    HolderRole,
    SignalKind,
    Situation,
)
from truceline.model.standing import EvidenceLevel, Signal, State

__all__ = ["cases", "check_cases", "signals"]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FactShape(_Shape):
    """One fact: who is reported to say what of which clause.

    `on` is when it happened, `known` when it was published; `count` stands for an exact number:
    of the occasion on `on`, unless `so_far` says that it is a total.
    """

    clause: str
    kind: SignalKind
    who: str
    entity: str | None = None
    role: HolderRole | None = None
    on: Date | None = None
    known: Date
    count: float | None = None
    so_far: bool = False
    measure: str | None = None
    rate: Literal["hour", "day", "week", "month", "year"] | None = None
    low: float | None = None
    high: float | None = None
    origin: str | None = None
    anonymous: bool = False
    confirmed: bool = False
    shared: bool = False
    words: str = ""
    sources: list[str] = []


class ExpectShape(_Shape):
    """What is expected of one clause; a list holds every answer that is right."""

    clause: str
    state: Annotated[list[State], BeforeValidator(_listed)] = []
    evidence: Annotated[list[EvidenceLevel], BeforeValidator(_listed)] = []
    shown: Annotated[list[str], BeforeValidator(_listed)] = []
    never: Annotated[list[str], BeforeValidator(_listed)] = []
    opens: Date | None = None
    due: Date | None = None
    until: Date | None = None
    total: float | None = None
    last: Annotated[list[str], BeforeValidator(_listed)] = []
    notes: Annotated[list[str], BeforeValidator(_listed)] = []
    why: str = ""


class SituationShape(_Shape):
    """As of this date, knowing these facts, these clauses stand so."""

    name: str
    as_of: Date
    known_at: Date | None = None
    day_count: str | None = None
    reading: str | None = None
    why: str = ""
    sources: list[str] = []
    use: list[str] = []
    facts: list[FactShape] = []
    expect: list[ExpectShape] = Field(min_length=1)


class CasesShape(_Shape):
    """The whole of `cases.yaml`; `bundles` are facts that several situations use by name."""

    accord: str
    bundles: dict[str, list[FactShape]] = {}
    situations: list[SituationShape] = Field(min_length=1)


def cases(folder: Path) -> tuple[Situation, ...]:
    """The situations of an accord folder, in the order of its `cases.yaml`; () where it has none.

    Raises `AccordError` (file, line, clause) for the first thing that is wrong in the file.
    """
    found, errors = _examine(folder_of(folder), load(folder))
    if errors:
        raise errors[0]
    return found


def check_cases(folder: Path, accord: Accord) -> list[AccordError]:
    """Everything that is wrong in the `cases.yaml` of `folder`, if it has one."""
    return _examine(folder, accord)[1]


def signals(situation: Situation) -> tuple[Signal, ...]:
    """The facts of a situation as signals, one for one and in their order.

    They carry no spans, since no report was read; `report` and `claim` number them.
    """
    return tuple(
        Signal(
            clause=f.clause,
            kind=f.kind,
            rule="given",
            claim=f"fact:{n}",
            report=f"case:{situation.name}",
            spans=(),
            origin=f.origin,
            holder=f.who,
            role=f.role,
            party=f.party,
            entity=f.entity,
            anonymous=f.anonymous,
            on=f.on,
            known_on=f.known_on,
            low=f.low,
            high=f.high,
            confirmed=f.confirmed,
            dated=f.on is not None,
            cumulative=f.cumulative,
            measure=f.measure,
            rate=f.rate,
            shared=f.shared,
        )
        for n, f in enumerate(situation.facts, 1)
    )


def _examine(folder: Path, accord: Accord) -> tuple[tuple[Situation, ...], list[AccordError]]:
    file = folder / CASES
    if not file.is_file():
        return (), []
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), [AccordError("not UTF-8", file=file, mend="save the file as UTF-8")]
    shape, errors, nodes = examined(text, file, CasesShape)
    if shape is None:
        return (), errors
    for path, what, mend in _astray(shape, accord):
        line, clause = line_of(nodes, path), clause_of(nodes, path)
        errors.append(AccordError(what, file=file, line=line, clause=clause, mend=mend))
    if errors:
        return (), sorted(errors, key=lambda e: e.line or 0)
    bundles = {
        name: tuple(_fact(f, accord, f"{name}:{i}") for i, f in enumerate(facts, 1))
        for name, facts in shape.bundles.items()
    }
    return tuple(
        _situation(s, accord, bundles, line_of(nodes, ("situations", i)))
        for i, s in enumerate(shape.situations)
    ), []


_Found = list[tuple[tuple[str | int, ...], str, str | None]]


def _astray(shape: CasesShape, accord: Accord) -> _Found:
    found: _Found = []
    ids = [x for c in accord.clauses for x in (c.id, *(p.id for p in c.parts))]
    sources = [s.key for s in accord.sources]
    actors = [a.id for a in accord.actors]
    readings = [d.id for d in accord.day_counts] + [r.id for c in accord.clauses for r in c.readings]
    readings += accord.parties

    def known(path: tuple[str | int, ...], kind: str, name: str, names: list[str]) -> None:
        if name not in names:
            found.append((path, f"there is no {kind} {name!r}", meant(name, names)))

    if shape.accord != accord.id:
        found.append((("accord",), f"these cases are for {shape.accord!r}", f"write `accord: {accord.id}`"))
    facts: list[tuple[tuple[str | int, ...], FactShape]] = [
        (("bundles", name, i), f) for name, fs in shape.bundles.items() for i, f in enumerate(fs)
    ]
    names: set[str] = set()
    for i, s in enumerate(shape.situations):
        at = ("situations", i)
        if s.name in names:
            found.append(((*at, "name"), f"two situations are called {s.name!r}", "give each its own name"))
        names.add(s.name)
        if s.reading:
            known((*at, "reading"), "reading", s.reading, readings)
        if s.day_count:
            known((*at, "day_count"), "day count", s.day_count, [d.id for d in accord.day_counts])
        for j, name in enumerate(s.use):
            known((*at, "use", j), "bundle", name, list(shape.bundles))
        for j, key in enumerate(s.sources):
            known((*at, "sources", j), "source", key, sources)
        facts += [((*at, "facts", j), f) for j, f in enumerate(s.facts)]
        for j, e in enumerate(s.expect):
            known((*at, "expect", j, "clause"), "clause", e.clause, ids)
            if set(e.shown) & set(e.never):
                found.append(((*at, "expect", j), "the same words are expected and forbidden", None))
    for path, f in facts:
        known((*path, "clause"), "clause", f.clause, ids)
        if f.entity and f.entity not in actors:
            known((*path, "entity"), "actor", f.entity, actors)
        if not f.entity and not f.role:
            found.append((path, f"it is not said who {f.who!r} is", "add `entity: ...` or `role: outlet`"))
        if f.on and f.on[:10] > f.known[:10] and f.kind in _TOLD_AFTER:
            found.append(((*path, "on"), "it is known before it happens", "swap `on` and `known`"))
        if f.count is not None and (f.low is not None or f.high is not None):
            found.append((path, "`count` stands beside `low` or `high`", "give either"))
        for j, key in enumerate(f.sources):
            known((*path, "sources", j), "source", key, sources)
    return found


_TOLD_AFTER = {SignalKind.PERFORMED, SignalKind.BEGUN, SignalKind.NOT_PERFORMED, SignalKind.OBSERVED_NONE}


def _situation(
    s: SituationShape, accord: Accord, bundles: dict[str, tuple[Fact, ...]], line: int | None
) -> Situation:
    own = tuple(_fact(f, accord, f"{s.name}:{i}") for i, f in enumerate(s.facts, 1))
    return Situation(
        name=s.name,
        as_of=s.as_of,
        known_at=s.known_at or s.as_of,
        facts=(*(f for name in s.use for f in bundles[name]), *own),
        expect=tuple(
            Expectation(
                clause=e.clause,
                states=tuple(x.value for x in e.state),
                evidences=tuple(x.value for x in e.evidence),
                shown=tuple(e.shown),
                never=tuple(e.never),
                opens=e.opens,
                due=e.due,
                until=e.until,
                total=e.total,
                last=tuple(e.last),
                notes=tuple(e.notes),
                why=e.why,
            )
            for e in s.expect
        ),
        day_count=s.day_count,
        reading=s.reading,
        why=s.why,
        sources=tuple(s.sources),
        line=line,
    )


def _fact(f: FactShape, accord: Accord, place: str) -> Fact:
    """A fact with its role, its interest and its origin filled in; alone, it is its own origin."""
    actor = accord.actor(f.entity) if f.entity else None
    clause = _clause(f.clause, accord)
    count = f.count if f.count is not None else f.low if f.low is not None else f.high
    return Fact(
        clause=f.clause,
        kind=f.kind,
        who=f.who,
        role=f.role or _role(f.entity or "", f.kind, clause, accord),
        entity=f.entity,
        party=_interest(actor) if actor else None,
        on=f.on,
        known_on=f.known,
        origin=f.origin or place,
        low=f.count if f.count is not None else f.low,
        high=f.count if f.count is not None else f.high,
        cumulative=None if count is None else f.so_far or f.on is None,
        measure=f.measure or (clause.quantity.measure if count is not None and clause.quantity else None),
        rate=f.rate,
        anonymous=f.anonymous,
        confirmed=f.confirmed,
        shared=f.shared,
        words=f.words,
        sources=tuple(f.sources),
    )


def _clause(id: str, accord: Accord) -> Clause:
    """The clause of that id, or the one that has that part."""
    return next(c for c in accord.clauses if c.id == id or any(p.id == id for p in c.parts))


def _interest(actor: Actor) -> str | None:
    """The interest that an actor speaks for; an outlet speaks for none."""
    return actor.party or (None if set(actor.roles) <= {"outlet", "other"} else actor.id)


_ADVERSE = {SignalKind.NOT_PERFORMED, SignalKind.BREACH_ALLEGED}


def _role(entity: str, kind: SignalKind, clause: Clause, accord: Accord) -> HolderRole:
    """Who speaks, seen from the clause. Where both sides owe it, each speaks of the other's failing."""
    actor = accord.actor(entity)
    if actor is None:
        return HolderRole.OTHER
    sides = {*accord.parties, *accord.bound}
    own = {actor.id, actor.party}
    if own & set(clause.obligors):
        joint = len(sides & set(clause.obligors)) > 1
        return HolderRole.COUNTERPART if joint and kind in _ADVERSE else HolderRole.OBLIGOR
    if own & sides:
        return HolderRole.COUNTERPART
    if actor.id in clause.verifiers or "verifier" in actor.roles:
        return HolderRole.VERIFIER
    if "mediator" in actor.roles or "guarantor" in actor.roles:
        return HolderRole.MEDIATOR
    return HolderRole.OUTLET if "outlet" in actor.roles else HolderRole.OTHER
