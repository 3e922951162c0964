"""Knowledge of the world stands in its own folder, checked, and no language pack holds any of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import truceline.reading
from truceline.errors import PackError
from truceline.model.plain_yaml import plain_yaml
from truceline.reading.names import names_pack
from truceline.reading.pack import attribution_pack
from truceline.reading.pack_file import PackShape, load_world
from truceline.reading.world import world

PACKS = Path(truceline.reading.__file__).parent / "packs"
OF_THE_WORLD = {
    "party",
    "owner",
    "code",
    "agencies",
    "outlets",
    "bodies",
    "people_in_office",
    "regions",
    "at",
}


def test_no_id_stands_twice_and_every_row_has_an_english_name() -> None:
    w = world()
    for rows in ((*w.bodies, *w.people), w.regions, (*w.agencies, *w.outlets)):
        assert len({r.id for r in rows}) == len(rows)
        assert all(r.names["en"] and not r.names["en"][0].startswith("!") for r in rows)
    assert len({s.id for s in w.states}) == len(w.states)


def test_every_party_and_owner_is_one_that_the_world_knows() -> None:
    w = world()
    known = {s.id for s in w.states} | {b.party for b in w.bodies}
    assert {p.party for p in w.people} <= known
    assert {o.owner for o in (*w.agencies, *w.outlets)} <= known | {None}


def test_states_of_the_pack_and_of_the_world_are_the_same() -> None:
    assert names_pack().states == {s.id for s in world().states}


def test_points_are_on_the_globe_and_codes_have_two_letters() -> None:
    w = world()
    for at in [s.at for s in w.states if s.at] + [r.at for r in w.regions]:
        assert -90 <= at[0] <= 90 and -180 <= at[1] <= 180
    assert all(len(s.code) == 2 and s.code.isupper() for s in w.states)


@pytest.mark.parametrize("path", sorted(PACKS.glob("*/*.yaml")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_language_pack_names_no_group_no_person_and_no_owner(path: Path) -> None:
    text = path.read_text("utf-8")
    ids = {b.id for b in world().bodies if b.id == b.party} | {p.id for p in world().people}
    assert not {f"[{i}," for i in ids if f"[{i}," in text}
    data = plain_yaml(text)
    if path.name == "names.yaml":
        assert not OF_THE_WORLD & set(data)
        allowed = {"id", "name", "names", "people", "capital", "capitals", "seats"}
        assert all(set(s) <= allowed for s in data["states"])


def test_what_the_world_knows_is_found_in_reports() -> None:
    entities = {e.id: e for e in names_pack().entities}
    assert entities["al-manar"].party == "hezbollah"
    assert entities["hezbollah"].party == "hezbollah"
    assert entities["oslo"].country == "NO" and entities["oslo"].latitude is not None
    assert attribution_pack().agencies["afp"] == "AFP"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(PackError) as e:
        load_world("nothing.yaml", PackShape)
    assert "world/nothing.yaml" in str(e.value)


def test_a_body_that_many_states_have_is_no_states_own_by_its_bare_name() -> None:
    """A secretary of "the National Security Council" may speak for any land."""
    of_states = {
        n.casefold() for b in world().bodies if b.party in names_pack().states for n in b.names["en"]
    }
    assert of_states.isdisjoint(
        {
            "national security council",
            "ministry of defence",
            "foreign ministry",
            "parliament",
            "supreme court",
        }
    )
