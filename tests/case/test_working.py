"""Reports handed over in number are each taken in once, whatever happens to the worker."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.case import Case
from truceline.case.working import Given, Job, State, TaskState, Work, hand_over, open_work, work_off
from truceline.errors import UsageError

PLACES = ("Arvel", "Ormun", "Velvik", "Tamrin", "Saldara", "Kirgost", "Dunleth", "Hosmun")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case", None, person="Ines") as made:
        yield made


@pytest.fixture
def work(case: Case) -> Iterator[Work]:
    with open_work(case.folder) as made:
        yield made


def given(name: str, text: str | bytes) -> Given:
    data = text if isinstance(text, bytes) else text.encode()

    def save(path: Path) -> None:
        path.write_bytes(data)

    return Given(name, save)


def telling(n: int) -> str:
    return f"The harbour office of {PLACES[n % 8]} said that {n + 3} ferries left on Monday.\n"


def hand(case: Case, work: Work, *files: Given, id: str = "ab" * 8, **about: str) -> Job:
    return hand_over(case, work, id, files, about=about, by="Ines", made_at="2031-03-04T12:00:00Z")


def test_files_are_taken_in_and_read(case: Case, work: Work) -> None:
    """With what is told of all of them, and with their side files; then nothing lies about."""
    side = json.dumps({"outlet": "Arvel Post", "published": "2031-03-04"})
    files = [given("monday/a.txt", telling(0)), given("monday/a.meta.json", side), given("b.txt", telling(1))]
    job = hand(case, work, *files, outlet="Velia News")
    assert job.total == 2
    assert work_off(case, work, "w") == 2
    assert work.job(job.id).results == {"new": 2}
    assert sorted((r.outlet, r.path) for r in case.reports()) == [
        ("Arvel Post", "monday/a.txt"),
        ("Velia News", "added/b.txt"),
    ]
    assert all(r.claims for r in case.readings().values())
    assert not list((case.folder / "spool").rglob("*.txt"))


def test_handing_over_again_adds_nothing(case: Case, work: Work) -> None:
    """Known reports are told as known; the same request is not even looked at."""
    hand(case, work, given("a.txt", telling(0)))
    work_off(case, work, "w")
    hand(case, work, given("a.txt", telling(5)))
    assert work_off(case, work, "w") == 0
    again = hand(case, work, given("a.txt", telling(0)), given("a.txt", telling(7)), id="cd" * 8)
    work_off(case, work, "w")
    assert work.job(again.id).results == {"known": 1, "version": 1}
    assert len(case.reports()) == 2


def test_a_file_that_cannot_be_taken_says_why_and_the_others_are(case: Case, work: Work) -> None:
    """The reason names the file, not where it lay meanwhile."""
    job = hand(
        case, work, given("bad.txt", b"\0\0"), given("good.txt", telling(0)), given("x.pdf", b"%PDF-1.7")
    )
    work_off(case, work, "w")
    done = work.job(job.id)
    assert (done.state, done.done, done.failed) == (State.DONE, 1, 2)
    for task in work.tasks(job.id, TaskState.FAILED):
        assert task.says and "spool" not in task.says, task.says
    work.go_on(job.id)
    assert work_off(case, work, "w") == 2


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/abs/a.txt",
        "..\\..\\a.txt",
        ".hidden.txt",
        "a\0b.txt",
        "CON:a.txt",
        "é" * 300 + ".txt",
        "..",
        "",
        "a/../../../b.txt",
        "\u202etxt.a",
        ".meta.json",
    ],
)
def test_no_name_leads_out_of_the_spool(case: Case, work: Work, name: str) -> None:
    """Nothing is written outside the case's own folder."""
    before = set(case.folder.parent.iterdir())
    hand(case, work, given(name, telling(0)))
    assert set(case.folder.parent.iterdir()) == before
    written = [f for f in (case.folder / "spool").rglob("*") if f.is_file()]
    assert len(written) == 1
    assert written[0].resolve().is_relative_to(case.folder.resolve() / "spool")
    work_off(case, work, "w")


def test_a_name_of_a_job_is_no_path(case: Case, work: Work) -> None:
    """Only hex digits name one."""
    with pytest.raises(UsageError):
        hand(case, work, given("a.txt", telling(0)), id="../../x")


def test_stopped_in_the_middle_it_goes_on_where_it_was(case: Case, work: Work) -> None:
    """By the worker itself, in good order."""
    hand(case, work, *(given(f"{n}.txt", telling(n)) for n in range(5)))
    ended: list[str] = []
    work_off(case, work, "w", stopping=lambda: len(ended) >= 2, on_task=lambda j, t, r: ended.append(t.name))
    assert ended == ["0.txt", "1.txt"]
    assert work_off(case, work, "v") == 3
    assert len(case.reports()) == 5


def killed_again_and_again(case: Case, work: Work, count: int, deaths: int, seed: int) -> None:
    """Kill the worker's process with SIGKILL at random moments until the job is done."""
    rng = random.Random(seed)
    job = hand(case, work, *(given(f"{n:03}.txt", telling(n)) for n in range(count)))
    command = [sys.executable, "-m", "truceline", "jobs", "run", "--case", str(case.folder)]
    for _ in range(deaths):
        before = work.job(job.id).ended
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while work.job(job.id).ended <= before and child.poll() is None:
            time.sleep(0.01)
        time.sleep(rng.random() * 0.15)
        child.kill()
        child.wait()
        with Case.open(case.folder) as again:
            again.verify()
        free_lease(work)
    assert not subprocess.run(command, capture_output=True, check=True).stdout
    done = work.job(job.id)
    assert (done.state, done.done, done.failed) == (State.DONE, count, 0), f"seed {seed}"
    reports = case.reports()
    assert sorted(r.text for r in reports) == sorted(telling(n) for n in range(count)), f"seed {seed}"
    assert len({r.item for r in reports}) == count and not any(r.version_of for r in reports)
    case.verify()
    read = case.readings(lambda r: pytest.fail("a report was left unread"))
    assert len(read) == count
    assert not (case.folder / "spool" / job.id).exists()


def free_lease(work: Work) -> None:
    """Let the dead worker's lease run out without waiting for it."""
    later = Work(work.path, work._engine, lambda: time.time() + 60)
    job = later.take("nobody")
    if job:
        later.leave(job.id, "nobody")


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(case: Case, work: Work) -> None:
    """SIGKILL, from outside, at a random moment."""
    killed_again_and_again(case, work, 12, 1, 8)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_a_worker_killed_ten_times(tmp_path: Path, seed: int) -> None:
    """The full size of the test above."""
    with Case.create(tmp_path / "case", None, person="Ines") as case, open_work(case.folder) as work:
        killed_again_and_again(case, work, 120, 10, seed)
