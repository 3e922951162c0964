"""Who is heard in reports of conflicts that nobody has listed: each speaker with its own words only."""

from __future__ import annotations

import pytest
from evals.cold import cold_readings
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report

_TOLD = "The Coastal Front and the government of Ilvania signed a truce in May, and rebels hold the port.|"


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text; "|" parts its paragraphs."""
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=True)
    return [c for c in reading.claims if c.manner not in (Manner.OWN, Manner.UNSOURCED)]


def said(text: str, parser: Parser) -> list[tuple[str | None, str]]:
    return [(c.holder, c.words.strip('"“”')) for c in claims(text, parser)]


def test_the_cold_readings_give_nobody_words_that_are_not_theirs() -> None:
    """No claim of the invented conflicts has a holder whom its gold forbids."""
    found = cold_readings()
    assert found
    assert {name: h.wrongly_given for name, h in found.items() if h.wrongly_given} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Ilvania says it will open port "by Friday", rebels deny shelling convoy|The port has been shut.',
            [("Ilvania", 'it will open port "by Friday'), ("rebels", "shelling convoy")],
        ),
        (
            "The army says two boats were sunk; a fisherman said there had been only one.",
            [("army", "two boats were sunk"), ("fisherman", "there had been only one")],
        ),
        (
            "Some 40 men have come home, according to the Red Cross; the harbour office put the total at 35.",
            [("Red Cross", "Some 40 men have come home"), ("harbour office", "the total at 35")],
        ),
        (
            "Aid groups put the number of boats that left on Monday at between 10 and 12.",
            [("Aid groups", "the number of boats that left on Monday at between 10 and 12")],
        ),
        (
            "The general staff counted nine breaches, most of them by the rebels.",
            [("general staff", "nine breaches, most of them by the rebels")],
        ),
    ],
)
def test_each_speaker_has_its_own_half(text: str, expected: list[tuple[str, str]], parser: Parser) -> None:
    """A source never reaches over a semicolon or into another's half of a headline."""
    found = said(text, parser)
    for holder, words in expected:
        assert (holder, words) in found
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    "text",
    [
        "A clerk at the port asked not to be named.",
        "Nobody has asked for a meeting.",
        "No official has said that the port is open.",
        "The ministry was seeking clarification from both sides.",
        "Ilvania Harbour Mission: statement on the fire at the port|The port has been shut since Monday.",
        "Harbour truce: What we know so far|The port has been shut since Monday.",
    ],
)
def test_what_tells_no_words_is_no_claim(text: str, parser: Parser) -> None:
    """A wish to stay unnamed, what nobody said, a deed that goes on, the name of a paper."""
    assert claims(text, parser) == []


@pytest.mark.parametrize(
    ("text", "holder", "words"),
    [
        (
            f"{_TOLD}The government has dropped its demand that the Front leave the port.",
            "Ilvania",
            "the Front leave the port",
        ),
        (
            "According to a Harbour Watch field report seen by the Daily Lantern, two boats were sunk.",
            "Harbour Watch",
            "two boats were sunk",
        ),
        (
            'The Harbour Council\'s "naval command" said it had lost two boats.',
            'Harbour Council\'s "naval command"',
            "it had lost two boats",
        ),
        (
            'An accusation that the army called "absurd" was repeated on Friday.',
            "army",
            "absurd",
        ),
    ],
)
def test_who_holds_it(text: str, holder: str, words: str, parser: Parser) -> None:
    """The owner of a demand, the maker of a report, a body with a quotation in its name."""
    assert any(holder in (h or "") and w == words for h, w in said(text, parser))


def test_a_person_may_open_with_what(parser: Parser) -> None:
    """A name before a colon speaks, whatever its words open with."""
    found = said("Ilves: What we want is an open port|The port has been shut since Monday.", parser)
    assert ("Ilves", "What we want is an open port") in found


def test_a_government_is_never_the_movement_named_last(parser: Parser) -> None:
    """ "The government says" after a movement has spoken is not led to the movement."""
    text = (
        f"{_TOLD}The Coastal Front accused the navy of sinking two boats. The government says nine have left."
    )
    assert ("Coastal Front", "nine have left") not in said(text, parser)
    assert any(w == "nine have left" for _, w in said(text, parser))


def test_the_mark_of_a_list_is_no_content(parser: Parser) -> None:
    """Numbers and bullets before a statement are not its words."""
    text = "The commission met on Monday.|3. 40 boats have left the port since May.|* Talks go on at the port today."
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=True)
    words = [c.words for c in reading.claims]
    assert "40 boats have left the port since May" in words
    assert not any(w.startswith(("3.", "*")) for w in words)
