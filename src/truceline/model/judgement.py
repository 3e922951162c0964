"""What a person decided. Judgements supersede; nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Decision(StrEnum):
    """What a judgement does to its subject."""

    ADD = "add"
    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    NOT_THE_SAME = "not-the-same"
    GRADE = "grade"
    NOTE = "note"
    WITHDRAW = "withdraw"
    UNDO = "undo"


class SubjectKind(StrEnum):
    """What a judgement is about."""

    REPORT = "report"
    CLAIM = "claim"
    FIGURE = "figure"
    LINEAGE = "lineage"
    FINDING = "finding"
    STANDING = "standing"
    ENTITY = "entity"
    SOURCE = "source"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about one subject.

    `made_at` is an instant (ISO 8601, UTC) and the time from which it is known. `change`
    holds what a correction sets (field name -> new value) or, for `add`, the new claim.
    A standing's subject is "CLAUSE" or "CLAUSE@DATE"; `change` then holds state and evidence.
    """

    id: str
    decision: Decision
    kind: SubjectKind
    subject: str
    by: str
    made_at: str
    reason: str = ""
    change: dict[str, object] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    """The further subjects of a merge, split or not-the-same."""

    @property
    def known_on(self) -> str:
        return self.made_at[:10]

    @property
    def signed(self) -> str:
        """Who decided, when and why, in words: "by A. Monitor on 2025-03-10: the outlet misquotes"."""
        return f"by {self.by} on {self.known_on}" + (f": {self.reason}" if self.reason else "")
