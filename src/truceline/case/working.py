"""Long work on a case: reports that are handed over in number are taken in one by one, by a worker that
may be stopped, killed and started again."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from truceline.case.case import Case
from truceline.errors import LedgerFull, TrucelineError, UsageError
from truceline.ledger import engine_at
from truceline.model.report import Report
from truceline.work import Job, State, Task, TaskState, Work

__all__ = ["FILE", "Given", "Job", "State", "Task", "TaskState", "Work", "hand_over", "open_work", "work_off"]

FILE = "work.sqlite"
SPOOL = "spool"
KIND = "add reports"
SIDE = ".meta.json"
HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""
LONGEST_NAME = 100
_STRANGE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Given:
    """A file handed over: its name (a folder may stand before it), and how its bytes are had."""

    name: str
    save: Callable[[Path], None]
    """Writes the bytes to a path."""


def open_work(folder: Path) -> Work:
    """What is under way in the case in `folder`."""
    path = folder / FILE
    return Work.open(path, engine_at(path, wait=30.0))


def hand_over(
    case: Case, work: Work, id: str, files: Iterable[Given], *, about: dict[str, str], by: str, made_at: str
) -> Job:
    """Keep files until a worker takes them in, and ask for it. `id` names this one request.

    Files lie in the case's spool under names of our own making; a side file lies beside its
    report. `about` may name outlet, published, handling, rendering for all of them.
    """
    if not re.fullmatch("[0-9a-f]{8,64}", id):
        raise UsageError(f"{id!r} cannot name a job", mend="8 to 64 hex digits can")
    if any(job.id == id for job in work.jobs()):
        return work.job(id)
    root = case.folder / SPOOL / id
    given: list[tuple[str, str]] = []
    places: dict[tuple[str, str], Path] = {}
    sides: list[tuple[str, str, Given]] = []
    for n, file in enumerate(files):
        folder, name = _named(file.name)
        if name.endswith(SIDE):
            place = root / "side" / f"{n:06}"
            place.parent.mkdir(parents=True, exist_ok=True)
            file.save(place)
            sides.append((folder, name, Given(str(place), file.save)))
            continue
        place = root / f"{n:06}" / folder / name
        place.parent.mkdir(parents=True)
        file.save(place)
        given.append((file.name[-300:], str(place.relative_to(case.folder))))
        places[(folder, name)] = place
        places.setdefault((folder, Path(name).stem), place)
    for folder, name, side in sides:
        beside = places.get((folder, name.removesuffix(SIDE)))
        if beside is not None:
            shutil.move(side.name, beside.with_name(name))
    return work.add(id, KIND, given, about=about, by=by, made_at=made_at)


def work_off(
    case: Case,
    work: Work,
    worker: str,
    *,
    stopping: Callable[[], bool] = lambda: False,
    on_task: Callable[[Job, Task, str], None] | None = None,
    on_read: Callable[[Report], None] | None = None,
) -> int:
    """Work off all jobs that nobody works on; how many tasks were ended. `worker` names this process.

    Ends after the task at hand when `stopping` says so. A worker that is killed leaves its job to
    the next one; adding a report twice adds nothing, so nothing is doubled. Raises `LedgerFull`
    where the disk has no room: the job waits.
    """
    ended = 0
    while not stopping():
        job = work.take(worker)
        if job is None:
            break
        with _alive(work, job.id, worker) as lost:
            try:
                while not stopping() and not lost.is_set() and (task := work.begin(job.id, worker)):
                    state, result, says = _done(case, job, task, lost, stopping, on_read)
                    if state is None:
                        work.put_back(task, worker)
                        break
                    if work.end(task, worker, state, result, says):
                        ended += 1
                        _tidy(case.folder, task, state)
                    if on_task:
                        on_task(job, task, result)
            finally:
                work.leave(job.id, worker)
        if work.job(job.id).state is State.DONE and not work.job(job.id).failed:
            shutil.rmtree(case.folder / SPOOL / job.id, ignore_errors=True)
    return ended


def _done(
    case: Case,
    job: Job,
    task: Task,
    lost: threading.Event,
    stopping: Callable[[], bool],
    on_read: Callable[[Report], None] | None,
) -> tuple[TaskState | None, str, str]:
    """Take one file in and read its reports: state (None: left for later), result in a word, what went wrong."""
    try:
        place = case.folder / task.place
        added = case.add([place], under=place.parents[1], **job.about)
        for report in (*added.new, *added.known):
            if lost.is_set() or stopping():
                return None, "", ""
            case.readings(on_read, [report])
    except LedgerFull:
        raise
    except TrucelineError as e:
        return TaskState.FAILED, "not taken", _without(str(e), case.folder)
    says = "; ".join(_without(str(p), case.folder) for p in added.problems[:5])
    if not added.new and not added.known:
        return TaskState.FAILED, "not taken", says or "no report in it"
    word = "version" if added.versions else "new" if added.new else "known"
    return TaskState.DONE, word, says


@contextmanager
def _alive(work: Work, job: str, worker: str) -> Iterator[threading.Event]:
    """Renew the lease of a job from a thread of its own; the event is set when the job must be left."""
    lost, over = threading.Event(), threading.Event()

    def beat() -> None:
        while not over.wait(HEARTBEAT):
            try:
                if not work.renew(job, worker):
                    lost.set()
                    return
            except TrucelineError:
                continue

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        over.set()
        thread.join()


def _tidy(folder: Path, task: Task, state: TaskState) -> None:
    """What was taken in is in the record; the copy in the spool is no longer needed."""
    if state is TaskState.DONE:
        shutil.rmtree(folder.joinpath(*Path(task.place).parts[:3]), ignore_errors=True)


def _named(name: str) -> tuple[str, str]:
    """(folder, file) for a name that a browser gave: harmless, of fair length, never hidden. The folder
    is kept as it helps to tell versions of files that say nothing of themselves."""
    parts: Sequence[str] = [p for p in re.split(r"[/\\]", name) if p not in ("", ".", "..")]
    clean = [_STRANGE.sub("_", p).strip().lstrip(".") or "_" for p in parts] or ["_"]
    return _short(clean[-2]) if len(clean) > 1 else "added", _short(clean[-1])


def _short(name: str) -> str:
    stem, dot, ending = name.partition(".") if name.endswith(SIDE) else name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    while len(stem.encode()) > LONGEST_NAME:
        stem = stem[: max(1, len(stem) * 3 // 4)]
    return f"{stem}{dot}{ending[:40]}" if stem else ending


def _without(words: str, folder: Path) -> str:
    """An error's words without the way to the spool, which says nothing to a reader."""
    return re.sub(rf"{re.escape(str(folder))}/{SPOOL}/[^/\s]+/[^/\s]+/", "", words)
