"""Who is cited by whoever reports, and what is no source."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, *, fast: bool = True) -> list[Claim]:
    reading = read_report(report_of(text), parser, {}, "none", fast=fast)
    return [c for c in reading.claims if c.manner is not Manner.OWN]


def chain(c: Claim) -> list[str]:
    return [link.name for link in c.chain[1:]]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "Radio Marsh, citing a source in the ministry, said the bridge was down.",
            ["Radio Marsh", "source in the ministry"],
        ),
        (
            "The Reed Tribune reported that the bridge was down, citing two engineers.",
            ["Reed Tribune", "two engineers"],
        ),
        (
            "The Reed Tribune reported on Thursday, citing a witness, that the bridge was down.",
            ["Reed Tribune", "witness"],
        ),
        ("Radio Marsh, citing a lock keeper: the bridge was down.", ["Radio Marsh", "lock keeper"]),
    ],
)
def test_whoever_is_cited_holds_the_words_through_whoever_cites(
    text: str, links: list[str], fast: bool, parser: Parser
) -> None:
    cited = next(c for c in claims(text, parser, fast=fast) if c.cue is not None and c.cue.quote == "citing")
    assert chain(cited) == links
    assert cited.words == "the bridge was down"


def test_whoever_is_quoted_by_one_who_is_cited_stands_last(parser: Parser) -> None:
    text = "Orlu News, citing hospital sources, quoted a nurse as saying that forty people were hurt."
    nurse = next(c for c in claims(text, parser) if c.words == "forty people were hurt")
    assert chain(nurse) == ["Orlu News", "hospital sources", "nurse"]


@pytest.mark.parametrize(
    "text",
    [
        "The army closed the road to Orlu, citing security concerns.",
        "A guard said the patrol could not pass, citing orders from the palace.",
        "The ferry stayed in port, the company said, citing a lack of fuel.",
    ],
)
def test_what_is_cited_for_a_deed_is_its_reason_and_no_holder(text: str, parser: Parser) -> None:
    reasons = ("concerns", "orders", "lack")
    assert not any(w in (c.holder or "") for c in claims(text, parser) for w in reasons)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The US says it hit ninety posts. The US insists the strait is open.", "US"),
        ("Baran said it would wait. The US has condemned the raid.", "US"),
    ],
)
def test_a_short_form_in_capitals_is_no_pronoun(text: str, holder: str, parser: Parser) -> None:
    told = [c for c in claims(text, parser) if c.source is not None and c.source.quote == "The US"]
    assert told
    assert {c.holder for c in told} == {holder}
    assert {c.party for c in told} == {"united-states"}


@pytest.mark.parametrize(
    "text",
    [
        "The Front has respected every article of the accord.",
        "A guard denied the observers access to Orlu.",
        "Officials of the Front spoke on condition of anonymity because they were not allowed to talk.",
        "Mara Ilves is reporting from Orlu on condition that her pictures are not shown there.",
    ],
)
def test_what_is_done_or_agreed_on_is_nobodys_word(text: str, parser: Parser) -> None:
    assert claims(text, parser, fast=False) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Front rejected the offer of a truce.", Stance.REFUSES),
        ("The Front rejected releasing the captives first.", Stance.REFUSES),
        ("The Front rejected the accusation.", Stance.DENIES),
        ("The army said the Front would not agree to leave the ridge.", Stance.REFUSES),
    ],
)
def test_an_offer_is_refused_and_a_charge_denied(text: str, stance: Stance, parser: Parser) -> None:
    assert claims(text, parser)[-1].stance is stance


def test_a_noun_with_words_of_its_own_is_nobody_told_before(parser: Parser) -> None:
    text = (
        "The commander of the Front's ridge post denied any fire. At the depot two guns were missing. "
        "The depot commander explained that they had been taken away."
    )
    assert claims(text, parser)[-1].holder == "depot commander"


def test_a_person_in_office_is_no_body_by_its_letters(parser: Parser) -> None:
    text = "The army blames the RVF; the RVF says the shells were the army's.\n\nThe mediator says forty captives will go home."
    assert claims(text, parser)[-1].holder == "mediator"


def test_a_minister_of_another_people_is_not_of_the_one_state_told_of(parser: Parser) -> None:
    text = (
        "Norland's foreign ministry called for a truce. The government of Norland met on Friday.\n\n"
        "Velaran Foreign Minister Edo Kass said his army had stopped firing."
    )
    assert claims(text, parser)[-1].party is None


def test_several_named_in_a_list_speak_together(parser: Parser) -> None:
    text = "The Orlu Post, Radio Marsh, Tidewater and the Basin Agency reported that the truce had failed."
    assert claims(text, parser)[0].holder == "Orlu Post, Radio Marsh, Tidewater and the Basin Agency"


def test_a_title_with_a_colon_claims_nothing(parser: Parser) -> None:
    text = "VELARA: Northern Basin Flash Update No. 7\n\nThe road to Orlu was shut on Friday, and nobody passed.\n"
    assert claims(text, parser) == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("• The army: It says that the Front has kept sixty guns.", "army"),
        ("• The RVF: Its commander, Jon Tolle, insists that the guns will go.", "Jon Tolle"),
        ("• The observers: They say that nobody has left.", "observers"),
    ],
)
def test_a_pronoun_behind_a_label_takes_up_the_label(text: str, holder: str, parser: Parser) -> None:
    assert (
        claims(f"Who says what?\n\n{text}\n\nNobody knows more than that by now.", parser)[0].holder == holder
    )


def test_a_content_begins_right_behind_that(parser: Parser) -> None:
    text = "Partners warn that fuel for the Oru water pumping station will run out within three days."
    assert (
        claims(text, parser)[0].words
        == "fuel for the Oru water pumping station will run out within three days"
    )


def test_not_ruling_something_out_is_no_refusal(parser: Parser) -> None:
    assert claims("The envoy said she would not rule that out.", parser)[0].stance is Stance.ASSERTS


def test_an_office_beside_a_name_is_that_persons(parser: Parser) -> None:
    text = "The army commander, Jon Tolle, said the road was shut.\n\nThe envoy said it would open."
    assert claims(text, parser)[-1].holder == "envoy"


def test_words_that_lead_into_a_quotation_are_not_left_without_it(parser: Parser) -> None:
    text = 'The guard confirmed it had struck two posts, and called them the "first phase of the answer".'
    assert not any((c.words or "").endswith("the") for c in claims(text, parser, fast=False))


def test_the_name_of_a_programme_is_no_quotation(parser: Parser) -> None:
    text = (
        "In a talk on Radio Marsh’s “The Hour with Mara Ilves,” on Friday, Jon Tolle continued his attacks."
    )
    assert not any("Hour" in c.words for c in claims(text, parser))
