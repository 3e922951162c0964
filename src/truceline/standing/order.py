"""The order in which signals became known; names of parties play no part in it."""

from __future__ import annotations

from truceline.model.standing import Signal

__all__ = ["earlier", "order_of"]


def order_of(s: Signal) -> tuple[object, ...]:
    """What signals are ordered by: when they were known, of when they tell, where they stand."""
    return (
        s.known_on or "",
        s.on or "",
        s.report,
        s.spans[0].start if s.spans else 0,
        s.clause,
        s.kind,
        s.rule,
        s.claim,
        s.low or 0.0,
        s.high or 0.0,
        s.dated,
        s.anonymous,
        s.cumulative is None,
        bool(s.cumulative),
    )


def earlier(a: Signal, b: Signal) -> bool:
    """Whether `a` became known before `b`."""
    known, other = a.known_on or "", b.known_on or ""
    if known != other:
        return known < other
    on, other = a.on or "", b.on or ""
    if on != other:
        return on < other
    return a.report < b.report if a.report != b.report else order_of(a) < order_of(b)
