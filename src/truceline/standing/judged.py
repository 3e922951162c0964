"""What a person decided about a standing wins, and says whose decision it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.standing import EvidenceLevel, Standing, State, Step
from truceline.standing.shown import shown

__all__ = ["by_person", "judged"]


def judged(judgements: Iterable[Judgement], as_of: str, known_at: str) -> dict[str, Judgement]:
    """The last judgement on each clause's standing that holds on these dates."""
    known = [j for j in judgements if j.known_on <= known_at]
    gone = {j.subject for j in known if j.decision in (Decision.UNDO, Decision.WITHDRAW)}
    out: dict[str, Judgement] = {}
    for j in sorted(known, key=lambda j: j.made_at):
        if j.kind is not SubjectKind.STANDING or j.id in gone:
            continue
        if j.decision not in (Decision.CONFIRM, Decision.CORRECT, Decision.ADD, Decision.REJECT):
            continue
        clause, _, day = j.subject.partition("@")
        if as_of >= (day or j.known_on):
            out[clause] = j
    return out


def by_person(made: Standing, j: Judgement) -> Standing:
    """What a person decided wins, is called established and says whose decision it is."""
    signed = f"decided by {j.by} on {j.known_on}" + (f": {j.reason}" if j.reason else "")
    step = Step("judgement", signed, made.trace[0].spans)
    if j.decision is Decision.REJECT:
        evidence = EvidenceLevel.SILENT
        seen = shown(made.state, evidence)
        note = f"the machine's word was rejected by {j.by}"
        return replace(
            made, evidence=evidence, shown=seen, note=note, trace=(*made.trace, step), confirmed=True
        )
    state = State(str(j.change.get("state", made.state)))
    evidence = EvidenceLevel(str(j.change.get("evidence", EvidenceLevel.ESTABLISHED)))
    return replace(
        made,
        state=state,
        evidence=evidence,
        shown=shown(state, evidence),
        note=signed,
        holders=(j.by,),
        trace=(*made.trace, step),
        settle=(),
        confirmed=True,
    )
