"""What is heard of an agreement of which `accord.yaml` alone is there: what tells its clauses apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from truceline.accord import load
from truceline.model.accord import Accord, SignalKind
from truceline.model.match import fold
from truceline.model.span import Span
from truceline.standing.rules import Piece, rules_of

HEAD = """\
id: fjord-2031
name: Fjord accord between Vesk and Orrin
short_name: Fjord accord
review: draft
text_status: signed and public
text_read: none
signed: 2031-03-01
start: 2031-03-02
actors:
  - {id: vesk, name: Vesk, roles: [party]}
  - {id: orrin, name: Orrin, roles: [party]}
day_counts:
  - {id: day1, first: 1, words: 2 March 2031 is day 1}
measures: {}
sources: {x: invented}
clauses:
"""
DEEDS = (SignalKind.PERFORMED, SignalKind.BEGUN)


def accord_of(folder: Path, titles: Mapping[str, str]) -> Accord:
    both = "obligors: [vesk, orrin], deadline: {kind: none}, sources: [x]"
    clauses = "".join(f'  - {{id: {id}, title: "{title}", {both}}}\n' for id, title in titles.items())
    (folder / "accord.yaml").write_text(HEAD + clauses, "utf-8")
    return load(folder)


def done(accord: Accord, words: str) -> set[str]:
    """The clauses of which a sentence tells a deed."""
    piece = Piece(Span("r", 0, len(words), words), fold(words), {"vesk": (" vesk ",)}, False)
    return {w.clause for w in rules_of(accord.watches).fitting(piece) if w.signal in DEEDS}


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("Vesk pulled its tanks back behind the ridge.", {"B"}),
        ("Vesk withdrew its rocket launchers on Monday.", {"A"}),
    ],
)
def test_the_noun_of_the_title_tells_a_clause_from_one_about_things_of_the_same_kind(
    tmp_path: Path, words: str, clauses: set[str]
) -> None:
    accord = accord_of(tmp_path, {"A": "Withdraw rocket launchers by 70 km", "B": "Withdraw tanks by 15 km"})
    assert done(accord, words) == clauses


def test_bodies_of_two_names_are_two(tmp_path: Path) -> None:
    accord = accord_of(
        tmp_path, {"A": "Harbour committee of both sides", "B": "A river commission is formed"}
    )
    assert done(accord, "The harbour committee met for the first time on Tuesday.") == {"A"}
    assert done(accord, "The river commission held its first meeting in Tarn.") == {"B"}
    assert done(accord, "The trade committee met for the first time on Tuesday.") == set()


def test_captives_and_prisoners_are_told_apart_only_where_an_agreement_has_both(tmp_path: Path) -> None:
    one, both = tmp_path / "one", tmp_path / "both"
    for folder in (one, both):
        folder.mkdir()
    words = "Orrin freed forty prisoners at the bridge."
    assert done(accord_of(one, {"A": "Release of all hostages"}), words) == {"A"}
    assert done(accord_of(both, {"A": "Release of all hostages", "B": "Release of prisoners"}), words) == {
        "B"
    }


def test_aid_that_comes_is_told_of_each_clause_that_asks_for_aid(tmp_path: Path) -> None:
    accord = accord_of(tmp_path, {"A": "Unhindered humanitarian access", "B": "Access for humanitarian aid"})
    assert done(accord, "Lorries unloaded relief supplies in Tarn for a third day.") == {"A", "B"}
