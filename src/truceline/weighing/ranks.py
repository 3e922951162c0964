"""Findings in the order in which a reader should meet them, each question once."""

from __future__ import annotations

from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict

_KINDS = list(QuestionKind)
_TELLING = (Verdict.CONTESTED, Verdict.DIFFERING)


Rank = tuple[int, int, bool, int, str, str]


def rank(found: Finding) -> Rank:
    """The most contested first, then those that differ without a reason, then with one; within each,
    those with more independent origins, and those that the agreement counts or speaks of."""
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


class Told:
    """Which claims stand together in which findings."""

    def __init__(self) -> None:
        self._by_claim: dict[str, set[str]] = {}
        self.ids: set[str] = set()
        """The findings noted."""

    def put(self, found: Finding) -> None:
        """Note the claims of a finding."""
        self.ids.add(found.id)
        for claim in claims_of(found):
            self._by_claim.setdefault(claim, set()).add(found.id)

    def drop(self, found: Finding) -> None:
        """Forget the claims of a finding."""
        self.ids.discard(found.id)
        for claim in claims_of(found):
            of = self._by_claim.get(claim)
            if of is not None:
                of.discard(found.id)
                if not of:
                    del self._by_claim[claim]

    def untold(self, account: Finding) -> bool:
        """Whether an account put together by its words is told by no other question already: it has a
        conflict of its own, or sets claims side by side that nothing else does."""
        if account.verdict in _TELLING:
            return True
        claims = claims_of(account)
        return not claims or not set.intersection(*(self._by_claim.get(c, set()) for c in claims))


def claims_of(found: Finding) -> set[str]:
    """The claims on which a finding rests."""
    return {e.claim for v in found.values for e in v.evidence if e.claim}
