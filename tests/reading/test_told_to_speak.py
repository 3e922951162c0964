"""Who is told to speak, and who only is told of: charges, requests, papers, inscriptions, spokesmen of a side."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.accord import Alias, AliasKind, Entity, Role, Vocabulary
from truceline.model.reading import Claim, LinkKind, Manner, Modality, Stance
from truceline.model.reading import MentionType as T
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text, by the rules alone."""
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    return [c for c in reading.claims if c.manner is not Manner.OWN]


def told(text: str, parser: Parser) -> list[tuple[str | None, str]]:
    return [(c.holder, c.cue.quote if c.cue else "") for c in claims(text, parser)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Five miners in Talvi were accused of refusing to leave the shaft.", []),
        ("Tolle was accused by the envoys of refusing to sign the annex.", []),
        ("The council blamed Tolle for refusing to sign the annex.", [("council", "blamed")]),
        ("The council accused the Front of threatening to burn the mill.", [("council", "accused")]),
        ("Ruiz, accused of promising to arm the herders, left Talvi on Friday.", []),
        (
            "The council called on the monitors to watch the road and report their findings.",
            [("council", "called on")],
        ),
        ("The envoy urged the army to leave the mill and announce a new line.", [("envoy", "urged")]),
        ("Tolle suggested that the fighting shows that the truce is dead.", [("Tolle", "suggested")]),
        ("The attack indicates that the Front has new boats.", []),
    ],
)
def test_what_one_is_charged_with_or_asked_to_say_is_no_word_of_his(
    text: str, found: list[tuple[str, str]], parser: Parser
) -> None:
    assert [(h, c.split()[0]) for h, c in told(text, parser)] == [(h, c.split()[0]) for h, c in found]


@pytest.mark.parametrize(
    "text",
    [
        "Marsh army issues statement on bridge\n\nThe statement said that forty shells hit the mill.",
        "Statement by the Marsh army on the bridge\n\nForty shells hit the mill, the statement said.",
        "The Marsh army condemned the raid in a statement on Monday. The statement said a mill was hit.",
    ],
)
def test_a_statement_is_whose_headline_or_deed_it_is(text: str, parser: Parser) -> None:
    assert claims(text, parser)[-1].holder == "Marsh army"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ('"We will hold the bridge," read the letter from the Talvi council.', "Talvi council"),
        ('Villagers found a note on the door reading "Leave by Friday or burn."', "note"),
        ('Tolle posted a message on a wall reading "Thank you, people of Talvi."', "Tolle"),
    ],
)
def test_a_paper_is_read_out_for_who_wrote_it(text: str, holder: str, parser: Parser) -> None:
    (c,) = claims(text, parser)
    assert (c.holder, c.manner) == (holder, Manner.DIRECT)


def test_a_paper_of_nobody_known_is_a_document(parser: Parser) -> None:
    (c,) = claims('"The convoy was stopped at noon," the communique said.', parser)
    assert c.chain[-1].kind is LinkKind.DOCUMENT


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "The truce broke. Fighters of the Orlu Valley Front left. Rebel envoy Ana Vel said the mill burned.",
            "orlu-valley-front",
        ),
        (
            "The truce broke near the Marsh Brigades. Brigades spokesman Ana Vel said the mill burned.",
            "marsh-brigades",
        ),
        (
            "The junta of Norland broke the truce. A spokesman for the junta, Ana Vel, said the mill burned.",
            "norland",
        ),
        (
            "The opposition Marsh Coalition broke the truce. The opposition delegation's head, Ana Vel, said the mill burned.",
            "marsh-coalition",
        ),
        (
            "Fighters of the Orlu Valley Front broke the truce. A former rebel envoy, Ana Vel, said the mill burned.",
            None,
        ),
    ],
)
def test_a_spokesman_is_of_the_side_that_the_text_tells(text: str, party: str | None, parser: Parser) -> None:
    assert claims(text, parser)[-1].party == party


def _armies(theirs: str) -> Vocabulary:
    """Norland, whose army is "the military", and Talvi with an army of its own."""
    return Vocabulary(
        "ford-2031",
        (
            Entity("norland", "Norland", T.PARTY, (Role.PARTY,), "norland", (Alias("Norland"),)),
            Entity(
                "norland-military", "Norland military", T.ORGANISATION, (Role.INSTITUTION,), "norland",
                (Alias("Norland military", mirror="army"), Alias("the military", AliasKind.NOMINAL)),
            ),
            Entity("talvi", "Talvi", T.PARTY, (Role.PARTY,), "talvi", (Alias("Talvi"),)),
            Entity(
                "talvi-army", theirs, T.ORGANISATION, (Role.INSTITUTION,), "talvi",
                (Alias(theirs, mirror="army"),),
            ),
        ),
        signs=("norland", "talvi"),
    )  # fmt: skip


@pytest.mark.parametrize(("theirs", "party"), [("Talvi militia", "norland"), ("Talvi military", None)])
def test_a_noun_for_bodies_of_two_sides_tells_whose_a_source_is_of_neither(
    theirs: str, party: str | None, parser: Parser
) -> None:
    text = "Norland and Talvi hold the ford. A tunnel was blown up near Crane, a military source said."
    reading = read_report(report_of(text), parser, {"ford-2031": _armies(theirs)}, "ford-2031", fast=True)
    assert [c.party for c in reading.claims if c.manner is Manner.INDIRECT] == [party]


def test_fighters_of_somebody_named_behind_them_speak_for_themselves(parser: Parser) -> None:
    text = (
        "Orlu rebels allied to the former vice-president, Marek Odun have accused the army of shelling Talvi."
    )
    assert [h for h, _ in told(text, parser)] == ["Orlu rebels"]


@pytest.mark.parametrize(
    ("text", "stance", "modality"),
    [
        ("Talvi accused the army of continued violation of the line.", Stance.ACCUSES, Modality.ACTUAL),
        ('"Not true," Tolle told the Courier.', Stance.DENIES, Modality.ACTUAL),
        ('"That\'s a lie," Tolle said. "It rained all night."', Stance.DENIES, Modality.ACTUAL),
        ("The army said the report was false.", Stance.DENIES, Modality.ACTUAL),
        (
            '"Das Dorf will heute keine Soldaten mehr sehen und der Fluss ist zu," Tolle said.',
            Stance.ASSERTS,
            Modality.ACTUAL,
        ),
    ],
)
def test_what_a_claim_does(text: str, stance: Stance, modality: Modality, parser: Parser) -> None:
    (c,) = claims(text, parser)
    assert (c.stance, c.modality) == (stance, modality)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            '"His mood is sour," she said, but despite the anger, "I think he will sign," said Ruiz.',
            ['"His mood is sour,"', '"I think he will sign,"'],
        ),
        (
            '"The road is mined," Save the Marsh field director Ilsa Kerr told Tolle. "We have two crews."',
            ['"The road is mined," … "We have two crews."'],
        ),
        (
            '"We were not happy," said Jan Tolle of the league. Now, "there is a group saying this is fine."',
            ['"We were not happy," … "there is a group saying this is fine."', "this is fine"],
        ),
        (
            '"It held," she wrote. Former mayor Pavel Ruiz broke down what was wrong: "What they did was rash."',
            ['"It held,"', '"What they did was rash."'],
        ),
        ('The hall is cold because, in the governor\'s words, "nobody paid."', ['"nobody paid."']),
        ('Tolle went on CNN\'s "The Lead with Jan Tolle," on Friday and left.', []),
        ('"The wells are dry," he said, citing a wider canal on the bank.', ['"The wells are dry,"']),
    ],
)
def test_a_quotation_goes_to_its_own_tag(text: str, contents: list[str], parser: Parser) -> None:
    assert [c.words for c in claims(text, parser)] == contents


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ('"We counted ten raids," the Orlu News Agency quoted the command.', ["Orlu News Agency", "command"]),
        (
            "The Herald reported with reference to the Talvi police that two bridges were blown up.",
            ["Herald", "Talvi police"],
        ),
        (
            "OrluPress said on Friday referring to the district militia that the army opened fire on a mill.",
            ["OrluPress", "district militia"],
        ),
        ("The minister said the truce had failed, referring to the raid on the mill.", ["minister"]),
        (
            '"Ten men were hurt" by shelling in south Talvi, a committee of millers said.',
            ["committee of millers"],
        ),
    ],
)
def test_who_passes_words_on_stands_before_who_said_them(text: str, links: list[str], parser: Parser) -> None:
    first = claims(text, parser)[0]
    assert [link.name for link in first.chain[1:]] == links


def test_a_movements_own_forces_are_not_the_army_of_the_land(parser: Parser) -> None:
    text = "The truce held. Men of the MVF Highland Armed Forces left. The raid was blamed by the military on others."
    assert claims(text, parser)[-1].holder == "military"


def test_what_the_outlet_adds_behind_a_tag_is_left_out(parser: Parser) -> None:
    text = '"Not true," he told the Orlu Courier without further elaborating.'
    reading = read_report(report_of(text), parser, {}, "none")
    assert [c.words for c in reading.claims if c.manner is not Manner.OWN] == ['"Not true,"']
