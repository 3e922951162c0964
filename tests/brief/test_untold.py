"""What a sentence leaves to its report is known wherever it stands in it."""

from __future__ import annotations

import pytest
from tests.brief.test_lacking import _material

from truceline.brief.lacking import Lack, Told, lacks


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("3 May: Mayor Joan Sall of Vellin said: “Orvel thanks the League for bringing about this outcome”.", Lack.THING),
        ("3 May: The Herald writes: “Orvel will not leave Vellin in this hour of need.”", None),
        ("3 May: The Orvel army said: “We will trade with you guys if the League keeps to the truce in Vellin”.", Lack.THING),
        ("3 May: The Lake Desk, in its own voice: “Orvel brought down six League drones over our towns on 2 May.”", Lack.THING),
        ("3 May: The Herald writes: “Orvel ‘will keep our word’ in Vellin, the Orvel army said.”", None),
        ("3 May: The Herald writes: “Within hours, gunfire was heard in Vellin and in Sall of Orvel.”", Lack.THING),
        ("3 May: The Herald writes: “Within hours of the Vellin truce, gunfire was heard in Sall of Orvel.”", None),
        ("3 May: The Herald writes: “Orvel said it would keep to the Vellin truce and blamed the League.”", Lack.SAYS_LITTLE),
        ("3 May: The Herald writes: “Orvel blamed the League for the shelling of Vellin on 2 May.”", None),
        ("3 May: Orvel officials (not named) said that it was worked out directly with the League.", Lack.THING),
        ("3 May: Orvel officials (not named) said that it was too early to speak of a truce with the League.", None),
        ("3 May: The Orvel army said that it was ready for a truce with the League in Vellin.", None),
        ("3 May: The Herald writes: “Shells fell on Vellin and Sall, according to residents.”", Lack.PERSON),
        ("3 May: The Herald writes: “Shells fell on Vellin and Sall, according to residents of Sall.”", None),
        ("3 May: The Herald writes: “Two jawans of Orvel were hurt at Vellin on 2 May.”", Lack.THING),
        ("3 May: The Herald writes: “Two jawans (privates) of Orvel were hurt at Vellin on 2 May.”", None),
        ("3 May: The Herald writes: “The call [by the two generals] lasted an hour, an Orvel officer said.”", Lack.THING),
        ("3 May: The Herald writes: “The call [by Orvel’s Gen. Joan Sall] lasted an hour, an Orvel officer said.”", None),
        ("3 May: Envoy Joan Sall of Orvel said: “we would say that the number is now over 100 in Vellin”.", Lack.THING),
        ("3 May: The Lake Desk, in its own voice: “His forces brought down five League drones over Vellin.”", Lack.THING),
        ("3 May: Orvel sources in Sall (not named) said that an Orvel party had been in Vellin before.", Lack.THING),
        ("3 May: The Herald writes: “Gen. Osk Tarn thanked Orvel for its help.”", None),
        ("3 May: Gen. Osk Tarn thanked Orvel for the truce with the League.", Lack.PERSON),
    ],
)  # fmt: skip
def test_what_only_its_report_tells_is_a_lack(text: str, lack: Lack | None) -> None:
    """To whom something is said, since when, what for, of whom; none where the sentence tells it."""
    found = lacks(Told(text), _material())
    assert found == () if lack is None else lack in found


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("3 May: Orvel's president said that it was another attempt to starve Vellin.", Lack.THING),
        ("3 May: Orvel's president said that it was wrong to starve Vellin.", None),
        ("3 May: Gen. Osk Tarn of Orvel said: “Two thirds of it lies in our store at Vellin”.", Lack.THING),
        ("3 May: Gen. Osk Tarn of Orvel said: “Orvel is ready. They have been trying to hold Vellin”.", None),
        ("3 May: Gen. Osk Tarn of Orvel said: “We take blame … This is something they’ve tried at Vellin”.", Lack.THING),
        ("3 May: The Orvel council blamed four on the Harbour League in Vellin.", Lack.THING),
        ("3 May: The Herald writes: “Orvel blames the League, and the League blames smugglers of Vellin.”", Lack.SAYS_LITTLE),
        ("3 May: The League denied that this was a breach of the Vellin accord.", Lack.THING),
        ("3 May: The Herald writes: “A previous deal called for Orvel to leave Vellin.”", Lack.THING),
        ("3 May: The Herald writes: “A previous deal signed in Sall called for Orvel to leave Vellin.”", None),
        ("3 May: The Herald writes: “Mayor Joan Tarn Joan TarnMorning Post: Orvel talks MORE said that Orvel leaves Vellin.”", Lack.THING),
        ("3 May: The Herald writes: “The deal will see teams of Orvel inspect the border of Vellin.”", Lack.THING),
        ("3 May: The Herald writes: “Friday's deal will see teams of Orvel inspect the border of Vellin.”", Lack.THING),
        ("3 May: The Herald writes: “Nine shells fell on Vellin since the truce began, Orvel said.”", None),
        ("3 May: The Orvel army said that it agrees with the idea.", Lack.THING),
        ("3 May: The Orvel army said that it has asked for the flight record, which it has not received.", Lack.THING),
    ],
)  # fmt: skip
def test_a_word_for_what_nothing_cited_tells_is_a_lack(text: str, lack: Lack | None) -> None:
    """ "It" and "this" of persons and quotations, numbers of nothing, deals of which nothing tells which they are."""
    found = lacks(Told(text), _material())
    assert found == () if lack is None else lack in found


def test_whose_release_it_is_has_to_be_told() -> None:
    """Of a state and a town alone nobody can tell who "her" is."""
    text = "3 May: Orvel said that it would not open Vellin until her release."
    assert Lack.PERSON in lacks(Told(text, others=frozenset({"Orvel", "Vellin"})), _material())
    text = "3 May: Orvel said that it would not open Vellin to Joan Sall until her release."
    assert not lacks(Told(text, others=frozenset({"Orvel", "Vellin"})), _material())


def test_two_who_agree_explain_their_deal() -> None:
    """A headline that tells who agreed on what brings in the agreement."""
    text = (
        "3 May: The Herald writes: “The agreement will see teams of Brunmark inspect the border of Vellin.”"
    )
    assert not lacks(Told(text, "Orvel and Averland agree to let observers in"), _material())
