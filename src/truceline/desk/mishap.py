"""Error pages: what was wrong, where, and how to mend it."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from truceline.case.patience import Pending
from truceline.desk.agreed import Unagreed, unagreed
from truceline.desk.here import Elsewhere, Unchanged, desk_of, json_answer, sent_on, unchanged
from truceline.desk.twins import wants_json
from truceline.errors import (
    Conflict,
    Invalid,
    LedgerFull,
    LedgerLocked,
    NotFound,
    TrucelineError,
    UsageError,
)

__all__ = ["install", "status_of", "unknown"]

log = logging.getLogger(__name__)
AGAIN = "2"
"""Seconds after which a browser asks again for a page that is not there yet."""
STATUSES: tuple[tuple[type[TrucelineError], int], ...] = (
    (UsageError, 400),
    (NotFound, 404),
    (LedgerLocked, 503),
    (Conflict, 409),
    (LedgerFull, 507),
    (Invalid, 422),
)


def status_of(error: TrucelineError) -> int:
    """The HTTP status that fits an error of ours."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


def install(app: FastAPI) -> None:
    """Answer every error that is foreseen with a page that says how to go on."""
    app.add_exception_handler(Elsewhere, sent_on)
    app.add_exception_handler(Unchanged, unchanged)
    app.add_exception_handler(Unagreed, unagreed)
    app.add_exception_handler(Pending, _opening)
    app.add_exception_handler(TrucelineError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unfit)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, TrucelineError)  # noqa: S101
    return _page(request, status_of(error), error.what, error.where, error.mend)


def _opening(request: Request, error: Exception) -> Response:
    """The browser asks again by itself."""
    answer = _page(request, 503, str(error), None, "This page comes by itself when it is there.")
    answer.headers["Retry-After"] = answer.headers["Refresh"] = AGAIN
    return answer


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == 404:
        return _page(request, 404, "The desk has no such page.", None, "Choose one from the navigation.")
    return _page(request, error.status_code, str(error.detail), None, None)


def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    first = error.errors()[0]
    where = ".".join(str(x) for x in first.get("loc", ()))
    return _page(request, 400, str(first.get("msg", "the address is wrong")), where, "Go back and try again.")


def unknown(request: Request, error: Exception) -> Response:
    """The page for a fault of ours; what happened goes to the terminal."""
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    mend = "Nothing was lost: `truceline verify` checks the record. The terminal shows what happened; please report it."
    return _page(request, 500, "The desk made a mistake on this page.", type(error).__name__, mend)


def _page(request: Request, status: int, what: str, where: str | None, mend: str | None) -> Response:
    data = {"status": status, "what": what, "where": where, "mend": mend}
    if wants_json(request) or "application/json" in request.headers.get("accept", ""):
        return json_answer({"error": data}, status)
    desk = desk_of(request)
    html = desk.templates.get_template("mishap.html.j2").render(
        data=data, title=HTTPStatus(status).phrase, tabs=desk.tabs, tab=""
    )
    return HTMLResponse(html, status)
