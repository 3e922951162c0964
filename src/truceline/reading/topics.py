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
    in them), or where the claim holds a figure of one of its measures. A claim that none fits
    takes a topic of which it holds a part, where its sentence holds the rest.
    """
    if vocabulary is None:
        return ()
    inside = {m.entity for m in mentions if m.entity and _within(claim, m.span.start, m.span.end)}
    measures = {f.measure for f in figures if f.measure and _within(claim, f.span.start, f.span.end)}
    words = fold(" ".join(s.quote for s in claim.content))
    own = tuple(t.id for t in vocabulary.topics if _fits(t, words, inside, measures))
    if own or claim.nested_in is not None:
        return own
    around = _sentence(claim, page)
    if around is None:
        return ()
    start, end = around
    beside = {m.entity for m in mentions if m.entity and start <= m.span.start and m.span.end <= end}
    sentence = fold(page.text[start:end])
    return tuple(t.id for t in vocabulary.topics if _begun(t, words, inside, sentence, beside))


def _begun(topic: Topic, words: str, entities: Iterable[str], sentence: str, beside: Iterable[str]) -> bool:
    """Whether the claim holds a part of a pattern that its sentence completes ("good talks", in a
    sentence about the second phase)."""
    return any(
        len(p.all) > 1
        and compiled(p).partly(words, tuple(entities))
        and compiled(p).fits(sentence, tuple(beside))
        for p in topic.patterns
    )


def _sentence(claim: Claim, page: Page) -> tuple[int, int] | None:
    block = page.block_at(claim.start)
    if block is None:
        return None
    for sent in block.doc.sents:
        start, end = block.start + sent.start_char, block.start + sent.end_char
        if start <= claim.start < end:
            return start, end
    return None


def _fits(topic: Topic, words: str, entities: Iterable[str], measures: Iterable[str]) -> bool:
    return any(m in topic.measures for m in measures) or any(
        compiled(p).fits(words, tuple(entities)) for p in topic.patterns
    )


def _within(claim: Claim, start: int, end: int) -> bool:
    return any(s.start <= start and end <= s.end for s in claim.content)
