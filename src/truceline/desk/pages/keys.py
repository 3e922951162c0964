"""Every key, in one place."""

from __future__ import annotations

from fastapi import APIRouter, Response

from truceline.desk.here import HereDep, twin

router = APIRouter()
KEYS = (
    ("/", "search"),
    ("[ ]", "the day before, the day after"),
    ("j k", "the next, the previous entry of a list; Enter opens it"),
    ("?", "this page"),
    ("Esc", "leave a field"),
)


@twin(router, "/keys")
def keys(here: HereDep) -> Response:
    """The keys of every page, and those that open one."""
    found = [*KEYS, *((f"g {t.key}", f"open {t.label}") for t in here.desk.tabs if t.key)]
    return here.page("keys.html.j2", "Keys", {"keys": [list(k) for k in found]})
