"""Through whom words come to a page: outlets spoken to, agencies whose copy it is."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report
from truceline.reading.times.date_lines import only_date

_COPY = '{top}The Marsh League left the port on Monday.|"We are gone," Mayor Ole Pind said.{end}'


def claims(text: str, parser: Parser) -> list[Claim]:
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=True)
    return list(reading.claims)


def chains(text: str, parser: Parser) -> list[list[str]]:
    """The chains of the attributed claims, without the carrying outlet."""
    return [[x.name for x in c.chain[1:]] for c in claims(text, parser) if c.manner is not Manner.OWN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In an interview with Al Jazeera, Mayor Ole Pind said the port was shut.",
            ["Al Jazeera", "Ole Pind"],
        ),
        ("Speaking to Reuters, Mayor Ole Pind said the port was shut.", ["Reuters", "Ole Pind"]),
        ('"A delegation has come back," Mayor Ole Pind said, as quoted by AFP.', ["AFP", "Ole Pind"]),
        ("The road is shut, Mayor Ole Pind said, as cited by the news agency ONA.", ["ONA", "Ole Pind"]),
        (
            "Mayor Ole Pind told the Orlu River Radio news agency that the port was shut.",
            ["Orlu River Radio news agency", "Ole Pind"],
        ),
        (
            "Al Jazeera's Mara Ilves, reporting from Orlu, said shelling went on.",
            ["Al Jazeera", "Mara Ilves"],
        ),
        ("AFP correspondent Mara Ilves said that shelling went on.", ["AFP", "Mara Ilves"]),
        ("Mayor Ole Pind told villagers that the port was shut.", ["Ole Pind"]),
        ("Speaking to farmers in Orlu, Mayor Ole Pind said the port was shut.", ["Ole Pind"]),
    ],
)
def test_an_outlet_that_words_came_through_stands_in_the_chain(
    text: str, expected: list[str], parser: Parser
) -> None:
    """Whoever was spoken to or carried the words is a link, whatever other company is not."""
    assert chains(text, parser) == [expected]


@pytest.mark.parametrize(
    ("top", "end", "agency"),
    [
        ("ORLU, Nov 18 (Reuters) - ", "", "Reuters"),
        ("ORLU (AFP) — ", "", "AFP"),
        ("Port shut|By Mara Ilves, Reuters|", "", "Reuters"),
        ("Port shut|Written by Mara Ilves for Reuters ->|", "", "Reuters"),
        ("Port shut|", "|Source: Xinhua", "Xinhua"),
        ("Port shut|", "|(AFP)", "AFP"),
    ],
)
def test_a_credit_of_the_whole_page_feeds_the_chain(top: str, end: str, agency: str, parser: Parser) -> None:
    """Dateline, byline and closing credit name whose copy it is; it holds what the copy says itself."""
    text = _COPY.format(top=top, end=end)
    assert chains(text, parser) == [[agency, "Ole Pind"]]
    own = next(c for c in claims(text, parser) if "left the port" in c.words)
    assert (own.manner, own.holder) == (Manner.OWN, agency)


@pytest.mark.parametrize("end", ["|AFP contributed to this report.", "|With inputs from AFP", "|(AFP Photo)"])
def test_an_agency_that_only_contributed_is_no_link(end: str, parser: Parser) -> None:
    """Nobody can tell which part of a page is a contributor's."""
    assert chains(_COPY.format(top="", end=end), parser) == [["Ole Pind"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 6, 2023", True),
        ("Thu. Jul 4th, 2024", True),
        ("2023-05-04", True),
        ("Last updated 4 May 2020 at 10:30 GMT", True),
        ("May 2021 truce", False),
        ("3 dead", False),
        ("11:37", False),
    ],
)
def test_a_line_of_a_date_is_known_by_all_its_words(line: str, expected: bool) -> None:
    """A headline with a month in it is no line of a date."""
    assert only_date(line) is expected


def test_a_date_line_above_an_untitled_page_is_no_headline(parser: Parser) -> None:
    """The first line of a page without a title may be its date."""
    found = claims(
        "May 6, 2023|The Marsh League left the port on Monday, and nobody has been seen there.", parser
    )
    assert [c.words for c in found] == [
        "The Marsh League left the port on Monday, and nobody has been seen there"
    ]
