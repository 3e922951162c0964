"""What is wanted next for each uncertain clause, and how far provisions are implemented."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from truceline.model.accord import SignalKind
from truceline.model.span import Span
from truceline.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """One piece of evidence that would change how a clause stands: whose word, what to ask them, and what
    each answer would make of the clause. `cost` counts how hard it is to come by (1 a report, 3 a finding)."""

    who: str
    """Whose word it is, as a reader would name it."""
    role: str
    entities: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    """(the answer, what would then be shown) pairs; answers that would change nothing are left out."""
    gain: int
    """By how many steps the evidence would rise at most."""
    cost: int
    question: str = ""
    """What to ask: "Has it been done, and on which day?" """


@dataclass(frozen=True, slots=True)
class Watched:
    """An uncertain clause: how it stands, what would settle it best, and what to look for."""

    clause: str
    title: str
    standing: Standing
    weight: int
    """How much hangs on it: higher is asked first."""
    why: str
    since: str
    """From which day on reports of it are wanted."""
    wanted: tuple[Wanted, ...]
    suggested: tuple[str, ...] = ()
    """What the accord itself says would settle it."""
    names: tuple[str, ...] = ()
    """Names to look for: of those who owe it, of places."""
    words: tuple[tuple[str, ...], ...] = ()
    """Groups of words, of which each group has one in a report of it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An item of a watch-list, as intake needs it: what to look for in reports that come, from which day on."""

    clause: str
    title: str
    since: str
    words: tuple[tuple[str, ...], ...] = ()
    entities: tuple[str, ...] = ()
    """Ids of those whose word was asked for."""


@dataclass(frozen=True, slots=True)
class Met:
    """A report that meets an item of a watch-list, and the words by which it does.

    `tells` is what the accord's rules heard of the clause (a kind of signal), None where only the words that were
    looked for stand there; `asked` whether it is the word of somebody who was asked for.
    """

    report: str
    clause: str
    title: str
    span: Span
    tells: SignalKind | None = None
    holder: str = ""
    asked: bool = False


class Level(IntEnum):
    """How far a stipulation is implemented, on the four levels of the Peace Accords Matrix."""

    NOT_INITIATED = 0
    MINIMUM = 1
    INTERMEDIATE = 2
    COMPLETE = 3


@dataclass(frozen=True, slots=True)
class Implemented:
    """How far one clause is implemented: a level, a range where accounts contradict, or not coded.

    `low` and `high` are None where nobody reports, or where nothing is asked yet.
    """

    clause: str
    title: str
    low: Level | None
    high: Level | None
    rule: str
    """The rule that gives it, in words."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Provision:
    """The clauses of one matter, and the level of all of them together."""

    id: str
    name: str
    low: Level | None
    high: Level | None
    clauses: tuple[Implemented, ...]
    coded: int
    """How many of the clauses have a level."""
