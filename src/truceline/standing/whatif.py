"""What would follow if: facts that are only supposed, the days and clauses that they would move.

Nothing here is kept anywhere: a postulate is asked of a board and forgotten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from truceline.errors import UsageError
from truceline.model.accord import Accord, Clause, HolderRole, Moment, MomentKind, SignalKind
from truceline.model.dates import day_given
from truceline.model.judgement import Judgement
from truceline.model.standing import Follows, Postulate, Signal, Standing
from truceline.standing.board import Board
from truceline.standing.dating import readings, under
from truceline.standing.plan import Plan
from truceline.standing.sofar import target_of

__all__ = ["SUPPOSED", "late", "supposed", "what_if"]

SUPPOSED = "supposed"
"""The holder of what nobody reported."""
_DONE = "done"
_OWN_DAYS = ("start", "signing")
_OF_CONDITIONS = (SignalKind.CONDITION_MET, SignalKind.CONDITION_ENDED)
_ENDS = (SignalKind.ENDED, SignalKind.CONDITION_ENDED)
_NEAR = 60
"""How alike (0 to 100) words are to those of an event that may be meant."""
_PHASE = re.compile(r"phase (\d+)(?: start)?", re.I)


def supposed(accord: Accord, words: str) -> Postulate:
    """A postulate from its words: CLAUSE=DATE (done that day), CLAUSE:KIND=DATE (a kind of signal),
    CLAUSE:done:AMOUNT=DATE, EVENT=DATE (an event of the accord in its words), start=DATE,
    signing=DATE or "phase 2=DATE". Raises `UsageError`."""
    what, eq, day = (x.strip() for x in words.rpartition("="))
    if not eq or not what:
        raise UsageError(f"{words!r} supposes nothing", mend="write CLAUSE=DATE or EVENT=DATE")
    on = day_given(day, f"{words!r}:")
    name, *more = (x.strip() for x in what.split(":"))
    clause = accord.clause(name)
    if clause is not None and len(more) <= 2:
        kind = _kind(clause, more[0] if more else _DONE)
        amount = _amount(more[1], words) if len(more) == 2 else None
        if kind in _OF_CONDITIONS and not _conditioned(clause):
            what = f"{words!r}: {clause.id} hangs on no condition"
            raise UsageError(
                what, mend=f"suppose that it ends: {clause.id}:ended={on}; {_told(_events(accord))}"
            )
        return Postulate(words, clause.id, kind, on=on, amount=amount)
    if what.casefold() in _OWN_DAYS:
        return Postulate(words, event=what.casefold(), on=on)
    if m := _PHASE.fullmatch(what):
        if int(m[1]) not in [p.n for p in accord.phases]:
            raise UsageError(f"{accord.id} has no phase {m[1]}", mend=f"it has {len(accord.phases)}")
        return Postulate(words, event=f"phase {m[1]}", on=on)
    known = _events(accord)
    plain = what.casefold().removeprefix("event:").strip()
    for event in known:
        if event.removeprefix("event:").strip().casefold() == plain:
            return Postulate(words, event=event, on=on)
    near = process.extractOne(
        plain, [_bare(e) for e in known], scorer=fuzz.token_set_ratio, score_cutoff=_NEAR
    )
    mend = f"did you mean {near[0]!r}?" if near else f"clauses: {', '.join(c.id for c in accord.clauses)}"
    raise UsageError(
        f"{accord.id} has neither a clause nor an event {what!r}", mend=f"{mend}; {_told(known)}"
    )


def _bare(event: str) -> str:
    return event.removeprefix("event:").strip()


def _told(events: Sequence[str]) -> str:
    """The events that can be supposed."""
    return f"events: {'; '.join(map(_bare, events)) or 'none'}"


def _conditioned(clause: Clause) -> bool:
    """Whether the clause hangs on a condition under any reading."""
    deadlines = [clause.deadline, *(r.deadline for r in clause.readings if r.deadline)]
    return any(
        d.condition
        or d.condition_clause
        or any(m and m.condition for m in (d.opens, d.begin_by, d.due, d.until))
        for d in deadlines
    )


def late(accord: Accord, words: str) -> Postulate:
    """A postulate CLAUSE=DAYS: fulfilled so many days after it is due (negative: before), as each
    reading dates it. Raises `UsageError`."""
    name, eq, days = (x.strip() for x in words.rpartition("="))
    clause = accord.clause(name) if eq else None
    if clause is None:
        raise UsageError(f"{words!r} names no clause", mend="write CLAUSE=DAYS, as in W4b=8")
    if not re.fullmatch(r"-?\d{1,5}", days):
        raise UsageError(f"{days!r} is no number of days", mend="write CLAUSE=DAYS, as in W4b=8")
    return Postulate(words, clause.id, _kind(clause, _DONE), late=int(days))


def what_if(
    accord: Accord,
    signals: Iterable[Signal],
    postulates: Sequence[Postulate],
    as_of: str,
    known_at: str,
    names: Sequence[str] | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[Follows, ...]:
    """What the postulates would move, clause by clause, under each reading (`names`; None: all).

    Both sides of the comparison stand on the later of `as_of` and the last supposed day; of what ends
    something, on the day after it. Raises `UsageError` where a clause that is to be late has no day under any
    reading, and where two of the postulates cannot both be.
    """
    told, judged = tuple(signals), tuple(judgements)
    _agree(postulates)
    chosen = tuple(names) if names is not None else readings(accord)
    made: dict[str, tuple[tuple[Standing, ...], tuple[Standing, ...]]] = {}
    undated: dict[str, int] = {}
    ending = _ending(accord)
    for name in chosen:
        due = {s.clause: s.dates.due for s in Board.of(accord, told, as_of, known_at).standings(name)}
        facts = [_signal(accord, p, due) for p in postulates if p.clause]
        for p, fact in zip([p for p in postulates if p.clause], facts, strict=True):
            undated[p.words] = undated.get(p.words, 0) + (fact is None)
        heard = [f for f in facts if f is not None]
        days = [_plus(f.on, f.kind in _ENDS) for f in heard if f.on]
        days += [_plus(p.on, p.event in ending) for p in postulates if p.event and p.on]
        day = max([as_of, *days])
        events = {p.event: p.on for p in postulates if p.event and p.on}
        known = max(known_at, day)
        other = _moved(accord, events)
        before = Board.of(accord, told, day, known).standings(name, judged)
        happened = {e: on for e, on in events.items() if e.startswith("event:")}
        after = Board.of(other, [*told, *heard], day, known).standings(name, judged, happened)
        made[name] = before, after
    for words, n in undated.items():
        if n == len(chosen):
            raise UsageError(f"{words!r}: the clause has no day to be late for", mend="suppose a day: --fact")
    return _grouped(accord, made)


def _agree(postulates: Sequence[Postulate]) -> None:
    """Raises `UsageError` where one event is given two days, or a clause is done and not done on one."""
    done = (SignalKind.PERFORMED, SignalKind.BEGUN, SignalKind.COMPLETED)
    for n, two in enumerate(postulates):
        for one in postulates[:n]:
            if one.event and one.event == two.event and one.on != two.on:
                raise UsageError(
                    f"{one.words!r} and {two.words!r} cannot both be", mend="suppose one day for it"
                )
            kinds = {one.kind, two.kind}
            if (
                one.clause == two.clause
                and one.on == two.on
                and kinds & {*done}
                and SignalKind.NOT_PERFORMED in kinds
            ):
                raise UsageError(
                    f"{one.words!r} and {two.words!r} cannot both be", mend="leave one of them out"
                )


def _grouped(
    accord: Accord, made: dict[str, tuple[tuple[Standing, ...], tuple[Standing, ...]]]
) -> tuple[Follows, ...]:
    """One row for readings that give the same, in the order of the accord."""
    out: list[Follows] = []
    for n, clause in enumerate(accord.clauses):
        groups: dict[tuple[object, ...], tuple[list[str], Standing, Standing]] = {}
        for name, (before, after) in made.items():
            was, now = before[n], after[n]
            if _seen(was) != _seen(now):
                groups.setdefault((_seen(was), _seen(now)), ([], was, now))[0].append(name)
        out += [Follows(clause.id, tuple(names), was, now) for names, was, now in groups.values()]
    return tuple(out)


def _seen(s: Standing) -> tuple[object, ...]:
    return s.state, s.evidence, s.note, s.dates.opens, s.dates.due, s.dates.until


def _signal(accord: Accord, p: Postulate, due: dict[str, str | None]) -> Signal | None:
    """What a postulate would be if a neutral body had found it; None where it has no day."""
    clause = accord.clause(p.clause or "")
    if clause is None or p.kind is None:
        return None
    on = p.on
    if p.late is not None:
        base = due.get(clause.id)
        on = _plus(base, p.late) if base else None
    if on is None:
        return None
    amount = p.amount
    whole = amount is None and p.kind is SignalKind.PERFORMED
    if whole:
        amount = target_of(clause, on)
    measure = clause.quantity.measure if clause.quantity else None
    return Signal(
        clause=clause.id,
        kind=p.kind,
        rule=SUPPOSED,
        claim=p.words,
        report=SUPPOSED,
        spans=(clause.span,),
        origin=SUPPOSED,
        holder=SUPPOSED,
        role=HolderRole.VERIFIER,
        entity=SUPPOSED,
        on=on,
        known_on=on,
        low=amount,
        high=amount,
        dated=True,
        cumulative=whole if amount is not None else None,
        measure=measure,
    )


def _moved(accord: Accord, events: dict[str, str]) -> Accord:
    """The accord with its start, or the start of a phase, on another day."""
    if start := events.get("start"):
        accord = replace(accord, start=start)
    if signed := events.get("signing"):
        accord = replace(accord, signed=signed)
    phases = tuple(
        replace(p, contingent=False, start=Moment(MomentKind.DATE, day, date=day))
        if (day := events.get(f"phase {p.n}"))
        else p
        for p in accord.phases
    )
    return replace(accord, phases=phases) if phases != accord.phases else accord


def _ending(accord: Accord) -> set[str]:
    """The events with which a clause ends, under any reading."""
    named = [
        d.until for c in accord.clauses for d in (c.deadline, *(r.deadline for r in c.readings if r.deadline))
    ]
    return {m.anchor for m in named if m is not None and m.anchor and m.anchor.startswith("event:")}


def _events(accord: Accord) -> list[str]:
    """The events that the accord waits for, under any reading."""
    out: dict[str, None] = {}
    for name in readings(accord):
        for met, ended in Plan(accord, under(accord, name)).events.values():
            out |= dict.fromkeys((*met, *ended))
    return [*out, *(words for words, _ in accord.anchors if f"event: {words}" not in out)]


def _kind(clause: Clause, word: str) -> SignalKind:
    if word == _DONE:
        return SignalKind.BEGUN if clause.deadline.begins else SignalKind.PERFORMED
    try:
        return SignalKind(word.replace(" ", "_").replace("-", "_"))
    except ValueError as e:
        kinds = ", ".join([_DONE, *(k.value for k in SignalKind)])
        raise UsageError(f"{word!r} is nothing that a clause can be told of", mend=f"one of: {kinds}") from e


def _amount(word: str, words: str) -> float:
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", word)
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise UsageError(f"{word!r} in {words!r} is no amount", mend="write CLAUSE:done:20=DATE")
    return float(plain)


def _plus(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
