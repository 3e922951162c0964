"""Amounts that reports tell of several clauses together, set against what they tell of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from truceline.model.accord import Accord, Total
from truceline.model.standing import Together
from truceline.standing.amounts import NEVER
from truceline.standing.sofar import daily
from truceline.standing.tally import Tally

__all__ = ["note_of", "totals"]

_NUMBERED = re.compile(r"(\D*)(\d+)")


def totals(accord: Accord, tallies: Mapping[str, Tally]) -> tuple[Together, ...]:
    """For each total of the accord: at least (and at most) how much is told of its clauses together,
    and at least how much of each singly, added up."""
    return tuple(_told(accord, t, tallies) for t in accord.totals)


def note_of(told: Together) -> str:
    """What is told together beyond what is told of each, in words; empty where there is nothing."""
    if not told.together:
        return ""
    if told.at_most is not None and told.singly_then > told.at_most:
        singly, most = f"{told.singly_then:,.10g}", f"{told.at_most:,.10g}"
        return (
            f"more was reported for each of {_run(told.clauses)} by itself ({singly}) than together ({most})"
        )
    left = told.together - told.singly
    amount = "another" if told.singly else "at least"
    return f"{amount} {left:,.10g} reported for {_run(told.clauses)} together" if left > 0 else ""


def _run(ids: Sequence[str]) -> str:
    """The clauses by their ids: "R1 to R6" where they are numbered on, else one by one."""
    found = [_NUMBERED.fullmatch(id) for id in ids]
    numbers = [int(m[2]) for m in found if m is not None]
    alike = len({m[1] for m in found if m is not None}) == 1 and len(numbers) == len(ids)
    if len(ids) > 2 and alike and numbers == [*range(numbers[0], numbers[0] + len(ids))]:
        return f"{ids[0]} to {ids[-1]}"
    return " and ".join(filter(None, (", ".join(ids[:-1]), ids[-1])))


def _told(accord: Accord, total: Total, tallies: Mapping[str, Tally]) -> Together:
    clauses = [c for c in (accord.clause(id) for id in total.clauses) if c is not None]
    heard = [t for c in clauses if (t := tallies.get(c.id)) is not None]
    shared = max((t.shared for t in heard if t.shared), key=lambda a: a.summed()[0], default=None)
    together, signals = shared.summed() if shared else (0.0, [])
    most, caps = shared.at_most() if shared else (None, [])
    then = max((s.on or s.known_on or "" for s in caps), default=NEVER)

    def singly(until: str) -> float:
        return sum(tallies[c.id].amounts.summed(until, daily(c))[0] for c in clauses if c.id in tallies)

    ids = tuple(c.id for c in clauses)
    return Together(total.id, total.words, ids, together, most, singly(NEVER), singly(then), tuple(signals))
