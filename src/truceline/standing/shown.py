"""The word that a reader sees: a fixed function of state and evidence, printed in the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.standing import EvidenceLevel, State

__all__ = ["NOT_WATCHED", "NOT_YET_ASKED", "NO_REPORT", "WORDS", "shown", "word"]

WORDS = {
    State.NOT_DUE: "not due",
    State.IN_EFFECT: "in effect",
    State.DUE: "due",
    State.KEPT: "kept",
    State.KEPT_LATE: "kept late",
    State.OVERDUE: "overdue",
    State.BREACHED: "breached",
    State.SUSPENDED: "suspended",
    State.ENDED: "ended",
    State.SUPERSEDED: "superseded",
}

NO_REPORT, NOT_WATCHED = "unknown (no report)", "unknown (not watched)"
NOT_YET_ASKED = frozenset({State.NOT_DUE, State.SUSPENDED, State.ENDED, State.SUPERSEDED})
"""States in which the agreement asks for nothing, so that silence leaves nothing unknown."""


def word(state: State) -> str:
    """A state in words."""
    return WORDS[state]


def shown(state: State, evidence: EvidenceLevel, accusers: Sequence[str] = (), watched: bool = True) -> str:
    """What a reader sees, by the first rule that fits.

    `accusers` are the display names of the parties whose claims (or whose institutions' claims)
    are the only adverse evidence; empty where there is none, or where others say so too.
    Where no rule listens for what the clause asks (`watched` is False), silence is the machine's and not the reports'.
    """
    if evidence is EvidenceLevel.NO_ACCESS:
        return "unknown (no access)"
    if evidence is EvidenceLevel.CONTESTED:
        return "disputed"
    if evidence is EvidenceLevel.SILENT and state not in NOT_YET_ASKED:
        return NO_REPORT if watched else NOT_WATCHED
    if accusers:
        return f"breach alleged by {' and '.join(accusers)}"
    return word(state)
