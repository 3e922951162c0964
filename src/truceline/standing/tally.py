"""What is known of one clause, added up signal by signal: who says what, first and last when.

Only additions, and in any order: what is known is the same whichever signal came first, so that a
whole year is one pass and a late report joins what is there. One party is one interest, however
often it speaks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter

from truceline.model.accord import Clause, HolderRole, SignalKind
from truceline.model.standing import Signal
from truceline.standing.amounts import NEVER, Amounts, shifted
from truceline.standing.order import earlier, order_of

__all__ = [
    "DONE",
    "FIRST_ON",
    "HALT",
    "LAST_ON",
    "Tally",
    "Voice",
    "bears",
    "eligible_from",
    "in_terms",
    "old",
    "voice_of",
]


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
            dated = signal.dated or (self.dated and on == self.first_on)
            self.first, self.first_on, self.dated = signal, on, dated
        self.dated = self.dated or (signal.dated and on == self.first_on)
        if on > self.last_on or (on == self.last_on and not earlier(signal, self.last)):
            self.last, self.last_on = signal, on
        if not signal.anonymous and (self.named is None or earlier(signal, self.named)):
            self.named = signal

    def goes_on(self, signal: Signal, on: str) -> bool:
        """Whether the signal is only its last word so far: told of a later day, and known later, than all
        that it rests on."""
        known, named = signal.known_on or "", self.named
        return (
            on > self.last_on
            and known > (self.heard.known_on or "")
            and (signal.anonymous if named is None else known > (named.known_on or ""))
        )

    def weight(self) -> tuple[object, ...]:
        """All of it that state and evidence can depend on, but since when a deed is told of (`Tally.since`);
        what only notes and reasons name is left out."""
        return self.last_on, self.named is not None, self.last.low


@dataclass(slots=True)
class Tally:
    """The voices on one clause, and the amounts told."""

    voices: dict[tuple[SignalKind, str, HolderRole], Voice] = field(default_factory=dict)
    by_kind: dict[SignalKind, list[Voice]] = field(default_factory=dict)
    _unsorted: set[SignalKind] = field(default_factory=set)
    amounts: Amounts = field(default_factory=Amounts)
    shared: Amounts = field(default_factory=Amounts)
    """Amounts told of this and other clauses together: they count for none of them."""
    deeds: set[str] = field(default_factory=set)
    """The days to which the words themselves give a deed."""
    version: int = 0
    _since: dict[SignalKind, tuple[str, bool]] = field(default_factory=dict)
    _latest: dict[SignalKind, str] = field(default_factory=dict)
    _summed: tuple[tuple[int, str, bool], tuple[float, list[Signal]]] | None = None

    def add(self, signal: Signal, key: tuple[SignalKind, str, HolderRole] | None = None) -> None:
        """Count a signal in; `key` is `voice_of` it, where that is known already."""
        on = signal.on or signal.known_on or ""
        if signal.shared:
            self.shared.add(signal, on)
            self.version += 1
            return
        key = key or voice_of(signal)
        if on > self._latest.get(key[0], ""):
            self._latest[key[0]] = on
        voice = self.voices.get(key)
        if voice is not None and voice.goes_on(signal, on):
            voice.last, voice.last_on = signal, on
        elif voice is None:
            named = None if signal.anonymous else signal
            voice = Voice(
                key[0],
                key[1],
                key[2],
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
            self._begins(voice)
        else:
            voice.add(signal, on)
            self._begins(voice)
            if earlier(signal, voice.heard):
                voice.heard = signal
                self._unsorted.add(signal.kind)
        if key[0] is SignalKind.PERFORMED:
            if signal.dated:
                self.deeds.add(on)
            if signal.low is not None or signal.high is not None:
                self.amounts.add(signal, on)
        self.version += 1

    def without(self, kinds: Collection[SignalKind]) -> Tally:
        """The same without what is told of these kinds, as a reading that does not accept it has it."""
        left = {k: v for k, v in self.by_kind.items() if k not in kinds}
        voices = {key: v for key, v in self.voices.items() if key[0] not in kinds}
        since = {k: v for k, v in self._since.items() if k not in kinds}
        latest = {k: v for k, v in self._latest.items() if k not in kinds}
        kept = Tally(voices, left, version=self.version, _since=since, _latest=latest)
        if SignalKind.PERFORMED not in kinds:
            kept.amounts, kept.shared, kept.deeds = self.amounts, self.shared, self.deeds
        return kept

    def of(self, *kinds: SignalKind) -> list[Voice]:
        """The voices of these kinds, in the order in which they were first heard."""
        if not self._unsorted.isdisjoint(kinds):
            for kind in self._unsorted:
                self.by_kind[kind].sort(key=lambda v: order_of(v.heard))
            self._unsorted.clear()
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        return [*chain.from_iterable([self.by_kind[k] for k in kinds if k in self.by_kind])]

    def since(self, *kinds: SignalKind) -> tuple[str, bool] | None:
        """The day from which somebody tells of one of these kinds of thing, and whether it is only when the words
        were said."""
        return min((since for k in kinds if (since := self._since.get(k))), default=None)

    def latest(self, *kinds: SignalKind) -> str:
        """The last day of which one of these kinds of thing is told; "" where none is."""
        return max([self._latest.get(k, "") for k in kinds])

    def _begins(self, voice: Voice) -> None:
        """Keep since when a kind of thing is told: a day only comes nearer to the beginning, or to what the words
        give."""
        begins, before = (voice.first_on, not voice.dated), self._since.get(voice.kind)
        if before is None or begins < before:
            self._since[voice.kind] = begins

    def summed(self, until: str = NEVER, daily: bool = False) -> tuple[float, list[Signal]]:
        """At least how much is reported as performed by `until`, and the signals that say so."""
        key = (self.version, until, daily)
        if self._summed is None or self._summed[0] != key:
            self._summed = key, self.amounts.summed(until, daily)
        return self._summed[1]


def voice_of(signal: Signal) -> tuple[SignalKind, str, HolderRole]:
    """By what the signals of one voice are known."""
    return signal.kind, signal.interest, signal.role


def in_terms(clause: Clause | None, signal: Signal) -> Signal:
    """The signal in the terms of the clause: of a percentage whose base is known, shares become things."""
    q = clause.quantity if clause is not None else None
    if q is None or not q.bases or signal.low is None or (signal.measure and signal.measure == q.measure):
        return signal
    on = signal.on or signal.known_on or ""
    base = next((n for since, n in reversed(q.bases) if since <= on), q.bases[0][1])
    high = None if signal.high is None else signal.high * base / 100
    return replace(signal, low=signal.low * base / 100, high=high)


def eligible_from(signal: Signal) -> tuple[str, str]:
    """(the day from which it could be known, the day on which what it tells was so)."""
    return signal.known_on or signal.on or "", signal.on or signal.known_on or ""


def old(told: str, today: str) -> bool:
    """Whether a halt told on that day is too long ago to stand by itself."""
    return shifted(told, HALT) < today


HALT = 14
"""Days for which a halt stands that others than those who owe the duty tell, and that nobody tells again."""
FIRST_ON, LAST_ON = attrgetter("first_on"), attrgetter("last_on")
DONE = (SignalKind.PERFORMED, SignalKind.COMPLETED, SignalKind.BEGUN)
_AFTER_START = frozenset(SignalKind) - {
    SignalKind.DUTY_STATED,
    SignalKind.PROMISED,
    SignalKind.REFUSED,
    SignalKind.POSTPONED,
    SignalKind.CONDITION_MET,
}
_SETTLED = frozenset({SignalKind.REFUSED, SignalKind.POSTPONED})
"""What an agreement that is made later settles: who refused before, and then agreed, refuses no more."""


def bears(signal: Signal, start: str, made: str | None = None) -> bool:
    """Whether a signal can bear on an agreement that starts then, and was made on the day `made`: what was done or left
    undone before it began is neither its keeping nor its breach; a plan can come before, and a refusal of what is agreed."""
    if made is not None and signal.kind in _SETTLED:
        return (signal.on or signal.known_on or made) >= made
    return signal.kind not in _AFTER_START or (signal.on or signal.known_on or start) >= start
