"""What a claim is about: words, entities and measures, never likeness."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Claim, Figure, Manner
from truceline.model.span import Span
from truceline.reading.mentions import find_mentions
from truceline.reading.parser import Parser
from truceline.reading.topics import topics_of


def topics(text: str, words: str, parser: Parser, measure: str | None = None) -> tuple[str, ...]:
    """The topics of a claim whose content is `words` of `text`."""
    page = page_of(text, parser)
    at = text.index(words)
    content = Span.of(page.report.id, text, at, at + len(words))
    claim = Claim("c", page.report.id, (content,), Manner.INDIRECT)
    figures = (
        (Figure(Span.of(page.report.id, text, at, at + 2), 1, 1, 1, measure=measure),) if measure else ()
    )
    return topics_of(claim, page, (), figures, find_mentions(page, LOWMARK), LOWMARK)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("talks on the bridges began", ("bridge_talks",)),
        ("the bridges were closed", ()),
        ("boat crews were waiting", ("river_traffic",)),
        ("boat crews held talks on the bridge", ("bridge_talks", "river_traffic")),
    ],
)
def test_a_pattern_asks_for_all_its_groups(words: str, expected: tuple[str, ...], parser: Parser) -> None:
    """A word of one group alone is not enough; a claim may have several topics."""
    assert topics(f"The guild said that {words}.", words, parser) == expected


def test_a_measure_brings_its_topic(parser: Parser) -> None:
    """A figure of the topic's measure is enough."""
    assert topics("It said that 40 passed.", "40 passed", parser, "boats_passed") == ("river_traffic",)


def test_a_sentence_completes_what_the_claim_begins(parser: Parser) -> None:
    """A claim that holds a part of a pattern takes the topic where its sentence holds the rest."""
    text = "Asked about the bridges, the mayor said the talks were good, and thanked his cook."
    assert topics(text, "the talks were good", parser) == ("bridge_talks",)
    assert topics(text, "thanked his cook", parser) == ()


def test_without_a_vocabulary_there_are_no_topics(parser: Parser) -> None:
    """Topics are the agreement's: none without one."""
    page = page_of("The talks on the bridges began.", parser)
    claim = Claim("c", page.report.id, (Span.of(page.report.id, page.text, 0, 9),), Manner.OWN)
    assert topics_of(claim, page, (), (), (), None) == ()
