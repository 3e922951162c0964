"""How a content is put: a plan, a chance, a condition, a duty and a denial are never told as done."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Modality, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report

M = Modality


def claims(text: str, parser: Parser) -> tuple[Claim, ...]:
    return read_report(report_of(text), parser, {}, "none", fast=True).claims


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Orlu's troops are to be withdrawn to the coast in the coming weeks.", M.FUTURE),
        ("A new truce is set to begin Sunday in the valley.", M.FUTURE),
        ("At least 2,000 people are expected this weekend at the camp.", M.FUTURE),
        ("The two sides are poised to sign a deal on Saturday.", M.FUTURE),
        ("The talks are due to start on Monday.", M.FUTURE),
        ("The mayor said the truce was about to end.", M.FUTURE),
        ("The army said the talks are not due to start on Monday.", M.NEGATED),
        ("The mayor said the road could reopen on Friday.", M.POSSIBLE),
    ],
)
def test_what_lies_ahead_is_not_told_as_done(text: str, modality: Modality, parser: Parser) -> None:
    """ "Is to", "set to", "due", "poised", "expected" and the like put what follows ahead."""
    assert claims(text, parser)[0].modality is modality


@pytest.mark.parametrize(
    "text",
    [
        "The army said it will leave if the Front stops firing.",
        "The mayor said the Front will free the men as long as the army leaves.",
        "The mayor said that provided the army leaves, the Front will free the men.",
        "The mayor said that in case of an attack the army will fire.",
        "The mayor said that unless the army left, talks would stop.",
        "The mayor said that had the army left, the truce would have held.",
        "He said that were the army to leave, the Front would disarm.",
        "Ilves said any deal would include the valley.",
    ],
)
def test_what_hangs_on_a_condition_is_conditional(text: str, parser: Parser) -> None:
    """Whatever word makes the condition and wherever it stands, and the content keeps it."""
    (claim,) = claims(text, parser)
    assert claim.modality is M.CONDITIONAL


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("It is unclear if the attacks were isolated.", M.ACTUAL),
        ("The army asked whether the Front would leave.", M.POSSIBLE),
        ("The mayor said Orlu had told the Front there would be no tolls of any kind.", M.FUTURE),
        ("The details were provided in a note, the mayor said.", M.ACTUAL),
        ("The mayor said the plan, which would cost millions, had been approved.", M.ACTUAL),
        ("Exposed rooms can be seen from the road.", M.ACTUAL),
    ],
)
def test_questions_and_other_words_are_no_conditions(text: str, modality: Modality, parser: Parser) -> None:
    """An "if" that opens a question, and words that only look like conditions."""
    assert claims(text, parser)[0].modality is modality


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said nobody had been hurt.",
        "The mayor said none of the men had been freed.",
        "The mayor said neither side had kept its word.",
        "The mayor said the ferry cannot sail.",
        "The mayor said the ferry could not sail.",
        "The mayor said the army failed to enter the town.",
        "The mayor said the army was unable to leave.",
        "Ilves said Orlu does not need to leave the valley.",
        "The Front has not said whether it will free the men.",
        "Tolle refused to say when the army would leave.",
        "It was not clear what the army wanted, Tolle said.",
    ],
)
def test_a_denial_is_never_lost(text: str, parser: Parser) -> None:
    """By pronoun, by verb, by noun, or of the clause that leads to what may be."""
    assert claims(text, parser)[0].modality is M.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "All this comes after Orlu and the Front — but not the Sela court — signed an agreement.",
        "The ship was struck by a shell near Sela but no casualties were reported.",
        "It has 1,000 men and may become the first group to disarm.",
        "The mayor was not long ago being called a friend.",
        "Ilves said the army had not only shelled the town but burned it.",
        "The mayor said the army was there because it had not been paid.",
    ],
)
def test_a_denial_of_a_part_denies_no_more(text: str, parser: Parser) -> None:
    """What is denied, or only possible, in a part of a sentence leaves its main clause a fact."""
    assert claims(text, parser)[0].modality is M.ACTUAL


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ilves said Orlu must not leave the valley.", Stance.DEMANDS),
        ("Orlu demanded that the army not enter the valley.", Stance.DEMANDS),
    ],
)
def test_a_duty_not_to_do_something_is_a_duty(text: str, stance: Stance, parser: Parser) -> None:
    """What somebody must not do is owed, and what somebody need not do is not."""
    claim = claims(text, parser)[0]
    assert (claim.stance, claim.modality) == (stance, M.OBLIGATION)


def test_a_promise_under_a_condition_stays_a_promise(parser: Parser) -> None:
    """The condition changes how it is put, not what the speaker does."""
    text = "The Reed Front said it is ready to free the men if the army leaves."
    claim = next(c for c in claims(text, parser) if c.manner is not Manner.OWN)
    assert (claim.stance, claim.modality) == (Stance.PROMISES, M.CONDITIONAL)


def test_what_is_only_talked_of_is_not_done(parser: Parser) -> None:
    """ "Talking about leaving" does not say that anybody left."""
    claim = next(c for c in claims("The Front was talking about leaving the valley.", parser) if c.cue)
    assert claim.modality is M.POSSIBLE


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor said the column must leave the valley.", Stance.DEMANDS),
        ("The mayor said Orlu has to open the road.", Stance.DEMANDS),
        ("The mayor said the rebels should hand over the bridge.", Stance.DEMANDS),
        ("The mayor said the council should have met in May.", Stance.ASSERTS),
        ("The mayor said the day must be chosen by the council.", Stance.ASSERTS),
        ("The mayor said the town has the bread that it needs.", Stance.ASSERTS),
        ("The mayor said we must take our time.", Stance.ASSERTS),
        ('"We call on the rebels not to give in," the mayor said.', Stance.DEMANDS),
        ("The mayor said it was essential that both sides open the road.", Stance.DEMANDS),
        ("The mayor said the siege was cruel and has to be lifted.", Stance.DEMANDS),
        ("The mayor is confident that the rebels will leave the valley.", Stance.EXPECTS),
        ("The mayor is confident that the rebels left the valley.", Stance.ASSERTS),
    ],
)
def test_what_others_must_do_is_asked_of_them(text: str, stance: Stance, parser: Parser) -> None:
    """A duty of others in the main clause is a demand, unless it only tells who decides or what was not done."""
    assert claims(text, parser)[0].stance is stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The agreement calls for the release of 40 men.", Stance.EXPECTS),
        (
            "Under the accord, the text demands the release of 40 men, and the treaty calls for a vote.",
            Stance.EXPECTS,
        ),
        ("The mayor called for the release of 40 men.", Stance.DEMANDS),
    ],
)
def test_what_was_agreed_asks_nobody(text: str, stance: Stance, parser: Parser) -> None:
    """What an agreement "calls for" is foreseen; what somebody calls for is asked."""
    found = [
        c for c in claims(text, parser) if c.cue is not None and c.cue.quote.lower() in ("calls", "called")
    ]
    assert {c.stance for c in found} == {stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor said talks were unlikely to resume in May.", Stance.EXPECTS),
        ("The mayor said the truce will fall if nobody guards the bridge.", Stance.EXPECTS),
        ("The mayor said it would save thousands of lives.", Stance.EXPECTS),
        ("The mayor said the truce would have fallen if nobody had guarded the bridge.", Stance.ASSERTS),
    ],
)
def test_what_is_held_to_come_is_expected(text: str, stance: Stance, parser: Parser) -> None:
    """What is likely, what follows on a condition and what a thing named before would do is a forecast."""
    assert next(c for c in claims(text, parser) if c.manner is not Manner.OWN).stance is stance


def test_the_number_of_a_paper_denies_nothing(parser: Parser) -> None:
    """ "No. 4" is a number."""
    found = claims("The army said men of No. 4 Brigade left the camp.", parser)
    assert found[0].modality is M.ACTUAL
