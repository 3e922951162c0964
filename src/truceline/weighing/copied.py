"""Attributed claims whose text is copied: which of them tell one statement, as the first of them tells it.

All but the days on which they were said lies elsewhere; these are held in memory for all claims, so that of a
text that was copied over years only the copies of one time are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from truceline.weighing.carried import Carried
from truceline.weighing.fitting import BACK, copy_days
from truceline.weighing.held import Held

_NOT_TOLD = -1
_SOME_DAY = 0


class Copied:
    """Attributed claims (numbers of `held`) that copy one another."""

    def __init__(self, held: Held, carried: Carried) -> None:
        self._held, self._carried = held, carried
        self._told = array("i")
        """Claim -> the day on which it was said, or `_SOME_DAY`; `_NOT_TOLD` where it is no attributed claim."""

    def add(self, i: int, said: int | None) -> None:
        """Take in an attributed claim, and the day on which it was said, where that is told."""
        self._told.extend([_NOT_TOLD] * (i + 1 - len(self._told)))
        self._told[i] = said or _SOME_DAY

    def remove(self, i: int) -> None:
        """Let a claim go."""
        self._told[i] = _NOT_TOLD

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
            said, known, texts = self._told[one], self._held.known(one), wholes(self._held.report(one))
            for j in list(left):
                if said != _SOME_DAY and self._told[j] != _SOME_DAY:
                    near = abs(self._told[j] - said) <= 1
                else:
                    other = self._held.known(j)
                    near = other is None or known is None or abs(other - known) <= BACK
                if near or (texts and not texts.isdisjoint(wholes(self._held.report(j)))):
                    left.discard(j)
                    found.add(j)
                    ahead.append(j)
        return found

    def _one(self, first: int, copy: int) -> bool:
        one, other = self._held.nodes[first], self._held.nodes[copy]
        if one.issued and other.issued and one.said != other.said:
            return False  # what a body says again it says again
        whole = self._carried.whole(one.report.id)
        if whole is not None and whole == self._carried.whole(other.report.id):
            return True
        return bool(
            one.speaker and other.speaker and one.speaker.fits(other.speaker) and copy_days(one, other)
        )
