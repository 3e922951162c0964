"""What a face needs to draw an answer: the names of readings, the class and sign of a shown word."""

from __future__ import annotations

from dataclasses import dataclass

from truceline import standing
from truceline.brief.english import day_in_words
from truceline.brief.picture import kind_of, sign_of
from truceline.model.accord import Accord

__all__ = ["ReadingName", "check_reading", "day_in_words", "kind_of", "reading_names", "sign_of"]


@dataclass(frozen=True, slots=True)
class ReadingName:
    """A reading by its name, and as a person would choose it."""

    name: str
    label: str


def reading_names(accord: Accord) -> tuple[ReadingName, ...]:
    """The readings under which an accord's clauses can stand; the first is the one by default."""
    words = {c.id: c.words for c in accord.day_counts}
    words |= {r.id: f"{c.id}: {r.words}" for c in accord.clauses for r in c.readings}
    return tuple(
        ReadingName(name, words.get(name) or f"as {accord.labels.get(name, name)} reads it")
        for name in standing.readings(accord)
    )


def check_reading(accord: Accord | None, name: str | None) -> None:
    """Raise `UsageError` where the accord knows no such reading."""
    if accord is not None:
        standing.under(accord, name)
