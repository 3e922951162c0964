"""One question to the rules of standing, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from truceline.model.accord import Accord, Clause, RivalReading
from truceline.model.standing import Dates, EvidenceLevel, Signal, State
from truceline.standing.tally import Tally, Voice

__all__ = ["Asked", "Reason", "Verdict"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that was applied, what it gave, and the voices that it rests on."""

    rule: str
    says: str
    voices: tuple[Voice, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(slots=True)
class Verdict:
    """How a clause stands, before it is put into words."""

    state: State
    evidence: EvidenceLevel
    note: str = ""
    deciding: list[Voice] = field(default_factory=list)
    amounts: list[Signal] = field(default_factory=list)
    accusers: tuple[str, ...] = ()
    """Ids of the parties whose word is the only adverse evidence."""
    reasons: list[Reason] = field(default_factory=list)
    performed_on: str | None = None
    ended_on: str | None = None
    """Of a clause that has ended or been replaced: the last day of its life."""
    total: float | None = None
    """At least how much is reported as performed, where another clause asks."""
    most: float | None = None
    """At most how much, where the totals told are bounded; `most_on` is the day of the last of them."""
    most_on: str | None = None

    def because(
        self, rule: str, says: str, voices: Sequence[Voice] = (), signals: Sequence[Signal] = ()
    ) -> None:
        self.reasons.append(Reason(rule, says, tuple(voices), tuple(signals)))

    def noted(self, note: str) -> None:
        if note and note not in self.note:
            self.note = f"{self.note}; {note}" if self.note else note


class Quiet(Verdict):
    """A verdict of which only state, evidence, accusers and days are asked: it takes no notes."""

    __slots__ = ()

    def because(
        self, rule: str, says: str, voices: Sequence[Voice] = (), signals: Sequence[Signal] = ()
    ) -> None:
        pass

    def noted(self, note: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: this clause, these dates, this day, this much known."""

    accord: Accord
    clause: Clause
    dates: Dates
    tally: Tally
    as_of: str
    known_at: str
    rival: RivalReading | None = None
    others: Mapping[str, Verdict] = field(default_factory=dict)
    """How the clauses stand that this one depends on."""
    carriers: tuple[str, ...] = ()
    """The clauses under which this one goes on after its own time."""
    quiet: bool = False
    """Whether the answer may leave out notes and reasons."""

    def verdict(self, state: State, evidence: EvidenceLevel) -> Verdict:
        """A verdict to begin with."""
        return Quiet(state, evidence) if self.quiet else Verdict(state, evidence)
