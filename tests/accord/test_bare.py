"""What is heard of an agreement of which `accord.yaml` alone is there: what tells its clauses apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.accord.invented import accord_of, heard

from truceline.model.accord import Accord, SignalKind

DEEDS = (SignalKind.PERFORMED, SignalKind.BEGUN)


def titled(folder: Path, titles: Mapping[str, str]) -> Accord:
    both = "obligors: [vesk, orrin], deadline: {kind: none}, sources: [x]"
    return accord_of(folder, "".join(f'  - {{id: {id}, title: "{t}", {both}}}\n' for id, t in titles.items()))


def done(accord: Accord, words: str) -> set[str]:
    """The clauses of which a sentence tells a deed."""
    return heard(accord, words, DEEDS)


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
    accord = titled(tmp_path, {"A": "Withdraw rocket launchers by 70 km", "B": "Withdraw tanks by 15 km"})
    assert done(accord, words) == clauses


def test_bodies_of_two_names_are_two(tmp_path: Path) -> None:
    accord = titled(tmp_path, {"A": "Harbour committee of both sides", "B": "A river commission is formed"})
    assert done(accord, "The harbour committee met for the first time on Tuesday.") == {"A"}
    assert done(accord, "The river commission held its first meeting in Tarn.") == {"B"}
    assert done(accord, "The trade committee met for the first time on Tuesday.") == set()


def test_captives_and_prisoners_are_told_apart_only_where_an_agreement_has_both(tmp_path: Path) -> None:
    one, both = tmp_path / "one", tmp_path / "both"
    for folder in (one, both):
        folder.mkdir()
    words = "Orrin freed forty prisoners at the bridge."
    assert done(titled(one, {"A": "Release of all hostages"}), words) == {"A"}
    assert done(titled(both, {"A": "Release of all hostages", "B": "Release of prisoners"}), words) == {"B"}


def test_aid_that_comes_is_told_of_each_clause_that_asks_for_aid(tmp_path: Path) -> None:
    accord = titled(tmp_path, {"A": "Unhindered humanitarian access", "B": "Access for humanitarian aid"})
    assert done(accord, "Lorries unloaded relief supplies in Tarn for a third day.") == {"A", "B"}


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("By noon on Tuesday Vesk had left the mill bridge.", {"A"}),
        ("Vesk pulled out of the hill village at dawn.", {"B"}),
        ("Vesk left the talks at the hotel bar.", set()),
        ("Vesk had left the rail bridge on Friday.", {"C"}),
        ("Vesk has not left the mill bridge.", set()),
    ],
)
def test_who_leaves_the_place_of_a_title_needs_no_word_for_troops(
    tmp_path: Path, words: str, clauses: set[str]
) -> None:
    one = "obligors: [vesk], deadline: {kind: by, due: day 7}, sources: [x]"
    titles = {
        "A": "Leave the mill bridge",
        "B": "Withdraw from the hill village",
        "C": "Leave the rail bridge",
    }
    accord = accord_of(
        tmp_path, "".join(f'  - {{id: {id}, title: "{t}", {one}}}\n' for id, t in titles.items())
    )
    assert done(accord, words) == clauses


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The handover of the prisoners took place at the ferry.", True),
        ("The release of forty prisoners was carried out on Monday.", True),
        ("The release of the prisoners is to be carried out on Monday.", False),
    ],
)
def test_a_deed_is_heard_by_its_noun_where_it_has_come_about(tmp_path: Path, words: str, told: bool) -> None:
    accord = titled(tmp_path, {"A": "Release all prisoners"})
    assert done(accord, words) == ({"A"} if told else set())


@pytest.mark.parametrize(
    ("words", "alleged"),
    [
        ("Orrin said Vesk had violated the ceasefire at Tarn.", True),
        ("Orrin said Vesk had violated the agreement at Tarn.", True),
        ("Orrin said Vesk had violated the agreement by keeping back forty prisoners.", False),
        ("Orrin said Vesk had violated the maritime agreement with a neighbour.", False),
    ],
)
def test_who_breaks_an_agreement_by_another_matter_is_not_said_to_break_the_truce(
    tmp_path: Path, words: str, alleged: bool
) -> None:
    during = "obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]"
    accord = accord_of(tmp_path, f'  - {{id: A, title: "Ceasefire on all fronts", {during}}}\n')
    assert heard(accord, words, [SignalKind.BREACH_ALLEGED]) == ({"A"} if alleged else set())


def test_what_stands_in_the_name_of_an_actor_names_no_matter(tmp_path: Path) -> None:
    """A clause that only names the monitoring mission is not about monitoring."""
    head = "obligors: [vesk], deadline: {kind: none}, sources: [x]"
    clauses = (
        f'  - {{id: M, title: "No columns on the march without word to the Lake Monitoring Mission", {head}}}\n'
        f'  - {{id: V, title: "The mission monitors the march of columns", {head}}}\n'
    )
    accord = accord_of(tmp_path, clauses, "  - {id: lmm, name: Lake Monitoring Mission, roles: [verifier]}\n")
    assert {w.clause for w in accord.watches if w.signal is SignalKind.PERFORMED} == {"V"}
    assert accord.unheard == ("M",)


def test_a_number_in_a_title_does_not_hide_its_deed(tmp_path: Path) -> None:
    accord = titled(tmp_path, {"A": "Hand over 40 rifles"})
    assert done(accord, "Vesk handed over nine rifles.") == {"A"}


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("Vesk has demobilised 300 fighters.", {"D"}),
        ("Vesk has paid 20 pounds to each of them.", {"P"}),
        ("Vesk has not paid the money.", set()),
    ],
)
def test_a_clause_of_money_is_not_told_by_what_becomes_of_those_who_get_it(
    tmp_path: Path, words: str, clauses: set[str]
) -> None:
    titles = {"P": "Pay reintegration money to former fighters", "D": "Demobilise fighters"}
    assert done(titled(tmp_path, titles), words) == clauses
