"""What monitors saw themselves: the observations, who looked where and when, and a form to enter one."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from truceline.case.observing import FIELDS, coverage, observation_json, observations, observe
from truceline.desk.cited import cited
from truceline.desk.forms import SentDep, form_of, sent_on
from truceline.desk.here import Here, HereDep, desk_of, twin
from truceline.desk.named import name_of
from truceline.desk.pages.review import done_facts
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.errors import UsageError
from truceline.model.observation import Basis, Found, Looks, Method, Observation
from truceline.model.report import Handling

router = APIRouter()
TAB = Tab(48, "observations", "Observations", "/observations", "w")
SIZE = 25
AROUND = 80

Word = Annotated[str, Query(max_length=120)]


@twin(router, "/observations")
def seen(here: HereDep, clause: Word = "", page: Word = "1", kept: Word = "") -> Response:
    """Who looked and what was found, the latest first; and on which days nobody did."""
    every = observations(here.view)
    found = [o for o in every if not clause or clause in o.clauses]
    part = paged(list(reversed(found)), page, SIZE)
    accord = here.view.accord
    watched = [clause] if clause and accord and accord.clause(clause) else []
    data = {
        "found": part.facts,
        "observations": [_facts(here, o) for o in part.items],
        "coverage": _covered(coverage(here.view, None, None, watched)) if every else [],
    }
    return here.page(
        "observations.html.j2",
        "Observations",
        data,
        tab="observations",
        part=part,
        form=form_of(here),
        done=done_facts(here, here.request.query_params.get("done", "")),
        kept=next((o.report for o in every if kept and o.report.startswith(kept)), None),
        asked_for={"clause": clause},
        choices={
            "clause": [(c, c) for c in dict.fromkeys(c for o in every for c in sorted(o.clauses))],
            "clauses": [(c.id, c.title) for c in accord.clauses] if accord else [],
            "party": [(p, accord.labels.get(p, p)) for p in accord.parties] if accord else [],
            "actor": [(a.id, a.name) for a in accord.actors] if accord else [],
            "measure": list(accord.measures) if accord else [],
            "found": [x.value for x in Found],
            "basis": [x.value for x in Basis],
            "method": [x.value for x in Method],
            "handling": [x.value for x in Handling],
        },
    )


@router.post("/observations")
def enter(request: Request, sent: SentDep) -> Response:
    """Keep one observation; what is wrong with it is said, and nothing is kept."""
    if not sent.by:
        raise UsageError(
            "say who you are first: what is entered is signed", mend="go back and give your name"
        )
    given = {k: v for k in FIELDS if k != "clauses" and (v := sent.one(k))}
    if clauses := sent.many("clauses"):
        given["clauses"] = ",".join(clauses)
    made = observe(desk_of(request).case, [given])
    [report] = (*made.new, *made.known)
    return sent_on(sent.one("next") or "/observations", {"kept": report.id[:12]})


def _facts(here: Here, o: Observation) -> dict[str, Any]:
    told = observation_json(o, here.view.accord)
    return {
        **told,
        "perpetrator": name_of(here, o.perpetrator) if o.perpetrator else None,
        "barred_by": name_of(here, o.barred_by) if o.barred_by else None,
        "means": [{**s, "kind": s["kind"].replace("_", " ")} for s in told["means"]],
        "words": cited(here.view, o.span, None, AROUND),
    }


def _covered(looks: tuple[Looks, ...]) -> list[dict[str, Any]]:
    """The coverage log, day after day alike told as one stretch."""
    runs = (list(run) for _, run in groupby(looks, lambda x: replace(x, day="")))
    return [
        {
            "clause": run[0].clause,
            "from": run[0].day,
            "until": run[-1].day,
            "looked": list(run[0].looked),
            "no_access": list(run[0].no_access),
            "told": list(run[0].told),
            "places": list(run[0].places),
        }
        for run in runs
    ]
