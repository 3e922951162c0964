"""That a clause is spoken of by the things and deeds of its title in other words."""

from __future__ import annotations

import pytest

from truceline.accord import load
from truceline.model.accord import Accord, SignalKind
from truceline.model.match import fold
from truceline.model.span import Span
from truceline.standing.rules import Piece, rules_of

ACCORD = """\
id: lagoon-2031
name: Lagoon accord between Vesk and Orrin
short_name: Lagoon accord
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
clauses:
  - {id: A, title: Let repair of essential services go on, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: B, title: Exchange of maps of minefields, obligors: [vesk, orrin], deadline: {kind: none}, sources: [x]}
  - {id: C, title: Vesk and Orrin bury the dead of both, obligors: [vesk, orrin], deadline: {kind: none}, sources: [x]}
measures: {}
sources: {x: invented}
"""


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    folder = tmp_path_factory.mktemp("lagoon-2031")
    (folder / "accord.yaml").write_text(ACCORD, "utf-8")
    return load(folder)


def spoken(accord: Accord, words: str) -> set[str]:
    piece = Piece(Span("r", 0, len(words), words), fold(words), {"vesk": (" vesk ",)}, False)
    return {w.clause for w in rules_of(accord.watches).fitting(piece) if w.signal is SignalKind.SPOKEN_OF}


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
