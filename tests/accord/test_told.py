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
            "from the start, to begin by day 2, complete by day 16",
        ),
        (
            Deadline(D.EVENT, due=moment("with event the other forces leave")),
            "at the same time as the other forces leave",
        ),
        (Deadline(D.EVENT, due=moment("with clause B2")), "at the same time as clause B2 is fulfilled"),
        (
            Deadline(D.EVENT, due=moment("24 hours after event a breach is told")),
            "24 hours after a breach is told",
        ),
        (
            Deadline(D.BY, due=moment("day 9"), condition="if point 2 is fulfilled", condition_clause="B2"),
            "by day 9, if point 2 is fulfilled",
        ),
        (
            Deadline(D.BY, due=moment("day 9"), condition="talks go on", condition_clause="B2"),
            "by day 9, if talks go on",
        ),
        (
            Deadline(D.DURING, opens=moment("2031-05-04T08:30+02:00")),
            "throughout, from 2031-05-04 08:30+02:00",
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
        (
            Quantity(Q.EXACT, 3, unit="service", counts=("army", "police", "customs")),
            "3 services; counting army, police and customs",
        ),
        (
            Quantity(Q.AT_LEAST, 10, unit="hour", period="day", exceptions=(("feast days", 12),), tests=("per_period",)),
            "at least 10 hours each day; feast days: 12 hours; judged for each period by itself",
        ),
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


def test_nothing_that_decides_a_clause_is_kept_from_its_reader(
    valid: str, written: Callable[..., Path]
) -> None:
    """What a clause waits for is told by its title, its paper by its status, days of events by their date, and a
    reading of fact by what it accepts: no inner word of the format stands there."""
    text = (
        valid.replace("documents:\n", "anchors:\n  the boats return: 2031-05-09\ndocuments:\n")
        .replace(
            "    depends_on: [B1]\n",
            "    depends_on: [B1]\n    document: text\n    survives_suspension: true\n",
        )
        .replace(
            "    readings:\n",
            "    readings:\n      - {id: never, words: they never left, holders: [marsh], day_count: day0, "
            "sets_aside: [performed, not_performed], deed_on: 2031-05-09}\n",
        )
        .replace("start: 2031-05-04\n", "start: 2031-05-04\nended: 2031-07-01\n", 1)
    )
    shown = re.sub(r"\s+", " ", accord.show(accord.load(written(text))))
    assert "waits for: B1 (Leave the north bridge)" in shown
    assert "; in: the text [signed]" in shown and "the text [signed by Uplands, Marsh League]" in shown
    assert "holds on: even while the agreement is suspended" in shown
    assert "DAYS OF EVENTS - the boats return: 2031-05-09" in shown
    assert "in force from 2031-05-04; ended 2031-07-01" in shown
    assert "days are counted by day0; the day of the deed is then 2031-05-09" in shown
    assert "reports that it was done or not done do not count" in shown and "not_performed" not in shown


@pytest.mark.parametrize("name", accord.installed())
def test_no_shipped_accord_is_told_in_words_of_the_machine(name: str) -> None:
    """Neither field names nor doubled joining words, and each clause that is waited for has its title."""
    shown = re.sub(r"\s+", " ", accord.show(accord.load(accord.find(name))))
    shown = shown.split(" SOURCES ")[0]
    assert not re.search(r"\bif if\b|\bon with\b|\bon \d+ (hours|days) after\b|\b1 clauses\b", shown)
    assert not re.search(r"\b[a-z]+_(performed|alleged|met|period|clause)\b", shown)
    assert not re.search(r"waits for: [\w-]+ [^(]", shown)
