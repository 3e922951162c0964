"""Adding: reports handed over in number, with how far they are; and a claim that the machine missed."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from truceline.case.working import Given, Job, TaskState, hand_over
from truceline.desk.cited import title_of
from truceline.desk.forms import SentDep, form_of, sent_on
from truceline.desk.here import AtOnceDep, desk_of, twin
from truceline.desk.pages.review import done_facts
from truceline.desk.tab import Tab
from truceline.errors import ItemNotFound, UsageError
from truceline.model.reading import Modality, Stance
from truceline.model.report import Handling, Rendering

router = APIRouter()
TAB = Tab(110, "add", "Add reports", "/add", "a", "work")
SHOWN = 20
FAILED_SHOWN = 50
ABOUT = ("outlet", "published", "handling", "rendering")
_SENTENCE = re.compile(r"""[^\s][^\n]*?(?:[.!?…؟。！？]+["”’»)\]]*(?=\s|$)|(?=\n|$))""")


@twin(router, "/add")
def add(here: AtOnceDep) -> Response:
    """What can be handed over, and how far it is."""
    works = here.request.app.state.works
    jobs = works.work.jobs()
    data = {"jobs": [_job(works.work, j) for j in jobs[:SHOWN]], "older": max(0, len(jobs) - SHOWN)}
    return here.page(
        "add.html.j2",
        "Add reports",
        data,
        tab="add",
        form=form_of(here),
        live=any(j.live for j in jobs),
        handlings=[h.value for h in Handling],
        renderings=[r.value for r in Rendering],
    )


@router.post("/add")
def take(request: Request, sent: SentDep) -> Response:
    """Keep the files that were sent, and let them be read; `text` is one report written or pasted."""
    case = desk_of(request).case
    works = request.app.state.works
    if not sent.by:
        raise UsageError("say who you are first: what is added is signed", mend="go back and give your name")
    about = {k: v for k in ABOUT if (v := sent.one(k))}
    files = [_given(f) for f in sent.fields.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if text := sent.one("text"):
        record = {"text": text} | {k: v for k in ("title", "address") if (v := sent.one(k))} | about
        files.append(_written(record))
    if not files:
        raise UsageError("nothing was chosen", mend="go back and choose files, or paste a text")
    hand_over(
        case, works.work, sent.key or secrets.token_hex(8), files, about=about, by=sent.by, made_at=case.now()
    )
    works.look()
    return sent_on(sent.one("next") or "/add")


@router.post("/job")
def job(request: Request, sent: SentDep) -> Response:
    """Stop a job, or let it go on."""
    works = request.app.state.works
    id = sent.one("job")
    if sent.one("do") == "stop":
        works.work.stop(id)
    else:
        works.work.go_on(id)
        works.look()
    return sent_on(sent.one("next") or "/add")


@twin(router, "/report/{name}/add")
def missed(here: AtOnceDep, name: str) -> Response:
    """The sentences of a report, to choose the one that holds a claim which the machine missed."""
    found = [r for r in here.view.reports.values() if r.id.startswith(name.lower())] if len(name) >= 4 else []
    if len(found) != 1:
        raise ItemNotFound(
            f"no current report begins with {name!r}", mend="choose one from the list of reports"
        )
    report = found[0]
    reading = here.view.readings.get(report.id)
    spans = [(s.start, s.end) for c in (reading.claims if reading else ()) for s in c.content]
    sentences = [
        {
            "start": m.start(),
            "end": m.end(),
            "text": m[0],
            "claims": sum(a < m.end() and m.start() < b for a, b in spans),
        }
        for m in _SENTENCE.finditer(report.text)
        if any(c.isalnum() for c in m[0])
    ]
    accord = here.view.accord
    data = {"report": report.id, "title": title_of(report), "sentences": sentences}
    return here.page(
        "missed.html.j2",
        "A claim that the machine missed",
        data,
        tab="review",
        form=form_of(here),
        report=report,
        next=here.link(f"/report/{report.id[:12]}/add"),
        stances=[s.value for s in Stance],
        modalities=[m.value for m in Modality],
        topics=[(t.id, t.name) for t in accord.vocabulary.topics] if accord else [],
        parties=[(p, accord.labels.get(p, p)) for p in accord.parties] if accord else [],
        holders=sorted({c.holder for c in reading.claims if c.holder}) if reading else [],
        done=done_facts(here, here.request.query_params.get("done", "")),
    )


def _given(file: UploadFile) -> Given:
    def save(path: Path) -> None:
        file.file.seek(0)
        with path.open("wb") as out:
            shutil.copyfileobj(file.file, out)

    return Given(file.filename or "", save)


def _written(record: dict[str, str]) -> Given:
    def save(path: Path) -> None:
        path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")

    return Given("written.json", save)


def _job(work: Any, job: Job) -> dict[str, Any]:
    failed = work.tasks(job.id, TaskState.FAILED, FAILED_SHOWN) if job.failed else []
    return {
        "id": job.id,
        "by": job.by,
        "made_at": job.made_at,
        "state": job.state.value,
        "live": job.live,
        "total": job.total,
        "ended": job.ended,
        "results": dict(job.results),
        "failed": [{"name": t.name, "says": t.says} for t in failed],
        "failed_count": job.failed,
    }
