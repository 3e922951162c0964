"""The incident register: where and when, who alleges, denies or found it, and how far it is verified."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case.incidents import incidents, level_words
from truceline.desk.cited import cited
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.named import name_of
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.model.observation import Incident, Level, Told

router = APIRouter()
TAB = Tab(45, "incidents", "Incidents", "/incidents", "i")
SIZE = 25
AROUND = 80

Word = Annotated[str, Query(max_length=120)]


@twin(router, "/incidents")
def register(here: HereDep, clause: Word = "", level: Word = "", page: Word = "1") -> Response:
    """All incidents known, the latest first; none is a violation by standing here."""
    every: tuple[Incident, ...] = here.once(
        "incidents", lambda: incidents(here.view), rests=("reports", "claims", "signals", "decisions")
    )
    found = [i for i in every if (not clause or clause in i.clauses) and (not level or i.level == level)]
    part = paged(list(reversed(found)), page, SIZE)
    data = {"found": part.facts, "incidents": [_facts(here, i) for i in part.items]}
    return here.page(
        "incidents.html.j2",
        "Incidents",
        data,
        tab="incidents",
        part=part,
        choices={
            "clause": [(c, c) for c in dict.fromkeys(c for i in every for c in sorted(i.clauses))],
            "level": [(x.value, x.value) for x in Level],
        },
        asked_for={"clause": clause, "level": level},
    )


def _facts(here: Here, i: Incident) -> dict[str, Any]:
    def told(words: Iterable[Told]) -> list[dict[str, Any]]:
        return [{"who": t.who, "on": t.on, "words": cited(here.view, t.span, None, AROUND)} for t in words]

    return {
        "incident": i.name,
        "opened_by": i.opened_by,
        "place": i.place,
        "from": i.since,
        "until": i.until,
        "dated": i.dated,
        "clauses": list(i.clauses),
        "level": i.level.value,
        "level_words": level_words(i),
        "perpetrator": name_of(here, i.perpetrator) if i.perpetrator else None,
        "reported": told(i.reported),
        "allegations": told(i.allegations),
        "denials": told(i.denials),
        "findings": told(i.findings),
        "no_access": told(i.no_access),
    }
