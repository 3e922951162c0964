"""What is known of one clause, added up signal by signal: who says what, first and last when.

Only additions: a signal is folded in once it can be known and what it tells lies in the past,
so that a whole year is one pass. One party is one interest, however often it speaks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from truceline.model.accord import HolderRole, SignalKind
from truceline.model.standing import Signal

__all__ = ["Tally", "Voice", "bears", "eligible_from", "in_order", "tallied"]

_NEVER = "9999-12-31"


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
    named: Signal | None = None
    """A signal of this voice whose holder is named."""

    def add(self, signal: Signal, on: str) -> None:
        if on < self.first_on:
            self.first, self.first_on, self.dated = signal, on, signal.dated
        if on >= self.last_on:
            self.last, self.last_on = signal, on
        if self.named is None and not signal.anonymous:
            self.named = signal


@dataclass(slots=True)
class Tally:
    """The voices on one clause, and the amounts told."""

    voices: dict[tuple[SignalKind, str, HolderRole], Voice] = field(default_factory=dict)
    by_kind: dict[SignalKind, list[Voice]] = field(default_factory=dict)
    totals: dict[str, Signal] = field(default_factory=dict)
    """By interest: the greatest total told (since a start)."""
    latest_total: dict[str, Signal] = field(default_factory=dict)
    rounds: dict[str, dict[str, Signal]] = field(default_factory=dict)
    """By day, by interest: the greatest amount told of that day's occasion."""
    version: int = 0

    def add(self, signal: Signal) -> None:
        on = signal.on or signal.known_on or ""
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
                named,
            )
            self.voices[key] = voice
            self.by_kind.setdefault(signal.kind, []).append(voice)
        else:
            voice.add(signal, on)
        if signal.kind is SignalKind.PERFORMED and (signal.low is not None or signal.high is not None):
            self._add_amount(signal, on)
        self.version += 1

    def _add_amount(self, signal: Signal, on: str) -> None:
        if signal.rate is not None:
            return
        if signal.cumulative or (signal.cumulative is None and not signal.dated):
            kept = self.totals.get(signal.interest)
            if kept is None or (signal.low or 0) > (kept.low or 0):
                self.totals[signal.interest] = signal
            last = self.latest_total.get(signal.interest)
            if signal.cumulative and (last is None or on >= (last.on or last.known_on or "")):
                self.latest_total[signal.interest] = signal
        else:
            day = self.rounds.setdefault(on, {})
            kept = day.get(signal.interest)
            if kept is None or (signal.low or 0) > (kept.low or 0):
                day[signal.interest] = signal

    def of(self, *kinds: SignalKind) -> list[Voice]:
        """The voices of these kinds, in the order in which they were first heard."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        return [v for k in kinds for v in self.by_kind.get(k, ())]

    def summed(self, until: str = _NEVER) -> tuple[float, list[Signal]]:
        """At least how much is reported as performed by `until`, and the signals that say so.

        The greater of the greatest total told and of the sum of the dated occasions; for each
        occasion the least that anybody tells (bounds, not points). Equal amounts that different
        voices date one day apart are one occasion told twice.
        """
        told = [s for s in self.totals.values() if (s.on or s.known_on or "") <= until]
        best = max((s.low or 0 for s in told), default=0.0)
        added = 0.0
        parts: list[Signal] = []
        last: tuple[str, float, set[str]] | None = None
        for day in sorted(d for d in self.rounds if d <= until):
            voices = self.rounds[day]
            amount = min(s.low or 0 for s in voices.values())
            again = last is not None and last[1] == amount and _next(last[0]) == day
            if not (again and last is not None and not last[2] & set(voices)):
                added += amount
            parts += voices.values()
            last = (day, amount, set(voices))
        if added > best:
            return added, parts
        return best, [s for s in told if (s.low or 0) >= best]

    def telling(self, amount: float) -> list[Signal]:
        """The totals told that reach `amount` each by itself."""
        return [s for s in self.totals.values() if (s.low or 0) >= amount]

    def at_most(self) -> tuple[float | None, list[Signal]]:
        """At most how much had been performed, where the latest totals of all voices are bounded."""
        signals = list(self.latest_total.values())
        if not signals or any(s.high is None for s in signals):
            return None, []
        return max(s.high or 0 for s in signals), signals


def _next(day: str) -> str:
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
    except ValueError:
        return ""


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
    told = []
    for s in signals:
        known, on = eligible_from(s)
        if known <= known_at and on <= as_of and bears(s, start):
            told.append(s)
    for s in in_order(told):
        out.setdefault(s.clause, Tally()).add(s)
    return out


def in_order(signals: Iterable[Signal]) -> list[Signal]:
    """Signals in the order in which they became known; names of parties play no part in it."""
    return sorted(
        signals,
        key=lambda s: (
            s.known_on or "",
            s.on or "",
            s.report,
            s.spans[0].start if s.spans else 0,
            s.clause,
            s.kind,
            s.rule,
            s.claim,
        ),
    )
