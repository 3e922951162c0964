"""What belongs to an agreement: whom its common nouns stand for, and words that speak of another truce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from truceline.model.accord import Accord, AliasKind, Entity
from truceline.model.match import fold
from truceline.model.reading import Mention, MentionType

__all__ = ["elsewhere", "nominals"]


def nominals(accord: Accord) -> Mapping[str, tuple[str | None, str | None]]:
    """(entity, party) by the folded common noun that stands for it where nobody else in the conflict bears it:
    in reports on this agreement "the government" is the one that signed it."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for e in accord.vocabulary.entities:
        for a in e.aliases:
            if a.kind is AliasKind.NOMINAL:
                found[fold(a.text).removeprefix(" the").strip()].append(e)
    sides = {*accord.parties, *accord.bound}
    return {
        noun: (own[0].id, own[0].party)
        for noun, own in found.items()
        if len(own) == 1 and own[0].party in sides
    }


def elsewhere(accord: Accord, here: Sequence[Mention]) -> bool:
    """Whether words that hold these mentions speak of somebody else's truce: they name a side that has no part
    in the agreement, and neither a place of it nor two of those who are bound by it."""
    if not any(m.type is MentionType.PARTY and _stranger(accord, m) for m in here):
        return False
    own = {e.id for e in accord.vocabulary.entities if e.type is MentionType.PLACE}
    if any(m.entity in own for m in here):
        return False
    return len({m.party for m in here} & {*accord.parties, *accord.bound}) < 2


def _stranger(accord: Accord, m: Mention) -> bool:
    if not m.entity or m.entity != m.party:
        return False
    return accord.actor(m.entity) is None and accord.vocabulary.entity(m.entity) is None
