"""What boards show of a day, worked out once for a state of the record and kept: for whoever opens it later."""

from __future__ import annotations

from operator import attrgetter

from truceline.case.ahead import due_rows
from truceline.case.days import LOOK_BACK, days_before
from truceline.case.looking import Each, board_between, moved_between, standings_under_each, stands
from truceline.case.parts import Kind
from truceline.case.queue import turning
from truceline.case.view import View
from truceline.case.watching import watch_list
from truceline.model.brief import BoardRow
from truceline.model.standing import Falls, Moved
from truceline.model.watching import Watched

__all__ = [
    "LONGEST",
    "LOOK_AHEAD",
    "LOOK_BACK",
    "each_reading",
    "falling_due",
    "lives",
    "moves",
    "stands",
    "watched",
    "worked_out",
]

LIVES = Kind("lives", BoardRow, attrgetter("clause"), 16)
DUES = Kind("dues", Falls, attrgetter("clause"), 64)
EACH = Kind("standings under each", Each, attrgetter("reading"), 1)
MOVES = Kind("moves", Moved, attrgetter("clause"), 16)
WATCHED = Kind("watch list", Watched, attrgetter("clause"), 16)
LONGEST = 186
"""Days that a picture goes back at most."""
LOOK_AHEAD = 14


def each_reading(view: View, as_of: str) -> tuple[Each, ...]:
    """How every clause stands on a day under each reading."""
    if view.accord is None:
        return ()
    return view.answer(EACH, (as_of,), lambda: standings_under_each(view, as_of))


def lives(view: View, as_of: str, reading: str | None, first: str | None = None) -> tuple[BoardRow, ...]:
    """Every clause day by day up to a day; from `first` on, or from as long ago as a picture goes."""
    if view.accord is None:
        return ()
    first = first or min(as_of, max(view.accord.start[:10], days_before(as_of, LONGEST)))
    return view.answer(LIVES, (first, as_of, reading), lambda: board_between(view, first, as_of, reading))


def moves(
    view: View, since: str, as_of: str, reading: str | None, known: str | None = None
) -> tuple[Moved, ...]:
    """The clauses that stand otherwise than on `since`, as was known by `known` (None: then)."""
    if view.accord is None:
        return ()
    early = min(known or since, view.known_at)
    return view.answer(
        MOVES,
        (since, as_of, reading, *([] if early == since else [early])),
        lambda: moved_between(view.at(early), since, view, as_of, reading),
    )


def falling_due(view: View, as_of: str, days: int) -> tuple[Falls, ...]:
    """What opens, falls due or ends in the next days."""
    if view.accord is None:
        return ()
    return view.answer(DUES, (as_of, days), lambda: due_rows(view, as_of, days))


def watched(view: View, as_of: str, reading: str | None) -> tuple[Watched, ...]:
    """What would settle the uncertain clauses of a day, ranked."""
    if view.accord is None:
        return ()
    return view.answer(WATCHED, (as_of, reading), lambda: watch_list(view, as_of, reading))


def worked_out(view: View, as_of: str, reading: str | None) -> None:
    """Have all that kept."""
    stands(view, as_of, reading)
    lives(view, as_of, reading)
    moves(view, days_before(as_of, LOOK_BACK), as_of, reading)
    falling_due(view, as_of, LOOK_AHEAD)
    each_reading(view, as_of)
    turning(view, as_of, reading)
    watched(view, as_of, reading)
