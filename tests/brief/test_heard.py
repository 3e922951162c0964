"""What adds nothing to what was told is known by its gist, and not by its letters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.brief.made import at, claim, given, report

from truceline.brief.answers import told_whole
from truceline.brief.heard import gist_of, heard
from truceline.brief.material import Material
from truceline.brief.refs import as_read
from truceline.brief.voice import tell
from truceline.brief.wording import dated, with_an_article
from truceline.model.reading import Block, BlockKind, Claim, Reading, Stance, When, WhenType
from truceline.model.report import DateBasis
from truceline.model.weighing import Evidence, QuestionKind, Value


def _of(text: str, *claims: Claim, times: tuple[When, ...] = (), dateless: bool = False) -> Material:
    one = report("r", text, "The Herald", "2031-03-13")
    if dateless:
        one = replace(one, published=None, available_at="2031-04-01", date_basis=DateBasis.NONE)
    made = Reading(
        "r", True, claims=claims, times=times, blocks=(Block(1, 0, len(text), BlockKind.PARAGRAPH),)
    )
    plain = given(accord=None, standings=(), before=(), by_day=())
    return Material(replace(plain, reports=(one,), readings=(made,)))


def _heard(words: str, side: str, stance: Stance = Stance.ASSERTS, shown: str = "", **more: Any) -> Any:
    text = f"{words}, its envoy said."
    one = claim("x", "r", text, words, "said", "its envoy", stance=stance, **more)
    return heard(one, side, False, _of(text, one), shown or f"Its envoy said that {words}")


def test_words_for_a_pact_and_for_its_breach_are_one() -> None:
    """ "Violated the truce" and "breached the ceasefire deal" say the same."""
    assert gist_of(["violated", "the", "truce"]) == gist_of(["breached", "the", "cease", "fire", "deal"])


@pytest.mark.parametrize("again", ["Orme has breached the deal", "Orme again violated the armistice"])
def test_a_charge_made_again_in_other_words_adds_nothing(again: str) -> None:
    """The same side, the same party charged."""
    told = _heard("Orme violated the ceasefire", "sall", Stance.ACCUSES)
    assert _heard(again, "sall", Stance.ACCUSES).repeats(told)


def test_the_other_side_says_the_same_of_the_first_and_is_told() -> None:
    """Mirrored charges share all of their words but are two statements."""
    told = _heard("Orme violated the ceasefire near Sall", "sall", Stance.ACCUSES)
    assert not _heard("Sall violated the ceasefire near Orme", "orme", Stance.ACCUSES).repeats(told)


@pytest.mark.parametrize(
    "new",
    [
        "Orme violated the ceasefire at Vellin",
        "Orme violated the ceasefire 14 times",
        "Orme will not negotiate",
    ],
)
def test_a_new_place_figure_or_deed_is_told(new: str) -> None:
    """It is not known from what was said before."""
    assert not _heard(new, "sall").repeats(_heard("Orme violated the ceasefire and shelled the road", "sall"))


def test_the_same_words_a_week_later_are_news() -> None:
    """Who says it again after days says it of something else."""
    told = _heard("Orme violated the ceasefire", "sall", Stance.ACCUSES, said_on="2031-03-01")
    assert not _heard("Orme violated the truce", "sall", Stance.ACCUSES, said_on="2031-03-09").repeats(told)


def test_what_two_sides_agree_is_told_as_the_outlets_sentence() -> None:
    """It is an event, and nobody's statement."""
    text = "The guild and the rebels agreed to reopen the lake road."
    one = claim(
        "x", "r", text, "to reopen the lake road", "agreed", "The guild and the rebels", holder="guild"
    )
    found = tell(one, _of(text, one))
    assert found is not None and found.text.startswith("The Herald writes: “The guild and the rebels agreed")


def _weekday(text: str, words: str, value: str) -> When:
    return When(span=at("r", text, words), type=WhenType.DATE, value=value)


def test_a_weekday_without_a_date_says_that_none_is_given() -> None:
    """Once in a sentence, where the report bears none either."""
    text = "The road was shut on Friday. It opened at dawn."
    made = _of(text, times=(_weekday(text, "Friday", "XXXX-WXX-5"),), dateless=True)
    assert dated(made, "r", 0, 28) == "The road was shut on Friday [date not given]."


def test_a_weekday_bears_the_date_that_its_report_gives_elsewhere() -> None:
    """ "Friday (March 7)" dates every "Friday" of a report that has no date of its own."""
    text = "The road was shut Friday. Talks failed on a Friday (March 7), the guild said."
    when = When(span=at("r", text, "Friday."), type=WhenType.DATE, value="XXXX-WXX-5")
    when = replace(when, span=replace(when.span, end=when.span.end - 1, quote="Friday"))
    made = _of(text, times=(when,), dateless=True)
    assert dated(made, "r", 0, 25) == "The road was shut Friday [7 March]."


def test_an_answer_that_stands_in_a_table_is_told() -> None:
    """In words; a count only with all that its claim counts."""
    text = "Orme shelled the road, Sall said."
    one = claim("x", "r", text, "Orme shelled the road", "said", "Sall")
    value = Value("shelled", ("Sall",), ("o",), (Evidence(one.content[0], "x", None),))
    made = _of(text, one)
    assert told_whole([(QuestionKind.OCCURRENCE, value)], made) == {"x"}
    assert told_whole([(QuestionKind.FIGURE, value)], made) == frozenset()


def test_a_clause_is_shown_without_the_marks_of_its_file() -> None:
    """As a person reads it: what, where in the text, by whom, by when."""
    entry = "Leave the bridge\n    ref: article 3\n    topic: bridge\n    obligors: [orme-guild, sall]\n"
    entry += "    deadline: {kind: by, begins: true, due: day 16}"
    read = as_read(entry)
    assert (
        read
        == "Leave the bridge; where in the text: article 3; owed by Orme Guild, Sall; deadline: by, begins, due day 16"
    )


@pytest.mark.parametrize(
    ("noun", "label", "told"),
    [
        ("armed faction", "a resistance faction", "an armed faction"),
        ("government", "the regime", "the government"),
        ("Orme forces", "the horde", "Orme forces"),
        ("rebels", "terrorists", "rebels"),
    ],
)
def test_what_a_label_stands_for_has_an_article(noun: str, label: str, told: str) -> None:
    """As in a sentence."""
    assert with_an_article(noun, label) == told


def test_one_count_of_one_harm_is_told_once_whoever_gives_it() -> None:
    """Without a charge and with no other name in it, a second voice adds nothing."""
    text = "ten people were killed by shells in Sall camp"
    figures = {"counts": frozenset({10.0}), "numbers": frozenset({10.0})}
    told = replace(_heard(text, "the sall ministry"), **figures)
    again = replace(_heard("ten people in the camp were killed by shells", "a surgeon"), **figures)
    assert again.repeats(told)
    charged = replace(_heard(f"{text} of Orme", "a surgeon", Stance.ACCUSES), **figures)
    assert not charged.repeats(told)
    named = replace(
        _heard("ten people were killed by shells from Vellin in the camp", "a surgeon"), **figures
    )
    assert not named.repeats(told)


def test_a_side_that_gives_a_figure_again_is_told_once() -> None:
    """By its president after its army; another thing with the same figure is new."""
    figures = {"numbers": frozenset({80.0})}
    told = replace(_heard("it has withdrawn 80 percent of its forces from Sall", "orme"), **figures)
    assert replace(_heard("some 80 percent have been pulled out", "orme"), **figures).repeats(told)
    assert not replace(_heard("80 trucks of flour went in", "orme"), **figures).repeats(told)
