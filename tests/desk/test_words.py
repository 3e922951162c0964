"""How the desk writes its own words: days, numbers, and what is told behind a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.desk.answers import stands_otherwise, together
from truceline.desk.words import FILTERS, MANNERS, only, told, word
from truceline.model.reading import Manner


@pytest.mark.parametrize(
    ("ours", "shown"),
    [
        (
            "due on 2031-02-03, first reported on 2031-02-04",
            "due on 3 February 2031, first reported on 4 February 2031",
        ),
        ("at least 1731 told of several", "at least 1,731 told of several"),
        ("at least 2000 reported in 2031", "at least 2,000 reported in 2031"),
        ("since 2031", "since 2031"),
        ("12000 by then; 1,200 before", "12,000 by then; 1,200 before"),
        ("clause A-2031-02-03x", "clause A-2031-02-03x"),
    ],
)
def test_our_own_sentences_name_days_and_set_thousands_apart(ours: str, shown: str) -> None:
    """A year stays a year, and an id an id."""
    assert told(ours) == shown


@given(st.text(max_size=80))
def test_our_words_are_as_harmless_as_any(words: str) -> None:
    """Writing days in words never brings back what was taken out."""
    assert told(words).isprintable() or set(told(words)) & set("\n\t")


def test_only_what_differs_is_told_behind_a_word() -> None:
    """What stands behind both words is left out."""
    now, then = "in effect (7 held back; at least 90 reported)", "in effect (7 held back)"
    assert (word(now), only(now, then), only(then, now)) == ("in effect", "at least 90 reported", "")


def test_every_manner_has_words() -> None:
    """One name for one thing, on every page."""
    assert set(MANNERS) == {m.value for m in Manner}
    assert len(set(MANNERS.values())) == len(MANNERS) and "manner" in FILTERS


def move(
    clause: str, before: str, after: str, grade: str = "no report", claims: tuple[str, ...] = ()
) -> dict[str, object]:
    return {
        "clause": clause,
        "title": f"Clause {clause}",
        "before": before,
        "after": after,
        "grade_before": "no report",
        "grade_after": grade,
        "on": [{"claim": c} for c in claims],
    }


def test_a_clause_moved_where_its_word_or_its_evidence_changed() -> None:
    """A greater count behind the same word is told apart from a move."""
    assert stands_otherwise(move("A", "not due", "due"))
    assert stands_otherwise(move("A", "due", "due", grade="single origin"))
    assert not stands_otherwise(
        move("A", "in effect (at least 3 reported)", "in effect (at least 5 reported)")
    )


def test_clauses_that_moved_alike_are_told_once() -> None:
    """On the same words, or by the calendar alone; on other words they stand apart."""
    moves = [
        move("A", "due", "ended"),
        move("B", "due", "ended"),
        move("C", "due", "ended", claims=("c1",)),
        move("D", "due", "overdue", claims=("c1",)),
        move("E", "due", "overdue", claims=("c1",)),
    ]
    assert [[id for id, _ in m["clauses"]] for m in together(moves)] == [["A", "B"], ["C"], ["D", "E"]]
