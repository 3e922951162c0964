"""What a face of the house needs to draw an answer: readings by name, days in a row, signs of shown words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from operator import attrgetter

from truceline import standing
from truceline.accord.told import deadline, how_much
from truceline.brief.board import Run, runs
from truceline.brief.english import day_in_words
from truceline.brief.picture import kind_of, kinds, sign_of
from truceline.case.parts import Kind
from truceline.case.view import View
from truceline.model.accord import Accord
from truceline.model.brief import BoardRow
from truceline.model.standing import Moved, Signal, Standing
from truceline.standing import why_graded

__all__ = [
    "Each",
    "ReadingName",
    "Run",
    "board_between",
    "check_reading",
    "day_in_words",
    "deadline",
    "how_much",
    "kind_of",
    "kinds",
    "moved_between",
    "no_longer",
    "reading_names",
    "runs",
    "sign_of",
    "standings_under_each",
    "stands",
    "why_graded",
]


@dataclass(frozen=True, slots=True)
class ReadingName:
    """A reading by its name, and as a person would choose it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Each:
    """How every clause stands under one reading."""

    reading: str
    standings: tuple[Standing, ...]


def reading_names(accord: Accord) -> tuple[ReadingName, ...]:
    """The readings under which an accord's clauses can stand; the first is the one by default."""
    words = {c.id: c.words for c in accord.day_counts}
    words |= {r.id: f"{c.id}: {r.words}" for c in accord.clauses for r in c.readings}
    return tuple(
        ReadingName(name, words.get(name) or f"as {accord.labels.get(name, name)} reads it")
        for name in standing.readings(accord)
    )


STANDINGS = Kind("standings", Standing, attrgetter("clause"), 16)


def stands(view: View, as_of: str, reading: str | None) -> tuple[Standing, ...]:
    """How every clause stands on a day, worked out once for the view; empty without an accord."""
    if view.accord is None:
        return ()
    return view.answer(STANDINGS, (as_of, reading), lambda: view.standings(as_of, reading))


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
    return standing.moved(stands(before, first, reading), stands(after, last, reading))


def no_longer(view: View, moved: Moved) -> tuple[Signal, ...]:
    """What stood behind a clause before it moved, and was withdrawn by its outlet or rejected by a person since."""
    was = moved.before
    told = dict.fromkeys(
        (*was.signals, *(s for step in was.trace if step.rule != "order" for s in step.signals))
    )
    claims = {
        s.report: {c.id for c in r.claims} for s in told if (r := view.readings.get(s.report)) is not None
    }
    return tuple(s for s in told if s.report in view.withdrawn or s.claim not in claims.get(s.report, ()))


def standings_under_each(view: View, as_of: str) -> tuple[Each, ...]:
    """How every clause stands under every reading of the accord."""
    names = standing.readings(view.agreement)
    return tuple(map(Each, names, view.standings_under(as_of, names)))
