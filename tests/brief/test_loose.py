"""Words that say nothing to who reads them alone: how they are known, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as over
from hypothesis import strategies as st
from tests.brief.made import accord, claim, given, report
from tests.brief.test_voice import told

from truceline.brief.english import english
from truceline.brief.loose import introduced, points_inside, shell_head
from truceline.brief.material import Material
from truceline.brief.sentences import Page, blocks_of
from truceline.brief.voice import tell
from truceline.model.reading import Manner, Mention, MentionType, Reading
from truceline.model.span import Span


@pytest.mark.parametrize(
    "words",
    [
        "The threat comes as both towns arm",
        "The announcement followed a night of shelling",
        "The mayor's visit, though, was put off",
        "Brunmark's offer was turned down",
        "Five were killed near the mill",
        "Another four were hurt by a mine",
        "Two days later, the bridge fell",
        "Shortly afterwards, the guns fell silent",
        "While it was the council's firmest word, it binds nobody",
    ],
)
def test_words_that_only_name_what_was_told_before_are_known(words: str) -> None:
    """Nouns for what was said or done, numbers for people told of, times counted from before."""
    assert shell_head(words)


@pytest.mark.parametrize(
    "words",
    [
        "The attack on the mill killed four",
        "The announcement by the council was read twice",
        "The Vellin talks began at noon",
        "Brunmark's offer of salt was turned down",
        "Five of the lorries were burnt",
        "Two days after the truce began, the bridge fell",
        "Shortly after noon the guns fell silent",
        "Averland closed the bridge",
    ],
)
def test_words_that_tell_which_one_is_meant_stand_alone(words: str) -> None:
    """What follows the noun says it, or a name does."""
    assert not shell_head(words)


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("key points of that deal include the salt road", True),
        ("the raids took place in the same province", True),
        ("no envoy will come under these conditions", True),
        ("in many ways this looks like peace", True),
        ("it was signed on the same day", False),
        ("the guns fell silent this week", False),
        ('he spoke of "that deal"', False),
        ("Brunmark said that talks go on", False),
        ("Brunmark closed the road. This came after the raid", False),
    ],
)
def test_words_that_point_back_from_the_midst_are_known(words: str, points: bool) -> None:
    """Not times, not what a speaker says, not a second sentence that has the first before it."""
    assert points_inside(words) is points


def test_the_line_that_brings_a_thing_in_is_found() -> None:
    """The nearest one above with "a" before the same noun."""
    text = "A salt store burnt down at dawn. Nobody was hurt. Rain fell. The mayor said the store was empty."
    page = Page("r", text, blocks_of(text, ()))
    start = text.index("the store was empty")
    found = introduced(page, start, len(text))
    assert found is not None
    assert text[slice(*found)] == "A salt store burnt down at dawn."
    assert introduced(page, text.index("Nobody"), text.index("Rain")) is None


def test_that_line_is_cited_too() -> None:
    """So that who opens the sentence sees which store is meant."""
    text = "A salt store burnt down at dawn. Rain fell. The mayor of Vellin said that the store was empty."
    one = claim(
        "x", "r", text, "the store was empty", "said", "The mayor of Vellin", holder="mayor of Vellin"
    )
    made = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(one,)),),
        )
    )
    sentence = tell(one, made)
    assert sentence is not None
    assert any("A salt store" in s.quote for s in sentence.spans)


def test_what_was_announced_is_told_with_who_announced_it() -> None:
    """In square brackets, and with the sentence that tells it cited."""
    text = (
        "Brunmark announced that the bridge would open. Rain fell on Vellin. "
        "The announcement came a day after four lorries had crossed."
    )
    spoken = claim(
        "a", "r", text, "the bridge would open", "announced", "Brunmark", holder="Brunmark", entity="brunmark"
    )
    own = claim(
        "b", "r", text, "The announcement came a day after four lorries had crossed", manner=Manner.OWN
    )
    made = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(spoken, own)),),
        )
    )
    sentence = tell(own, made)
    assert sentence is not None
    assert sentence.text == (
        "The Herald, in its own voice: “The announcement [by Brunmark] came a day after four lorries had crossed.”"
    )
    assert any("announced that the bridge" in s.quote for s in sentence.spans)


def test_a_statement_is_its_maker_s_only_where_he_is_told_to_have_made_one() -> None:
    """The last person named is not whoever wrote "the statement"."""
    start = "The council of the lakes met at night. Anna Weld said that she was tired. "
    text = f"{start}The statement calls on both sides to open the bridge at Orsk."
    antecedent = Span.of("r", text, text.index("Anna Weld"), text.index("Anna Weld") + 9)
    more = {"holder": "Anna Weld", "entity": "anna-weld", "antecedent": antecedent}
    content = "on both sides to open the bridge at Orsk"
    assert told(text, content, "calls", "The statement", **more) is None
    issued = f"Anna Weld issued a statement at night. {text.removeprefix(start)}"
    antecedent = Span.of("r", issued, 0, 9)
    sentence = told(issued, content, "calls", "The statement", **(more | {"antecedent": antecedent}))
    assert sentence is not None


def test_a_person_is_no_it() -> None:
    """A pronoun for a thing does not stand for whoever was named last."""
    text = "Anna Weld left the hall. It said that aid would follow."
    weld = Mention(Span.of("r", text, 0, 9), "anna-weld", MentionType.PERSON)
    more = {"holder": "Anna Weld", "entity": "anna-weld", "antecedent": weld.span, "mentions": (weld,)}
    assert told(text, "aid would follow", "said", "It said|It", **more) is None


def test_a_quotation_that_points_back_is_told_with_the_one_before_it() -> None:
    """Of the same speaker, and just before; else it is not told so."""
    text = '"No truce on the lakes is perfect," Anna Weld said. "But it saves lives and ought to be kept by all."'
    first = claim(
        "a", "r", text, '"No truce on the lakes is perfect,"', "said", "Anna Weld", "Anna Weld", Manner.DIRECT
    )
    second = claim(
        "b",
        "r",
        text,
        '"But it saves lives and ought to be kept by all."',
        "said",
        "Anna Weld",
        "Anna Weld",
        Manner.DIRECT,
    )
    made = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(first, second)),),
        )
    )
    sentence = tell(second, made)
    assert sentence is not None
    assert sentence.text == (
        "Anna Weld said: “No truce on the lakes is perfect … But it saves lives and ought to be kept by all.”"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Clashes went on at night", "The mayor of Vellin said that clashes went on at night."),
        ("Orsk is calm", "Orsk is calm, the mayor of Vellin said."),
    ],
)
def test_the_first_word_is_small_where_it_is_no_name(content: str, expected: str) -> None:
    """Where that is not sure, the holder stands last, as the outlet wrote it."""
    text = f"{content}, the mayor of Vellin said. More clashes were heard."
    assert told(text, content, "said", "the mayor of Vellin", holder="mayor of Vellin") == expected


def test_a_clause_before_the_main_one_is_quoted_whole() -> None:
    """Where it ends is not sure, so it is not told as the holder's deed."""
    text = "While the council agreed to the deal it was far from clear who would keep it."
    sentence = told(
        text, "to the deal it was far from clear", "agreed", "the council", holder="council of Vellin"
    )
    assert sentence == f"The Herald writes: “{text}”"


@over(st.sampled_from(sorted(english().shell)), st.sampled_from(["came", "marks", "is", "led"]))
def test_every_such_noun_leans_at_the_head_and_not_before_words_that_name_it(noun: str, verb: str) -> None:
    """A property of the lists: "The NOUN came" leans, "The NOUN of Vellin came" does not."""
    assert shell_head(f"The {noun} {verb} after noon")
    assert not shell_head(f"The {noun} of Vellin {verb} after noon")
