"""Questions, each with the counts that answer it, and what tells of two that lie together: worked out for each two once
while both stay as they are, and of what comes or goes only the places where it lies are looked at."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from truceline.model.weighing import Reason
from truceline.weighing.counts import Count
from truceline.weighing.joined import reached
from truceline.weighing.nodes import iso

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Question:
    """Counts that answer one question, the one that opened it first."""

    counts: list[Count] = field(default_factory=list)
    known: dict[object, Any] = field(default_factory=dict)
    """What was worked out of it once, while it stays as it is."""

    def once(self, name: object, make: Callable[[Question], T]) -> T:
        """What is worked out of it once."""
        if name not in self.known:
            self.known[name] = make(self)
        found: T = self.known[name]
        return found

    @property
    def rank(self) -> tuple[Any, ...]:
        """Its place in the order of all: by what is asked, then by the report that opened it."""
        return self.once("rank", _rank)

    @property
    def scope(self) -> str:
        """What its counts span, as part of the question's key: stays the same when answers come in."""
        first = self.counts[0]
        if first.answer.cumulative:
            return "total"
        if first.on is not None:
            return f"on:{iso(first.on)}"
        return f"open|{first.answer.span.report}|{first.answer.span.start}"


def rank_of(question: Question) -> tuple[Any, ...]:
    """`Question.rank`, to sort by."""
    return question.rank


def _rank(question: Question) -> tuple[Any, ...]:
    first = question.counts[0]
    return first.base, first.order, first.answer.replaced, first.answer.key


Place = tuple[Any, ...]
Naming = Callable[[Reason, Question, Question], str]
"""Gives the name of two questions set side by side."""


class _Place(NamedTuple, Generic[T]):
    first: Sequence[Question]
    others: Sequence[Question]
    found: list[tuple[Question, Question, T]]


class Couples(Generic[T]):
    """Questions by the places where they lie, and what each two that lie together tell. Two hang together where
    anything is told of them; whoever decides what follows from it decides for all that hang together."""

    def __init__(self) -> None:
        self._here: dict[Hashable, list[Question]] = {}
        self._before: dict[Hashable, _Place[T]] = {}
        self._told: dict[Hashable, dict[tuple[Question, Question], T]] = {}
        self._links: dict[Question, dict[Question, dict[Any, T]]] = {}
        """Question -> another -> place -> what it tells of the two."""

    def places(self, question: Question) -> Iterable[Place]:
        """Where a question lies."""
        raise NotImplementedError

    def looking(self, place: Any) -> Iterable[Place]:
        """The other places whose questions are held against those of one."""
        raise NotImplementedError

    def told(self, place: Any) -> Iterable[tuple[Question, Question, T]]:
        """What the questions of a place tell of each other, and of those held against them. It has to be the same of
        two questions wherever they lie together, or is told by the first of these places."""
        raise NotImplementedError

    def here(self, place: Any) -> Sequence[Question]:
        """The questions of a place, in their order."""
        return self._here.get(place, ())

    def change(self, gone: Iterable[Question], came: Iterable[Question]) -> set[Question]:
        """Let questions go and take others in: those that are there of which something else may follow now."""
        gone, again, places = set(gone), set(came), set[Place]()
        for question in gone:
            for place in self.places(question):
                self._here[place].remove(question)
                if not self._here[place]:
                    del self._here[place]
                places.add(place)
        for question in again:
            for place in self.places(question):
                insort(self._here.setdefault(place, []), question, key=rank_of)
                places.add(place)
        for place in places.union(*map(self.looking, places)):
            again.update(self._look(place))
        return self.hanging(again - gone)

    def hanging(self, questions: Iterable[Question]) -> set[Question]:
        """These and all that hang together with them."""
        return reached(questions, lambda question: self._links.get(question, ()))

    def between(self, questions: Iterable[Question]) -> list[tuple[Question, Question, T]]:
        """What is told of each two of them, the one that goes before the other first."""
        return [
            (one, other, by[min(by)])
            for one in questions
            for other, by in self._links.get(one, {}).items()
            if one.rank < other.rank
        ]

    def of(
        self,
        place: Hashable,
        first: Sequence[Question],
        others: Sequence[Question],
        make: Callable[[Question, Question], T | None],
    ) -> list[tuple[Question, Question, T]]:
        """What `make` tells of each two of `first`, and of one of these and one of `others`, where it tells
        anything. It has to be told the same of two questions every time."""
        was = self._before.get(place)
        if was is None or was.first != first or was.others != others:
            was = _Place(first, others, list(_found(first, others, make, was)))
            self._before[place] = was
        return was.found

    def _look(self, place: Place) -> set[Question]:
        """Look at a place again: the questions of which it tells something else than before."""
        before = self._told.pop(place, {})
        now: dict[tuple[Question, Question], T] = {}
        if place in self._here:
            for a, b, told in self.told(place):
                now[(a, b) if a.rank < b.rank else (b, a)] = told
        else:
            self._before.pop(place, None)
        if now:
            self._told[place] = now
        changed: set[Question] = set()
        for couple in before.keys() - now.keys():
            changed.update(couple)
            for one, other in (couple, couple[::-1]):
                by = self._links[one][other]
                del by[place]
                if not by:
                    del self._links[one][other]
                if not self._links[one]:
                    del self._links[one]
        for couple, told in now.items():
            if couple not in before or before[couple] is not told:
                changed.update(couple)
                for one, other in (couple, couple[::-1]):
                    self._links.setdefault(one, {}).setdefault(other, {})[place] = told
        return changed


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
