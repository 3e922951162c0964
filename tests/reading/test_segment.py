"""Blocks keep the text's own offsets, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import page_of, report_of

from truceline.model.reading import BlockKind
from truceline.model.signs import with_signs
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report
from truceline.reading.segment import parse_copy, split_blocks
from truceline.reading.telex import written_normally


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def test_lines_are_blocks_with_their_own_offsets(parser: Parser) -> None:
    text = "Marsh ferry reopens\n\n  The ferry of Orlu runs again.\nIt had stood still for a week. \n"
    page = page_of(text, parser)
    assert [b.words for b in page.blocks] == [
        "Marsh ferry reopens",
        "The ferry of Orlu runs again.",
        "It had stood still for a week.",
    ]
    assert page.blocks[0].kind is BlockKind.HEADLINE
    assert all(text[b.start : b.end] == b.words and len(b.doc.text) == len(b.words) for b in page.blocks)


def test_hard_wrapped_lines_are_one_block(parser: Parser) -> None:
    text = (
        "   THE GOVERNMENT OF ORLU AND THE REED FRONT HAVE AGREED TO\nEXTEND THE TRUCE BY TEN DAYS AFTER A NIGHT OF TALKS\n"
        "AT THE OLD FERRY HOUSE, A SPOKESMAN SAID TODAY.\n\n   NO SHOTS WERE HEARD IN THE CAPITAL.\n"
    )
    page = page_of(text, parser)
    assert len(page.blocks) == 2
    assert "\n" in page.blocks[0].words
    assert page.blocks[0].doc.text.startswith("The government of Orlu")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Hide Caption", BlockKind.FURNITURE),
        ("Sign up for our daily newsletter", BlockKind.FURNITURE),
        ("By Mara Ilves, Orlu", BlockKind.BYLINE),
        ("Tom Varga in Orlu contributed to this report.", BlockKind.CREDIT),
        ("Children wait at the pier of Orlu, May 6, 2031. (Reuters Photo)", BlockKind.CAPTION),
        ("epa09993 Guards wait in Orlu. Two were hurt there last May. EPA/TOM VARGA", BlockKind.CAPTION),
        ("Guards wait at the pier of Orlu, May 6, 2031. AFP/Tom Varga", BlockKind.CAPTION),
        ("The talks went on until morning.", BlockKind.PARAGRAPH),
        (" - [https://example.org/pier](https://example.org/pier)", BlockKind.FURNITURE),
        (" - Feed: https://example.org/all.xml", BlockKind.FURNITURE),
        ("The list is kept by the harbour office at https://example.org/list", BlockKind.PARAGRAPH),
        ("## Guards leave the northern pier after two weeks of talks with the council", BlockKind.HEADLINE),
    ],
)
def test_kinds_of_blocks_are_told_apart(line: str, kind: BlockKind, parser: Parser) -> None:
    text = f"The ferry of Orlu runs again after a week.\n{line}\nThe pier had been closed since Monday."
    assert page_of(text, parser).blocks[1].kind is kind


def test_a_headline_that_runs_into_a_caption_is_no_sentence(parser: Parser) -> None:
    head = "Orlu council and ferry guards agree to reopen the northern pier"
    text = f"{head}\n\nMara Ilves\n\n{head} Guards clean their boots at the pier, May 6, 2029.\n\nThe pier is open."
    assert [b.kind for b in page_of(text, parser).blocks][2] is BlockKind.CAPTION


def test_the_sign_after_a_dateline_ends_its_sentence() -> None:
    assert parse_copy("ORLU – The ferry runs.") == "ORLU . The ferry runs."
    assert parse_copy("The pier – an old one – is open.") == "The pier – an old one – is open."


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_cut_into_ordered_blocks_and_copies_of_its_length(text: str) -> None:
    at = 0
    for start, end in split_blocks(text):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert len(parse_copy(text[start:end])) == end - start
        assert len(written_normally(text[start:end])) == end - start
        at = end


def test_a_sentence_broken_into_lines_is_one_block() -> None:
    text = "Mara Ilves,\nthe mayor of\nthe port of Orlu,\ntold the board that the pier was shut.\nThe sea is calm."
    assert [text[s:e].split()[0] for s, e in split_blocks(text)] == ["Mara", "The"]


FRONT = "---\ntitle: Ferry runs again, mayor says\ntags:\n  - ferry\nlink: https://orlu.example/19\n---\n"


@pytest.mark.parametrize("gap", ["", "\n"])
def test_front_matter_is_no_block_and_moves_no_offset(gap: str, parser: Parser) -> None:
    text = f"{FRONT}{gap}The ferry of Orlu runs again.\nThe mayor said it would go on.\n"
    page = page_of(text, parser)
    assert next(text[b.start : b.end] for b in page.blocks).startswith("The ferry of Orlu")
    assert not any("orlu.example" in b.words or "title" in b.words for b in page.blocks)


def test_a_rule_of_dashes_above_words_is_none(parser: Parser) -> None:
    text = "---\nThe ferry of Orlu runs again.\n---\nThe mayor said it would go on.\n"
    assert any("runs again" in b.words for b in page_of(text, parser).blocks)


def test_a_page_of_front_matter_alone_holds_nothing(parser: Parser) -> None:
    assert page_of(FRONT, parser).blocks == ()


@pytest.mark.parametrize(
    ("copied", "read"),
    [
        ("Orlu&#039;s guards left the pier.", "Orlu's guards left the pier."),
        ("&quot;We will leave the pier,&quot; Ilves said.", '"We will leave the pier," Ilves said.'),
        ("Guards &amp; fishermen met.", "Guards & fishermen met."),
    ],
)
def test_a_sign_told_by_number_or_name_is_read_as_the_sign(copied: str, read: str, parser: Parser) -> None:
    """The words that a claim points to stay as they were published."""
    block = page_of(copied, parser).blocks[0]
    assert [t.text for t in block.doc if not t.is_space] == [t.text for t in parser([read])[0]]
    claims = read_report(report_of(copied), parser, {}, "none").claims
    assert claims and all(copied[s.start : s.end] == s.quote for c in claims for s in c.content)
    assert len(claims[0].content) == 1 and claims[0].words in read


def test_tags_that_a_copy_kept_are_no_words(parser: Parser) -> None:
    """A paragraph between tags is read as one without, and a line of tags alone is no block."""
    text = '<p>Guards left the pier, the mayor said.</p>\n<img src="a.jpg" title="Guards leave the pier">\nNine < ten.'
    page = page_of(text, parser)
    assert [b.words.strip() for b in page.blocks] == ["Guards left the pier, the mayor said.", "Nine < ten."]
    assert read_report(report_of(text), parser, {}, "none").claims[0].words == "Guards left the pier"


def test_a_tag_of_a_paragraph_ends_one_and_a_tag_within_words_does_not(parser: Parser) -> None:
    """Feeds give a summary on one line; what is shown of it bears no tags."""
    text = (
        "Guards <b>leave</b> the pier</p><ul><li>The ferry runs</li></ul><p>Guards left the pier, the mayor said in "
        '<a href="https://orlu.example/a?b=1">a letter</a>.</p><p>"We will <i>come</i> back," Ilves said.</p>'
    )
    page = page_of(text, parser)
    assert [" ".join(b.words.split()) for b in page.blocks] == [
        "Guards leave the pier",
        "The ferry runs",
        "Guards left the pier, the mayor said in a letter .",
        '"We will come back," Ilves said.',
    ]
    claims = read_report(report_of(text), parser, {}, "none").claims
    assert [c.words for c in claims if c.cue] == ["Guards left the pier", '"We will come back,"']
    assert all(text[s.start : s.end] == s.quote for c in claims for s in c.content)


def test_what_a_writer_sets_between_such_signs_is_no_tag() -> None:
    shown = with_signs('We <inaudible> left <a href="x">the <b>north</b></a>, <x-note id="1">and 3 < 4 > 2.')
    assert shown == "We <inaudible> left the north, and 3 < 4 > 2."


def test_a_speaker_is_named_with_signs_and_not_with_what_stands_for_them(parser: Parser) -> None:
    """The words that name him stay as they were published."""
    [claim] = read_report(report_of("Orlu&#039;s mayor said the ferry runs."), parser, {}, "none").claims
    assert claim.holder == "Orlu's mayor" and claim.chain[-1].name == "Orlu's mayor"
    assert claim.source is not None and claim.source.quote == "Orlu&#039;s mayor"
