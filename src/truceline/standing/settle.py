"""What would settle a clause: the least evidence that would change how it stands, best first."""

from __future__ import annotations

from truceline.model.accord import TO_WATCH, Accord, Clause
from truceline.model.standing import MENTIONS, EvidenceLevel, State
from truceline.standing.grounds import Verdict

__all__ = ["settle"]

_SETTLED = (EvidenceLevel.ESTABLISHED,)


def settle(accord: Accord, clause: Clause, v: Verdict) -> tuple[str, ...]:
    """In words, the evidence that would change the cell, the accord's own suggestions first."""
    if v.evidence in _SETTLED or v.state in (State.ENDED, State.SUPERSEDED):
        return ()
    if v.state is State.NOT_DUE and v.evidence is not EvidenceLevel.CONTESTED:
        return ()
    names = accord.labels

    def called(id: str) -> str:
        actor = accord.actor(id)
        return actor.name if actor else names.get(id, id)

    out = list(clause.settles)
    verifiers = clause.verifiers or accord.verifiers
    if verifiers and not clause.settles:
        out.append(f"a finding by {called(verifiers[0])}")
    if v.evidence is EvidenceLevel.CONTESTED:
        named = {w.party for w in v.deciding if w.named is not None}
        unnamed = [o for o in clause.obligors if o not in named]
        if unnamed:
            out.append("a statement by name from " + " or ".join(called(o) for o in unnamed))
        if len(unnamed) < len(clause.obligors):
            out.append("an account by somebody who was there and is no party")
    if v.evidence is EvidenceLevel.ALLEGED:
        speaking = {w.party for w in v.deciding}
        silent = [o for o in clause.obligors if o not in speaking]
        if silent:
            out.append("a reply by " + " or ".join(called(o) for o in silent))
        out.append("a count or a report by anybody who is no party")
    mentioned = _mentioned(v)
    if clause.id in accord.unheard and (mentioned or v.evidence is EvidenceLevel.SILENT):
        return (*dict.fromkeys(out), f"it is not watched: {TO_WATCH}")
    if mentioned:
        out.append("a report that tells whether it was done")
    elif v.evidence is EvidenceLevel.SINGLE_ORIGIN:
        out.append("a second report that does not go back to the same origin")
    if v.evidence is EvidenceLevel.SILENT:
        out.append("any report that tells whether it was done")
    if v.evidence is EvidenceLevel.NO_ACCESS:
        out.append("access for those who are to look")
    return tuple(dict.fromkeys(out))


def _mentioned(v: Verdict) -> bool:
    """Whether those who decide only speak of it."""
    return bool(v.deciding) and all(w.kind in MENTIONS for w in v.deciding)
