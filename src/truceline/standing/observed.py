"""What observations mean for clauses, by a fixed table; see `docs/reference/observations.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from truceline.model.accord import Accord, Clause, HolderRole, SignalKind
from truceline.model.observation import Basis, Found, Observation
from truceline.model.standing import Signal
from truceline.standing.roles import is_verifier, role_of

__all__ = ["KINDS", "interest_of", "observed", "whole"]

K = SignalKind
KINDS: Mapping[Found, SignalKind] = {
    Found.NONE: K.OBSERVED_NONE,
    Found.INCIDENT: K.INCIDENT,
    Found.BREACH: K.BREACH_ALLEGED,
    Found.DONE: K.PERFORMED,
    Found.UNDER_WAY: K.BEGUN,
    Found.NOT_DONE: K.NOT_PERFORMED,
    Found.NO_ACCESS: K.NO_ACCESS,
    Found.ALLEGED: K.BREACH_ALLEGED,
    Found.DENIED: K.DENIED,
}
"""What is found -> the kind of signal. An inquiry, and what is found unsubstantiated, are none."""
_ADVERSE = (K.NOT_PERFORMED, K.BREACH_ALLEGED)


def observed(accord: Accord, observations: Iterable[Observation]) -> tuple[Signal, ...]:
    """The signals of observations, one for each clause that they name and the accord has."""
    return tuple(s for o in observations for s in _signals(accord, o))


def interest_of(accord: Accord, actor: str | None) -> str | None:
    """The party whose interest an actor of the accord or its vocabulary stands for."""
    if actor is None or actor in accord.parties:
        return actor
    known = accord.actor(actor)
    if known is not None:
        return known.party or (None if set(known.roles) <= {"outlet", "other"} else known.id)
    entity = accord.vocabulary.entity(actor)
    return entity.party if entity else None


def _signals(accord: Accord, o: Observation) -> Iterator[Signal]:
    kind = KINDS.get(o.found)
    if kind is None:
        return
    told = o.basis is Basis.TOLD and o.found is not Found.NO_ACCESS
    who, actor = (o.teller, o.teller_actor) if told else (o.by, o.actor)
    for name in o.clauses:
        clause = accord.clause(name) or whole(accord, name)
        if clause is None:
            continue
        party = interest_of(accord, actor)
        role = role_of(accord, clause, actor, party, adverse=kind in _ADVERSE)
        if role is HolderRole.VERIFIER and (told or not _finds(accord, clause, o)):
            role = HolderRole.OTHER  # what was told to somebody, or only heard, is no finding
        yield Signal(
            clause=name if accord.clause(name) is None else clause.id,
            kind=kind,
            rule=f"observation: {o.found.value}, {o.basis.value}",
            claim=o.report,
            report=o.report,
            spans=(o.span,),
            origin=o.report,
            holder=who or f"somebody who told {o.by}",
            role=role,
            party=party,
            entity=actor,
            anonymous=told and who is None,
            on=o.day,
            known_on=o.known_on,
            low=o.count,
            high=o.count,
            dated=True,
            cumulative=False if o.count is not None else None,
            measure=o.measure
            or (clause.quantity.measure if clause.quantity and o.count is not None else None),
            about=_about(accord, o),
        )


def _finds(accord: Accord, clause: Clause, o: Observation) -> bool:
    """Whether a verifier's own word is a finding: within its mandate, and not by ear alone."""
    by_ear = o.basis is Basis.HEARD and o.found is not Found.NO_ACCESS
    return not by_ear and is_verifier(accord, clause, o.actor, o.day)


def _about(accord: Accord, o: Observation) -> str:
    """Where it was, and whose doing, in the words of the observer."""
    whose = ""
    if o.found in (Found.INCIDENT, Found.BREACH):
        named = accord.labels.get(o.perpetrator, o.perpetrator) if o.perpetrator else "unknown"
        whose = f"perpetrator {named}"
    return ", ".join(x for x in (f"at {o.place}" if o.place else "", whose) if x)


def whole(accord: Accord, part: str) -> Clause | None:
    """The clause that a part belongs to."""
    return next((c for c in accord.clauses if any(p.id == part for p in c.parts)), None)
