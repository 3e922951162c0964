"""A claim's words in pieces: sentences, without what other claims inside it say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from truceline.model.span import Span
from truceline.standing.rules import Piece

__all__ = ["joined", "outside", "sentences"]

_STOP = re.compile(r"""(?<![A-Z])[.!?]["”’)]*\s+(?=["“‘(]?[A-Z])|[;\n]+""")
"""Where one sentence ends and the next begins; the stop of an abbreviation ("U.S.") is none."""


def joined(pieces: list[Piece]) -> Piece:
    """The segments of one interrupted claim, as one."""
    entities: dict[str, tuple[str, ...]] = {}
    for p in pieces:
        for entity, forms in p.entities.items():
            entities[entity] = tuple(dict.fromkeys((*entities.get(entity, ()), *forms)))
    folded = pieces[0].folded[:-1] + "".join(p.folded[:-1] for p in pieces[1:]) + " "
    return replace(pieces[0], folded=folded, entities=entities)


def outside(segment: Span, inner: list[Span]) -> list[tuple[int, int]]:
    """The stretches of `segment` that no span of `inner` takes."""
    gaps, at = [], segment.start
    for s in sorted((s for s in inner if s.overlaps(segment)), key=lambda s: s.start):
        if s.start > at:
            gaps.append((at, s.start))
        at = max(at, s.end)
    if at < segment.end:
        gaps.append((at, segment.end))
    return gaps


def sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for end in (*(m.end() for m in _STOP.finditer(text)), len(text)):
        words = text[at:end]
        bare = words.strip()
        if bare:
            first = at + words.index(bare[0])
            yield first, first + len(bare)
        at = end
