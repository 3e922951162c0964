"""Places found in reports and put on the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.accord import Alias, Entity, Role
from truceline.model.reading import Mention, MentionType
from truceline.reading.mentions import find_mentions
from truceline.reading.page import Page
from truceline.reading.parser import Parser
from truceline.reading.places.find import find_places
from truceline.reading.places.gazetteer import Gazetteer, Kind, gazetteer, place_key


def places(text: str, parser: Parser, outlet: str | None = None) -> dict[str, Mention]:
    """The places of a text by their words; the last of each."""
    page = page_of(text, parser)
    page = Page(replace(page.report, outlet=outlet), page.blocks)
    found = find_places(page, find_mentions(page, None), None)
    return {m.span.quote: m for m in found if m.type is MentionType.PLACE}


def near(m: Mention, latitude: float, longitude: float) -> bool:
    assert m.latitude is not None and m.longitude is not None
    return abs(m.latitude - latitude) < 1 and abs(m.longitude - longitude) < 1


def test_a_town_is_put_on_the_map_with_precision_and_reason(parser: Parser) -> None:
    """A town has its own point, a town's precision and a reason in words."""
    found = places("Shells fell near Mariupol on Monday, and the road to Zaporizhzhia was shut.", parser)
    assert near(found["Mariupol"], 47.1, 37.55)
    assert found["Mariupol"].precision == 2
    assert found["Mariupol"].why


@pytest.mark.parametrize("name", ["Hodeidah", "Hudaydah", "Hodeida"])
def test_romanisations_of_one_town_are_one_point(parser: Parser, name: str) -> None:
    """However the port is spelt in Latin letters, it lies where it lies."""
    found = places(f"Ships waited for three days outside {name} in Yemen.", parser)
    assert near(found[name], 14.8, 42.95)


def test_the_region_after_the_comma_decides(parser: Parser) -> None:
    """A town named with its state is that state's town, each mention by itself."""
    found = places("The family moved from Springfield, Ill., to Athens, Ga., in May.", parser)
    assert near(found["Springfield"], 39.8, -89.65)
    assert near(found["Athens"], 33.95, -83.4)
    assert found["Springfield"].why == "named as in Illinois"
    assert found["Ill."].precision == 4


def test_a_common_name_follows_the_places_beside_it(parser: Parser) -> None:
    """Paris is in Texas where the report is about Texas towns, and in France where it is not."""
    text = "The fire near Paris spread to Lamar County on Friday. Crews from Clarksville and Bonham in Texas came."
    assert near(places(text, parser)["Paris"], 33.66, -95.55)
    assert near(places("The talks in Paris lasted an hour.", parser)["Paris"], 48.85, 2.35)


def test_the_home_of_the_outlet_counts(parser: Parser) -> None:
    """A local paper's town is that of its address: the land by the ending, the town by the name."""
    text = "The council met in London on Tuesday and voted on the budget for Woodstock."
    assert near(places(text, parser, "thelondonpost.ca")["London"], 42.98, -81.23)


@pytest.mark.parametrize(
    ("text", "no_place"),
    [
        ("Dr. Jordan Smith said that nobody was hurt.", "Jordan"),
        ("The singer Paris Hilton came to the ceremony.", "Paris"),
        ("He lived at 12 Dublin Street for a year.", "Dublin"),
        ("Mayor Houston told reporters that he would stay.", "Houston"),
    ],
)
def test_names_of_people_and_streets_are_no_towns(parser: Parser, text: str, no_place: str) -> None:
    """A given name, a surname after a title and the name of a street put nothing on the map."""
    assert no_place not in places(text, parser)


def test_a_state_is_named_twice_as_party_and_as_land(parser: Parser) -> None:
    """The state's mention stays as it was; its land is a mention of its own, of the same entity."""
    page = page_of("Norway sent a ship to the coast of Kenya.", parser)
    before = find_mentions(page, None)
    after = find_places(page, before, None)
    assert set(before) <= set(after)
    land = next(m for m in after if m.span.quote == "Norway" and m.type is MentionType.PLACE)
    assert (land.entity, land.precision) == ("norway", 5)


def test_the_name_of_a_people_says_so(parser: Parser) -> None:
    """A demonym has its country's point and is told apart by its reason."""
    found = places("Two Norwegian officers crossed the line.", parser)
    assert found["Norwegian"].why == "people of Norway"
    assert found["Norwegian"].entity is None


def test_what_the_gazetteer_lacks_is_marked_as_rough(parser: Parser) -> None:
    """A river that no table holds lies at the town named beside it, and says that it is a guess."""
    found = places("Water rose along the Quellander River near Maribor on Sunday.", parser)
    assert found["Quellander River"].precision == 4
    assert "not in the gazetteer" in found["Quellander River"].why


def test_another_spelling_is_looked_for_in_the_countries_named(parser: Parser) -> None:
    """A town in no table under this spelling is found by its sound where the report names its country."""
    found = places("Mortars landed in Dukuchayevsk and near Donetsk, in Ukraine, said monitors.", parser)
    assert near(found["Dukuchayevsk"], 47.75, 37.7)
    assert found["Dukuchayevsk"].why.startswith("another spelling of")


def test_the_accords_own_point_stands(parser: Parser) -> None:
    """A place of the vocabulary keeps its point, whatever towns the gazetteer holds by that name."""
    mark = Entity("paris", "Paris", MentionType.PLACE, latitude=1.5, longitude=2.5)
    vocabulary = replace(LOWMARK, entities=(*LOWMARK.entities, mark))
    page = page_of("The monitors went to Paris on Friday.", parser)
    found = find_places(page, find_mentions(page, vocabulary), vocabulary)
    here = next(m for m in found if m.span.quote == "Paris")
    assert (here.latitude, here.longitude, here.why) == (1.5, 2.5, "the accord's own place")


def test_an_actor_inside_what_is_called_after_it_is_no_town(parser: Parser) -> None:
    """A delegation of an actor that bears the name of a town comes from no town."""
    actor = Entity("lamia", "Lamia", MentionType.PARTY, (Role.PARTY,), "lamia", (Alias("Lamia"),))
    called = Entity(
        "envoys", "delegation of Lamia", MentionType.ORGANISATION, aliases=(Alias("delegation of Lamia"),)
    )
    vocabulary = replace(LOWMARK, entities=(*LOWMARK.entities, actor, called))
    page = page_of("The spokesman said that a delegation of Lamia had been in Athens since Monday.", parser)
    told = find_places(page, find_mentions(page, vocabulary), vocabulary)
    assert [m.span.quote for m in told if m.type is MentionType.PLACE] == ["Athens"]


def test_the_capital_in_news_is_the_capital(parser: Parser) -> None:
    """ "Washington" without more is the capital, not the state of that name."""
    found = places("The envoy returned to Washington from Oslo.", parser)
    assert near(found["Washington"], 38.9, -77.04)


def test_a_dateline_is_a_place(parser: Parser) -> None:
    """Capitals before the dash at the head of a report name where it was written."""
    found = places("KHARKIV - Two bridges were closed on Sunday, the mayor said.", parser)
    assert near(found["KHARKIV"], 49.98, 36.25)


@given(
    st.lists(st.sampled_from(["Paris", "Lebanon", "Georgia", "in", "of", ",", "St.", "County", "-", "said"]))
)
@settings(max_examples=30, deadline=None)
def test_any_words_are_read_alike_twice(parser: Parser, words: list[str]) -> None:
    """No order of names breaks the reading, spans lie in the text, and two readings are one."""
    text = " ".join(["Rain", *words])
    page = page_of(text, parser)
    known = find_mentions(page, None)
    first, second = find_places(page, known, None), find_places(page, known, None)
    assert first == second
    assert all(text[m.span.start : m.span.end] == m.span.quote for m in first)


def test_the_table_is_sorted_and_finds_its_own_lines() -> None:
    """Binary search over the table finds a first, a middle and a last line, and no stranger."""
    table = Gazetteer(
        b"aa\tT\tAa\t1000\t2000\tXX.1\t5\nab c\tTa\tB\t1\t2\tXX\t6\nzz\tC\tZz\t3\t4\tXX.1.2\t7\n"
    )
    assert [p.name for p in table("aa")] == ["Aa"]
    assert table("ab c")[0].alternate
    assert table("zz")[0].kind is Kind.COUNTY
    assert table("a") == table("ab") == table("zzz") == ()


def test_the_gazetteer_of_the_package_holds_the_towns() -> None:
    """The table that is shipped has towns, counties and other names."""
    assert any(p.country == "UA" for p in gazetteer()("kharkiv"))
    assert any(p.kind is Kind.COUNTY for p in gazetteer()("laurel county"))
    assert gazetteer()(place_key("Al-Ḩudaydah"))
