"""What is told as left undone, and what only looks like it, in the rules that follow from those of an accord."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.accord.invented import accord_of, heard

from truceline.model.accord import Accord, SignalKind

K = SignalKind
CLAUSE = (
    '  - {id: A, title: "Guns are given up", obligors: [vesk], '
    "deadline: {kind: by, due: 2031-04-01}, sources: [x]}\n"
)
WATCH = """\
accord: river
watches:
  - id: guns
    clause: A
    signal: begun
    patterns:
      - all: [["handed over", left], [guns, "no man s land"], [vesk, orrin]]
  - id: guns-refused
    clause: A
    signal: refused
    patterns:
      - all: [[$refused], ["hand over"], [guns]]
  - id: seen
    clause: A
    signal: performed
    undone_by: []
    patterns:
      - all: [[counted, guns], [vesk]]
"""


@pytest.fixture
def river(tmp_path: Path) -> Accord:
    folder = tmp_path / "river"
    folder.mkdir()
    (folder / "watch.yaml").write_text(WATCH, "utf-8")
    return accord_of(folder, CLAUSE)


@pytest.mark.parametrize(
    "words",
    [
        "Vesk should have handed over its guns by Sunday.",
        "Vesk was supposed to hand over its guns by Sunday but kept them.",
        "The day came and went without a single Vesk gun or any guns being handed over by Vesk.",
    ],
)
def test_what_should_have_been_done_is_told_as_undone(river: Accord, words: str) -> None:
    assert heard(river, words, [K.NOT_PERFORMED]) == {"A"}
    assert heard(river, words, [K.BEGUN]) == set()


def test_what_somebody_was_supposed_to_do_is_not_told_as_undone_by_that_alone(river: Accord) -> None:
    assert heard(river, "Vesk was supposed to hand over its guns by Sunday.", [K.NOT_PERFORMED]) == set()


def test_a_word_of_denial_within_a_name_denies_nothing(river: Accord) -> None:
    assert heard(river, "Vesk left the no man's land on Sunday.", [K.NOT_PERFORMED]) == set()


def test_a_denial_before_a_colon_is_not_of_the_deed_behind_it(river: Accord) -> None:
    words = "On the market, nothing: in March Vesk handed over its guns."
    assert heard(river, words.replace(":", ""), [K.NOT_PERFORMED]) == {"A"}
    assert heard(river, words, [K.NOT_PERFORMED]) == set()


def test_what_nothing_undoes_is_never_told_as_undone(river: Accord) -> None:
    assert heard(river, "Not one of the guns of Vesk was there.", [K.NOT_PERFORMED]) == set()


def test_who_rules_out_doing_it_refuses(river: Accord) -> None:
    assert heard(river, "Vesk ruled out handing over guns.", [K.REFUSED]) == {"A"}
