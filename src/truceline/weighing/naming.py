"""What lineages are called: ids made of the claim that leads them, so that they can be found again, and the name
of who speaks."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from truceline.model.identity import digest
from truceline.weighing.nodes import Node


@lru_cache(maxsize=50_000)
def origin_id(claim: str) -> str:
    """The id that a lineage bears when `claim` (or a voice's name) leads it."""
    return "o" + digest("origin", claim)[:15]


def names_taken_for_one(one: Node, other: Node) -> str:
    """The names of two speakers that are taken for one, where they differ."""
    if one.speaker is None or other.speaker is None or one.speaker.name == other.speaker.name:
        return ""
    return f"“{other.speaker.name}” taken for “{one.speaker.name}”, or for one who speaks for the other"


def best_named(members: list[Node]) -> Node | None:
    """The member that names the speaker best: a named body or person before a party, before nobody's name."""
    held = [n for n in members if n.speaker]

    often = Counter(n.speaker.name for n in held if n.speaker)

    def rank(node: Node) -> tuple[int, int, int]:
        s = node.speaker
        assert s is not None  # noqa: S101
        general = s.entity is not None and s.entity == s.party
        kind = 2 if s.anonymous else 1 if general or s.entity is None else 0
        if node.issued and node.own:
            kind = -1  # the body itself, by the name under which it publishes
        return (kind, -often[s.name], -len(s.name))

    return min(held, key=rank, default=None)
