"""Two people who decide otherwise on one thing: which decisions contradict, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.model.judgement import Decision, Judgement, SubjectKind

__all__ = ["contradicts", "not_seen", "opposed", "standing_decisions", "states"]

_PARTING = (Decision.MERGE, Decision.SPLIT, Decision.NOT_THE_SAME)
_WORD = (Decision.CONFIRM, Decision.CORRECT, Decision.REJECT, Decision.WITHDRAW)


def contradicts(later: Judgement, earlier: Judgement) -> bool:
    """Whether both cannot hold: one confirms or corrects what the other rejects or corrects otherwise, one puts
    together what the other keeps apart, or both grade one thing differently.

    To confirm what was corrected agrees with the correction; of a standing, where it confirms the state that was set.
    """
    if later.kind is not earlier.kind:
        return False
    if later.decision in _PARTING and earlier.decision in _PARTING:
        kinds = {later.decision, earlier.decision}
        shared = {later.subject, *later.others} & {earlier.subject, *earlier.others}
        return (
            Decision.MERGE in kinds
            and len(kinds) == 2
            and len(shared) >= (1 if Decision.SPLIT in kinds else 2)
        )
    if later.subject != earlier.subject:
        return False
    if later.decision is earlier.decision and later.decision in (Decision.CORRECT, Decision.GRADE):
        return any(later.change[k] != earlier.change[k] for k in later.change.keys() & earlier.change.keys())
    if later.decision is earlier.decision or later.decision not in _WORD or earlier.decision not in _WORD:
        return False
    if (later.decision, earlier.decision) != (Decision.CONFIRM, Decision.CORRECT):
        return True
    set_before = earlier.change.get("state") if later.kind is SubjectKind.STANDING else None
    return set_before is not None and later.change.get("state") != set_before


def standing_decisions(judgements: Iterable[Judgement], known_at: str | None = None) -> tuple[Judgement, ...]:
    """The judgements that hold: made by `known_at` (YYYY-MM-DD), not undone, and not overruled by a later one.

    Of two corrections or grades both stay: field by field the later one wins.
    """
    known = [j for j in judgements if known_at is None or j.known_on <= known_at]
    found = states(known)
    return tuple(j for j in known if j.decision is not Decision.UNDO and found[j.id][0] == "holds")


def opposed(new: Judgement, judgements: Sequence[Judgement]) -> list[Judgement]:
    """The decisions of others that hold and that a new one contradicts, in the order in which they were made."""
    held = standing_decisions(judgements)
    return [
        j
        for n, j in enumerate(held)
        if j.by.casefold() != new.by.casefold()
        and contradicts(new, j)
        and not any(contradicts(k, j) for k in held[n + 1 :])
    ]


def not_seen(
    made: Sequence[Judgement], judgements: Sequence[Judgement], over: Sequence[str]
) -> dict[str, list[Judgement]]:
    """By id of each new judgement: the decisions of others that it contradicts and that are none of `over`."""
    found = {new.id: opposed(new, judgements) for new in made}
    return {
        id: left
        for id, against in found.items()
        if (left := [j for j in against if not any(o and j.id.startswith(o) for o in over)])
    }


def states(judgements: Sequence[Judgement]) -> dict[str, tuple[str, str]]:
    """By judgement: "holds", or "undone" or "overruled" with the id of the judgement by which it is."""
    out: dict[str, tuple[str, str]] = {}
    for j in reversed(judgements):
        if j.decision is Decision.UNDO and j.id not in out:
            out[j.subject] = ("undone", j.id)
    later: dict[tuple[SubjectKind, str], list[Judgement]] = {}
    for j in reversed(judgements):
        if j.id in out:
            continue
        about = [(j.kind, s) for s in (j.subject, *j.others)]
        by = next((k for s in about for k in later.get(s, ()) if _overrules(k, j)), None)
        out[j.id] = ("overruled", by.id) if by else ("holds", "")
        for s in about:
            later.setdefault(s, []).append(j)
    return out


def _overrules(later: Judgement, earlier: Judgement) -> bool:
    """Of what was put together and kept apart, weighing itself lets the later win, pair by pair."""
    return later.decision in _WORD and later.decision is not earlier.decision and contradicts(later, earlier)
