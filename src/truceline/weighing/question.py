"""A question: the counts that answer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from truceline.weighing.counts import Count
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
