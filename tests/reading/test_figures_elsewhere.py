"""What a figure counts where its noun stands elsewhere, whether it comes on top, and how often."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of

from truceline.model.reading import Figure
from truceline.reading.figures import find_figures
from truceline.reading.parser import Parser
from truceline.reading.times import find_times


def figures(text: str, parser: Parser) -> tuple[Figure, ...]:
    page = page_of(text, parser)
    return find_figures(page, find_times(page, None), None)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The death toll in Sela has risen above 1,100.", [("person", "killed")]),
        ("The toll stood at 40 on Friday.", [("person", "killed")]),
        ("Thousands clashed with guards.", [("person", None)]),
        (
            "The army killed seven soldiers and kidnapped 15.",
            [("person", "killed, soldiers"), ("person", None)],
        ),
        (
            "78 people were hurt, of whom 47 remain in hospital.",
            [("person", "injured"), ("person", "injured")],
        ),
        ("The army hit 90 targets, 14 of them in Sela.", [("target", None), ("target", None)]),
        ("Troops will be cut to 8,600 from about 13,000.", [("person", "soldiers"), ("person", "soldiers")]),
        ("Nine of the 10 killed were children.", [("person", "killed, minors"), ("person", "killed")]),
        ("The raid left at least one villager dead.", [("person", "killed")]),
    ],
)
def test_what_is_counted_where_no_noun_follows(
    text: str, counted: list[tuple[str | None, str | None]], parser: Parser
) -> None:
    """A toll, the subject that moves to it, the figure before, the predicate, and people who act."""
    assert [(f.unit, f.category) for f in figures(text, parser)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Of the farmers held in Sela on Monday, at least 65 are said to have been beaten.", ["farmers"]),
        ("Hired pilots who flew for the council, about 80 of them, crossed the lake.", ["pilots"]),
        ("The Orvan soldiers, three of whom were killed, are going home.", ["soldiers"]),
        ("Of the 33 pilots, 8 are dead.", ["pilots", None]),
        ("The guards came with dogs. Three of them were killed.", [None]),
    ],
)
def test_some_of_those_named_before_count_what_was_named(
    text: str, counted: list[str | None], parser: Parser
) -> None:
    """ "Of the farmers, 65", "80 of them", "three of whom"; where a figure or nothing in the sentence told
    whom, that is left to the figure."""
    assert [f.counted for f in figures(text, parser)] == counted


def test_a_people_of_two_names_is_counted_by_both(parser: Parser) -> None:
    (found,) = figures("Fourteen South Africans were also killed.", parser)
    assert found.counted == "South Africans"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Orva will withdraw its men, following the death of three of its soldiers.", "done"),
        ("Orva will withdraw its men after the release of three pilots.", "planned"),
        ("The council has approved a mission of up to 75 observers.", "planned"),
        ("They want to kill hundreds of people.", "planned"),
    ],
)
def test_harm_that_a_plan_follows_on_is_done(text: str, mode: str, parser: Parser) -> None:
    """What is approved is still to come; the dead that a plan answers are dead."""
    assert [f.mode for f in figures(text, parser)] == [mode]


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("Another four were killed and eight were injured.", [False, None]),
        ("Another 12 people died on Sunday, bringing the toll to 52.", [False, True]),
        ("Two more men were freed, taking the total to eight.", [False, True]),
        ("The toll rose by 12 to 52.", [False, True]),
    ],
)
def test_what_comes_on_top_is_no_total(text: str, cumulative: list[bool | None], parser: Parser) -> None:
    """ "Another", "more" and "by" are increments, also beside a total."""
    assert [f.cumulative for f in figures(text, parser)] == cumulative


def test_a_growth_and_what_it_leads_to_are_no_range(parser: Parser) -> None:
    """ "By 12 to 52" is two figures, "by 20 to 30 trucks" one range."""
    assert [f.best for f in figures("The toll rose by 12 to 52.", parser)] == [12, 52]
    (grown,) = figures("The number rose by 20 to 30 trucks.", parser)
    assert (grown.low, grown.high) == (20, 30)


def test_the_toll_of_a_day_is_of_that_day(parser: Parser) -> None:
    """A toll is a total unless the day that it is of stands beside it."""
    (found,) = figures("The ministry raised the toll for Sunday to 24 dead.", parser)
    assert (found.cumulative, found.window) == (False, "2031-05-04")
    (found,) = figures("The ministry said on Sunday that the toll had risen to 24.", parser)
    assert found.cumulative is True


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("The ministry said 22 clerks were killed and 124 more wounded.", ["killed", "injured"]),
        ("At least 26 people were killed and 160 others injured.", ["killed", "injured"]),
        ("Ministry of Health: 15 martyrs and 83 injured.", ["killed", "injured"]),
        ("The raid left 12 people killed or wounded.", ["killed and injured"]),
        ("The raid claimed the lives of 100 farmers.", ["killed"]),
        ("The council mourned the tragic loss of 22 lives.", ["killed"]),
        ("The medics saved 22 lives.", [None]),
    ],
)
def test_each_number_has_the_harm_that_stands_at_it(text: str, harms: list[str], parser: Parser) -> None:
    """What the noun or the participle beside a number tells is not mixed with what its neighbour's tells."""
    assert [f.category for f in figures(text, parser)] == harms


@pytest.mark.parametrize(
    "text",
    [
        "More than 50 trucks entered each day.",
        "Every day 600 trucks enter.",
        "Some 600 trucks enter daily.",
        "Up to 600 trucks a day entered.",
    ],
)
def test_a_rate_is_heard_wherever_it_stands(text: str, parser: Parser) -> None:
    """After the verb, at the head of the sentence, as an adverb."""
    assert [f.rate for f in figures(text, parser)] == ["day"]


def test_killers_are_not_the_killed(parser: Parser) -> None:
    """A verb with an object of its own says nothing of its subject."""
    (first, second) = figures("Two soldiers killed three rebels.", parser)
    assert (first.category, second.category) == ("soldiers", "killed, fighters")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The agency counted 630 lorries on 19 January 2031, 915 on 20 January and 339 on 24 January.",
            [(630, "2031-01-19", "lorry"), (915, "2031-01-20", "lorry"), (339, "2031-01-24", "lorry")],
        ),
        (
            "The agency counted 630 lorries on 19 January 2031. It spent 915 on 20 January.",
            [(630, "2031-01-19", "lorry"), (915, "2031-01-20", None)],
        ),
    ],
)
def test_amounts_listed_with_their_days_count_what_the_first_counts(
    text: str, told: list[tuple[float, str, str | None]], parser: Parser
) -> None:
    assert [(f.best, f.window, f.unit) for f in figures(text, parser)] == told
