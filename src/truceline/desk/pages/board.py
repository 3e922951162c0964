"""The board: every clause, how it stands, what moved, what is due; day by day as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case.looking import kind_of, kinds, runs
from truceline.desk import answers, strips
from truceline.desk.agreed import AgreedDep
from truceline.desk.here import twin
from truceline.desk.tab import Tab
from truceline.errors import UsageError
from truceline.model.accord import Accord
from truceline.model.dates import day_given
from truceline.model.standing import Falls

router = APIRouter()
TAB = Tab(10, "board", "Board", "/board", "b")
AHEAD = 14

Word = Annotated[str, Query(max_length=80)]


@twin(router, "/board")
def board(
    here: AgreedDep, party: Word = "", phase: Word = "", topic: Word = "", state: Word = "", since: Word = ""
) -> Response:
    """Filters leave out rows, never parts of a row."""
    accord = here.view.agreement
    first = day_given(since, "since") if since else answers.before(here.asked.as_of, answers.LOOK_BACK)
    if first > here.asked.as_of:
        raise UsageError(f"since={first} lies after {here.asked.as_of}", mend="choose an earlier day")
    now, life = answers.standings(here), answers.life(here)
    chosen = [c for c in accord.clauses if answers.fits(c, party, phase, topic)]
    tally = Counter(kind_of(now[c.id].shown) for c in chosen)
    listed = [c for c in chosen if not state or kind_of(now[c.id].shown) == state]
    ids = {c.id for c in listed}
    rows = [
        answers.clause_facts(accord, c, now[c.id])
        | {"life": [{"first": r.first, "last": r.last, "shown": r.shown} for r in runs(life[c.id].cells)]}
        for c in listed
    ]
    days = [cell.day for cell in next(iter(life.values())).cells]
    moved = [answers.move_facts(here, m) for m in answers.moved_since(here, first) if m.clause in ids]
    together = answers.together(moved)
    data: dict[str, Any] = {
        "reports": len(here.view.reports),
        "day": answers.day_number(accord, here.asked.as_of),
        "since": first,
        "tally": [{"kind": k, "sign": s, "words": w, "clauses": tally[k]} for k, s, w in kinds() if tally[k]],
        "clauses": rows,
        "moved": moved,
        "due": [_due(accord, f) for f in answers.due_next(here, AHEAD) if f.clause in ids],
    }
    due_here, due_there = _by_day(data["due"], here.asked.reading or here.readings[0].name)
    return here.page(
        "board.html.j2",
        f"How {accord.short_name} stands",
        data,
        tab="board",
        strips={c.id: strips.placed(life[c.id].cells) for c in listed},
        ticks=strips.ticks(days),
        mark=strips.where(days, first),
        legend=strips.legend(life[c.id] for c in listed),
        choices=answers.clause_choices(accord),
        asked_for={"party": party, "phase": phase, "topic": topic, "state": state},
        moves=[m for m in together if answers.stands_otherwise(m)],
        details=[m for m in together if not answers.stands_otherwise(m)],
        otherwise=sum(len(m["clauses"]) for m in together if answers.stands_otherwise(m)),
        due_here=due_here,
        due_there=due_there,
        ahead=AHEAD,
        filtered=any((party, phase, topic, state)),
    )


def _due(accord: Accord, falls: Falls) -> dict[str, Any]:
    clause = accord.clause(falls.clause)
    return {
        "clause": falls.clause,
        "title": clause.title if clause else "",
        "what": falls.what,
        "on": falls.on,
        "readings": list(falls.readings),
        "how": falls.how,
    }


def _by_day(due: Sequence[dict[str, Any]], reading: str) -> tuple[list[Any], list[Any]]:
    """(day, [(what, clauses)]) under the reading of the page, and what other readings date otherwise."""
    here: dict[str, dict[str, list[Any]]] = {}
    there: dict[str, dict[str, list[Any]]] = {}
    for d in due:
        days = here if reading in d["readings"] else there
        days.setdefault(d["on"], {}).setdefault(d["what"], []).append((d["clause"], d["title"]))
    listed = [[(day, list(whats.items())) for day, whats in days.items()] for days in (here, there)]
    return listed[0], listed[1]
