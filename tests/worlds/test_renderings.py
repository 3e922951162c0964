"""One statement by two translators is one origin; two that look alike are two: measured on invented pairs."""

from __future__ import annotations

from tests.weighing.build import Built, Said
from tests.worlds.renderings import ONE_STATEMENT, TWO_STATEMENTS

from truceline.model.reading import Manner
from truceline.weighing import trace_lineages


def joined(one: str, other: str) -> bool:
    """Whether two quotations of one speaker on one day are told to be one statement."""
    built = Built()
    for outlet, words in (("Lowland Post", one), ("Highland Star", other)):
        said = Said(
            words, "Harbour Authority", "velia", "harbour-authority", "2031-05-02", manner=Manner.DIRECT
        )
        built.add(outlet, "2031-05-02", said)
    return len(trace_lineages(built.reports, built.readings, None)) == 1


def test_most_renderings_of_one_statement_are_joined() -> None:
    assert sum(joined(*pair) for pair in ONE_STATEMENT) >= 21


def test_most_statements_that_look_alike_stay_apart() -> None:
    assert sum(not joined(*pair) for pair in TWO_STATEMENTS) >= 18
