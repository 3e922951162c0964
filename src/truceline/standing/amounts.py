"""Amounts told of one clause: bounds on what was performed, each occasion counted once.

A total ("19 so far") and the sum of dated occasions are two bounds of one quantity: the greater
is taken, never their sum; what is dated clearly after a total adds to it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from truceline.model.standing import Signal

__all__ = ["Amounts", "Occasion", "widened"]

NEVER = "9999-12-31"
_NEAR = 0.05
"""Amounts that differ by no more than this share can be one amount, rounded in two ways."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was performed on one occasion, as these signals tell: at least `low`."""

    day: str
    signals: tuple[Signal, ...]

    @property
    def low(self) -> float:
        """The greatest lower bound where all who tell of it can be right at once, else the least."""
        lows = [s.low or 0.0 for s in self.signals]
        return max(lows) if _agree(self.signals) else min(lows)


@dataclass(slots=True)
class Amounts:
    """The amounts told, by day and by interest (a party or an outlet is one, however often it speaks)."""

    totals: dict[str, Signal] = field(default_factory=dict)
    """By interest: the greatest total told."""
    latest_total: dict[str, Signal] = field(default_factory=dict)
    """By interest: the last total told that says that it is one."""
    told: dict[str, dict[str, Signal]] = field(default_factory=dict)
    """By day, by interest: the greatest total told on it."""
    rounds: dict[str, dict[str, Signal]] = field(default_factory=dict)
    """By day, by interest: the greatest amount told of that day's occasion."""

    def add(self, signal: Signal, on: str) -> None:
        """Count an amount. What neither says that it is a total nor names its day may retell any
        part of what was done by then: as a bound it serves as a total does, and never adds up."""
        if signal.rate is not None:
            return
        if not signal.cumulative and signal.dated:
            _keep(self.rounds.setdefault(on, {}), signal)
            return
        _keep(self.totals, signal)
        _keep(self.told.setdefault(on, {}), signal)
        last = self.latest_total.get(signal.interest)
        if signal.cumulative and (last is None or on >= (last.on or last.known_on or "")):
            self.latest_total[signal.interest] = signal

    def __bool__(self) -> bool:
        return bool(self.totals or self.rounds)

    def occasions(self, until: str = NEVER, daily: bool = False) -> list[Occasion]:
        """The dated occasions up to `until`, in order.

        What different voices date one day apart, in amounts that can be one rounded in two ways,
        is one occasion told twice, unless each day is owed for itself (`daily`).
        """
        out: list[Occasion] = []
        before: set[str] = set()
        for day in sorted(d for d in self.rounds if d <= until):
            voices = self.rounds[day]
            found = Occasion(day, tuple(voices.values()))
            last = out[-1] if out and not daily and shifted(out[-1].day, 1) == day else None
            if last is not None and not before & set(voices) and _one(last, found):
                out[-1] = Occasion(last.day, (*last.signals, *found.signals))
            else:
                out.append(found)
            before = set(voices)
        return out

    def summed(self, until: str = NEVER, daily: bool = False) -> tuple[float, list[Signal]]:
        """At least how much is reported as performed by `until`, and the signals that say so.

        The greatest of: the sum of the occasions; and for each total, what holds of it
        (`_holding`) with the occasions dated more than a day after it was told.
        """
        occasions = self.occasions(until, daily)
        after = [0.0]
        for o in reversed(occasions):
            after.append(after[-1] + o.low)
        after.reverse()
        best, since = after[0], 0
        total: Signal | None = None
        at = len(occasions)
        for day, low, signal in self._holding(until):
            rest = shifted(day, 1)
            while at > 0 and occasions[at - 1].day > rest:
                at -= 1
            if low + after[at] > best:
                best, since, total = low + after[at], at, signal
        parts = [s for o in occasions[since:] for s in o.signals]
        return best, [total, *parts] if total is not None else parts

    def _holding(self, until: str) -> list[tuple[str, float, Signal]]:
        """(day, what holds of the greatest total told on it, that signal), the last day first.

        A total holds as far as no other voice tells the same one lower at about that time, or a
        lower one later: both can then be right about the lower."""
        out: list[tuple[str, float, Signal]] = []
        capped: list[Signal] = []
        for day in sorted((d for d in self.told if d <= until), reverse=True):
            voices = self.told[day]
            around = [
                s
                for n in (-1, 0, 1)
                for s in self.told.get(shifted(day, n), {}).values()
                if s.low is not None
            ]
            lasting = [s for s in voices.values() if s.cumulative and s.high is not None]
            capped = _least(lasting, capped)
            held: tuple[float, Signal] | None = None
            for s in voices.values():
                low = s.low or 0.0
                others = [o.low or 0.0 for o in around if o.interest != s.interest]
                low = min([low, *(x for x in others if x < low and _near(x, low))])
                low = min([low, *(c.low or 0.0 for c in capped if c.interest != s.interest and _below(c, s))])
                if held is None or low > held[0]:
                    held = low, s
            if held is not None:
                out.append((day, *held))
        return out

    def telling(self, amount: float) -> list[Signal]:
        """The totals told that reach `amount` each by itself."""
        return [s for s in self.totals.values() if (s.low or 0) >= amount]

    def at_most(self) -> tuple[float | None, list[Signal]]:
        """At most how much had been performed, where the latest totals of all voices are bounded."""
        signals = list(self.latest_total.values())
        if not signals or any(s.high is None for s in signals):
            return None, []
        return max(s.high or 0 for s in signals), signals

    def of_day(self, day: str) -> float:
        """The greatest amount told of the occasion of that day, or of a total told on it."""
        voices = [*self.rounds.get(day, {}).values(), *self.told.get(day, {}).values()]
        return max((s.low or 0 for s in voices), default=0.0)


def widened(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The bounds of an approximate amount: half a unit of its last significant place either way
    ("about 1,700" is 1,650 to 1,750). Whole amounts stay whole."""

    def half(x: float) -> float:
        unit = 1.0
        while x and x == math.floor(x) and x % (unit * 10) == 0:
            unit *= 10
        return unit / 2 if unit > 1 else 0.0

    return (
        None if low is None else low - half(low),
        None if high is None else high + half(high),
    )


def shifted(day: str, days: int) -> str:
    """`day` moved by so many days; empty where it is no full date."""
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _keep(kept: dict[str, Signal], signal: Signal) -> None:
    old = kept.get(signal.interest)
    if old is None or (signal.low or 0) > (old.low or 0):
        kept[signal.interest] = signal


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _NEAR * max(a, b)


def _agree(signals: Sequence[Signal]) -> bool:
    """Whether one amount lies within the bounds of all."""
    top = min((s.high for s in signals if s.high is not None), default=math.inf)
    return max(s.low or 0.0 for s in signals) <= top


def _one(a: Occasion, b: Occasion) -> bool:
    """Whether the amounts of two occasions can be one amount."""
    return _agree((*a.signals, *b.signals)) or _near(a.low, b.low)


def _below(cap: Signal, s: Signal) -> bool:
    return cap.high is not None and cap.high < (s.low or 0)


def _least(new: Sequence[Signal], old: Sequence[Signal]) -> list[Signal]:
    """The two least bounded totals of different interests: no more are needed to find the least
    that is another's."""
    out: list[Signal] = []
    for s in sorted((*new, *old), key=lambda s: (s.high or 0, s.low or 0)):
        if all(s.interest != o.interest for o in out):
            out.append(s)
    return out[:2]
