"""That a clause is spoken of by the things and deeds of its title in other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.accord.invented import accord_of, heard

from truceline.accord import load
from truceline.accord.watch import language, varied
from truceline.model.accord import Accord, Pattern, SignalKind

CLAUSES = """\
  - {id: A, title: Let repair of essential services go on, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: B, title: Exchange of maps of minefields, obligors: [vesk, orrin], deadline: {kind: none}, sources: [x]}
  - {id: C, title: Vesk and Orrin bury the dead of both, obligors: [vesk, orrin], deadline: {kind: none}, sources: [x]}
"""


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    return accord_of(tmp_path_factory.mktemp("lagoon-2031"), CLAUSES)


def spoken(accord: Accord, words: str) -> set[str]:
    return heard(accord, words, {SignalKind.SPOKEN_OF})


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("Technicians have fixed the waterworks in Lower Tarn.", "A"),
        ("The two armies swapped charts that show where their landmines lie.", "B"),
        ("Nuns gathered forty corpses from the reeds, and they were laid to rest.", "C"),
    ],
)
def test_a_sentence_that_names_two_things_of_a_title_speaks_of_the_clause(
    accord: Accord, words: str, clause: str
) -> None:
    """In the words of the day, not in those of the title."""
    assert spoken(accord, words) == {clause}


@pytest.mark.parametrize(
    "words",
    [
        "The price of electricity rose in Vesk.",  # one thing
        "Vesk and Orrin played to a draw.",  # names alone
        "Sappers cleared a field near the mill.",
        "The ferry runs again.",  # "runs again" is the repair and the service at once
    ],
)
def test_one_thing_or_names_alone_speak_of_nothing(accord: Accord, words: str) -> None:
    """Nor do two groups in the same words."""
    assert spoken(accord, words) == set()


SHARED = """\
id: quay-2031
name: Quay accord between Vesk and Orrin
short_name: Quay accord
review: draft
text_status: signed and public
text_read: none
start: 2031-03-02
actors:
  - {id: vesk, name: Vesk, roles: [party]}
  - {id: orrin, name: Orrin, roles: [party]}
day_counts:
  - {id: day1, first: 1, words: 2 March 2031 is day 1}
clauses:
  - {id: P1, title: Release 20 prisoners serving life for each sailor, obligors: [vesk], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: P2, title: Release 30 prisoners serving life for each pilot, obligors: [vesk], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: P3, title: Release 40 prisoners serving life for the wounded, obligors: [vesk], deadline: {kind: during, opens: start}, sources: [x]}
sources: {x: invented}
"""


def test_what_three_titles_share_speaks_of_none_of_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    """However many words of a title stand in a sentence, one must tell the clause apart."""
    folder = tmp_path_factory.mktemp("quay") / "quay-2031"
    folder.mkdir()
    (folder / "accord.yaml").write_text(SHARED, "utf-8")
    quay = load(folder)
    assert spoken(quay, "The list held 60 prisoners who were serving life terms, to be released.") == set()
    assert spoken(quay, "Prisoners serving life were released for the sailors.") == {"P1"}


def test_what_is_owed_is_told_as_a_duty_and_not_as_kept(accord: Accord) -> None:
    words = "The two armies are to swap charts that show where their landmines lie."
    assert heard(accord, words, {SignalKind.SPOKEN_OF}) == set()
    assert heard(accord, words, {SignalKind.DUTY_STATED}) >= {"B"}


def test_a_word_of_a_title_is_met_in_the_spelling_of_the_other_shore(tmp_path: Path) -> None:
    clause = "  - {id: A, title: Decentralisation of the ferry law, obligors: [vesk], deadline: {kind: none}, sources: [x]}\n"
    accord = accord_of(tmp_path, clause)
    assert spoken(accord, "The bill speaks of decentralization.") == {"A"}


def test_what_is_demolished_is_no_withdrawal() -> None:
    """A rule that takes "dismantled" for troops that left does not hear houses torn down."""
    spoken = language()
    (asked,) = varied(SignalKind.PERFORMED, [Pattern((("withdrew", "dismantled"),))], spoken)[:1]
    assert "pulled back" in asked.all[0]
    assert not {"demolished", "torn down", "closed"} & set(asked.all[0])


WANTING = """\
  - {id: A, title: Train and unify the forces, obligors: [vesk, orrin], deadline: {kind: by, due: 2031-04-01}, sources: [x]}
  - {id: B, title: Hold a conference 60 days before the end, obligors: [vesk, orrin], deadline: {kind: by, due: 2031-05-01}, sources: [x]}
  - {id: D, title: Exchange lists of prisoners, obligors: [vesk, orrin], deadline: {kind: by, due: 2031-04-01}, sources: [x]}
  - {id: C, title: Hospitals and waterworks are spared, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
"""


@pytest.fixture(scope="module")
def wanting(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    return accord_of(tmp_path_factory.mktemp("wanting"), WANTING)


def test_a_deed_of_a_title_is_told_as_wanting_in_other_words(wanting: Accord) -> None:
    """Whatever its rules listen for."""
    asked = {SignalKind.NOT_PERFORMED}
    assert heard(
        wanting, "Not a single battalion has finished its course, so that no joint force was trained.", asked
    ) == {"A"}
    assert heard(wanting, "Recruits finished their course, and the battalions were merged.", asked) == set()


def test_who_says_that_a_deed_is_wanting_says_of_what(wanting: Accord) -> None:
    """An exchange of prisoners is none of their lists."""
    asked = {SignalKind.NOT_PERFORMED}
    assert heard(wanting, "The swap of detainees has not taken place.", asked) == set()
    assert heard(wanting, "The swap of the rolls of detainees has not taken place.", asked) == {"D"}


def test_a_charge_that_names_the_matter_of_a_clause_is_a_charge_of_it(wanting: Accord) -> None:
    """And not of the agreement at large alone."""
    asked = {SignalKind.BREACH_ALLEGED}
    assert "C" in heard(
        wanting, "Orrin is in breach of the deal by sitting in clinics and cutting the water mains.", asked
    )
    assert "C" not in heard(wanting, "Orrin mended the water mains and the clinic.", asked)


def test_what_a_third_party_owes_too_is_not_broken_by_what_one_side_lays_at_the_others_door(
    tmp_path: Path,
) -> None:
    """Where a mission is bound with both, such words alone do not tell who broke it."""
    clauses = """\
  - {id: C, title: Hospitals and waterworks are spared, kind: ban, obligors: [OWED], deadline: {kind: during, opens: start}, sources: [x]}
"""
    words = "Orrin is in breach of the deal by sitting in clinics and cutting the water mains."
    for owed, told in (("vesk, orrin", {"C"}), ("lmm, vesk, orrin", set[str]())):
        folder = tmp_path / owed.replace(", ", "-")
        folder.mkdir()
        accord = accord_of(
            folder, clauses.replace("OWED", owed), "  - {id: lmm, name: Lake Mission, roles: [verifier]}\n"
        )
        assert heard(accord, words, {SignalKind.BREACH_ALLEGED}) == told


def test_a_number_of_a_title_is_met_in_words(wanting: Accord) -> None:
    assert "B" in spoken(wanting, "Sixty days before the end there was a conference.")


GUNS = """\
  - {id: A, title: Withdraw all howitzers, obligors: [vesk, orrin], deadline: {kind: by, due: 2031-04-01}, sources: [x]}
  - {id: W, title: The Lagoon Commission watches over the ferry, obligors: [lagoon], deadline: {kind: none}, sources: [x]}
  - {id: R, title: The Lagoon Commission gives its chair to Vesk, obligors: [lagoon], deadline: {kind: by, due: 2031-04-01}, sources: [x]}
"""


@pytest.fixture(scope="module")
def guns(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    lagoon = "  - {id: lagoon, name: Lagoon Commission, roles: [verifier]}\n"
    return accord_of(tmp_path_factory.mktemp("guns"), GUNS, lagoon)


def test_a_deed_that_is_told_as_wanting_may_have_its_things_named_elsewhere_in_the_paragraph(
    guns: Accord,
) -> None:
    asked = {SignalKind.NOT_PERFORMED}
    assert heard(guns, "The withdrawal has not taken place.", asked) == set()
    named = "Forty howitzers stand on the ridge above Lower Tarn."
    assert heard(guns, "The withdrawal has not taken place.", asked, named) == {"A"}


def test_a_body_that_is_told_to_meet_or_look_does_what_it_was_set_up_for(guns: Accord) -> None:
    """What it owes by a day is not done by that."""
    asked = {SignalKind.PERFORMED}
    assert heard(guns, "The Lagoon Commission met on Tuesday.", asked) == {"W"}
    assert heard(guns, "It has met forty times.", asked, "The Lagoon Commission is bored.") == {"W"}
    assert heard(guns, "It has met forty times.", asked, "The harbour board is bored.") == set()
    assert heard(guns, "The Lagoon Commission was not sitting.", asked) == set()
