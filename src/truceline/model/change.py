"""What a later text or decision does to an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Change", "ChangeKind"]


class ChangeKind(StrEnum):
    """What it does."""

    EXTENDED = "extended"
    AMENDED = "amended"
    SUPPLEMENTED = "supplemented"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    SUPERSEDED = "superseded"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Change:
    """A later text that changes the agreement: what, when, by whom, which clauses (none: all).

    It says what was agreed or announced, never what was done; it may be used from `on` (both
    clocks) only. `until` is the new end where it moves one; `by_accord` the accord that follows.
    """

    id: str
    kind: ChangeKind
    on: str
    words: str
    by: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    until: str | None = None
    by_accord: str | None = None
    sources: tuple[str, ...] = ()
    confidence: str = "medium"
    schedule: tuple[tuple[str, float], ...] = ()
    """(date, amount) pairs that it adds to the schedule of its clause, from its own day on; less than
    nothing where it takes away."""
