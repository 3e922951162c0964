"""Situations: what a lawyer expects of an accord when certain facts are given."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.vocabulary import HolderRole, SignalKind


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
    shared: bool = False
    """The amount is told of several clauses together, and counts for none of them."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a `Situation` expects of one clause; an empty field asks nothing.

    `states`, `evidences`, `shown` hold every answer that is right; `never` shown words that
    would be wrong. `opens`, `due`, `until` are computed dates; `total` the amount performed so far;
    `last` how a clause that ended stood last; `notes` words that must stand beside it.
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
    last: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


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
    reading: str | None = None
    """The reading under which it is asked, where it is another than a day count."""
