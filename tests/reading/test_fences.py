"""Lines that a page carries over: their marks are no words, and no sentence ends at one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import page_of, report_of

from truceline.model.reading import Manner
from truceline.reading.fences import between_marks, fences, unfenced
from truceline.reading.parser import Parser, closed_up, spread
from truceline.reading.reader import read_report

ABOVE = "This came over the wire an hour ago and I put it here before somebody makes a legend of it, as always.\n\n"
BELOW = "\n\nThat is all there is for now, and I shall believe the rest of it when I have seen the bridge.\n"
WIRE = [
    "KELMO, June 3 (Lake Agency) - The number of people killed at the",
    "Kelmo weir has risen to nine, the Lake Mission said on Tuesday.",
    "",
    "A senior river",
    "guard officer, speaking at the pier, said that the southern battery",
    "had fired first and that the council denied it.",
]


def carried(mark: str) -> str:
    return ABOVE + "\n".join(f"{mark}{line}".rstrip() for line in WIRE) + BELOW


TICKS = ABOVE + "\n".join(["```", *WIRE, "```"]) + BELOW
PAGES = [carried("> "), carried(">"), carried("> > "), carried("| "), carried("    "), TICKS]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize("text", PAGES)
def test_marks_stand_in_no_content_and_break_no_sentence(text: str, parser: Parser) -> None:
    found = read_report(report_of(text, outlet="Lake Forum"), parser, {}, "none", fast=True).claims
    told = {c.holder: c for c in found if c.manner is not Manner.OWN and c.nested_in is None}
    assert " ".join(told["Lake Mission"].words.replace("…", " ").split()) == (
        "The number of people killed at the Kelmo weir has risen to nine"
    )
    assert "senior river guard officer" in told
    assert all(text[s.start : s.end] == s.quote for c in found for s in c.content)
    assert not any(x in s.quote for c in found for s in c.content for x in ("> ", "| ", "```"))


@pytest.mark.parametrize("text", PAGES)
def test_what_stands_around_a_fence_is_read_by_itself(text: str, parser: Parser) -> None:
    blocks = page_of(text, parser).blocks
    assert [b.fence for b in blocks if "came over the wire" in b.words or "That is all" in b.words] == [0, 0]
    assert all(b.fence for b in blocks if "Kelmo" in b.words or "guard officer" in b.words)


def test_agency_copy_that_indents_its_paragraphs_is_not_carried_over() -> None:
    text = "    THE GOVERNMENT OF ORLU HAS AGREED TO\nEXTEND THE TRUCE.\n\n    NO SHOTS WERE HEARD.\n"
    assert unfenced(text) == text


def test_a_table_is_no_fence() -> None:
    text = "| town | dead |\n| Osk | 4 |\n"
    assert unfenced(text) == text


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("> |a`b. ", max_size=12), max_size=8))
def test_a_text_keeps_its_offsets_without_its_marks(lines: list[str]) -> None:
    text = "\n".join(lines)
    clean = unfenced(text)
    assert len(clean) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, clean, strict=True))
    pieces = between_marks(text, clean, 0, len(text))
    assert all(text[s:e] == clean[s:e] for s, e in pieces)
    assert all(0 <= x[0][0] < x[-1][1] <= len(text) for x in fences(text))


@pytest.mark.parametrize("copy", ["The toll   rose,  she said.", "It  was bad.   Nobody came.  ", "Plain."])
def test_a_parse_is_the_same_with_gaps_between_its_words(copy: str, parser: Parser) -> None:
    close = parser([closed_up(copy)])[0]
    wide = spread(close, copy)
    words = [t for t in wide if not t.is_space]
    assert wide.text == copy
    assert [(t.text, t.dep_, t.head.text) for t in words] == [
        (t.text, t.dep_, t.head.text) for t in close if not t.is_space
    ]


@pytest.mark.parametrize("copy", ["The shooting must stop.    .", "He left the U.S   . Nobody saw it."])
def test_a_stop_after_a_gap_may_be_one_word_with_what_stands_before_it(copy: str, parser: Parser) -> None:
    assert spread(parser([closed_up(copy)])[0], copy).text == copy
