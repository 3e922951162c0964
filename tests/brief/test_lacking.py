"""What a told sentence lacks for who reads it alone, and what is told in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.made import accord, claim, given, report

from truceline.brief.lacking import Lack, Told, lacks
from truceline.brief.material import Material
from truceline.model.reading import Reading


def _material(days: tuple[str, ...] = ("2031-03-13",), by_an_accord: bool = False) -> Material:
    text = "Rain fell."
    more = {} if by_an_accord else {"standings": (), "before": (), "by_day": ()}
    return Material(
        replace(
            given(accord=accord() if by_an_accord else None, **more),
            reports=tuple(
                replace(report(f"r{n}", text, "The Herald", "2031-03-13"), published=day)
                for n, day in enumerate(days)
            ),
            readings=(Reading("r0", True, claims=(claim("x", "r0", text, "Rain fell"),)),),
        )
    )


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("3 May: The Orvel army said that it had cleared the western road of Sall.", None),
        ("3 May: The Orvel army said that it had cleared the quarry at dawn on 2 May.", Lack.THING),
        ("3 May: The Herald writes: “Orvel closed the Strait to all ships of the League.”", Lack.THING),
        ("3 May: The Herald writes: “Orvel closed the Tarn Strait to all ships of the League.”", None),
        ("3 May: The Herald writes: “Both sides spoke about the next steps in Vellin.”", Lack.THING),
        ("3 May: The Herald writes: “Orvel and the League met, and both sides spoke of Vellin.”", None),
        ("3 May: The Herald writes: “Earlier on Orvel had shut the port of Sall.”", Lack.TIME),
        ("3 May: The Orvel army said that it would hit back a further time at Sall.", Lack.THING),
        ("3 May: Gen. Osk Tarn said that Orvel keeps to the truce with the League.", Lack.PERSON),
        ("3 May: President Osk Tarn said that Orvel keeps to the truce with the League.", None),
        ("3 May: Residents (not named) said that Orvel keeps to the truce with the League.", Lack.PERSON),
        ("3 May: Residents of Sall (not named) said that Orvel keeps to the truce with the League.", None),
        ("3 May: The Orvel army said that fourteen people have been killed since dawn.", Lack.PLACE),
        ("3 May: The Orvel army said that fourteen people have been killed in Sall since dawn.", None),
    ],
)
def test_each_lack_has_its_reason(text: str, lack: Lack | None) -> None:
    """A thing, a time, a person or a place that nothing tells; none where the words tell it."""
    found = lacks(Told(text), _material())
    assert found == () if lack is None else lack in found


def test_harm_told_by_a_state_is_in_its_land() -> None:
    """Its name, or a word for what is its own, tells where; a name that is no place does not."""
    text = "3 May: The Orvel army said that fourteen people have been killed since dawn."
    assert Lack.PLACE not in lacks(Told(text, places=("Orvel",)), _material())
    assert Lack.PLACE in lacks(Told(text, places=("Sall",)), _material())


def test_what_is_cited_or_headed_explains() -> None:
    """A noun that the words it rests on bring in is no riddle for who opens them."""
    text = "3 May: The Orvel army said that it had cleared the quarry at dawn on 2 May."
    assert lacks(Told(text, "The army cleared the quarry."), _material()) == (Lack.THING,)
    assert not lacks(Told(text, "A quarry lies above Sall.\nThe army cleared the quarry."), _material())


def test_an_undated_deed_is_left_where_most_reports_tell_their_day() -> None:
    """Where none does, it is told all the same; so is one whose words tell a day."""
    text = "Undated: The Orvel army said that it left Sall{}."
    some, none = _material(("2031-03-13", "2031-03-14", "")), _material(("", ""))
    assert lacks(Told(text.format(" and the villages of the League")), some) == (Lack.DAY,)
    assert not lacks(Told(text.format(" and the villages of the League")), none)
    assert not lacks(Told(text.format(" and the villages of the League on 2 May")), some)


def test_a_surname_is_told_more_of_where_no_agreement_says_who_is_who() -> None:
    """An agreement's vocabulary tells its readers who acts for whom."""
    told = Told("3 May: The Herald writes: “Tarn came back to the League's Vellin.”", surnames=("Tarn",))
    assert lacks(told, _material()) == (Lack.PERSON,)
    assert not lacks(told, _material(by_an_accord=True))
