"""What is done to persons and forbidden: the general rules for abduction, extortion and recruitment."""

from __future__ import annotations

import pytest
from tests.accord.invented import accord_of, heard

from truceline.model.accord import Accord, SignalKind

CLAUSES = """\
  - {id: A, title: No abduction of persons, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: E, title: No forced donations or extortion, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: R, title: No new recruitment of soldiers or fighters, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
"""
BREACH = {SignalKind.BREACH_ALLEGED}
ANY = {SignalKind.BREACH_ALLEGED, SignalKind.INCIDENT, SignalKind.SPOKEN_OF}


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    return accord_of(tmp_path_factory.mktemp("persons-2031"), CLAUSES)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("Vesk kidnapped a teacher and two drivers at the mill.", "A"),
        ("Men of Vesk forced traders to give: shopkeepers were made to pay by Vesk.", "E"),
        ("Vesk has enlisted four hundred youths since the truce.", "R"),
    ],
)
def test_a_forbidden_deed_to_persons_is_heard_of_its_clause(accord: Accord, words: str, clause: str) -> None:
    """With who did it: whether it is a breach is for who says so."""
    assert heard(accord, words, BREACH) == {clause}


@pytest.mark.parametrize(
    "words",
    [
        "Vesk paid its teachers.",
        "Vesk hired two hundred nurses.",
        "Two drivers were rescued from the river at Vesk.",
    ],
)
def test_another_deed_is_heard_of_none(accord: Accord, words: str) -> None:
    assert heard(accord, words, ANY) == set()
