"""What moved between two boards, and what falls due next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from truceline.model.accord import Accord
from truceline.model.standing import Falls, Moved, Signal, Standing
from truceline.standing.dating import dates, readings, under

__all__ = ["due_next", "moved"]


def moved(before: Sequence[Standing], after: Sequence[Standing]) -> tuple[Moved, ...]:
    """The clauses whose state, evidence or shown word differ, in the order of `after`, with the
    signals that decide now and did not before."""
    old = {s.clause: s for s in before}
    out = []
    for new in after:
        was = old.get(new.clause)
        if was is None or (was.state, was.evidence, was.shown) == (new.state, new.evidence, new.shown):
            continue
        seen = {_key(s) for s in was.signals}
        out.append(Moved(new.clause, was, new, tuple(s for s in new.signals if _key(s) not in seen)))
    return tuple(out)


def _key(s: Signal) -> tuple[str, str, str, str]:
    return s.report, s.claim, s.kind, s.rule


def due_next(accord: Accord, as_of: str, days: int) -> tuple[Falls, ...]:
    """What opens, falls due or ends after `as_of` within `days` days, under each reading that dates it."""
    last = (dt.date.fromisoformat(as_of) + dt.timedelta(days=days)).isoformat()
    found: dict[tuple[str, str, str], list[str]] = {}
    how: dict[tuple[str, str, str], str] = {}
    for name in readings(accord):
        reading = under(accord, name)
        for clause in accord.clauses:
            d = dates(clause, accord, reading.day_count, reading.rivals.get(clause.id), today=as_of)
            for what, day in (("opens", d.opens), ("due", d.due), ("ends", d.until)):
                if day is None or not as_of < day <= last:
                    continue
                if what == "opens" and day in (d.due, accord.start):
                    continue
                key = (day, clause.id, what)
                found.setdefault(key, []).append(name)
                how.setdefault(key, d.how)
    spans = {c.id: (c.span,) for c in accord.clauses}
    return tuple(
        Falls(clause, what, day, tuple(names), how[(day, clause, what)], spans[clause])
        for (day, clause, what), names in sorted(found.items(), key=lambda kv: kv[0])
    )
