"""What would follow if: facts that are only supposed, the days and clauses that they would move.

Nothing here is kept anywhere: a postulate is asked of a board and forgotten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.errors import UsageError
from truceline.model.accord import Accord, Clause, HolderRole, Moment, MomentKind, SignalKind
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
_PHASE = re.compile(r"phase (\d+)(?: start)?", re.I)


def supposed(accord: Accord, words: str) -> Postulate:
    """A postulate from its words: CLAUSE=DATE (done that day), CLAUSE:KIND=DATE (a kind of signal),
    CLAUSE:done:AMOUNT=DATE, EVENT=DATE (an event of the accord in its words), start=DATE or
    "phase 2=DATE". Raises `UsageError`."""
    what, eq, day = (x.strip() for x in words.rpartition("="))
    if not eq or not what:
        raise UsageError(f"{words!r} supposes nothing", mend="write CLAUSE=DATE or EVENT=DATE")
    on = _day(day, words)
    name, *more = (x.strip() for x in what.split(":"))
    clause = accord.clause(name)
    if clause is not None and len(more) <= 2:
        kind = _kind(clause, more[0] if more else _DONE)
        amount = _amount(more[1], words) if len(more) == 2 else None
        return Postulate(words, clause.id, kind, on=on, amount=amount)
    if what.casefold() == "start":
        return Postulate(words, event="start", on=on)
    if m := _PHASE.fullmatch(what):
        if int(m[1]) not in [p.n for p in accord.phases]:
            raise UsageError(f"{accord.id} has no phase {m[1]}", mend=f"it has {len(accord.phases)}")
        return Postulate(words, event=f"phase {m[1]}", on=on)
    known = _events(accord)
    plain = what.casefold().removeprefix("event:").strip()
    for event in known:
        if event.removeprefix("event:").strip().casefold() == plain:
            return Postulate(words, event=event, on=on)
    told = "; ".join(e.removeprefix("event:").strip() for e in known) or "none"
    raise UsageError(
        f"{accord.id} has neither a clause nor an event {what!r}",
        mend=f"clauses: {', '.join(c.id for c in accord.clauses)}; events: {told}",
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

    Both sides of the comparison stand on the later of `as_of` and the last supposed day. Raises
    `UsageError` where a clause that is to be late has no day under any reading.
    """
    told, judged = tuple(signals), tuple(judgements)
    chosen = tuple(names) if names is not None else readings(accord)
    made: dict[str, tuple[tuple[Standing, ...], tuple[Standing, ...]]] = {}
    undated: dict[str, int] = {}
    for name in chosen:
        due = {s.clause: s.dates.due for s in Board.of(accord, told, as_of, known_at).standings(name)}
        facts = [_signal(accord, p, due) for p in postulates if p.clause]
        for p, fact in zip([p for p in postulates if p.clause], facts, strict=True):
            undated[p.words] = undated.get(p.words, 0) + (fact is None)
        heard = [f for f in facts if f is not None]
        days = [f.on for f in heard if f.on] + [p.on for p in postulates if p.on]
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
    phases = tuple(
        replace(p, contingent=False, start=Moment(MomentKind.DATE, day, date=day))
        if (day := events.get(f"phase {p.n}"))
        else p
        for p in accord.phases
    )
    return replace(accord, phases=phases) if phases != accord.phases else accord


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
    try:
        return float(word)
    except ValueError as e:
        raise UsageError(f"{word!r} in {words!r} is no amount", mend="write CLAUSE:done:20=DATE") from e


def _day(day: str, words: str) -> str:
    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError as e:
        raise UsageError(f"{day!r} in {words!r} is no calendar day", mend="write it as 2025-03-01") from e


def _plus(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
