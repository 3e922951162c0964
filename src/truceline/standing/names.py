"""Display names of whoever the agreement or its vocabulary knows."""

from __future__ import annotations

from truceline.model.accord import Accord

__all__ = ["called"]


def called(accord: Accord, id: str) -> str:
    """The display name of that id; the id itself where nobody gives it one."""
    if id in accord.labels:
        return accord.labels[id]
    actor = accord.actor(id)
    if actor is not None:
        return actor.name
    entity = accord.vocabulary.entity(id)
    return entity.name if entity else id
