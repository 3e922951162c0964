"""Where somebody's words end and the outlet's go on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


def claims(text: str, parser: Parser, fast: bool = True) -> tuple[Claim, ...]:
    return read_report(report_of(text), parser, {}, "none", fast=fast).claims


def told(text: str, parser: Parser) -> dict[str, str]:
    """What each cue leads to."""
    return {c.cue.quote: c.words for c in claims(text, parser) if c.cue is not None}


def own(text: str, parser: Parser) -> list[str]:
    return [c.words for c in claims(text, parser) if c.manner is Manner.OWN]


TAILS = [
    ", though it is unclear how many were civilians",
    ", but it is not known if the court will agree",
    ", but the figure could not be confirmed",
    ", but did not say when",
    " without giving details",
    ", without elaborating",
    ", in an apparent reference to the blockade",
    ", in what would be the first such step",
    ", its first such statement since the war began",
    ", a claim that the Front denies",
    ", a day after shells hit the port",
    ", speaking to reporters in Sela",
    ", referring to the blockade",
    ", leaving unclear if the fleet would follow",
    ", raising fears of more raids",
    ", without further elaborating",
]
LEADS = ["The mayor said ", "The mayor told reporters that ", "According to the mayor, "]
CONTENTS = ["12 boats had left the port", "the army had burned the mill", "the truce was over"]


@given(lead=st.sampled_from(LEADS), content=st.sampled_from(CONTENTS), tail=st.sampled_from(TAILS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_the_outlet_adds_is_not_its_source_s(lead: str, content: str, tail: str, parser: Parser) -> None:
    """That it is unclear, unverified or not told further, what is meant by it, and when it was said."""
    (claim, *_) = [c for c in claims(f"{lead}{content}{tail}.", parser) if c.manner is not Manner.OWN]
    assert claim.words == content


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The guard has confirmed that it hit the base, and called the raid a success.",
            {"confirmed": "it hit the base", "called": "the raid a success"},
        ),
        (
            "The Front said it had freed four men and Orlu confirmed that they had arrived.",
            {"said": "it had freed four men", "confirmed": "they had arrived"},
        ),
        (
            "According to the army, the Front fired first, but residents claimed they saw no rockets.",
            {"According to": "the Front fired first", "claimed": "they saw no rockets"},
        ),
        (
            "The envoy told the council the truce was holding but warned it could collapse at any time.",
            {"told": "the truce was holding", "warned": "it could collapse at any time"},
        ),
    ],
)
def test_a_content_ends_where_another_is_told(text: str, words: dict[str, str], parser: Parser) -> None:
    """Whoever goes on, the same speaker or another, has words of their own."""
    assert told(text, parser) == words


def test_a_semicolon_ends_what_stands_before_a_cue(parser: Parser) -> None:
    """What stands before it was told by another."""
    found = claims("The army said its planes had hit a mill; the Front said a school was hit.", parser)
    assert [c.words for c in found] == ["its planes had hit a mill", "a school was hit"]


def test_a_sentence_before_the_one_of_the_cue_is_not_its_content(parser: Parser) -> None:
    """Even where the parse runs the two together, or another's cue stands in the first."""
    text = (
        "The army announced Monday that five soldiers were killed in two incidents. "
        "Sergeant Jon Berg, 20, of Sela was killed in action, the Courier reported."
    )
    found = told(text, parser)
    assert found["reported"] == "Sergeant Jon Berg, 20, of Sela was killed in action"
    assert found["announced"] == "five soldiers were killed in two incidents"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Front rejected the deal, which Orlu says was reached in May.", "the deal … was reached in May"),
        ("Ilves noted what she said was a promise to leave.", "what … was a promise to leave"),
        ("The fleet, which Orlu says has left the bay, was seen off Sela.", "The fleet … has left the bay"),
    ],
)
def test_a_content_keeps_its_subject(text: str, words: str, parser: Parser) -> None:
    """What a relative pronoun stands for belongs to what is said of it."""
    assert words in told(text, parser).values()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mara Ilves led 21 lawmakers in demanding that the army not concede anything.",
            ["Mara Ilves led 21 lawmakers"],
        ),
        (
            "On this, he is in agreement with Sen. Jon Tolle of Sela, who said this week in a debate that "
            "the state has a sacred duty to its soldiers.",
            ["On this, he is in agreement with Sen. Jon Tolle of Sela"],
        ),
        (
            "Last week, Tolle sent a letter to Ilves encouraging him to work out a deal.",
            ["Last week, Tolle sent a letter to Ilves"],
        ),
        (
            "The mayor, who denied ordering the raid, left the town on Sunday.",
            ["The mayor … left the town on Sunday"],
        ),
        (
            "This is the first time the Front has publicly acknowledged it will pull back.",
            ["This is the first time the Front has publicly acknowledged it will pull back"],
        ),
        ("The threat comes as both Orlu and the Reed Front claim the other is violating the truce.", []),
        (
            "The minister said 12 people had died, but the figure could not be confirmed.",
            ["the figure could not be confirmed"],
        ),
    ],
)
def test_what_the_outlet_tells_is_a_whole_clause(text: str, words: list[str], parser: Parser) -> None:
    """The clause that brings another's words in goes with them, and nothing is left hanging."""
    assert own(text, parser) == words


@pytest.mark.parametrize(
    "text",
    [
        "The team saw two boats burned to the waterline.",
        "Ilves sidestepped questions on whether the army would leave.",
        "It is impossible to tell if anybody was on the roof.",
    ],
)
def test_seeing_and_evading_tell_no_words(text: str, parser: Parser) -> None:
    """What is seen, or left open, is nobody's word."""
    assert all(c.manner is Manner.OWN for c in claims(text, parser, fast=False))


def test_a_holder_s_relative_clause_tells_of_the_holder(parser: Parser) -> None:
    """ "According to X, which ...": what X has done is not what X says."""
    text = "The truce is holding, according to the army, which has accused the Front of several breaches."
    for fast in (True, False):
        words = [c.words for c in claims(text, parser, fast) if c.cue and c.cue.quote == "according to"]
        assert words == ["The truce is holding"]


@pytest.mark.parametrize("text", ["Berg says that is unlikely.", "Berg said that road was shut."])
def test_that_is_kept_where_it_is_the_subject(text: str, parser: Parser) -> None:
    """A pronoun or determiner at the head of a content belongs to it."""
    (claim,) = claims(text, parser)
    assert claim.words.startswith("that ")


def test_when_something_was_said_is_not_when_what_is_told_beside_it_happens(parser: Parser) -> None:
    """The day of another clause is no day of speech."""
    far = claims("While the talks are slated to begin June 10, Berg says the pact is dead.", parser)
    near = claims("Berg said on Sunday that the pact is dead.", parser)
    assert [c.said_on for c in far if c.cue] == [None]
    assert [c.said_on for c in near if c.cue] == ["2031-05-04"]


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        (
            "The raids on Sunday came after Orlu planes hit 140 targets, the army said.",
            "said",
            "Orlu planes hit 140 targets",
        ),
        (
            "Tolle said he spoke to a rebel by phone, making him the first mayor known to have done so.",
            "said",
            "he spoke to a rebel by phone",
        ),
        (
            "Berg voiced optimism after the deal, which came after 17 hours of talks.",
            "voiced",
            "optimism after the deal",
        ),
        ("Tolle said earlier there is a chance for a truce.", "said", "there is a chance for a truce"),
        (
            'He said just a "small number" have escaped, adding, without evidence, that they are "back."',
            "said",
            'just a "small number" have escaped',
        ),
    ],
)
def test_what_leads_to_a_content_or_away_from_it_is_no_part_of_it(
    text: str, cue: str, words: str, parser: Parser
) -> None:
    """The outlet's frame around somebody's words, before and after them."""
    assert told(text, parser)[cue] == words


def test_a_content_stays_in_its_sentence(parser: Parser) -> None:
    """A quotation of the next sentence belongs to the cue of that sentence."""
    text = (
        'He said few have escaped, adding that they have been "largely recaptured." '
        'He also said General Berg has assured him that they remain under "strict lock and key."'
    )
    for fast in (True, False):
        first_end = text.index("He also")
        for c in claims(text, parser, fast):
            assert c.cue is None or c.cue.end > first_end or c.end <= first_end, c.words


@pytest.mark.parametrize(
    "text",
    [
        "They express themselves as if they were speaking for the council.",
        "Tolle's announcement is unlikely to quell the unrest in the valley.",
    ],
)
def test_how_something_is_said_and_what_it_does_are_no_words(text: str, parser: Parser) -> None:
    """Neither is a content."""
    assert all(c.manner is Manner.OWN for c in claims(text, parser, fast=False))


def test_a_demand_that_was_never_made_is_nobody_s(parser: Parser) -> None:
    """ "Should have adopted a resolution demanding ...": there is no such resolution."""
    text = "Ilves said the council should have adopted a resolution demanding a halt to the raids."
    assert list(told(text, parser)) == ["said"]


def test_when_something_was_said_is_not_when_what_was_agreed_begins(parser: Parser) -> None:
    """A day ahead, told of a truce, is not the day on which somebody spoke of it."""
    text = "The mayor said all sides had agreed to a truce starting June 15 and called for restraint."
    assert [c.said_on for c in claims(text, parser) if c.cue] == [None, None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army has left the talks, according to a diplomat, raising fears of more raids.", "The army has left the talks"),
        ("Two bridges were blown up, the mayor said, dashing hopes of a truce.", "Two bridges were blown up"),
        ("Tolle announced the truce on Marsh Television, and the guns fell silent.", "the truce"),
        ("Ilves praised the record of the fleet in a speech to veterans on Friday.", "the record of the fleet"),
        ("The council announced an inquiry into errors in the report.", "an inquiry into errors in the report"),
        ("A diplomat told Reuters Orlu's Front had left the quay.", "Orlu's Front had left the quay"),
        ("Tolle told Radio Sela rebels had burned the mill.", "rebels had burned the mill"),
        ("A guard told the Associated Press the convoy was late.", "the convoy was late"),
        ("Tolle told reporters Orlu's army had burned the mill.", "Orlu's army had burned the mill"),
        ("The firefight began in Brgy. Mill and Brgy. Kant, Tolle said.", "The firefight began in Brgy. Mill and Brgy. Kant"),
    ],
)  # fmt: skip
def test_where_and_to_whom_something_was_said_are_no_part_of_it(
    text: str, words: str, parser: Parser
) -> None:
    """A speech, an outlet, whom it was told; a word cut short ends nothing."""
    (claim, *_) = [c for c in claims(text, parser, fast=False) if c.manner is not Manner.OWN]
    assert claim.words == words


@pytest.mark.parametrize(
    "text",
    [
        '"They want the ridge," Tolle said, referring to the Marsh Mission.',
        '"They want the ridge," Tolle said. Always refer to the full text.',
        '"They want the ridge," Tolle said. For context, always refer to the full text.',
        "The raids threaten to end the truce. Tolle said that nothing would change.",
        "Nine weeks of fighting have threatened to empty the valley. Tolle said that nothing would change.",
    ],
)
def test_what_the_outlet_explains_or_asks_of_its_reader_is_no_claim(text: str, parser: Parser) -> None:
    """ "Referring to" tells what is meant, "refer to" what to read."""
    assert [c.cue.quote for c in claims(text, parser, fast=False) if c.cue] == ["said"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway accused Chad of breaking the deal, with Foreign Secretary Ilves warning of a raid.", "Chad of breaking the deal"),
        ("The generals are urged by Norway to resume talks.", "The generals … to resume talks"),
        ("Rebels were told by the army to leave the mill.", "to leave the mill"),
    ],
)  # fmt: skip
def test_a_charge_and_a_demand_are_whole_and_end(text: str, words: str, parser: Parser) -> None:
    """What another warns of beside a charge is no part of it; what one is urged to do is."""
    assert " … ".join(s.quote for s in claims(text, parser)[0].content) == words


@pytest.mark.parametrize(
    "text",
    [
        "In 2011 the military dismissed the government and took power.",
        "On Sunday the army blasted the bases of the Front in Sela.",
        "Norway-Chad Ceasefire: Guns Fall Silent Along Line\n\nThe guns fell silent on Monday along the line.",
        "SELA: The mill on the river was hit twice on Sunday.\n\nNobody was hurt in Sela.",
    ],
)
def test_deeds_labels_and_places_before_a_colon_claim_nothing(text: str, parser: Parser) -> None:
    """A government is not dismissed by words; a truce and a town say nothing."""
    assert all(c.manner is Manner.OWN for c in claims(text, parser, fast=False))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Two other guards were hurt; their lives are not in danger, the clinic said.",
            "Two other guards were hurt",
        ),
        (
            "Orla called on Tamba to pull back its army, hours after a guard opened fire at the mill.",
            "a guard opened fire at the mill",
        ),
        (
            "Orla called for a longer truce, although the Tamban army stayed in the valley.",
            "the Tamban army stayed in the valley",
        ),
        ("• 730 people killed and 5,503 injured to 29 May.", "730 people killed and 5,503 injured to 29 May"),
    ],
)
def test_a_clause_beside_another_s_words_is_the_outlet_s(text: str, words: str, parser: Parser) -> None:
    """Parted by a semicolon, told against it, or as what went before; and a line that tells without an auxiliary."""
    assert words in own(text, parser)


def test_a_clause_that_another_s_words_hang_on_is_not_the_outlet_s(parser: Parser) -> None:
    for text in (
        "The mayor said the mill had burned down after the army opened fire.",
        "The mayor said the road would stay shut if the army opened fire.",
        "The mayor would not leave, he said, because the army had opened fire.",
    ):
        assert not own(text, parser)


def test_a_clause_whose_rest_is_joined_to_a_word_before_it_is_read(parser: Parser) -> None:
    words = (
        '"We looked at hundreds of patrols, and everyone who had done the patrols and what they scored the '
        'post, and how that post ultimately performed in the truce,"'
    )
    found = told(f"{words} the mission's chief clerk, Ole Tolle, told The Osk Times in 2013.", parser)
    assert any("hundreds of patrols" in content for content in found.values())
