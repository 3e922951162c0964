"""Events told by several, set side by side; events that only look alike, kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on
from tests.weighing.happenings import HAPPENINGS

from truceline.model.weighing import QuestionKind

EVENTS = (QuestionKind.DATE, QuestionKind.OCCURRENCE)


@pytest.mark.parametrize("asked", [a for a in HAPPENINGS if a.stand], ids=lambda a: a.name)
def test_one_event_is_one_question(asked: Asked, tmp_path: Path) -> None:
    """Whoever tells it, in whatever words, planned, done or denied: one question, with the right verdict."""
    found = findings_on(asked, tmp_path, *EVENTS)
    assert found, "the accounts do not stand together"
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand), said


@pytest.mark.parametrize("asked", [a for a in HAPPENINGS if not a.stand], ids=lambda a: a.name)
def test_events_that_look_alike_are_kept_apart(asked: Asked, tmp_path: Path) -> None:
    """Another day, another place, other sides: another event."""
    assert not [f.question for f in findings_on(asked, tmp_path, *EVENTS)]
