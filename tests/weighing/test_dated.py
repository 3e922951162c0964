"""Days that reports of invented conflicts tell of one thing, and days that only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

ONE = (
    Asked(
        "an event by its date",
        (
            (
                "Harbour Post",
                "2031-05-20",
                "The May 2 Corvo Bay attack set off a week of shelling, the guild said.",
            ),
            (
                "Island Wire",
                "2031-05-21",
                "The islands have been tense after a deadly 2 May attack on a ferry.",
            ),
        ),
        ((0, "May 2"), (1, "2 May")),
        ("corroborated",),
    ),
    Asked(
        "what has held since a day, and took effect on it",
        (
            (
                "Medra Wire",
                "2027-10-02",
                "Premier Osk said that the armistice in place since 29 August would go on.",
            ),
            (
                "Strait Monitor",
                "2027-10-06",
                "The armistice, which took effect on August 29, is to be renewed.",
            ),
        ),
        ((0, "29 August"), (1, "August 29")),
        ("corroborated", "compatible"),
    ),
    Asked(
        "a day and the month that holds it",
        (
            (
                "Valley Herald",
                "2029-11-03",
                "The accord was signed in September after four years of talks in Tarn.",
            ),
            (
                "Upland Radio",
                "2029-11-06",
                "Both sides signed the accord in Tarn on September 26 to end the feud.",
            ),
        ),
        ((0, "September"), (1, "September 26")),
        ("compatible", "window"),
    ),
    Asked(
        "a year and a part of it",
        (
            (
                "Reed Times",
                "2018-04-03",
                "The delta plunged into violence in late 2014 after the governor fell.",
            ),
            ("Sand Courier", "2018-04-04", "The violence erupted in 2014, and has emptied the delta since."),
        ),
        ((0, "late 2014"), (1, "2014")),
        ("compatible", "corroborated"),
    ),
    Asked(
        "what falls due on a day",
        (
            (
                "Harbour Post",
                "2031-05-20",
                "A new statute for the islands is to be in force by 31 March 2032.",
            ),
            (
                "Island Wire",
                "2031-05-21",
                "The islands get a statute of their own, to be passed by March 31, 2032.",
            ),
        ),
        ((0, "31 March 2032"), (1, "March 31, 2032")),
        ("corroborated",),
    ),
)
OTHERS = (
    Asked(
        "a beginning and an end",
        (
            ("Medra Wire", "2027-10-20", "The talks on the strait began on 9 October in Orsa."),
            ("Strait Monitor", "2027-10-21", "A first round of talks on the ports ended on 9 October."),
        ),
        ((0, "9 October"), (1, "9 October")),
    ),
    Asked(
        "two days",
        (
            ("Valley Herald", "2029-11-20", "The attack on the dam of 2 November left the uplands dark."),
            ("Upland Radio", "2029-11-21", "The attack on the dam of 12 November left the uplands dark."),
        ),
        ((0, "2 November"), (1, "12 November")),
    ),
    Asked(
        "one month, and nothing else in common",
        (
            ("Reed Times", "2018-09-03", "The governor opened a bridge in May."),
            ("Sand Courier", "2018-09-04", "Fishermen lost their boats to a storm in May."),
        ),
        ((0, "May"), (1, "May")),
    ),
    Asked(
        "the day on which it is told",
        (
            ("Reed Times", "2018-09-03", "Gunmen attacked a bridge on Monday."),
            ("Sand Courier", "2018-09-03", "Fishermen attacked a customs post on Monday."),
        ),
        ((0, "Monday"), (1, "Monday")),
    ),
)


@pytest.mark.parametrize("asked", ONE, ids=lambda a: a.name)
def test_a_day_told_of_one_thing_is_one_question(asked: Asked, tmp_path: Path) -> None:
    """Whatever the thing is called, its day is asked for once several reports tell it."""
    found = findings_on(asked, tmp_path, QuestionKind.DATE)
    assert found, "the days do not stand together"
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand), said


@pytest.mark.parametrize("asked", OTHERS, ids=lambda a: a.name)
def test_days_of_other_things_do_not_stand_together(asked: Asked, tmp_path: Path) -> None:
    """A date in common makes no question: a beginning is no end, and much happens on the day of a report."""
    assert not findings_on(asked, tmp_path, QuestionKind.DATE)


def test_a_question_asks_where_its_answer_stood_and_leaves_out_who_said_it(tmp_path: Path) -> None:
    case = Asked(
        "figures of one thing that no list names, and a day",
        (
            (
                "Harbour Post",
                "2031-05-20",
                "The guild said that 40 lanterns and 53 sextants had crossed the Corvo strait on May 2.",
            ),
            (
                "Island Wire",
                "2031-05-21",
                "The pilots' office said that 39 sextants had crossed the Corvo strait on 2 May.",
            ),
        ),
        (),
        (),
    )
    figures = [f.question for f in findings_on(case, tmp_path, QuestionKind.FIGURE)]
    assert "number of sextants on 2031-05-02: “40 lanterns and [how many] sextants had crossed …" in {
        q[: q.find("crossed") + len("crossed")] + " …" for q in figures
    }, figures
    days = [f.question for f in findings_on(case, tmp_path, QuestionKind.DATE)]
    assert any(q.endswith("sextants had crossed the Corvo strait on [when]") for q in days), days
