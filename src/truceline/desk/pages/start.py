"""The first page: what the case holds, what to look at first, and what to do next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Response

from truceline.case.looking import kind_of, kinds
from truceline.desk import answers
from truceline.desk.cited import report_line, title_of
from truceline.desk.figures import finding_facts, finding_list
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.listed import NEWEST, OUTLETS
from truceline.desk.pages.lineage import BY_RELAYS, statement_facts
from truceline.model.weighing import Verdict

router = APIRouter()
FEW = 5


@twin(router, "/")
def start(here: HereDep) -> Response:
    """An overview; an empty case is told how to go on."""
    view, accord = here.view, here.view.accord
    since = answers.before(here.asked.as_of, answers.LOOK_BACK)
    now = answers.standings(here)
    tally = Counter(kind_of(s.shown) for s in now.values())
    moved = answers.moved_since(here, since) if view.reports else ()
    open_questions = [f for f in finding_list(here) if f.verdict in (Verdict.CONTESTED, Verdict.DIFFERING)]
    newest = here.table(NEWEST)
    data: dict[str, Any] = {
        "reports": len(view.reports),
        "withdrawn": len(view.withdrawn),
        "outlets": len(here.table(OUTLETS)),
        "claims": len(view.claims),
        "confirmed": len(view.confirmed),
        "decisions": len(view.decisions),
        "unread": [
            {"language": k, "reports": n} for k, n in Counter(r.language for r in view.unread).most_common()
        ],
        "notes": list(view.weighing.notes[:FEW]),
        "person": here.settings.get("person") or None,
        "since": since,
        "day": answers.day_number(accord, here.asked.as_of) if accord else None,
        "tally": [{"kind": k, "sign": s, "words": w, "clauses": tally[k]} for k, s, w in kinds() if tally[k]],
        "moved": [answers.move_facts(here, m) for m in moved],
        "questions": [finding_facts(here, f, 0) for f in open_questions[:FEW]],
        "questions_all": len(open_questions),
        "carried": [] if accord else _carried(here),
        "newest": [{"id": r.id, "title": title_of(r), **report_line(view, r.id)} for r in newest[:FEW]],
    }
    return here.page(
        "start.html.j2",
        "Start",
        data,
        moves=[m for m in answers.together(data["moved"]) if answers.stands_otherwise(m)],
        few=FEW,
        pages=_pages(here),
        folder=here.case.folder,
    )


def _carried(here: Here) -> list[dict[str, Any]]:
    """The statements that most outlets carry: where there is no clause, what everybody tells comes first."""
    shared = [x for x in here.table(BY_RELAYS) if x[1] > 1 and not x[0].agreement][:FEW]
    return [statement_facts(here, line) | {"relays": relays} for line, relays in shared]


def _pages(here: Here) -> dict[str, str]:
    """The pages that this desk has, by name."""
    return {t.name: t.path for t in here.desk.tabs}
