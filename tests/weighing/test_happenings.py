"""Events told by several, set side by side; events that only look alike, kept apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.weighing.asked import Asked
from tests.weighing.happenings import HAPPENINGS

from truceline import read
from truceline.model.weighing import Finding, QuestionKind
from truceline.weighing import weigh

EVENTS = (QuestionKind.DATE, QuestionKind.OCCURRENCE)


def findings_on(asked: Asked, home: Path) -> list[Finding]:
    """The findings on dates and occurrences in which all the words asked for stand."""
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
        if f.kind in EVENTS
        and all(
            any(
                e.span.report == report and e.span.start < end and start < e.span.end
                for v in f.values
                for e in v.evidence
            )
            for report, start, end in places
        )
    ]


@pytest.mark.parametrize("asked", [a for a in HAPPENINGS if a.stand], ids=lambda a: a.name)
def test_one_event_is_one_question(asked: Asked, tmp_path: Path) -> None:
    """Whoever tells it, in whatever words, planned, done or denied: one question, with the right verdict."""
    found = findings_on(asked, tmp_path)
    assert found, "the accounts do not stand together"
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand), said


@pytest.mark.parametrize("asked", [a for a in HAPPENINGS if not a.stand], ids=lambda a: a.name)
def test_events_that_look_alike_are_kept_apart(asked: Asked, tmp_path: Path) -> None:
    """Another day, another place, other sides: another event."""
    assert not [f.question for f in findings_on(asked, tmp_path)]
