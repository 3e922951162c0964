"""What the text itself says beside how a clause stands: later texts, the hour, a begin, conditions in words.

None of it moves the state by itself; each leaves a mark in the trace, and a note where a reader who
saw only the state would read more into it than the text says.
"""

from __future__ import annotations

from truceline.model.accord import ChangeKind, Clause, Moment
from truceline.model.standing import State
from truceline.standing.asked import Asked, Verdict
from truceline.standing.grounds import ADVERSE, K
from truceline.standing.names import seen

__all__ = ["beside"]

_PATCHED = {ChangeKind.AMENDED: "amended", ChangeKind.SUPPLEMENTED: "supplemented"}
_UNSURE = ("leaked", "claimed")
"""What is known of a paper that neither side has put out."""


def beside(q: Asked, v: Verdict) -> Verdict:
    """The verdict with what the text says beside it."""
    if not q.quiet:
        _changed(q, v)
        _document(q, v)
        _conditions(q, v)
        _hangs(q, v)
        if v.state not in (State.ENDED, State.SUPERSEDED, State.SUSPENDED):
            _begun(q, v)
            _hour(q, v)
    return v


def _changed(q: Asked, v: Verdict) -> None:
    """Later texts that change or patch the clause, from their own day on; and what took its place."""
    today = min(q.as_of, q.known_at)
    for change in sorted(q.accord.changes, key=lambda c: c.on):
        word = _PATCHED.get(change.kind)
        if word is None or change.on > today or q.clause.id not in change.clauses:
            continue
        by = [c.id for c in q.accord.clauses if q.clause.id in c.replaces]
        now = f", now {' and '.join(by)}" if by and change.kind is ChangeKind.AMENDED else ""
        v.because("later text", f"{word} on {change.on}{now}: {change.words}")
        if change.kind is ChangeKind.AMENDED:
            v.noted(f"amended on {change.on}{now}")


def _document(q: Asked, v: Verdict) -> None:
    held = next((d for d in q.accord.documents if d.id == q.clause.document), None)
    if held is not None and held.status in _UNSURE:
        v.because("document", f"it stands in a paper that is only {held.status}: {held.name}")


def _conditions(q: Asked, v: Verdict) -> None:
    """Conditions that name no clause: nothing is counted for them, and a failing is told beside them."""
    d = q.clause.deadline
    words = [m.condition for m in (d.opens, d.begin_by, d.due) if _worded(m) and m is not None]
    words += [d.condition] if d.condition and not d.condition_clause else []
    for w in words:
        v.because("condition", f"the text asks {w}; no rule tells whether that is so")
        if w and v.state in (State.OVERDUE, State.BREACHED):
            v.noted(f"owed {w}")


def _worded(m: Moment | None) -> bool:
    return m is not None and bool(m.condition) and not m.condition_clause


def _hangs(q: Asked, v: Verdict) -> None:
    """How the clauses stand that the text puts before this one."""
    for id in q.clause.depends_on:
        other = q.others.get(_id(q, id))
        if other is not None:
            stands = seen(q.accord, _id(q, id), other)
            v.because("order", f"the text puts {id} before it: {stands}", other.deciding)


def _id(q: Asked, id: str) -> str:
    found: Clause | None = q.accord.clause(id)
    return found.id if found is not None else id


def _begun(q: Asked, v: Verdict) -> None:
    """Whether it was begun by the day that the text names beside the one on which it is due."""
    by = q.dates.begin_by
    told = q.tally.of(K.BEGUN, K.PERFORMED, K.COMPLETED)
    if by is None or q.as_of <= by or not told:
        return
    first = min(told, key=lambda w: w.first_on)
    if first.first_on > by:
        when = f"on {first.first_on}" if first.dated else f"by {first.first_on} at the latest"
        v.noted(f"to begin by {by}, reported as begun {when}")
    v.because("begin", f"to begin by {by}; told as begun on {first.first_on}", [first])


def _hour(q: Asked, v: Verdict) -> None:
    """On the day on which it begins at an hour, what is told may lie before or after it."""
    opens = q.clause.deadline.opens
    at = (opens.time if opens is not None else None) or ""
    if at[:5] in ("", "00:00"):
        return
    told = [w for w in q.tally.of(*ADVERSE, K.INCIDENT) if q.dates.opens in (w.first_on, w.last_on)]
    if told:
        v.noted(f"it binds from {at[:5]} on {q.dates.opens}; of that day the hour is not told")
        v.because("hour", f"binds from {at}; what is told of that day can lie before it", told)
