"""Each clause on each day of a span, kept so that one report more asks only what it touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from truceline.model.accord import Accord, Clause, HolderRole, SignalKind
from truceline.model.brief import BoardRow, DayCell
from truceline.model.standing import Dates, Signal
from truceline.standing.dating import under
from truceline.standing.grounds import PENDING, Verdict, standing_duty
from truceline.standing.names import seen
from truceline.standing.plan import Plan, first_day, fulfilled, made_on
from truceline.standing.sofar import bounded, target_of
from truceline.standing.tally import DONE, Tally, bears, eligible_from, in_terms, old, voice_of

__all__ = ["Days", "over_days"]


_Whose = tuple[SignalKind, str, HolderRole]
_Told = tuple[int, Signal, _Whose]
"""The number of the first day on which a signal counts, the signal in the clause's terms, its voice."""
_Unlike = frozenset[int]
"""The numbers of the days on which a verdict could differ by what is told of its clause."""
_ALIKE: _Unlike = frozenset()
_HALT = SignalKind.SUSPENDED
_NO_OTHERS: Mapping[str, Verdict] = {}


@dataclass(frozen=True, slots=True)
class _Life:
    """One clause over the days: what is shown, and how it stood as far as others need it."""

    cells: tuple[DayCell, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Days:
    """How each clause stands on each of some days, as known on each; never changed, only replaced.

    `Days.of(...)` computes all; `updated` gives the same as computing all again with other
    signals, and asks only the clauses and days that these can touch.
    """

    accord: Accord
    days: tuple[str, ...]
    """The world's dates, rising."""
    known: tuple[str, ...]
    """For each day, the date by which a report could be known."""
    plan: Plan
    signals: Mapping[str, tuple[_Told, ...]]
    """By clause, in the order of the days on which they count."""
    lives: Mapping[str, _Life]

    @classmethod
    def of(
        cls,
        accord: Accord,
        signals: Iterable[Signal],
        days: Sequence[str],
        known_at_of: Callable[[str], str] | None = None,
        reading: str | None = None,
    ) -> Days:
        """Each clause on each of `days` (YYYY-MM-DD, rising). `known_at_of` gives for a day the date
        by which a report could be known (never falling); None: that day itself."""
        known = known_at_of or (lambda day: day)
        plan = Plan(accord, under(accord, reading))
        bare = cls(accord, tuple(days), tuple(map(known, days)), plan, {}, {})
        by_clause: dict[str, list[_Told]] = defaultdict(list)
        start, made = first_day(accord), made_on(accord)
        clauses = {c.id: c for c in accord.clauses}
        for s in signals:
            if bears(s, start, made):
                by_clause[s.clause].append(bare._told(s, clauses.get(s.clause)))
        kept = {id: tuple(sorted(own, key=_number)) for id, own in by_clause.items()}
        return replace(bare, signals=kept)._with({c.id: 0 for c in accord.clauses}, {})

    def updated(self, new: Iterable[Signal] = (), gone: Iterable[Signal] = ()) -> Days:
        """The same with signals added and taken away; this one stays as it is."""
        since: dict[str, int] = {}
        other: dict[str, list[_Told]] = defaultdict(list)
        signals = dict(self.signals)
        start, made = first_day(self.accord), made_on(self.accord)
        for s, out in (*((s, True) for s in gone), *((s, False) for s in new)):
            if not bears(s, start, made):
                continue
            told = self._told(s, self.accord.clause(s.clause))
            other[s.clause].append(told)
            for id in self._waiting(s):
                since[id] = min(since.get(id, told[0]), told[0])
            own = list(signals.get(s.clause, ()))
            if out:
                own.remove(told)
            else:
                insort(own, told, key=_number)
            signals[s.clause] = tuple(own)
        unlike = {
            id: self._apart(clause, signals.get(id, ()), own)
            for id, own in other.items()
            if (clause := self.accord.clause(id)) is not None and clause.id == id
        }
        return replace(self, signals=signals)._with(since, unlike)

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        """Each clause with its cells, in the order of the accord."""
        return tuple(BoardRow(c.id, c.title, self.lives[c.id].cells) for c in self.accord.clauses)

    def _told(self, s: Signal, clause: Clause | None) -> _Told:
        """A signal as it is kept."""
        return self._from(s), in_terms(clause, s), voice_of(s)

    def _from(self, s: Signal) -> int:
        """The number of the first day on which a signal counts."""
        known, on = eligible_from(s)
        return max(bisect_left(self.days, on), bisect_left(self.known, known))

    def _waiting(self, s: Signal) -> Iterator[str]:
        """The clauses that wait for an event that the signal tells of."""
        for event in self.plan.happened([s]):
            for id, (met, ended) in self.plan.events.items():
                if event in (*met, *ended):
                    yield id

    def _apart(self, clause: Clause, after: Sequence[_Told], changed: Sequence[_Told]) -> _Unlike:
        """The days on which a verdict on the clause could be another for what is `changed`."""
        out: set[int] = set()
        turns = [*_unlike(self.plan, clause, self.signals.get(clause.id, ()), after, changed)]
        for (day, other), (end, _) in pairwise([*turns, (len(self.days), False)]):
            out.update(range(day, end) if other else ())
        return frozenset(out)

    def _with(self, since: Mapping[str, int], unlike: Mapping[str, _Unlike]) -> Days:
        """Ask again: what waits for an event from the given days on, what is told anew of a clause on the
        days on which a verdict could tell it from what was there, what follows from a change from when
        it changes."""
        lives = dict(self.lives)
        events = self._events()
        asked = dict(since)
        for id, apart in unlike.items():
            asked[id] = min(apart | {asked.get(id, len(self.days))})
        for clause in self.plan.order:
            start = min(
                (asked[id] for id in (clause.id, *self.plan.reach[clause.id]) if id in asked),
                default=len(self.days),
            )
            if start >= len(self.days) and clause.id in lives:
                continue
            before = lives.get(clause.id)
            same = self.lives if before is not None and clause.id not in since else None
            apart = unlike.get(clause.id, _ALIKE)
            made = self._life(clause, lives, events, start if before else 0, before, same, apart)
            lives[clause.id] = made
            if before is not None:
                moved = (
                    n for n, (a, b) in enumerate(zip(before.verdicts, made.verdicts, strict=True)) if a != b
                )
                asked[clause.id] = next(moved, len(self.days))
        return replace(self, lives=lives)

    def _events(self) -> tuple[Mapping[str, str], ...]:
        """What had happened by each day, as told."""
        told: dict[int, list[Signal]] = defaultdict(list)
        for id, (met, _) in self.plan.events.items():
            if met:
                for at, s, _ in self.signals.get(id, ()):
                    if s.kind is SignalKind.CONDITION_MET:
                        told[at].append(s)
        out: list[Mapping[str, str]] = []
        sofar: dict[str, str] = {}
        for n in range(len(self.days)):
            if n in told:
                more = self.plan.happened(told[n])
                if more:
                    sofar = {**sofar, **{e: min(on, sofar.get(e, on)) for e, on in more.items()}}
            out.append(sofar)
        return tuple(out)

    def _life(
        self,
        clause: Clause,
        lives: Mapping[str, _Life],
        events: Sequence[Mapping[str, str]],
        since: int,
        before: _Life | None,
        same: Mapping[str, _Life] | None = None,
        unlike: _Unlike = _ALIKE,
    ) -> _Life:
        """A clause over the days. `same` are the lives with which `before` was made: on a day on which those
        that it needs stood alike, and which is none of those `unlike` what was told of it, so does it."""
        plan = self.plan
        waiting = self.signals.get(clause.id, ())
        tally = Tally()
        done, last = 0, len(waiting)
        cells = list(before.cells[:since]) if before else []
        verdicts = list(before.verdicts[:since]) if before else []
        reach = plan.reach[clause.id]
        asked: tuple[Dates, str, str, int, bool, Mapping[str, Verdict]] | None = None
        version = -1
        found = plan.fixed.get(clause.id)
        dated: tuple[object, ...] | None = None
        moving = sorted(ch.on for ch in self.accord.changes)

        def position(
            found: Dates, day: str, today: str, passed: int, ended: bool, others: Mapping[str, Verdict]
        ) -> tuple[object, ...]:
            """All that a verdict can depend on but what is told of the clause itself."""
            halts = [old(w.last_on, today) for w in tally.of(_HALT)]
            seen = [plan.sees(clause, id, v) for id, v in others.items()]
            return passed, ended, *_where(found, day), *halts, *seen

        for n in range(since, len(self.days)):
            if (
                before is not None
                and same is not None
                and n not in unlike
                and all(
                    (was := same[id].verdicts[n]) is (now := lives[id].verdicts[n])
                    or plan.sees(clause, id, was) == plan.sees(clause, id, now)
                    for id in reach
                )
            ):
                cells.append(before.cells[n])
                verdicts.append(before.verdicts[n])
                asked = None
                continue
            day, known = self.days[n], self.known[n]
            while done < last and waiting[done][0] <= n:
                tally.add(waiting[done][1], waiting[done][2])
                done += 1
            others = {id: lives[id].verdicts[n] for id in reach} if reach else _NO_OTHERS
            today = min(day, known)
            passed = bisect_right(moving, today)
            if clause.id not in plan.fixed:
                ground = (
                    tuple(fulfilled(others, plan.anchored[clause.id]).items()),
                    tuple(events[n].items()),
                    passed,
                )
                if found is None or ground != dated:
                    found, dated = plan.dates(clause, dict(ground[0]), events[n], today), ground
            assert found is not None  # noqa: S101
            ended = bool(self.accord.ended and today > self.accord.ended)
            # where more was told it is asked anew, whatever else is as it was
            asked, prior = (found, day, today, passed, ended, others), asked
            if tally.version != version or prior is None or position(*asked) != position(*prior):
                version = tally.version
                v = plan.ask(clause, found, tally, day, known, others, quiet=True)
                stands = seen(self.accord, clause.id, v)
                settled = Verdict(
                    v.state,
                    v.evidence,
                    performed_on=v.performed_on,
                    total=v.total,
                    most=v.most,
                    most_on=v.most_on,
                )
            else:
                stands, settled = cells[-1].shown, verdicts[-1]
            cells.append(DayCell(day, stands, settled.state.value, settled.evidence.value))
            verdicts.append(settled)
        return _Life(tuple(cells), tuple(verdicts))


def over_days(
    accord: Accord,
    signals: Iterable[Signal],
    days: Sequence[str],
    known_at_of: Callable[[str], str] | None = None,
    reading: str | None = None,
) -> tuple[BoardRow, ...]:
    """Each clause on each of `days` (YYYY-MM-DD, rising), for the board's picture; see `Days.of`."""
    return Days.of(accord, signals, days, known_at_of, reading).rows


def _where(found: Dates, day: str) -> Iterator[object]:
    """Where a day lies among the dates of a clause: between two of them nothing else changes."""
    yield found
    for date in (found.opens, found.due, found.until):
        yield None if date is None else (day > date) - (day < date)


def _unlike(
    plan: Plan, clause: Clause, before: Sequence[_Told], after: Sequence[_Told], changed: Sequence[_Told]
) -> Iterator[tuple[int, bool]]:
    """(day, whether a verdict could tell `after` from `before` from then on) pairs: these differ by what is
    `changed`, so that the voices that it belongs to must weigh otherwise, a deed that is asked be told of
    since another day, or an amount be among it where one is asked."""
    whose = {voice for _, _, voice in changed}
    deed = not standing_duty(clause, plan.deadline(clause).kind)
    done = DONE if deed and any(v[0] in DONE for v in whose) else ()
    counts = (
        (deed and (target_of(clause) is not None or bounded(clause)))
        or clause.id in plan.weighed
        # a halt that holds back a number is set against what was told as done at that time
        or any(t.low is not None for told in (before, changed) for _, t, v in told if v[0] is _HALT)
    )
    pair = Tally(), Tally()
    some = [t for t in before if t[2][0] in done or t[2] in whose]
    if len(after) == len(before) + len(changed):
        more = sorted([*some, *changed], key=_number)
    else:
        more = [t for t in after if t[2][0] in done or t[2] in whose]
    waiting = deque(some), deque(more)
    for day in sorted({t[0] for told in waiting for t in told}):
        for tally, told in zip(pair, waiting, strict=True):
            while told and told[0][0] <= day:
                _, signal, voice = told.popleft()
                tally.add(signal, voice)
        was, now = ([_weight(t, v) for v in whose] for t in pair)
        other = was != now or any(pair[0].since(kind) != pair[1].since(kind) for kind in done)
        yield day, other or (counts and any(t.shared or t.amounts for t in pair))


def _weight(tally: Tally, whose: _Whose) -> object:
    """All of a voice that a verdict can tell: of one that a deed is wanting, also since when it says so, which
    settles whether a deed was late."""
    voice = tally.voices.get(whose)
    return voice and (voice.weight(), voice.first_on if whose[0] in PENDING else None)


def _number(told: _Told) -> int:
    return told[0]
