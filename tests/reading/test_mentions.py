"""Who and what a report names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.accord import Vocabulary
from truceline.model.reading import Mention, MentionType
from truceline.reading.mentions import find_mentions
from truceline.reading.names import folded
from truceline.reading.parser import Parser
from truceline.reading.romanisation import same_name, same_word


def mentions(text: str, parser: Parser, vocabulary: Vocabulary | None = LOWMARK) -> list[Mention]:
    return list(find_mentions(page_of(text, parser), vocabulary))


def entity_of(words: str, found: list[Mention]) -> str | None:
    """The entity of the mention with these words; the first where there are several."""
    return next(m.entity for m in found if m.span.quote == words)


def test_a_nominal_means_what_was_named_before_it(parser: Parser) -> None:
    """ "The movement" is nobody in the first sentence, and the league after it has been named."""
    before = mentions("The movement of goods was slow.", parser)
    assert all(m.entity != "marsh-league" for m in before)
    after = mentions("The Marsh League spoke at noon. The movement said that it would wait.", parser)
    assert entity_of("The movement", after) == "marsh-league"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ole Tolle, a baker in Orlu, said that it was quiet.", ("baker",)),
        ("Army spokesman Ole Tolle said that it was quiet.", ("spokesman",)),
        ("Ole Tolle, 43, said that it was quiet.", ("",)),
        ("Mr. Ole Tolle said that it was quiet.", ()),
    ],
)
def test_what_stands_beside_a_name_tells_what_its_bearer_is(
    text: str, told: tuple[str, ...], parser: Parser
) -> None:
    assert [m.described for m in mentions(text, parser, None) if m.entity == "ole-tolle"] == [told]


def test_a_body_is_meant_by_its_last_words(parser: Parser) -> None:
    """A shortened name of a body leads back to it, also where the body is unknown."""
    found = mentions("The Harbour Safety Council met on Monday. The council said nothing.", parser, None)
    assert entity_of("The council", found) == entity_of("Harbour Safety Council", found) is not None


@pytest.mark.parametrize("office", ["Prosecutor General's Office", "Governor's Office", "Mayor's Bureau"])
def test_the_office_of_a_title_is_a_body_of_its_own(office: str, parser: Parser) -> None:
    """A title that owns what follows belongs to the name: the offices of two titles are not one, and nobody's."""
    found = mentions(f"The {office} said on Monday that the port of Orsa was open.", parser, None)
    office_is = next(m for m in found if m.span.quote == office)
    assert office_is.type is MentionType.ORGANISATION
    other = mentions("The Auditor General's Office said that it was shut.", parser, None)
    assert office_is.entity not in {m.entity for m in other}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Early on Sunday Teymur Haratyan, the mayor, thanked the guests.", "Teymur Haratyan"),
        ("On Monday Marek Dolan said that the truce held.", "Marek Dolan"),
        ("The Sunday Chronicle said that the truce held.", "Sunday Chronicle"),
    ],
)
def test_the_day_on_which_somebody_acts_is_no_part_of_a_name(text: str, name: str, parser: Parser) -> None:
    """A weekday after "on" is a day; in the name of a paper it stands."""
    assert name in [m.span.quote for m in find_mentions(page_of(text, parser), LOWMARK)]


def test_a_surname_means_the_person_named_before(parser: Parser) -> None:
    """Full name first, then the surname alone: one entity, with the title in the mention."""
    text = "Minister Anton Velderic spoke in Crestholm. Velderic said that the bridge was open."
    found = mentions(text, parser)
    assert entity_of("Velderic", found) == entity_of("Minister Anton Velderic", found) == "anton-velderic"


def test_a_surname_of_somebody_else_is_not_taken(parser: Parser) -> None:
    """A known surname after a strange first name is another person."""
    found = mentions("Ilse Tolle said that the mill was closed.", parser)
    assert all(m.entity != "mira-tolle" for m in found)


def test_another_spelling_is_the_same_person(parser: Parser) -> None:
    """A romanised name in another spelling leads to the person of the vocabulary."""
    found = mentions("The spokesman, Orsan el-Veliq, said that the crews were free.", parser)
    assert entity_of("Orsan el-Veliq", found) == "orsan-al-velik"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Crestholm rejected the offer.", MentionType.PARTY),
        ("The talks between Crestholm and the Marsh League failed.", MentionType.PARTY),
        ("The delegation arrived in Crestholm.", MentionType.PLACE),
        ("A market in Crestholm burned down.", MentionType.PLACE),
    ],
)
def test_a_capital_that_acts_is_its_government(text: str, kind: MentionType, parser: Parser) -> None:
    """A place speaks for its state only as an actor."""
    found = [m for m in mentions(text, parser) if m.span.quote == "Crestholm"]
    assert [m.type for m in found] == [kind]


def test_sources_without_a_name_keep_their_party(parser: Parser) -> None:
    """Officials of a party are an entity of this report, and "one official" is one of them."""
    text = "Two officials from the Marsh League spoke at noon. One official said that the talks had begun."
    found = mentions(text, parser)
    two = next(m for m in found if m.span.quote == "Two officials from the Marsh League")
    one = next(m for m in found if m.span.quote == "One official")
    assert two.party == one.party == "marsh-league"
    assert two.entity != one.entity
    assert str(two.entity).startswith("anonymous-")


def test_without_a_vocabulary_states_and_roles_are_known(parser: Parser) -> None:
    """A people's name gives the party of an official, and a ministry its state."""
    found = mentions("A Kenyan official met the Peruvian Foreign Ministry in Lima.", parser, None)
    assert next(m.party for m in found if m.span.quote == "A Kenyan official") == "kenya"
    assert entity_of("the Peruvian Foreign Ministry", found) == "peru-foreign-ministry"
    assert entity_of("Lima", found) == "lima"


def test_joined_peoples_give_no_single_owner(parser: Parser) -> None:
    """The forces of two states belong to neither alone; a backer is no owner."""
    found = mentions("Peruvian and Chilean forces met. Kenyan-backed fighters left.", parser, None)
    assert all(m.entity not in ("peru-military", "chile-military") for m in found)
    assert all(m.party != "kenya" for m in found if "fighters" in m.span.quote)


def test_an_abbreviation_in_brackets_is_kept(parser: Parser) -> None:
    """A short form that the report introduces means the body from there on."""
    text = "The Harbour Safety Council (HSC) met on Monday. On Friday the HSC voted."
    found = mentions(text, parser, None)
    ids = [m.entity for m in found if m.span.quote.endswith("HSC")]
    assert set(ids) == {"harbour-safety-council"}
    assert len(ids) == 2


def test_a_town_is_told_from_a_man_by_the_whole_page(parser: Parser) -> None:
    """A name used once with "in" is a place where the sentence itself leaves it open."""
    text = "Tall Berun was quiet. Fighting stopped in Tall Berun on Sunday."
    kinds = {m.type for m in mentions(text, parser, None) if m.span.quote == "Tall Berun"}
    assert kinds == {MentionType.PLACE}


def test_capitals_are_asked_for(parser: Parser) -> None:
    """ "us" is no state, "who" no health body."""
    found = mentions("They told us who did it.", parser, None)
    assert not [m for m in found if m.entity in ("united-states", "world-health-organization")]


def test_ids_are_the_same_in_every_report(parser: Parser) -> None:
    """Entities keep their ids; sources without a name never share one across reports."""
    first = mentions("A Marsher official spoke. The Marsh League agreed.", parser)
    second = mentions("The Marsh League agreed. A Marsher official spoke.", parser)
    named = {m.entity for m in first} & {m.entity for m in second}
    assert "marsh-league" in named
    assert not any(str(e).startswith("anonymous-") for e in named)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Mohammed Darwan", "Muhammad Darwan", True),
        ("Abdel Karim al-Sadoun", "Abdul-Karim Sadoun", True),
        ("Yitzhak Ben-Ari", "Itzhak Ben Ari", True),
        ("Aleksei Petrov", "Alexey Petrov", True),
        ("Tewodros Bekele", "Tewodros Beqele", True),
        ("Karim Sadoun", "Karim Hamdan", False),
    ],
)
def test_spellings_of_one_name(a: str, b: str, same: bool) -> None:
    """Usual choices of romanisation fall together; different names do not."""
    assert same_name(a, b) is same


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    """Offsets found in folded text are offsets of the text."""
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="abcdefghiklmnoprstuvyz", min_size=1, max_size=12))
def test_a_name_is_itself(word: str) -> None:
    """Every name equals itself, whatever its letters."""
    assert same_word(word, word.title())


PIECES = (
    "Uplands ",
    "the movement ",
    "Marsh League",
    " said",
    ". ",
    "“",
    "”",
    "Minister Anton Vel",
    "’s ",
    "\n\n",
    "(MPB) ",
    "İ ",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_spans_are_the_words_at_their_place(parser: Parser, pieces: list[str]) -> None:
    """Whatever the text, a mention's words stand where it says."""
    text = "".join(pieces)
    if not text.strip():
        return
    for m in mentions(text, parser):
        m.span.check(text)
