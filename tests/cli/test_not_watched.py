"""What the commands say of an agreement most of whose clauses no rule listens for. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.case.test_bare_accord import BOTH, CLAUSES, folder
from tests.cli.test_commands import good, truceline

DAYS = ("--as-of", "2031-05-16", "--known-at", "2031-06-30")
SPIRIT = {id: (title, BOTH, "{kind: during, opens: day 1}", "") for id, title in (
    ("Q1", "Both sides act in the spirit of good neighbours"),
    ("Q2", "Both sides honour the memory of the fallen"),
)}  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    place = folder(tmp_path, {"W1": CLAUSES["W1"]} | SPIRIT)
    report = tmp_path / "report.txt"
    report.write_text("Velmari troops are still in the Tarn valley, a ferryman said.\n", "utf-8")
    made = tmp_path / "case"
    good("init", made, "--accord", place, "--person", "A. Monitor")
    good("add", "--case", made, report, "--outlet", "Orsk Herald", "--published", "2031-05-14")
    return made


def test_no_command_tells_the_ignorance_of_the_machine_as_silence_of_the_reports(case: Path) -> None:
    """Board, brief, register and what moved say how many clauses nothing is heard of."""
    board = truceline("board", "--case", case, *DAYS)
    assert "unknown (not watched)" in board.stdout and "unknown (no report)" not in board.stdout
    assert "truceline search" in board.stderr
    brief = " ".join(good("brief", "--case", case, *DAYS, "--format", "md").split())
    assert "no words on it were found" not in brief
    assert "2 of 3 clauses are not watched" in brief and "Not watched, so that" in brief
    assert "honour the memory of the fallen" in brief
    for words in (("incidents",), ("diff", "--from", "2031-05-15", "--to", "2031-05-16")):
        said = truceline(*words, "--case", case)
        assert "2 of 3 clauses are not watched" in said.stderr


def test_the_check_of_an_accord_says_first_what_is_not_watched(case: Path) -> None:
    """By title, and how to have it watched; that the file is well written comes after."""
    place = case.parent / "accords" / "lowmark-2031-05"
    first, mend, then, *_ = good("accord", "check", place).splitlines()
    assert first.startswith("2 of 3 clauses are not watched") and "Q2 Both sides honour" in first
    assert "watch.yaml" in mend and "written as an accord should be" in then


def test_a_situation_is_tried_as_if_all_were_watched(case: Path) -> None:
    """What is given in a situation is all that was reported."""
    place = case.parent / "accords" / "lowmark-2031-05"
    (place / "cases.yaml").write_text(
        "accord: lowmark-2031-05\nsituations:\n  - name: silence\n    as_of: 2031-05-16\n    why: nobody reports\n"
        "    expect:\n      - {clause: Q1, shown: unknown (no report)}\n",
        "utf-8",
    )
    assert "1 situation stands" in good("accord", "check", place)
