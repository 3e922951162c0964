"""States and movements on no list: a page introduces them, and those who speak for them follow."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, MentionType
from truceline.model.vocabulary import AliasKind
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report
from truceline.reading.segment import make_page
from truceline.reading.strangers import with_strangers


def introduced(text: str, parser: Parser) -> dict[str, set[str]]:
    """The forms of each state and side that a text introduces, by id."""
    named = with_strangers(make_page(report_of(text), parser), None)
    return {e.id: {a.text for a in e.aliases} for e in named.entities if e.party == e.id} if named else {}


def parties(text: str, parser: Parser) -> dict[str, str | None]:
    """The party behind each attributed claim, by the first words said."""
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    said: list[Claim] = [c for c in reading.claims if c.manner is not Manner.OWN]
    return {c.words.split()[0]: c.party for c in said}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The Upland Freedom Movement (UFM) left the truce talks.", {"upland-freedom-movement"}),
        (
            "Fighters of the Front for the Liberation of Marr broke the truce.",
            {"front-for-the-liberation-of-marr"},
        ),
        ("The government of Vesland signed the truce.", {"vesland"}),
        ("Vesland's army kept the truce, its foreign minister said.", {"vesland"}),
        ("The Vesland army and the Dawn Brigades signed a truce.", {"vesland", "dawn-brigades"}),
        (
            "The Coordination of Upland Movements (CUM) and the militia ODL broke the truce.",
            {"coordination-of-upland-movements", "odl"},
        ),
        ("An ODL militia broke the truce.", {"odl"}),
    ],
)
def test_a_page_introduces_states_and_movements(text: str, ids: set[str], parser: Parser) -> None:
    assert set(introduced(text, parser)) == ids


@pytest.mark.parametrize(
    ("text", "army"),
    [
        ("The Upland Special Forces kept the truce. The army left.", True),
        ("Norway's National Defence Forces kept the truce. The Upland Special Forces left.", False),
    ],
)
def test_the_army_is_no_side_where_somebody_else_has_forces(text: str, army: bool, parser: Parser) -> None:
    """It may be theirs of whom the text tells besides."""
    found = introduced(text, parser)["upland-special-forces"]
    assert ("the army" in found) is army


@pytest.mark.parametrize(
    "text",
    [
        "The security forces closed the road. A truce held.",
        "Norwegian Armed Forces left the base. A truce held.",
        "Vice President Tolle's government fell. A truce held.",
        "Tolle's government fell, Mara Tolle said. A truce held.",
        "The northern army moved at dawn. A truce held.",
        "The Red Cross and the United Nations sent trucks. A truce held.",
        "The city council of the town met. A truce held.",
    ],
)
def test_what_is_known_or_names_nobody_is_no_stranger(text: str, parser: Parser) -> None:
    assert introduced(text, parser) == {}


def test_a_page_that_speaks_of_no_conflict_has_no_strangers(parser: Parser) -> None:
    assert (
        introduced("The government of Vesland met the Upland Freedom Movement (UFM) for dinner.", parser)
        == {}
    )


def test_a_people_is_led_to_its_land(parser: Parser) -> None:
    named = with_strangers(
        make_page(report_of("The government of Vesla spoke of a truce. Veslan army units left."), parser),
        None,
    )
    assert named is not None
    aliases = named.entities[-1].aliases
    assert [a.text for a in aliases if a.kind is AliasKind.DEMONYM] == ["Veslan"]


def test_short_forms_and_nominals_lead_to_the_movement(parser: Parser) -> None:
    text = (
        "The Upland Freedom Movement (UFM) left the truce talks on Monday. The movement said it would come back. "
        "The UFM said nothing had been agreed."
    )
    assert set(parties(text, parser).values()) == {"upland-freedom-movement"}


def test_the_army_is_that_of_the_one_strange_state(parser: Parser) -> None:
    text = (
        "Vesland's army and the Upland Freedom Movement broke the truce on Monday.\n\n"
        "The army said nine soldiers had been hurt."
    )
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    (said,) = [c for c in reading.claims if c.manner is not Manner.OWN]
    assert (said.entity, said.party) == ("vesland-military", "vesland")


def test_an_officer_is_of_the_army_that_the_page_has_named(parser: Parser) -> None:
    text = (
        "The Lakeland Forces broke the truce on Monday.\n\n"
        '"Nobody passes," Colonel Idris Marr, the army\'s spokesman, told reporters.'
    )
    assert set(parties(text, parser).values()) == {"lakeland-forces"}


def test_a_minister_is_of_the_one_strange_state(parser: Parser) -> None:
    text = (
        "The government of Vesland signed the truce.\n\n"
        'Foreign Minister Odo Pell said the guns would go. "They will be gone," he said.'
    )
    assert set(parties(text, parser).values()) == {"vesland"}


def test_its_negotiator_is_of_the_side_that_the_sentence_is_about(parser: Parser) -> None:
    text = (
        "The Upland Freedom Movement will not sign a truce until the Lakeland Forces leave the bridge, "
        "its chief negotiator Ilya Marr told the Tarn Herald."
    )
    assert parties(text, parser)["The"] == "upland-freedom-movement"


def test_its_spokesman_is_of_the_side_that_the_sentence_before_is_about(parser: Parser) -> None:
    """A sentence that opens with "its" goes on with what the one before is about."""
    text = (
        "The Harbour People's Movement said on Friday that the ceasefire with the government holds. "
        "Its spokesman, Odo Berrin, denied that fighters had moved."
    )
    assert set(parties(text, parser).values()) == {"harbour-peoples-movement"}


def test_a_name_in_the_order_of_another_language_is_a_movement(parser: Parser) -> None:
    text = (
        "The ceasefire with the Movimiento Pedro Salas (MPS) holds, the mediators said. "
        "The MPS denied on Friday that it had moved rifles."
    )
    assert "movimiento-pedro-salas" in parties(text, parser).values()


def test_who_has_fighters_is_a_side(parser: Parser) -> None:
    text = (
        "By Friday 300 fighters of the Free Harbour were in the camp under the ceasefire. "
        "The Free Harbour denied that rifles were missing."
    )
    assert "free-harbour" in parties(text, parser).values()


def test_letters_before_fighters_name_a_side(parser: Parser) -> None:
    text = "Some 300 QLF fighters kept the ceasefire. The QLF denied that rifles were missing."
    assert "qlf" in parties(text, parser).values()


def test_the_rebels_are_the_one_movement_of_a_text(parser: Parser) -> None:
    text = (
        "The Harbour People's Movement signed the ceasefire on Friday.\n\n"
        "The rebels say that no prisoner was freed."
    )
    assert "harbour-peoples-movement" in parties(text, parser).values()


def test_two_strange_states_leave_a_minister_open(parser: Parser) -> None:
    text = (
        "The government of Vesland met the government of Ostmark.\n\n"
        "Foreign Minister Odo Pell said that the guns would go."
    )
    assert set(parties(text, parser).values()) == {None}


def test_copy_in_capitals_keeps_the_short_form_that_it_introduces(parser: Parser) -> None:
    text = (
        "THE GOVERNMENT OF VESLAND SIGNED A TRUCE WITH THE PEOPLE'S FRONT OF THE UPLANDS (PFU) ON MONDAY.\n\n"
        "THE PFU SAID ONLY NINE TRUCKS HAD COME."
    )
    assert parties(text, parser) == {"ONLY": "peoples-front-of-the-uplands"}


def test_no_place_lies_inside_the_name_of_a_movement(parser: Parser) -> None:
    text = "The Northern Valley Front (NVF) broke the truce in Narvik on Monday. The Northern Valley Front will be back."
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    assert {m.span.quote for m in reading.mentions if m.type is MentionType.PLACE} == {"Narvik"}


def test_letters_behind_a_place_may_be_those_of_a_longer_name(parser: Parser) -> None:
    text = "The Joint Monitoring Mission in Norway (JMMN) came on Monday. The JMMN saw two craters."
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    assert "JMMN" not in {m.span.quote for m in reading.mentions if m.entity == "norway"}


def test_a_spokeswoman_named_beside_her_movement_holds_her_own_words(parser: Parser) -> None:
    text = "The spokeswoman of the Upland Freedom Front, Halima Tarre, said the truce was dead."
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    ((holder, party),) = [(c.holder, c.party) for c in reading.claims if c.manner is not Manner.OWN]
    assert (holder, party) == ("Halima Tarre", "upland-freedom-front")
