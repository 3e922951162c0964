"""Amounts that reports tell of several clauses together, set against what they tell of each."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model.accord import Accord, Total
from truceline.model.standing import Together
from truceline.standing.amounts import NEVER
from truceline.standing.sofar import daily
from truceline.standing.tally import Tally

__all__ = ["note_of", "totals"]


def totals(accord: Accord, tallies: Mapping[str, Tally]) -> tuple[Together, ...]:
    """For each total of the accord: at least (and at most) how much is told of its clauses together,
    and at least how much of each singly, added up."""
    return tuple(_told(accord, t, tallies) for t in accord.totals)


def note_of(told: Together) -> str:
    """The difference in words; empty where there is none, or where one of the two is not told."""
    if not told.together or not told.singly:
        return ""
    if told.at_most is not None and told.singly_then > told.at_most:
        return (
            f"more was told of these clauses singly ({told.singly_then:g}) than together ({told.at_most:g})"
        )
    left = told.together - told.singly
    return f"singly at least {told.singly:g}, so {left:g} of them of no clause by itself" if left > 0 else ""


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
