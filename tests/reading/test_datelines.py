"""Place, date and agency before a first sentence are no words of it."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of, report_of

from truceline.model.reading import Claim
from truceline.reading.datelines import bare_place_end, dateline_end
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def said(text: str, parser: Parser) -> list[Claim]:
    return [c for c in read_report(report_of(text), parser, {}, "none").claims if c.cue is not None]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("SELA — The weir is open.", "The weir is open."),
        ("SELA, Orlu (ONA) The weir is open.", "The weir is open."),
        ("Port Tavan, May 3 (ONA) -- The weir is open.", "The weir is open."),
        ("The weir is open - for now.", "The weir is open - for now."),
    ],
)
def test_a_dateline_ends_with_its_sign(words: str, rest: str) -> None:
    """With or without an agency in brackets; a dash inside a sentence ends none."""
    assert words[dateline_end(words) :] == rest


@pytest.mark.parametrize(
    ("words", "page", "rest"),
    [
        (
            "SELA The guards of the weir said it was open.",
            "",
            "The guards of the weir said it was open.",
        ),
        (
            "SELA Rebels held the weir until noon on Sunday.",
            "They had met in Sela.",
            "Rebels held the weir until noon on Sunday.",
        ),
        (
            "SELA, May 3 Rebels held the weir until noon.",
            "Near Sela, all is quiet.",
            "Rebels held the weir until noon.",
        ),
        (
            "OSLO Ministers from nine states met on the ferry.",
            "",
            "Ministers from nine states met on the ferry.",
        ),
        (
            "AL-MUKALLA: The mayor of the port said that the road was open.",
            "",
            "The mayor of the port said that the road was open.",
        ),
        (
            "SELA Reuters Rebels held the weir until noon on Sunday.",
            "",
            "Rebels held the weir until noon on Sunday.",
        ),
        (
            "SELA, AFP: Rebels held the weir until noon on Sunday.",
            "",
            "Rebels held the weir until noon on Sunday.",
        ),
        (
            "FVM Leaders met on the ferry at noon on Sunday.",
            "The FVM met.",
            "FVM Leaders met on the ferry at noon on Sunday.",
        ),
        (
            "SELA WEIR IS OPEN AGAIN, SAY THE GUARDS OF THE FERRY",
            "",
            "SELA WEIR IS OPEN AGAIN, SAY THE GUARDS OF THE FERRY",
        ),
    ],
)
def test_a_place_that_lost_its_sign_is_no_part_of_the_sentence(words: str, page: str, rest: str) -> None:
    """Where the sentence can only begin behind it, an agency follows, the page tells of the place elsewhere, or the map knows it;
    a movement's letters and a line in capitals stay."""
    assert words[bare_place_end(words, f"{words}\n{page}") :] == rest


@pytest.mark.parametrize("mark", ["(TEXT)", "[Text]", "(Excerpts)", "(Full text)"])
def test_a_mark_of_the_copy_before_a_dateline_is_nobody(mark: str, parser: Parser) -> None:
    """What a monitoring service puts before a transcript names no speaker."""
    (claim,) = said(f"{mark} Sela, May 6 -- The Reed Front accused the army of shelling the mill.", parser)
    assert claim.holder == "Reed Front"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "SELA (Reuters) The Harbour Council agreed to talks, its chairman said on Friday.",
            "Harbour Council's chairman",
        ),
        ("SELA (AFP) The Harbour Council met. It said the quay would stay shut.", "Harbour Council"),
    ],
)
def test_an_agency_in_a_dateline_is_not_it(text: str, holder: str, parser: Parser) -> None:
    """A pronoun takes up nobody who stands before the first sentence."""
    assert said(text, parser)[-1 if "It said" in text else 0].holder == holder


def test_blocks_begin_behind_a_lost_sign(parser: Parser) -> None:
    """The place is cut off, and the offsets stay those of the text."""
    text = "Weir open\n\nSELA The guards of the weir said that it was open again.\n"
    block = page_of(text, parser).blocks[-1]
    assert block.words == "The guards of the weir said that it was open again."
    assert text[block.start : block.end] == block.words
