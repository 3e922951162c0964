"""What lies ahead: what opens, falls due, is planned or ends, day by day, under which reading; as a calendar, too."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case.ahead import calendar, due_json, due_rows
from truceline.desk import answers
from truceline.desk.agreed import AgreedDep
from truceline.desk.handed import handed_on
from truceline.desk.here import HereDep, twin
from truceline.desk.tab import Tab

router = APIRouter()
TAB = Tab(16, "due", "What is due", "/due", "e", agreed=True)
AHEAD = 30
WHAT = {
    "opens": "opens",
    "due": "is due",
    "ends": "ends",
    "planned": "is planned",
    "again": "is due again",
}

Word = Annotated[str, Query(max_length=80)]


@twin(router, "/due")
def due(
    here: AgreedDep, days: Word = "", party: Word = "", phase: Word = "", topic: Word = "", all: Word = ""
) -> Response:
    """The days after `as_of`. Dates of other readings stand beside those of the page's own where `all` is set."""
    accord = here.view.agreement
    many = _days(days)
    clauses = {c.id: c for c in accord.clauses}
    rows = [f for f in answers.due_next(here, many) if answers.fits(clauses[f.clause], party, phase, topic)]
    mine = here.asked.reading or here.readings[0].name
    data = due_json(accord, rows, here.asked.as_of, many)
    for told, f in zip(data["dates"], rows, strict=True):
        told |= {
            "title": clauses[f.clause].title,
            "obligors": [answers.called(accord, o) for o in clauses[f.clause].obligors],
            "own": mine in f.readings,
            "everywhere": len(f.readings) >= len(here.readings),
        }
    shown = [d for d in data["dates"] if d["own"] or all]
    return here.page(
        "due.html.j2",
        "What is due",
        data | {"days": many},
        tab="due",
        by_day=_by_day(shown),
        others=sum(1 for d in data["dates"] if not d["own"]),
        what=WHAT,
        choices=answers.clause_choices(accord),
        asked_for={"days": many, "party": party, "phase": phase, "topic": topic, "all": all},
        filtered=any((party, phase, topic)),
    )


@router.get("/due.ics", response_model=None)
def ics(here: HereDep, days: Word = "") -> Response:
    """The same as a calendar for other programs, from reports that may be shared."""
    view, a = handed_on(here), here.asked
    made = calendar(view.agreement, due_rows(view, a.as_of, _days(days), a.reading), a.known_at, a.reading)
    name = f"due-{view.agreement.id}-after-{a.as_of}.ics"
    return Response(
        made,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _days(given: str) -> int:
    return min(max(int(given), 1), answers.LONGEST) if given.isdecimal() and len(given) < 6 else AHEAD


def _by_day(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    days: dict[str, list[dict[str, Any]]] = {}
    for d in rows:
        days.setdefault(d["on"], []).append(d)
    return list(days.items())
