"""The shape of `accord.yaml`: what may stand in it, field by field.

The shapes mirror the dataclasses of `truceline.model.accord`. Anything else is an error, so
that a slip of the pen is told and never silently dropped.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from truceline.accord.phrase import moment
from truceline.model.accord import ChangeKind, ClauseKind, DeadlineKind, MomentKind, QuantityKind, SignalKind

__all__ = ["AccordShape", "ClauseShape", "DeadlineShape", "MomentShape", "QuantityShape"]


def _date(value: str) -> str:
    """A real day of the calendar (YYYY-MM-DD), with an hour and offset where there is one."""
    if not re.fullmatch(_DATE, value):
        raise ValueError("a date reads YYYY-MM-DD, with an hour YYYY-MM-DDTHH:MM+02:00")
    dt.datetime.fromisoformat(value.replace(" ", "T"))
    return value


def _phrase(value: str) -> str:
    moment(value)
    return value


_DATE = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?)?"
_PERIOD = r"(?:([1-9][0-9]*) )?(hour|day|week|month|year)s?"
Date = Annotated[str, AfterValidator(_date), WithJsonSchema({"type": "string", "pattern": f"^{_DATE}$"})]
Phrase = Annotated[str, AfterValidator(_phrase)]
Id = Annotated[str, Field(pattern=r"^[\w][\w.-]*$", min_length=1)]
Words = Annotated[str, Field(min_length=1)]
Confidence = Literal["high", "medium", "low"]


def _period(value: str) -> str:
    """A unit, or several of one ("6 months"), in the singular."""
    m = re.fullmatch(_PERIOD, value.strip().lower())
    if m is None:
        unit = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}.get(value.lower())
        hint = f"; did you mean {unit!r}?" if unit else ""
        raise ValueError(f"a period reads day, week, month, or several of one: 6 months{hint}")
    return m[2] if m[1] in (None, "1") else f"{m[1]} {m[2]}"


Period = Annotated[
    str, AfterValidator(_period), WithJsonSchema({"type": "string", "pattern": rf"^{_PERIOD}$"})
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=False)


class MomentShape(_Shape):
    """A moment in full, where a phrase is not enough."""

    kind: MomentKind
    words: Words
    date: Date | None = None
    time: str | None = None
    n: int | None = None
    unit: Literal["hour", "day", "week", "month", "year"] = "day"
    phase: int | None = None
    anchor: str | None = None
    condition: str | None = None
    condition_clause: Id | None = None
    condition_amount: float | None = None
    of: list[Phrase] = []


class WhenShape(_Shape):
    """A phrase with its precondition."""

    when: Phrase
    condition: str | None = None
    condition_clause: Id | None = None
    condition_amount: float | None = None


def _form(value: Any) -> str:
    """Which form a moment or source is given in; the tags never stand in the file."""
    if isinstance(value, dict | WhenShape | MomentShape):
        given = value if isinstance(value, dict) else value.model_dump()
        return "<when>" if "when" in given else "<full>"
    return "<words>"


AnyMoment = Annotated[
    Annotated[Phrase, Tag("<words>")]
    | Annotated[WhenShape, Tag("<when>")]
    | Annotated[MomentShape, Tag("<full>")],
    Discriminator(_form),
]


class DeadlineShape(_Shape):
    """When a duty opens, by when it is to be complete, until when it lasts."""

    kind: DeadlineKind
    opens: AnyMoment | None = None
    begin_by: AnyMoment | None = None
    begins: bool = False
    due: AnyMoment | None = None
    until: AnyMoment | None = None
    every: Period | None = None
    condition: str | None = None
    condition_clause: Id | None = None
    words: str = ""


class QuantityShape(_Shape):
    """An amount owed."""

    kind: QuantityKind
    value: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    unit: str = ""
    measure: Id | None = None
    period: Period | None = None
    per: float | None = None
    per_unit: str | None = None
    plus: float | None = None
    parts: dict[str, float] = {}
    schedule: dict[int, float] = {}
    note: str | None = None
    tests: list[Literal["per_period", "cumulative"]] = []
    exceptions: dict[str, float] = {}
    applies_to: str | None = None
    measured_from: dict[str, str] = {}
    base: str | None = None
    reference: str | None = None
    order: list[Words] = []
    counts: list[Words] = []
    also_reported: list[Words] = []
    ramp: dict[int, float | Literal["more", "less"]] = {}
    per_clause: Id | None = None
    bases: dict[Date, float] = {}


class PartShape(_Shape):
    """A share of a clause's amount that is counted for itself."""

    id: Id
    words: Words
    value: float = Field(ge=0)
    measure: Id | None = None


class ReadingShape(_Shape):
    """How one side reads a clause."""

    id: Id
    words: Words
    holders: list[Words] = Field(min_length=1)
    deadline: DeadlineShape | None = None
    effect: Literal["lapses", "contingent"] | None = None
    day_count: Id | None = None
    sources: list[Words] = []
    sets_aside: list[SignalKind] = []
    deed_on: Date | None = None


class ClauseShape(_Shape):
    """One stipulation."""

    id: Id
    title: Words
    kind: ClauseKind = ClauseKind.DUTY
    ref: str = ""
    document: Id | None = None
    topic: Id | None = None
    topics_also: list[Id] = []
    obligors: list[Words] = Field(min_length=1)
    shares: dict[str, str] = {}
    beneficiaries: list[Words] = []
    phase: int | None = None
    place: str | None = None
    deadline: DeadlineShape
    quantity: QuantityShape | None = None
    parts: list[PartShape] = []
    depends_on: list[Id] = []
    replaces: list[Id] = []
    readings: list[ReadingShape] = []
    verifiers: list[Id] = []
    settles: list[Words] = []
    notes: list[Words] = []
    doubts: list[Words] = []
    sources: list[Words] = Field(min_length=1)
    confidence: Confidence = "medium"
    survives_suspension: bool = False
    best_effort: bool = False
    carries: list[Id] = []


class ActorShape(_Shape):
    """Whoever the agreement names or whose word it gives weight to."""

    id: Id
    name: Words
    roles: list[
        Literal[
            "party",
            "bound",
            "mediator",
            "guarantor",
            "verifier",
            "institution",
            "implementer",
            "outlet",
            "other",
        ]
    ] = Field(min_length=1)
    party: Id | None = None
    names: list[Words] = []
    kind: Literal["person", "body"] | None = None


class DocumentShape(_Shape):
    """One paper of the agreement."""

    id: Id
    name: Words
    status: Literal["signed", "announced", "unpublished", "leaked", "claimed", "public"]
    by: list[Words] = []
    sources: list[Words] = []
    confidence: Confidence = "medium"


class DayCountShape(_Shape):
    """A convention for counting days."""

    id: Id
    first: Literal[0, 1]
    words: Words
    holders: list[Words] = []
    sources: list[Words] = []


class PhaseShape(_Shape):
    """A bundle of stipulations in sequence."""

    n: int = Field(ge=1)
    name: Words
    start: AnyMoment | None = None
    length_days: int | None = Field(default=None, ge=1)
    contingent: bool = False


class MonitorShape(_Shape):
    """Who watches what, with which limits, and by which counting rule."""

    actor: Id
    words: Words
    clauses: list[Id] = []
    access: str | None = None
    until: Date | None = None
    counting: str | None = None
    sources: list[Words] = []
    confidence: Confidence = "medium"


class RuleShape(_Shape):
    """How clauses hang together."""

    id: Id
    words: Words
    clauses: list[Id] = []
    sources: list[Words] = []
    confidence: Confidence = "medium"


class TotalShape(_Shape):
    """An amount that reports tell of several clauses together."""

    id: Id
    words: Words
    clauses: list[Id] = Field(min_length=2)
    measure: Id | None = None


class ChangeShape(_Shape):
    """A later text that changes the agreement."""

    id: Id
    kind: ChangeKind
    on: Date
    words: Words
    by: list[Words] = []
    clauses: list[Id] = []
    until: Date | None = None
    by_accord: Id | None = None
    schedule: dict[Date, float] = {}
    sources: list[Words] = []
    confidence: Confidence = "medium"


class SourceShape(_Shape):
    """Where a term was published."""

    address: Words
    note: str | None = None


class AccordShape(_Shape):
    """The whole of `accord.yaml`."""

    id: Id
    name: Words
    short_name: Words
    review: Literal["reviewed", "draft"]
    text_status: Words
    text_read: Literal["whole", "part", "none"] = "part"
    announced: Date | None = None
    signed: Date | None = None
    start: Date
    start_planned: Date | None = None
    start_actual: Date | None = None
    ended: Date | None = None
    actors: list[ActorShape] = Field(min_length=2)
    documents: list[DocumentShape] = []
    topics: dict[str, Words] = {}
    measures: dict[str, Words] = {}
    anchors: dict[str, Date] = {}
    day_counts: list[DayCountShape] = Field(min_length=1)
    phases: list[PhaseShape] = []
    clauses: list[ClauseShape] = Field(min_length=1)
    rules: list[RuleShape] = []
    monitors: list[MonitorShape] = []
    changes: list[ChangeShape] = []
    totals: list[TotalShape] = []
    notes: list[Words] = []
    sources: dict[
        str,
        Annotated[
            Annotated[Words, Tag("<words>")] | Annotated[SourceShape, Tag("<full>")],
            Discriminator(_form),
        ],
    ]
