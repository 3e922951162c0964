"""What says too little for who reads nothing else, and bodies of which nothing tells whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.made import claim, given, report

from truceline.brief.lacking import Told, lacks
from truceline.brief.material import Material
from truceline.brief.scanty import whose
from truceline.model.reading import Reading


def _material(claims: int) -> Material:
    text = "Rain fell."
    one = claim("x0", "r", text, "Rain fell")
    some = tuple(replace(one, id=f"x{n}") for n in range(claims))
    return Material(
        replace(
            given(accord=None, standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=some),),
        )
    )


def scanty(text: str, material: Material) -> bool:
    """Whether anything is wanted besides for who reads only this."""
    return bool(lacks(Told(text), material))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("3 May: The Herald writes: “Two posts were taken by the army.”", "army"),
        ("The spokesman of the Armed Forces said that two posts were taken.", "Armed Forces"),
        ("Reported 3 May: Ministry of Foreign Affairs said that Orvel had mined two bridges.", "Ministry"),
        ("The Orvel army said that two posts were taken.", None),
        ("Orvel's Interior Ministry said that two posts were taken.", None),
        ("The Ministry of Foreign Affairs of Orvel said that two posts were taken.", None),
        ("President Irena Sall said that two posts were taken.", None),
        ("The president [Irena Sall] said that two posts were taken.", None),
        ("The Orvel air force bombed two posts, which the army denied.", None),
        ("The League signed two military deals with Orvel.", None),
        ("The Minister of State for Regional Trade said that Orvel was told of it.", "Minister"),
        ("The Minister for Trade of Orvel said that two posts were taken.", None),
        ("Spokesman Osk Tarn said that two posts were taken.", "Spokesman"),
        ("The spokesman for the Harbour League said that two posts were taken.", None),
        ("Orvel's spokesman Osk Tarn said that two posts were taken.", None),
        ("The U.O. military said that two posts were taken.", None),
    ],
)
def test_whose_a_body_is_has_to_be_told(text: str, body: str | None) -> None:
    """By a name before it or behind it, or by who holds the office."""
    assert whose(text, "") == body


@pytest.mark.parametrize(
    "said",
    [
        "that at noon guns opened fire at Orvel, and one soldier was.",
        "that the latter had nothing to do with the shells that fell on Orvel at noon.",
        "that the trucks came back on Tuesday [date not given] over the old bridge at the mill.",
        "that it was ready to take the road to Orvel and to return as many as a hundred.",
        "that its first patrol came to the old mill on the road to Orvel at 2:40 p.m.",
        "that it handed over three of the men in the mill and that there are no others.",
    ],
)
def test_what_other_lines_tell_is_scanty(said: str) -> None:
    """However much is told besides: words cut off, words for what stands elsewhere, and a day that nobody can tell."""
    assert scanty(f"3 May: The Harbour League said {said}", _material(1))


def test_a_handful_of_words_is_told_where_there_is_little_else() -> None:
    """Of many claims a fuller one is told in its place; a name or a number makes up for a few words."""
    text = "3 May: The Harbour League said that it is ready to go home."
    assert not scanty(text, _material(1))
    assert scanty(text, _material(50))
    assert not scanty("3 May: The Harbour League said that it let 30 trucks go on to Orvel.", _material(50))


def test_few_words_that_name_or_count_tell_enough() -> None:
    """In reported speech and an outlet's own words; what somebody's own mouth says in as few is a phrase."""
    for told in (
        "3 May: The Harbour League said that 96 prisoners had been handed over.",
        "3 May: The Harbour League said that Orvel had rejected three offers.",
        "3 May: The Herald, in its own voice: “Five persons from Sall are still missing.”",
    ):
        assert not scanty(told, _material(50)), told
    assert scanty("3 May: The Harbour League said: “We must give Orvel time.”", _material(50))
    assert scanty("3 May: The Harbour League said that guns had gone home.", _material(50))


def test_a_thing_that_a_bracket_takes_a_pronoun_for_is_not_sure() -> None:
    """ "It" at the head of what an outlet writes may be another thing than the body that it was taken for."""
    text = "3 May: The Herald writes: “It [Orvel] foresees that all guns of the Harbour League fall silent at noon.”"
    assert scanty(text, _material(1))
    assert not scanty(text.replace("It [Orvel]", "The pact of Orvel"), _material(1))


def test_what_counts_and_names_where_it_plays_stands_by_itself() -> None:
    """A count of an army's dead in a named town is told; but not on a day that nobody can tell."""
    assert scanty(
        "The Herald writes: “Gunmen killed 26 people in Orvel on Tuesday [date not given], a guild said.”",
        _material(50),
    )
    assert not scanty(
        "The guild of Sall said that the army lost 30 men at Sall and Orvel Ford.", _material(50)
    )
    assert scanty("The guild said that the army lost many men at the old bridge and the ford.", _material(50))


def test_a_count_of_people_harmed_tells_of_which_time_it_is() -> None:
    """Else it may be of any day; a whole war is a time too."""
    told = "Reported 3 May: The Harbour League said that four people of Orvel were killed and nine were wounded{}."
    assert scanty(told.format(" at the old mill"), _material(1))
    for when in (" on Sunday", " on 2 May", " since the truce began", " in the past two days", " in 2030"):
        assert not scanty(told.format(when), _material(1)), when


def test_a_weekday_of_what_has_no_date_is_no_day() -> None:
    """Which week is meant, nobody can tell."""
    told = ": The Harbour League said that four people of Orvel were killed on Wednesday at the mill of Sall."
    assert scanty(f"Undated{told}", _material(1))
    assert not scanty(f"Reported 3 May{told}", _material(1))


@pytest.mark.parametrize(
    ("said", "fit"),
    [
        ("The clashes at Vellin killed at least 43 people.", True),
        ("The battle for the town of Vellin killed 3,000 people.", True),
        ("The clashes at Vellin killed 4 people.", False),
        ("The clashes at Vellin killed 12 people.", False),
    ],
)
def test_a_count_that_goes_on_is_of_the_day_of_its_report(said: str, fit: bool) -> None:
    """Of one deed, nothing tells the day."""
    assert scanty(f"3 May: The Herald writes: “{said}”", _material(50)) is not fit


def test_both_who_are_named_in_a_bracket_stand_alone() -> None:
    """As if their names stood there."""
    text = "3 May: The Herald writes: “Both sides{} agreed to leave 12 posts at Vellin.”"
    assert scanty(text.format(""), _material(50))
    assert not scanty(text.format(" [Orvel and Brunmark]"), _material(50))
