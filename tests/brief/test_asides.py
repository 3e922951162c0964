"""What stands in brackets is told once in a brief."""

from __future__ import annotations

from truceline.brief.asides import asides_once
from truceline.brief.before import letters
from truceline.model.brief import Item, Section, Sentence
from truceline.model.span import Span

_CITED = Span(
    "r", 0, 86, "The guild left the hall. It was no retreat. The guild said that the deal holds in Sall."
)


def _told(*sections: list[str]) -> list[list[str]]:
    made = [
        Section(str(n), "Told", (Item("", tuple(Sentence(t, (_CITED,)) for t in texts)),), empty="")
        for n, texts in enumerate(sections)
    ]
    return [[t.text for i in s.items for t in i.sentences] for s in asides_once(made)]


def test_the_sentence_before_is_not_told_again() -> None:
    """Where it stands right above; whoever opens another section has not read it."""
    first = "The Herald: “The guild left the hall.”"
    text = "The Herald: “It was no retreat.” [The Herald writes before it: “The guild left the hall”]."
    assert _told([first, text]) == [[first, "The Herald: “It was no retreat.”"]]
    assert _told([first], [text]) == [[first], [text]]
    assert _told(["The Herald: “The mill burned.”", text])[0][1] == text


def test_the_sentence_before_stands_behind_one_of_two_that_lean_on_it() -> None:
    """The first tells it for both."""
    one = "The Herald: “It was no retreat.” [The Herald writes before it: “The guild left the hall”]."
    other = "The Herald: “It burned.” [The Herald writes before it: “The guild left the hall”]."
    assert _told([one, other]) == [[one, "The Herald: “It burned.”"]]


def test_a_gloss_is_told_once_in_a_section() -> None:
    """Behind the same noun; in the next section it is told again."""
    text = "The guild said that the deal [the pact of Sall] holds in Sall."
    bare = "The guild said that the deal holds in Sall."
    assert _told([text, text], [text]) == [[text, bare], [text]]


def test_a_day_or_a_name_behind_a_pronoun_stays() -> None:
    """Each is told of its own sentence."""
    text = "On Monday [3 May] he [Joan Vell] said that the deal holds in Sall."
    assert _told([text, text]) == [[text, text]]


def test_words_in_brackets_for_others_stay() -> None:
    """They stand for words that are not told, so that the sentence has a gap without them."""
    text = "The guild [the council] left the hall."
    replaced = "It was no [withdrawal] by the guild."
    assert _told([replaced, replaced]) == [[replaced, replaced]]
    assert _told([text, text])[0][1] == "The guild left the hall."


def test_letters_leave_out_what_stands_in_brackets() -> None:
    """So that a gloss keeps no sentence from being known again."""
    assert letters("The guild [of Sall] left.") == "theguildleft"


def test_a_weekday_of_which_nobody_knows_the_week_is_left_out() -> None:
    """With a mark in a quotation; a day that a word leads to stays."""
    given = [
        "Undated: The Herald writes: “The guild left on Friday [date not given] at noon.”",
        "Undated: The guild said that it left Friday night [date not given].",
        "Undated: The guild said that it leaves by Friday [date not given].",
    ]
    assert _told(given)[0] == [
        "Undated: The Herald writes: “The guild left … at noon.”",
        "Undated: The guild said that it left.",
        given[2],
    ]
