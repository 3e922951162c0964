"""kill -9 at any moment loses no acknowledged write and leaves nothing half done."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ledger.made import made_report

from truceline.ledger import Ledger

WRITER = Path(__file__).with_name("writer.py")
CREATING = ("create begun", "create written", "create committed", "create linked")
WRITING = ("begun", "blob written", "entry written", "before commit", "committed")


def write(path: Path, point: str, number: int, first: int, count: int) -> tuple[list[int], int]:
    """Run the writer; the numbers that it acknowledged, and its return code."""
    done = subprocess.run(
        [sys.executable, str(WRITER), str(path), point, str(number), str(first), str(count)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode in (0, -9), done.stderr
    return [int(line) for line in done.stdout.split()], done.returncode


def check_whole(path: Path, acknowledged: set[int]) -> set[int]:
    """Verify the ledger; every call is there wholly or not at all, each acknowledged one wholly."""
    with Ledger.open(path) as ledger:
        ledger.verify()
        texts = {r.text for r in ledger.reports()}
        judged = {j.id for j in ledger.judgements()}
    there = {int(j[1:]) for j in judged}
    for n in {int(text.split()[1].rstrip(",")) for text in texts}:
        assert {f"report {n}, a", f"report {n}, b"} <= texts, f"call {n} is half done"
        there.add(n)
    assert acknowledged <= there
    return there


def die_and_rise(folder: Path, point: str, number: int) -> None:
    """Kill the writer at a point; what was acknowledged is there, and writing goes on."""
    path = folder / "ledger.sqlite"
    acknowledged, code = write(path, point, number, 0, 6)
    assert code == -9, f"never came to {point} for the {number}th time"
    there = check_whole(path, set(acknowledged)) if path.exists() else set()
    assert len(there - set(acknowledged)) <= 1
    again, code = write(path, "none", 0, 0, 6)
    assert (again, code) == ([0, 1, 2, 3, 4, 5], 0)
    assert check_whole(path, set(again)) == set(range(6))


@pytest.mark.parametrize("point", CREATING)
def test_death_while_a_ledger_is_made_leaves_none_or_a_whole_one(tmp_path: Path, point: str) -> None:
    """Making it again, or opening it, works."""
    die_and_rise(tmp_path, point, 1)


@pytest.mark.parametrize("point", WRITING)
def test_death_at_each_point_of_a_write_loses_nothing(tmp_path: Path, point: str) -> None:
    """Reports and judgements, in the first call and in a later one."""
    die_and_rise(tmp_path, point, 3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(300))
def test_death_at_any_of_300_places_loses_nothing(tmp_path: Path, seed: int) -> None:
    """Each point of a write, each time that it is reached."""
    reached = {"begun": 6, "blob written": 8, "entry written": 10, "before commit": 6, "committed": 6}
    places = [(point, n) for point, times in reached.items() for n in range(1, times + 1)]
    point, number = places[seed % len(places)]
    die_and_rise(tmp_path, point, number)


def killed_at_random(folder: Path, seed: int) -> None:
    """Kill two writers of one ledger at a random moment; print the seed with any failure."""
    path = folder / "ledger.sqlite"
    Ledger.create(path).close()
    arguments = [sys.executable, str(WRITER), str(path), "none", "0"]
    writers = [
        subprocess.Popen([*arguments, str(first), "3000"], stdout=subprocess.PIPE, text=True)
        for first in (0, 100_000)
    ]
    assert all(w.stdout and w.stdout.readline() for w in writers)
    time.sleep(random.Random(seed).random() * 0.5)
    acknowledged = {0, 100_000}
    for writer in writers:
        writer.kill()
    for writer in writers:
        out, _ = writer.communicate()
        acknowledged |= {int(line) for line in out.splitlines()[:-1]}
    check_whole(path, acknowledged)


def test_two_writers_killed_at_a_random_moment_leave_a_whole_record(tmp_path: Path) -> None:
    """From outside, between any two instructions."""
    killed_at_random(tmp_path, 7)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40))
def test_two_writers_killed_at_40_random_moments(tmp_path: Path, seed: int) -> None:
    """The full size of the test above."""
    killed_at_random(tmp_path, seed)


def test_two_processes_that_add_at_once_both_get_through(tmp_path: Path) -> None:
    """Each write of each is there once, and the chain is one."""
    path = tmp_path / "ledger.sqlite"
    Ledger.create(path).close()
    arguments = [sys.executable, str(WRITER), str(path), "none", "0"]
    writers = [
        subprocess.Popen([*arguments, str(first), "40"], stdout=subprocess.PIPE, text=True)
        for first in (0, 20)
    ]
    told = [writer.communicate()[0].split() for writer in writers]
    assert [len(lines) for lines in told] == [40, 40]
    assert check_whole(path, set(range(60))) == set(range(60))
    with Ledger.open(path) as ledger:
        ids = [r.id for r in ledger.reports()]
        assert len(ids) == len(set(ids))
        assert made_report("report 0, a", item="item 0")[0].id in ids
