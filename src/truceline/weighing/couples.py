"""What tells of two questions that lie together, worked out for each two once while both stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from truceline.weighing.question import Question

T = TypeVar("T")


class _Place(NamedTuple, Generic[T]):
    first: Sequence[Question]
    others: Sequence[Question]
    found: list[tuple[Question, Question, T]]


class Couples(Generic[T]):
    """Kept by the place where questions lie together: of one that comes or goes only its place is looked at."""

    def __init__(self) -> None:
        self._before: dict[Hashable, _Place[T]] = {}
        self._now: dict[Hashable, _Place[T]] = {}

    def again(self) -> None:
        """Begin another pass: places that the last one did not ask for are forgotten."""
        self._before, self._now = self._now, {}

    def of(
        self,
        place: Hashable,
        first: Sequence[Question],
        others: Sequence[Question],
        make: Callable[[Question, Question], T | None],
    ) -> list[tuple[Question, Question, T]]:
        """What `make` tells of each two of `first`, and of one of these and one of `others`, where it tells
        anything. It has to be told the same of two questions in every pass."""
        was = self._before.get(place)
        if was is None or was.first != first or was.others != others:
            was = _Place(first, others, list(_found(first, others, make, was)))
        self._now[place] = was
        return was.found


def _found(
    first: Sequence[Question],
    others: Sequence[Question],
    make: Callable[[Question, Question], T | None],
    was: _Place[T] | None,
) -> Iterator[tuple[Question, Question, T]]:
    known = {} if was is None else {(id(a), id(b)): told for a, b, told in was.found}
    led = set() if was is None else set(map(id, was.first))
    seen = led if was is None else led.union(map(id, was.others))
    for k, one in enumerate(first):
        for other in (*first[k + 1 :], *others):
            if one is other:
                continue
            told: T | None
            a, b = id(one), id(other)
            if (a in led and b in seen) or (b in led and a in seen):
                told = known.get((a, b), known.get((b, a)))
            else:
                told = make(one, other)
            if told is not None:
                yield one, other, told
