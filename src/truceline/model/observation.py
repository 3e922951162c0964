"""What monitors see themselves: who looked, where, when, on what basis, and what they found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from truceline.model.span import Span


class Basis(StrEnum):
    """On what an observation rests."""

    SAW = "saw"
    HEARD = "heard"
    """With their own ears (a blast), not from somebody."""
    TOLD = "told"
    RECORDS = "records"


class Method(StrEnum):
    """How somebody looked."""

    PATROL = "patrol"
    VISIT = "visit"
    POST = "post"
    """A place where somebody watches all the time."""
    HOTLINE = "hotline"
    IMAGERY = "imagery"
    RECORDS = "records"
    MEETING = "meeting"
    OTHER = "other"


class Found(StrEnum):
    """What an observation tells."""

    NONE = "none"
    """Looked, and nothing that bears on the clause was there."""
    INCIDENT = "incident"
    """Something happened that bears on the clause; nobody calls it a breach here."""
    BREACH = "breach"
    """The observer says that it is a breach, and whose."""
    DONE = "done"
    UNDER_WAY = "under-way"
    NOT_DONE = "not-done"
    NO_ACCESS = "no-access"
    ALLEGED = "alleged"
    """Somebody told the observer of a breach."""
    DENIED = "denied"
    """Somebody told the observer that it was not so."""
    INQUIRY = "inquiry"
    """An inquiry was opened."""
    UNSUBSTANTIATED = "unsubstantiated"
    """Looked into, and nothing was found that bears it out."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One look, or one word told to somebody who keeps watch; kept as a report of its own.

    `by` is the body that looked, `actor` its id in the accord where it has one. `since` and `until`
    are days or local instants (ISO 8601). `span` are the words that it rests on.
    """

    report: str
    by: str
    since: str
    until: str
    place: str
    method: Method
    basis: Basis
    found: Found
    clauses: tuple[str, ...]
    span: Span
    actor: str | None = None
    teller: str | None = None
    """Who told it, where `basis` is told: a display name."""
    teller_actor: str | None = None
    perpetrator: str | None = None
    """The id of whose doing it is, as the observer says; None: not known."""
    barred_by: str | None = None
    """Who refused access."""
    count: float | None = None
    measure: str | None = None
    incident: str | None = None
    """The name of the incident that it belongs to."""
    known_on: str = ""

    @property
    def day(self) -> str:
        """The last day of which it tells (YYYY-MM-DD)."""
        return self.until[:10]

    @property
    def looked(self) -> bool:
        """Whether somebody looked for themselves."""
        return self.basis is not Basis.TOLD and self.found is not Found.NO_ACCESS


class Level(StrEnum):
    """How far an incident is verified."""

    ALLEGED = "alleged"
    REPORTED = "reported"
    """Told of, heard, or found in records, by somebody who is no party; nobody says that they saw it."""
    UNDER_INQUIRY = "under inquiry"
    OBSERVED = "observed"
    """Seen by somebody who is no party, and no verifier of the clauses on that day."""
    VERIFIED = "verified"
    """Seen by a verifier of the clauses; whose doing it is, is not known."""
    ATTRIBUTED = "attributed"
    """Seen by a verifier of the clauses, who says whose doing it is."""
    UNSUBSTANTIATED = "unsubstantiated"
    """A verifier of the clauses looked into it last, and found nothing that bears it out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One word on an incident: who says so, and where it stands."""

    who: str
    party: str | None
    on: str
    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Incident:
    """A reported occurrence that bears on clauses; never a violation by itself."""

    name: str
    place: str
    since: str
    until: str
    clauses: tuple[str, ...]
    level: Level
    why: str
    """The rule that gives the level, in words."""
    allegations: tuple[Told, ...] = ()
    denials: tuple[Told, ...] = ()
    findings: tuple[Told, ...] = ()
    no_access: tuple[Told, ...] = ()
    verifier: str | None = None
    perpetrator: str | None = None
    observations: tuple[str, ...] = ()
    """Ids of the reports that it rests on."""
    reported: tuple[Told, ...] = ()
    """Who tells of the occurrence without alleging a breach."""
    dated: bool = True
    """Whether the words give its day; else `since` is the day on which it was told."""
    opened_by: str = "observation"
    """What opened it: "observation", or "report"."""
    merged: tuple[str, ...] = ()
    """Names of the matters of reports that were found to be this one."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Who looked at one clause on one day, and who could not."""

    clause: str
    day: str
    looked: tuple[str, ...] = ()
    no_access: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
