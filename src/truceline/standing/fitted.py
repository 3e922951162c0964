"""What is asked of rules whose words were found: which of them stand back, and what else the words say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from truceline.model.accord import Clause, DeadlineKind, HolderRole, QuantityKind, SignalKind, Watch
from truceline.model.match import contains, fold
from truceline.model.reading import Claim, Figure, Stance
from truceline.standing.figured import part_of
from truceline.standing.rules import Piece

__all__ = ["accuses", "foremost", "part_alone", "whole"]

_ONE_DEED = (DeadlineKind.BY, DeadlineKind.WINDOW, DeadlineKind.EVENT)

_IN_PASSING = (SignalKind.DUTY_STATED, SignalKind.SPOKEN_OF)
"""What tells of no deed stands before no other rule."""


_AGAINST = (SignalKind.BREACH_ALLEGED, SignalKind.NOT_PERFORMED)


def foremost(fitting: tuple[Watch, ...]) -> tuple[Watch, ...]:
    """Of the rules that hear a sentence those that others do not stand before. A charge, and that a deed is
    wanting, are told beside whatever else the sentence tells, but for the deed itself done."""
    if all(w.spare or w.answers or w.signal in _IN_PASSING for w in fitting):
        return fitting
    deeds = [w for w in fitting if not (w.spare or w.answers or w.signal in _IN_PASSING)]
    told = {w.clause for w in deeds if w.signal is not SignalKind.BEGUN}
    return tuple(
        w for w in fitting if w.answers or not w.spare or (w.signal in _AGAINST and w.clause not in told)
    )


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


def part_alone(clause: Clause, piece: Piece, watch: Watch, figures: Iterable[Figure]) -> bool:
    """Whether a deed of which no number is owed, and so the whole, is told by a count alone: "800 soldiers
    left" does not say that all have; or, where the text says all, of some, or of "10 of 40"."""
    q = clause.quantity
    everyone = q is not None and q.kind is QuantityKind.ALL and q.value is None
    if (q is not None and not everyone) or clause.deadline.kind not in _ONE_DEED or not watch.whole:
        return False
    if everyone:
        if contains(watch.whole).fits(piece.folded):
            return False
        here = [f for f in figures if f.span.overlaps(piece.span)]
        parts = any(part_of(watch, piece, a, b) for a, b in permutations(here, 2))
        return parts or contains(watch.not_whole).fits(piece.folded)
    if contains(watch.whole).fits(piece.folded) and not contains(watch.not_whole).fits(piece.folded):
        return False
    asked = contains(tuple(w for p in watch.patterns for g in p.all for w in g))
    return any(
        f.mode == "done"
        and f.counted is not None
        and f.span.overlaps(piece.span)
        and asked.fits(fold(f.counted))
        for f in figures
    )


def accuses(claim: Claim, piece: Piece, watch: Watch, role: HolderRole) -> bool:
    """Whether the words call it a breach: what is only told as happening is an incident. What a party
    tells of the other's deed accuses, unless the rule is strict."""
    if not watch.accused_by or claim.stance is Stance.ACCUSES:
        return True
    if role is HolderRole.COUNTERPART and not watch.strict:
        return True
    return contains(watch.accused_by).fits(piece.folded, piece.entities)
