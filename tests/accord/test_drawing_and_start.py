"""The drawing of an accord, and a new one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from truceline import accord
from truceline.accord.drawing import links
from truceline.accord.told import deadline
from truceline.errors import AccordError, Conflict, UsageError
from truceline.model.accord import Deadline, DeadlineKind


def test_each_dependency_is_one_arrow(valid: str, written: Callable[..., Path]) -> None:
    """A date counted from a clause, a precondition and a wait are each drawn once, from first to second."""
    a = accord.load(written(valid))
    assert links(a) == [("S1", "B1", "condition"), ("B1", "B2", "counts")]
    drawn = accord.graph(a)
    assert drawn.startswith('---\ntitle: "DRAFT') and "\nflowchart LR\n" in drawn
    assert 'c_B1 -->|"counted from"| c_B2' in drawn
    assert 'subgraph phase1["phase 1: truce"]' in drawn


@pytest.mark.parametrize("name", accord.installed())
def test_every_shipped_accord_can_be_drawn(name: str) -> None:
    """Every clause has one box, every arrow joins two boxes, and a replaced clause is pointed to."""
    a = accord.load(accord.find(name))
    drawn = accord.graph(a)
    boxes = re.findall(r'(?m)^\s*(c_\w+)\["', drawn)
    assert len(boxes) == len(set(boxes)) == len(a.clauses)
    for one, two in re.findall(r"(?m)^\s*(c_\w+) [-=.]+>\|[^|]+\| (c_\w+)$", drawn):
        assert {one, two} <= set(boxes)
    assert drawn.count("subgraph") == drawn.count("\n  end\n")


def test_a_new_accord_passes_its_own_check(tmp_path: Path) -> None:
    """Whoever starts one begins with a file without a fault."""
    place = accord.new("river-2031-05", tmp_path, "2031-05-04")
    assert accord.check(place) == []
    assert [c.id for c in accord.load(place).clauses] == ["C1"]
    assert len(accord.cases(place)) == 1


def test_a_new_accord_overwrites_nothing(tmp_path: Path) -> None:
    """An accord that is there stays as it is."""
    accord.new("river-2031-05", tmp_path, "2031-05-04")
    with pytest.raises(Conflict):
        accord.new("river-2031-05", tmp_path, "2031-05-04")


@pytest.mark.parametrize(
    ("name", "start"), [("../up", "2031-05-04"), ("River", "2031-05-04"), ("river", "May")]
)
def test_a_name_or_date_that_cannot_be_is_refused(name: str, start: str, tmp_path: Path) -> None:
    """A name is a folder's name and nothing more; a date is a date."""
    with pytest.raises((AccordError, UsageError)):
        accord.new(name, tmp_path, start)


def test_the_drawing_names_conditions_and_leads_from_phase_to_phase() -> None:
    """An arrow says what it waits for in the words of the file; a ratio points to what it is reckoned on."""
    a = accord.load(accord.find("gaza-2025-01"))
    drawn = accord.graph(a)
    assert 'c_E0 -.->|"after release of 7 captives"| c_W2' in drawn
    assert 'c_E0 -->|"amount reckoned on it"| c_R1' in drawn
    assert 'c_A1 -.->|"goes on under it"| c_AID1' in drawn
    assert 'phase1 -->|"then, only on a further agreement"| phase2' in drawn
    assert " …" not in drawn


def test_gaps_that_nobody_has_filled_are_told_with_their_lines(tmp_path: Path) -> None:
    """A new accord is without fault and yet says nothing; what is filled is no gap any more."""
    place = accord.new("river-2031-05", tmp_path, "2031-05-04")
    told = [w for w in accord.wanting(place) if "gap" in w]
    assert len(told) == 9 and "line 6 still has the gap 'THE OFFICIAL NAME' of a new accord" in told
    file = place / "accord.yaml"
    file.write_text(file.read_text("utf-8").replace("THE OFFICIAL NAME", "TRUCE OF LOWMARK"), "utf-8")
    assert len([w for w in accord.wanting(place) if "gap" in w]) == 8


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    """A file in the way of the folder is an error of the call, not of the program."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(AccordError, match="nothing can be written there"):
        accord.new("river-2031-05", tmp_path / "file", "2031-05-04")


def test_a_duty_that_leaves_out_the_first_day_by_one_count_is_told(tmp_path: Path, valid: str) -> None:
    """From day 1 is from the second day, where the first is called day 0."""
    folder = tmp_path / "lowmark-2031-05"
    folder.mkdir()
    (folder / "accord.yaml").write_text(valid, "utf-8")
    told = "S1: from day 1, which by day0 is the second day; write `opens: start` if the first counts"
    assert told in accord.wanting(folder)
    (folder / "accord.yaml").write_text(valid.replace("opens: day 1", "opens: start"), "utf-8")
    assert not any("second day" in w for w in accord.wanting(folder))


def test_what_the_deadline_says_is_not_said_twice() -> None:
    """Words of the text that add nothing are left out, others stay."""
    said = [deadline(Deadline(DeadlineKind.NONE, words=w)) for w in ("no date", "at once")]
    assert said == ["no date in the text", "no date in the text, at once"]
