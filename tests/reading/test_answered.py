"""Whose words stand beside others: answers, papers named for what is said in them, offices and their bearers."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text; "|" parts its paragraphs."""
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=True)
    return [c for c in reading.claims if c.manner is not Manner.OWN]


def said(text: str, parser: Parser) -> list[tuple[str | None, str]]:
    return [(c.holder, c.words.strip('"“”')) for c in claims(text, parser)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said on Tuesday the mill had been destroyed, a claim the council denied.",
            [("army", "the mill had been destroyed"), ("council", "a claim")],
        ),
        (
            "Mayor Ole Pind said the bridge was mined, an allegation the rebels rejected.",
            [("Ole Pind", "the bridge was mined"), ("rebels", "an allegation")],
        ),
    ],
)
def test_an_answer_is_its_givers(text: str, expected: list[tuple[str, str]], parser: Parser) -> None:
    """What is set beside a claim as another's answer is out of the claim and a claim of its own."""
    assert said(text, parser) == expected


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The council announced that it had left the port, according to a statement.", "council"),
        (
            "A report by the harbour council found faults in the bridge, according to a draft.",
            "harbour council",
        ),
        ("The bridge has faults, according to a draft.", "draft"),
    ],
)
def test_a_paper_is_theirs_who_speak_in_it(text: str, holder: str, parser: Parser) -> None:
    """An unsigned paper named for what somebody says is theirs; else it speaks for itself."""
    assert claims(text, parser)[0].holder == holder


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Minister of Foreign Affairs Oran Selk said the truce would hold.", "Oran Selk"),
        ("The Minister for Foreign Affairs and Trade Ole Pind said the port was shut.", "Ole Pind"),
        ("Commissioner for Human Rights Jon Tolle said that nobody had come.", "Jon Tolle"),
        ("Under Secretary of State Mara Brandt said talks were close.", "Mara Brandt"),
        ("President Mara Tolle left. The road is open, her office said.", "Mara Tolle's office"),
        ("President Mara Tolle left. The road is open, her spokesman said.", "Mara Tolle's spokesman"),
    ],
)
def test_an_office_and_its_bearer_are_told_apart(text: str, holder: str, parser: Parser) -> None:
    """What an office is for is no name; whose an office or a spokesman is stands in their name."""
    assert [c.holder for c in claims(text, parser)] == [holder]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The flood left 40 dead, according to the harbour office but the figure is thought to be higher.",
            [("harbour office", "The flood left 40 dead")],
        ),
        (
            "The army said in a statement that its men left for Orlu on Friday evening after both the army and the "
            "rebel Marsh League (ML) said they will only discuss a truce and not talks.",
            [
                (
                    "army",
                    "its men left for Orlu on Friday evening after both the army and the rebel Marsh League (ML) said "
                    "they will only discuss a truce and not talks",
                ),
                ("army and the rebel Marsh League (ML)", "they will only discuss a truce and not talks"),
            ],
        ),
        (
            "The colonel praised efforts to reduce violence that he said were being made by the rebels.",
            [
                (
                    "colonel",
                    "efforts to reduce violence that he said were being made by the rebels",
                ),
                ("colonel", "efforts to reduce violence … were being made by the rebels"),
            ],
        ),
        ("There is no evidence the army knew that the bridge was mined.", []),
        ("Smoke could be seen rising from the mill.", []),
        (
            "Talks rest on a Marsh League guarantee that the port stays open.",
            [("Marsh League", "the port stays open")],
        ),
        ("They wrangled over the Northland demand for an inspection.", [("Northland", "an inspection")]),
    ],
)
def test_contents_end_and_begin_where_their_speaker_does(
    text: str, expected: list[tuple[str, str]], parser: Parser
) -> None:
    """The outlet's "but", a far antecedent, a clause hung on the statement, a name before a noun of saying."""
    assert said(text, parser) == expected


def test_a_quotation_by_itself_goes_on_with_whoever_speaks_to_the_outlet(parser: Parser) -> None:
    """Not with those whom the speaker tells of."""
    text = 'Mayor Ole Pind\'s statement said the meeting noted that there was "calm".|"Many people have gone home."'
    assert said(text, parser)[-1] == ("Ole Pind", "Many people have gone home.")


def test_a_movement_named_for_a_day_keeps_its_day_and_its_short_form(parser: Parser) -> None:
    """The number before a month is part of the name, and "(M4)" its short form."""
    text = 'Fighters hold the port. "We support the truce," the 4 May Movement (M4) said. The M4 said it would stay.'
    assert {c.holder for c in claims(text, parser)} == {"4 May Movement"}


@pytest.mark.parametrize(
    "text",
    [
        "The league has said it will hold its fire, but only if Brennia calls a halt to its raids on the coast.",
        "The islanders said they would return to the table if the junta promises to free the fishermen.",
        "The coalition said it would march unless the governor vows that the mill will be rebuilt.",
    ],
)
def test_what_a_condition_names_was_not_said(text: str, parser: Parser) -> None:
    """Words that somebody is to say on a condition are no claim of his: the one who sets the condition speaks."""
    assert len({holder for holder, _ in said(text, parser)}) == 1
