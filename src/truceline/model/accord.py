"""An agreement as data: who owes what, by when, under which condition, and the words to watch.

Three files make an accord folder: `accord.yaml` (the agreement), `vocabulary.yaml` (how
reports name its parties, people, bodies, places, measures and topics) and `watch.yaml`
(which claims are a signal for which clause). `cases.yaml` holds its tests (`Situation`),
`sources.md` says where each term was published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from truceline.model.change import Change, ChangeKind
from truceline.model.situation import Expectation, Fact, Situation
from truceline.model.span import Span
from truceline.model.terms import Deadline, DeadlineKind, Moment, MomentKind, Quantity, QuantityKind
from truceline.model.vocabulary import (
    ANSWER,
    BESIDE,
    UNDONE,
    Alias,
    AliasKind,
    Entity,
    HolderRole,
    Measure,
    Offices,
    Pattern,
    Role,
    SignalKind,
    Telling,
    Topic,
    Vocabulary,
    Watch,
)

__all__ = [
    "ANSWER",
    "BESIDE",
    "UNDONE",
    "Accord",
    "Actor",
    "Alias",
    "AliasKind",
    "Change",
    "ChangeKind",
    "Clause",
    "ClauseKind",
    "DayCount",
    "Deadline",
    "DeadlineKind",
    "Document",
    "Entity",
    "Expectation",
    "Fact",
    "HolderRole",
    "Measure",
    "Moment",
    "MomentKind",
    "Monitor",
    "Offices",
    "Part",
    "Pattern",
    "Phase",
    "Quantity",
    "QuantityKind",
    "RivalReading",
    "Role",
    "Rule",
    "SignalKind",
    "Situation",
    "Source",
    "Telling",
    "Topic",
    "Total",
    "Vocabulary",
    "Watch",
]


@dataclass(frozen=True, slots=True)
class RivalReading:
    """How one side reads a clause. `start_day` or `deadline` where the reading moves a date,
    `holders` who reads it so."""

    id: str
    words: str
    holders: tuple[str, ...]
    deadline: Deadline | None = None
    effect: str | None = None
    """lapses: under this reading the duty ends with its phase whatever the condition;
    contingent: under this reading it falls due only on a further agreement;
    None: the reading moves no date by itself (it is about facts, order or reach)."""
    day_count: str | None = None
    """The id of the day count that this reading goes with."""
    sources: tuple[str, ...] = ()
    sets_aside: tuple[SignalKind, ...] = ()
    """What this reading of the facts does not accept: under it such signals do not count."""
    deed_on: str | None = None
    """The day (YYYY-MM-DD) that this reading gives to the deed, where a deed is reported at all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a clause's amount that is owed and counted for itself ("of which fuel").

    `id` can be named wherever a clause id can; `value` is in the unit and period of the
    clause's quantity, and is contained in it.
    """

    id: str
    words: str
    value: float
    measure: str | None = None


class ClauseKind(StrEnum):
    """What sort of stipulation a clause is. Only duties and bans can be kept or breached."""

    DUTY = "duty"
    BAN = "ban"
    RESERVATION = "reservation"
    """A right that a party keeps ("self-defence")."""
    PERMISSION = "permission"
    PARAMETER = "parameter"
    """A definition that other clauses use (a reference line)."""
    PROCEDURE = "procedure"
    """How the agreement is amended, extended or ended."""
    ASSURANCE = "assurance"
    """A promise in a side letter by one signatory."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One stipulation: the smallest separately observable commitment.

    `span` is the clause's title in the frozen accord file (report id "accord:NAME"), so that
    a sentence about a duty cites it.
    """

    id: str
    title: str
    span: Span
    obligors: tuple[str, ...]
    deadline: Deadline
    ref: str = ""
    topic: str | None = None
    topics_also: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    phase: int | None = None
    quantity: Quantity | None = None
    depends_on: tuple[str, ...] = ()
    place: str | None = None
    readings: tuple[RivalReading, ...] = ()
    verifiers: tuple[str, ...] = ()
    """Ids of the neutral bodies whose finding counts as one; a body of one of them (its `party`)
    speaks for it."""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "medium"
    settles: tuple[str, ...] = ()
    """What would settle it, in words ("a count of prisoners by the Red Cross")."""
    kind: ClauseKind = ClauseKind.DUTY
    document: str | None = None
    """The id of the document that holds it."""
    shares: tuple[tuple[str, str], ...] = ()
    """(obligor, its part in words) pairs, where several owe different things."""
    replaces: tuple[str, ...] = ()
    """Clauses that this one replaces or changes."""
    survives_suspension: bool = False
    """The duty holds even while the agreement is suspended."""
    best_effort: bool = False
    """The text asks for effort, not for a result."""
    parts: tuple[Part, ...] = ()
    carries: tuple[str, ...] = ()
    """Clauses whose measures go on under this one after their own time."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """A convention for counting days: `first` is the number that the start date bears (1 or 0)."""

    id: str
    first: int
    words: str
    holders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A bundle of stipulations in sequence."""

    n: int
    name: str
    start: Moment | None
    length_days: int | None
    contingent: bool = False
    """Begins only on a further agreement."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a term was published."""

    key: str
    address: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever the agreement names or whose word it gives weight to. `name` is the display name.

    `roles` are of: party, bound (bound without signing), mediator, guarantor, verifier,
    institution (of `party`), implementer, outlet, other.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    party: str | None = None
    """The party whose interest it stands for; for a party, its own id."""
    names: tuple[str, ...] = ()
    """Further names under which reports speak of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of the agreement. `status` is signed, announced, unpublished, leaked, claimed
    or public (an instrument of its own, such as a resolution)."""

    id: str
    name: str
    status: str
    by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Monitor:
    """Who watches what, with which limits, and by which counting rule."""

    actor: str
    words: str
    clauses: tuple[str, ...] = ()
    access: str | None = None
    until: str | None = None
    """The end of its mandate (YYYY-MM-DD)."""
    counting: str | None = None
    sources: tuple[str, ...] = ()
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Rule:
    """How clauses hang together, in words, with the clauses that it is about."""

    id: str
    words: str
    clauses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Total:
    """An amount that reports tell of several clauses together ("all prisoners freed")."""

    id: str
    words: str
    clauses: tuple[str, ...]
    measure: str | None = None


TO_WATCH = (
    "name the deed in its title, or write a rule for it in watch.yaml; until then `truceline search WORDS` finds what "
    "reports tell of it"
)
"""What helps where no rule listens for a clause."""


@dataclass(frozen=True, slots=True)
class Accord:
    """A ceasefire or peace agreement as data."""

    id: str
    name: str
    short_name: str
    review: str
    """Either "reviewed" or "draft"; a draft says so on every output."""
    text_status: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    start: str
    """The start date (YYYY-MM-DD) from which days are counted."""
    start_planned: str | None
    start_actual: str | None
    day_counts: tuple[DayCount, ...]
    phases: tuple[Phase, ...]
    clauses: tuple[Clause, ...]
    vocabulary: Vocabulary
    watches: tuple[Watch, ...] = ()
    verifiers: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    documents: tuple[Document, ...] = ()
    text: str = ""
    """The frozen accord file that clause spans point into."""
    sha256: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Display names by entity id."""
    signed: str | None = None
    """When it was signed (YYYY-MM-DD): the anchor "signing"."""
    announced: str | None = None
    ended: str | None = None
    """When it ended, where a later text or both parties said so."""
    actors: tuple[Actor, ...] = ()
    guarantors: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    """Bound without having signed."""
    topics: tuple[tuple[str, str], ...] = ()
    """(topic id, name) pairs that clauses use."""
    measures: tuple[tuple[str, str], ...] = ()
    """(measure id, name) pairs that quantities use."""
    anchors: tuple[tuple[str, str], ...] = ()
    """(words, YYYY-MM-DD) pairs: the dates of anchors "event: words" that a document fixes."""
    monitors: tuple[Monitor, ...] = ()
    rules: tuple[Rule, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    text_read: str = "part"
    """How much of an official text was read for this file: "whole", "part" or "none"."""
    assumed: bool = False
    """Whether its watch rules are the general ones of the language, for want of its own."""
    unheard: tuple[str, ...] = ()
    """Duties, bans and assurances for which no rule listens: no report can speak of them."""
    offices: Offices = field(default_factory=Offices)
    telling: Telling = field(default_factory=Telling)

    @property
    def banner(self) -> str:
        """What every output says of the file itself; empty where the official text was read whole."""
        said = ""
        if self.review == "draft":
            said = "DRAFT: no official text of this agreement was read whole."
        elif self.text_read != "whole":
            said = "Checked against published accounts; no official text of this agreement was read whole."
        return " ".join(x for x in (said, self.hearing) if x)

    @property
    def hearing(self) -> str:
        """What every output says of how reports are placed on its clauses; empty where it has rules of its
        own."""
        if not self.assumed:
            return ""
        deaf = f"{self.not_watched}: {', '.join(self.unheard)}." if self.unheard else ""
        return " ".join(x for x in (self.general, deaf) if x)

    @property
    def general(self) -> str:
        """That its rules are not its own, where that is so."""
        return "Its clauses are watched by general rules, for it has none of its own." if self.assumed else ""

    @property
    def not_watched(self) -> str:
        """Of how many clauses no rule hears what reports tell; empty where one listens for each."""
        n = len(self.unheard)
        are, them = ("is", "it") if n == 1 else ("are", "them")
        words = f"{n} of {len(self.clauses)} clauses {are} not watched, so that no deed and no breach told of {them} is heard"
        return words if n else ""

    def actor(self, id: str) -> Actor | None:
        """The actor of that id."""
        return next((a for a in self.actors if a.id == id), None)

    def clause(self, id: str) -> Clause | None:
        """The clause of that id (case and "_"/"-" do not matter)."""
        key = id.casefold().replace("_", "-")
        return next((c for c in self.clauses if c.id.casefold().replace("_", "-") == key), None)
