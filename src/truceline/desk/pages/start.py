"""The first page: what is there, what moved, and what to do next."""

from __future__ import annotations

from fastapi import APIRouter, Response

from truceline.desk.here import HereDep, twin

router = APIRouter()


@twin(router, "/")
def start(here: HereDep) -> Response:
    """What the case holds."""
    data = {"reports": len(here.view.reports), "claims": len(here.view.claims)}
    return here.page("start.html.j2", "Start", data)
