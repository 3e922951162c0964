"""Whose words are whose where a hasty reader errs: several who speak, names that share a part, nobody at all."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, fast: bool = True) -> list[Claim]:
    """The attributed claims of a text; "|" parts its paragraphs."""
    report = report_of(text.replace("|", "\n\n"))
    reading = read_report(report, parser, {"lowmark-2031-05": LOWMARK}, "lowmark-2031-05", fast=fast)
    return [c for c in reading.claims if c.manner not in (Manner.OWN, Manner.UNSOURCED)]


def said(text: str, parser: Parser, fast: bool = True) -> list[tuple[str | None, str | None, str]]:
    return [(c.holder, c.party, c.words.strip('"“”')) for c in claims(text, parser, fast)]


OPENING = "The river truce has been signed.|"


@pytest.mark.parametrize(
    ("text", "holder", "party"),
    [
        (
            "The Uplands and the Marsh League said the lock was safe.",
            "Uplands and the Marsh League",
            None,
        ),
        (
            "The government of Uplands and the Marsh League said the lock was safe.",
            "government of Uplands and the Marsh League",
            None,
        ),
        (
            "Witnesses and an Uplands official said the lock was safe.",
            "Witnesses and an Uplands official",
            None,
        ),
        ("The Uplands and its ministers said the lock was safe.", "Uplands and its ministers", "uplands"),
    ],
)
def test_who_speak_for_several_sides_together_are_of_none(
    text: str, holder: str, party: str | None, parser: Parser
) -> None:
    assert said(OPENING + text, parser)[-1][:2] == (holder, party)


@pytest.mark.parametrize(
    ("text", "holder", "party"),
    [
        ("Al-Velik spoke first.|Al-Velik Brunn, a miller, said the lock was safe.", "Al-Velik Brunn", None),
        ("Mara Ilves, representing the Marsh League, said the lock was safe.", "Mara Ilves", "marsh-league"),
        ("Abdallah al-Ostri said the lock was safe.", "Abdallah al-Ostri", None),
        ("A nurse in the town, Crestholm, said the lock was safe.", "nurse in the town", None),
        ("The Army General Staff said the lock was safe.", "Army General Staff", None),
        ("An AA commander said the lock was safe.", "AA commander", None),
        (
            "The miller, who took the keys for the whole of the town, said: “The lock is safe.”",
            "miller",
            None,
        ),
    ],
)
def test_a_source_is_the_whole_name_and_nobody_elses(
    text: str, holder: str, party: str | None, parser: Parser
) -> None:
    assert said(OPENING + text, parser)[-1][:2] == (holder, party)


def test_a_headline_that_drops_the_article_names_the_same_side(parser: Parser) -> None:
    text = "Lock is safe, movement says|The Marsh League opened the lock on Friday, and barges pass it again."
    assert said(text, parser)[0] == ("movement", "marsh-league", "Lock is safe")


def test_the_label_of_a_headline_says_nothing(parser: Parser) -> None:
    text = "News: Marsh League says lock is safe|The river truce has been signed in the town, and barges pass again."
    assert [h for h, *_ in said(text, parser)] == ["Marsh League"]


@pytest.mark.parametrize(
    "text",
    [
        "Neither the harbour board nor the Marsh League confirmed the closure.",
        "The envoy could neither confirm nor deny a closure.",
        "The barges turned back as agreed in a paper of May.",
    ],
)
def test_what_nobody_said_is_nobodys_claim(text: str, parser: Parser) -> None:
    assert said(OPENING + text, parser) == []


def test_what_is_told_before_a_colon_is_not_what_is_said_behind_it(parser: Parser) -> None:
    text = "The barges have run again since May: the Marsh League says that ten have passed the lock."
    assert [words for *_, words in said(OPENING + text, parser)] == ["ten have passed the lock"]


def test_a_day_is_no_part_of_a_name(parser: Parser) -> None:
    found = claims(OPENING + "“The lock is safe,” Mara Ilves Sunday told reporters.", parser)[-1]
    assert found.source is not None and (found.source.quote, found.holder) == ("Mara Ilves", "Mara Ilves")


def test_how_it_was_said_is_not_what_was_said(parser: Parser) -> None:
    text = "A miller and a clerk of the town said jointly that they had met."
    assert said(OPENING + text, parser)[-1][2] == "they had met"


def test_one_agreement_between_two_calls_for_what_it_does(parser: Parser) -> None:
    text = "It breaks an agreement between the army and the Marsh League that calls for barges to leave the lock."
    assert said(OPENING + text, parser)[-1][:2] == ("agreement between the army and the Marsh League", None)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("His Eminence Orsan al-Velik opened the lock. “It is safe,” His Eminence said.", "Orsan al-Velik"),
        ("“It is safe,” Mara Ilves wrote on X. She told millers that it would hold.", "Mara Ilves"),
        ("Vivian van de Brunn said the lock was safe.", "Vivian van de Brunn"),
        (
            "Vivian Brunn said the lock was safe. The figure is higher than ever. “It will hold,” she said.",
            "Vivian Brunn",
        ),
    ],
)
def test_who_is_meant_by_an_address_or_a_pronoun_beside_other_words(
    text: str, holder: str, parser: Parser
) -> None:
    assert said(OPENING + text, parser)[-1][0] == holder


def test_what_somebody_denies_by_a_pronoun_is_what_was_told_before(parser: Parser) -> None:
    text = "According to a miller, thirty barges were burnt. The Marsh League denies it."
    claim = next(c for c in claims(OPENING + text, parser) if c.stance is Stance.DENIES)
    assert (claim.party, claim.words) == ("marsh-league", "thirty barges were burnt")


def test_a_place_before_a_colon_does_not_speak(parser: Parser) -> None:
    text = "Kele: Who burnt the barges?|Ten barges were burnt in Kele on Friday, and the quay of the town was shut."
    assert said(text, parser) == []


def test_soldiers_of_a_land_abroad_do_not_make_its_government_the_one_that_speaks(parser: Parser) -> None:
    text = "Ten Norwegian soldiers came to the river.|The government's spokesman, Jon Brunn, said they would stay."
    report = report_of(text.replace("|", "\n\n"))
    found = read_report(report, parser, {}, "none", fast=True).claims
    assert [c.party for c in found if c.holder == "Jon Brunn"] == [None]


def test_the_stamp_of_an_entry_names_nobody(parser: Parser) -> None:
    told = (
        "Harbour Board: ten barges have passed.",
        "The lock is full of barges.",
        "Millers have come back.",
    )
    text = "|".join(f"1{n}:20 RNA - {words}" for n, words in enumerate((*told, *told[1:])))
    assert {h for h, *_ in said(OPENING + text, parser)} == {"Harbour Board"}


def test_it_in_a_bodys_own_words_is_the_body(parser: Parser) -> None:
    text = (
        "The Marsh League said in a statement that in answer to the flood, it declares a pause of ten days."
    )
    assert {h for h, *_ in said(OPENING + text, parser)} == {"Marsh League"}


def test_it_after_it_is_the_same(parser: Parser) -> None:
    text = "The communiqué speaks of talks. It does not name the Marsh League. It asks for the opening of the lock."
    assert said(OPENING + text, parser)[-1][:2] == ("communiqué", None)


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        (
            "The Uplands held the Marsh League responsible for the flooding of Ostra.",
            "Uplands",
            "the Marsh League responsible for the flooding of Ostra",
        ),
        ("The Hospital Board of Ostra had counted 31 dead.", "Hospital Board of Ostra", "31 dead"),
        (
            "The Hospital Board of Ostra recorded 14 people killed and 20 wounded.",
            "Hospital Board of Ostra",
            "14 people killed and 20 wounded",
        ),
        ("The Hospital Board of Ostra put the toll at 45.", "Hospital Board of Ostra", "the toll at 45"),
        (
            "The Hospital Board of Ostra put the toll at 45 dead and 134 wounded.",
            "Hospital Board of Ostra",
            "the toll at 45 dead and 134 wounded",
        ),
    ],
)
def test_who_blames_or_counts_holds_what_is_blamed_and_counted(
    text: str, holder: str, content: str, parser: Parser
) -> None:
    assert (holder, content) in [(h, c) for h, _, c in said(OPENING + text, parser, fast=False)]


def test_who_is_named_with_a_role_behind_what_is_said_has_said_it(parser: Parser) -> None:
    text = "Shells landed near the school in Ostra, Maro Telvin, head of the port, said on Monday."
    assert said(OPENING + text, parser) == [("Maro Telvin", None, "Shells landed near the school in Ostra")]


def test_a_claim_disputed_by_another_is_no_part_of_what_it_answers(parser: Parser) -> None:
    text = "The Marsh League said the lock was open, an assertion disputed by the Uplands."
    assert [(h, c) for h, _, c in said(OPENING + text, parser)] == [
        ("Marsh League", "the lock was open"),
        ("Uplands", "an assertion"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "(Translated from the Marsh tongue by Ana Belt, who has lived there.)",
        "[Photo: Maro Telvin stands on the lock]",
        "Ilsa Marr reported from Ostra. Additional reporting by Jon Keld, who was in Talvi.",
    ],
)
def test_who_made_a_page_is_no_claim(line: str, parser: Parser) -> None:
    report = report_of(OPENING.replace("|", "\n\n") + line)
    reading = read_report(report, parser, {"lowmark-2031-05": LOWMARK}, "lowmark-2031-05", fast=True)
    assert len(reading.claims) == 1


def test_one_of_them_is_on_the_side_of_those_just_told_of(parser: Parser) -> None:
    before = "An Uplands official said the road was shut. One official said it would open."
    text = "Two officers of the Uplands army came to the lock. One of them said the boats were armed."
    others = "Three fishermen came to the lock. Two of them said the boats were empty."
    assert said(OPENING + before + "|" + text, parser)[-1][:2] == ("One of them", "uplands")
    assert said(OPENING + text + "|" + others, parser)[-1][:2] == ("Two of them", None)


def test_ranks_joined_by_a_hyphen_end_no_sentence(parser: Parser) -> None:
    text = "The commander, Lt.-Gen. Toran Belk, said the road was shut. Maj.-Gen. Jon Keld denied it."
    assert {x[:2] for x in said(OPENING + text, parser)} == {("Toran Belk", None), ("Jon Keld", None)}


def test_what_others_call_a_thing_ends_with_its_clause(parser: Parser) -> None:
    text = "The committee, which diplomats call a rubber stamp, meets on Monday. The plan was signed."
    assert said(OPENING + text, parser, fast=False) == [("diplomats", None, "a rubber stamp")]


@pytest.mark.parametrize(
    "text",
    [
        "The Marsh Council should make clear that the weir is open.",
        "The Marsh Council met on Monday. This is not to say that the weir is open.",
        "The mayor of Orlu must say that the weir is open.",
        "The Marsh Council has to make it clear that the weir is open.",
        "The mayor of Orlu ought to admit that the weir is open.",
    ],
)
def test_what_somebody_should_say_nobody_has_said(text: str, parser: Parser) -> None:
    assert claims(text, parser) == claims(text, parser, fast=False) == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The mayor of Orlu had to admit that the weir is open.", "mayor of Orlu"),
        ('"I must say that the weir is open," Ane Berg said.', "Ane Berg"),
    ],
)
def test_who_must_say_it_and_does_has_said_it(text: str, holder: str, parser: Parser) -> None:
    assert (holder, None, "the weir is open") in said(text, parser)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A fisherman who made Orlu his home said the weir was closed.", "fisherman"),
        (
            "Ole Ness, a guard who had called Port Tavan their base told the guild the weir was shut.",
            "Ole Ness",
        ),
        ("Some of those who made Orlu their home warned that the weir was closed.", "Some of those"),
        ("Ness, who called Mara Ilves home said the weir was closed.", "Ness"),
        ("Ane Berg, who calls Orlu home, said the weir was closed.", "Ane Berg"),
    ],
)
def test_what_ends_a_clause_about_somebody_does_not_speak(text: str, holder: str, parser: Parser) -> None:
    """Whom or what one called home is neither who says something nor what was said."""
    assert [h for h, _, _ in said(text, parser)] == [holder]
