"""Attribution lost on the way: an outlet says in its own voice what another quotes somebody saying.

Two ways to see it. The words: the claim is a copy of an attributed one, or so like it, within
a few days, that they share most of what they say. The place: a claim that goes on ("also")
between two claims of one statement, and speaks of the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from truceline.model.reading import Manner
from truceline.weighing.nodes import Node
from truceline.weighing.words import likeness

SHARE = 0.6
WEIGHT = 4.0
LEAST = 3
"""Fewer words in common, the frequent ones apart, propose nothing."""
CROWD = 200
DAYS = 3


def lost_attributions(
    nodes: Sequence[Node], statement: dict[int, int], texts: dict[int, int], agreement: set[int]
) -> dict[int, int]:
    """Own-voice claim -> the attributed claim that it goes back to (numbers of `nodes`)."""
    found: dict[int, int] = {}
    quoted: dict[int, int] = {}
    for i in sorted(statement):
        if i in texts:
            quoted.setdefault(texts[i], i)
    index: dict[int, dict[str, list[int]]] = {}
    for i in sorted(statement):
        for word in nodes[i].words - nodes[i].pack.common:
            index.setdefault(_stretch(nodes[i]), {}).setdefault(word, []).append(i)
    open_ = [i for i, n in enumerate(nodes) if i not in agreement and i not in statement and n.comparable]
    own = [i for i in open_ if nodes[i].own]
    for i in open_:
        if nodes[i].claim.manner is Manner.UNSOURCED:
            source = quoted.get(texts.get(i, -1))
            if source is not None and _near(nodes[i], nodes[source]):
                found[i] = source
    for i in own:
        source = quoted.get(texts.get(i, -1))
        if source is None or not _near(nodes[i], nodes[source]):
            source = _alike(nodes, i, index)
        if source is not None:
            found[i] = source
    found |= _going_on(nodes, statement, set(own) - found.keys())
    return found


def _stretch(node: Node) -> int:
    return (node.known or 0) // DAYS


def _near(one: Node, other: Node) -> bool:
    if one.known is None or other.known is None:
        return True
    return abs(one.known - other.known) <= DAYS


def _alike(nodes: Sequence[Node], i: int, index: dict[int, dict[str, list[int]]]) -> int | None:
    node = nodes[i]
    home = _stretch(node)
    rare = node.words - node.pack.common
    near = [of for d in (home - 1, home, home + 1) if (of := index.get(d))]
    entries = (of[w] for of in near for w in rare & of.keys())
    shared = Counter(chain.from_iterable(e for e in entries if len(e) <= CROWD))
    best: tuple[float, int] | None = None
    for _, j in sorted((-count, j) for j, count in shared.items() if count >= LEAST)[:40]:
        other = nodes[j]
        if other.report.id == node.report.id or other.negated != node.negated or not _near(node, other):
            continue
        if _figures(node) != _figures(other):
            continue
        share, weight = likeness(node.words, other.words, node.pack.common)
        if share >= SHARE and weight >= WEIGHT and (best is None or share > best[0]):
            best = (share, j)
    return best[1] if best else None


def _figures(node: Node) -> frozenset[str]:
    return frozenset(w for w in node.words if w[0].isdigit())


def _going_on(nodes: Sequence[Node], statement: dict[int, int], own: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for i in sorted(own):
        node = nodes[i]
        if not node.pack.turn("additive", node.claim.words):
            continue
        before, after = _neighbour(nodes, i, -1), _neighbour(nodes, i, +1)
        if before is None or after is None or statement.get(before, -1) != statement.get(after, -2):
            continue
        around = nodes[before].words | nodes[after].words
        if len((node.words & around) - node.pack.common):
            found[i] = before
    return found


def _neighbour(nodes: Sequence[Node], i: int, step: int) -> int | None:
    j = i + step
    if 0 <= j < len(nodes) and nodes[j].report.id == nodes[i].report.id:
        return j
    return None
