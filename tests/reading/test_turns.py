"""Interviews, briefings, hearings: what follows a label is its speaker's own words."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report
from truceline.reading.turns import labels_in

INTERVIEW = """An interview with the mayor of Halvik

Orsa Lindqvarn has been mayor of Halvik since the guns fell silent. The Canal Post spoke to her on Tuesday.

**Canal Post:** Mayor Lindqvarn, the northern command says that your people fired on its barge. Did they?

**Orsa Lindqvarn:** No. Our guards did not fire at any barge. The lock keeper told me that the shots came from the reeds.

**Canal Post:** And the mine at the weir?

**Orsa Lindqvarn:** It was laid in the winter. We reported it to the observers; nobody came for it.

We have waited for nineteen days now.

**Canal Post:** Does the council know who laid it?

**Orsa Lindqvarn:** We will stay out of the strip as long as the others do. I ask the observers to come soon.

The northern command did not answer questions sent by this newspaper.
"""
BRIEFING = """TRANSCRIPT: Weekly briefing of the Brenn Monitoring Mission

Spokesman Davor Ilk took questions from reporters in Port Brenn.

Q: How many violations did you count last week?

A: We counted 61 violations, 44 of them by mortar. The army has denied that it fired any of them.

Q: Can you confirm the four dead?

A: I can confirm three.
"""
HEARING = """COMMITTEE ON THE ARMISTICE

The committee heard General Tomas Reiv, commander of the eastern district, and Ms. Alva Brandt of the Relief Union.

Senator OKU. General Reiv, when did the last battery leave the ridge?

General REIV. The last battery left the ridge on the second of March. The other side says there are still four guns there.

Senator OKU. Ms. Brandt, what do your people see?

Ms. BRANDT. Our drivers see guns every day.

General REIV. We invited the inspectors three times.
"""
WRAPPED = """RADIO MARSH
Evening programme, transcript

PRESENTER: Good evening. With us is Elin Tove, the chief of the Reed
Front's delegation at the talks in Osterby. Ms Tove, the foreign
ministry says that you walked out.
TOVE: Nobody walked out. The session was adjourned at six, and the
mediators asked both sides to come back on Monday.
PRESENTER: And the prisoners of the winter, what has become of them?
TOVE: We have handed over a list of 212 names to the mediators in
the town, and the ministry promised an answer by Wednesday.
"""
BOLD = """Q&A with Colonel Ruben Sachs on the border patrols

Col. Ruben Sachs leads the joint patrols on the Varn border. He talked to The Canal Post by telephone.

**Are the joint patrols working?**

They are working better than anyone expected.

**The Varn interior ministry accuses your men of smuggling. What do you say?**

My officers searched 300 lorries in May and found two rifles.

**When will the second post open?**

In July, if the road is finished.
"""
DASHES = """Press conference of the commissioner

QUESTION – Commissioner Dahl, has the militia accepted the date?

MR. DAHL – The militia has accepted the twentieth of August.

QUESTION (from the Evening Star) – And the mines?

MR. DAHL – There are some 900 mines along the road.
"""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, outlet: str = "Canal Post") -> tuple[Claim, ...]:
    return read_report(report_of(text, outlet=outlet), parser, {}, "none", fast=True).claims


def told(text: str, parser: Parser, outlet: str = "Canal Post") -> list[tuple[str | None, str]]:
    """Who is said to say what, by anybody but the outlet."""
    return [(c.holder, c.words) for c in claims(text, parser, outlet) if c.manner is not Manner.OWN]


@pytest.mark.parametrize(
    ("text", "outlet", "holder", "words"),
    [
        (INTERVIEW, "Canal Post", "Orsa Lindqvarn", "Our guards did not fire at any barge"),
        (INTERVIEW, "Canal Post", "Orsa Lindqvarn", "nobody came for it"),
        (BRIEFING, "Brenn Wire", "Davor Ilk", "We counted 61 violations, 44 of them by mortar"),
        (
            HEARING,
            "Armistice Record",
            "Tomas Reiv",
            "The last battery left the ridge on the second of March",
        ),
        (HEARING, "Armistice Record", "Alva Brandt", "Our drivers see guns every day"),
        (WRAPPED, "Radio Marsh", "Elin Tove", "Nobody walked out"),
        (BOLD, "The Canal Post", "Ruben Sachs", "They are working better than anyone expected"),
        (DASHES, "Evening Star", "Dahl", "There are some 900 mines along the road"),
    ],
)
def test_an_answer_is_its_speakers_own_words(
    text: str, outlet: str, holder: str, words: str, parser: Parser
) -> None:
    answer = next(c for c in claims(text, parser, outlet) if words in c.words)
    assert (answer.holder, answer.manner) == (holder, Manner.DIRECT)
    assert answer.chain[0].name == outlet


def test_what_an_answer_reports_of_others_stands_in_it(parser: Parser) -> None:
    inner = next(c for c in claims(INTERVIEW, parser) if c.words == "the shots came from the reeds")
    assert [x.name for x in inner.chain] == ["Canal Post", "Orsa Lindqvarn", "lock keeper"]
    assert inner.nested_in is not None


def test_paragraphs_without_a_label_go_on_with_the_speaker(parser: Parser) -> None:
    assert ("Orsa Lindqvarn", "We have waited for nineteen days now") in told(INTERVIEW, parser)


def test_questions_claim_nothing_but_what_they_put_in_anothers_mouth(parser: Parser) -> None:
    said = told(INTERVIEW, parser)
    assert ("northern command", "your people fired on its barge") in said
    assert not any("who laid it" in words or "mine at the weir" in words for _, words in said)


def test_what_a_speaker_does_by_saying_it_is_no_claim_within_the_claim(parser: Parser) -> None:
    asked = [c for c in claims(INTERVIEW, parser) if "to come soon" in c.words]
    assert [(c.holder, c.stance.value) for c in asked] == [("Orsa Lindqvarn", "demands")]


def test_what_the_page_says_after_the_last_turn_is_its_own(parser: Parser) -> None:
    last = next(c for c in claims(INTERVIEW, parser) if "this newspaper" in c.words)
    assert (last.manner, last.holder) == (Manner.OWN, "Canal Post")


@pytest.mark.parametrize(
    "text",
    [
        "Heavy weapons: 14 guns were seen.\n\nViolations: the team counted 38.\n\nDisplacement: 4,180 people left.",
        "Killed: 3 men.\n\nWounded: 5 men.\n\nKilled: 2 women.\n\nWounded: nobody at all.",
        "Osk: two shells fell.\n\nOsk: a third was found.\n\nOsk: the road is shut.",
        "The mayor said: we stay.\n\nThe mayor said: we wait.\n\nThe envoy said: good.",
    ],
)
def test_lists_and_tables_are_no_turns(text: str) -> None:
    lines = [(text.index(x), text.index(x) + len(x)) for x in text.split("\n\n")]
    assert labels_in(text, lines) == {}


def test_another_name_that_the_page_tells_leads_to_its_bearer(parser: Parser) -> None:
    text = (
        "Joren Tallis, known along the river as Captain Heron, met us at the weir.\n\n"
        "MARSH: How many boats are there?\n\nHERON: There are twelve boats in the reeds.\n\n"
        "MARSH: And men?\n\nHERON: Ask the ferryman about the men."
    )
    assert ("Joren Tallis", "There are twelve boats in the reeds") in told(text, parser, "Radio Marsh")


SIGNED = """The mayor who stayed

Orsa Lindqvarn has been mayor of Halvik since the guns fell silent.

She met us at the lock, where the last barge was hit.

By Una Mertens

**Una Mertens:** The lock was shut for nine days. Tell me about the barge.

**Orsa Lindqvarn:** Our guards did not fire at any barge.

**Una Mertens:** The northern command blames your guards.

**Orsa Lindqvarn:** It was laid in the winter. We reported it to the observers.
"""


def test_whoever_signs_the_page_asks_wherever_on_top_the_line_stands(parser: Parser) -> None:
    """A headline and a standfirst come first: the byline is not one of the first two lines."""
    said = told(SIGNED, parser)
    assert not any(who == "Una Mertens" for who, _ in said)
    assert any(who == "Orsa Lindqvarn" and "did not fire" in words for who, words in said)
