"""Differing figures of conflicts that nobody described, set side by side with why they differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import ASKED, Asked, findings_on
from tests.weighing.asked_counts import COUNTS
from tests.weighing.asked_news import ASKED_NEWS, LEVELS, MEASURED
from tests.weighing.asked_series import SERIES
from tests.weighing.asked_tolls import TOLLS

from truceline.model.weighing import QuestionKind, Reason

ALL = (*ASKED, *ASKED_NEWS, *COUNTS, *LEVELS, *MEASURED, *TOLLS, *SERIES)
EXPLAINED = {"category", "window", "cumulative", "planned", "object"}


@pytest.mark.parametrize(
    "asked",
    [a for a in ALL if a.stand],
    ids=lambda a: a.name,
)
def test_figures_stand_side_by_side_with_why_they_differ(asked: Asked, tmp_path: Path) -> None:
    """Whatever nouns and verbs the reports take, their figures meet, and what is said of them is right."""
    found = findings_on(asked, tmp_path, QuestionKind.FIGURE)
    assert found, "the figures do not stand together"
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand), said


@pytest.mark.parametrize(
    "asked",
    [a for a in ALL if not a.stand],
    ids=lambda a: a.name,
)
def test_figures_of_other_things_never_contradict_each_other(asked: Asked, tmp_path: Path) -> None:
    """Other places and other things are told apart, or are not set side by side at all."""
    for found in findings_on(asked, tmp_path, QuestionKind.FIGURE):
        assert found.reason is not None and found.reason.value in EXPLAINED, found.question


def test_who_did_it_is_no_day_up_to_which_is_counted(tmp_path: Path) -> None:
    """ "Hurt by the rocket fired on 7 May" counts those of that day, and not all up to it."""
    told = "At Sella {} people were injured by the rocket fired by the Tavians on 7 May, the {} said."
    reports = (
        ("Harbour Post", "2031-05-08", told.format(52, "prosecutor")),
        ("Island Wire", "2031-05-09", told.format(55, "governor")),
    )
    for found in findings_on(
        Asked("by whom", reports, ((0, "52"), (1, "55"))), tmp_path, QuestionKind.FIGURE
    ):
        assert "so far" not in found.question


def test_each_side_counts_the_breaches_of_the_other(tmp_path: Path) -> None:
    """Two numbers of breaches that two sides tell of each other are no count that goes on."""
    reports = (
        (
            "Harbour Post",
            "2031-05-08",
            "Kenya said the Chadian army had violated the truce 893 times since 18 April.",
        ),
        (
            "Island Wire",
            "2031-05-11",
            "Chad said the Kenyan army had violated the truce 4,391 times since 18 April.",
        ),
    )
    asked = Asked("each other's", reports, ((0, "893 times"), (1, "4,391 times")))
    assert not findings_on(asked, tmp_path, QuestionKind.FIGURE)


def test_what_may_be_of_all_rounds_is_not_another_category(tmp_path: Path) -> None:
    """A count that names no day may hold all rounds: that it counts others is not why it is greater."""
    reports = (
        (
            "Harbour Post",
            "2031-05-05",
            "The Orrin Front handed over the bodies of four captives on 4 May, the harbour office said.",
        ),
        (
            "Island Wire",
            "2031-05-06",
            "The Orrin Front has returned 33 captives, including eight bodies, the pilots' guild said.",
        ),
    )
    asked = Asked("rounds", reports, ((0, "four"), (1, "eight")))
    for found in findings_on(asked, tmp_path, QuestionKind.FIGURE):
        assert found.reason is not Reason.CATEGORY, found.question


def test_each_side_that_tells_of_soldiers_killed_tells_of_its_own(tmp_path: Path) -> None:
    """Two losses are two questions, though no report says whose the soldiers were; whom a side killed are not its
    own."""
    own = (
        (
            "Reef Post",
            "2031-09-15",
            "Kenya reported that 105 servicemen had been killed in the clashes at sea.",
        ),
        (
            "Lagoon Wire",
            "2031-09-15",
            "Chad reported that 71 servicemen had been killed in the clashes at sea.",
        ),
    )
    asked = Asked("each its own", own, ((0, "105"), (1, "71")))
    for found in findings_on(asked, tmp_path, QuestionKind.FIGURE):
        assert found.reason is not None and found.reason.value in EXPLAINED, found.question
    for n, told in enumerate(("it had killed 71 servicemen", "in reply 71 servicemen had been killed")):
        (home := tmp_path / str(n)).mkdir()
        theirs = (own[0], (*own[1][:2], f"Chad said that {told} in the clashes at sea."))
        asked = Asked("one loss by both", theirs, ((0, "105"), (1, "71")))
        assert findings_on(asked, home, QuestionKind.FIGURE), told


def test_some_of_those_named_are_not_held_against_all_of_them(tmp_path: Path) -> None:
    """ "Of the prisoners, 456 ..." is a part, though no report tells the whole beside it."""
    reports = (
        (
            "Harbour Post",
            "2031-05-05",
            "Of the prisoners, 456 were released to the coast on 4 May, 37 to Sall and five to the hills.",
        ),
        ("Island Wire", "2031-05-05", "With the 46, the islands released 642 prisoners on 4 May."),
    )
    asked = Asked("a part and all", reports, ((0, "456"), (1, "642")))
    for found in findings_on(asked, tmp_path, QuestionKind.FIGURE):
        assert found.reason is not Reason.UNEXPLAINED, found.question


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trucks left at dawn, two aid workers told Medra Wire.", "two"),
        ("“We are one country,” the admiral said.", "one"),
    ],
)
def test_who_speaks_and_what_is_but_one_is_not_counted(text: str, words: str, tmp_path: Path) -> None:
    """A number in words that tells how many speak, or that a thing is one, asks nothing."""
    assert not findings_on(
        Asked(words, (("Medra Wire", "2027-03-03", text),), ((0, words),)), tmp_path, QuestionKind.FIGURE
    )


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        (
            "Of 1,400 detainees freed on 3 March, 500 have not been paid, the Red Crescent said.",
            "1,400",
            "done",
        ),
        (
            "Of 1,400 detainees freed on 3 March, 500 have not been paid, the Red Crescent said.",
            "500",
            "done",
        ),
        ("The junta has not freed 240 detainees, the Red Crescent said.", "240", "denied"),
    ],
)
def test_who_has_not_is_counted_and_not_denied(text: str, words: str, mode: str, tmp_path: Path) -> None:
    """What is said not to be so of some takes nothing from how many they are."""
    asked = Asked(words, (("Medra Wire", "2027-03-03", text),), ((0, words),))
    found = [
        v for f in findings_on(asked, tmp_path, QuestionKind.FIGURE) for v in f.values if words in v.text
    ]
    assert {v.mode for v in found} == {mode}


@pytest.mark.parametrize("told", ["no months", "minus four kilometres", "0 years"])
def test_a_measure_of_nothing_or_less_is_weighed_like_any_other(told: str, tmp_path: Path) -> None:
    """A figure of nought, or below it, spoils nothing: what else was reported still stands."""
    told = f"The gap on the Orrin road has grown by {told}, the pilots' guild said on 4 May."
    reports = (
        (
            "Harbour Post",
            "2031-05-05",
            f"{told} A blast in Orrin on 4 May killed 33 sailors, the guild said.",
        ),
        (
            "Island Wire",
            "2031-05-06",
            f"{told} The blast in Orrin on 4 May killed 35 sailors, the harbour office said.",
        ),
    )
    assert findings_on(Asked("nought", reports, ((0, "33"), (1, "35"))), tmp_path, QuestionKind.FIGURE)
