"""Which clause a sentence tells of that no rule hears, by the sum of its words, and what it tells of it.

Each word of the sentence, and half as much of its paragraph, speaks for the clauses whose words it is, the more the
fewer they are. The clause for which most speaks is meant, where enough does. What is told of it (done, wanting, held,
refused, broken) is read from words that are the same for all duties, and from who says it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from ahocorasick_rs import AhoCorasick

from truceline.model.accord import Accord, Clause, ClauseKind, SignalKind
from truceline.model.match import contains, fold, group_of
from truceline.model.reading import Claim, Figure, Manner, Modality, Stance
from truceline.standing.grounds import standing_duty
from truceline.standing.put import ADVERSE, PLANNED, TELLING
from truceline.standing.rules import Piece

__all__ = ["NEAREST", "Nearest", "Told"]

K, M, S = SignalKind, Modality, Stance

NEAREST = "nearest/"
"""How the id of such a finding begins in place of a rule's."""
_AROUND = 0.5
"""How much a word of the paragraph tells beside one of the sentence."""
_HERE = 0.8
"""So much the sentence itself must tell by other words than names; 1 is a word that no other clause has."""
_NEXT = 0.9
"""A clause for which this share of the most speaks is meant, where what is told fits none before it."""
_SURE = 1.8
"""So much speaks for it that who owes it need not be named."""
_TITLES_ALONE = 1.3
"""How much more must speak for a clause where nobody wrote down how reports tell of it."""
_SPOKEN, _CLEAR, _NAMED = 2.0, 1.4, 1.2
"""So much speaks for a clause that is at least spoken of, so many times what speaks for the next, and so much of it in
the sentence itself by other words than names."""
_ENOUGH: Mapping[SignalKind, float] = {
    K.BREACH_ALLEGED: 1.7,
    K.NOT_PERFORMED: 2.0,
    K.PERFORMED: 2.2,
    K.COMPLETED: 2.2,
    K.REFUSED: 2.3,
    K.SUSPENDED: 2.3,
    K.DUTY_STATED: 3.0,
    K.PROMISED: 3.0,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of a clause."""

    clause: str
    kind: SignalKind
    admitted: bool = False
    """By who owes it, in words that own up to it."""


class _Words:
    """The words of all clauses, found in one look."""

    def __init__(self, words: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]) -> None:
        of: dict[str, dict[str, float]] = defaultdict(dict)
        for id, own in words:
            for word, weight in own:
                of[word][id] = weight
        self._many = max(len(words), 2)
        self._entities: dict[str, Mapping[str, float]] = {}
        self._expressions: list[tuple[str, re.Pattern[str], Mapping[str, float]]] = []
        """How each begins, and what speaks for which clauses where it stands."""
        pieces: dict[str, dict[str, float]] = defaultdict(dict)
        for word, clauses in of.items():
            group = group_of((word,))
            for e in group.entities:
                self._entities[e] = clauses
            for p in group.pieces:
                pieces[p].update(clauses)
            self._expressions += [
                (lead, x, clauses) for lead, x in zip(group.leads, group.expressions, strict=True)
            ]
        self._pieces = list(pieces.values())
        self._finder = AhoCorasick(tuple(pieces)) if pieces else None

    def weights(self, folded: str, entities: frozenset[str]) -> Mapping[str, float]:
        """By clause, how much words and names tell of it: each word once, by the best that it stands for; 1 is a word
        that no other clause has."""
        at: dict[str, dict[str, float]] = defaultdict(dict)
        if self._finder is not None:
            for n, start, _ in self._finder.find_matches_as_indexes(folded, overlapping=True):
                _most(at[folded[start + 1 : folded.find(" ", start + 1)]], self._pieces[n])
        for lead, expression, clauses in self._expressions:
            if lead in folded and (m := expression.search(folded)):
                _most(at[folded[m.start() + 1 : folded.find(" ", m.start() + 1)]], clauses)
        for e in entities & self._entities.keys():
            _most(at[f"@{e}"], self._entities[e])
        out: dict[str, float] = defaultdict(float)
        for clauses in at.values():
            telling = log(self._many / len(clauses)) / log(self._many)
            for c, weight in clauses.items():
                out[c] += telling * weight
        return out


@lru_cache(maxsize=16)
def _words_of(words: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]) -> _Words:
    return _Words(words)


class Nearest:
    """The words of an agreement's clauses, ready to be found."""

    def __init__(self, accord: Accord) -> None:
        self._more = _TITLES_ALONE if accord.assumed else 1.0
        self._sides = frozenset({*accord.parties, *accord.bound})
        self._clauses = {c.id: c for c in accord.clauses}
        self._cues = {name: contains(words) for name, words in accord.telling.cues.items()}
        self._words = _words_of(accord.telling.words)
        self._kept: dict[tuple[str, frozenset[str]], Mapping[str, float]] = {}

    def told(
        self, claim: Claim, piece: Piece, party: str | None, figures: Sequence[Figure] = ()
    ) -> Sequence[Told]:
        """What a sentence of a claim tells of the clause that it speaks of most; `party` is whose claim it is."""
        if piece.question or claim.stance is S.DENIES or claim.manner is Manner.UNSOURCED:
            return ()
        if claim.modality in (M.CONDITIONAL, M.POSSIBLE) or self._says("elsewhere", piece):
            return ()
        if self.no_charge(piece):
            return ()
        here = self._weights(piece.folded, frozenset(piece.entities))
        if not here:
            return ()
        around = self._weights(piece.around, piece.named)
        things = self._weights(piece.folded, frozenset())
        sums = {
            c: w + _AROUND * max(around.get(c, 0.0) - w, 0.0)
            for c, w in here.items()
            if things.get(c, 0.0) >= _HERE
        }
        best = sorted(sums, key=lambda c: (-sums[c], c))
        for id in best:
            if sums[id] < _NEXT * sums[best[0]]:
                break
            kind = self._kind(self._clauses[id], claim, piece, party, figures, sums[id])
            if kind is not None and sums[id] >= _ENOUGH[kind] * self._more:
                owning = kind in ADVERSE and party in self._clauses[id].obligors and self._admits(claim)
                return (Told(id, kind, owning),)
        if best and self._alone(best, sums) and things[best[0]] >= _NAMED:
            return (Told(best[0], K.SPOKEN_OF),)
        return ()

    def _alone(self, best: Sequence[str], sums: Mapping[str, float]) -> bool:
        """Whether so much speaks for the first of some clauses, and so much less for the next, that it is spoken of
        whatever is told."""
        first, second = sums[best[0]], sums[best[1]] if len(best) > 1 else 0.0
        return first >= _SPOKEN * self._more and first >= _CLEAR * second

    def _weights(self, folded: str, entities: frozenset[str]) -> Mapping[str, float]:
        kept = self._kept.get((folded, entities))
        if kept is None:
            kept = self._kept[(folded, entities)] = self._words.weights(folded, entities)
        return kept

    def _says(self, cue: str, piece: Piece) -> bool:
        return cue in self._cues and self._cues[cue].fits(piece.folded)

    def _kind(
        self,
        clause: Clause,
        claim: Claim,
        piece: Piece,
        party: str | None,
        figures: Iterable[Figure],
        weight: float,
    ) -> SignalKind | None:
        """What is told of a clause, None where nothing is."""
        lasts = standing_duty(clause, clause.deadline.kind)
        owing = self._sides.intersection(clause.obligors)
        wanting = self._says("not_done", piece) and not (
            self._says("whole", piece) and not self._says("not_whole", piece)
        )
        if party in owing and (wanting or self._says("breach", piece)) and self._admits(claim):
            return K.BREACH_ALLEGED if lasts else K.NOT_PERFORMED
        if claim.stance not in (*TELLING, S.REFUSES, S.PROMISES, S.ACCUSES):
            return None
        disinterested = party not in self._sides
        names = weight >= _SURE or not owing or bool(owing & {*piece.entities, *piece.named, party})
        banned = clause.kind is ClauseKind.BAN
        refuses = self._says("refused", piece) and (
            party in owing or (party is None and claim.stance is S.REFUSES)
        )
        if refuses and not banned and claim.modality is not M.OBLIGATION:
            return K.REFUSED
        if claim.stance is S.REFUSES or self._says("owed", piece):
            return K.DUTY_STATED
        if claim.modality in PLANNED or claim.modality is M.OBLIGATION:
            return K.PROMISED if party in owing else K.DUTY_STATED
        if lasts and not banned and self._says("suspended", piece):
            return K.SUSPENDED
        if not lasts and wanting and names:
            return K.NOT_PERFORMED
        if not names:
            return None
        if disinterested and lasts and self.finds(claim, piece, figures):
            return K.BREACH_ALLEGED
        if not lasts and self._says("whole", piece) and not self._says("not_whole", piece):
            return K.COMPLETED if clause.quantity is not None else K.PERFORMED
        if lasts:
            return K.PERFORMED if self._holds(claim, piece) else None
        return None

    def _holds(self, claim: Claim, piece: Piece) -> bool:
        if self._says("breach", piece):
            return False
        harm = self._says("harm", piece)
        return self._says("holding", piece) and (
            not harm or claim.modality is M.NEGATED or self._says("none", piece)
        )

    def _admits(self, claim: Claim) -> bool:
        return claim.cue is not None and self._cues["admits"].fits(fold(claim.cue.quote))

    def no_charge(self, piece: Piece) -> bool:
        """Whether the words tell of before the agreement, or judge that something is no breach of it."""
        return self._says("before", piece) or self._says("no_breach", piece)

    def finds(self, claim: Claim, piece: Piece, figures: Iterable[Figure]) -> bool:
        """Whether the words find a breach, and do not only count what is held to be one."""
        counted = any(f.span.overlaps(piece.span) for f in figures)
        plain = claim.modality in (M.ACTUAL, M.EVALUATIVE) and not self._says("none", piece)
        return plain and not counted and self._says("finding", piece)


def _most(of: dict[str, float], more: Mapping[str, float]) -> None:
    for c, weight in more.items():
        of[c] = max(of.get(c, 0.0), weight)
