"""How far each provision is implemented, on four levels, beside how its clauses stand and never instead."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from truceline.case.watching import coded_days, level_words, pam_csv, pam_json, provisions
from truceline.desk import answers
from truceline.desk.agreed import AgreedDep
from truceline.desk.cited import cited
from truceline.desk.handed import handed_on
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.tab import Tab
from truceline.model.standing import Standing
from truceline.model.watching import Level, Provision

router = APIRouter()
TAB = Tab(18, "pam", "Levels", "/pam", "m", agreed=True)
LEVELS = tuple((x.value, x.name.lower().replace("_", " ")) for x in Level)

Word = Annotated[str, Query(max_length=80)]


@twin(router, "/pam")
def pam(here: AgreedDep, topic: Word = "") -> Response:
    """Each matter of the agreement with its level and those of its clauses, by which rule, on whose word."""
    accord = here.view.agreement
    every = provisions(
        here.view, here.asked.as_of, here.asked.reading, tuple(answers.standings(here).values())
    )
    found = [p for p in every if not topic or p.id == topic]
    data = pam_json(accord, tuple(found), here.asked.as_of, here.asked.known_at)
    for row, p in zip(data["provisions"], found, strict=True):
        row["level"] = level_words(p.low, p.high)
        for own, i in zip(row["stipulations"], p.clauses, strict=True):
            own |= {"level": level_words(i.low, i.high), "words": _words(here, i.standing)}
    return here.page(
        "pam.html.j2",
        "Levels of implementation",
        data,
        tab="pam",
        levels=LEVELS,
        tally=_tally(found),
        topics=[(p.id, p.name) for p in every],
        asked_for={"topic": topic},
    )


@router.get("/pam.csv", response_model=None)
def table(here: HereDep, each: Literal["", "year", "month"] = "") -> Response:
    """The same as a table for researchers, made of reports that may be shared."""
    view, a = handed_on(here), here.asked
    days = coded_days(view.agreement, a.as_of, each or None)
    name = f"pam-{view.agreement.id}-{a.as_of}-known-{a.known_at}.csv"
    return Response(
        pam_csv(view, days, a.reading),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _words(here: Here, s: Standing) -> dict[str, Any] | None:
    """The first sentence that a level rests on: of a clause that has ended, of how it stood last."""
    told = (*s.signals, *(s.last.signals if s.last else ()))
    first = next((x for x in told if x.spans), None)
    return {"who": first.holder} | cited(here.view, first.spans[0], first.claim) if first else None


def _tally(found: list[Provision]) -> list[tuple[str, int]]:
    """How many clauses have which level; ranges and clauses without one are counted apart."""
    count = dict.fromkeys([*(name for _, name in LEVELS), "between levels", "not coded"], 0)
    for i in (i for p in found for i in p.clauses):
        exact = "not coded" if i.low is None else dict(LEVELS)[i.low.value]
        count[exact if i.low == i.high else "between levels"] += 1
    return [(words, n) for words, n in count.items() if n]
