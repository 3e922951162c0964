"""Differing figures of conflicts that nobody described, set side by side with why they differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.weighing.asked import ASKED, Asked
from tests.weighing.asked_news import ASKED_NEWS, LEVELS, MEASURED

from truceline import read
from truceline.model.weighing import Finding, QuestionKind
from truceline.weighing import weigh

EXPLAINED = {"category", "window", "cumulative", "planned", "object"}


def findings_on(asked: Asked, home: Path) -> list[Finding]:
    """The findings in which two of the figures asked for stand."""
    for n, (outlet, day, text) in enumerate(asked.reports):
        (home / f"{n}.txt").write_text(text, "utf-8")
        (home / f"{n}.meta.json").write_text(f'{{"outlet": "{outlet}", "published": "{day}"}}', "utf-8")
    pairs = sorted(read([home]), key=lambda p: p[0].path)
    reports = [report for report, _ in pairs]
    weighed = weigh(reports, [reading for _, reading in pairs], None)
    places = []
    for n, words in asked.figures:
        at = re.search(rf"\b{re.escape(words)}\b", reports[n].text)
        assert at is not None, words
        places.append((reports[n].id, at.start(), at.end()))
    return [
        f
        for f in weighed.findings
        if f.kind is QuestionKind.FIGURE
        and all(
            any(
                e.span.report == report and e.span.start < end and start < e.span.end
                for v in f.values
                for e in v.evidence
            )
            for report, start, end in places
        )
    ]


@pytest.mark.parametrize(
    "asked", [a for a in (*ASKED, *ASKED_NEWS, *LEVELS, *MEASURED) if a.stand], ids=lambda a: a.name
)
def test_figures_stand_side_by_side_with_why_they_differ(asked: Asked, tmp_path: Path) -> None:
    """Whatever nouns and verbs the reports take, their figures meet, and what is said of them is right."""
    found = findings_on(asked, tmp_path)
    assert found, "the figures do not stand together"
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand), said


@pytest.mark.parametrize(
    "asked", [a for a in (*ASKED, *ASKED_NEWS, *LEVELS, *MEASURED) if not a.stand], ids=lambda a: a.name
)
def test_figures_of_other_things_never_contradict_each_other(asked: Asked, tmp_path: Path) -> None:
    """Other places and other things are told apart, or are not set side by side at all."""
    for found in findings_on(asked, tmp_path):
        assert found.reason is not None and found.reason.value in EXPLAINED, found.question
