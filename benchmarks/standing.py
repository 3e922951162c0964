"""How the cost of standing grows: made signals on every clause, one day and each day of a year."""

from __future__ import annotations

import datetime as dt
import random
import time

from truceline.case.library import Library
from truceline.model.accord import HolderRole, SignalKind
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.standing import over_days, stand

SEED = 11
SIZES = (10_000, 100_000)


def measure() -> None:
    """Processor seconds for one day and for each day of a year, over 10,000 and 100,000 signals."""
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
        print(
            f"standing: {size} signals (seed {SEED}): one day {stood - begun:.2f} s, "
            f"{len(days)} days {time.process_time() - stood:.2f} s of the processor"
        )


def _signal(
    rng: random.Random, n: int, clauses: list[str], parties: tuple[str, ...], days: list[str]
) -> Signal:
    day = rng.choice(days)
    party = rng.choice((*parties, None, None))
    return Signal(
        clause=rng.choice(clauses),
        kind=rng.choice(tuple(SignalKind)),
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
