"""That nobody of those who were to go is left tells that they have gone, whatever it denies."""

from __future__ import annotations

from pathlib import Path

from tests.accord.invented import accord_of, heard

from truceline.model.accord import SignalKind

TARN = """\
  - {id: A, title: Vesk withdraws its troops from Upper Tarn, obligors: [vesk], deadline: {kind: by, due: 2031-04-01}, sources: [x]}
"""


def test_where_no_soldiers_are_left_they_have_gone(tmp_path: Path) -> None:
    accord = accord_of(tmp_path, TARN)
    gone = "There were no soldiers of Vesk left in Upper Tarn."
    assert heard(accord, gone, {SignalKind.NOT_PERFORMED}) == set()
    assert heard(accord, gone, {SignalKind.PERFORMED}) == {"A"}
    stayed = "Vesk has not withdrawn its troops from Upper Tarn."
    assert heard(accord, stayed, {SignalKind.NOT_PERFORMED}) == {"A"}
    assert heard(accord, stayed, {SignalKind.PERFORMED}) == set()
