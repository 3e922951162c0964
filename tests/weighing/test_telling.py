"""A finding explained in plain words says of each answer how it was meant, and no more."""

from __future__ import annotations

import pytest

from truceline.model.span import Span
from truceline.model.weighing import Evidence, Finding, QuestionKind, Value, Verdict, Weighing
from truceline.weighing import explain

WORDS = "ready to talk about the second round"
SPAN = Span(report="r1", start=0, end=len(WORDS), quote=WORDS)


def told(kind: QuestionKind, mode: str, polarity: bool | None) -> str:
    value = Value(
        WORDS, ("The Delta League",), ("o1",), (Evidence(SPAN, "c1", None),), polarity=polarity, mode=mode
    )
    finding = Finding("f1", "start of the talks", kind, Verdict.SINGLE, (value,), why="One origin.")
    return next(x for x in explain(finding, Weighing((), (finding,)), ()).splitlines() if x.startswith("- "))


@pytest.mark.parametrize(
    ("kind", "mode", "polarity", "mark"),
    [
        (QuestionKind.OCCURRENCE, "done", True, ""),
        (QuestionKind.OCCURRENCE, "denied", False, " [says that it is not so]"),
        (QuestionKind.OCCURRENCE, "planned", False, " [still ahead]"),
        (QuestionKind.POSITION, "planned", False, " [says that it will not be]"),
        (QuestionKind.POSITION, "planned", True, ""),
        (QuestionKind.FIGURE, "planned", None, " [planned]"),
        (QuestionKind.FIGURE, "done", None, ""),
    ],
)
def test_words_of_what_is_ahead_are_no_denial(
    kind: QuestionKind, mode: str, polarity: bool | None, mark: str
) -> None:
    """A side that speaks of a thing as still to come is not made to deny it."""
    assert told(kind, mode, polarity) == f"- {WORDS}{mark}"
