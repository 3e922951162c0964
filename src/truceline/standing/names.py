"""Display names of whoever the agreement or its vocabulary knows, and of how a clause stands."""

from __future__ import annotations

from truceline.model.accord import Accord
from truceline.standing.asked import Verdict
from truceline.standing.shown import shown

__all__ = ["called", "seen"]


def called(accord: Accord, id: str) -> str:
    """The display name of that id; the id itself where nobody gives it one."""
    if id in accord.labels:
        return accord.labels[id]
    actor = accord.actor(id)
    if actor is not None:
        return actor.name
    entity = accord.vocabulary.entity(id)
    return entity.name if entity else id


def seen(accord: Accord, clause: str, v: Verdict) -> str:
    """What a reader sees of the clause of that id that stands so."""
    accusers = [called(accord, p) for p in v.accusers]
    return shown(v.state, v.evidence, accusers, clause not in accord.unheard)
