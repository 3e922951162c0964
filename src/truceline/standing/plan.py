"""The clauses of an accord under one reading: what each needs of the others, in which order they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from truceline.model.accord import Accord, Clause, Deadline, DeadlineKind, Moment, RivalReading, SignalKind
from truceline.model.standing import Dates, EvidenceLevel, Signal, State
from truceline.standing.dating import Under, dates
from truceline.standing.decide import decide
from truceline.standing.grounds import Asked, Verdict
from truceline.standing.sofar import target_of
from truceline.standing.tally import Tally
from truceline.standing.waits import conditions

__all__ = ["AskedBefore", "Happened", "Plan", "first_day", "fulfilled"]

Happened = Mapping[str, str]
"""Words of an anchor "event: ..." -> the day (YYYY-MM-DD) on which it is taken to have happened."""

AskedBefore = dict[str, list[tuple[list[object], Verdict]]]
"""By clause: all that a verdict on it rested on, and the verdict."""


class Plan:
    """The clauses of an accord under one reading, in the order in which they wait for each other.

    `supposed` gives days to events that nobody reported: for asking what would follow.
    """

    def __init__(self, accord: Accord, how: Under, supposed: Happened | None = None) -> None:
        self.accord = accord
        self.how = how
        self.supposed = dict(supposed or {})
        self.carriers = {
            c.id: tuple(a.id for a in accord.clauses if c.id in a.carries) for c in accord.clauses
        }
        self.needs = {c.id: self._needs(c) for c in accord.clauses}
        self.order = _ordered(
            accord, self.needs, {c.id: self._known(c, c.depends_on) for c in accord.clauses}
        )
        self.reach = {c.id: self._reach(c.id, self.needs) for c in accord.clauses}
        anchors = {c.id: self._known(c, _anchors(accord, c, self.deadline(c))) for c in accord.clauses}
        self.anchored = {c.id: self._reach(c.id, anchors) for c in accord.clauses}
        """By clause: those whose fulfilment moves its dates, through others too."""
        self.asks = {
            c.id: self._known(c, [*self.carriers[c.id], *self._conditions(c)]) for c in accord.clauses
        }
        """By clause: those on whose standing its own rests, beside its dates."""
        self.wanted = {
            (c.id, needed.id): tuple(
                amount if amount is not None else target_of(needed)
                for id, amount, _ in conditions(self.deadline(c))
                if accord.clause(id) is needed
            )
            for c in accord.clauses
            for needed in accord.clauses
            if needed.id in self.asks[c.id]
        }
        """By clause and by one that it asks: how much of that its conditions ask for."""
        self.counted = {id for c in accord.clauses for id in self._known(c, self._conditions(c))}
        """The clauses of which others ask how much is performed."""
        self.weighed = {id for (_, id), wanted in self.wanted.items() if any(w is not None for w in wanted)}
        """Of these, those of which so much is asked that a state can depend on it; the others only lend notes."""
        self.events = {c.id: _events(self.deadline(c)) for c in accord.clauses}
        """By clause: the events that open it or make it due, and those that end it."""
        told = {e for met, ended in self.events.values() for e in (*met, *ended)}
        moving = any(ch.until for ch in accord.changes)
        self.fixed: dict[str, Dates] = {
            c.id: self.dates(c, {}, self.supposed, None)
            for c in accord.clauses
            if not self.needs[c.id] and not moving and not told & {*sum(self.events[c.id], ())}
        }

    def deadline(self, clause: Clause) -> Deadline:
        """When the clause is owed, as this reading has it."""
        rival = self.how.rivals.get(clause.id)
        return rival.deadline if rival and rival.deadline else clause.deadline

    def dates(
        self, clause: Clause, fulfilled: Mapping[str, str], happened: Happened, today: str | None
    ) -> Dates:
        """The dates of the clause, given when others were fulfilled and which events are told."""
        rival = self.how.rivals.get(clause.id)
        return dates(
            clause,
            self.accord,
            self.how.day_count,
            rival,
            fulfilled=fulfilled,
            today=today,
            happened={**happened, **self.supposed},
        )

    def happened(self, told: Iterable[Signal]) -> dict[str, str]:
        """The events that signals tell as met, each on the first day that is told. An event that ends
        a clause is weighed by who tells it, not taken as a day."""
        out: dict[str, str] = {}
        for s in told:
            if s.kind is not SignalKind.CONDITION_MET:
                continue
            on = s.on or s.known_on or ""
            for event in self.events.get(s.clause, ((), ()))[0]:
                out[event] = min(out.get(event, on), on)
        return out

    def ask(
        self,
        clause: Clause,
        found: Dates,
        tally: Tally | None,
        as_of: str,
        known_at: str,
        others: Mapping[str, Verdict],
        rival: RivalReading | None = None,
        quiet: bool = False,
    ) -> Verdict:
        """How one clause stands, given how those stand that it needs; `rival` is another reading of
        it than this plan's. `quiet` leaves out notes and reasons."""
        rival = rival or self.how.rivals.get(clause.id)
        heard = tally or Tally()
        if rival is not None and rival.sets_aside:
            heard = heard.without(rival.sets_aside)
        carriers = self.carriers[clause.id]
        asked = Asked(self.accord, clause, found, heard, as_of, known_at, rival, others, carriers, quiet)
        v = decide(asked)
        if clause.id in (self.weighed if quiet else self.counted) and heard.amounts:
            v.total = heard.summed()[0]
            v.most, totals = heard.amounts.at_most()
            v.most_on = max((s.on or s.known_on or "" for s in totals), default=None)
        return v

    def sees(self, clause: Clause, id: str, other: Verdict) -> tuple[object, ...]:
        """All that one clause can depend on of how another stands."""
        moved = fulfilled({id: other}, (id,)) if id in self.anchored[clause.id] else None
        if id not in self.asks[clause.id]:
            return (moved,)
        return (
            moved,
            other.state,
            other.evidence,
            *(x for w in self.wanted[clause.id, id] for x in _far(other, w)),
        )

    def decide(
        self,
        tallies: Mapping[str, Tally],
        as_of: str,
        known_at: str,
        happened: Happened,
        before: AskedBefore | None = None,
    ) -> dict[str, tuple[Dates, Verdict]]:
        """Dates and verdict of every clause on one day. `before` is what was asked of these tallies under
        other readings: what is asked in the same way again has the same verdict."""
        before = {} if before is None else before
        verdicts: dict[str, Verdict] = {
            part.id: _counted(tallies[part.id])
            for c in self.accord.clauses
            for part in c.parts
            if part.id in tallies
        }
        out: dict[str, tuple[Dates, Verdict]] = {}
        for clause in self.order:
            found = self.fixed.get(clause.id)
            if found is None:
                today = min(as_of, known_at)
                found = self.dates(clause, fulfilled(verdicts, self.anchored[clause.id]), happened, today)
            tally = tallies.get(clause.id)
            rests_on = [as_of, found, self.how.rivals.get(clause.id), clause.id in self.counted, tally]
            rests_on += [verdicts.get(id) for id in self.reach[clause.id]]
            kept = before.setdefault(clause.id, [])
            verdict = next((v for was, v in kept if was == rests_on), None)
            if verdict is None:
                verdict = self.ask(clause, found, tally, as_of, known_at, verdicts)
                kept.append((rests_on, verdict))
            verdicts[clause.id] = verdict
            out[clause.id] = (found, verdict)
        return out

    def _needs(self, clause: Clause) -> tuple[str, ...]:
        """Clauses whose standing moves this one's dates, condition, amount or end."""
        found = [*self._conditions(clause), *_anchors(self.accord, clause, self.deadline(clause))]
        if clause.quantity is not None and clause.quantity.per_clause:
            found.append(clause.quantity.per_clause)
        return self._known(clause, [*found, *self.carriers[clause.id]])

    def _conditions(self, clause: Clause) -> list[str]:
        return [id for id, _, _ in conditions(self.deadline(clause))]

    def _known(self, clause: Clause, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that are other clauses, as the accord writes them, each once."""
        known = [c.id for c in map(self.accord.clause, ids) if c is not None and c.id != clause.id]
        return tuple(dict.fromkeys(known))

    @staticmethod
    def _reach(id: str, needs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """All clauses that this one waits for, through others too."""
        seen: dict[str, None] = {}
        waiting = list(needs[id])
        while waiting:
            other = waiting.pop()
            if other not in seen and other != id:
                seen[other] = None
                waiting += needs[other]
        return tuple(seen)


def fulfilled(verdicts: Mapping[str, Verdict], ids: Iterable[str]) -> dict[str, str]:
    """When those of the clauses of which the deed is told were performed."""
    return {id: v.performed_on for id in ids if (v := verdicts.get(id)) is not None and v.performed_on}


def first_day(accord: Accord) -> str:
    """The first day on which anything can be owed: the start, or an earlier date that a clause names."""
    named = [c.deadline.opens.date for c in accord.clauses if c.deadline.opens is not None]
    due = [c.deadline.due.date for c in accord.clauses if c.deadline.due is not None]
    return min(d for d in (accord.start, *named, *due) if d)


def made_on(accord: Accord) -> str | None:
    """The day on which the agreement was made known or signed, whichever was first."""
    return min((d[:10] for d in (accord.announced, accord.signed) if d), default=None)


def _far(other: Verdict, wanted: float | None) -> tuple[object, ...]:
    """All that a condition can depend on of how much is performed of a clause (see `waits.met`)."""
    if wanted is None:
        return ()
    enough, short = (other.total or 0) >= wanted, other.most is not None and other.most < wanted
    return enough, short, other.most_on if short and not enough else None


def _counted(tally: Tally) -> Verdict:
    """A part of a clause is counted for itself, and neither kept nor broken."""
    return Verdict(State.IN_EFFECT, EvidenceLevel.SILENT, total=tally.summed()[0])


def _events(deadline: Deadline) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def named(*moments: Moment | None) -> tuple[str, ...]:
        inside = [x for m in moments if m is not None for x in (m, *m.of)]
        return tuple(x.anchor for x in inside if x.anchor and x.anchor.startswith("event:"))

    return named(deadline.opens, deadline.due, deadline.begin_by), named(deadline.until)


def _anchors(accord: Accord, clause: Clause, deadline: Deadline) -> list[str]:
    """The clauses from whose fulfilment a deadline, or the phase that it is counted in, is counted."""
    moments = [*_moments(deadline)]
    phases = [clause.phase] if deadline.kind is DeadlineKind.PHASE else []
    phases += [n for m in moments for n in (m.phase, _phase_in(m.anchor))]
    moments += [p.start for p in accord.phases if p.start is not None and _within(p.n, phases)]
    named = [m.anchor for m in moments if m.anchor and m.anchor.startswith("clause:")]
    return [anchor.removeprefix("clause:").strip() for anchor in named]


def _phase_in(anchor: str | None) -> int | None:
    parts = (anchor or "").split(":")
    return int(parts[1]) if parts[0] == "phase" and len(parts) == 3 else None


def _within(n: int, phases: Iterable[int | None]) -> bool:
    """Whether a phase begins no later than one of these, so that its start can move theirs."""
    return any(p is not None and n <= p for p in phases)


def _moments(deadline: Deadline) -> Iterator[Moment]:
    for m in (deadline.opens, deadline.due, deadline.until, deadline.begin_by):
        if m is not None:
            yield m
            yield from m.of


def _ordered(
    accord: Accord, needs: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> tuple[Clause, ...]:
    """Clauses, each after those it needs, and after those that the text puts before it (`after`) as far
    as no need is in the way; in a circle the order of their ids holds."""
    by_id = {c.id: c for c in accord.clauses}
    plain = _walked(needs)
    both = _walked({id: (*needs[id], *after[id]) for id in needs})
    place = {id: n for n, id in enumerate(both)}
    first = {id: n for n, id in enumerate(plain)}
    kept = all(place[n] < place[id] for id in needs for n in needs[id] if first[n] < first[id])
    return tuple(by_id[id] for id in (both if kept else plain))


def _walked(edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    done: dict[str, None] = {}
    open_: set[str] = set()

    def visit(id: str) -> None:
        if id in done or id in open_:
            return
        open_.add(id)
        for other in edges[id]:
            visit(other)
        open_.discard(id)
        done[id] = None

    for id in sorted(edges):
        visit(id)
    return tuple(done)
