"""What moved between two boards, and what falls due next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from truceline.model.accord import Accord, Clause
from truceline.model.judgement import Judgement
from truceline.model.standing import Falls, Moved, Signal, Standing, State, Step
from truceline.standing.board import Board
from truceline.standing.dating import period_of, periods, readings
from truceline.standing.sofar import planned

__all__ = ["due_next", "moved"]


_Key = tuple[str, str, str, str, str | None, float | None]
_TEXTS = ("judgement", "later text", "change")
"""Steps of a trace that rest on a person's decision or on a later text."""


def moved(before: Sequence[Standing], after: Sequence[Standing]) -> tuple[Moved, ...]:
    """The clauses whose state, evidence or shown word differ, in the order of `after`, with the signals
    that decide now and did not before, those that are new behind what is told beside the word, and the
    decisions and texts that came between.

    Where none of these shows, the day alone moved it only if nothing was told either of what its own days are
    counted from, or of the text itself.
    """
    old = {s.clause: s for s in before}
    out = []
    for new in after:
        was = old.get(new.clause)
        if was is None or (was.state, was.grade, was.shown) == (new.state, new.grade, new.shown):
            continue
        decided = {_key(s) for s in was.signals}
        known = decided | {_key(s) for step in was.trace for s in step.signals}
        said = {step.says for step in was.trace if step.rule in _TEXTS}
        steps = [step for step in new.trace if step.rule != "order"]  # that is of another clause
        fresh = _fresh(steps, known)
        later = [x for x in steps if x.rule in _TEXTS and x.says not in said]
        texts = [x for x in later if _noted(x, new.note)]
        signals = tuple(s for s in new.signals if _key(s) not in decided)
        if not (signals or fresh or texts):
            texts, fresh = later, _fresh(new.trace, known) if was.dates != new.dates else ()
        out.append(Moved(new.clause, was, new, signals, fresh, tuple(x.says for x in texts)))
    return tuple(out)


def _fresh(steps: Iterable[Step], known: set[_Key]) -> tuple[Signal, ...]:
    """What stands behind these steps and was not known, each once."""
    return tuple({_key(s): s for step in steps for s in step.signals if _key(s) not in known}.values())


def _noted(step: Step, note: str) -> bool:
    """Whether a decision or a text shows in how the clause stands: it decides, or the note tells of it."""
    return step.rule == "judgement" or any(piece in step.says for piece in note.split("; ") if piece)


def _key(s: Signal) -> _Key:
    return s.report, s.claim, s.kind, s.rule, s.on, s.low


def due_next(
    accord: Accord,
    as_of: str,
    days: int,
    signals: Iterable[Signal] = (),
    known_at: str | None = None,
    names: Sequence[str] | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[Falls, ...]:
    """What opens, falls due or ends after `as_of` within `days` days, under each reading that dates it
    (`names`; None: all); also the planned days of schedules, and each time that a duty of a week or
    more comes back.

    `signals` say which clauses are fulfilled, so that what is counted from them has a day, and what
    is done falls due no more. Rows are in the order of days, then of clause ids.
    """
    last = (dt.date.fromisoformat(as_of) + dt.timedelta(days=days)).isoformat()
    judged = tuple(judgements)
    board = Board.of(accord, signals, as_of, known_at or as_of)
    found: dict[tuple[str, str, str, float | None], list[str]] = {}
    first: dict[tuple[str, str, str, float | None], Standing] = {}
    for name in names if names is not None else readings(accord):
        for clause, s in zip(accord.clauses, board.standings(name, judged), strict=True):
            if s.state in (State.ENDED, State.SUPERSEDED):
                continue
            for day, what, amount in _ahead(clause, s, last, accord):
                if as_of < day <= last and not (what == "opens" and day in (s.dates.due, accord.start)):
                    key = (day, clause.id, what, amount)
                    found.setdefault(key, []).append(name)
                    first.setdefault(key, s)
    spans = {c.id: (c.span,) for c in accord.clauses}
    return tuple(
        Falls(clause, what, day, tuple(names), s.dates.how, spans[clause], s.shown, amount)
        for (day, clause, what, amount), names in sorted(found.items(), key=lambda kv: kv[0][:3])
        for s in (first[(day, clause, what, amount)],)
    )


def _ahead(clause: Clause, s: Standing, last: str, accord: Accord) -> Iterator[tuple[str, str, float | None]]:
    """(day, what, amount planned) of each date of a clause."""
    d = s.dates
    done = s.state in (State.KEPT, State.KEPT_LATE)
    if d.opens:
        yield d.opens, "opens", None
    if d.due and not done:
        yield d.due, "due", None
    if d.until:
        yield d.until, "ends", None
    end = min(last, d.until or last)
    for day, amount in planned(clause, d.opens, end, accord.changes, min(s.as_of, s.known_at)):
        yield day, "planned", amount
    if (
        d.every
        and d.opens
        and not (clause.quantity and clause.quantity.schedule)
        and period_of(d.every)[1] not in ("hour", "day")
    ):
        for _, following in periods(d.opens, d.every, end):
            if following <= end:
                yield following, "again", None
