"""Whom words near by do not mean: a dateline's land, a date before a name, witnesses, those who were asked."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Modality
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, fast: bool = True) -> list[Claim]:
    """The claims of a text in their order; "|" parts its paragraphs."""
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=fast)
    return sorted(reading.claims, key=lambda c: c.content[0].start)


def words(text: str, parser: Parser) -> list[tuple[str, str | None]]:
    return [(c.words, c.holder) for c in claims(text, parser) if c.manner is not Manner.OWN]


def test_a_report_written_abroad_means_the_government_that_it_tells_of(parser: Parser) -> None:
    """A dateline alone is no word of its land."""
    told = claims(
        "SINGAPORE - Norway's army left the ford. About 200 have gone, the government says.", parser
    )
    assert [c.party for c in told if c.cue is not None] == ["norway"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("On 3 May FVM handed in its rifles. FVM says 57 people are held.", "FVM"),
        ("On 3 May Tavan Front gave up its rifles. Tavan Front said it had kept its word.", "Tavan Front"),
    ],
)
def test_a_date_before_a_name_is_no_part_of_it(text: str, holder: str, parser: Parser) -> None:
    assert [h for _, h in words(text, parser)] == [holder]


def test_they_of_whom_a_witness_speaks_are_not_the_witnesses(parser: Parser) -> None:
    """Those whom the witnesses told of are, and the day on which it was is no part of their name."""
    text = 'On 3 May men of the River Guard beat a ferryman, witnesses said.|"They said the ford is theirs," Mara Ilves said.'
    assert words(text, parser)[-1] == ("the ford is theirs", "men of the River Guard")


def test_a_figure_put_at_a_bound_is_the_word_of_who_puts_it(parser: Parser) -> None:
    """ "No more than" bounds a number, and denies nothing."""
    (told,) = claims("Rights groups put the number at no more than 20,000.", parser)
    assert (told.holder, told.modality) == ("Rights groups", Modality.ACTUAL)


@pytest.mark.parametrize(
    "asked", ["Nobody we asked expects one in 2031.", "Nobody whom we asked expects one."]
)
def test_what_nobody_of_those_asked_expects_is_no_claim(asked: str, parser: Parser) -> None:
    """Whom a sentence is of, the encoder takes for a cue."""
    assert [c.words for c in claims(asked, parser, fast=False) if c.manner is not Manner.OWN] == []


def test_a_claim_ends_at_the_stop_after_a_short_form(parser: Parser) -> None:
    text = "The mission says it has taken 840 arms, the number of the MoU. Tolle handed in 1,018 arms."
    assert words(text, parser) == [("it has taken 840 arms, the number of the MoU", "mission")]


@pytest.mark.parametrize(
    "text",
    [
        "As per the Ministry of Health, 40 people died in the flood.",
        "In all 40 people died in the flood, as per the Ministry of Health.",
    ],
)
def test_as_per_names_a_source(text: str, parser: Parser) -> None:
    assert [h for _, h in words(text, parser)] == ["Ministry of Health"]


def test_what_is_done_as_per_an_article_is_not_its_word(parser: Parser) -> None:
    assert words("As per Article 4, the army left the ford.", parser) == []
