"""What is under way, kept in a file of its own: it is no part of the record, and nothing can compute it.

A job is worked off by whoever holds its lease. A worker that dies stops renewing it; when it has
run out, another takes the job up where it was. A task is begun before it is done, and its attempts
are counted when it is begun: one that kills its worker again and again is given up, and the others
go on. What a task does must add nothing when it is done twice.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, case, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from truceline.errors import Invalid, ItemNotFound
from truceline.model.closing import Closing
from truceline.work.job import Job, State, Task, TaskState
from truceline.work.tables import jobs, saved, tables, tasks

__all__ = ["LEASE", "MOST_ATTEMPTS", "Work"]

LEASE = 20.0
"""Seconds that a job stays with a worker that says nothing."""
MOST_ATTEMPTS = 3
GIVEN_UP = f"it was begun {MOST_ATTEMPTS} times and never ended; it was left out"


class Work(Closing):
    """Jobs and saved searches. Safe to use from several threads and processes. `clock` gives seconds."""

    def __init__(self, path: Path, engine: Engine, clock: Callable[[], float]) -> None:
        self.path = path
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, path: Path, engine: Engine, clock: Callable[[], float] = time.time) -> Work:
        """The store at `path`, which `engine` opens; made where it is missing. Raises `Invalid`."""
        work = cls(path, engine, clock)
        with work._writing() as connection:
            tables.create_all(connection)
        return work

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    # -- asking for work -------------------------------------------------------------------

    def add(
        self,
        id: str,
        kind: str,
        given: Sequence[tuple[str, str]],
        *,
        about: Mapping[str, str] | None = None,
        by: str,
        made_at: str,
    ) -> Job:
        """Ask for a job of (name, place) tasks. `id` names this one request: sent twice, it is one job."""
        with self._writing() as connection:
            known = connection.execute(select(jobs.c.id).where(jobs.c.id == id)).scalar()
            if known is None:
                held = json.dumps(dict(about or {}), sort_keys=True)
                state = State.WAITING if given else State.DONE
                connection.execute(
                    insert(jobs).values(
                        id=id, kind=kind, by=by, made_at=made_at, state=state.value, about=held
                    )
                )
                rows = [
                    {"job": id, "number": n, "name": name, "place": place, "state": TaskState.WAITING.value}
                    for n, (name, place) in enumerate(given)
                ]
                if rows:
                    connection.execute(insert(tasks), rows)
        return self.job(id)

    def stop(self, id: str) -> Job:
        """Let a job end after the task at hand; it can go on later."""
        return self._set(id, State.STOPPED, (State.WAITING, State.RUNNING))

    def go_on(self, id: str) -> Job:
        """Let a stopped job go on; of one that is done, what failed is tried again."""
        again = self.job(id).state is State.DONE
        with self._writing() as connection:
            if again:
                retried = connection.execute(
                    update(tasks)
                    .where(tasks.c.job == id, tasks.c.state == TaskState.FAILED.value)
                    .values(state=TaskState.WAITING.value, attempts=0, result="", says="")
                )
                again = retried.rowcount > 0
        return self._set(id, State.WAITING, (State.STOPPED, State.DONE) if again else (State.STOPPED,))

    def _set(self, id: str, state: State, only: Sequence[State]) -> Job:
        with self._writing() as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.id == id, jobs.c.state.in_([s.value for s in only]))
                .values(state=state.value)
            )
        return self.job(id)

    # -- doing it --------------------------------------------------------------------------

    def take(self, worker: str) -> Job | None:
        """A job that waits, or whose worker died, for `worker`; None where there is none."""
        now = self._clock()
        with self._writing() as connection:
            free = select(jobs.c.id).where(_free(now)).order_by(jobs.c.number).limit(1)
            id = connection.execute(free).scalar()
            if id is None:
                return None
            connection.execute(
                update(jobs)
                .where(jobs.c.id == id)
                .values(state=State.RUNNING.value, worker=worker, lease_until=now + LEASE)
            )
        return self.job(id)

    def waiting(self) -> bool:
        """Whether there is a job that nobody works on."""
        with self._reading() as connection:
            return (
                connection.execute(select(jobs.c.id).where(_free(self._clock())).limit(1)).first() is not None
            )

    def begin(self, job: str, worker: str) -> Task | None:
        """The next task of a job for the worker that holds it; None where there is none, the job was
        stopped, or another worker holds it. A job without a further task is done."""
        with self._writing() as connection:
            if not self._hold(connection, job, worker):
                return None
            spent = (tasks.c.state == TaskState.WAITING.value) & (tasks.c.attempts >= MOST_ATTEMPTS)
            connection.execute(
                update(tasks)
                .where(tasks.c.job == job, spent)
                .values(state=TaskState.FAILED.value, result="failed", says=GIVEN_UP)
            )
            query = (
                select(tasks)
                .where(tasks.c.job == job, tasks.c.state == TaskState.WAITING.value)
                .order_by(tasks.c.attempts, tasks.c.number)
                .limit(1)
            )
            row = connection.execute(query).mappings().first()
            if row is None:
                connection.execute(
                    update(jobs).where(jobs.c.id == job).values(state=State.DONE.value, worker=None)
                )
                return None
            connection.execute(
                update(tasks)
                .where(tasks.c.job == job, tasks.c.number == row["number"])
                .values(attempts=row["attempts"] + 1)
            )
            return _task({**row, "attempts": row["attempts"] + 1})

    def renew(self, job: str, worker: str) -> bool:
        """Say that the worker is alive; False where it must leave the job: it was stopped, or is another's."""
        with self._writing() as connection:
            return self._hold(connection, job, worker)

    def end(self, task: Task, worker: str, state: TaskState, result: str, says: str = "") -> bool:
        """Keep what became of a task; False where another worker holds the job by now."""
        with self._writing() as connection:
            held = select(jobs.c.worker).where(jobs.c.id == task.job)
            if connection.execute(held).scalar() != worker:
                return False
            connection.execute(
                update(tasks)
                .where(tasks.c.job == task.job, tasks.c.number == task.number)
                .values(state=state.value, result=result, says=says)
            )
            return True

    def put_back(self, task: Task, worker: str) -> None:
        """Leave a task for later in good order: that was no attempt."""
        with self._writing() as connection:
            held = select(jobs.c.worker).where(jobs.c.id == task.job)
            if connection.execute(held).scalar() == worker:
                connection.execute(
                    update(tasks)
                    .where(tasks.c.job == task.job, tasks.c.number == task.number)
                    .values(attempts=tasks.c.attempts - 1)
                )

    def leave(self, job: str, worker: str) -> None:
        """Give a job back, so that it need not wait for the lease to run out."""
        with self._writing() as connection:
            mine = (jobs.c.id == job) & (jobs.c.worker == worker)
            running = case((jobs.c.state == State.RUNNING.value, State.WAITING.value), else_=jobs.c.state)
            connection.execute(update(jobs).where(mine).values(state=running, worker=None, lease_until=0.0))

    def _hold(self, connection: Connection, job: str, worker: str) -> bool:
        mine = (jobs.c.id == job) & (jobs.c.worker == worker) & (jobs.c.state == State.RUNNING.value)
        kept = connection.execute(update(jobs).where(mine).values(lease_until=self._clock() + LEASE))
        return kept.rowcount == 1

    # -- looking ---------------------------------------------------------------------------

    def jobs(self) -> list[Job]:
        """Every job, the newest first."""
        return self._jobs()

    def job(self, id: str) -> Job:
        """The job of that id; raises `ItemNotFound`."""
        found = self._jobs(id)
        if not found:
            raise ItemNotFound(f"no job has the id {id!r}", mend="`truceline jobs list` lists them")
        return found[0]

    def tasks(self, job: str, state: TaskState | None = None, limit: int = 1000) -> list[Task]:
        """The tasks of a job, in order."""
        query = select(tasks).where(tasks.c.job == job).order_by(tasks.c.number).limit(limit)
        if state:
            query = query.where(tasks.c.state == state.value)
        with self._reading() as connection:
            return [_task(dict(row)) for row in connection.execute(query).mappings()]

    def _jobs(self, id: str | None = None) -> list[Job]:
        query = select(jobs).order_by(jobs.c.number.desc())
        counts = select(tasks.c.job, tasks.c.state, tasks.c.result, func.count().label("n")).group_by(
            tasks.c.job, tasks.c.state, tasks.c.result
        )
        if id is not None:
            query, counts = query.where(jobs.c.id == id), counts.where(tasks.c.job == id)
        with self._reading() as connection:
            numbers: dict[str, list[tuple[str, str, int]]] = {}
            for row in connection.execute(counts):
                numbers.setdefault(row.job, []).append((row.state, row.result, row.n))
            return [
                _job(dict(row), numbers.get(row["id"], [])) for row in connection.execute(query).mappings()
            ]

    # -- saved searches --------------------------------------------------------------------

    def save_search(self, name: str, query: Mapping[str, str], by: str, made_at: str) -> None:
        """Keep a search under a name, over what was kept under it."""
        held = json.dumps(dict(query), sort_keys=True, ensure_ascii=False)
        with self._writing() as connection:
            connection.execute(delete(saved).where(saved.c.name == name))
            connection.execute(insert(saved).values(name=name, query=held, by=by, made_at=made_at))

    def drop_search(self, name: str) -> None:
        """Forget a saved search."""
        with self._writing() as connection:
            connection.execute(delete(saved).where(saved.c.name == name))

    def searches(self) -> list[tuple[str, dict[str, str]]]:
        """(name, what was asked) of each saved search, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(saved).order_by(saved.c.name)).mappings()
            return [(row["name"], json.loads(row["query"])) for row in rows]

    # -- transactions ----------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._explaining(), self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._explaining(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as e:
            raise Invalid(
                f"what is under way cannot be read or written: {e.orig}",
                where=self.path,
                mend="the record is not touched by this; check the folder's rights and room, or delete the file",
            ) from e


def _free(now: float) -> Any:
    dead = (jobs.c.state == State.RUNNING.value) & (jobs.c.lease_until < now)
    return (jobs.c.state == State.WAITING.value) | dead


def _task(row: Mapping[str, Any]) -> Task:
    return Task(
        row["job"],
        row["number"],
        row["name"],
        row["place"],
        TaskState(row["state"]),
        row["attempts"],
        row["result"],
        row["says"],
    )


def _job(row: Mapping[str, Any], numbers: Sequence[tuple[str, str, int]]) -> Job:
    results: dict[str, int] = {}
    states: dict[str, int] = {}
    for state, result, n in numbers:
        states[state] = states.get(state, 0) + n
        if result:
            results[result] = results.get(result, 0) + n
    return Job(
        id=row["id"],
        kind=row["kind"],
        by=row["by"],
        made_at=row["made_at"],
        state=State(row["state"]),
        about=json.loads(row["about"]),
        total=sum(states.values()),
        done=states.get(TaskState.DONE.value, 0),
        failed=states.get(TaskState.FAILED.value, 0),
        results=dict(sorted(results.items())),
    )
