"""Figures: amounts with their bounds, what they count and how they are meant."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.made_pages import report_of

from truceline.model.accord import Measure, Vocabulary
from truceline.model.reading import Figure
from truceline.reading.figures import find_figures
from truceline.reading.figures.lexicon import figures_pack
from truceline.reading.numerals import Words
from truceline.reading.parser import Parser
from truceline.reading.segment import make_page
from truceline.reading.times import find_times

MARSH = Vocabulary(
    "marsh-truce",
    measures=(
        Measure("sailors_freed", "sailors freed", ("sailor*",), near=("freed", "releas*"), none=("bodies",)),
        Measure("bodies_returned", "bodies returned", ("body", "bodies"), near=("return*",)),
        Measure("grain_trucks", "grain trucks", ("truck*",), near=("grain",), unit="truck"),
    ),
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def figures(parser: Parser, text: str, vocabulary: Vocabulary | None = None) -> list[Figure]:
    """The figures of `text`, published on Tuesday 6 May 2031."""
    page = make_page(dataclasses.replace(report_of(text), published="2031-05-06"), parser)
    return list(find_figures(page, find_times(page, vocabulary), vocabulary))


def only(parser: Parser, text: str, vocabulary: Vocabulary | None = None) -> Figure:
    (f,) = figures(parser, text, vocabulary)
    return f


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "approximate"),
    [
        ("The militia freed 33 sailors.", 33, 33, 33, False),
        ("The militia freed thirty-three sailors.", 33, 33, 33, False),
        ("The militia freed about 1,700 sailors.", 1700, 1700, 1700, True),
        ("More than 48,000 sailors were freed.", 48001, None, None, False),
        ("At least a dozen sailors were freed.", 12, None, None, False),
        ("The militia freed nearly 2,000 sailors.", None, None, 2000, True),
        ("Fewer than 100 sailors were freed.", None, None, 99, False),
        ("Up to 40 sailors were freed.", None, None, 40, False),
        ("The number of sailors freed had gone up to 40.", 40, 40, 40, False),
        ("Since 3 March 6,200 sailors have been freed.", 6200, 6200, 6200, False),
        ("The militia freed 15 to 22 sailors.", 15, None, 22, False),
        ("Between 15 and 22 sailors were freed.", 15, None, 22, False),
        ("Dozens of sailors were freed.", 24, None, None, True),
        ("Tens of thousands of sailors were freed.", 20000, None, None, True),
        ("Several hundred sailors were freed.", 300, None, None, True),
        ("Some 1.8 million people left the coast.", 1.8e6, 1.8e6, 1.8e6, True),
        ("Up to five thousand (5,000) sailors will be freed.", None, None, 5000, False),
        ("The port lost 12.5 per cent of its trade.", 12.5, 12.5, 12.5, False),
        ("Two-thirds of the sailors were freed.", 200 / 3, 200 / 3, 200 / 3, False),
        ("The repair cost more than $5 million.", 5e6, None, None, False),
    ],
)
def test_bounds_are_what_the_words_say(
    parser: Parser, text: str, low: float | None, best: float | None, high: float | None, approximate: bool
) -> None:
    """Hedges, ranges and vague numerals give bounds; an open bound stays open."""
    f = only(parser, text)
    assert (
        (f.low, f.best, f.high) == pytest.approx((low, best, high))
        if best
        else (f.low, f.best, f.high) == (low, best, high)
    )
    assert f.approximate is approximate
    f.span.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council invoked Resolution 1701.",
        "On 12 April 2030, at 8 a.m., the guns fell silent.",
        "The third convoy left.",
        "Anna Reed, 25, left the town.",
        "The 34-year-old pilot left.",
        "Phase two has begun.",
        "No one left the town, and the only one that stayed was the mayor.",
        "The M-19 and the F-16 were shown.",
        "The home side won 2-0.",
        "Fronts 1, 5, 10 and 26 disbanded.",
    ],
)
def test_names_dates_ages_and_scores_are_no_figures(parser: Parser, text: str) -> None:
    """A number that names, dates, orders or tells an age counts nothing."""
    assert figures(parser, text) == []


def test_the_counted_thing_and_its_kind_are_told(parser: Parser) -> None:
    """The noun phrase, its unit and its category come with the number."""
    a, b = figures(parser, "The shelling killed 14 marsh soldiers and injured dozens of women.")
    assert (a.counted, a.unit, a.category) == ("marsh soldiers", "person", "killed, soldiers")
    assert (b.counted, b.unit, b.category) == ("women", "person", "injured, women")


def test_a_sum_and_its_part_are_two_figures(parser: Parser) -> None:
    """ "33, including eight bodies" gives both, each with its own measure."""
    a, b = figures(parser, "The militia returned and freed 33 sailors, including eight bodies.", MARSH)
    assert (a.low, a.measure) == (33, "sailors_freed")
    assert (b.low, b.measure, b.category) == (8, "bodies_returned", "bodies")


def test_all_but_some_is_the_rest(parser: Parser) -> None:
    """ "67, all but three of them soldiers" counts 64 soldiers."""
    a, b = figures(parser, "The army lost 67 people, all but three of them soldiers.")
    assert (a.best, b.best, b.category) == (67, 64, "soldiers")


def test_a_rate_keeps_its_period(parser: Parser) -> None:
    """ "600 trucks a day" counts trucks, by the day; money carries the rate in its unit."""
    f = only(parser, "The accord lets in 600 grain trucks a day.", MARSH)
    assert (f.unit, f.rate, f.measure) == ("truck", "day", "grain_trucks")
    f = only(parser, "Oil sold at $76 a barrel.")
    assert (f.unit, f.rate) == ("dollar per barrel", "barrel")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The militia freed 33 sailors.", "done"),
        ("The militia will free 33 sailors.", "planned"),
        ("Under the accord, the militia frees 33 sailors.", "planned"),
        ("The first phase includes the release of 33 sailors.", "planned"),
        ("The militia did not free 33 sailors.", "denied"),
        ("If the militia frees 33 sailors, the siege ends.", "conditional"),
    ],
)
def test_what_is_planned_is_not_done(parser: Parser, text: str, mode: str) -> None:
    """Tense, modality, negation and conditions decide the mode."""
    assert figures(parser, text)[0].mode == mode


def test_a_count_since_a_start_has_its_window(parser: Parser) -> None:
    """ "since 4 April" makes a count cumulative; the day of an event makes it one event's."""
    f = only(parser, "Since 4 April, 38 people have been killed.")
    assert (f.cumulative, f.window) == (True, "2031-04-04/2031-05-06")
    f = only(parser, "A shell killed nine people on Sunday.")
    assert (f.cumulative, f.window) == (False, "2031-05-04")


@pytest.mark.parametrize(
    "text",
    [
        "Another 111 were villagers who had been detained after 4 April.",
        "The list names 36 sailors arrested before 4 April 2031.",
        "Some 40 lorries that crossed after 4 April were searched.",
    ],
)
def test_the_day_after_which_people_were_held_is_not_the_day_of_the_count(parser: Parser, text: str) -> None:
    """It tells who was counted, not when."""
    assert figures(parser, text)[0].window is None
    assert only(parser, "The militia has so far freed nine sailors.").cumulative is True


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("Mara handed over three captives on Monday.", "three", 3),
        ("After Mara handed over the four bodies, the convoy left.", "four", 4),
        ("Officials handed over more than 40 bodies.", "more than 40", 41),
        ("Mara released over 300 prisoners.", "over 300", 301),
    ],
)
def test_a_particle_of_a_verb_is_no_hedge(parser: Parser, text: str, words: str, low: float) -> None:
    """What is handed over is counted as told; "over" is a bound only where it belongs to the number."""
    found = only(parser, text)
    assert found.span.quote.removeprefix("the ") == words
    assert found.low == low


def test_a_change_is_two_figures(parser: Parser) -> None:
    """ "rose from 30 to 45" is two moments, not a range."""
    assert [f.best for f in figures(parser, "The toll rose from 30 to 45.")] == [30, 45]


def test_who_counted_is_kept(parser: Parser) -> None:
    """The words after "according to" are kept with the figure."""
    assert only(parser, "According to the port hospital, 12 people died.").counted_by == "the port hospital"


def test_bare_numbers_of_those_harmed_are_people(parser: Parser) -> None:
    """ "Five were killed" counts people; a word in quotation marks does not hide what is counted."""
    assert only(parser, "Five were killed near the mill.").unit == "person"
    assert only(parser, 'The guild told of 14 "provocative" attacks.').counted == '"provocative" attacks'
    assert only(parser, "Forty ships could be seen from the pier.").mode == "done"


def test_a_part_of_those_killed_was_killed(parser: Parser) -> None:
    """What was done to all was done to the part; "others" are people where harm is done to them."""
    found = figures(parser, "In the valley 38 people have been killed, including 35 soldiers and two clerks.")
    assert [f.category for f in found] == ["killed", "killed, soldiers", "killed"]
    found = figures(parser, "One clerk died and four others were injured.")
    assert (found[-1].unit, found[-1].category) == ("person", "injured")


def test_what_a_side_has_is_counted_and_not_the_side(parser: Parser) -> None:
    some, all_of_them = figures(parser, "Five of the separatists' 36 howitzers were gone.")
    assert (some.counted, all_of_them.counted) == ("howitzers", "howitzers")


@pytest.mark.parametrize(
    ("text", "counter"),
    [
        ("A mission tally of 340 dead was published.", "mission"),
        ("Monitors counted 14 trucks at the crossing.", "Monitors"),
        ("By Kenya's count, 30 prisoners remain.", "Kenya"),
        ("The mission has recorded 41 violations.", "The mission"),
        ("Forty deaths were documented by the rights group.", "the rights group"),
        ("Police put the death toll at 19.", "Police"),
        ("The valley's death toll rose to 80.", None),
        ("The death toll from the shelling of the valley rose to 80.", None),
        ("The port has 40 cranes.", None),
    ],
)
def test_who_counted_is_told_by_the_words_around(parser: Parser, text: str, counter: str | None) -> None:
    """Verbs of counting, tallies and their keepers; what owns a toll has not counted it."""
    assert only(parser, text).counted_by == counter


@given(st.integers(1, 999_999_999))
def test_digits_are_read_back(n: int) -> None:
    """Any whole number written with thousands' commas is read as itself."""
    number = figures_pack().numerals.at(Words(f"{n:,}"), 0)
    assert number is not None and number.value == n


SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    """A number under a million in English words."""
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{SMALL[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{SMALL[n // 100]} hundred" + (f" and {in_words(n % 100)}" if n % 100 else "")
    rest = n % 1000
    return f"{in_words(n // 1000)} thousand" + (
        f" {'and ' if rest < 100 else ''}{in_words(rest)}" if rest else ""
    )


@given(st.integers(1, 999_999))
def test_number_words_are_read_back(n: int) -> None:
    """Any number under a million written in words is read as itself, to its last word."""
    words = Words(in_words(n))
    number = figures_pack().numerals.at(words, 0)
    assert number is not None
    assert (number.value, number.last) == (n, len(words))
