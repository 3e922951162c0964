"""The terms of a duty: by when it is owed, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MomentKind(StrEnum):
    """How a moment is fixed."""

    DATE = "date"
    DAY = "day"
    """Day `n` of the agreement (or of `phase`), by the day-count convention of the reading."""
    AFTER = "after"
    """`n` `unit`s after `anchor`."""
    BEFORE = "before"
    PHASE_START = "phase_start"
    PHASE_END = "phase_end"
    EVENT = "event"
    """When `anchor` happens: no date until it is reported, or until `Accord.anchors` names it."""
    WITH = "with"
    """At the same time as `anchor`."""
    EARLIEST = "earliest"
    """Whichever of `of` comes first."""
    LATEST = "latest"
    """Whichever of `of` comes last."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that a deadline names. `anchor` is "start", "signing", "phase:N:start",
    "phase:N:end", "clause:ID" (its fulfilment), or "event: words".

    `unit` is "hour", "day", "week", "month" or "year". `words` is the phrase as the accord file has it.
    """

    kind: MomentKind
    words: str
    date: str | None = None
    n: int | None = None
    unit: str = "day"
    phase: int | None = None
    anchor: str | None = None
    condition: str | None = None
    """A precondition in words ("after the seventh captive is released")."""
    condition_clause: str | None = None
    """The clause whose performance is that precondition (E0)."""
    condition_amount: float | None = None
    """How much of that clause's quantity must be performed first (7); None: all of it."""
    time: str | None = None
    """For a DATE with an hour: local time and offset from UTC ("04:00+02:00")."""
    of: tuple[Moment, ...] = ()
    """The moments that EARLIEST and LATEST choose from."""


class DeadlineKind(StrEnum):
    """The shape of a duty in time."""

    BY = "by"
    WINDOW = "window"
    DURING = "during"
    """A standing duty or ban from `opens` to `until`."""
    RECURRING = "recurring"
    EVENT = "event"
    PHASE = "phase"
    """Falls due with a phase that has not begun."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a duty opens, by when it is to be complete, and until when it lasts."""

    kind: DeadlineKind
    opens: Moment | None = None
    due: Moment | None = None
    until: Moment | None = None
    every: str | None = None
    """A period of a recurring duty: "day", or several units of one: "6 month"."""
    condition: str | None = None
    """A condition that must hold for the duty to be in effect at all, in words."""
    condition_clause: str | None = None
    """The clause whose going on is that condition ("talks go on": P2-talks)."""
    begin_by: Moment | None = None
    """The day by which performance must have begun, where the text names one beside `due`."""
    begins: bool = False
    """The duty is to begin: a BEGUN signal fulfils it."""
    words: str = ""
    """How the text puts it where it names no day ("as soon as possible", "to be agreed")."""


class QuantityKind(StrEnum):
    """How an amount binds."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    TARGET = "target"
    RANGE = "range"
    RATIO = "ratio"
    LUMP = "lump"
    ALL = "all"
    QUALITATIVE = "qualitative"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount owed. For a ratio or lump: `value` given for `per` of `per_unit`, plus `plus`."""

    kind: QuantityKind
    value: float | None = None
    high: float | None = None
    unit: str = ""
    measure: str | None = None
    period: str | None = None
    per: float | None = None
    per_unit: str | None = None
    plus: float | None = None
    parts: tuple[tuple[str, float], ...] = ()
    schedule: tuple[tuple[int, float], ...] = ()
    """(day, amount) pairs."""
    note: str | None = None
    tests: tuple[str, ...] = ()
    """How an amount per period is judged: "per_period", "cumulative" or both."""
    exceptions: tuple[tuple[str, float], ...] = ()
    """(when or where, the amount that holds there) pairs."""
    applies_to: str | None = None
    """The class of things it binds ("calibre of 100 mm and more")."""
    measured_from: tuple[tuple[str, str], ...] = ()
    """(party, reference line) pairs, for distances measured from different lines."""
    base: str | None = None
    """What a percentage or a ratio is taken of, where the base can grow."""
    reference: str | None = None
    """The clause of another agreement that fixes the amount ("gaza-2025-01/AID1")."""
    order: tuple[str, ...] = ()
    """The order of priority inside the quantity."""
    counts: tuple[str, ...] = ()
    """What counts towards it ("living", "dead")."""
    also_reported: tuple[str, ...] = ()
    """Other versions of the amount in published accounts, in words."""
    ramp: tuple[tuple[int, float], ...] = ()
    """(day of the duty, amount each period from that day on) pairs, for a rate that rises or falls."""
    then: tuple[int, str] | None = None
    """The day of the duty from which the rate is only said to be "more" or "less" than the last number."""
    per_clause: str | None = None
    """For a ratio: the clause whose performance it is taken of."""
    bases: tuple[tuple[str, float], ...] = ()
    """(date, the base as it was known from then on) pairs, for a percentage of a base that grows."""
