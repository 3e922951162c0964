"""Whose an army, a government or letters without an owner are, by what the page tells."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text; "|" parts its paragraphs."""
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=True)
    return [c for c in reading.claims if c.manner not in (Manner.OWN, Manner.UNSOURCED)]


_CHAD = "Chad's army clashed with rebels on Sunday and the truce broke down.|"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (f"{_CHAD}Army spokesman Lul Deng denied the incident.", "chad"),
        (f'{_CHAD}"We left," said Jon Gat, a spokesman for the government.', "chad"),
        (f"{_CHAD}The national army denied that it had left.", "chad"),
        (
            "The truce between the government of Mali and the rebels broke.|The armed forces said they left.",
            "mali",
        ),
        (f"{_CHAD}An anti-government leader, Lul Deng, said the truce was over.", None),
        (f"{_CHAD}Lul Deng, a critic of the government, said the truce was over.", None),
        (f"{_CHAD}The rebel army said the truce was over.", None),
        (f"{_CHAD}Niger's army saw it.|Army spokesman Lul Deng denied the incident.", None),
        (
            f"{_CHAD}Ten died, according to Bardai's Health Ministry.|Two more were hurt, the ministry said.",
            None,
        ),
        (f"{_CHAD}The foreign ministry in Nairobi said the truce was over.", "kenya"),
        ("The Chadian Foreign Ministry said it was shut.|The army said the truce was over.", None),
        (f"{_CHAD}Sicily's Health Ministry said two died.|Two more were hurt, the ministry said.", None),
    ],
)
def test_a_body_without_an_owner_is_the_one_states(text: str, party: str | None, parser: Parser) -> None:
    """Only where the page names the government or the army of one state alone."""
    assert claims(text, parser)[-1].party == party


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for South Sudan's main rebel group said it had left.",
        "South Sudan's government left. A spokesman for the rebels of South Sudan said so much was clear.",
    ],
)
def test_the_rebels_of_a_state_are_not_the_state(text: str, parser: Parser) -> None:
    """Whoever speaks for them speaks for nobody's government."""
    assert {c.party for c in claims(text, parser)} <= {None}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Kenyans who had left the valley said they feared the winter.", None),
        ("Thousands of ethnic Kenyans said on Monday that they had left.", None),
        ("The Kenyans said on Monday that they would sign.", "kenya"),
        ("A spokesman for the Kenyans said on Monday that they would sign.", "kenya"),
    ],
)
def test_people_of_a_land_are_not_its_state(text: str, party: str | None, parser: Parser) -> None:
    """Only all of them together stand for it."""
    assert claims(text, parser)[0].party == party


def test_a_land_within_a_longer_name_is_none_of_its_own(parser: Parser) -> None:
    """ "South Sudan's government" is no Sudan's."""
    assert claims("South Sudan's government said the truce was over.", parser)[0].party == "south-sudan"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A truce held. Rebels of the FVLA-IO came. The FVLA-IO said it was over.", "FVLA-IO"),
        ("A truce held between the army and the rebel FVLA. The FVLA said it was over.", "FVLA"),
        ("A truce held. The armed group FVLA-N came. FVLA-N said it was over.", "FVLA-N"),
    ],
)
def test_letters_told_to_be_a_side_are_one(text: str, holder: str, parser: Parser) -> None:
    """With what is joined to them by a hyphen, written as they are."""
    found = claims(text, parser)[-1]
    assert (found.holder, found.party) == (holder, holder.lower())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad: Rivals clash hours after ceasefire signed|The fighting went on all day.", []),
        ("Chad: Niger has broken the truce|The fighting went on all day.", ["Chad"]),
        (
            "S Mali govt, rebels accuse each other of breaking truce|The fighting went on all day.",
            ["S Mali govt, rebels"],
        ),
    ],
)
def test_a_headline_is_heard_by_whom_it_lists(text: str, expected: list[str], parser: Parser) -> None:
    """A country before a colon is a place unless another is spoken of; names listed by commas speak together."""
    assert [c.holder for c in claims(text, parser)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ole Pind says the attacks show the army wants to go on with the war and called upon the world to act.",
            ("Ole Pind", "the world to act"),
        ),
        (
            "Mayor Ole Pind suggests that the violence indicates that the rebels are not in full control of their "
            "troops while saying the council would respect the truce.",
            ("Ole Pind", "the council would respect the truce"),
        ),
        (
            "Aside from accusing the rebels of shelling, Mayor Ole Pind also accused the army of looting.",
            ("Ole Pind", "the rebels of shelling"),
        ),
    ],
)
def test_what_a_speaker_goes_on_with_is_not_told_ofs(
    text: str, expected: tuple[str, str], parser: Parser
) -> None:
    """A verb joined where it cannot belong goes back to whoever speaks."""
    assert expected in [(c.holder, c.words) for c in claims(text, parser)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORLU CITY: Three soldiers were killed on Sunday, officials said Thursday.",
            [("officials", "Three soldiers were killed on Sunday")],
        ),
        (
            "Brig. Gen. Ole Pind, Task Force Orlu and 101st Infantry Brigade commander, said firing broke out at noon.",
            [("Ole Pind", "firing broke out at noon")],
        ),
        (
            "Ministry spokesman Lul Deng argued no final deal had been reached but added they would go along with it.",
            [("Lul Deng", "no final deal had been reached"), ("Lul Deng", "they would go along with it")],
        ),
        (
            '"Wir dachten, es ist vorbei," Mayor Ole Pind said in Orlan.|(We thought that it was over.)',
            [("Ole Pind", "Wir dachten, es ist vorbei,"), ("Ole Pind", "it was over")],
        ),
    ],
)
def test_a_speaker_is_told_from_what_stands_beside(
    text: str, expected: list[tuple[str, str]], parser: Parser
) -> None:
    """From a dateline with a colon, an office between commas, a passive before it, a translation in brackets."""
    assert [(c.holder, c.words.strip('"')) for c in claims(text, parser)] == expected


def test_a_republic_that_no_list_knows_is_not_the_state_beside_it(parser: Parser) -> None:
    """ "The republic" may be the one that the page names in full."""
    text = "Ukraine's army shelled the self-proclaimed Orlu People's Republic. The republic's command said it was hit."
    assert claims(text, parser)[-1].party is None


def test_who_is_nobody_that_is_no_person(parser: Parser) -> None:
    """ "who" after the medium in which somebody spoke is that somebody."""
    text = "The halt was announced by President Mara Tolle on social media, who said it followed long talks."
    assert claims(text, parser)[-1].holder == "Mara Tolle"
