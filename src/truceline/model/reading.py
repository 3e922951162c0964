"""What reading makes of a report: claims and what they carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from truceline.model.signs import with_signs
from truceline.model.span import Span


class Manner(StrEnum):
    """How the words of a claim reach the page."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN = "own"
    UNSOURCED = "unsourced"


class Stance(StrEnum):
    """What the holder does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    DEMANDS = "demands"
    PROMISES = "promises"
    REFUSES = "refuses"
    THREATENS = "threatens"
    EXPECTS = "expects"
    REPORTS = "reports"


class Modality(StrEnum):
    """How the content is put: as fact, plan, duty ..."""

    ACTUAL = "actual"
    INTENTION = "intention"
    OBLIGATION = "obligation"
    FUTURE = "future"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    NEGATED = "negated"
    EVALUATIVE = "evaluative"


class LinkKind(StrEnum):
    """What a link of a chain is."""

    OUTLET = "outlet"
    AGENCY = "agency"
    PARTY = "party"
    BODY = "body"
    PERSON = "person"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the way from the carrying outlet down to the origin."""

    name: str
    kind: LinkKind
    entity: str | None = None
    party: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is said to say what, in which words.

    `content` lists every segment in reading order. `source` is the noun phrase (or pronoun)
    in the text, `holder` whom it stands for, `antecedent` the span that told so. `chain` runs
    from the carrying outlet to the origin. `origin` is local to the report: equal for claims
    that go back to one act of speech or one document.
    """

    id: str
    report: str
    content: tuple[Span, ...]
    manner: Manner
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.ACTUAL
    cue: Span | None = None
    source: Span | None = None
    antecedent: Span | None = None
    holder: str | None = None
    entity: str | None = None
    party: str | None = None
    anonymous: bool = False
    chain: tuple[Link, ...] = ()
    origin: str = ""
    said_on: str | None = None
    nested_in: str | None = None
    topics: tuple[str, ...] = ()
    decided_by: tuple[Span, ...] = ()
    """The words that decide stance and modality."""
    party_by: Span | None = None
    """The words of another report of the case by which the party was worked out; it is shown as worked out."""

    @property
    def words(self) -> str:
        """The content as one string, segments joined by an ellipsis, with the signs that references ("&#039;")
        stand for."""
        content = self.content
        words = content[0].quote if len(content) == 1 else " … ".join([s.quote for s in content])
        return with_signs(words)

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def end(self) -> int:
        return self.content[-1].end


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its bounds. An open bound is None; shares are in percent.

    `measure` is a measure of the accord; `mode` done, planned, conditional or denied;
    `cumulative` True (since a start), False (this event) or None (not told); `window` an
    EDTF interval or the words for one.
    """

    span: Span
    low: float | None
    best: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    counted: str | None = None
    counted_span: Span | None = None
    category: str | None = None
    measure: str | None = None
    mode: str = "done"
    cumulative: bool | None = None
    window: str | None = None
    counted_by: str | None = None
    rate: str | None = None
    """The period of a rate ("day" in "600 trucks a day")."""
    claim: str | None = None


class WhenType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: TIMEX3 `value`, `edtf` where one fits, the `rule` that resolved it
    and its `anchor` (a date, or the words of an event); `inferred` marks a guessed anchor."""

    span: Span
    value: str
    type: WhenType
    edtf: str | None = None
    rule: str = ""
    anchor: str | None = None
    inferred: bool = False
    claim: str | None = None


class MentionType(StrEnum):
    """What is mentioned."""

    PARTY = "party"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or nominal and the entity that it stands for.

    `loaded` marks an evaluative label; `neutral` is what it stands for in neutral words and
    `voice` whose word it is: "outlet", or a claim's id when it stands in that claim's quotation.
    `latitude`, `longitude` (degrees) and `precision` (1 exact .. 5 country) belong to places.
    """

    span: Span
    entity: str | None
    type: MentionType
    party: str | None = None
    loaded: bool = False
    neutral: str | None = None
    voice: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    why: str = ""
    claim: str | None = None
    described: tuple[str, ...] = ()
    """The nouns beside a person's name that tell what he is ("spokesman"); "" for what other words tell (", 43,")."""


ANONYMOUS = "anonymous-"
"""What the id of an entity without a name begins with; it holds in one report only."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part in an act, in the words of the text: `entity` where it is known, `party`
    whose it is. Both are None for a group that only a common noun names ("gunmen")."""

    span: Span
    entity: str | None = None
    party: str | None = None

    @property
    def named(self) -> bool:
        """Whether the entity has a name beyond this report."""
        return self.entity is not None and not self.entity.startswith(ANONYMOUS)

    @property
    def id(self) -> str | None:
        """The entity that has a name, else the party that it belongs to, else the entity of this report."""
        return self.entity if self.named else self.party or self.entity

    @property
    def ids(self) -> tuple[str, ...]:
        """The entity and the party whose it is."""
        return tuple(dict.fromkeys(x for x in (self.id, self.party) if x))


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to whom, in PLOVER terms (https://github.com/openeventdata/PLOVER).

    `actor` and `recipient` are the ids of entities and of the parties whose they are; `actors` and `recipients` all who take part, known or not, with
    their words.
    """

    span: Span
    root: str
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: Span | None = None
    place: str | None = None
    when: str | None = None
    modality: Modality = Modality.ACTUAL
    refused: bool = False
    denied: bool = False
    claim: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    figures: tuple[Span, ...] = ()
    """The figures that tell how much or how many it is done to, by their words."""

    @property
    def told(self) -> str:
        """How it is told, in one word: done, planned, conditional, possible, refused, denied or not done."""
        if self.denied:
            return "denied"
        if self.refused:
            return "refused"
        return _TOLD[self.modality]


_TOLD = {
    Modality.ACTUAL: "done",
    Modality.INTENTION: "planned",
    Modality.FUTURE: "planned",
    Modality.OBLIGATION: "planned",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "conditional",
    Modality.NEGATED: "not done",
    Modality.EVALUATIVE: "done",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading makes of one report. `read` is False where the language has no pack:
    unread is not silent, and `why_unread` says so."""

    report: str
    read: bool
    accord: str | None = None
    accord_why: str = ""
    why_unread: str | None = None
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[When, ...] = ()
    mentions: tuple[Mention, ...] = ()
    acts: tuple[Act, ...] = ()
    blocks: tuple[Block, ...] = ()


class BlockKind(StrEnum):
    """What a block of a page is."""

    PARAGRAPH = "paragraph"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    CAPTION = "caption"
    BYLINE = "byline"
    CREDIT = "credit"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page (offsets as in `Span`), numbered from 1."""

    number: int
    start: int
    end: int
    kind: BlockKind
