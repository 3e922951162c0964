"""Judgements as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from truceline.case.clashing import standing_decisions
from truceline.model.judgement import Decision, Judgement, SubjectKind

__all__ = ["DID", "holding", "judgement_facts"]

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


def holding(judgements: Sequence[Judgement], kind: SubjectKind) -> list[Judgement]:
    """The judgements about one kind of subject that hold, in the order in which they were made."""
    return [j for j in standing_decisions(judgements) if j.kind is kind]
