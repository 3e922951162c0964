"""When a duty opens, falls due and ends, counted as one reading of the agreement counts.

Nothing is guessed: a moment that hangs on an event which nobody has reported has no date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from truceline.errors import UsageError
from truceline.model.accord import (
    Accord,
    ChangeKind,
    Clause,
    DayCount,
    Deadline,
    DeadlineKind,
    Moment,
    MomentKind,
    RivalReading,
)
from truceline.model.standing import Dates

__all__ = ["Under", "dates", "period_of", "periods", "readings", "told_under", "under"]

_MOST_PERIODS = 4000
_NO_COUNT = DayCount("", 1, "the start is day 1")


@dataclass(frozen=True, slots=True)
class Under:
    """One way to read the agreement: how days are counted, and which rival readings hold."""

    name: str
    day_count: DayCount
    rivals: Mapping[str, RivalReading] = field(default_factory=dict)
    """By clause id."""


def readings(accord: Accord) -> tuple[str, ...]:
    """Every reading that `under` knows: the day counts, the rival readings, the parties who hold one.

    The first is the one that holds where none is named.
    """
    counts = [c.id for c in accord.day_counts] or [_NO_COUNT.id]
    rivals = [r.id for c in accord.clauses for r in c.readings]
    holders = [h for c in accord.day_counts for h in c.holders]
    holders += [h for c in accord.clauses for r in c.readings for h in r.holders]
    return tuple(dict.fromkeys([*counts, *rivals, *(h for h in holders if h in accord.parties)]))


def under(accord: Accord, name: str | None) -> Under:
    """The reading of that name: a day count, a rival reading, a party (all that it holds), or several
    joined by "+". None is the accord's first day count and no rival. Raises `UsageError`."""
    first = accord.day_counts[0] if accord.day_counts else _NO_COUNT
    if not name:
        return Under(first.id, first)
    count, rivals = first, {}
    for part in name.split("+"):
        key = part.strip().casefold()
        counts = [
            c for c in accord.day_counts if key in (c.id.casefold(), *(h.casefold() for h in c.holders))
        ]
        held = [
            (c.id, r)
            for c in accord.clauses
            for r in c.readings
            if key in (r.id.casefold(), f"{c.id}/{r.id}".casefold(), *(h.casefold() for h in r.holders))
        ]
        if not counts and not held and key not in (p.casefold() for p in accord.parties):
            raise UsageError(
                f"the accord {accord.id} has no reading {part.strip()!r}",
                mend=f"choose one of: {', '.join(readings(accord))}",
            )
        if counts:
            count = counts[0]
        for clause, rival in held:
            rivals[clause] = rival
            named = next((c for c in accord.day_counts if c.id == rival.day_count), None)
            count = named or count
    return Under(name, count, rivals)


def told_under(accord: Accord, clause: str, names: Sequence[str]) -> str:
    """Readings of one clause in few words: "every", or the day counts and those others that give what
    their day count does not; with "not ..." for rival readings of this clause that are left out."""
    every = readings(accord)
    if set(names) >= set(every):
        return "every"
    rivals = {r.id: (c.id, r) for c in accord.clauses for r in c.readings}
    counts = [c.id for c in accord.day_counts] or [_NO_COUNT.id]

    def base(name: str) -> str:
        return under(accord, name).day_count.id

    own = [n for n in names if n in counts]
    own += [n for n in names if n not in counts and base(n) not in names]
    without = [n for n, (id, _) in rivals.items() if id == clause and n not in names and base(n) in names]
    return ", ".join([*own, *(f"not {n}" for n in without)]) or "the first"


def dates(
    clause: Clause,
    accord: Accord,
    day_count: DayCount | None = None,
    reading: RivalReading | None = None,
    *,
    fulfilled: Mapping[str, str] | None = None,
    today: str | None = None,
    happened: Mapping[str, str] | None = None,
) -> Dates:
    """When the duty opens, is due and ends (YYYY-MM-DD, None where no date is fixed), and how.

    `fulfilled` gives the dates on which other clauses are reported as performed, `today` the
    earlier of the two clocks: a later text that moves a date holds only from its own date on;
    `happened` gives days to events ("event: words") that no document dates.
    """
    if reading and reading.effect == "contingent" and reading.deadline is None:
        return Dates(how=f"no day by this reading ({reading.words})")
    count = day_count or (accord.day_counts[0] if accord.day_counts else _NO_COUNT)
    deadline = reading.deadline if reading and reading.deadline else clause.deadline
    at = _At(accord, count, fulfilled or {}, frozenset({clause.id}), happened or {})
    opens, due, until = at(deadline.opens), at(deadline.due), at(deadline.until)
    how = [*_said("opens", deadline.opens, opens), *_said("due", deadline.due, due)]
    how += _said("until", deadline.until, until)
    begin_by = at(deadline.begin_by)
    how += _said("to begin by", deadline.begin_by, begin_by)
    if deadline.begin_by is not None and deadline.opens is None:
        opens = begin_by
    if opens is None and deadline.opens is None:
        opens = _natural_opening(clause, deadline, accord, at)
    if deadline.kind is DeadlineKind.PHASE and clause.phase and due is None and deadline.due is None:
        due = at.phase_end(clause.phase) if at.phase_start(clause.phase) else None
    if reading and reading.effect == "lapses" and clause.phase is not None:
        end = at.phase_end(clause.phase)
        until = min(d for d in (until, end) if d) if until or end else None
        how.append(f"lapses with phase {clause.phase} ({reading.words})")
    for change in accord.changes:
        if change.kind is ChangeKind.EXTENDED and change.until and clause.id in change.clauses:
            if today is not None and today < change.on:
                continue
            due = change.until if due or deadline.due is not None else due
            until = change.until if until or deadline.until is not None else until
            how.append(f"moved to {change.until} ({change.words})")
    if count.words and any(m.kind is MomentKind.DAY for m in _moments(deadline)):
        how.append(count.words)
    return Dates(opens, due, until, deadline.every, "; ".join(how), begin_by)


def _natural_opening(clause: Clause, deadline: Deadline, accord: Accord, at: _At) -> str | None:
    if deadline.kind is DeadlineKind.PHASE:
        return at.phase_start(clause.phase) if clause.phase else None
    if deadline.kind is DeadlineKind.EVENT:
        return at(deadline.due)
    return accord.start


def _moments(deadline: Deadline) -> Iterator[Moment]:
    for m in (deadline.opens, deadline.due, deadline.until, deadline.begin_by):
        if m is not None:
            yield m
            yield from m.of


def _said(what: str, moment: Moment | None, date: str | None) -> list[str]:
    if moment is None:
        return []
    once = f", {moment.condition}" if moment.condition and moment.condition not in moment.words else ""
    return [f"{what} {moment.words}{once}" + (f" = {date}" if date and date != moment.words else "")]


@dataclass(frozen=True, slots=True)
class _At:
    """Resolves moments; `asked` are the clauses whose dates are being worked out, so that a circle
    of clauses that wait for one another ends without a date."""

    accord: Accord
    count: DayCount
    fulfilled: Mapping[str, str]
    asked: frozenset[str]
    happened: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, m: Moment | None) -> str | None:
        if m is None:
            return None
        match m.kind:
            case MomentKind.DATE:
                return m.date
            case MomentKind.DAY:
                base = self.phase_start(m.phase) if m.phase else self.accord.start
                return _plus(base, (m.n or 0) - self.first(base))
            case MomentKind.PHASE_START:
                return self.phase_start(m.phase or 1)
            case MomentKind.PHASE_END:
                return self.phase_end(m.phase or 1)
            case MomentKind.AFTER:
                return _shift(self.anchor(m.anchor), m.n or 0, m.unit)
            case MomentKind.BEFORE:
                return _shift(self.anchor(m.anchor), -(m.n or 0), m.unit)
            case MomentKind.EVENT | MomentKind.WITH:
                return self.anchor(m.anchor, planned=m.kind is MomentKind.WITH)
            case MomentKind.EARLIEST:
                return min((d for d in map(self, m.of) if d), default=None)
            case MomentKind.LATEST:
                found = [self(part) for part in m.of]
                return None if None in found else max((d for d in found if d), default=None)

    def anchor(self, words: str | None, planned: bool = True) -> str | None:
        if not words:
            return None
        if words == "start":
            return self.accord.start
        if words == "signing":
            return self.accord.signed
        if words in ("planned start", "actual start"):
            given = self.accord.start_planned if words[0] == "p" else self.accord.start_actual
            return given[:10] if given else self.accord.start
        parts = words.split(":")
        if parts[0] == "phase" and len(parts) == 3:
            return self.phase_start(int(parts[1])) if parts[2] == "start" else self.phase_end(int(parts[1]))
        if parts[0] == "clause":
            return self.clause(parts[1].strip(), planned)
        fixed = dict(self.accord.anchors)
        return self.happened.get(words) or fixed.get(words) or fixed.get(words.removeprefix("event:").strip())

    def clause(self, id: str, planned: bool) -> str | None:
        """When a clause was performed; before that, when it is due."""
        if id in self.fulfilled:
            return self.fulfilled[id]
        other = self.accord.clause(id)
        if not planned or other is None or id in self.asked:
            return None
        deeper = _At(self.accord, self.count, self.fulfilled, self.asked | {id}, self.happened)
        return deeper(other.deadline.due) or deeper(other.deadline.until)

    def phase_start(self, n: int) -> str | None:
        phase = next((p for p in self.accord.phases if p.n == n), None)
        if phase is None or phase.contingent:
            return None
        if phase.start is not None and phase.start.kind is not MomentKind.PHASE_START:
            return self(phase.start)
        if n <= 1:
            return self.accord.start
        end = self.phase_end(n - 1)
        return _plus(end, 1) if end else None

    def phase_end(self, n: int) -> str | None:
        phase = next((p for p in self.accord.phases if p.n == n), None)
        start = self.phase_start(n)
        if phase is None or start is None or phase.length_days is None:
            return None
        return _plus(start, phase.length_days - self.first(start))

    def first(self, start: str | None) -> int:
        """The number that `start` bears: conventions differ on the agreement's first day only."""
        return self.count.first if start == self.accord.start else 1


def period_of(every: str) -> tuple[int, str]:
    """(how many, of which unit) of a period ("day", "6 month")."""
    n, _, unit = every.rpartition(" ")
    return int(n or 1), unit


def periods(first: str, every: str, last: str) -> Iterator[tuple[str, str]]:
    """(first day, first day of the next) of each period that begins by `last`; hours count as days."""
    n, unit = period_of(every)
    for k in range(_MOST_PERIODS):
        start, end = _shift(first, k * n, unit), _shift(first, (k + 1) * n, unit)
        if start is None or end is None or start > last:
            return
        yield start, max(end, _plus(start, 1) or end)


def _plus(day: str | None, days: int) -> str | None:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat() if day else None


def _shift(day: str | None, n: int, unit: str) -> str | None:
    """`day` moved by `n` units; hours count as the days that they touch (72 hours are 3 days)."""
    if day is None:
        return None
    if unit in ("month", "year"):
        date = dt.date.fromisoformat(day)
        months = date.year * 12 + date.month - 1 + n * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
        return dt.date(year, month + 1, min(date.day, last)).isoformat()
    if unit == "hour":
        return _plus(day, -(-abs(n) // 24) * (1 if n >= 0 else -1))
    return _plus(day, n * (7 if unit == "week" else 1))
