"""What a person decided about a standing wins, and says whose decision it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.standing import EvidenceLevel, Standing, State, Step
from truceline.standing.shown import shown, word

__all__ = ["REJECTED", "by_person", "judged"]

_WORD = (Decision.CONFIRM, Decision.CORRECT, Decision.ADD, Decision.REJECT)
REJECTED = "unknown (rejected)"
"""What a reader sees of a standing that a person rejected without another in its place."""


def judged(judgements: Iterable[Judgement], as_of: str, known_at: str) -> dict[str, tuple[Judgement, ...]]:
    """The judgements on each clause's standing that hold on these dates, in the order in which they were made."""
    known = [j for j in judgements if j.known_on <= known_at]
    gone = {j.subject for j in known if j.decision in (Decision.UNDO, Decision.WITHDRAW)}
    out: dict[str, list[Judgement]] = defaultdict(list)
    for j in sorted(known, key=lambda j: j.made_at):
        clause, _, day = j.subject.partition("@")
        standing = j.kind is SubjectKind.STANDING and j.id not in gone and j.decision in _WORD
        if standing and as_of >= (day or j.known_on):
            out[clause].append(j)
    return {clause: tuple(made) for clause, made in out.items()}


def by_person(made: Standing, decisions: Sequence[Judgement]) -> Standing:
    """What a person decided last wins, is called established and says whose decision it is.

    A correction holds from its day on. A confirmation holds as long as the clause stands as it did when it
    was confirmed: nobody has confirmed what it became since. A rejection sets nothing in its place, and leaves the words to be read.
    """
    now = made
    for j in decisions:
        signed = f"decided by {j.by} on {j.known_on}" + (f": {j.reason}" if j.reason else "")
        step = Step("judgement", signed, made.trace[0].spans)
        if j.decision is Decision.REJECT:
            now = replace(
                made,
                evidence=EvidenceLevel.SILENT,
                shown=REJECTED,
                note=f"read as '{made.word}', rejected by {j.by} on {j.known_on}",
                trace=(*now.trace, step),
            )
        elif j.decision is Decision.CONFIRM and not _still(now, j):
            was = word(State(str(j.change["state"]))) if "state" in j.change else "on that day"
            lapsed = replace(step, says=f"{signed}: confirmed as '{was}'; it stands otherwise since")
            now = replace(now, trace=(*now.trace, lapsed))
        else:
            now = _decided(now, j, signed, step)
    return now


def _still(now: Standing, j: Judgement) -> bool:
    """Whether a clause stands as it did when a person confirmed it. Where that was not noted, it is known of
    the day of the decision alone."""
    if "state" in j.change:
        return j.change["state"] == now.state.value
    return now.as_of == (j.subject.partition("@")[2] or j.known_on)


def _decided(now: Standing, j: Judgement, signed: str, step: Step) -> Standing:
    state = State(str(j.change.get("state", now.state)))
    evidence = EvidenceLevel(str(j.change.get("evidence", EvidenceLevel.ESTABLISHED)))
    return replace(
        now,
        state=state,
        evidence=evidence,
        shown=shown(state, evidence),
        note=signed,
        holders=(j.by,),
        trace=(*now.trace, step),
        settle=(),
        confirmed=True,
    )
