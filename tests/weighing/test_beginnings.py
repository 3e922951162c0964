"""When a truce began: planned and done, from a day on, by its midnight; and what is of another truce."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

ONE = (
    Asked(
        "due on a day, and told as done on it",
        (
            ("River Wire", "2031-04-09", "The ceasefire is due to begin on April 11, the mediators said."),
            ("Sahel Daily", "2031-04-12", "The ceasefire began on April 11 and was kept, a nurse said."),
        ),
        ((0, "April 11"), (1, "April 11")),
    ),
    Asked(
        "a truce from a day on, without a verb of beginning",
        (
            (
                "River Wire",
                "2031-04-10",
                "The two armies announced a truce from April 11 for the harvest, monks said.",
            ),
            ("Sahel Daily", "2031-04-12", "The ceasefire took effect on April 11, a nurse said."),
        ),
        ((0, "April 11"), (1, "April 11")),
    ),
    Asked(
        "by the night and by the day that follows it",
        (
            ("River Wire", "2031-04-14", "The truce took effect at midnight on April 11, monks said."),
            (
                "Sahel Daily",
                "2031-04-14",
                "The cessation of hostilities came into effect on April 12, a nurse said.",
            ),
        ),
        ((0, "midnight on April 11"), (1, "April 12")),
    ),
)
ASIDE = (
    Asked(
        "two truces",
        (
            ("River Wire", "2031-04-04", "The truce took effect on April 2, monks said."),
            ("Sahel Daily", "2031-04-14", "The truce took effect on April 12, a nurse said."),
        ),
        ((0, "April 2"), (1, "April 12")),
    ),
    Asked(
        "an hour of a day that nobody tells",
        (
            ("River Wire", "2031-04-12", "The truce took effect on April 11, monks said."),
            ("Sahel Daily", "2031-04-12", "The truce took effect at 20:00, a nurse said."),
        ),
        ((0, "April 11"), (1, "20:00")),
    ),
)


@pytest.mark.parametrize("asked", ONE, ids=lambda a: a.name)
def test_a_truce_begins_on_one_day_however_it_is_told(asked: Asked, tmp_path: Path) -> None:
    found = [f for f in findings_on(asked, tmp_path, QuestionKind.DATE) if "truce" in f.question]
    assert [f.verdict.value for f in found] == ["corroborated"]


@pytest.mark.parametrize("asked", ASIDE, ids=lambda a: a.name)
def test_the_days_of_two_truces_are_no_question(asked: Asked, tmp_path: Path) -> None:
    assert not findings_on(asked, tmp_path, QuestionKind.DATE)
