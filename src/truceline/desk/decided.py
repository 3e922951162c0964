"""Judgements as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from truceline.model.judgement import Decision, Judgement, SubjectKind

__all__ = ["DID", "holding", "judgement_facts", "undone_by"]

DID = {
    Decision.ADD: "added a claim",
    Decision.CONFIRM: "confirmed",
    Decision.CORRECT: "corrected",
    Decision.REJECT: "rejected",
    Decision.MERGE: "merged",
    Decision.SPLIT: "split",
    Decision.NOT_THE_SAME: "said they are not the same",
    Decision.GRADE: "graded",
    Decision.NOTE: "noted",
    Decision.WITHDRAW: "marked as withdrawn",
    Decision.UNDO: "undid",
}


def judgement_facts(j: Judgement) -> dict[str, Any]:
    """A judgement as plain data, with what it did in a word."""
    return {
        "id": j.id,
        "decision": j.decision.value,
        "did": DID[j.decision],
        "kind": j.kind.value,
        "subject": j.subject,
        "others": list(j.others),
        "by": j.by,
        "made_at": j.made_at,
        "why": j.reason,
        "change": {k: v for k, v in j.change.items() if k != "bulk"},
        "bulk": str(j.change["bulk"]) if j.change.get("bulk") else None,
    }


def undone_by(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For each judgement that does not hold, the undo that took it back, itself holding."""
    out: dict[str, str] = {}
    for j in reversed(list(judgements)):
        if j.decision is Decision.UNDO and j.id not in out:
            out[j.subject] = j.id
    return out


def holding(judgements: Iterable[Judgement], kind: SubjectKind) -> list[Judgement]:
    """The judgements about one kind of subject that hold, in the order in which they were made."""
    made = list(judgements)
    gone = undone_by(made)
    return [j for j in made if j.kind is kind and j.id not in gone]
