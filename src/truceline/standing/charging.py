"""Whether the words of a side charge another: they name it, or a foe, and not the side itself first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from truceline.model.accord import (
    ANSWER,
    Accord,
    AliasKind,
    Clause,
    HolderRole,
    Role,
    SignalKind,
    Watch,
)
from truceline.model.match import fold
from truceline.model.reading import Claim, Figure, Manner, MentionType, Stance
from truceline.model.standing import Signal
from truceline.standing.roles import is_state
from truceline.standing.rules import Piece

__all__ = ["charges", "each_side", "in_return", "mutual"]

_SUFFERED = re.compile(r" (?:by|from|under|against|at the hands of) ")
"""Between a side and its foe: what is told of the side first was done to it."""
_AIMED = re.compile(
    r" (?:against|(?:attack|fire|fired|firing|strike|strikes|assault|raid|raids|shots?) (?:at|on|upon))(?: the)? $"
)
"""Before a side: what is told was done to it."""
_QUOTED = (Manner.DIRECT, Manner.MIXED)


def charges(
    accord: Accord,
    nouns: Mapping[str, tuple[str | None, str | None]],
    clause: Clause,
    party: str | None,
    claim: Claim,
    piece: Piece,
    watch: Watch,
    figures: Iterable[Figure] = (),
) -> bool:
    """Whether `party`, whose claim this is, tells of what another of those bound does. What one side alone owes
    may be laid at its door where nobody else is named (unless the rule is strict); `nouns` are common nouns for a side."""
    sides = {*accord.parties, *accord.bound}
    if party not in sides or any(_of_long_before(f, accord, piece) for f in figures):
        return False
    quoted = claim.manner in _QUOTED
    others = {e.id for e in accord.vocabulary.entities if Role.PARTY in e.roles}
    foes = _any_of((*watch.foes, *(watch.foes_quoted if quoted else ())))
    theirs = [
        at
        for e in (sides | others).union(clause.obligors) - {party} - _owed_to(clause, sides)
        for at in _stand(piece, e, nouns)
        if not _AIMED.search(piece.folded, 0, at + 1)
    ]
    # Where its words are retold, who tells them names the side itself by a noun that would be a foe's in its own.
    itself = [] if quoted else _stand(piece, party, nouns)
    theirs += [
        m.start()
        for m in foes.finditer(piece.folded)
        if m.start() not in itself and m.start() not in {_noun_of(piece.folded, at) for at in itself}
    ]
    theirs += _speaking_for(accord, party, piece)
    owing = sides.intersection(clause.obligors) - {party}
    states = [e for e in sides if is_state(accord, e)]
    if watch.forces and not theirs and len(states) == 1 and states[0] in owing:
        theirs += [m.start() for m in _any_of(watch.forces).finditer(piece.folded)]
    own = [
        m.start() for m in _any_of((*watch.own, *(() if quoted else watch.own_told))).finditer(piece.folded)
    ] + [at for at in _stand(piece, party, nouns) if not foes.match(piece.folded, _noun_of(piece.folded, at))]
    if claim.stance is Stance.ACCUSES:  # whoever accuses, accuses another
        return bool(theirs) or (len(owing) == 1 and not any(_is_party(accord, e) for e in piece.entities))
    if own and watch.suffered and _any_of(watch.suffered).search(piece.folded, min(own)):
        return min(own) < min(theirs) if theirs else len(owing) == 1
    if not theirs:
        return not (own or watch.strict) and len(sides.intersection(clause.obligors)) == 1
    first = min(theirs)
    return not own or min(own) >= first or _SUFFERED.search(piece.folded, min(own), first + 1) is not None


def _owed_to(clause: Clause, sides: set[str]) -> set[str]:
    """The sides to which a duty is owed, and which owe none of it: it is not they who break it."""
    return sides.intersection(clause.beneficiaries) - {*clause.obligors}


def _noun_of(folded: str, at: int) -> int:
    """Where a form that stands at a place begins behind its article."""
    return at + len(" the") if folded.startswith(" the ", at) else at


def _speaking_for(accord: Accord, party: str, piece: Piece) -> list[int]:
    """Where a place stands for another side: it is the subject, and so no place where something happens ("Arn has
    launched no programme")."""
    sides = {*accord.parties, *accord.bound} - {party}
    return [
        0
        for e in accord.vocabulary.entities
        if e.party in sides
        for a in e.aliases
        if a.kind is AliasKind.METONYM and piece.folded.startswith(fold(a.text))
    ]


def _is_party(accord: Accord, entity: str) -> bool:
    known = accord.vocabulary.entity(entity)
    return known is not None and known.type is MentionType.PARTY


def _of_long_before(figure: Figure, accord: Accord, piece: Piece) -> bool:
    """Whether a sum told in the words counts from before the agreement: the dead of a whole war charge nobody with
    breaking the truce that ended it. A sum without a beginning does, unless words tell since when."""
    if not figure.cumulative or not figure.span.overlaps(piece.span):
        return False
    return figure.window < accord.start if figure.window else " since " not in piece.folded


def in_return(found: Iterable[Signal]) -> list[Signal]:
    """The signals of one claim without the answers of who charges in return; nor has anybody but who owes a deed
    put it off in the words that charge with dragging it out."""
    found = list(found)
    charged = {s.clause for s in found if s.kind is SignalKind.BREACH_ALLEGED}
    return [s for s in found if s.clause not in charged or not (s.rule.startswith(ANSWER) or _blamed(s))]


def _blamed(signal: Signal) -> bool:
    return signal.kind is SignalKind.POSTPONED and signal.role is not HolderRole.OBLIGOR


def mutual(claim: Claim, watch: Watch) -> bool:
    """Whether each side is told to accuse the other."""
    if not watch.mutual:
        return False
    folded = fold(claim.words)
    if watch.traded and _any_of(watch.traded).search(folded):
        return True
    if claim.stance is not Stance.ACCUSES:
        return False
    several = watch.each_other and _any_of(watch.each_other).match(folded)
    return bool(several) or _is_each(claim, watch)


def _is_each(claim: Claim, watch: Watch) -> bool:
    return fold(claim.holder or "").strip() in watch.mutual


def each_side(
    accord: Accord, clause: Clause, claim: Claim, watch: Watch, signal: Signal
) -> tuple[Signal, ...]:
    """The signal; where each side accuses the other in one breath, one of each that owes the clause."""
    owing = [o for o in clause.obligors if o in accord.parties]
    each = mutual(claim, watch)
    told = each or (signal.kind is SignalKind.BREACH_ALLEGED and _is_each(claim, watch))
    if (signal.party and not each) or not told or len(owing) < 2:
        return (signal,)
    name = accord.labels
    return tuple(
        replace(signal, holder=name.get(o, o), party=o, entity=o, role=HolderRole.COUNTERPART) for o in owing
    )


def _stand(piece: Piece, side: str, nouns: Mapping[str, tuple[str | None, str | None]]) -> list[int]:
    """Where words for a side stand."""
    names = (*piece.entities.get(side, ()), *(f" {n} " for n, (_, of) in nouns.items() if of == side))
    return [at for n in names if n.strip() and (at := piece.folded.find(n)) >= 0]


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some words in folded ones."""
    plain = (re.escape(w).replace(r"\*", r"\S*").replace(r"\ ", " ") for w in words)
    return re.compile(f" (?:{'|'.join(plain)})(?= )")
