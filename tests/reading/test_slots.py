"""Each slot of a claim by what its own sentence tells: where a content ends, who speaks, what is done by it."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, fast: bool = True) -> list[Claim]:
    """The claims of a text in their order; "|" parts its paragraphs."""
    report = report_of(text.replace("|", "\n\n"), outlet="The Marsh Courier")
    reading = read_report(report, parser, {"lowmark-2031-05": LOWMARK}, "lowmark-2031-05", fast=fast)
    return sorted(reading.claims, key=lambda c: (c.content[0].start, -c.content[-1].end))


def told(text: str, parser: Parser, fast: bool = True) -> list[tuple[str | None, str]]:
    found = claims(text, parser, fast)
    return [(c.source.quote if c.source else None, c.words) for c in found if c.manner is not Manner.OWN]


def stance(text: str, parser: Parser) -> Stance:
    return next(c for c in claims(text, parser) if c.manner is not Manner.OWN).stance


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("The League said that the Uplands will pay a heavy price for the raid.", Stance.THREATENS),
        ('"If they cross the ford, they will be hit," General Orven said.', Stance.THREATENS),
        ("The League said that if the raids went on, the cost for the Uplands would rise.", Stance.THREATENS),
        ("The League said that the Uplands had paid a heavy price for the ford.", Stance.ASSERTS),
        ("The mediators stressed the need for an end of the raids.", Stance.DEMANDS),
        ("The mediators stressed the importance of leaving the ford.", Stance.DEMANDS),
        ("The mediators stressed the need.", Stance.ASSERTS),
        ("The Marsh League said it intends to leave the ford.", Stance.PROMISES),
        ("The League said the council intends to leave the ford.", Stance.ASSERTS),
        ("The League reaffirmed its determination to hold the truce.", Stance.PROMISES),
        ("The League expressed its concern over the raids.", Stance.ASSERTS),
        ('"It\'s time to sit down and talk," Mr Haro said.', Stance.DEMANDS),
    ],
)
def test_what_is_done_by_saying_it(text: str, does: Stance, parser: Parser) -> None:
    assert stance(text, parser) is does


def test_a_state_without_an_accord_is_known_by_what_its_people_are_called(parser: Parser) -> None:
    """What "Norwegian forces" will do is promised by who speaks for Norway."""
    text = "Norwegian Prime Minister Ole Tolle said that Norwegian forces will stay at the quay."
    report = report_of(text, outlet="The Marsh Courier")
    first = read_report(report, parser, {}, "none", fast=True).claims[0]
    assert (first.party, first.stance) == ("norway", Stance.PROMISES)


def test_a_second_verb_of_the_perfect_is_said_by_who_said_the_first(parser: Parser) -> None:
    """The parse takes it for another deed of those of whom the first tells."""
    text = 'The Front has confirmed that it fired on posts in Lisk and Tarn, and called the strikes the "first part" of its answer.'
    found = told(text, parser)
    assert ("The Front", "it fired on posts in Lisk and Tarn") in found
    assert any(s == "The Front" and w.startswith("the strikes") for s, w in found)


def test_a_verb_goes_on_with_the_nearest_that_says(parser: Parser) -> None:
    """Who tells of another's words tells of both."""
    text = (
        "The palace said Governor Vell reiterated that Velia has a right to the ford and condemned the raids."
    )
    found = told(text, parser)
    assert ("Governor Vell", "the raids") in found
    assert any(s == "The palace" and w.endswith("condemned the raids") for s, w in found)


def test_a_mark_after_a_subject_opens_a_part_of_its_sentence(parser: Parser) -> None:
    text = (
        'During the call Obrin "stressed the importance of Chairman Haro leaving the ford," the palace said.'
    )
    assert ("Obrin", "the importance of Chairman Haro leaving the ford") in told(text, parser)


def test_what_others_hope_in_a_relative_clause_is_theirs(parser: Parser) -> None:
    """It stands beside the words that it is hung on, and reaches as far as no comma closes it."""
    text = "Mr Tolle expressed hope that the League would keep a new truce, which the villagers hope will last so the fields can be sown."
    found = told(text, parser)
    assert ("Mr Tolle", "hope that the League would keep a new truce") in found
    assert any(s == "the villagers" and w.endswith("so the fields can be sown") for s, w in found)
    assert not any(
        s == "Farmers" for s, _ in told("He spoke of a truce through which farmers can feel safe.", parser)
    )


def test_what_others_think_within_somebodys_words_is_theirs(parser: Parser) -> None:
    """What the speaker thinks only colours the speaker's own words."""
    found = told("Mr Tolle said that the guild seems confident the ferry will sail.", parser)
    assert ("the guild", "the ferry will sail") in found
    assert len(told("Mr Tolle said he thought the ferry would sail.", parser)) == 1


def test_who_will_not_agree_has_said_so_once(parser: Parser) -> None:
    found = told("The guild said it will not agree to start the talks without a truce.", parser)
    assert found == [("The guild", "it will not agree to start the talks without a truce")]


def test_a_quotation_behind_a_colon_is_told_besides(parser: Parser) -> None:
    text = 'Mr Tolle notes that the rebels said the army will not leave: "I think all who know the mayor should have seen long ago that he stays."'
    found = [c for c in claims(text, parser) if c.holder and "Tolle" in c.holder]
    assert [c.manner for c in found] == [Manner.INDIRECT, Manner.DIRECT]


def test_all_that_is_asked_belongs_together(parser: Parser) -> None:
    text = "Orlu urged the League to stop shelling, return to the talks, hand over the list and go home."
    assert told(text, parser)[0][1].endswith("and go home")


def test_a_demand_beside_a_verb_is_for_what_follows_it(parser: Parser) -> None:
    """The parse hangs what is demanded on the verb."""
    found = told(
        "The two sides have long wrangled over the US demand for a truce before the signing.", parser
    )
    assert any(s == "US" and w.startswith("a truce") for s, w in found)


def test_several_who_speak_are_one_source(parser: Parser) -> None:
    """A list runs up to its verb without a comma; what stands between commas is told of the first."""
    found = told("Lisk's fire brigade, the town council and Dr Haro blamed the blasts on guns.", parser)
    assert found[0][0] == "Lisk's fire brigade, the town council and Dr Haro"
    found = told("The mayor, a farmer and poet, said the road was shut.", parser)
    assert found[0][0] == "The mayor"


def test_each_mark_that_opens_before_the_last_has_closed_goes_on_with_it(parser: Parser) -> None:
    text = (
        'Mara Ilves reports from Tarn:|"The truce was to begin on Sunday, but the guns went on all night. "The town '
        'has been cut off for days. "The road to the ford is shut."'
    )
    found = [w for _, w in told(text, parser)]
    assert len(found) == 1
    assert found[0].endswith('ford is shut."')


def test_telegrams_write_out_their_marks(parser: Parser) -> None:
    found = claims("QUOTE We will keep the truce UNQUOTE, Governor Haro said.", parser)
    assert found[0].manner is Manner.DIRECT


def test_what_has_been_learnt_is_nobodys_word(parser: Parser) -> None:
    found = claims("It has been learnt that the League recruited 2,600 fighters in the valley.", parser)
    assert [(c.manner, c.holder) for c in found] == [(Manner.UNSOURCED, None)]


def test_who_is_blunt_says_what_stands_behind_the_colon(parser: Parser) -> None:
    """The encoder, which knows no such cue, takes nothing of it away."""
    text = "On the missing, Mr Haro was blunt: nobody would be handed over."
    assert ("Mr Haro", "nobody would be handed over") in told(text, parser, fast=False)


def test_what_a_paper_calls_for_is_kept(parser: Parser) -> None:
    text = "The council vetoed a resolution calling for the withdrawal of the army from the ford."
    assert any(w == "the withdrawal of the army from the ford" for _, w in told(text, parser, fast=False))


def test_a_town_that_opens_a_paragraph_says_nothing(parser: Parser) -> None:
    """A name of which the page tells nothing else may be one; who says "we" or is quoted is somebody."""
    where = "The council met on Friday to speak of the truce.|Lisk: Shells fell on the market on Sunday, and the road to the ford was shut for two hours."
    assert not any(s == "Lisk" for s, _ in told(where, parser, fast=False))
    who = "The council met on Friday to speak of the truce.|Lisk: We were shelled on Sunday, and our road to the ford was shut for two hours."
    assert any(s == "Lisk" for s, _ in told(who, parser, fast=False))


def test_agencies_that_report_are_no_credit_line(parser: Parser) -> None:
    found = told(
        "The council met on Friday.|Agencies report that the road to the ford was shut all day.", parser
    )
    assert any(w == "the road to the ford was shut all day" for _, w in found)


def test_the_article_of_a_call_is_no_part_of_who_calls(parser: Parser) -> None:
    text = "Despite a United Nations call for an immediate truce, the guns went on all night."
    found = next(c for c in claims(text, parser) if c.stance is Stance.DEMANDS)
    assert found.party == "united-nations"
