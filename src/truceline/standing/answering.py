"""How a charge is answered: what counts as an answer only after the charge, and who calls another's words untrue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from truceline.model.accord import BESIDE, Accord, Clause, HolderRole, SignalKind
from truceline.model.match import contains, fold
from truceline.model.reading import Claim, Manner, Stance
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.model.weighing import Lineage
from truceline.standing.pieces import outside
from truceline.standing.sides import Sides

__all__ = ["Answers"]

K = SignalKind
_NEAR = 2
"""An answer stands beside a charge in its paragraph or the next."""
_UNTRUE = {
    K.PERFORMED: K.NOT_PERFORMED,
    K.COMPLETED: K.NOT_PERFORMED,
    K.BEGUN: K.NOT_PERFORMED,
    K.BREACH_ALLEGED: K.DENIED,
}
"""What is said of a clause by who calls untrue what is told of it."""


class _Hearing(Protocol):
    """What is known of whoever speaks, and how a signal is made."""

    lineage: dict[tuple[str, str], Lineage]
    sides: Sides

    def holder(self, claim: Claim, line: Lineage | None) -> tuple[str | None, str | None]: ...

    def role(self, claim: Claim, line: Lineage | None, clause: Clause, kind: SignalKind) -> HolderRole: ...

    def made(
        self,
        claim: Claim,
        line: Lineage | None,
        clause: Clause,
        kind: SignalKind,
        rule: str,
        spans: tuple[Span, ...],
        role: HolderRole,
    ) -> Signal: ...


class Answers:
    """The answers in the reports of a case, whose claims come one after the other."""

    def __init__(self, accord: Accord, claims: Iterable[Claim], room: _Hearing) -> None:
        self._room = room
        self._clauses = {c.id: c for c in accord.clauses}
        self._answering = frozenset(w.id for w in accord.watches if w.answers)
        self._untrue = contains(accord.offices.untrue)
        self._told = {(c.report, c.id): c for c in claims}
        self._alleged: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        """By report, by clause: the interest that alleged a breach last, of what was gone through, and in which
        paragraph."""

    def of(self, claim: Claim, meant: Iterable[Signal]) -> list[Signal]:
        """The signals of a claim that may stand after what the same report told before it. A denial that
        does not say of what answers the allegation before it, of those who owe the clause."""
        alleged, at = self._alleged[claim.report], self._room.sides.block(claim)
        out = [s for s in meant if s.rule not in self._answering or self._stands(s, alleged, at)]
        line = self._room.lineage.get((claim.report, claim.id))
        party = self._room.holder(claim, line)[1]
        if claim.stance is Stance.DENIES and party and not any(s.kind is K.DENIED for s in out):
            for id, (by, _) in alleged.items() if line is None or line.vouched else ():
                if party in self._clauses[id].obligors and by != f"party:{party}":
                    out.append(self._said(claim, id, K.DENIED, f"denied-in-answer/{id}"))
        out += self._called_untrue(claim, out)
        alleged.update((s.clause, (s.interest, at)) for s in out if s.kind is K.BREACH_ALLEGED)
        return out

    @staticmethod
    def _stands(s: Signal, alleged: Mapping[str, tuple[str, int]], at: int) -> bool:
        """Whether an answer has a charge to answer; one that need not name it, right beside it and of another."""
        if s.clause not in alleged:
            return False
        by, where = alleged[s.clause]
        return not s.rule.startswith(BESIDE) or (by != s.interest and at - where < _NEAR)

    def _called_untrue(self, claim: Claim, own: Sequence[Signal]) -> list[Signal]:
        """What another says who tells the words of a claim and calls them untrue: that what it tells as done is not,
        and that what it charges is not so."""
        outer = self._told.get((claim.report, claim.nested_in or ""))
        if outer is None or outer.manner is Manner.OWN or not any(s.kind in _UNTRUE for s in own):
            return []
        inner = list(claim.content)
        around = "".join(
            fold(x.quote[a - x.start : b - x.start]) for x in outer.content for a, b in outside(x, inner)
        )
        line = self._room.lineage.get((outer.report, outer.id))
        if (line is not None and not line.vouched) or not (
            outer.stance is Stance.DENIES or self._untrue.fits(around)
        ):
            return []
        party = self._room.holder(outer, line)[1]
        said = [
            self._said(outer, s.clause, _UNTRUE[s.kind], f"untrue/{s.rule}")
            for s in own
            if s.kind in _UNTRUE and s.party != party
        ]
        wanted = {K.DENIED: HolderRole.OBLIGOR, K.NOT_PERFORMED: HolderRole.COUNTERPART}
        return [s for s in said if s.role is wanted[s.kind]]

    def _said(self, claim: Claim, clause: str, kind: SignalKind, rule: str) -> Signal:
        line, owed = self._room.lineage.get((claim.report, claim.id)), self._clauses[clause]
        role = self._room.role(claim, line, owed, kind)
        return self._room.made(claim, line, owed, kind, rule, claim.content, role)
