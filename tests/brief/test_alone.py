"""What a sentence needs to be understood alone, whose word it is, and what is not counted."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.brief.made import given, report
from tests.brief.test_voice import told

from truceline import brief
from truceline.brief.sides import head_of, is_nameless, side_of
from truceline.model.brief import Brief
from truceline.model.reading import Manner, Reading


def own(text: str, content: str) -> str | None:
    """A sentence in the outlet's own voice, as it is told."""
    return told(text, content, text.split()[0], None, manner=Manner.OWN)


@pytest.mark.parametrize("tie", ["However,", "Simultaneously,", "Meanwhile,", "In response,"])
def test_a_connective_at_the_head_is_dropped(tie: str) -> None:
    """It ties the sentence to one that is not told."""
    text = f"{tie} Brunmark closed the bridge."
    assert own(text, "Brunmark closed the bridge") == (
        "The Herald, in its own voice: “Brunmark closed the bridge.”"
    )


def test_a_sentence_that_points_back_is_told_with_the_one_before() -> None:
    """The reader sees what "This" is."""
    text = "Brunmark closed the bridge. This came after shots were heard."
    assert own(text, "This came after shots were heard") == (
        "The Herald, in its own voice: “Brunmark closed the bridge. This came after shots were heard.”"
    )


def test_a_sentence_that_points_to_nothing_is_not_told() -> None:
    """Nothing resolves the pronoun."""
    assert own("They closed the bridge.", "They closed the bridge") is None


def test_two_pronouns_that_may_mean_two_things_are_quoted() -> None:
    """Who "he" and "it" are cannot be told apart."""
    text = "The mayor of Vellin said that he thought it was closing."
    assert told(
        text, "he thought it was closing", "said", "The mayor of Vellin", holder="mayor of Vellin"
    ) == ("The Herald writes: “The mayor of Vellin said that he thought it was closing.”")


@pytest.mark.parametrize("words", ["data", "Delay", "talks", "he", "R-Ky.", ""])
def test_things_and_pronouns_are_no_sides(words: str) -> None:
    """Only who is named or described can take a side."""
    assert is_nameless(words)


@pytest.mark.parametrize("words", ["two officials from the ministry", "Anna Weld", "the Lakes summit"])
def test_people_and_bodies_are_sides(words: str) -> None:
    """Named or described."""
    assert not is_nameless(words)


def test_one_side_has_one_key_whatever_article_or_case() -> None:
    """An article makes no second side."""
    assert side_of("The emergency summit", None, None) == side_of("Emergency summit", None, None)
    assert head_of("two officials from the border ministry") == "officials"


def all_words(made: Brief) -> str:
    """Every sentence of a brief."""
    return "\n".join(s.text for x in made.sections for i in x.items for s in i.sentences)


def test_an_origin_that_was_withdrawn_is_not_counted_and_says_so() -> None:
    """It is told with a word that it was withdrawn."""
    before = given()
    lines = tuple(replace(x, withdrawn=not x.own_voice) for x in before.weighing.lineages)
    made = brief.compose(given(weighing=replace(before.weighing, lineages=lines)))
    assert "withdrawn since" in all_words(made)
    assert "withdrawn and not counted" in made.summary
    assert "withdrawn" not in brief.compose(before).summary


def test_a_report_of_an_unknown_outlet_is_no_outlet() -> None:
    """Two such reports are not counted as two outlets, on the line that tells what the brief was made of."""
    before = given()
    named = {r.outlet for r in before.reports if r.outlet}
    reports = (replace(before.reports[0], outlet=None), *before.reports[1:])
    rest = {r.outlet for r in reports if r.outlet}
    assert f"{len(named)} outlet" in brief.compose(before).summary
    told = brief.compose(given(reports=reports)).summary
    assert f"{len(rest)} outlet" in told and "1 report of an unknown one" in told


def test_an_empty_section_says_what_was_searched() -> None:
    """Never that something is not there."""
    none = given(
        reports=(report("r", "The lake is wide.", "The Herald", "2031-03-13"),),
        readings=(Reading("r", True),),
    )
    made = brief.compose(
        replace(none, standings=(), before=(), weighing=replace(none.weighing, lineages=(), findings=()))
    )
    for section in made.sections:
        if not section.items and not section.tables:
            assert "found" in section.empty, section.key


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Addresses and tables fold."""
    out = io.StringIO()
    brief.terminal(brief.compose(given()), Console(width=width, file=out))
    assert all(cell_len(line.rstrip()) <= width for line in out.getvalue().splitlines())


def test_an_answer_that_a_person_confirmed_is_marked() -> None:
    """In the table as in a sentence; no other answer is."""
    before = given()
    value = next(v for f in before.weighing.findings if len(f.values) > 1 for v in f.values)
    sure = frozenset(e.claim for e in value.evidence if e.claim)
    made = brief.compose(given(confirmed=sure))
    cells = [c.text for x in made.sections for t in x.tables for row in t.rows for c in row]
    assert any("✓ confirmed" in c for c in cells)
    plain = [c.text for x in brief.compose(before).sections for t in x.tables for row in t.rows for c in row]
    assert not any("✓" in c for c in plain)
