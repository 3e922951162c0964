"""Terms in the words of a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from truceline import accord
from truceline.accord.phrase import moment
from truceline.accord.told import amount, deadline
from truceline.model.accord import Deadline, DeadlineKind, Quantity, QuantityKind

D, Q = DeadlineKind, QuantityKind


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Deadline(D.BY, due=moment("day 16")), "by day 16"),
        (Deadline(D.BY, due=moment("day 16"), begins=True), "to begin by day 16"),
        (
            Deadline(D.WINDOW, opens=moment("start"), begin_by=moment("day 2"), due=moment("day 16")),
            "to begin by day 2, from the start, complete by day 16",
        ),
        (
            Deadline(D.DURING, opens=moment("start"), until=moment("end of phase 1")),
            "throughout, from the start, until the end of phase 1",
        ),
        (Deadline(D.EVENT, due=moment("event: all are out")), "on the day on which all are out"),
        (Deadline(D.BY, due=moment("14 days after event it begins")), "by 14 days after it begins"),
        (Deadline(D.EVENT, due=moment("clause B1")), "on the day on which clause B1 is fulfilled"),
        (
            Deadline(D.BY, due=moment("earliest of 14 days after event it begins; day 16")),
            "by the earliest of 14 days after it begins and day 16",
        ),
        (Deadline(D.NONE, words="as soon as possible"), "no date in the text, as soon as possible"),
        (Deadline(D.RECURRING, every="day", opens=moment("day 1")), "every day, from day 1"),
    ],
)
def test_a_deadline_is_told_in_words(given: Deadline, told: str) -> None:
    """Each shape of deadline reads as a person would say it."""
    assert deadline(given) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Quantity(Q.EXACT, 33, unit="person", counts=("living", "dead")), "33 persons; counting living and dead"),
        (Quantity(Q.AT_MOST, 35000, unit="person", period="month"), "at most 35,000 persons each month"),
        (Quantity(Q.RATIO, 30, unit="person", per=1, per_unit="captive", plus=47), "30 persons for 1 captive; plus 47"),
        (Quantity(Q.LUMP, 110, unit="person", per=9, per_unit="captives"), "110 persons for 9 captives, as a lump"),
        (Quantity(Q.RANGE, 3, 5, unit="year"), "3 to 5 years"),
        (Quantity(Q.RATIO, 15, unit="body", per=1), "15 bodies for 1"),
        (Quantity(Q.AT_LEAST, 60, unit="percent", base="weapons"), "at least 60 percent; of weapons"),
        (Quantity(Q.AT_LEAST, period="day", reference="other-2030-01/A1"), "as fixed by other-2030-01/A1 each day"),
        (Quantity(Q.SCHEDULE, schedule=((1, 3), (7, 4))), "by schedule: day 1: 3, day 7: 4"),
        (Quantity(Q.ALL, unit="person"), "all persons"),
        (Quantity(Q.QUALITATIVE), "no number"),
    ],
)  # fmt: skip
def test_an_amount_is_told_no_more_exactly_than_the_text(given: Quantity, told: str) -> None:
    """Bounds stay bounds, and a target is called one."""
    assert amount(given) == told


def test_a_rival_reading_says_what_it_moves(valid: str, written: Callable[..., Path]) -> None:
    """Whose reading it is, and what follows from it for the date, stand in one line."""
    text = valid.replace(
        "    readings:\n",
        "    readings:\n      - {id: waits, words: it waits, holders: [marsh], effect: contingent}\n",
    )
    shown = re.sub(r"\s+", " ", accord.show(accord.load(written(text))))
    assert "read as: day 9 -- so read by Uplands; then by day 9" in shown
    assert "read as: it waits -- so read by Marsh League; then it is due only on a further agreement" in shown
