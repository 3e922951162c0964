"""What is known of one clause, added up signal by signal: who says what, first and last when.

Only additions, and in any order: what is known is the same whichever signal came first, so that a
whole year is one pass and a late report joins what is there. One party is one interest, however
often it speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from truceline.model.accord import HolderRole, SignalKind
from truceline.model.standing import Signal
from truceline.standing.amounts import NEVER, Amounts
from truceline.standing.order import earlier, order_of

__all__ = ["Tally", "Voice", "bears", "eligible_from", "tallied"]


@dataclass(slots=True, eq=False)
class Voice:
    """One interest that tells one kind of thing: the signals that say so first and last."""

    kind: SignalKind
    interest: str
    role: HolderRole
    party: str | None
    first: Signal
    last: Signal
    first_on: str
    last_on: str
    dated: bool
    """Whether the first date was told, or is only when the words were said."""
    heard: Signal
    """The signal that became known first."""
    named: Signal | None = None
    """A signal of this voice whose holder is named."""

    def add(self, signal: Signal, on: str) -> None:
        if on < self.first_on or (on == self.first_on and earlier(signal, self.first)):
            self.first, self.first_on, self.dated = signal, on, signal.dated
        if on > self.last_on or (on == self.last_on and not earlier(signal, self.last)):
            self.last, self.last_on = signal, on
        if not signal.anonymous and (self.named is None or earlier(signal, self.named)):
            self.named = signal


@dataclass(slots=True)
class Tally:
    """The voices on one clause, and the amounts told."""

    voices: dict[tuple[SignalKind, str, HolderRole], Voice] = field(default_factory=dict)
    by_kind: dict[SignalKind, list[Voice]] = field(default_factory=dict)
    _unsorted: set[SignalKind] = field(default_factory=set)
    amounts: Amounts = field(default_factory=Amounts)
    shared: Amounts = field(default_factory=Amounts)
    """Amounts told of this and other clauses together: they count for none of them."""
    version: int = 0
    _summed: tuple[tuple[int, str, bool], tuple[float, list[Signal]]] | None = None

    def add(self, signal: Signal) -> None:
        on = signal.on or signal.known_on or ""
        if signal.shared:
            self.shared.add(signal, on)
            self.version += 1
            return
        key = (signal.kind, signal.interest, signal.role)
        voice = self.voices.get(key)
        if voice is None:
            named = None if signal.anonymous else signal
            voice = Voice(
                signal.kind,
                signal.interest,
                signal.role,
                signal.party,
                signal,
                signal,
                on,
                on,
                signal.dated,
                signal,
                named,
            )
            self.voices[key] = voice
            beside = self.by_kind.setdefault(signal.kind, [])
            if beside and earlier(signal, beside[-1].heard):
                self._unsorted.add(signal.kind)
            beside.append(voice)
        else:
            voice.add(signal, on)
            if earlier(signal, voice.heard):
                voice.heard = signal
                self._unsorted.add(signal.kind)
        if signal.kind is SignalKind.PERFORMED and (signal.low is not None or signal.high is not None):
            self.amounts.add(signal, on)
        self.version += 1

    def of(self, *kinds: SignalKind) -> list[Voice]:
        """The voices of these kinds, in the order in which they were first heard."""
        if not self._unsorted.isdisjoint(kinds):
            for kind in self._unsorted:
                self.by_kind[kind].sort(key=lambda v: order_of(v.heard))
            self._unsorted.clear()
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        return [v for k in kinds for v in self.by_kind.get(k, ())]

    def summed(self, until: str = NEVER, daily: bool = False) -> tuple[float, list[Signal]]:
        """At least how much is reported as performed by `until`, and the signals that say so."""
        key = (self.version, until, daily)
        if self._summed is None or self._summed[0] != key:
            self._summed = key, self.amounts.summed(until, daily)
        return self._summed[1]


def eligible_from(signal: Signal) -> tuple[str, str]:
    """(the day from which it could be known, the day on which what it tells was so)."""
    return signal.known_on or signal.on or "", signal.on or signal.known_on or ""


_AFTER_START = frozenset(SignalKind) - {
    SignalKind.DUTY_STATED,
    SignalKind.PROMISED,
    SignalKind.REFUSED,
    SignalKind.POSTPONED,
    SignalKind.CONDITION_MET,
}


def bears(signal: Signal, start: str) -> bool:
    """Whether a signal can bear on an agreement that starts then: what was done or left undone
    before it began is neither its keeping nor its breach; a plan or a refusal can come before."""
    return signal.kind not in _AFTER_START or (signal.on or signal.known_on or start) >= start


def tallied(signals: Iterable[Signal], as_of: str, known_at: str, start: str = "") -> dict[str, Tally]:
    """By clause: all that could be known by `known_at` of what was so by `as_of`."""
    out: dict[str, Tally] = {}
    for s in signals:
        known, on = eligible_from(s)
        if known <= known_at and on <= as_of and bears(s, start):
            tally = out.get(s.clause)
            if tally is None:
                tally = out[s.clause] = Tally()
            tally.add(s)
    return out


def in_order(signals: Iterable[Signal]) -> list[Signal]:
    """Signals in the order in which they became known."""
    return sorted(signals, key=order_of)
