"""What a face of the house needs to draw an answer: readings by name, days in a row, signs of shown words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from truceline import standing
from truceline.accord.told import amount, deadline
from truceline.brief.board import Run, runs
from truceline.brief.english import day_in_words
from truceline.brief.picture import kind_of, kinds, sign_of
from truceline.case.view import View
from truceline.model.accord import Accord
from truceline.model.brief import BoardRow
from truceline.model.standing import Moved, Standing

__all__ = [
    "ReadingName",
    "Run",
    "amount",
    "board_between",
    "check_reading",
    "day_in_words",
    "deadline",
    "kind_of",
    "kinds",
    "moved_between",
    "reading_names",
    "runs",
    "sign_of",
    "standings_under_each",
]


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


def board_between(view: View, first: str, last: str, reading: str | None) -> tuple[BoardRow, ...]:
    """Each clause on each day from `first` to `last`, as it was known on that day."""
    days = [first]
    while days[-1] < last:
        days.append((dt.date.fromisoformat(days[-1]) + dt.timedelta(days=1)).isoformat())
    return view.over_days(days, reading)


def moved_between(before: View, first: str, after: View, last: str, reading: str | None) -> tuple[Moved, ...]:
    """The clauses that stand differently on `last`, as `after` knows, than on `first`, as `before` knew."""
    return standing.moved(before.standings(first, reading), after.standings(last, reading))


def standings_under_each(view: View, as_of: str) -> tuple[tuple[str, dict[str, Standing]], ...]:
    """(reading, standing by clause) for every reading of the accord."""
    names = standing.readings(view.agreement)
    found = view.standings_under(as_of, names)
    return tuple((name, {s.clause: s for s in all}) for name, all in zip(names, found, strict=True))
