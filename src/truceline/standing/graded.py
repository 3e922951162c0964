"""Why a standing has its grade of evidence, in words."""

from __future__ import annotations

from truceline.model.accord import HolderRole
from truceline.model.standing import EvidenceLevel, Standing

__all__ = ["why_graded"]

_NAMED = 4
_PLAIN = {
    EvidenceLevel.CONTESTED: "those who tell of it contradict each other",
    EvidenceLevel.ALLEGED: "only one side tells of it",
    EvidenceLevel.NO_ACCESS: "those who were to look could not",
}


def why_graded(s: Standing) -> str:
    """Who stands behind the grade, and why they count as so many; "" where nobody tells anything."""
    if s.evidence is EvidenceLevel.SILENT:
        return ""
    if s.confirmed:
        return "decided by a person"
    voices: dict[str, str] = {}
    for x in s.signals:
        voices.setdefault(x.interest, x.holder)
    names = ", ".join([*list(voices.values())[:_NAMED], *(["others"] if len(voices) > _NAMED else [])])
    if s.mentioned:
        return f"named by {names}; that says nothing of how it stands"
    if s.evidence is EvidenceLevel.CORROBORATED:
        return f"told by {len(voices)} who do not stand on one side: {names}" if len(voices) > 1 else ""
    if s.evidence is EvidenceLevel.SINGLE_ORIGIN:
        others = [h for h in s.holders if h not in voices.values()]
        counted = f"; counted with it: {', '.join(others[:_NAMED])}" if others else ""
        return f"all of it goes back to {names}{counted}" if len(voices) == 1 else ""
    if s.evidence is EvidenceLevel.ESTABLISHED:
        found = [x.holder for x in s.signals if x.role is HolderRole.VERIFIER and not x.anonymous]
        return (
            f"found by {found[0]}, whom the agreement names to verify"
            if found
            else "by the own word of who owes it"
        )
    return _PLAIN[s.evidence]
