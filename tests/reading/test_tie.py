"""Tying figures, times, mentions and acts to claims, and labels to voices."""

from __future__ import annotations

import pytest

from truceline.model.reading import Act, Claim, Figure, Manner, Mention, MentionType, Reading
from truceline.model.span import Span
from truceline.reading.tie import quoted, tie

TEXT = 'The guild said the mayor claimed that "the regime sank 9 boats", and left.'
OUTER, INNER = 'the mayor claimed that "the regime sank 9 boats"', '"the regime sank 9 boats"'


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span.of("r", TEXT, at, at + len(words))


def reading(inner: Manner) -> Reading:
    return tie(
        Reading(
            "r",
            True,
            claims=(
                Claim("outer", "r", (span(OUTER),), Manner.INDIRECT),
                Claim("inner", "r", (span(INNER),), inner),
            ),
            figures=(Figure(span("9"), 9, 9, 9),),
            mentions=(
                Mention(span("the regime"), None, MentionType.GROUP, loaded=True, voice="outlet"),
                Mention(span("the mayor"), None, MentionType.PERSON),
                Mention(span("The guild"), None, MentionType.GROUP),
            ),
            acts=(Act(span("sank"), "ASSAULT"),),
        )
    )


def test_everything_gets_its_innermost_claim() -> None:
    """The shortest claim whose content holds it; none outside every claim."""
    tied = reading(Manner.DIRECT)
    assert tied.figures[0].claim == tied.acts[0].claim == "inner"
    assert [m.claim for m in tied.mentions] == ["inner", "outer", None]


@pytest.mark.parametrize(("manner", "voice"), [(Manner.DIRECT, "inner"), (Manner.INDIRECT, "outlet")])
def test_a_quoted_label_is_the_speakers(manner: Manner, voice: str) -> None:
    """Inside the holder's quotation marks it is the holder's word, in indirect speech the outlet's."""
    assert reading(manner).mentions[0].voice == voice


@pytest.mark.parametrize(
    ("words", "at", "inside"),
    [
        ('plain "quoted" plain', 8, True),
        ('plain "quoted" plain', 16, False),
        ("“one” and “two”", 7, False),
        ("“one” and “two”", 12, True),
        ("goes on” and then", 2, True),
        ("goes on” and then", 12, False),
    ],
)
def test_what_stands_inside_quotation_marks(words: str, at: int, inside: bool) -> None:
    """Straight, curly and carried-over marks."""
    assert quoted(words, at) is inside
