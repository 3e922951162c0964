"""What a passage takes for known is found in what it cites."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.made import claim, given, report

from truceline.brief.antecedents import antecedents, points_back
from truceline.brief.material import Material
from truceline.model.reading import Claim, Manner, Reading


def _of(text: str, content: str, **more: object) -> tuple[Claim, Material]:
    one = claim("x", "r", text, content, manner=Manner.OWN, **more)  # type: ignore[arg-type]
    made = Material(
        replace(
            given(accord=None, standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(one,)),),
        )
    )
    return one, made


@pytest.mark.parametrize(
    ("text", "words", "above"),
    [
        (
            "A salt barge left Orsk on Monday. The river was high. The barge sank at noon.",
            "The barge sank at noon.",
            "A salt barge left Orsk on Monday.",
        ),
        (
            "Talks on the mill began in Vellin. Snow fell. Few in Orsk expect much of those talks.",
            "Few in Orsk expect much of those talks.",
            "Talks on the mill began in Vellin.",
        ),
        (
            "Brunmark shelled the port. Snow fell. Averland retaliated with mortars.",
            "Averland retaliated with mortars.",
            "Snow fell.",
        ),
        (
            "Mara Venn spoke in Orsk. She named no day.",
            "She named no day.",
            "Mara Venn spoke in Orsk.",
        ),
    ],
)
def test_the_line_that_brings_a_thing_in_is_cited(text: str, words: str, above: str) -> None:
    """The nearest one that has the noun without "the"; for a word that goes on from before, the line before."""
    one, made = _of(text, words)
    assert above in [s.quote for s in antecedents(one, one.start, one.end, made)]


def test_what_explains_itself_cites_nothing_more() -> None:
    """No line above is wanted where every noun is explained."""
    one, made = _of(
        "A barge left Orsk. Averland opened the port of Sall.", "Averland opened the port of Sall."
    )
    assert antecedents(one, one.start, one.end, made) == ()


def test_that_before_a_clause_points_to_nothing() -> None:
    """Only "this", "these", "those", and "that" behind a preposition, point."""
    text = "Rain fell. Brunmark said that Averland had agreed that talks begin."
    one, made = _of(text, "Brunmark said that Averland had agreed that talks begin.")
    assert antecedents(one, one.start, one.end, made) == ()


@pytest.mark.parametrize(
    ("words", "back"),
    [("They crossed at dawn.", True), ("Orsk crossed at dawn.", False), ("“It was ours,” Venn said.", True)],
)
def test_a_word_for_something_told_before_is_known(words: str, back: bool) -> None:
    """At the head of a sentence, or of a quotation in it."""
    assert points_back(words) is back
