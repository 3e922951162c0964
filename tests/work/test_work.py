"""A job survives whoever works on it: leases run out, attempts are counted, nothing is done by two."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import integers

from truceline.errors import Invalid, ItemNotFound
from truceline.ledger import engine_at
from truceline.work import State, TaskState, Work
from truceline.work.store import LEASE, MOST_ATTEMPTS

NOON = "2031-03-04T12:00:00Z"
DONE = TaskState.DONE


class Clock:
    """Seconds, set by the test."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def opened(path: Path, clock: Clock) -> Work:
    return Work.open(path, engine_at(path, wait=10.0), clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(tmp_path: Path, clock: Clock) -> Iterator[Work]:
    with opened(tmp_path / "work.sqlite", clock) as made:
        yield made


def asked(work: Work, id: str = "a", count: int = 3) -> str:
    return work.add(id, "read", [(f"file {n}", f"p{n}") for n in range(count)], by="Ines", made_at=NOON).id


def do(work: Work, worker: str, most: int = 100) -> list[int]:
    """The numbers of the tasks that a worker ended."""
    ended: list[int] = []
    job = work.take(worker)
    while job and len(ended) < most and (task := work.begin(job.id, worker)):
        assert work.end(task, worker, DONE, "new")
        ended.append(task.number)
    return ended


def test_a_job_is_worked_off_in_order_and_is_done(work: Work) -> None:
    """Its counts say how far it is all the time."""
    asked(work)
    assert work.waiting()
    assert do(work, "w") == [0, 1, 2]
    job = work.job("a")
    assert (job.state, job.done, job.total, job.results) == (State.DONE, 3, 3, {"new": 3})
    assert not work.waiting()
    assert work.take("w") is None


def test_the_same_request_sent_twice_is_one_job(work: Work) -> None:
    """A double click asks once."""
    asked(work)
    do(work, "w")
    assert work.job(asked(work)).state is State.DONE
    assert len(work.jobs()) == 1


def test_nobody_else_takes_a_job_whose_worker_is_alive(work: Work, clock: Clock) -> None:
    """And when it is dead, another goes on where it was; the dead one's word counts no more."""
    asked(work)
    do(work, "first", most=1)
    task = work.begin("a", "first")
    assert task and work.take("second") is None
    clock.now += LEASE - 1
    assert work.renew("a", "first")
    clock.now += LEASE - 1
    assert work.take("second") is None
    clock.now += 2
    assert do(work, "second") == [2, 1]
    assert not work.renew("a", "first")
    assert not work.end(task, "first", TaskState.FAILED, "late")
    assert work.job("a").results == {"new": 3}


def test_a_task_that_kills_its_worker_is_given_up_and_the_others_go_on(work: Work, clock: Clock) -> None:
    """Nobody waits for ever for one file."""
    asked(work)
    for n in range(20):
        job = work.take(f"w{n}")
        if job is None:
            break
        while task := work.begin("a", f"w{n}"):
            if task.number == 1:
                clock.now += LEASE + 1
                break
            work.end(task, f"w{n}", DONE, "new")
    job = work.job("a")
    assert (job.state, job.done, job.failed) == (State.DONE, 2, 1)
    [given_up] = work.tasks("a", TaskState.FAILED)
    assert (given_up.number, given_up.attempts) == (1, MOST_ATTEMPTS)
    assert "never ended" in given_up.says


def test_a_stopped_job_ends_after_the_task_at_hand_and_goes_on_later(work: Work) -> None:
    """What was done stays done."""
    asked(work)
    assert work.take("w")
    task = work.begin("a", "w")
    assert task and work.stop("a").state is State.STOPPED
    assert work.end(task, "w", DONE, "new")
    assert work.begin("a", "w") is None
    work.leave("a", "w")
    assert work.job("a").state is State.STOPPED and not work.waiting()
    work.go_on("a")
    assert do(work, "w") == [1, 2]


def test_what_failed_can_be_tried_again(work: Work) -> None:
    """A job that is done with nothing failed stays done."""
    asked(work, count=1)
    assert work.take("w")
    task = work.begin("a", "w")
    assert task
    work.end(task, "w", TaskState.FAILED, "not taken", "empty")
    assert work.begin("a", "w") is None
    assert work.go_on("a").state is State.WAITING
    assert do(work, "w") == [0]
    assert work.go_on("a").state is State.DONE


def test_a_job_given_back_is_free_at_once(work: Work) -> None:
    """Whoever ends in good order leaves no lease behind."""
    asked(work)
    do(work, "w", most=1)
    work.leave("a", "w")
    assert do(work, "v") == [1, 2]


def test_a_task_put_back_in_good_order_is_no_attempt(work: Work) -> None:
    """However often a long one is interrupted, it is not given up."""
    asked(work, count=1)
    for n in range(MOST_ATTEMPTS + 2):
        assert work.take(f"w{n}")
        task = work.begin("a", f"w{n}")
        assert task
        work.put_back(task, f"w{n}")
        work.leave("a", f"w{n}")
    assert do(work, "w") == [0]


def test_many_workers_share_jobs_and_none_is_done_twice(tmp_path: Path) -> None:
    """Each task is ended once."""
    path, clock = tmp_path / "work.sqlite", Clock()
    with opened(path, clock) as work:
        for n in range(6):
            asked(work, f"j{n}", 5)
    ended: list[tuple[str, int]] = []

    def run(worker: str) -> None:
        with opened(path, clock) as own:
            while job := own.take(worker):
                while task := own.begin(job.id, worker):
                    if own.end(task, worker, DONE, "new"):
                        ended.append((job.id, task.number))

    threads = [threading.Thread(target=run, args=(f"w{n}",)) for n in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(ended) == [(f"j{n}", k) for n in range(6) for k in range(5)]


def test_an_unknown_job_and_a_spoilt_file_are_told(work: Work, tmp_path: Path) -> None:
    """In our own words."""
    with pytest.raises(ItemNotFound):
        work.stop("nothing")
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"no database" * 500)
    with pytest.raises(Invalid, match="under way"):
        opened(bad, Clock())


def test_searches_are_saved_by_name(work: Work) -> None:
    """The last under a name counts."""
    work.save_search("trucks", {"words": "truck"}, "Ines", NOON)
    work.save_search("trucks", {"words": "truck*", "outlet": "Arvel Post"}, "Omar", NOON)
    work.save_search("águas", {"words": "water"}, "Omar", NOON)
    assert work.searches() == [
        ("trucks", {"outlet": "Arvel Post", "words": "truck*"}),
        ("águas", {"words": "water"}),
    ]
    work.drop_search("trucks")
    assert [name for name, _ in work.searches()] == ["águas"]


class Deaths(RuleBasedStateMachine):
    """Workers that take, begin, end, die, and a person who stops and goes on, in any order."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.work = opened(self.folder / f"{id(self)}.sqlite", self.clock)
        asked(self.work, count=4)
        self.ended: list[int] = []
        self.at: dict[str, object] = {}

    def teardown(self) -> None:
        self.work.close()

    @rule()
    def take(self) -> None:
        worker = f"w{len(self.at)}"
        if self.work.take(worker):
            self.at[worker] = None

    @precondition(lambda self: self.at)
    @rule(n=integers(0, 99))
    def step(self, n: int) -> None:
        worker = list(self.at)[n % len(self.at)]
        task = self.at[worker]
        if task is None:
            self.at[worker] = self.work.begin("a", worker)
        else:
            if self.work.end(task, worker, DONE, "new"):  # type: ignore[arg-type]
                self.ended.append(task.number)  # type: ignore[attr-defined]
            self.at[worker] = None

    @rule()
    def die(self) -> None:
        self.clock.now += LEASE + 1

    @rule()
    def stop_or_go_on(self) -> None:
        if self.work.job("a").state is State.STOPPED:
            self.work.go_on("a")
        else:
            self.work.stop("a")

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        """Each task that ended is counted once, and a job is done when nothing is left."""
        job = self.work.job("a")
        assert len(self.ended) == len(set(self.ended))
        assert job.done == len(self.ended)
        assert job.total == 4
        if job.state is State.DONE:
            assert job.ended == 4


def test_any_order_of_deaths_and_stops_loses_nothing(tmp_path: Path) -> None:
    """Found by trying orders at random."""
    from hypothesis.stateful import run_state_machine_as_test

    class Here(Deaths):
        folder = tmp_path

    run_state_machine_as_test(Here, settings=settings(max_examples=15, stateful_step_count=20, deadline=None))
