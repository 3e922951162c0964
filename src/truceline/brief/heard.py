"""What a brief has told so far, so that nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sides import RELAYS
from truceline.model.match import fold
from truceline.model.reading import Claim, Manner

__all__ = ["Heard", "heard", "matter", "matter_of", "runs", "scant"]

_MARKS = '"“«‘'
_AGAIN = 0.75
"""The share of a statement's longer words that makes it the same as one told."""
_LEAST = 4
_LEAST_WITH_FIGURE = 3
_RUN = 7
"""Words in a row that two sentences share only where one tells the other again."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told: whose, by which words, and how many of what it counts."""

    side: str
    own: bool
    matter: frozenset[str]
    counts: frozenset[float]

    def repeats(self, told: Heard) -> bool:
        """Whether it adds nothing to what was told of that side, or where one of the two is only passed on,
        by an outlet in its own voice or a relay: nearly all its words and no other figure; or as many people
        harmed, or as many of the same things."""
        passed_on = self.own or told.own or RELAYS in (self.side, told.side)
        if self.side != told.side and not passed_on:
            return False
        shared = self.matter & told.matter
        if _figures(self.matter) - _figures(told.matter):
            return False
        if self.counts and self.counts <= told.counts:
            harm = any(w.startswith(tuple(english().harm)) for w in shared)
            return harm or len(shared) >= _LEAST_WITH_FIGURE
        return len(shared) >= _LEAST and len(shared) >= _AGAIN * len(self.matter)


def heard(claim: Claim, side: str, own: bool, material: Material) -> Heard:
    """A claim as it is remembered once it is told."""
    figures = material.figures_of.get(claim.id, ())
    counts = frozenset(f.best for f in figures if f.best is not None and f.counted)
    return Heard(side, own, matter(claim, material), counts)


def runs(words: str) -> frozenset[str]:
    """Every run of so many words of a text, by which it is known to have been told before."""
    some = re.findall(r"[^\W_]+", words.casefold())
    return frozenset(" ".join(some[n : n + _RUN]) for n in range(len(some) - _RUN + 1))


def scant(claim: Claim) -> bool:
    """Whether the words of somebody's own mouth say nothing without what they answer ("Not true")."""
    said = claim.content[0].quote
    some = matter_of(fold(said).split())
    return claim.manner in (Manner.DIRECT, Manner.MIXED) and said[:1] in _MARKS and len(some) <= 1


def matter(claim: Claim, material: Material) -> frozenset[str]:
    """The longer words of a claim, by their first letters."""
    return matter_of(material.words(claim))


def matter_of(words: Iterable[str]) -> frozenset[str]:
    """The longer words, by their first letters: inflection and small words tell little."""
    return frozenset(w[:6] for w in words if len(w) > 3 or w[0].isdigit())


def _figures(matter: frozenset[str]) -> set[str]:
    return {w for w in matter if w[0].isdigit()}
