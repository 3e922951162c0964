"""What weighing makes of claims: lineages, and findings with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from truceline.model.span import Span


class Why(StrEnum):
    """Why a claim stands in a lineage."""

    ORIGIN = "origin"
    NAMED = "named"
    COPIED = "copied"
    SAME_STATEMENT = "same statement"
    SAME_QUOTATION = "same quotation"


@dataclass(frozen=True, slots=True)
class Member:
    """One claim in a lineage: which relay carries it, and why it belongs."""

    report: str
    claim: str
    relay: str
    why: Why
    evidence: tuple[Span, ...] = ()
    parent: str | None = None
    """The claim id that this one was relayed from, where it is known."""
    how: str = ""
    """In words, what shows that it belongs, where the words of the claims do not: names taken for one, a count
    retold, a sentence in another rendering."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """One origin and all that goes back to it; counting is by origin."""

    origin: str
    label: str
    holder: str | None
    entity: str | None
    party: str | None
    said_on: str | None
    members: tuple[Member, ...]
    known_on: str | None = None
    """The first day on which a member could be known."""
    own_voice: bool = False
    """The origin is an outlet's own voice."""
    agreement: bool = False
    """The origin is the text of the agreement as retold: it says what is owed, not what was done."""
    vouched: bool = True
    withdrawn: bool = False
    """Whoever stands behind the origin has taken it back, as a person noted; what rests on it says so."""
    confirmed: bool = False
    """A person looked at it and found that its claims go back to one origin."""
    decided: str = ""
    """What people decided of it, by whom, when and why."""


class Verdict(StrEnum):
    """How the answers to one question stand to each other."""

    SINGLE = "single"
    CORROBORATED = "corroborated"
    COMPATIBLE = "compatible"
    DIFFERING = "differing"
    CONTESTED = "contested"


class Reason(StrEnum):
    """Why answers differ, or are compatible though not equal."""

    ROUNDING = "rounding"
    BOUND = "bound"
    WINDOW = "window"
    CUMULATIVE = "cumulative"
    CATEGORY = "category"
    OBJECT = "object"
    PLANNED = "planned"
    UPDATE = "update"
    CORRECTION = "correction"
    MISQUOTATION = "misquotation"
    COUNT_START = "count_start"
    UNEXPLAINED = "unexplained"
    DISPUTE = "dispute"


class QuestionKind(StrEnum):
    """What kind of answer a question asks for."""

    FIGURE = "figure"
    DATE = "date"
    OCCURRENCE = "occurrence"
    PARTICIPANTS = "participants"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands: the words, and the claim that carries them."""

    span: Span
    claim: str | None
    known_on: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """One answer to a question, by whom and from how many origins.

    `low` and `high` are open where None; `text` are the words as reported.
    `parties` are the interests that stand behind it.
    """

    text: str
    holders: tuple[str, ...]
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    low: float | None = None
    high: float | None = None
    date: str | None = None
    polarity: bool | None = None
    parties: tuple[str, ...] = ()
    mode: str = "done"
    """done, planned, conditional or denied: a plan never answers what was done."""
    reliability: tuple[tuple[str, str], ...] = ()
    """(source, A-F) pairs, as a person graded the holders and outlets behind it."""
    credibility: tuple[tuple[str, str], ...] = ()
    """(claim id, 1-6) pairs, as a person graded the claims behind it; never mixed with reliability."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One question with all its answers, side by side and never averaged."""

    id: str
    question: str
    kind: QuestionKind
    verdict: Verdict
    values: tuple[Value, ...]
    reason: Reason | None = None
    why: str = ""
    measure: str | None = None
    topics: tuple[str, ...] = ()
    party: str | None = None
    confirmed: bool = False
    decided: str = ""
    """What a person decided of it, by whom, when and why."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """Lineages and findings of one set of readings."""

    lineages: tuple[Lineage, ...]
    findings: tuple[Finding, ...]
    entities: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(entity, forms seen) pairs."""
    notes: tuple[str, ...] = ()
    """What a person should look at: one text carried by a burst of outlets."""
