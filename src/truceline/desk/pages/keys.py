"""Every key, in one place."""

from __future__ import annotations

from fastapi import APIRouter, Response

from truceline.desk.here import HereDep, twin

router = APIRouter()
KEYS = (
    (
        "On every page",
        (
            ("/", "search"),
            ("[ ]", "the day before, the day after"),
            ("j k", "the next, the previous entry of a list; Enter opens it"),
            ("?", "this page"),
            ("Esc", "leave a field"),
        ),
    ),
    ("On the page of a clause", (("p n", "the clause before, the next clause"),)),
    (
        "In review",
        (
            ("c", "confirm; the next claim comes by itself"),
            ("x", "reject"),
            ("e", "correct who says it, for whom, how, when"),
            ("m", "merge with another statement"),
            ("s", "split from its statement"),
            ("n", "not the same as another"),
            ("l h", "later, back"),
            ("a", "add a claim that the machine missed"),
            ("u", "undo the decision just made"),
        ),
    ),
)
"""(where, (keys, what they do)) pairs; a key pressed after another stands behind it."""


@twin(router, "/keys")
def keys(here: HereDep) -> Response:
    """The keys of every page, and those that open one."""
    pages = tuple((f"g {t.key}", f"open {t.label}") for t in here.desk.tabs if t.key)
    groups = [*KEYS[:1], ("To a page", pages), *KEYS[1:]]
    data = {"groups": [{"where": where, "keys": [list(k) for k in some]} for where, some in groups]}
    return here.page("keys.html.j2", "Keys", data)
