"""What only the page around tells: which ministry, whose count goes on, who is charged, what no report tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.parser import Parser
from truceline.reading.places.candidates import Candidate
from truceline.reading.places.gazetteer import Kind, Place
from truceline.reading.places.judge import judged
from truceline.reading.places.signs import Sign
from truceline.reading.reader import read_report


def claims(text: str, parser: Parser, outlet: str = "Marsh Post") -> list[Claim]:
    """The claims of a text; "|" parts its paragraphs."""
    report = replace(report_of(text.replace("|", "\n\n")), outlet=outlet)
    return list(read_report(report, parser, {}, "none", fast=True).claims)


def test_a_headlines_ministry_is_the_one_that_the_text_names(parser: Parser) -> None:
    """A body named by a common noun before its name; where two have such a name, it stays open."""
    text = "Toll of the flood rises to 25: ministry|The Kenyan Ministry of Health said on Sunday that 25 had died."
    assert {(c.holder, c.party) for c in claims(text, parser)} == {("Kenyan Ministry of Health", "kenya")}
    text += "|Chad's Ministry of Health said that it would help."
    assert claims(text, parser)[0].party is None


@pytest.mark.parametrize(
    ("outlet", "party"), [("Petra News Agency", "jordan"), ("Xinhua", None), ("Marsh Post", None)]
)
def test_a_states_own_agency_means_its_own_ministries(outlet: str, party: str | None, parser: Parser) -> None:
    """Abroad and in the papers of others "the Ministry of Health" is left open."""
    text = (
        "The Jordanian government met on Sunday.|The Ministry of Health announced that 12 boatmen had died."
    )
    told = [c for c in claims(text, parser, outlet) if c.manner is Manner.INDIRECT]
    assert told[-1].party == party


@pytest.mark.parametrize(
    "goes_on", ["Of the wounded, four were boatmen.", "More than 100 had been taken to the mission."]
)
def test_a_count_goes_on_in_the_next_sentence(goes_on: str, parser: Parser) -> None:
    """Of whom those counted are made up, and what else had come about, is told by who counted."""
    told = claims(f"The clinic said 12 people had been wounded at the ford. {goes_on}", parser)
    assert [c.holder for c in told] == ["clinic", "clinic"]


@pytest.mark.parametrize("goes_on", ["He had arrived with 3 boats.", "The ford has 40 piles."])
def test_what_the_outlet_adds_is_no_count_that_goes_on(goes_on: str, parser: Parser) -> None:
    told = claims(f"The mayor said 12 people had been wounded at the ford. {goes_on}", parser)
    assert told[-1].manner is Manner.OWN


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Critics blasted the council for ceding the ford.", Stance.ACCUSES),
        ("The council condemned the raid on the ford.", Stance.ASSERTS),
    ],
)
def test_who_is_blasted_for_a_deed_is_charged_with_it(text: str, stance: Stance, parser: Parser) -> None:
    assert claims(text, parser)[0].stance is stance


def test_where_others_say_something_is_not_is_no_part_of_it(parser: Parser) -> None:
    """ "Near Vell, which residents say the boats have not left": the crowds before it are the outlet's."""
    told = claims("Large crowds were seen near Vell, which residents say the boats have not left.", parser)
    assert [c.words for c in told if c.cue is not None] == ["the boats have not left"]


@pytest.mark.parametrize(
    "text",
    [
        "A new toll given by the Chadian Ministry of Health put the dead at 40.",
        "At least 12 boatmen died, according to a new toll given by the Chadian Ministry of Health.",
    ],
)
def test_a_toll_is_that_of_whoever_gave_it(text: str, parser: Parser) -> None:
    assert claims(text, parser)[0].holder == "Chadian Ministry of Health"


def test_who_answers_a_claim_holds_the_answer_alone(parser: Parser) -> None:
    """ "..., a claim that the rebels rejected": no word of the outlet's, and no claim of nobody's."""
    told = claims("The army had left the ford, a claim that the rebels rejected.", parser)
    assert [(c.words, c.holder) for c in told] == [
        ("The army had left the ford", "Marsh Post"),
        ("a claim", "rebels"),
    ]


def test_when_a_page_was_updated_and_where_it_plays_is_no_claim(parser: Parser) -> None:
    """A note of the page under a dash, and a country before a colon."""
    assert (
        claims("The ford is shut.|— This report was updated at 2:19 p.m.", parser)[-1].words
        == "The ford is shut"
    )
    assert not [
        c for c in claims("REPUBLIC OF KENYA: North Basin|The ford is shut.", parser) if c.cue is not None
    ]


def test_a_name_in_a_list_with_a_place_is_one_sooner() -> None:
    """What stands beside a place in a list is weighed as its like."""
    town = Place("Vell", Kind.TOWN, 0.0, 0.0, "KE", "", 90000)
    near = [Candidate(0, 4, None, (0, 1), "vell", (town,), signs={Sign.LOCATED})]  # type: ignore[arg-type]
    alone = Candidate(9, 13, None, (2, 3), "ostra", (replace(town, name="Ostra", population=20000),))  # type: ignore[arg-type]
    assert judged([*near, alone]) == near
    listed = replace(alone, signs=set(), beside=near[0])
    assert judged([*near, listed]) == [*near, listed]
