"""How a clause stands: what the agreement says of it, and how well that is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from truceline.model.accord import HolderRole, SignalKind
from truceline.model.span import Span


class State(StrEnum):
    """What the agreement says of a clause on a date, given what is reported."""

    NOT_DUE = "not_due"
    IN_EFFECT = "in_effect"
    DUE = "due"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    OVERDUE = "overdue"
    BREACHED = "breached"
    SUSPENDED = "suspended"
    ENDED = "ended"
    SUPERSEDED = "superseded"


class EvidenceLevel(StrEnum):
    """How well the state is known."""

    ESTABLISHED = "established"
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    ALLEGED = "alleged"
    CONTESTED = "contested"
    SILENT = "silent"
    NO_ACCESS = "no_access"


MENTIONS = frozenset({SignalKind.DUTY_STATED, SignalKind.SPOKEN_OF})
"""What is said of a clause and tells nothing of its state."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What one claim means for one clause, by which rule.

    `origin` is the lineage it counts for; `party` the interest behind it; `on` the date of
    what it tells (YYYY-MM-DD), `known_on` the date from which it could be known; `low` and
    `high` the amount performed, where one is told.
    """

    clause: str
    kind: SignalKind
    rule: str
    claim: str
    report: str
    spans: tuple[Span, ...]
    origin: str
    holder: str
    role: HolderRole
    party: str | None = None
    entity: str | None = None
    anonymous: bool = False
    on: str | None = None
    known_on: str | None = None
    low: float | None = None
    high: float | None = None
    confirmed: bool = False
    dated: bool = False
    """`on` is told in the words; else it is when they were said, so the deed is no later."""
    cumulative: bool | None = None
    """Whether the amount is a total since a start (True), of one occasion (False), or not told."""
    measure: str | None = None
    rate: str | None = None
    """The period of a rate ("day" in "600 trucks a day")."""
    shared: bool = False
    """The amount is told of several clauses together, and counts for none of them (`Watch.shared`)."""
    about: str = ""
    """Where it was and whose doing, as an observer says ("at the north bridge, perpetrator unknown")."""

    @property
    def interest(self) -> str:
        """Whom the signal counts for: a party is one interest however often it speaks, a body or
        an outlet one voice, anybody else counts by origin."""
        if self.party:
            return f"party:{self.party}"
        if self.entity:
            return f"entity:{self.entity}"
        if self.role is HolderRole.OUTLET:
            return f"outlet:{self.holder}"
        return f"origin:{self.origin}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace: the rule that was applied, what it gave, and the words it rests on."""

    rule: str
    says: str
    spans: tuple[Span, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a duty as computed (YYYY-MM-DD), with the computation in words."""

    opens: str | None = None
    due: str | None = None
    until: str | None = None
    every: str | None = None
    how: str = ""
    begin_by: str | None = None
    """The day by which it must have begun, where the text names one."""


@dataclass(frozen=True, slots=True)
class Last:
    """How a clause stood on the last day of its life (`on`), as known now; kept beside "ended"."""

    on: str
    state: State
    evidence: EvidenceLevel
    shown: str
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one clause stands on `as_of`, knowing what could be known by `known_at`.

    `reading` names the day count and the rival reading under which it is computed; `shown`
    is what a reader sees, a fixed function of state and evidence; `note` may stand beside it.
    """

    clause: str
    as_of: str
    known_at: str
    reading: str
    state: State
    evidence: EvidenceLevel
    shown: str
    topic: str | None = None
    note: str = ""
    holders: tuple[str, ...] = ()
    dates: Dates = Dates()
    signals: tuple[Signal, ...] = ()
    trace: tuple[Step, ...] = ()
    settle: tuple[str, ...] = ()
    confirmed: bool = False
    total: float | None = None
    """At least how much of an amount is reported as performed; None where no amount is told."""
    last: Last | None = None
    """Of a clause that has ended or been replaced: how it stood last."""
    watched: bool = True
    """Whether a rule listens for what the clause asks; else the silence of a board is not that of the reports."""

    @property
    def mentioned(self) -> bool:
        """Whether all that is heard only names it: nothing is known by that of how it is kept, so that its evidence
        is none for its state."""
        return bool(self.signals) and not self.confirmed and all(s.kind in MENTIONS for s in self.signals)

    @property
    def grade(self) -> str:
        """How well it is known, in words; what is only named has no grade for its state."""
        if self.evidence is EvidenceLevel.SILENT:
            if self.word.startswith("unknown ("):
                return self.word[9:-1]
            return "no report" if self.watched else "not watched"
        if self.confirmed and self.evidence is EvidenceLevel.ESTABLISHED:
            return "decided by a person"
        return "only spoken of" if self.mentioned else self.evidence.value.replace("_", " ")

    @property
    def word(self) -> str:
        """What a reader sees, without its note."""
        return self.shown.removesuffix(f" ({self.note})") if self.note else self.shown


@dataclass(frozen=True, slots=True)
class Together:
    """What is told of several clauses together, beside what is told of each: bounds, never points."""

    id: str
    words: str
    clauses: tuple[str, ...]
    together: float
    at_most: float | None
    singly: float
    singly_then: float
    """What was told singly by the day of the last total that bounds it above."""
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A clause that stands differently at two pairs of dates, and the signals that came between."""

    clause: str
    before: Standing
    after: Standing
    signals: tuple[Signal, ...] = ()
    """What was not known before and decides now."""
    beside: tuple[Signal, ...] = ()
    """What was not known before and stands behind what is told beside the word (amounts, a pause that is over)."""
    texts: tuple[str, ...] = ()
    """A person's decisions and later texts that came between."""

    @property
    def same_word(self) -> bool:
        """Whether the grade and the word that a reader sees are as before, and only what is told beside them is not."""
        return (self.before.grade, self.before.word) == (self.after.grade, self.after.word)

    @property
    def voices(self) -> tuple[Signal, ...]:
        """On whose word it moved: who decides now and did not; where nobody does, or the word is the same, who
        changed what is told beside the word."""
        beside = () if self.signals and not self.same_word else self.beside
        return tuple(dict.fromkeys((*self.signals, *beside)))

    @property
    def by_calendar(self) -> bool:
        """Whether only the passing of time moved it: its own days, too, are as they were."""
        told = self.signals or self.beside or self.texts
        return not told and self.before.dates == self.after.dates


@dataclass(frozen=True, slots=True)
class Falls:
    """A date of a duty that lies ahead: `what` is opens, due, ends, planned (a day of a schedule) or
    again (of a duty that comes back)."""

    clause: str
    what: str
    on: str
    readings: tuple[str, ...]
    """The readings under which it is that day."""
    how: str = ""
    spans: tuple[Span, ...] = ()
    shown: str = ""
    """How the clause stands under the first of these readings."""
    amount: float | None = None
    """Of a planned day: how much is planned."""


@dataclass(frozen=True, slots=True)
class Postulate:
    """Something supposed for the sake of asking what would follow; never part of the record.

    Either a deed or another signal of a clause (`clause`, `kind`) on a day (`on`) or so many days
    after it is due (`late`), with an `amount` where one is owed; or an `event` of the accord, the
    "start" of the agreement, or the start of a phase ("phase 2") on a day.
    """

    words: str
    clause: str | None = None
    kind: SignalKind | None = None
    event: str | None = None
    on: str | None = None
    late: int | None = None
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Follows:
    """What would follow for one clause, under the readings for which it is the same."""

    clause: str
    readings: tuple[str, ...]
    before: Standing
    after: Standing

    @property
    def moved_dates(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """(opens, due or until; the day without; the day with) of each date that would move."""
        was, now = self.before.dates, self.after.dates
        pairs = (("opens", was.opens, now.opens), ("due", was.due, now.due), ("until", was.until, now.until))
        return tuple(p for p in pairs if p[1] != p[2])
