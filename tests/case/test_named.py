"""Names that somebody gives: what is meant is taken, what is not is refused with what may have been."""

from __future__ import annotations

import pytest

from truceline import accord
from truceline.case.named import clause_named, party_named
from truceline.errors import ItemNotFound

GAZA = accord.load(accord.find("gaza-2025-01"))


def test_a_clause_is_found_by_its_id_in_any_case() -> None:
    """Hands that hurry write small letters and underscores."""
    assert clause_named(GAZA, "p2_talks").id == "P2-talks"


@pytest.mark.parametrize("words", ["netzarim", "NETZARIM"])
def test_words_of_a_title_lead_to_the_clauses_that_have_them(words: str) -> None:
    """Who knows what a clause is about need not know its number."""
    with pytest.raises(ItemNotFound) as refused:
        clause_named(GAZA, words)
    titles = {c.id: c.title for c in GAZA.clauses if "netzarim" in c.title.casefold()}
    assert titles and any(f"{i} ({t})" in str(refused.value) for i, t in titles.items())


def test_what_is_like_no_clause_is_answered_with_all_of_them() -> None:
    """A list to choose from is better than a guess."""
    with pytest.raises(ItemNotFound, match="clauses: "):
        clause_named(GAZA, "zzzzzz")


@pytest.mark.parametrize("name", ["israel", "Israel", "ISRAEL"])
def test_a_party_is_found_by_its_id_and_by_its_names(name: str) -> None:
    """As the agreement writes it, and as its vocabulary does."""
    assert party_named(GAZA, (), name) == "israel"


def test_a_party_that_only_reports_name_is_one() -> None:
    """Nobody has to be in the agreement to have said something."""
    assert party_named(GAZA, ("riverland",), "Riverland") == "riverland"
    assert party_named(None, ("riverland",), "riverland") == "riverland"


def test_what_is_no_party_is_answered_with_those_that_are() -> None:
    """A slip of one letter is offered mended."""
    with pytest.raises(ItemNotFound, match="did you mean israel"):
        party_named(GAZA, (), "isreal")
    with pytest.raises(ItemNotFound, match="parties: riverland"):
        party_named(None, ("riverland",), "zz")
