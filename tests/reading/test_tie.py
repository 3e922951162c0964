"""Tying figures, times, mentions and acts to claims, and labels to voices."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Act, Claim, Figure, Manner, Mention, MentionType, Reading
from truceline.model.span import Span
from truceline.reading.acts import find_acts
from truceline.reading.attribution import attribute
from truceline.reading.figures import find_figures
from truceline.reading.mentions import find_mentions
from truceline.reading.parser import Parser
from truceline.reading.tie import quoted, tie

TEXT = 'The guild said the mayor claimed that "the regime sank 9 boats", and left.'
OUTER, INNER = 'the mayor claimed that "the regime sank 9 boats"', '"the regime sank 9 boats"'


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span.of("r", TEXT, at, at + len(words))


def reading(inner: Manner) -> Reading:
    return tie(
        Reading(
            "r",
            True,
            claims=(
                Claim("outer", "r", (span(OUTER),), Manner.INDIRECT),
                Claim("inner", "r", (span(INNER),), inner),
            ),
            figures=(Figure(span("9"), 9, 9, 9),),
            mentions=(
                Mention(span("the regime"), None, MentionType.GROUP, loaded=True, voice="outlet"),
                Mention(span("the mayor"), None, MentionType.PERSON),
                Mention(span("The guild"), None, MentionType.GROUP),
            ),
            acts=(Act(span("sank"), "ASSAULT"),),
        )
    )


def test_everything_gets_its_innermost_claim() -> None:
    """The shortest claim whose content holds it; none outside every claim."""
    tied = reading(Manner.DIRECT)
    assert tied.figures[0].claim == tied.acts[0].claim == "inner"
    assert [m.claim for m in tied.mentions] == ["inner", "outer", None]


@pytest.mark.parametrize(("manner", "voice"), [(Manner.DIRECT, "inner"), (Manner.INDIRECT, "outlet")])
def test_a_quoted_label_is_the_speakers(manner: Manner, voice: str) -> None:
    """Inside the holder's quotation marks it is the holder's word, in indirect speech the outlet's."""
    assert reading(manner).mentions[0].voice == voice


@pytest.mark.parametrize(
    ("words", "at", "inside"),
    [
        ('plain "quoted" plain', 8, True),
        ('plain "quoted" plain', 16, False),
        ("“one” and “two”", 7, False),
        ("“one” and “two”", 12, True),
        ("goes on” and then", 2, True),
        ("goes on” and then", 12, False),
    ],
)
def test_what_stands_inside_quotation_marks(words: str, at: int, inside: bool) -> None:
    """Straight, curly and carried-over marks."""
    assert quoted(words, at) is inside


def told(text: str, parser: Parser) -> Reading:
    """A reading of our own sentence, tied."""
    page = page_of(text, parser)
    mentions = find_mentions(page, LOWMARK)
    return tie(
        Reading(
            page.report.id,
            read=True,
            claims=attribute(page, mentions, (), LOWMARK, True),
            mentions=mentions,
            figures=find_figures(page, (), LOWMARK),
            acts=find_acts(page, mentions, ()),
        ),
        page.text,
    )


@pytest.mark.parametrize(
    ("text", "counter"),
    [
        ("The port ministry said 12 people were killed.", "port ministry"),
        ("The port ministry said monitors counted 12 trucks.", "monitors"),
        ("The port ministry said 500 trucks would enter each day.", None),
        ("The port has 40 cranes.", None),
    ],
)
def test_who_tells_a_number_as_a_fact_has_counted(text: str, counter: str | None, parser: Parser) -> None:
    """The holder of the claim, where the sentence names nobody else; a plan is counted by no one."""
    assert told(text, parser).figures[0].counted_by == counter


def test_we_are_whoever_speaks(parser: Parser) -> None:
    """In somebody's words "we" acts for that holder."""
    acts = told('"We released ten prisoners," the Uplands said.', parser).acts
    assert next(a for a in acts if a.root == "RETREAT").actor == ("uplands",)


def test_an_act_has_the_figures_of_what_it_is_done_to(parser: Parser) -> None:
    """Two amounts of one sentence belong to two acts."""
    acts = told("The Uplands freed 30 prisoners and sent 400 trucks of food.", parser).acts
    assert {a.root: [s.quote for s in a.figures] for a in acts} == {"RETREAT": ["30"], "AID": ["400"]}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The Uplands freed ten prisoners.", "done"),
        ("The Uplands agreed to free ten prisoners.", "planned"),
        ("The Uplands refused to free ten prisoners.", "refused"),
        ("The Uplands denied shelling the camp.", "denied"),
        ("The Uplands has not freed ten prisoners.", "not done"),
    ],
)
def test_how_an_act_is_told_in_one_word(text: str, how: str, parser: Parser) -> None:
    """Done, planned, refused, denied or not done."""
    assert told(text, parser).acts[-1].told == how


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The mayor of Orlu said the 'terrorists' had left the weir.", "mayor of Orlu"),
        ("‘The terrorists have left,’ the mayor of Orlu said.", "mayor of Orlu"),
        ('"We go on," Jon Tolle said. The mayor of Orlu said the ‘terrorists’ had left.', "mayor of Orlu"),
        ("The mayor of Orlu said the guards' boats and the terrorists' boats had left.", None),
        ("In the '90s the terrorists left the guards' boats, the mayor of Orlu said.", None),
        ("The ‘terrorists’ left the weir on Monday.", None),
    ],
)
def test_a_label_between_single_marks_is_the_speakers(text: str, voice: str | None, parser: Parser) -> None:
    """Beside double marks too; an apostrophe is no mark, and what nobody said is the outlet's."""
    reading = told(text, parser)
    label = next(m for m in reading.mentions if m.loaded)
    assert next((c.holder for c in reading.claims if c.id == label.voice), None) == voice
