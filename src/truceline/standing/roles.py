"""Who speaks, seen from a clause."""

from __future__ import annotations

from truceline.model.accord import Accord, Clause, HolderRole, Role

__all__ = ["is_state", "is_verifier", "role_of"]


def role_of(
    accord: Accord, clause: Clause, entity: str | None, party: str | None, *, adverse: bool
) -> HolderRole:
    """The role of a body (`entity`) or of the interest behind it (`party`). Where both parties owe a
    clause, each speaks of the other's failing (`adverse`) as the other side does."""
    sides = (*accord.parties, *accord.bound)
    for who in (party, entity):
        if who in clause.obligors:
            joint = sum(1 for o in clause.obligors if o in sides) > 1
            return HolderRole.COUNTERPART if joint and adverse else HolderRole.OBLIGOR
    if party in sides or entity in sides:
        return HolderRole.COUNTERPART
    if entity and (entity in clause.verifiers or entity in accord.verifiers):
        return HolderRole.VERIFIER
    if {entity, party} & {*accord.mediators, *accord.guarantors}:
        return HolderRole.MEDIATOR
    known = accord.vocabulary.entity(entity) if entity else None
    roles = known.roles if known else ()
    if Role.MEDIATOR in roles or Role.GUARANTOR in roles:
        return HolderRole.MEDIATOR
    if Role.OUTLET in roles or Role.AGENCY in roles:
        return HolderRole.OUTLET
    return HolderRole.OTHER


def is_state(accord: Accord, side: str) -> bool:
    """Whether a side is a state, by its country in the vocabulary."""
    entity = accord.vocabulary.entity(side)
    return entity is not None and entity.country is not None


def is_verifier(accord: Accord, clause: Clause | None, actor: str | None, day: str | None = None) -> bool:
    """Whether a body is a verifier of a clause (None: of the agreement), on `day` by its mandate."""
    if actor is None or actor not in (*accord.verifiers, *(clause.verifiers if clause else ())):
        return False
    ends = [m.until for m in accord.monitors if m.actor == actor and m.until]
    return day is None or not ends or day[:10] <= max(ends)[:10]
