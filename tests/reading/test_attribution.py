"""Who is said to say what, in which words."""

from __future__ import annotations

import pytest
from made_pages import page_of

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.attribution import attribute
from truceline.reading.parser import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser) -> list[Claim]:
    return [c for c in attribute(page_of(text, parser), (), (), None) if c.manner is not Manner.OWN]


def one(text: str, parser: Parser) -> Claim:
    found = claims(text, parser)
    assert len(found) == 1, [c.words for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "words"),
    [
        (
            "The mayor of Orlu said that the ferry was safe.",
            "The mayor of Orlu",
            "said",
            "the ferry was safe",
        ),
        ("The ferry was safe, the mayor said on Monday.", "the mayor", "said", "The ferry was safe"),
        ("The bridge, Ilves said, was closed at noon.", "Ilves", "said", "The bridge … was closed at noon"),
        (
            "According to the harbour board, four boats left Orlu.",
            "the harbour board",
            "According to",
            "four boats left Orlu",
        ),
        (
            "Four boats left Orlu, according to the harbour board.",
            "the harbour board",
            "according to",
            "Four boats left Orlu",
        ),
        ('"The ferry is safe," Mara Ilves told reporters.', "Mara Ilves", "told", '"The ferry is safe,"'),
        ("« The ferry is safe », Mara Ilves said.", "Mara Ilves", "said", "« The ferry is safe »"),
        ("The Reed Front promised to open the road.", "The Reed Front", "promised", "to open the road"),
    ],
)
def test_source_cue_and_content_are_found(
    text: str, source: str, cue: str, words: str, parser: Parser
) -> None:
    claim = one(text, parser)
    assert (claim.source and claim.source.quote, claim.cue and claim.cue.quote, claim.words) == (
        source,
        cue,
        words,
    )


def test_silence_is_no_claim(parser: Parser) -> None:
    assert claims("The mayor declined to comment. There was no immediate comment from Orlu.", parser) == []


def test_an_agentless_cue_counts_for_nobody(parser: Parser) -> None:
    claim = one("The second round is expected to begin in June.", parser)
    assert claim.manner is Manner.UNSOURCED and claim.holder is None and claim.source is None


def test_a_told_agency_is_a_link_of_the_chain(parser: Parser) -> None:
    claim = one("Two officials told AFP that the ferry was safe.", parser)
    assert [link.name for link in claim.chain] == ["The Marsh Courier", "AFP", "Two officials"]
    assert claim.anonymous


def test_an_addressee_is_no_link(parser: Parser) -> None:
    claim = one("Mara Ilves told reporters that the ferry was safe.", parser)
    assert [link.name for link in claim.chain] == ["The Marsh Courier", "Mara Ilves"]


def test_a_surname_and_a_pronoun_stand_for_the_person_named_before(parser: Parser) -> None:
    text = "Mara Ilves said the ferry was safe. Ilves said the road was open. She added that the pier was closed."
    assert [c.holder for c in claims(text, parser)] == ["Mara Ilves"] * 3


def test_what_the_outlet_states_is_its_own_claim(parser: Parser) -> None:
    found = attribute(page_of("The ferry sank on Monday. The mayor said it was old.", parser), (), (), None)
    assert [c.words for c in found if c.manner is Manner.OWN] == ["The ferry sank on Monday"]


def test_a_denial_and_a_demand_are_told_apart(parser: Parser) -> None:
    assert one("The Reed Front denied that it had shelled the pier.", parser).stance is Stance.DENIES
    assert one("The mayor called on the Reed Front to open the road.", parser).stance is Stance.DEMANDS


def test_spans_are_the_text_and_ids_are_stable(parser: Parser) -> None:
    text = "The mayor said: “We will wait.”\n\n“And we will not leave,” the statement added."
    first, second = claims(text, parser), claims(text, parser)
    assert [c.id for c in first] == [c.id for c in second] and len({c.id for c in first}) == len(first)
    for c in first:
        for s in (*c.content, *filter(None, (c.cue, c.source, *c.decided_by))):
            s.check(text)
