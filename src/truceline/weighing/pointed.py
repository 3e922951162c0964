"""Denials that do not repeat what they deny ("a lie", "denied it"): they are of what the same report has told just before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from truceline.model.reading import Modality, Stance
from truceline.weighing.event_words import event_words
from truceline.weighing.nodes import Node
from truceline.weighing.tellings import Telling, tellings_of
from truceline.weighing.words import KEPT, Pack, classes, words

_BACK = 300
"""Characters between a denial and what it denies, at most."""
_FEW = 5
"""Words of a denial that says that it is a lie, at most."""


def points_back(telling: Telling) -> bool:
    """Whether a telling denies, and not in words of its own, what another told before."""
    claim = telling.node.claim
    if telling.node.speaker is None or telling.span.start > claim.content[0].start + 1:
        return False
    plain = f" {' '.join(words(claim.words, telling.node.pack))} "
    if any(f" {lie} " in plain for lie in event_words(telling.node.pack.language).lies):
        return len(set(classes(claim.words, telling.node.pack))) <= _FEW
    return claim.stance is Stance.DENIES and _points_only(claim.words, telling.node.pack)


@lru_cache(maxsize=KEPT)
def _points_only(text: str, language: Pack) -> bool:
    """Whether a text has no words but those that point back ("the claims")."""
    told = [w for w in words(text, language) if w not in language.definite]
    return bool(told) and all(language.turn("pointing", w) for w in told)


@lru_cache(maxsize=KEPT)
def has_verb(text: str, language: Pack) -> bool:
    ending = language.past_ending
    return language.turn("finite", text) or bool(
        ending and any(w.endswith(ending) for w in words(text, language))
    )


def answered(telling: Telling, before: Sequence[Node]) -> Telling | None:
    """What a denial is of: the last that another, than who denies, has told before it in the report, of which `before` are the
    claims; of one in words of its own right behind such a denial of the same speaker as well."""
    near = [
        n
        for n in before
        if n.claim.content[-1].end <= telling.span.start
        and telling.span.start - n.claim.content[-1].end <= _BACK
    ]
    if not near:
        return None
    last = max(near, key=lambda n: n.claim.content[0].start)
    if not points_back(telling):
        again = telling.node.claim.modality is Modality.NEGATED and _one_speaker(telling.node, last)
        first = tellings_of(last)[:1] if again else ()
        return answered(first[0], before) if first and points_back(first[0]) else None
    others = [n for n in near if not _one_speaker(n, telling.node) and _of_fact(n)]
    told = [t for n in others for t in tellings_of(n) if t.acts or has_verb(t.span.quote, n.pack)]
    return max(told, key=lambda t: (t.node.claim.content[0].start, t.weight, -t.span.start), default=None)


def _of_fact(node: Node) -> bool:
    claim = node.claim
    return (
        claim.modality is Modality.ACTUAL and claim.stance is not Stance.DENIES and node.speaker is not None
    )


def _one_speaker(one: Node, other: Node) -> bool:
    if one.speaker is None or other.speaker is None:
        return one.speaker is other.speaker
    return one.speaker.name == other.speaker.name
