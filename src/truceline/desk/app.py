"""The desk as an ASGI application."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from truceline import __version__
from truceline.case import Case, Library
from truceline.case.case import utc_now
from truceline.desk import mishap, pages, words
from truceline.desk.apart import Apart
from truceline.desk.compiled import compiled
from truceline.desk.finding import INDEXING, Finder
from truceline.desk.guard import Guard
from truceline.desk.here import Desk
from truceline.desk.kept import PATIENCE, SOON, Kept
from truceline.desk.twins import Twins
from truceline.desk.waitlist import Waitlist
from truceline.desk.works import Works
from truceline.model.report import Handling

__all__ = ["create_app"]

SILENT: Any = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Nothing is measured for anybody elsewhere, whatever the environment says."""
FOLDER = Path(__file__).parent


def create_app(
    case_path: Path | str | None = None,
    *,
    level: Handling = Handling.MEDIATOR,
    library: Library | None = None,
    clock: Callable[[], dt.datetime] = utc_now,
    say: Callable[[str], None] | None = None,
    unhurried: bool = False,
) -> FastAPI:
    """The desk on the case in that folder (None: by the one rule of every command).

    `level` is the widest handling of reports that it shows. Raises `CaseNotFound`. The case is
    closed when the application shuts down. `say` is told what is done where it takes long. Where it
    is `unhurried`, a page waits for what is worked out as long as that takes, and never says that it
    is under way.
    """
    soon, patience, indexing = (None, None, None) if unhurried else (SOON, PATIENCE, INDEXING)
    case = Case.open(case_path, library=library, clock=clock)
    case.apart = apart = Apart(case.folder)
    kept = Kept(case, level, patience)
    apart.boards = kept.boards

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=kept.warm, args=(say,), name="warming", daemon=True).start()
        app.state.works.start()
        yield
        app.state.closing = True
        apart.close()
        app.state.works.close()
        app.state.finder.close()
        case.close()

    app = FastAPI(
        title="Truceline",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=SILENT,
        lifespan=lifespan,
    )
    found = pages.modules()
    app.state.works, app.state.finder = Works(case.folder), Finder(case.folder, indexing)
    app.state.waitlist = Waitlist()
    app.state.token = secrets.token_urlsafe(24)
    app.state.desk = Desk(kept, _templates(), tuple(pages.tabs(found)))
    app.add_middleware(Twins, soon=soon)
    app.add_middleware(Guard, mishap=mishap.unknown)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    for page in found:
        app.include_router(page.router)
    mishap.install(app)
    return app


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(),
    )
    made.filters.update(words.FILTERS)
    made.globals.update(static=static, version=__version__)
    return made


@cache
def static(name: str) -> str:
    """The address of one of our files; it changes when the file does, so that no browser shows an old one."""
    told = hashlib.sha256((FOLDER / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={told}"
