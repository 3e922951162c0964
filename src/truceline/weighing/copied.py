"""Attributed claims whose text is copied: which of them tell one statement, as the first of them tells it.

All but the days on which they were said lies elsewhere; these are held in memory for all claims, so that of a
text that was copied over years only the copies of one time are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from truceline.weighing.carried import Carried
from truceline.weighing.fitting import BACK
from truceline.weighing.held import Held
from truceline.weighing.tellers import described_as

_NOT_TOLD = -1
_SOME_DAY = 0


class Copied:
    """Attributed claims (numbers of `held`) that copy one another."""

    def __init__(self, held: Held, carried: Carried) -> None:
        self._held, self._carried = held, carried
        self._told = array("i")
        """Claim -> the day on which it was said, or `_SOME_DAY`; `_NOT_TOLD` where it is no attributed claim."""
        self._issued: set[int] = set()

    def add(self, i: int, said: int | None, issued: bool) -> None:
        """Take in an attributed claim, the day on which it was said, where that is told, and whether a body says it
        in a publication of its own."""
        self._told.extend([_NOT_TOLD] * (i + 1 - len(self._told)))
        self._told[i] = said or _SOME_DAY
        if issued:
            self._issued.add(i)

    def remove(self, i: int) -> None:
        """Let a claim go."""
        self._told[i] = _NOT_TOLD
        self._issued.discard(i)

    def __contains__(self, i: int) -> bool:
        return i < len(self._told) and self._told[i] != _NOT_TOLD

    def firsts(self, again: Iterable[int]) -> Iterator[tuple[int, int | None]]:
        """Each of the claims, and of those that bear on them, with the one that it copies; None where it copies
        none, because the speaker or the days do not fit and the whole reports are no copies."""
        done: set[int] = set()
        for i in sorted(again):
            if i in done:
                continue
            near = self._near(i)
            done.update(near)
            leads: list[int] = []
            for j in sorted(near, key=self._held.order):
                found = [] if self._carried.lead(j) is None else [k for k in leads if self._one(k, j)]
                if not found:
                    leads.append(j)
                yield j, found[0] if found else None

    def _near(self, i: int) -> set[int]:
        """The attributed copies of a claim that it can be one statement with, by their days or because the
        whole reports are copies, step by step: no others bear on it."""
        found, ahead = {i}, [i]
        left = {j for j in self._carried.members(i) if j in self and j != i}
        wholes = self._carried.wholes
        while ahead and left:
            one = ahead.pop()
            texts = wholes(self._held.report(one))
            for j in list(left):
                near = self._days_fit(one, j)
                if near or (texts and not texts.isdisjoint(wholes(self._held.report(j)))):
                    left.discard(j)
                    found.add(j)
                    ahead.append(j)
        return found

    def _one(self, first: int, copy: int) -> bool:
        days = self._told[first], self._told[copy]
        if days[0] != days[1] and {first, copy} <= self._issued:
            return False  # what a body says again it says again
        held, whole = self._held, self._carried.whole
        of = whole(held.report(first))
        if of is not None and of == whole(held.report(copy)):
            return True
        if not self._days_fit(first, copy):
            return False
        one, other = held.nodes[first].speaker, held.nodes[copy].speaker
        return bool(one and other and (one.fits(other) or described_as(one, other)))

    def _days_fit(self, one: int, other: int) -> bool:
        """Whether two copies may be of one statement by the days on which it was said, else by their own."""
        said, again = self._told[one], self._told[other]
        if said != _SOME_DAY and again != _SOME_DAY:
            return abs(said - again) <= 1
        a, b = self._held.known(one), self._held.known(other)
        return a is None or b is None or abs(a - b) <= BACK
