"""Amounts told of one clause: bounds on what was performed, each occasion counted once.

A total ("19 so far") and the sum of dated occasions are two bounds of one quantity: the greater
is taken, never their sum; what is dated clearly after a total adds to it.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from truceline.model.standing import Signal
from truceline.standing.order import earlier, order_of

__all__ = ["Amounts", "Occasion", "widened"]

NEVER = "9999-12-31"
_NEAR = 0.05
"""Amounts that differ by no more than this share can be one amount, rounded in two ways."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was performed on one occasion, as these signals tell: at least `low`, which is the greatest
    lower bound where all who tell of it can be right at once, else the least."""

    day: str
    low: float
    signals: tuple[Signal, ...]

    @classmethod
    def of(cls, day: str, signals: tuple[Signal, ...]) -> Occasion:
        lows = [s.low or 0.0 for s in signals]
        return cls(day, max(lows) if _agree(signals) else min(lows), signals)


@dataclass(frozen=True, slots=True)
class _Told:
    """The totals told on one day: how far each holds beside those of about that day, greatest first;
    and the two least that are bounded above and say that they are totals, of different interests."""

    holds: tuple[tuple[float, Signal], ...]
    caps: tuple[Signal, ...]


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
    _occasion: dict[str, Occasion] = field(default_factory=dict)
    _of_day: dict[str, _Told] = field(default_factory=dict)

    def add(self, signal: Signal, on: str) -> None:
        """Count an amount. What neither says that it is a total nor names its day may retell any
        part of what was done by then: as a bound it serves as a total does, and never adds up."""
        if signal.rate is not None:
            return
        if not signal.cumulative and signal.dated:
            _keep(self.rounds.setdefault(on, {}), signal)
            self._occasion.pop(on, None)
            return
        _keep(self.totals, signal)
        _keep(self.told.setdefault(on, {}), signal)
        for n in (-1, 0, 1):
            self._of_day.pop(shifted(on, n), None)
        last = self.latest_total.get(signal.interest)
        if not signal.cumulative:
            return
        since = (last.on or last.known_on or "") if last else ""
        if last is None or on > since or (on == since and not earlier(signal, last)):
            self.latest_total[signal.interest] = signal

    def __bool__(self) -> bool:
        return bool(self.totals or self.rounds)

    def occasions(self, until: str = NEVER, daily: bool = False) -> list[Occasion]:
        """The dated occasions up to `until`, in order.

        What different voices date one day apart, in amounts that can be one rounded in two ways,
        is one occasion told twice, unless each day is owed for itself (`daily`).
        """
        out: list[Occasion] = []
        before: Set[str] = frozenset()
        for day in sorted(d for d in self.rounds if d <= until):
            voices = self.rounds[day]
            found = self._occasion.get(day) or Occasion.of(day, tuple(_ordered(voices.values())))
            self._occasion[day] = found
            last = out[-1] if out and not daily and shifted(out[-1].day, 1) == day else None
            if last is not None and not before & voices.keys() and _one(last, found):
                out[-1] = Occasion.of(last.day, (*last.signals, *found.signals))
            else:
                out.append(found)
            before = voices.keys()
        return out

    def summed(self, until: str = NEVER, daily: bool = False) -> tuple[float, list[Signal]]:
        """At least how much is reported as performed by `until`, and the signals that say so.

        The greatest of: the sum of the occasions; and for each total, as far as it holds, with the
        occasions dated more than a day after it was told. A total holds as far as no other voice
        tells the same one lower at about that time, or a lower one later: both can then be right
        about the lower.
        """
        occasions = self.occasions(until, daily)
        at, rest, best, since = len(occasions), 0.0, sum(o.low for o in occasions), 0
        total: Signal | None = None
        caps: tuple[Signal, ...] = ()
        for day in sorted((d for d in self.told if d <= until), reverse=True):
            told = self._of_day.get(day) or self._told(day)
            if told.caps and (len(caps) < 2 or (told.caps[0].high or 0) <= (caps[1].high or 0)):
                caps = _least((*told.caps, *caps))
            while at > 0 and occasions[at - 1].day > shifted(day, 1):
                at -= 1
                rest += occasions[at].low
            for low, s in told.holds:
                if low + rest <= best:
                    break
                low = min([low, *(c.low or 0.0 for c in caps if c.interest != s.interest and _below(c, s))])
                if low + rest > best:
                    best, since, total = low + rest, at, s
        parts = [s for o in occasions[since:] for s in o.signals]
        return best, [total, *parts] if total is not None else parts

    def _told(self, day: str) -> _Told:
        around = [
            (s.low or 0.0, i) for n in (-1, 0, 1) for i, s in self.told.get(shifted(day, n), {}).items()
        ]
        around.sort()
        lows = [low for low, _ in around]
        holds = []
        for interest, s in self.told[day].items():
            low = s.low or 0.0
            for other, who in around[bisect_left(lows, low * (1 - _NEAR)) :]:
                if who != interest:
                    low = min(low, other)
                    break
            holds.append((low, s))
        holds.sort(key=lambda h: (-h[0], order_of(h[1])))
        lasting = [s for s in self.told[day].values() if s.cumulative and s.high is not None]
        made = self._of_day[day] = _Told(tuple(holds), _least(lasting))
        return made

    def telling(self, amount: float) -> list[Signal]:
        """The totals told that reach `amount` each by itself."""
        return _ordered(s for s in self.totals.values() if (s.low or 0) >= amount)

    def at_most(self) -> tuple[float | None, list[Signal]]:
        """At most how much had been performed, where the latest totals of all voices are bounded."""
        signals = _ordered(self.latest_total.values())
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


@lru_cache(maxsize=4096)
def shifted(day: str, days: int) -> str:
    """`day` moved by so many days; empty where it is no full date."""
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _keep(kept: dict[str, Signal], signal: Signal) -> None:
    old = kept.get(signal.interest)
    low = signal.low or 0
    if old is None or low > (old.low or 0) or (low == (old.low or 0) and earlier(signal, old)):
        kept[signal.interest] = signal


def _ordered(signals: Iterable[Signal]) -> list[Signal]:
    return sorted(signals, key=order_of)


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


def _least(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """The two least bounded totals of different interests: no more are needed to find the least
    that is another's."""
    out: list[Signal] = []
    for s in sorted(signals, key=lambda s: (s.high or 0, s.low or 0, order_of(s))):
        if all(s.interest != o.interest for o in out):
            out.append(s)
            if len(out) == 2:
                break
    return tuple(out)
