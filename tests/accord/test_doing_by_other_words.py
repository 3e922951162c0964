"""That lorries were let in and a body was set up, told by who arranged it; and words of a title that name nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.accord.invented import accord_of, heard

from truceline.model.accord import Accord, SignalKind

K = SignalKind
CLAUSES = (
    '  - {id: A, title: "Aid is let in", obligors: [vesk], deadline: {kind: none}, sources: [x]}\n'
    '  - {id: B, title: "A bridge council is formed", obligors: [vesk], deadline: {kind: none}, sources: [x]}\n'
    '  - {id: C, title: "No surveillance over the areas left", obligors: [vesk], deadline: {kind: none}, '
    "sources: [x]}\n"
)
WATCH = """\
accord: river
watches:
  - id: aid
    clause: A
    signal: performed
    patterns:
      - all: [[$entered], [tents, aid], [vesk]]
  - id: council
    clause: B
    signal: performed
    patterns:
      - all: [[formed], ["bridge council"]]
"""


@pytest.fixture
def river(tmp_path: Path) -> Accord:
    folder = tmp_path / "river"
    folder.mkdir()
    (folder / "watch.yaml").write_text(WATCH, "utf-8")
    return accord_of(folder, CLAUSES)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("Vesk said that it had coordinated the entry of 900 tents.", "A"),
        ("The assembly approved the creation of a body called the Bridge Council.", "B"),
    ],
)
def test_who_arranges_a_deed_tells_of_it(river: Accord, words: str, clause: str) -> None:
    assert heard(river, words, {K.PERFORMED}) == {clause}


def test_a_clause_is_not_spoken_of_by_an_area_and_a_patrol(river: Accord) -> None:
    assert not heard(river, "Soldiers patrolled a farming area when they were attacked.", {K.SPOKEN_OF})
