"""What stands in brackets is told once in a brief."""

from __future__ import annotations

from truceline.brief.before import letters
from truceline.brief.composing import asides_once
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
