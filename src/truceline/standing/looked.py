"""What those who look for themselves tell: access refused, nothing seen, an occurrence found."""

from __future__ import annotations

from truceline.model.accord import HolderRole
from truceline.model.standing import EvidenceLevel
from truceline.standing.asked import Asked, Verdict
from truceline.standing.grounds import K, not_established

__all__ = ["access", "incidents"]


def incidents(q: Asked, v: Verdict, since: str) -> None:
    """Occurrences that bear on the clause, and looks that found none: noted, and no word on whose
    breach it is. An occurrence that was found establishes itself, not how the clause stands."""
    for w in () if q.quiet else q.tally.of(K.INCIDENT):
        if w.last_on >= since:
            found = w.role is HolderRole.VERIFIER and w.named is not None
            how = "found" if found else "reported"
            about = f", {w.last.about}" if w.last.about else ""
            v.noted(f"incident {how} by {w.last.holder} on {w.last_on}{about}")
    told = [w for w in q.tally.of(K.INCIDENT) if w.last_on >= since]
    if told:
        v.because("incident", "an occurrence is told or found; that is no finding of whose doing it is", told)
    none = [w for w in q.tally.of(K.OBSERVED_NONE) if w.last_on >= since]
    for w in () if q.quiet else none:
        v.noted(f"observed none by {w.last.holder} on {w.last_on}{' ' if w.last.about else ''}{w.last.about}")
    if told and v.evidence is EvidenceLevel.SILENT:
        v.deciding = list(told)
        v.evidence = not_established(told, q.accord, q.clause, own=False)


def access(q: Asked, v: Verdict) -> Verdict:
    """Whoever could not look cannot say that there was nothing."""
    refused = q.tally.of(K.NO_ACCESS)
    if refused and v.evidence is EvidenceLevel.SILENT:
        v.evidence, v.deciding = EvidenceLevel.NO_ACCESS, list(refused)
        v.because("no access", "those who were to look could not", refused)
    elif refused:
        v.noted(f"no access for {refused[0].last.holder}")
        v.because("no access", "those who were to look could not everywhere", refused)
    return v
