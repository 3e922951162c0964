"""Which clause a sentence tells of that no rule hears, and what it tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.accord.invented import accord_of
from tests.standing.test_charging import says

from truceline.model.accord import Accord, SignalKind
from truceline.model.match import fold
from truceline.model.reading import Modality, Stance
from truceline.model.span import Span
from truceline.standing.nearest import Nearest
from truceline.standing.rules import Piece

K = SignalKind
CLAUSES = """\
  - {id: A, title: Vesk carries its howitzers and grenades to the quarry camps, obligors: [vesk],
     deadline: {kind: by, due: 2031-04-01}, sources: [x]}
  - {id: B, title: Orrin exchanges lists of its prisoners, obligors: [orrin],
     deadline: {kind: by, due: 2031-04-01}, sources: [x]}
  - {id: C, title: Orrin lets food and medicine through the river crossing, obligors: [orrin],
     deadline: {kind: during, opens: start}, sources: [x]}
  - {id: D, title: A commission on the fishing grounds is set up, obligors: [vesk, orrin],
     deadline: {kind: none}, sources: [x]}
"""


WATCH = """\
accord: lake
watches:
  - {id: carried, clause: A, signal: performed, patterns: [{all: [[howitzers], [carried]]}]}
  - {id: swapped, clause: B, signal: performed, patterns: [{all: [[lists], [exchanged]]}]}
  - {id: let-in, clause: C, signal: performed, patterns: [{all: [[food], [entered]]}]}
"""


@pytest.fixture
def made(tmp_path: Path) -> Accord:
    (folder := tmp_path / "lake").mkdir()
    (folder / "watch.yaml").write_text(WATCH, "utf-8")
    return accord_of(folder, CLAUSES)


def told(accord: Accord, words: str, party: str | None = None, **how: object) -> tuple[tuple[str, K], ...]:
    claim = says(party, words)
    for name, value in how.items():
        claim = claim.__class__(**{f: getattr(claim, f) for f in claim.__dataclass_fields__} | {name: value})
    folded = fold(words)
    names = {n: (f" {n} ",) for n in ("vesk", "orrin") if f" {n} " in folded}
    piece = Piece(
        Span("r", 0, len(words), words),
        folded,
        names,
        words.endswith("?"),
        around=folded,
        named=frozenset(names),
    )
    return tuple((t.clause, t.kind) for t in Nearest(accord).told(claim, piece, party))


def test_the_last_of_it_in_other_words_is_the_deed_done(made: Accord) -> None:
    words = "The last howitzers and grenades of Vesk stand in the quarry camp, and none is left outside"
    assert told(made, words) == (("A", K.PERFORMED),)


def test_what_stands_where_it_was_is_told_as_not_done(made: Accord) -> None:
    words = "The howitzers and grenades of Vesk have yet to reach the quarry camps"
    assert told(made, words) == (("A", K.NOT_PERFORMED),)


@pytest.mark.parametrize("party", ["vesk", None])
def test_no_charge_is_taken_from_words_alone(made: Accord, party: str | None) -> None:
    """Whom a charge means is asked by rules of their own."""
    charged = told(made, "Orrin is blocking food and medicine at the river crossing", party)
    assert {kind for _, kind in charged} <= {K.SPOKEN_OF}


def test_what_tells_clearly_of_one_clause_speaks_of_it_whatever_it_tells(made: Accord) -> None:
    assert told(made, "Food and medicine lie beside the river crossing") == (("C", K.SPOKEN_OF),)
    assert told(made, "Medicine is dear by the river") == ()


def test_a_call_to_do_it_all_does_nothing(made: Accord) -> None:
    words = "The mediators stressed the imperative of moving the last howitzers and grenades of Vesk to the quarry camps"
    assert all(kind is K.DUTY_STATED for _, kind in told(made, words))


@pytest.mark.parametrize(
    "words",
    [
        "The howitzers and grenades of Vesk have yet to reach the quarry camps?",
        "Years ago Vesk left its last howitzers and grenades at the quarry camps",
        "The last guests left the lakeside hotel, and none is left",
    ],
)
def test_questions_the_past_and_other_things_tell_of_no_clause(made: Accord, words: str) -> None:
    assert told(made, words) == ()


def test_what_only_may_be_or_is_denied_tells_of_no_clause(made: Accord) -> None:
    words = "The last howitzers and grenades of Vesk stand in the quarry camp, and none is left outside"
    assert told(made, words, modality=Modality.POSSIBLE) == ()
    assert told(made, words, stance=Stance.DENIES) == ()


def test_who_owes_it_and_says_that_it_will_not_be_done_refuses(made: Accord) -> None:
    words = "Vesk will not take its howitzers and grenades to the quarry camps under any circumstances"
    assert told(made, words, "vesk") == (("A", K.REFUSED),)
    assert told(made, words, "orrin") != (("A", K.REFUSED),)


def test_a_body_that_watches_finds_a_breach_and_does_not_only_count_it(made: Accord) -> None:
    words = "Keeping food and medicine of Orrin from the river crossing is a clear violation of the agreement"
    assert told(made, words) == (("C", K.BREACH_ALLEGED),)
    plain = "Food and medicine of Orrin were kept from the river crossing"
    assert told(made, plain) == (("C", K.SPOKEN_OF),)
