"""Who publishes a page: a body that is known by the outlet's name, or an outlet of news."""

from __future__ import annotations

import pytest
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import LinkKind
from truceline.reading.attribution.publishers import publisher


@pytest.mark.parametrize(
    "outlet",
    [
        "Marsh League",
        "Marsh League (statement, translated)",
        "Coalition of the Fens/Marsh League",
    ],
)
def test_an_outlet_that_bears_the_name_of_a_body_is_that_body(outlet: str) -> None:
    link = publisher(outlet, LOWMARK, "en")
    assert (link.name, link.kind, link.entity, link.party) == (
        outlet,
        LinkKind.OUTLET,
        "marsh-league",
        "marsh-league",
    )


def test_initials_before_a_country_are_the_body_there() -> None:
    assert publisher("UNHCR Kenya", LOWMARK, "en").entity == "unhcr"


@pytest.mark.parametrize(
    "outlet",
    [
        None,
        "The Marsh Courier",
        "Marsh League Watch",
        "Reuters",
        "UNHCR Weekly Gazette",
        "Uplands",
        "The movement",
    ],
)
def test_a_paper_an_agency_a_state_or_a_common_noun_is_no_such_body(outlet: str | None) -> None:
    link = publisher(outlet, LOWMARK, "en")
    assert (link.name, link.entity, link.party) == (outlet or "outlet", None, None)
