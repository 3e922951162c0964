"""Sources: what each outlet gave, how much of it was its own, how long it has been silent, how a person grades it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from truceline.desk.here import Here, HereDep, desk_of, twin
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.errors import UsageError
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim, LinkKind, Manner
from truceline.model.report import Report

router = APIRouter()
TAB = Tab(70, "sources", "Sources", "/sources", "o")
SIZE = 40
GRADES = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)
"""The Admiralty scale of sources; only a person sets it."""
WINDOW = 42
"""Days of the strip that shows when a source reported."""

Word = Annotated[str, Query(max_length=120)]


@twin(router, "/sources")
def sources(here: HereDep, q: Word = "", order: Word = "reports", page: Word = "1") -> Response:
    """Every outlet, by how much it gave or how long it has been silent."""
    every = _all(here)
    words = q.casefold().strip()
    found = [s for s in every if words in s["outlet"].casefold()]
    if order == "silence":
        found = sorted(found, key=lambda s: (-(s["silent"] or 0), s["outlet"]))
    elif order == "name":
        found = sorted(found, key=lambda s: s["outlet"].casefold())
    part = paged(found, page, SIZE)
    grades = _grades(here)
    data = {
        "found": part.facts,
        "sources": [s | {"grade": grades.get(s["outlet"])} for s in part.items],
        "window": WINDOW,
    }
    return here.page(
        "sources.html.j2",
        "Sources",
        data,
        tab="sources",
        part=part,
        grades=GRADES,
        seen=here.case.length(),
        signed=here.settings.get("person") or "",
        asked_for={"q": q, "order": order},
    )


@router.post("/sources/grade", response_model=None)
def grade(
    request: Request,
    outlet: Annotated[str, Form(max_length=500)],
    reliability: Annotated[str, Form(max_length=1)],
    back: Annotated[str, Form(max_length=2000)] = "/sources",
    reason: Annotated[str, Form(max_length=2000)] = "",
    seen: Annotated[str, Form(max_length=12)] = "",
) -> Response:
    """Keep a person's grade of an outlet, signed with the name set in the case."""
    if not outlet.strip():
        raise UsageError("no outlet was named", mend="go back and choose one")
    desk_of(request).case.judge(
        Decision.GRADE,
        SubjectKind.SOURCE,
        outlet,
        reason=reason,
        change={"reliability": reliability},
        seen=int(seen) if seen.isdecimal() else None,
    )
    return RedirectResponse(back if back.startswith("/sources") else "/sources", 303)


def _grades(here: Here) -> dict[str, dict[str, str]]:
    """The grade of each source that holds now, by whom and why."""
    found: dict[str, Judgement] = {
        j.subject: j
        for j in here.view.decisions
        if j.decision is Decision.GRADE and j.kind is SubjectKind.SOURCE
    }
    return {
        name: {
            "grade": str(j.change.get("reliability", "")),
            "by": j.by,
            "on": j.known_on,
            "reason": j.reason,
        }
        for name, j in found.items()
    }


def _all(here: Here) -> list[dict[str, Any]]:
    as_of = here.asked.as_of

    def made() -> list[dict[str, Any]]:
        reports: dict[str, list[Report]] = defaultdict(list)
        for r in here.view.reports.values():
            if (r.known_on or "") <= as_of:
                reports[r.outlet or ""].append(r)
        parents = {m.claim for line in here.view.lineages for m in line.members if m.parent}
        rows = [_row(here, name, some, parents) for name, some in reports.items()]
        return sorted(rows, key=lambda s: (-s["reports"], s["outlet"]))

    found: list[dict[str, Any]] = here.once("sources", made, as_of, rests=("reports", "claims", "lineages"))
    return found


def _row(here: Here, name: str, reports: list[Report], relayed_from: set[str]) -> dict[str, Any]:
    claims = [c for r in reports if r.id in here.view.readings for c in here.view.readings[r.id].claims]
    count = {"own": 0, "quoted": 0, "relayed": 0, "unsourced": 0}
    for c in claims:
        count[_how(c, relayed_from)] += 1
    days = sorted({r.known_on or "" for r in reports})
    end = dt.date.fromisoformat(here.asked.as_of)
    gaps = [(dt.date.fromisoformat(b) - dt.date.fromisoformat(a)).days for a, b in pairwise(days)]
    ago = [(end - dt.date.fromisoformat(d)).days for d in days]
    unread = sum(1 for r in reports if r.id in here.view.readings and not here.view.readings[r.id].read)
    shares, x = [], 0.0
    for kind, number in count.items():
        width = 100 * number / len(claims) if claims else 0.0
        shares.append({"kind": kind, "x": round(x, 2), "width": round(width, 2), "count": number})
        x += width
    return {
        "outlet": name or "outlet unknown",
        "named": bool(name),
        "vouched": all(r.vouched for r in reports),
        "reports": len(reports),
        "unread": unread,
        "claims": len(claims),
        "shares": shares,
        "first": days[0],
        "last": days[-1],
        "silent": min(ago),
        "longest_gap": max(gaps, default=0),
        "days": [round(100 * (WINDOW - 1 - a) / WINDOW, 2) for a in sorted(ago) if 0 <= a < WINDOW],
    }


def _how(c: Claim, relayed_from: set[str]) -> str:
    """Whether an outlet says it itself, has it from a speaker, has it from an outlet or agency, or names nobody."""
    if c.manner is Manner.UNSOURCED:
        return "unsourced"
    others = [x for x in c.chain[1:] if x.kind in (LinkKind.AGENCY, LinkKind.OUTLET)]
    if c.id in relayed_from or others:
        return "relayed"
    return "own" if c.manner is Manner.OWN else "quoted"
