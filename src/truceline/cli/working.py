"""Long work: what was handed over at the desk and is still to be read."""

from __future__ import annotations

import os
import signal
import socket
import threading
from contextlib import suppress
from typing import Annotated, Any

import typer

from truceline.case import Case
from truceline.case.working import Job, Task, TaskState, open_work, work_off
from truceline.cli.options import AsJson, CaseDir, Level
from truceline.cli.output import note, print_json, print_line, shown, table
from truceline.model.report import Handling

app = typer.Typer(help="Long work: what is under way, stop it, let it go on, do it.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add the commands of this module."""
    root.add_typer(app, name="jobs")


JobId = Annotated[str, typer.Argument(metavar="JOB", help="The id of a job.")]


@app.command("list")
def list_jobs(case: CaseDir = None, json: AsJson = False) -> None:
    """List the jobs of the case, the newest first."""
    with Case.open(case) as c, open_work(c.folder) as work:
        jobs = work.jobs()
        failed = {j.id: work.tasks(j.id, TaskState.FAILED) for j in jobs if j.failed}
    if json:
        print_json([job_json(j, failed.get(j.id, [])) for j in jobs])
        return
    table(
        ("job", "asked (UTC)", "by", "what", "state", "done", "of", "failed"),
        (
            (j.id, j.made_at[:19], j.by, j.kind, j.state.value, str(j.done), str(j.total), str(j.failed))
            for j in jobs
        ),
    )
    for j in jobs:
        for task in failed.get(j.id, []):
            note(f"{j.id}: {task.name}: {task.says}")


@app.command()
def run(case: CaseDir = None) -> None:
    """Work off what waits, then end. The desk does this by itself. A signal ends it after the file at hand."""
    over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: over.set())

    def tell(job: Job, task: Task, result: str) -> None:
        note(f"{job.id}: {shown(task.name)}: {result or 'not taken'}")

    with Case.open(case) as c, open_work(c.folder) as work:
        ended = work_off(c, work, f"{socket.gethostname()}:{os.getpid()}", stopping=over.is_set, on_task=tell)
    note(f"{ended} done")


@app.command(hidden=True)
def weigh(
    known_at: Annotated[str, typer.Option(help="As it could be known by then.")],
    reports: Annotated[int, typer.Option(min=0, help="How many reports the record had.")],
    decisions: Annotated[int, typer.Option(min=0, help="How many decisions the record had.")],
    level: Level = Handling.MEDIATOR,
    findings: Annotated[bool, typer.Option("--findings", help="Weigh figures and accounts too.")] = False,
    board: Annotated[
        list[str] | None, typer.Option(help="The board of a day, DAY or DAY/READING; may be given again.")
    ] = None,
    case: CaseDir = None,
) -> None:
    """Work out what pages show of a state of the record, and keep it. The desk does this by itself."""
    with suppress(OSError):
        os.nice(5)
    with Case.open(case) as c:
        boards = [(day, reading or None) for day, _, reading in (b.partition("/") for b in board or ())]
        c.work_out(known_at, level, reports, decisions, findings, boards)


@app.command()
def stop(job: JobId, case: CaseDir = None) -> None:
    """Stop a job after the file at hand. What was taken in stays."""
    with Case.open(case) as c, open_work(c.folder) as work:
        _tell(work.stop(job))


@app.command("go-on")
def go_on(job: JobId, case: CaseDir = None) -> None:
    """Let a stopped job go on; of one that is done, try again what failed."""
    with Case.open(case) as c, open_work(c.folder) as work:
        _tell(work.go_on(job))


def job_json(job: Job, failed: list[Task]) -> dict[str, Any]:
    """A job as plain data."""
    return {
        "id": job.id,
        "kind": job.kind,
        "by": job.by,
        "made_at": job.made_at,
        "state": job.state.value,
        "total": job.total,
        "done": job.done,
        "failed": [{"name": t.name, "says": t.says} for t in failed],
        "results": dict(job.results),
    }


def _tell(job: Job) -> None:
    print_line(f"{job.id}  {job.state.value}, {job.ended} of {job.total} files")
