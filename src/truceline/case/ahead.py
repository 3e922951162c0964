"""What lies ahead: the dates of duties under each reading, and what supposed facts would move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from truceline import standing
from truceline.case.view import View
from truceline.errors import UsageError
from truceline.model.accord import Accord
from truceline.model.judgement import SubjectKind
from truceline.model.standing import Dates, Falls, Follows, Postulate

__all__ = ["calendar", "due_json", "due_rows", "postulates", "what_if", "what_if_json"]

DUE_FORMAT = "truceline-due/1"
WHAT_IF_FORMAT = "truceline-whatif/1"
LONGEST = 36_600
"""Days that can be looked ahead: a century."""


def due_rows(source: View | Accord, as_of: str, days: int, reading: str | None = None) -> tuple[Falls, ...]:
    """What opens, falls due, is planned or ends in `days` days after `as_of`, under each reading.

    With a view, what its reports tell as done moves what is counted from it and falls due no more;
    with an accord alone, its dates are all that is known.
    """
    if not 0 < days <= LONGEST:
        raise UsageError(f"{days} days cannot be looked ahead", mend=f"give 1 to {LONGEST}")
    names = (reading,) if reading else None
    if isinstance(source, Accord):
        if reading:
            standing.under(source, reading)
        return standing.due_next(source, as_of, days, names=names)
    judged = [j for j in source.decisions if j.kind is SubjectKind.STANDING]
    accord, known = source.agreement, source.known_at
    return standing.due_next(accord, as_of, days, source.signals, known, names, judged)


def calendar(accord: Accord, rows: Sequence[Falls], stamp: str, reading: str | None = None) -> str:
    """The rows as an iCalendar text (RFC 5545); `stamp` is the day from which they are known."""
    every = None if reading else len(standing.readings(accord))
    return standing.ics(accord, rows, stamp, every)


def due_json(accord: Accord, rows: Sequence[Falls], as_of: str, days: int) -> dict[str, Any]:
    """The rows as one document."""
    last = (dt.date.fromisoformat(as_of) + dt.timedelta(days=days)).isoformat()
    return {
        "format": DUE_FORMAT,
        "accord": accord.id,
        "banner": accord.banner,
        "after": as_of,
        "until": last,
        "dates": [
            {
                "on": f.on,
                "clause": f.clause,
                "what": f.what,
                "amount": f.amount,
                "readings": list(f.readings),
                "under": standing.told_under(accord, f.clause, f.readings),
                "how": f.how,
                "shown": f.shown,
            }
            for f in rows
        ],
    }


def postulates(accord: Accord, facts: Sequence[str], late: Sequence[str]) -> tuple[Postulate, ...]:
    """What is to be supposed, from its words; raises `UsageError` for what cannot be."""
    return (
        *(standing.supposed(accord, words) for words in facts),
        *(standing.late(accord, words) for words in late),
    )


def what_if(
    source: View | Accord, given: Sequence[Postulate], as_of: str, reading: str | None = None
) -> tuple[Follows, ...]:
    """What the postulates would move under each reading; nothing of it enters the record."""
    names = (reading,) if reading else None
    if isinstance(source, Accord):
        return standing.what_if(source, (), given, as_of, as_of, names)
    judged = [j for j in source.decisions if j.kind is SubjectKind.STANDING]
    return standing.what_if(source.agreement, source.signals, given, as_of, source.known_at, names, judged)


def what_if_json(accord: Accord, given: Sequence[Postulate], rows: Sequence[Follows]) -> dict[str, Any]:
    """What would follow as one document; it says on its face that it is supposed."""

    def dated(d: Dates) -> dict[str, str | None]:
        return {"opens": d.opens, "due": d.due, "until": d.until}

    return {
        "format": WHAT_IF_FORMAT,
        "accord": accord.id,
        "banner": accord.banner,
        "supposed": [p.words for p in given],
        "in_the_record": False,
        "moves": [
            {
                "clause": f.clause,
                "readings": list(f.readings),
                "under": standing.told_under(accord, f.clause, f.readings),
                "as_of": f.after.as_of,
                "before": {"shown": f.before.shown, "dates": dated(f.before.dates)},
                "after": {"shown": f.after.shown, "dates": dated(f.after.dates)},
                "dates_moved": [{"date": d, "from": a, "to": b} for d, a, b in f.moved_dates],
                "how": f.after.dates.how,
            }
            for f in rows
        ],
    }
