"""Findings in the order in which a reader should meet them, each question once."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict

_KINDS = list(QuestionKind)
_TELLING = (Verdict.CONTESTED, Verdict.DIFFERING)


def ranked(findings: Sequence[Finding]) -> list[Finding]:
    """The most contested first, then those that differ without a reason, then with one; within each,
    those with more independent origins, and those that the agreement counts or speaks of."""
    return sorted(findings, key=_rank)


def _rank(found: Finding) -> tuple[int, int, bool, int, str, str]:
    origins = len({o for v in found.values for o in v.origins})
    return (
        _weight(found),
        -origins,
        not (found.measure or found.topics),
        _KINDS.index(found.kind),
        found.question,
        found.id,
    )


def _weight(found: Finding) -> int:
    if found.verdict is Verdict.CONTESTED:
        return 0
    if found.verdict is Verdict.DIFFERING:
        return 1 if found.reason in (Reason.UNEXPLAINED, Reason.DISPUTE, None) else 2
    return 4 if found.verdict is Verdict.SINGLE else 3


def untold(accounts: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """Accounts put together by their words that no other question tells already: one stays where it
    has a conflict of its own, or sets claims side by side that nothing else does."""
    told: dict[str, set[int]] = {}
    for n, other in enumerate(others):
        for value in other.values:
            for e in value.evidence:
                if e.claim:
                    told.setdefault(e.claim, set()).add(n)
    kept = []
    for account in accounts:
        claims = {e.claim for v in account.values for e in v.evidence if e.claim}
        together = set.intersection(*(told.get(c, set()) for c in claims)) if claims else set()
        if account.verdict in _TELLING or not together:
            kept.append(account)
    return kept
