"""Every situation that a lawyer wrote down stands as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from truceline import accord as accords
from truceline.case.trying import tried
from truceline.model.accord import Situation

FOLDERS = sorted(f.parent for f in (Path(__file__).resolve().parents[2] / "accords").glob("*/cases.yaml"))
SITUATIONS = [(folder, s) for folder in FOLDERS for s in accords.cases(folder)]


@pytest.mark.parametrize(
    ("folder", "situation"), SITUATIONS, ids=[f"{f.name}: {s.name}" for f, s in SITUATIONS]
)
def test_the_situation_stands_as_written(folder: Path, situation: Situation) -> None:
    found = tried(accords.load(folder), situation, folder / "cases.yaml")
    assert not found, "; ".join(map(str, found))


def test_a_situation_that_does_not_stand_as_written_is_told_with_its_line_and_clause() -> None:
    folder = next(f for f in FOLDERS if f.name == "gaza-2025-01")
    accord = accords.load(folder)
    for situation in accords.cases(folder):
        for n, e in enumerate(situation.expect):
            bent = replace(e, shown=("no such word",), states=(), evidences=())
            expect = (*situation.expect[:n], bent, *situation.expect[n + 1 :])
            found = tried(accord, replace(situation, expect=expect), folder / "cases.yaml")
            assert {(f.clause, f.line) for f in found} == {(e.clause, situation.line)}
