"""Near-copies and stories: found in whatever order they come, furniture left out."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.build import Built, Said

from truceline.weighing import NearCopies, stories
from truceline.weighing.runs import runs_of

LETTERS = "abcdefghiklmnoprstu"


def prose(rng: random.Random, count: int) -> list[str]:
    """So many made-up words."""
    return ["".join(rng.choices(LETTERS, k=rng.randint(3, 9))) for _ in range(count)]


def edited(rng: random.Random, words: list[str], rate: float) -> list[str]:
    """The same with some words changed."""
    return [prose(rng, 1)[0] if rng.random() < rate else w for w in words]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_runs_of_a_text_are_its_own_in_whatever_company(texts: list[str]) -> None:
    """Worked out together or one by one, the numbers are the same."""
    numbers, owners = runs_of(texts)
    for n, text in enumerate(texts):
        alone, _ = runs_of([text])
        assert np.array_equal(numbers[owners == n], alone)


def test_case_marks_and_scripts_do_not_matter() -> None:
    """Words are letters and digits of any script; quotation marks and case tell nothing."""
    one, _ = runs_of(["The “old” quay, at Órm: was closed"])
    other, _ = runs_of(["the old quay at órm was closed"])
    assert np.array_equal(one, other) and len(one) == 4
    arabic, _ = runs_of(["بدأت المحادثات في المدينة اليوم"])
    assert len(arabic) == 2


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), batch=st.integers(1, 40))
def test_pairs_do_not_depend_on_how_many_come_at_once(seed: int, batch: int) -> None:
    """Pages added by ones, by twos or all at once make the same pairs."""
    rng = random.Random(seed)
    pages = [prose(rng, 60) for _ in range(12)]
    pages += [edited(rng, p, 0.08) for p in pages[:8]]
    texts = [" ".join(p) for p in pages]
    whole = NearCopies()
    at_once = whole.add(texts)
    index, by_few = NearCopies(), []
    for n in range(0, len(texts), batch):
        by_few += index.add(texts[n : n + batch])
    assert sorted(by_few, key=str) == sorted(at_once, key=str)
    assert {(n, 12 + n) for n in range(8)} <= {(p.one, p.other) for p in at_once}


def test_a_passage_within_a_longer_page_is_found() -> None:
    """What counts is the share of the shorter text."""
    rng = random.Random(3)
    passage = prose(rng, 80)
    pages = [" ".join(passage), " ".join([*prose(rng, 200), *passage, *prose(rng, 200)])]
    (pair,) = NearCopies().add(pages)
    assert (pair.one, pair.other, pair.share) == (0, 1, 1.0)


def page(built: Built, outlet: str, day: str, words: list[str]) -> None:
    built.add(outlet, day, Said(" ".join(words)))


def test_a_story_is_followed_across_outlets_and_days() -> None:
    """Copies of copies days later are of one story; a page of its own is of none."""
    rng = random.Random(5)
    built, text = Built(), prose(rng, 120)
    for n, outlet in enumerate(("Post", "Star", "Echo")):
        page(built, outlet, f"2031-05-0{2 * n + 1}", text)
        text = edited(rng, text, 0.06)
    page(built, "Mail", "2031-05-02", prose(rng, 120))
    (story,) = stories(built.reports)
    assert story.outlets == ("Echo", "Post", "Star")
    assert story == stories(built.reports[::-1])[0]


def test_furniture_makes_no_story() -> None:
    """What all pages of one outlet end with is no text that they took from one another."""
    rng = random.Random(7)
    built, notice = Built(), prose(rng, 60)
    for n in range(9):
        page(built, "Post", f"2031-05-0{n + 1}", [*prose(rng, 50), *notice])
    assert stories(built.reports) == []


def test_a_thousand_near_copies_are_one_story_and_a_flag() -> None:
    """Each with small edits of its own."""
    rng = random.Random(9)
    built, text = Built(), prose(rng, 100)
    for n in range(1000):
        page(built, f"New outlet {n}", "2031-05-02", edited(rng, text, 0.02))
    (story,) = stories(built.reports)
    assert len(story.reports) == 1000 and story.flood
