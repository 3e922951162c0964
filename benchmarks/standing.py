"""How the cost of standing grows: made signals on every clause, one day and each day of a year."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace
from statistics import median

from truceline.case.library import Library
from truceline.case.undisturbed import undisturbed
from truceline.model.accord import Accord, HolderRole
from truceline.model.accord import SignalKind as K
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.standing import Board, Days, over_days, stand

SEED = 11
SIZES = (10_000, 100_000)
TOLD, REPORTS = 5, 20
"""How many clauses a report tells of that goes back to the first day, and how many such are tried."""
NEW = ("A1b", "AID1", "E0", "P2-talks", "W4b")
"""The clauses of which one report more tells."""


def measure() -> None:
    """Processor time for one day, for each day of a year, and for one report more, over 10,000 and
    100,000 signals."""
    accord = Library().accord("gaza-2025-01")
    start = dt.date.fromisoformat(accord.start)
    days = [(start + dt.timedelta(days=n)).isoformat() for n in range(365)]
    for size in SIZES:
        rng = random.Random(SEED)  # noqa: S311
        made = [_signal(rng, n, [c.id for c in accord.clauses], accord.parties, days) for n in range(size)]
        begun = time.process_time()
        stand(accord, made, days[-1], days[-1])
        stood = time.process_time()
        over_days(accord, made, days)
        spent = time.process_time() - stood
        kept, board = Days.of(accord, made, days), Board.of(accord, made, days[-1], days[-1])
        board.standings()
        more = [
            replace(_signal(rng, size + n, list(NEW), accord.parties, days), on=days[-1], known_on=days[-1])
            for n in range(len(NEW))
        ]
        before = time.process_time()
        kept.updated(more)
        after = time.process_time()
        board.updated(more).standings()
        print(
            f"standing: {size} signals: one report more on {len(NEW)} clauses: all days "
            f"{(after - before) * 1000:.0f} ms, the board {(time.process_time() - after) * 1000:.0f} ms"
        )
        back = [_spent(kept, _report(rng, accord, days, size + n * TOLD)) for n in range(REPORTS)]
        deeds = [
            _spent(kept, [replace(s, kind=K.PERFORMED, low=float(n + 1), cumulative=True) for s in told])
            for n in range(REPORTS)
            for told in [_report(rng, accord, days, size + (REPORTS + n) * TOLD)]
        ]
        for words, times in (("of any kind", back), ("that all tell of amounts done", deeds)):
            print(
                f"standing: {size} signals: {REPORTS} reports, each once, with {TOLD} signals {words} on as many "
                f"clauses, dated on day one: all days in {_ms(median(times))} in the middle, {_ms(max(times))} at most"
            )
        print(
            f"standing: {size} signals (seed {SEED}): one day {stood - begun:.2f} s, "
            f"{len(days)} days {spent:.2f} s of the processor"
        )


def _report(rng: random.Random, accord: Accord, days: list[str], n: int) -> list[Signal]:
    """What a report tells of the first day, on clauses drawn anew."""
    clauses = rng.sample([c.id for c in accord.clauses], TOLD)
    return [
        replace(_signal(rng, n + i, [id], accord.parties, days), on=days[0], known_on=days[0])
        for i, id in enumerate(clauses)
    ]


def _spent(kept: Days, more: list[Signal]) -> float:
    """Processor time of an update as the face of the house makes it, without the collector of cycles."""
    with undisturbed():
        begun = time.process_time()
        kept.updated(more)
        return time.process_time() - begun


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _signal(
    rng: random.Random, n: int, clauses: list[str], parties: tuple[str, ...], days: list[str]
) -> Signal:
    day = rng.choice(days)
    party = rng.choice((*parties, None, None))
    return Signal(
        clause=rng.choice(clauses),
        kind=rng.choice(tuple(K)),
        rule="made",
        claim=f"c{n}",
        report=f"r{n % 5000}",
        spans=(Span(f"r{n % 5000}", n, n + 4, "made"),),
        origin=f"o{n % 400}",
        holder=party or f"Outlet {n % 40}",
        role=HolderRole.OBLIGOR if party else HolderRole.OUTLET,
        party=party,
        on=day,
        known_on=day,
    )
