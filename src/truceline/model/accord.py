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

from truceline.model.reading import MentionType, Modality, Stance
from truceline.model.span import Span


class AliasKind(StrEnum):
    """What sort of form an alias is."""

    NAME = "name"
    SHORT = "short"
    DEMONYM = "demonym"
    """An adjective: names the party only as a modifier ("the Israeli team")."""
    METONYM = "metonym"
    """A place that speaks for its government ("Cairo said")."""
    LABEL = "label"
    """An evaluative label; recorded as the outlet's wording, never used in our own words."""
    NOMINAL = "nominal"
    """A common noun ("the movement"): stands for the entity only where the text has named it before."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One form under which reports name an entity.

    `mirror` is the class of alias in which parties can be swapped for each other by the
    mirror test ("name", "people", "spokesman" ...); `neutral` what a label stands for.
    """

    text: str
    kind: AliasKind = AliasKind.NAME
    mirror: str | None = None
    neutral: str | None = None


class Role(StrEnum):
    """What an entity is to the agreement."""

    PARTY = "party"
    INSTITUTION = "institution"
    """A body of a party: its word is that party's interest."""
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    VERIFIER = "verifier"
    """A named neutral body whose finding counts as one."""
    OUTLET = "outlet"
    AGENCY = "agency"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A party, person, body or place that reports name. Coordinates are in degrees."""

    id: str
    name: str
    type: MentionType
    roles: tuple[Role, ...] = (Role.OTHER,)
    party: str | None = None
    """The party whose interest it stands for; for a party, its own id."""
    aliases: tuple[Alias, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that must stand together in one claim.

    Each group of `all` needs one of its alternatives; nothing of `none` may be there. An
    alternative is a word or phrase, without regard to case; a final `*` lets it go on
    ("negotiat*"); `@id` stands for any mention of that entity.
    """

    all: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that the agreement counts: how reports name the counted thing."""

    id: str
    name: str
    counted: tuple[str, ...]
    """Nouns of the counted thing ("captives", "hostages"); `*` as in `Pattern`."""
    near: tuple[str, ...] = ()
    """Words that must stand in the same clause or sentence for the measure to fit (any of them)."""
    none: tuple[str, ...] = ()
    unit: str = "person"
    cumulative: bool | None = None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a claim can be about, in the terms of the agreement."""

    id: str
    name: str
    patterns: tuple[Pattern, ...]
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How reports of one conflict name what the agreement speaks of. Languages: `Pattern`
    words and aliases are kept by language code."""

    accord: str
    entities: tuple[Entity, ...] = ()
    measures: tuple[Measure, ...] = ()
    topics: tuple[Topic, ...] = ()
    signs: tuple[str, ...] = ()
    """Entity ids that, named together, tell that a report is about this accord."""
    agreement_names: tuple[str, ...] = ()
    """How reports name the agreement itself ("the deal", "the ceasefire agreement")."""
    start: str | None = None
    end: str | None = None
    """The span of dates (YYYY-MM-DD) in which reports are likely to be about it."""
    dates: tuple[tuple[str, str], ...] = ()
    """Names of the agreement's own dates for resolving times: ("phase:1:start", "2025-01-19"),
    ("phase:1:end", "2025-03-01"), ("day:1", "2025-01-19")."""

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, if the vocabulary has it."""
        return next((e for e in self.entities if e.id == id), None)


class SignalKind(StrEnum):
    """What one claim can mean for one clause."""

    PERFORMED = "performed"
    BEGUN = "begun"
    NOT_PERFORMED = "not_performed"
    BREACH_ALLEGED = "breach_alleged"
    DENIED = "denied"
    PROMISED = "promised"
    REFUSED = "refused"
    POSTPONED = "postponed"
    CONDITION_MET = "condition_met"
    CONDITION_ENDED = "condition_ended"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"
    DUTY_STATED = "duty_stated"
    """Retells what is owed; moves no state, but shows that the clause is spoken of."""
    NO_ACCESS = "no_access"
    OBSERVED_NONE = "observed_none"


class HolderRole(StrEnum):
    """Who speaks, seen from the clause."""

    OBLIGOR = "obligor"
    COUNTERPART = "counterpart"
    """Another party to the agreement, or its institution."""
    MEDIATOR = "mediator"
    VERIFIER = "verifier"
    OUTLET = "outlet"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule: a claim that fits it is this signal for this clause. Never by similarity alone.

    Empty fields do not ask. `acts` are PLOVER roots, or "ROOT/mode"; `actors`, `places`
    entity ids; `amount` is a least share (0..1) of the clause's quantity.
    """

    id: str
    clause: str
    signal: SignalKind
    patterns: tuple[Pattern, ...] = ()
    topics: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ()
    stances: tuple[Stance, ...] = ()
    holders: tuple[HolderRole, ...] = ()
    amount: float | None = None
    undone_by: tuple[str, ...] = ()
    """Words that undo the match where they stand beside it ("not", "would", "ready to")."""
    within: int = 28
    """The words of a pattern must stand within so many words of each other."""


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

    `unit` is "day", "week", "month" or "hour". `words` is the phrase as the accord file has it.
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


class ChangeKind(StrEnum):
    """What a later text or decision does to the agreement."""

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


@dataclass(frozen=True, slots=True)
class Fact:
    """One given fact of a `Situation`; becomes one `Signal` of that clause.

    `who` is the holder as a reader would name it, `entity` the actor's id; `role` and `party`
    are filled in from the actor where the file leaves them out. `on` is when what is told
    happened, `known_on` when it was published (both YYYY-MM-DD). Facts of one `origin` count once.
    """

    clause: str
    kind: SignalKind
    who: str
    role: HolderRole
    entity: str | None
    party: str | None
    on: str | None
    known_on: str
    origin: str
    low: float | None = None
    high: float | None = None
    cumulative: bool | None = None
    """Whether the amount is a total since the start (True) or of the occasion on `on` (False)."""
    measure: str | None = None
    rate: str | None = None
    anonymous: bool = False
    confirmed: bool = False
    words: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a `Situation` expects of one clause; an empty field asks nothing.

    `states`, `evidences`, `shown` hold every answer that is right; `never` shown words that
    would be wrong. `opens`, `due`, `until` are computed dates; `total` the amount performed so far.
    """

    clause: str
    states: tuple[str, ...] = ()
    evidences: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    opens: str | None = None
    due: str | None = None
    until: str | None = None
    total: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """A test that a lawyer can read: as of this date, knowing these facts, this clause stands so."""

    name: str
    as_of: str
    known_at: str
    facts: tuple[Fact, ...]
    expect: tuple[Expectation, ...]
    day_count: str | None = None
    """The id of the day count; None: the accord's first."""
    why: str = ""
    sources: tuple[str, ...] = ()
    line: int | None = None
    """Where it stands in `cases.yaml`."""


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

    def actor(self, id: str) -> Actor | None:
        """The actor of that id."""
        return next((a for a in self.actors if a.id == id), None)

    def clause(self, id: str) -> Clause | None:
        """The clause of that id (case and "_"/"-" do not matter)."""
        key = id.casefold().replace("_", "-")
        return next((c for c in self.clauses if c.id.casefold().replace("_", "-") == key), None)
