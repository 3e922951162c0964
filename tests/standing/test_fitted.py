"""Which of the rules that hear a sentence stand back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.standing.made import clause

from truceline.accord.watch import language
from truceline.model.accord import Deadline, DeadlineKind, Pattern, Quantity, QuantityKind, SignalKind, Watch
from truceline.model.match import fold
from truceline.model.reading import Figure
from truceline.model.span import Span
from truceline.standing.fitted import foremost, part_alone
from truceline.standing.rules import Piece

K = SignalKind
SPOKEN = Watch("spoken-of/calm", "calm", K.SPOKEN_OF, spare=True)
DONE = Watch("ford-left", "ford", K.PERFORMED)
OWED = Watch("ford-owed", "ford", K.DUTY_STATED)


def test_a_clause_is_not_spoken_of_where_the_sentence_tells_of_another_deed() -> None:
    """A deed is what the sentence is about."""
    assert foremost((DONE, SPOKEN)) == (DONE,)


def test_what_tells_of_no_deed_stands_before_no_other_rule() -> None:
    """Retold terms and what is spoken of stand side by side."""
    assert foremost((OWED, SPOKEN)) == (OWED, SPOKEN)
    assert foremost((SPOKEN,)) == (SPOKEN,)


LEFT = Watch(
    "ford-left",
    "ford",
    K.PERFORMED,
    patterns=(Pattern((("left",), ("soldiers",))),),
    whole=("the last",),
    not_whole=("the last week",),
)
OWED_WHOLE = clause("ford", ("upland",), Deadline(DeadlineKind.BY))
OWED_AMOUNT = clause(
    "ford",
    ("upland",),
    Deadline(DeadlineKind.BY),
    quantity=Quantity(QuantityKind.EXACT, value=80, unit="person"),
)


def counted(words: str, what: str, many: str = "80") -> Figure:
    def at(w: str) -> Span:
        start = words.index(w)
        return Span("r", start, start + len(w), w)

    return Figure(at(many), 80, 80, 80, counted=what, counted_span=at(what))


@pytest.mark.parametrize(
    ("words", "what", "part"),
    [
        ("80 soldiers left the ford.", "soldiers", True),
        ("80 soldiers left the ford in the last week.", "soldiers", True),
        ("The last 80 soldiers left the ford.", "soldiers", False),
        ("The soldiers left the ford after 80 days.", "days", False),
    ],
)
def test_a_count_of_those_who_left_does_not_say_that_all_have(words: str, what: str, part: bool) -> None:
    piece = Piece(Span("r", 0, len(words), words), fold(words), {}, False)
    figures = [counted(words, what)]
    assert part_alone(OWED_WHOLE, piece, LEFT, figures) is part
    assert not part_alone(OWED_AMOUNT, piece, LEFT, figures)


ALL_OF_THEM = clause("ford", ("upland",), Deadline(DeadlineKind.BY), quantity=Quantity(QuantityKind.ALL))


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("some soldiers left the ford", True),
        ("fewer than half of the soldiers left the ford", True),
        ("all but 24 soldiers left the ford", True),
        ("soldiers left the ford, and 24 remain", True),
        ("the soldiers left the ford", False),
    ],
)
def test_some_are_not_all(words: str, part: bool) -> None:
    """Where the text says all, a part keeps nothing."""
    watch = replace(LEFT, not_whole=language().words["not_whole"])
    piece = Piece(Span("r", 0, len(words), words), fold(words), {}, False)
    assert part_alone(ALL_OF_THEM, piece, watch, ()) is part


@pytest.mark.parametrize(
    ("words", "part"), [("10 of 40 soldiers left the ford", True), ("40 soldiers left the 10 fords", False)]
)
def test_so_many_of_so_many_are_not_all(words: str, part: bool) -> None:
    """ "10 of 40" tells of a part as plainly as "some"."""
    piece = Piece(Span("r", 0, len(words), words), fold(words), {}, False)

    def amount(number: str) -> Figure:
        at = words.index(number)
        return Figure(Span("r", at, at + 2, number), int(number), int(number), int(number))

    assert part_alone(ALL_OF_THEM, piece, LEFT, [amount("10"), amount("40")]) is part
