"""How every clause stands on a day, and on every day of a span: no clock, no reading of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from truceline.model.accord import Accord, Clause, Moment
from truceline.model.brief import BoardRow, DayCell
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.standing import Dates, EvidenceLevel, Signal, Standing, State, Step
from truceline.standing.dating import Under, dates, under
from truceline.standing.decide import decide
from truceline.standing.grounds import Asked, Verdict, daily
from truceline.standing.settle import settle
from truceline.standing.shown import shown, word
from truceline.standing.tally import Tally, bears, eligible_from, in_order, tallied

__all__ = ["over_days", "stand", "stand_each"]


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
    return next(iter(stand_each(accord, signals, as_of, known_at, (reading,), judgements)))


def stand_each(
    accord: Accord,
    signals: Iterable[Signal],
    as_of: str,
    known_at: str,
    readings: Sequence[str | None],
    judgements: Iterable[Judgement] = (),
) -> tuple[tuple[Standing, ...], ...]:
    """As `stand`, under each of `readings` in their order; the signals are gone through once for all."""
    tallies = tallied(signals, as_of, known_at, _first_day(accord))
    judged = _judged(judgements, as_of, known_at)
    return tuple(_stand(accord, tallies, as_of, known_at, reading, judged) for reading in readings)


def _stand(
    accord: Accord,
    tallies: Mapping[str, Tally],
    as_of: str,
    known_at: str,
    reading: str | None,
    judged: Mapping[str, Judgement],
) -> tuple[Standing, ...]:
    how = under(accord, reading)
    board = _Board(accord, how)
    decided = board.decide(tallies, as_of, known_at)
    out = []
    for clause in accord.clauses:
        found, verdict = decided[clause.id]
        made = _standing(accord, clause, how, found, verdict, as_of, known_at)
        tally = tallies.get(clause.id)
        if tally is not None and tally.amounts:
            made = replace(made, total=tally.summed(daily=daily(clause))[0])
        if reading is None:
            made = _read_otherwise(board, clause, tallies, decided, made)
        out.append(_by_person(made, judged[clause.id]) if clause.id in judged else made)
    return tuple(out)


def over_days(
    accord: Accord,
    signals: Iterable[Signal],
    days: Sequence[str],
    known_at_of: Callable[[str], str] | None = None,
    reading: str | None = None,
) -> tuple[BoardRow, ...]:
    """Each clause on each of `days` (YYYY-MM-DD, rising), for the board's picture.

    `known_at_of` gives for a day the date by which a report could be known (never falling);
    None: that day itself. Each signal is looked at once.
    """
    board = _Board(accord, under(accord, reading))
    known = known_at_of or (lambda day: day)
    waiting: dict[str, list[Signal]] = defaultdict(list)
    start = _first_day(accord)
    last: list[tuple[str, str]] = [(day, known(day)) for day in days]
    for s in in_order(signals):
        since, on = eligible_from(s)
        at = _first(last, since, on) if bears(s, start) else None
        if at is not None:
            waiting[at].append(s)
    tallies: dict[str, Tally] = {}
    cells: dict[str, list[DayCell]] = {c.id: [] for c in accord.clauses}
    for day, known_at in last:
        for s in waiting.get(day, ()):
            tallies.setdefault(s.clause, Tally()).add(s)
        for id, (_, v) in board.decide(tallies, day, known_at).items():
            seen = shown(v.state, v.evidence, [_called(accord, p) for p in v.accusers])
            cells[id].append(DayCell(day, seen, v.state.value, v.evidence.value))
    return tuple(BoardRow(c.id, c.title, tuple(cells[c.id])) for c in accord.clauses)


def _first_day(accord: Accord) -> str:
    """The first day on which anything can be owed: the start, or an earlier date that a clause names."""
    named = [c.deadline.opens.date for c in accord.clauses if c.deadline.opens is not None]
    due = [c.deadline.due.date for c in accord.clauses if c.deadline.due is not None]
    return min(d for d in (accord.start, *named, *due) if d)


def _first(days: Sequence[tuple[str, str]], known: str, on: str) -> str | None:
    """The first day on which a signal counts."""
    low, high = 0, len(days)
    while low < high:
        middle = (low + high) // 2
        if days[middle][0] >= on and days[middle][1] >= known:
            high = middle
        else:
            low = middle + 1
    return days[low][0] if low < len(days) else None


class _Board:
    """The clauses of an accord under one reading, in the order in which they wait for each other."""

    def __init__(self, accord: Accord, how: Under) -> None:
        self.accord = accord
        self.how = how
        self.needs = {c.id: _needs(accord, c, how) for c in accord.clauses}
        self.order = _ordered(accord, self.needs)
        moving = any(ch.until for ch in accord.changes)
        self.fixed: dict[str, Dates] = {
            c.id: self._dates(c, {}, None) for c in accord.clauses if not self.needs[c.id] and not moving
        }

    def _dates(self, clause: Clause, fulfilled: Mapping[str, str], today: str | None) -> Dates:
        rival = self.how.rivals.get(clause.id)
        return dates(clause, self.accord, self.how.day_count, rival, fulfilled=fulfilled, today=today)

    def decide(
        self, tallies: Mapping[str, Tally], as_of: str, known_at: str
    ) -> dict[str, tuple[Dates, Verdict]]:
        """Dates and verdict of every clause on one day."""
        fulfilled: dict[str, str] = {}
        verdicts: dict[str, Verdict] = {}
        out: dict[str, tuple[Dates, Verdict]] = {}
        for clause in self.order:
            found = self.fixed.get(clause.id)
            if found is None:
                found = self._dates(clause, fulfilled, min(as_of, known_at))
            tally = tallies.get(clause.id) or Tally()
            verdict = decide(
                Asked(
                    self.accord,
                    clause,
                    found,
                    tally,
                    as_of,
                    known_at,
                    self.how.rivals.get(clause.id),
                    verdicts,
                )
            )
            if verdict.state in (State.KEPT, State.KEPT_LATE) and verdict.performed_on:
                fulfilled[clause.id] = verdict.performed_on
            verdicts[clause.id] = verdict
            out[clause.id] = (found, verdict)
        return out


def _needs(accord: Accord, clause: Clause, how: Under) -> tuple[str, ...]:
    """Clauses whose standing moves this one's dates or condition."""
    rival = how.rivals.get(clause.id)
    deadline = rival.deadline if rival and rival.deadline else clause.deadline
    found: list[str] = [deadline.condition_clause] if deadline.condition_clause else []

    def look(moment: Moment | None) -> None:
        if moment is None:
            return
        if moment.anchor and moment.anchor.startswith("clause:"):
            found.append(moment.anchor.removeprefix("clause:").strip())
        if moment.condition_clause:
            found.append(moment.condition_clause)
        for part in moment.of:
            look(part)

    for moment in (deadline.opens, deadline.due, deadline.until, deadline.begin_by):
        look(moment)
    known = [c.id for c in (accord.clause(f) for f in found) if c is not None and c.id != clause.id]
    return tuple(dict.fromkeys(known))


def _ordered(accord: Accord, needs: Mapping[str, tuple[str, ...]]) -> tuple[Clause, ...]:
    """Clauses, each after those it needs; in a circle the accord's own order holds."""
    by_id = {c.id: c for c in accord.clauses}
    done: dict[str, Clause] = {}
    open_: set[str] = set()

    def visit(id: str) -> None:
        if id in done or id in open_:
            return
        open_.add(id)
        for other in needs[id]:
            visit(other)
        open_.discard(id)
        done[id] = by_id[id]

    for id in sorted(by_id):
        visit(id)
    return tuple(done.values())


def _called(accord: Accord, id: str) -> str:
    if id in accord.labels:
        return accord.labels[id]
    actor = accord.actor(id)
    if actor is not None:
        return actor.name
    entity = accord.vocabulary.entity(id)
    return entity.name if entity else id


def _standing(
    accord: Accord, clause: Clause, how: Under, found: Dates, v: Verdict, as_of: str, known_at: str
) -> Standing:
    steps = [Step("dates", found.how or clause.title, (clause.span,))]
    used: dict[tuple[str, str, str, str], Signal] = {}
    for reason in v.reasons:
        heard = [s for w in reason.voices for s in dict.fromkeys((w.first, w.last))] + list(reason.signals)
        spans = tuple(dict.fromkeys(sp for s in heard for sp in s.spans[:1])) or (clause.span,)
        steps.append(Step(reason.rule, reason.says, spans, tuple(dict.fromkeys(heard))))
    for s in [*(s for w in v.deciding for s in (w.first, w.last)), *v.amounts]:
        used.setdefault((s.report, s.claim, s.kind, s.rule), s)
    holders = tuple(dict.fromkeys(s.holder for s in used.values() if s.holder))
    seen = shown(v.state, v.evidence, [_called(accord, p) for p in v.accusers])
    if v.note:
        seen = f"{seen} ({v.note})" if not seen.startswith("unknown") else seen
    return Standing(
        clause=clause.id,
        as_of=as_of,
        known_at=known_at,
        reading=how.name,
        state=v.state,
        evidence=v.evidence,
        shown=seen,
        topic=clause.topic,
        note=v.note,
        holders=holders,
        dates=found,
        signals=tuple(used.values()),
        trace=tuple(steps),
        settle=settle(accord, clause, v),
    )


def _read_otherwise(
    board: _Board,
    clause: Clause,
    tallies: Mapping[str, Tally],
    decided: Mapping[str, tuple[Dates, Verdict]],
    made: Standing,
) -> Standing:
    """The standing with a note for each rival reading under which the state is another."""
    accord = board.accord
    notes, steps = [], []
    for rival in clause.readings:
        if not (rival.effect or rival.deadline or rival.day_count):
            continue
        count = next((c for c in accord.day_counts if c.id == rival.day_count), board.how.day_count)
        today = min(made.as_of, made.known_at)
        fulfilled = {id: v.performed_on for id, (_, v) in decided.items() if v.performed_on}
        found = dates(clause, accord, count, rival, fulfilled=fulfilled, today=today)
        verdicts = {id: v for id, (_, v) in decided.items()}
        tally = tallies.get(clause.id) or Tally()
        v = decide(Asked(accord, clause, found, tally, made.as_of, made.known_at, rival, verdicts))
        if v.state is not made.state:
            who = " and ".join(_called(accord, h) for h in rival.holders)
            notes.append(f"{word(v.state)} by the reading of {who}")
            steps.append(Step("rival reading", f"{rival.words}: {word(v.state)}", (clause.span,)))
    if not notes:
        return made
    note = "; ".join([n for n in (made.note, *notes) if n])
    seen = made.shown.removesuffix(f" ({made.note})") if made.note else made.shown
    shown_ = seen if seen.startswith("unknown") else f"{seen} ({note})"
    return replace(made, note=note, shown=shown_, trace=(*made.trace, *steps))


def _judged(judgements: Iterable[Judgement], as_of: str, known_at: str) -> dict[str, Judgement]:
    """The last judgement on each clause's standing that holds on these dates."""
    known = [j for j in judgements if j.known_on <= known_at]
    gone = {j.subject for j in known if j.decision in (Decision.UNDO, Decision.WITHDRAW)}
    out: dict[str, Judgement] = {}
    for j in sorted(known, key=lambda j: j.made_at):
        if j.kind is not SubjectKind.STANDING or j.id in gone:
            continue
        if j.decision not in (Decision.CONFIRM, Decision.CORRECT, Decision.ADD, Decision.REJECT):
            continue
        clause, _, day = j.subject.partition("@")
        if as_of >= (day or j.known_on):
            out[clause] = j
    return out


def _by_person(made: Standing, j: Judgement) -> Standing:
    """What a person decided wins, is called established and says whose decision it is."""
    signed = f"decided by {j.by} on {j.known_on}" + (f": {j.reason}" if j.reason else "")
    step = Step("judgement", signed, made.trace[0].spans)
    if j.decision is Decision.REJECT:
        evidence = EvidenceLevel.SILENT
        seen = shown(made.state, evidence)
        note = f"the machine's word was rejected by {j.by}"
        return replace(
            made, evidence=evidence, shown=seen, note=note, trace=(*made.trace, step), confirmed=True
        )
    state = State(str(j.change.get("state", made.state)))
    evidence = EvidenceLevel(str(j.change.get("evidence", EvidenceLevel.ESTABLISHED)))
    return replace(
        made,
        state=state,
        evidence=evidence,
        shown=shown(state, evidence),
        note=signed,
        holders=(j.by,),
        trace=(*made.trace, step),
        settle=(),
        confirmed=True,
    )
