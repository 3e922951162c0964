"""Patterns ask for words that stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.accord import Pattern
from truceline.model.match import contains, fold, group_of, matches

TALKS = Pattern(
    all=(("talk*", "negotiat*"), ("second phase", "phase two", "next round* of")), none=("first phase",)
)


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("Negotiators met on the second-phase terms", True),
        ("TALKS on Phase Two", True),
        ("the next rounds of talks", True),
        ("the second phase", False),
        ("they stalked the second phase", False),
        ("talks on the second phase after the first phase", False),
    ],
)
def test_each_group_needs_an_alternative_and_nothing_of_none(words: str, fits: bool) -> None:
    """Case, hyphens and endings after a star do not matter; whole words do."""
    assert matches(TALKS, words) is fits


def test_an_entity_stands_in_for_words() -> None:
    """`@id` is met by a mention of that entity, whatever the words."""
    pattern = Pattern(all=(("@northern-gate", "gate"), ("clos*",)))
    assert matches(pattern, "it was closed", {"northern-gate"})
    assert not matches(pattern, "it was closed", {"southern-gate"})


def test_a_pattern_that_asks_nothing_fits_nothing() -> None:
    """An empty pattern is no wildcard."""
    assert not matches(Pattern(all=()), "anything at all")


def test_folding_takes_accents_and_marks_away() -> None:
    """Possessives, accents and hyphens become gaps."""
    assert fold("São’s cease-fire, 1,700 men") == " sao s cease fire 1,700 men "


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=6))
def test_any_word_of_a_text_is_found_in_it(words: list[str]) -> None:
    """Every word, and every beginning of it with a star, is found where it stands."""
    folded = fold("-".join(words).upper())
    for w in words:
        assert contains((w,)).fits(folded)
        assert contains((w[:3] + "*",)).fits(folded)
    assert not contains(("alphabet",)).fits(folded)


def test_words_parted_or_open_at_their_end_are_found_where_they_begin() -> None:
    group = group_of(("pull* ~ back", "handed ~ over", "cease* fire now"))
    told = ("They pulled their guns back", "It handed all three over", "Let them ceased fire now")
    for words, lead in zip(told, (" pull", " handed ", " cease"), strict=True):
        assert group.fits(fold(words), ())
        assert lead in group.leads
        assert lead in fold(words)
    assert not group.fits(fold("They pulled their guns"), ())
