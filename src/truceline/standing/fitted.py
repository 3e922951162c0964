"""What is asked of rules whose words were found: which of them stand back, and what else the words say."""

from __future__ import annotations

from truceline.model.accord import Clause, DeadlineKind, HolderRole, SignalKind, Watch
from truceline.model.match import contains
from truceline.model.reading import Claim, Stance
from truceline.standing.rules import Piece

__all__ = ["accuses", "foremost", "whole"]

_IN_PASSING = (SignalKind.DUTY_STATED, SignalKind.SPOKEN_OF)
"""What tells of no deed stands before no other rule."""


def foremost(fitting: tuple[Watch, ...]) -> tuple[Watch, ...]:
    """Of the rules that hear a sentence those that others do not stand before."""
    if all(w.signal in _IN_PASSING for w in fitting):
        return fitting
    return tuple(w for w in fitting if not w.spare)


def whole(clause: Clause, piece: Piece, watch: Watch) -> bool:
    """Whether a deed of which a single amount is owed is told as done to the end, without the amount; or one
    that is owed without day and amount, as done once and for all."""
    q = clause.quantity
    if q is None and clause.deadline.kind is DeadlineKind.NONE and watch.once:
        done = contains((*watch.once, *watch.whole)).fits(piece.folded)
        return done and not contains(watch.not_whole).fits(piece.folded)
    if q is None or q.period or q.value is None or q.parts or q.counts or not watch.whole:
        return False
    return contains(watch.whole).fits(piece.folded) and not contains(watch.not_whole).fits(piece.folded)


def accuses(claim: Claim, piece: Piece, watch: Watch, role: HolderRole) -> bool:
    """Whether the words call it a breach: what is only told as happening is an incident. What a party
    tells of the other's deed accuses, unless the rule is strict."""
    if not watch.accused_by or claim.stance is Stance.ACCUSES:
        return True
    if role is HolderRole.COUNTERPART and not watch.strict:
        return True
    return contains(watch.accused_by).fits(piece.folded, piece.entities)
