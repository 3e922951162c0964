"""Each kind of attribution, quotation and page furniture once, with sentences of our own."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, outlet: str = "The Marsh Courier") -> list[Claim]:
    """The attributed claims of a text, by the rules alone."""
    reading = read_report(report_of(text, outlet=outlet), parser, {}, "none", fast=True)
    return [c for c in reading.claims if c.manner is not Manner.OWN]


def chain(c: Claim) -> list[str]:
    return [link.name for link in c.chain[1:]]


@pytest.mark.parametrize(
    ("text", "words", "manner"),
    [
        ("“The ferry is safe,” Mara Ilves said.", "“The ferry is safe,”", Manner.DIRECT),
        ("« The ferry is safe », Mara Ilves said.", "« The ferry is safe »", Manner.DIRECT),
        ("Mara Ilves said: „The ferry is safe.“", "„The ferry is safe.“", Manner.DIRECT),
        ("Mara Ilves said: ”The ferry is safe.”", "”The ferry is safe.”", Manner.DIRECT),
        ("Mara Ilves said: ''The ferry is safe.''", "''The ferry is safe.''", Manner.DIRECT),
        ("‘The ferry is safe,’ Mara Ilves said.", "‘The ferry is safe,’", Manner.DIRECT),
        ('Mara Ilves said: "The ferry is safe.', '"The ferry is safe', Manner.DIRECT),
        (
            'The ferry is quite safe today," Mara Ilves said.',
            'The ferry is quite safe today,"',
            Manner.DIRECT,
        ),
        (
            '"They call it ‘a ferry of death’ in Orlu," Mara Ilves said.',
            '"They call it ‘a ferry of death’ in Orlu,"',
            Manner.DIRECT,
        ),
        (
            'Mara Ilves said the ferry was "quite safe" by noon.',
            'the ferry was "quite safe" by noon',
            Manner.MIXED,
        ),
        (
            '"The [harbour] board is ready," Mara Ilves said.',
            '"The [harbour] board is ready,"',
            Manner.DIRECT,
        ),
    ],
)
def test_quotations_of_all_marks_reach_their_speaker(
    text: str, words: str, manner: Manner, parser: Parser
) -> None:
    c = claims(text, parser)[0]
    assert (c.holder, c.words, c.manner) == ("Mara Ilves", words, manner)


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Chad accused Norway of firing on a ferry.", "Chad", Stance.ACCUSES),
        ("Norway denied that it had fired on a ferry.", "Norway", Stance.DENIES),
        ("Norway promised to leave the port by Friday.", "Norway", Stance.PROMISES),
        ("Norway refused to leave the port.", "Norway", Stance.REFUSES),
        ("Norway warned of a long winter in the port.", "Norway", Stance.EXPECTS),
        ("Norway threatened to close the port.", "Norway", Stance.THREATENS),
        ("Norway urged Chad to open the port.", "Norway", Stance.DEMANDS),
        ("The port is open, per Norway.", "Norway", Stance.ASSERTS),
        ("In the words of Mara Ilves, the port is open.", "Mara Ilves", Stance.ASSERTS),
        ("The siege was condemned by Norway.", "Norway", Stance.ASSERTS),
        ("Mara Ilves is convinced that the port is open.", "Mara Ilves", Stance.ASSERTS),
        ("The Chadian army documented 40 shots at the port.", "Chadian army", Stance.ASSERTS),
        ("An army statement said that the port is open.", "army", Stance.ASSERTS),
        ("A statement from the harbour board said the port is open.", "harbour board", Stance.ASSERTS),
    ],
)
def test_every_kind_of_cue_has_its_holder(text: str, holder: str, stance: Stance, parser: Parser) -> None:
    c = claims(text, parser)[0]
    assert (c.holder, c.stance) == (holder, stance)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The port is open, a harbour official told Reuters.", ["Reuters", "harbour official"]),
        ("The port is open, a harbour official told reporters.", ["harbour official"]),
        ("Mara Ilves informed the mediators that the port is open.", ["Mara Ilves"]),
        (
            "Axios reported that an official said Norway had claimed that the port was open.",
            ["Axios", "official", "Norway"],
        ),
        (
            "The Norwegian navy said the port is open, according to the Marsh Times.",
            ["Marsh Times", "Norwegian navy"],
        ),
        ("Mara Ilves told The Marsh Courier that the port is open.", ["Mara Ilves"]),
    ],
)
def test_chains_run_through_outlets_and_not_through_listeners(
    text: str, names: list[str], parser: Parser
) -> None:
    assert max((chain(c) for c in claims(text, parser)), key=len) == names


@pytest.mark.parametrize(
    "text",
    [
        "There was no immediate comment from Norway.",
        "The report could not be independently verified.",
        "Norway declined to comment on the port.",
        "A spokesman did not immediately respond to a request for comment.",
        "Hide Caption",
        "Sign up for our newsletter to hear what Mara Ilves said.",
        "Reporting by Mara Ilves; Editing by Jon Tolle",
        "Jon Tolle contributed to this report.",
        "By Mara Ilves and Jon Tolle",
    ],
)
def test_silence_and_furniture_claim_nothing(text: str, parser: Parser) -> None:
    page = (
        f"The port of Orlu lies in the marsh.\n\n{text}\n\nIt has been there for a long time, as ports are."
    )
    assert claims(page, parser) == []


@pytest.mark.parametrize(
    "text",
    [
        "The port is expected to open on Friday.",
        "The port is widely seen as a prize.",
        "It was reported that the port had opened.",
    ],
)
def test_nobody_stands_behind_an_agentless_cue(text: str, parser: Parser) -> None:
    assert [(c.manner, c.holder) for c in claims(text, parser)] == [(Manner.UNSOURCED, None)]


def test_a_quotation_over_three_paragraphs_has_one_speaker(parser: Parser) -> None:
    text = (
        'Mara Ilves addressed the council.\n\n"The port is open to everybody who comes in peace," she said.\n\n'
        '"Nobody will be turned away from it while I serve here.\n\n"We have waited long enough for this day."'
    )
    assert {c.holder for c in claims(text, parser)} == {"Mara Ilves"}


def test_what_a_speaker_does_by_saying_it_is_done(parser: Parser) -> None:
    text = '"We call on Chad to open the port and to let the ferry in," the Reed Front said.'
    assert {c.stance for c in claims(text, parser)} == {Stance.DEMANDS}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ankara said the port is open.", "turkey"),
        ("Washington rejected the plan for the port.", "united-states"),
        ("The Kremlin said the port is open.", "russia"),
        ("The port in Ankara was open, a baker said.", None),
    ],
)
def test_a_capital_that_speaks_is_its_state(text: str, party: str | None, parser: Parser) -> None:
    assert claims(text, parser)[0].party == party


@pytest.mark.parametrize("asked", ["ask for", "demand", "call for"])
def test_what_somebody_did_not_ask_for_denies_nothing(asked: str, parser: Parser) -> None:
    """The outlet tells it; nobody has answered anything by it."""
    assert claims(f"The people of the valley did not {asked} this war.", parser) == []
