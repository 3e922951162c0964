"""Capitals that speak for their governments."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of

from truceline.model.reading import MentionType
from truceline.reading.mentions import find_mentions
from truceline.reading.parser import Parser
from truceline.reading.places.find import find_places


def kinds(text: str, name: str, parser: Parser) -> set[tuple[MentionType, str | None]]:
    """What the mentions at a name are: type and party."""
    page = page_of(text, parser)
    return {
        (m.type, m.party) for m in find_places(page, find_mentions(page, None), None) if m.span.quote == name
    }


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Nairobi said the truce would hold.", "Nairobi", "kenya"),
        ("Riyadh agreed to wait.", "Riyadh", "saudi-arabia"),
        ("Talks between Kabul and Islamabad broke down.", "Kabul", "afghanistan"),
        ("Talks between Kabul and Islamabad broke down.", "Islamabad", "pakistan"),
        ("The army accused Kigali of arming the rebels.", "Kigali", "rwanda"),
        ("The envoy urged Tirana to show restraint.", "Tirana", "albania"),
        ("According to Lisbon, the vessel had strayed.", "Lisbon", "portugal"),
        ("The pact was signed by Addis Ababa and Asmara.", "Asmara", "eritrea"),
        ("Kinshasa's refusal to negotiate angered mediators.", "Kinshasa", "dr-congo"),
        ("Pressure on Khartoum is growing.", "Khartoum", "sudan"),
        ("Nicosia is worried.", "Nicosia", "cyprus"),
        ("Helsinki imposed sanctions on the company.", "Helsinki", "finland"),
        ("The plan was a signal for Yerevan to sign.", "Yerevan", "armenia"),
    ],
)
def test_a_capital_that_acts_or_is_dealt_with_is_its_government(
    text: str, name: str, party: str, parser: Parser
) -> None:
    """It is one mention, of the party, and no place."""
    assert kinds(text, name, parser) == {(MentionType.PARTY, party)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The delegation flew from Doha to Cairo.", "Doha"),
        ("The delegation flew from Doha to Cairo.", "Cairo"),
        ("Officials in Ankara declined to comment.", "Ankara"),
        ("The road between Kabul and Jalalabad was closed.", "Kabul"),
        ("A bus travelling between Damascus and Beirut was hit.", "Beirut"),
        ("The rebels entered Bamako on Friday.", "Bamako"),
        ("Explosions shook Tripoli overnight.", "Tripoli"),
        ("Protesters filled the streets of Warsaw.", "Warsaw"),
        ("Violence in the capital Kabul killed two people.", "Kabul"),
    ],
)
def test_a_capital_where_something_happens_is_a_town(text: str, name: str, parser: Parser) -> None:
    """Ways, places of events and seats of offices."""
    assert {t for t, _ in kinds(text, name, parser)} == {MentionType.PLACE}
