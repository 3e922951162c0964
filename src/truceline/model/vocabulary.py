"""How reports name what an agreement speaks of, and which claims are a signal for which clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from truceline.model.reading import MentionType, Modality, Stance


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
    ("negotiat*"); `@id` stands for any mention of that entity. A group of `about` may also stand anywhere
    else in the paragraph: what it is about is named once, and its sentences tell of it.
    """

    all: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()
    about: tuple[tuple[str, ...], ...] = ()


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
    text: str = field(default="", repr=False, compare=False)
    """The file as it stands, so that an entry can be cited; "" where it was not read from one."""

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
    COMPLETED = "completed"
    """Performed to the end by the words ("the last of them"), where no amount is told of a clause that owes one."""
    SPOKEN_OF = "spoken_of"
    """Names what the clause is about in the words of the day, and neither that it is done nor that it is not."""
    NO_ACCESS = "no_access"
    OBSERVED_NONE = "observed_none"
    INCIDENT = "incident"
    """An occurrence that bears on the clause is told or found, and nobody calls it a breach or says
    whose doing it is."""


class HolderRole(StrEnum):
    """Who speaks, seen from the clause."""

    OBLIGOR = "obligor"
    COUNTERPART = "counterpart"
    """Another party to the agreement, or its institution."""
    MEDIATOR = "mediator"
    VERIFIER = "verifier"
    OUTLET = "outlet"
    OTHER = "other"


UNDONE = "-undone"
"""How the id of the rule ends that hears told as not done what the rule before it hears told as done."""
ANSWER = "answer-"
"""How the id of the rule begins that hears a side answer a charge."""
BESIDE = "answer-beside/"
"""And of the one that hears it answer right beside the charge."""


@dataclass(frozen=True, slots=True)
class Offices:
    """How a language names those who speak for a side, beside a word for that side."""

    speaking: tuple[str, ...] = ()
    not_speaking: tuple[str, ...] = ()
    """With one of these it is none of its offices ("former", "close to")."""
    untrue: tuple[str, ...] = ()
    """How somebody's words are called untrue."""
    of_states: tuple[str, ...] = ()
    """Offices that only states have ("the foreign minister")."""
    plain: tuple[str, ...] = ()
    """Words of names that tell no side apart ("people", "front")."""
    papers: tuple[str, ...] = ()
    """What somebody issues or is, told of with "the" after that one spoke ("the statement", "the unit")."""
    watchers: tuple[str, ...] = ()
    """Common nouns for the one verifier that a report names ("the mission")."""
    past: tuple[str, ...] = ()
    """What is told before the name of one who holds his office no longer ("former")."""
    against_the_state: tuple[str, ...] = ()
    """And before one of a state who does not speak for it ("opposition")."""


@dataclass(frozen=True, slots=True)
class Telling:
    """By what words reports tell of each clause, and of how a duty stands; for what no rule hears."""

    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How news tell that a duty is done, wanting, held, refused and the like, whatever the duty is."""
    words: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    """By clause, the words that tell of it, each with how much it tells at most."""


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
    hung: tuple[Pattern, ...] = ()
    """Each (words that open a clause of time or condition, words of a plan or duty): what a clause so opened
    tells is undone where the clause that it hangs on is a plan or duty ("will leave once they have left")."""
    inserted: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    """Phrases of which no word undoes the deed ("without incident")."""
    """Words that open a clause between two commas, in which nothing undoes what stands outside."""
    untold: tuple[str, ...] = ()
    """Words of saying nothing about something: what stands behind them is not told."""
    accused_by: tuple[str, ...] = ()
    """For an alleged breach: words that call it one; without any of them, and unless the claim
    accuses, what is told is an incident. Empty: the rule's own words do."""
    strict: bool = False
    """Asks so of a party too, whose telling of the other's deed else accuses; or, of a charge, for a name or noun of
    whom it charges, though one side alone owes the clause."""
    joined_by: tuple[str, ...] = ()
    """Words that join amounts of different measures into one ("three captives and four bodies")."""
    within: int = 28
    """The words of a pattern must stand within so many words of each other."""
    shared: bool = False
    """The amount covers several clauses together (prisoners of every kind, where each clause owes one
    kind): it is told beside each and counts for none."""
    answers: bool = False
    """It answers: it counts only after a breach of the clause is alleged in the same report."""
    whole: tuple[str, ...] = ()
    """Words by which a deed is told as done to the end, whatever its amount."""
    not_whole: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    """Words for a deed that is done once and for all ("passed into law"), where no day and no amount is owed."""
    spare: bool = False
    """It counts only where no other rule hears a deed, a failing or a plan in the sentence."""
    mutual: tuple[str, ...] = ()
    """Names of a holder who is each side of the other ("each accused the other")."""
    each_other: tuple[str, ...] = ()
    """And of whom each of several accuses, whatever they are called ("each other")."""
    traded: tuple[str, ...] = ()
    """Words by which each accuses the other, whoever tells it ("traded blame")."""
    foes: tuple[str, ...] = ()
    """Common nouns for whom a side charges. Where there are any, the rule hears a side alone, whose words name
    another side or one of these, and not itself first."""
    foes_quoted: tuple[str, ...] = ()
    """Pronouns for whom it charges, where its words are quoted."""
    own: tuple[str, ...] = ()
    """How a side names itself ("we")."""
    own_told: tuple[str, ...] = ()
    """And how it is named where others tell its words ("it")."""
    forces: tuple[str, ...] = ()
    """What states have: whom a side that is no state means, where it names nobody else ("warplanes")."""
    suffered: tuple[str, ...] = ()
    """What was done to a side, whoever is named for it ("came under fire")."""
