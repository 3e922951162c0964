"""Differing figures of conflicts that nobody described, set side by side with why they differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import ASKED, Asked, findings_on
from tests.weighing.asked_news import ASKED_NEWS, LEVELS, MEASURED
from tests.weighing.asked_tolls import TOLLS

from truceline.model.weighing import QuestionKind

EXPLAINED = {"category", "window", "cumulative", "planned", "object"}


@pytest.mark.parametrize(
    "asked", [a for a in (*ASKED, *ASKED_NEWS, *LEVELS, *MEASURED, *TOLLS) if a.stand], ids=lambda a: a.name
)
def test_figures_stand_side_by_side_with_why_they_differ(asked: Asked, tmp_path: Path) -> None:
    """Whatever nouns and verbs the reports take, their figures meet, and what is said of them is right."""
    found = findings_on(asked, tmp_path, QuestionKind.FIGURE)
    assert found, "the figures do not stand together"
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand), said


@pytest.mark.parametrize(
    "asked",
    [a for a in (*ASKED, *ASKED_NEWS, *LEVELS, *MEASURED, *TOLLS) if not a.stand],
    ids=lambda a: a.name,
)
def test_figures_of_other_things_never_contradict_each_other(asked: Asked, tmp_path: Path) -> None:
    """Other places and other things are told apart, or are not set side by side at all."""
    for found in findings_on(asked, tmp_path, QuestionKind.FIGURE):
        assert found.reason is not None and found.reason.value in EXPLAINED, found.question
