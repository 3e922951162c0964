"""How every clause stands on a day, from what could be known by another: no clock, no reading of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from truceline.model.accord import Accord, Clause
from truceline.model.judgement import Judgement
from truceline.model.standing import Dates, EvidenceLevel, Last, Signal, Standing, Step, Together
from truceline.standing.dating import Under, dates, under
from truceline.standing.grounds import Verdict
from truceline.standing.judged import by_person, judged
from truceline.standing.names import called, seen
from truceline.standing.plan import AskedBefore, Happened, Plan, first_day, fulfilled, made_on
from truceline.standing.settle import settle
from truceline.standing.shown import word
from truceline.standing.sofar import daily
from truceline.standing.tally import Tally, bears, eligible_from, in_terms
from truceline.standing.totals import note_of, totals

__all__ = ["Board", "added_up", "stand", "stand_each"]

_Known = tuple[AskedBefore, dict[str, list[tuple[tuple[Dates, Verdict, Last | None], Standing]]]]
"""What was asked under other readings, and by clause all that a standing rested on, and the standing."""


@dataclass(frozen=True)
class Board:
    """All that is known of each clause on one pair of dates; never changed, only replaced.

    `updated` gives the same as `Board.of` with other signals, and adds up again only what these
    tell of.
    """

    accord: Accord
    as_of: str
    known_at: str
    signals: Mapping[str, tuple[Signal, ...]]
    """By clause, or part of one: what counts on these dates."""
    later: Mapping[str, tuple[Signal, ...]]
    """By clause: what does not count yet."""
    tallies: Mapping[str, Tally]
    past: dict[tuple[str, str], Tally] = field(default_factory=dict, compare=False, repr=False)
    """By clause and day: what was known of it on the last day of its life; filled when asked for."""

    @classmethod
    def of(cls, accord: Accord, signals: Iterable[Signal], as_of: str, known_at: str) -> Board:
        """All signals, added up as of `as_of` and as known by `known_at` (both YYYY-MM-DD)."""
        return cls(accord, as_of, known_at, {}, {}, {}).updated(signals)

    def updated(self, new: Iterable[Signal] = (), gone: Iterable[Signal] = ()) -> Board:
        """The same with signals added and taken away; this one stays as it is."""
        start, made = first_day(self.accord), made_on(self.accord)
        counting: dict[str, list[Signal]] = {}
        waiting: dict[str, list[Signal]] = {}
        for s, out in (*((s, False) for s in new), *((s, True) for s in gone)):
            known, on = eligible_from(s)
            now = known <= self.known_at and on <= self.as_of and bears(s, start, made)
            kept, changed = (self.signals, counting) if now else (self.later, waiting)
            if s.clause not in changed:
                changed[s.clause] = list(kept.get(s.clause, ()))
            if out:
                changed[s.clause].remove(s)
            else:
                changed[s.clause].append(s)
        clauses = {x: c for c in self.accord.clauses for x in (c.id, *(p.id for p in c.parts))}
        tallies = {id: added_up(clauses.get(id), own) for id, own in counting.items()}
        return replace(
            self,
            signals={**self.signals, **{id: tuple(own) for id, own in counting.items()}},
            later={**self.later, **{id: tuple(own) for id, own in waiting.items()}},
            tallies={**self.tallies, **tallies},
            past={key: kept for key, kept in self.past.items() if key[0] not in counting},
        )

    def standings(
        self,
        reading: str | None = None,
        judgements: Iterable[Judgement] = (),
        supposed: Happened | None = None,
    ) -> tuple[Standing, ...]:
        """How each clause stands, in the order of the accord. `reading` is one of `readings(accord)`,
        or several joined by "+"; raises `UsageError` for another. A person's judgement wins over
        what is computed. `supposed` are days of events that nobody reported."""
        return self._standings(reading, judgements, supposed, ({}, {}))

    def standings_under(
        self, readings: Sequence[str | None], judgements: Sequence[Judgement] = ()
    ) -> tuple[tuple[Standing, ...], ...]:
        """As `standings`, under each of `readings` in their order; what these have alike is worked out once."""
        known: _Known = {}, {}
        return tuple(self._standings(reading, judgements, None, known) for reading in readings)

    def _standings(
        self,
        reading: str | None,
        judgements: Iterable[Judgement],
        supposed: Happened | None,
        known: _Known,
    ) -> tuple[Standing, ...]:
        decisions = judged(judgements, self.as_of, self.known_at)
        plan = Plan(self.accord, under(self.accord, reading), supposed)
        asked, made_before = known
        happened = plan.happened(self._told(plan))
        decided = plan.decide(self.tallies, self.as_of, self.known_at, happened, asked)
        lasts = self._lasts(plan, decided, asked)
        out = []
        for clause in self.accord.clauses:
            rests_on = (*decided[clause.id], lasts.get(clause.id))
            kept = made_before.setdefault(clause.id, [])
            made = next((replace(s, reading=plan.how.name) for was, s in kept if was == rests_on), None)
            if made is None:
                made = self._made(clause, plan.how, *rests_on)
                kept.append((rests_on, made))
            if reading is None:
                made = self._read_otherwise(plan, clause, decided, made)
            out.append(by_person(made, decisions[clause.id]) if clause.id in decisions else made)
        return tuple(out)

    def _made(
        self, clause: Clause, how: Under, found: Dates, verdict: Verdict, last: Last | None
    ) -> Standing:
        tally = self.tallies.get(clause.id)
        if tally is not None and tally.shared and clause.id in self._beside:
            told, note = self._beside[clause.id]
            verdict = replace(verdict, reasons=[*verdict.reasons])
            verdict.noted(note)
            verdict.because("totals", note, signals=told.signals)
        made = _standing(self, clause, how, found, verdict, last)
        if tally is not None and tally.amounts:
            made = replace(made, total=tally.summed(daily=daily(clause))[0])
        return made

    @cached_property
    def _beside(self) -> Mapping[str, tuple[Together, str]]:
        """By clause: what is told of it and others together, and a note of it."""
        return {id: (t, note) for t in self.totals() if (note := note_of(t)) for id in t.clauses}

    def totals(self) -> tuple[Together, ...]:
        """What is told of several clauses together, beside what is told of each."""
        return totals(self.accord, self.tallies)

    def _told(self, plan: Plan) -> list[Signal]:
        """What bears on events that open or end a clause."""
        return [s for id, on in plan.events.items() if any(on) for s in self.signals.get(id, ())]

    def _lasts(
        self, plan: Plan, decided: Mapping[str, tuple[Dates, Verdict]], asked: AskedBefore
    ) -> dict[str, Last]:
        """How the clauses that have ended stood on the last day of their lives, as is known now."""
        ending: dict[str, list[str]] = defaultdict(list)
        for id, (_, v) in decided.items():
            if v.ended_on is not None and v.ended_on < self.as_of:
                ending[v.ended_on].append(id)
        out: dict[str, Last] = {}
        for day, ids in ending.items():
            wanted = {x for id in ids for x in (id, *plan.reach[id])}
            before = {id: self._then(id, day) for id in wanted if id in self.signals}
            told = [s for s in self._told(plan) if eligible_from(s)[1] <= day]
            then = plan.decide(before, day, self.known_at, plan.happened(told), asked)
            for id in ids:
                v = then[id][1]
                rest = [w.last for w in v.deciding] + list(v.amounts)
                out[id] = Last(day, v.state, v.evidence, seen(self.accord, id, v), tuple(dict.fromkeys(rest)))
        return out

    def _then(self, id: str, day: str) -> Tally:
        """What is told of a clause up to a day that is past."""
        kept = self.past.get((id, day))
        if kept is None:
            told = (s for s in self.signals[id] if eligible_from(s)[1] <= day)
            kept = self.past[(id, day)] = added_up(self.accord.clause(id), told)
        return kept

    def _read_otherwise(
        self, plan: Plan, clause: Clause, decided: Mapping[str, tuple[Dates, Verdict]], made: Standing
    ) -> Standing:
        """The standing with a note for each rival reading under which the state is another."""
        notes, steps = [], []
        counts = {c.id: c for c in self.accord.day_counts}
        verdicts = {id: v for id, (_, v) in decided.items()}
        done = fulfilled(verdicts, verdicts)
        told = plan.happened(self._told(plan)) if clause.readings else {}
        for rival in clause.readings:
            if not (rival.effect or rival.deadline or rival.day_count or rival.sets_aside):
                continue
            found = dates(
                clause,
                self.accord,
                counts.get(rival.day_count or "", plan.how.day_count),
                rival,
                fulfilled=done,
                today=min(self.as_of, self.known_at),
                happened={**told, **plan.supposed},
            )
            v = plan.ask(
                clause, found, self.tallies.get(clause.id), self.as_of, self.known_at, verdicts, rival
            )
            if v.state is made.state or (rival.sets_aside and v.evidence is EvidenceLevel.SILENT):
                continue
            who = " and ".join(called(self.accord, h) for h in rival.holders)
            if not rival.sets_aside:  # how a side reads the facts is told where the whole clause is
                notes.append(f"{word(v.state)} by a reading ascribed to {who}")
            steps.append(Step("rival reading", f"{rival.words} ({who}): {word(v.state)}", (clause.span,)))
        if not notes:
            return replace(made, trace=(*made.trace, *steps)) if steps else made
        note = "; ".join([n for n in (made.note, *notes) if n])
        shown_ = made.word if made.word.startswith("unknown") else f"{made.word} ({note})"
        return replace(made, note=note, shown=shown_, trace=(*made.trace, *steps))


def stand(
    accord: Accord,
    signals: Iterable[Signal],
    as_of: str,
    known_at: str,
    reading: str | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[Standing, ...]:
    """How each clause stands on `as_of`, from what could be known by `known_at` (both YYYY-MM-DD).

    One standing a clause, in the order of the accord. `reading` is one of `readings(accord)`,
    or several joined by "+"; raises `UsageError` for another. A person's judgement about a
    standing wins over what is computed, from the day that it names or was made on.
    """
    return Board.of(accord, signals, as_of, known_at).standings(reading, judgements)


def stand_each(
    accord: Accord,
    signals: Iterable[Signal],
    as_of: str,
    known_at: str,
    readings: Sequence[str | None],
    judgements: Iterable[Judgement] = (),
) -> tuple[tuple[Standing, ...], ...]:
    """As `stand`, under each of `readings` in their order; the signals are gone through once for all."""
    return Board.of(accord, signals, as_of, known_at).standings_under(readings, tuple(judgements))


def added_up(clause: Clause | None, signals: Iterable[Signal]) -> Tally:
    """All that signals tell of one clause."""
    tally = Tally()
    for s in signals:
        tally.add(in_terms(clause, s))
    return tally


def _standing(
    board: Board, clause: Clause, how: Under, found: Dates, v: Verdict, last: Last | None
) -> Standing:
    accord = board.accord
    steps = [Step("dates", found.how or clause.title, (clause.span,))]
    used: dict[tuple[str, str, str, str], Signal] = {}
    for reason in v.reasons:
        heard = [s for w in reason.voices for s in dict.fromkeys((w.first, w.last))] + list(reason.signals)
        spans = tuple(dict.fromkeys(sp for s in heard for sp in s.spans[:1])) or (clause.span,)
        steps.append(Step(reason.rule, reason.says, spans, tuple(dict.fromkeys(heard))))
    for s in [*(s for w in v.deciding for s in (w.first, w.last)), *v.amounts]:
        used.setdefault((s.report, s.claim, s.kind, s.rule), s)
    holders = tuple(dict.fromkeys(s.holder for s in used.values() if s.holder))
    if last is not None:
        spans = tuple(dict.fromkeys(sp for s in last.signals for sp in s.spans[:1])) or (clause.span,)
        steps.append(Step("last standing", f"{last.shown} on {last.on}", spans, last.signals))
    note = v.note if last is None else "; ".join(n for n in (v.note, f"last: {last.shown}") if n)
    stands = seen(accord, clause.id, v)
    if note:
        stands = f"{stands} ({note})" if not stands.startswith("unknown") else stands
    return Standing(
        clause=clause.id,
        as_of=board.as_of,
        known_at=board.known_at,
        reading=how.name,
        state=v.state,
        evidence=v.evidence,
        shown=stands,
        topic=clause.topic,
        note=note,
        holders=holders,
        dates=found,
        signals=tuple(used.values()),
        trace=tuple(steps),
        settle=settle(accord, clause, v),
        last=last,
        watched=clause.id not in accord.unheard,
    )
