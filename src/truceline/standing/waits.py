"""What a deed waits for beside its day: another clause performed first, in part or in whole.

A condition holds by what is reported of the clause that it names, is told not to hold, or nobody
tells; only the second keeps a duty from falling due, and none is taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.accord import Clause, Deadline
from truceline.model.standing import EvidenceLevel, State
from truceline.standing.asked import Asked, Verdict
from truceline.standing.sofar import target_of

__all__ = ["conditions", "met", "waiting"]

_GOING_ON = (State.IN_EFFECT, State.KEPT, State.KEPT_LATE)


def conditions(deadline: Deadline) -> Iterator[tuple[str, float | None, str]]:
    """(clause, how much of it or None for all, in words) that must be performed before the duty falls due."""
    for m in (deadline.opens, deadline.begin_by, deadline.due):
        if m is not None and m.condition_clause:
            yield m.condition_clause, m.condition_amount, m.condition or f"after {m.condition_clause}"
    if deadline.condition_clause:
        words = deadline.condition or f"while {deadline.condition_clause} goes on"
        yield deadline.condition_clause, None, words


def met(needed: Clause, amount: float | None, other: Verdict | None, since: str) -> bool | None:
    """Whether so much of a clause (None: all that it asks) is reported as performed. False where what is
    told on or after the day `since` is less at most, or is that it is undone; None where nobody tells,
    or accounts contradict."""
    if other is None or other.evidence is EvidenceLevel.CONTESTED:
        return None
    if other.state in (State.KEPT, State.KEPT_LATE):
        return True
    wanted = amount if amount is not None else target_of(needed)
    if wanted is not None:
        if (other.total or 0) >= wanted:
            return True
        if other.most is not None and other.most < wanted and (other.most_on or "") >= since:
            return False
        return None
    if other.evidence is EvidenceLevel.SILENT:
        return None
    if other.state in _GOING_ON:
        return True
    return False if other.state is State.OVERDUE else None


def waiting(q: Asked, deadline: Deadline, due: str) -> tuple[str, bool | None, Verdict | None]:
    """What a duty whose day has come still waits for, in words; whether that holds (False: it is told not
    to, None: nobody tells, True: all holds, or nothing is asked); and how the clause stands that it names."""
    open_: tuple[str, bool | None, Verdict | None] = "", True, None
    for id, amount, words in conditions(deadline):
        needed = q.accord.clause(id)
        if needed is None:
            continue
        other = q.others.get(needed.id)
        held = met(needed, amount, other, due)
        if held is False:
            return words, False, other
        if held is None:
            open_ = words, None, other
    return open_
