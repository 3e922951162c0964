"""What a claim is about, in the terms of the agreement: by words, entities and measures, never by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.model.accord import Topic, Vocabulary
from truceline.model.match import compiled, fold
from truceline.model.reading import Act, Claim, Figure, Mention
from truceline.reading.page import Page


def topics_of(
    claim: Claim,
    page: Page,
    acts: Sequence[Act],
    figures: Sequence[Figure],
    mentions: Sequence[Mention],
    vocabulary: Vocabulary | None,
) -> tuple[str, ...]:
    """The topics of the vocabulary that `claim` is about, in the vocabulary's order.

    A topic fits where one of its patterns fits the claim's words (and the entities mentioned
    in them), or where the claim holds a figure of one of its measures.
    """
    if vocabulary is None:
        return ()
    inside = {m.entity for m in mentions if m.entity and _within(claim, m.span.start, m.span.end)}
    measures = {f.measure for f in figures if f.measure and _within(claim, f.span.start, f.span.end)}
    words = fold(" ".join(s.quote for s in claim.content))
    return tuple(t.id for t in vocabulary.topics if _fits(t, words, inside, measures))


def _fits(topic: Topic, words: str, entities: Iterable[str], measures: Iterable[str]) -> bool:
    return any(m in topic.measures for m in measures) or any(
        compiled(p).fits(words, tuple(entities)) for p in topic.patterns
    )


def _within(claim: Claim, start: int, end: int) -> bool:
    return any(s.start <= start and end <= s.end for s in claim.content)
